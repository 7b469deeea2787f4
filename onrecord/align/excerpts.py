"""Excerpts: texts with little or no prose of their own that stand in another article: too little for a copy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from onrecord import settings
from onrecord.align.precedence import first_of
from onrecord.align.prose import Proses
from onrecord.schema import Article, SharedPassage, Span


def find(passages: Iterable[SharedPassage], articles: Mapping[str, Article], proses: Proses) -> dict[str, list[str]]:
    """By article the others in which most of it stands, where little of it is its writer's own prose.

    A page with a caption, a heading and one quotation is no report that somebody made. Of two that are the same the
    one that is known to be first is left out.
    """
    sides: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for passage in passages:
        for mine, other in ((passage.left, passage.right), (passage.right, passage.left)):
            if proses[mine.article].size < settings.ALIGN_DERIVED_WORDS:
                sides[mine.article, other.article].append(mine)
    within = {tie for tie, spans in sides.items() if _is_covered(proses, tie[0], spans)}
    found: dict[str, list[str]] = defaultdict(list)
    for article, whole in sorted(within):
        is_same = (whole, article) in within
        if is_same and first_of(articles[article], articles[whole], same_text=True).first == article:
            continue
        found[article].append(whole)
    return dict(found)


def _is_covered(proses: Proses, article: str, spans: Iterable[Span]) -> bool:
    text = proses[article].text
    covered = text.flags((span.start, span.end) for span in spans)
    return bool(covered.sum() >= settings.ALIGN_WHOLE_SHARE * text.size)

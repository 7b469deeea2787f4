"""Handouts: a statement or post that articles print which are no copies of each other, and prose whose origin nobody names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord import settings
from onrecord.align.groups import grouped
from onrecord.align.pairs import Pair
from onrecord.align.prose import Proses
from onrecord.align.texts import Text
from onrecord.schema import SharedPassage, Span

_WRITTEN = re.compile(
    r"\b(?:in|via|through) (?:an?|the|his|her|its|their|another|one)(?: \w+){0,3} (?:statement|post|tweet|message|letter|memo|release|communiqu[eé])"
    r"|\b(?:statement|message|letter|memo) (?:said|says|read|reads|published|posted|released)\b"
    r"|\bpress release\b|\b(?:re)?tweeted\b|\btweet\b|\b(?:wrote|posted|said|announced) on (?:X|Twitter|Facebook|Telegram|Instagram|Truth Social|Weibo)\b"
    r"|pic\.twitter|\(@\w{2,}\)",
    re.IGNORECASE,
)
_AROUND = 200


class Handout(NamedTuple):
    """One text that several articles print: `is_written` when they say that it is a statement or a post."""

    passages: tuple[SharedPassage, ...]
    is_written: bool


def find(pairs: Sequence[Pair], tied: frozenset[tuple[str, str]], proses: Proses) -> list[Handout]:
    """The handouts in pairs that no report ties (`tied`: the pairs of articles that one does)."""
    held: list[tuple[SharedPassage, bool]] = []
    for pair in pairs:
        if (pair.left, pair.right) not in tied:
            held.extend(_handed_out(pair, proses))
    group = grouped(_ties([passage for passage, _ in held]))
    members: dict[tuple[Span, Span], list[tuple[SharedPassage, bool]]] = defaultdict(list)
    for passage, written in held:
        members[group[passage.left, passage.right]].append((passage, written))
    return [Handout(tuple(p for p, _ in found), any(w for _, w in found)) for found in members.values()]


def _handed_out(pair: Pair, proses: Proses) -> Iterator[tuple[SharedPassage, bool]]:
    for passage in pair.passages:
        if any(_is_written(proses[side.article].text, side) for side in (passage.left, passage.right)):
            yield passage, True
        elif (
            min(_first_hand(proses, side) for side in (passage.left, passage.right)) >= settings.ALIGN_COMMON_TEXT_WORDS
        ):
            yield passage, False


def _is_written(text: Text, side: Span) -> bool:
    """Whether the sentence around the passage, or the one after it, says that the words were written.

    "We regret what happened," the company said in a statement. Words said aloud to two reporters were heard by both.
    """
    held = text.sentences_at(side.start, side.end)
    start, end = (held[0][0], held[-1][1]) if held else (side.start, side.end)
    return bool(_WRITTEN.search(text.article.text, max(start, side.start - _AROUND), max(end, side.end) + _AROUND // 2))


def _first_hand(proses: Proses, side: Span) -> int:
    first, last = proses[side.article].text.word_range(side.start, side.end)
    return int(proses[side.article].first_hand[first:last].sum())


def _ties(passages: Sequence[SharedPassage]) -> Iterator[tuple[tuple[Span, Span], tuple[Span, Span]]]:
    by_article: dict[str, list[tuple[Span, tuple[Span, Span]]]] = defaultdict(list)
    for passage in passages:
        node = passage.left, passage.right
        yield node, node
        for side in node:
            by_article[side.article].append((side, node))
    for held in by_article.values():
        held.sort()
        for (side, node), (following, other) in zip(held, held[1:], strict=False):
            if 2 * (min(side.end, following.end) - following.start) >= min(
                side.end - side.start, following.end - following.start
            ):
                yield node, other

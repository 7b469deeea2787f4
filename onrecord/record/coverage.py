"""Which articles have a statement: through a claim of their own, or because a shared passage puts the words there."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord import spans
from onrecord.record.claims import Telling
from onrecord.record.origins import Origins
from onrecord.record.parties import Cast
from onrecord.schema import Article, Figure, Lineage, Quote, SharedPassage, Span, content_id
from onrecord.settings import RECORD_ALIGNED_PART, RECORD_OTHER_DAY_IDENTITY

Pair = tuple[Telling, Telling]

_NAMED_WITHIN = 200
"""Characters. A speaker who is named no farther than this from the words in the other article speaks there too."""


class Frame(NamedTuple):
    """What a claim that is carried over needs to know of the story."""

    origins: Origins
    cast: Cast
    newest: Mapping[str, str]


_BUCKET = 256
"""Characters. Passages are looked up by the stretches of this length that they touch."""


class Aligned:
    """The shared passages of a story, by article and place, and where a span of one article lies in the others."""

    def __init__(self, lineage: Lineage) -> None:
        self._at: dict[tuple[str, int], list[tuple[Span, SharedPassage]]] = {}
        for passage in lineage.passages:
            for side in (passage.left, passage.right):
                for bucket in range(side.start // _BUCKET, side.end // _BUCKET + 1):
                    self._at.setdefault((side.article, bucket), []).append((side, passage))

    def elsewhere(self, span: Span) -> Iterator[tuple[Span, SharedPassage]]:
        """Where the words of a span stand in other articles, with each passage that has enough of them."""
        middle = (span.start + span.end) // 2  # what has half of a span has its middle, or half of it is all it has
        for side, passage in self._at.get((span.article, middle // _BUCKET), ()):
            enough = spans.overlap(side, span) >= RECORD_ALIGNED_PART * (span.end - span.start)
            if enough and (there := spans.project(span, passage)) and there.end > there.start:
                yield there, passage


def aligned_pairs(tellings: Sequence[Telling], aligned: Aligned) -> Iterator[Pair]:
    """Pairs of claims of one kind whose key words lie opposite each other in a shared passage."""
    at = _by_place(tellings)
    for telling in tellings:
        key = telling.claim.span if isinstance(telling.noun, Quote) else telling.noun.span
        for there, passage in aligned.elsewhere(key):
            if there.article < telling.claim.article:
                continue
            for other in _near(at, there, telling.claim.kind):
                other_day = telling.day and other.day and telling.day != other.day
                if other_day and passage.identity < RECORD_OTHER_DAY_IDENTITY:
                    continue
                if _same_key(telling, other, there):
                    yield telling, other


def projected(
    tellings: Sequence[Telling], aligned: Aligned, articles: Mapping[str, Article], frame: Frame
) -> Iterator[tuple[Telling, Telling]]:
    """Claims that a shared passage shows in an article in which none was read there: (the claim, the new one).

    The passage must have the claim's own words on the other side too: an edited passage may have another number in it.
    """
    at = _by_place(tellings)
    made: set[tuple[str, int, int, str]] = set()
    for telling in tellings:
        for side, _ in aligned.elsewhere(telling.claim.span):
            text = articles[side.article].text
            there = _on_words(side, text)
            key = (there.article, there.start, there.end, telling.claim.attribute)
            if key in made or any(_opposite(t, there, telling) for t in _near(at, there, telling.claim.kind)):
                continue
            if _has_words(telling, articles[telling.claim.article].text, text[there.start : there.end]):
                made.add(key)
                yield telling, _moved(telling, there, articles[there.article], frame)


def _moved(telling: Telling, there: Span, article: Article, frame: Frame) -> Telling:
    """The claim at its other place: its origin there, and on whose word where the speaker's name stands there too."""
    origin, evidence, reason = frame.origins.of(there)
    around = article.text[max(0, there.start - _NAMED_WITHIN) : there.end + _NAMED_WITHIN].casefold()
    name = frame.cast.name(telling.claim.said_by).casefold().split()
    named = bool(telling.claim.said_by) and bool(name) and name[-1] in around
    claim = replace(
        telling.claim,
        id=content_id(article.id, telling.claim.kind, there.start, there.end, telling.claim.attribute, "passage"),
        article=article.id,
        span=there,
        reported=article.published,
        withdrawn_by=frame.newest.get(article.id),
        origin=origin,
        origin_evidence=evidence,
        said_by=telling.claim.said_by if named else None,
        via=telling.claim.via if named else (),
        basis=telling.claim.basis if named else "not-said",
        reason=f"read in a passage shared with {telling.claim.article}; {reason}",
    )
    return replace(telling, claim=claim)


def _has_words(telling: Telling, source: str, there: str) -> bool:
    """Whether the words that make the claim stand on the other side: all of a short one's, most of a long one's."""
    here = source[telling.claim.span.start : telling.claim.span.end].casefold().split()
    other = set(there.casefold().split())
    if isinstance(telling.noun, Figure):
        numbers = [word for word in here if any(c.isdigit() for c in word)] or here
        return all(word in other for word in numbers)
    return sum(word in other for word in here) >= 0.8 * len(here)


def _by_place(tellings: Sequence[Telling]) -> dict[tuple[str, str], list[tuple[int, int, Telling]]]:
    at: dict[tuple[str, str], list[tuple[int, int, Telling]]] = {}
    for number, telling in enumerate(tellings):
        at.setdefault((telling.claim.article, telling.claim.kind), []).append(
            (telling.claim.span.start, number, telling)
        )
    return {key: sorted(found, key=lambda f: f[:2]) for key, found in at.items()}


def _near(at: Mapping[tuple[str, str], list[tuple[int, int, Telling]]], there: Span, kind: str) -> Iterator[Telling]:
    """The claims of a kind that overlap a span: those that start before its end, looked at backwards."""
    found = at.get((there.article, kind), [])
    for _, _, telling in reversed(found[: bisect_right(found, there.end, key=lambda f: f[0])]):
        if telling.claim.span.start < there.start - 2_000:
            return
        if spans.overlap(telling.claim.span, there):
            yield telling


def _same_key(a: Telling, b: Telling, there: Span) -> bool:
    """Whether two claims that lie opposite each other can be one: the same type, measure, or half of the quotation."""
    if a.claim.kind == "quote":
        half = min(len(a.words), len(b.words)) <= 2 * len(a.words & b.words)
        return half and 2 * spans.overlap(b.claim.span, there) >= min(
            b.claim.span.end - b.claim.span.start, there.end - there.start
        )
    if a.root != b.root:
        return False
    if isinstance(a.noun, Figure) and isinstance(b.noun, Figure) and a.noun.value != b.noun.value:
        edited = len(a.context & b.context) * 2 >= max(1, min(len(a.context), len(b.context)))
        return edited and 2 * spans.overlap(b.noun.span, there) >= there.end - there.start  # "15 to 20 shots" is two
    slack = Span(there.article, there.start - 12, there.end + 12)
    return not isinstance(b.noun, Quote) and spans.overlap(b.noun.span, slack) > 0


def _opposite(other: Telling, there: Span, telling: Telling) -> bool:
    if other.claim.kind == "quote":
        return spans.overlap(other.claim.span, there) > 0
    return other.root == telling.root and spans.overlap(other.claim.span, there) > 0


def _on_words(span: Span, text: str) -> Span:
    """The span grown to word borders."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(span.article, start, end)

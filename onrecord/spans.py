"""Offset arithmetic: the text of a span, overlap, shift, and projection through a shared passage."""

from collections.abc import Iterable

from onrecord.schema import SharedPassage, Span


def text_of(span: Span, text: str) -> str:
    """The characters of a span.

    >>> text_of(Span("a", 4, 8), "The fire spread.")
    'fire'
    """
    return text[span.start : span.end]


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans of one article share; 0 for spans of two articles.

    >>> overlap(Span("a", 0, 10), Span("a", 6, 20))
    4
    """
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a.article == b.article else 0


def covers(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies within `outer`.

    >>> covers(Span("a", 0, 10), Span("a", 3, 10))
    True
    """
    return outer.article == inner.article and outer.start <= inner.start and inner.end <= outer.end


def shift(span: Span, by: int) -> Span:
    """The span moved by a number of characters.

    >>> shift(Span("a", 0, 10), 5)
    Span(article='a', start=5, end=15)
    """
    return Span(span.article, span.start + by, span.end + by)


def trim(span: Span, text: str, unwanted: str) -> Span:
    """The span without the unwanted characters at its ends; empty at its start when nothing is left.

    >>> trim(Span("a", 0, 7), '"Never"', '"')
    Span(article='a', start=1, end=6)
    """
    start, end = span.start, span.end
    while start < end and text[start] in unwanted:
        start += 1
    while end > start and text[end - 1] in unwanted:
        end -= 1
    return Span(span.article, start, end)


def covered(spans: Iterable[Span]) -> int:
    """How many characters the spans of one article cover together.

    >>> covered([Span("a", 0, 10), Span("a", 5, 12)])
    12
    """
    total, reached = 0, -1
    for span in sorted(spans):
        start = max(span.start, reached)
        total += max(0, span.end - start)
        reached = max(reached, span.end)
    return total


def project(span: Span, passage: SharedPassage) -> Span | None:
    """Where a span of one side of a passage lies on the other side, in proportion; null when it is not in the passage.

    >>> project(Span("a", 5, 10), SharedPassage(Span("a", 0, 10), Span("b", 100, 120), 1.0, "edited"))
    Span(article='b', start=110, end=120)
    """
    for source, target in ((passage.left, passage.right), (passage.right, passage.left)):
        if overlap(span, source):
            scale = (target.end - target.start) / (source.end - source.start)
            start = target.start + round((max(span.start, source.start) - source.start) * scale)
            end = target.start + round((min(span.end, source.end) - source.start) * scale)
            return Span(target.article, start, max(start, end))
    return None

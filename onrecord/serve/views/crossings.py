"""Crossings: of the passages that two texts share, which lie within longer ones, and which stand in another order."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

Border = tuple[int, int]


def within(borders: Sequence[tuple[Border, Border]]) -> dict[int, int]:
    """Passages that overlap a longer one on either side, with the position of that one: text is printed once.

    >>> within([((0, 50), (0, 50)), ((10, 20), (90, 100))])
    {1: 0}
    """
    kept: tuple[list[tuple[int, int, int, int]], ...] = ([], [])
    inside: dict[int, int] = {}
    longest = sorted(range(len(borders)), key=lambda i: borders[i][0][0] - borders[i][0][1])
    for place, i in enumerate(longest):
        over = [one for side, border in zip(kept, borders[i], strict=True) for one in _overlapping(side, border)]
        if over:
            inside[i] = longest[min(over)]
        else:
            for side, (start, end) in zip(kept, borders[i], strict=True):
                insort(side, (start, end, place, i))
    return inside


def _overlapping(kept: Sequence[tuple[int, int, int, int]], border: Border) -> Iterator[int]:
    """Which of these, that lie in order and apart from each other, overlap a border: their places by length."""
    start, end = border
    for at in range(bisect_left(kept, (end,)) - 1, -1, -1):
        if kept[at][1] <= start:
            break
        yield kept[at][2]


def order(borders: Sequence[tuple[Border, Border] | None]) -> set[int]:
    """The passages that stand in one order in both texts, as many characters of them as can; the others moved.

    >>> sorted(order([((0, 9), (50, 59)), ((10, 30), (0, 20)), ((31, 40), (21, 30))]))
    [1, 2]
    """
    ends: list[tuple[int, int, int]] = []  # (begin at the right, characters so far, passage): both of them rise
    previous: dict[int, int | None] = {}
    for i, border in enumerate(borders):
        if border:
            (start, end), (begin, _) = border
            at = bisect_left(ends, (begin,))
            length, previous[i] = (ends[at - 1][1] + end - start, ends[at - 1][2]) if at else (end - start, None)
            worse = at
            while worse < len(ends) and ends[worse][1] <= length:
                worse += 1
            if worse > at or at == len(ends) or ends[at][0] > begin:
                ends[at:worse] = [(begin, length, i)]
    found: set[int] = set()
    last = ends[-1][2] if ends else None
    while last is not None:
        found.add(last)
        last = previous[last]
    return found

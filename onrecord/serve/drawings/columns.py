"""Columns: two texts in a grid of three columns; what both have stands side by side, the rest in its own order."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from onrecord import tokens
from onrecord.serve.drawings.segments import cut, shown

if TYPE_CHECKING:
    from onrecord.serve.views.pairs import Own, Pair, Passage

SideName = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a cell: `changed` where the other side has others, `added` where it has none for them.

    `outside`: words around a passage, which complete its first and its last sentence.
    """

    text: str
    changed: bool
    added: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters of one text, and the words they are; `own` where the other text has not them."""

    start: int
    end: int
    runs: tuple[Run, ...]
    own: "Own | None"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grid. `part` counts the rows of a passage; of one that moved each side has a row of its own."""

    passage: "Passage | None"
    part: int
    last: bool
    left: Cell | None
    right: Cell | None


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch of one text in its order: a passage with the rest of its sentences, or words of that text only."""

    start: int
    end: int
    passage: "Passage | None"
    own: "Own | None" = None


def rows(page: "Pair") -> list[Row]:
    """The rows, from the first to the last character of both texts."""
    left = _items(page.left.text, page.passages, page.only_left, "left")
    right = _items(page.right.text, page.passages, page.only_right, "right")
    return list(_Grid(page).rows(left, right))


def _items(text: str, passages: Sequence["Passage"], own: Sequence["Own"], side: SideName) -> list[_Item]:
    """A text in its order; what has no word in it is left out between two items."""
    kept = sorted((p for p in passages if p.within is None), key=lambda p: (getattr(p, side).start, p.number))
    spans = completed(text, [(getattr(p, side).start, getattr(p, side).end) for p in kept])
    found = [_Item(*span, passage) for span, passage in zip(spans, kept, strict=True)]
    starts = [one.start for one in own]
    for start, end in _between(text, spans):
        at = bisect_right(starts, start) - 1
        found.append(_Item(start, end, None, own[at] if at >= 0 else None))
    return sorted(found, key=lambda item: item.start)


def completed(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that do not overlap, in their order, each with the rest of its first and last sentence.

    >>> text = "He came. Then it rained hard. The end."
    >>> [text[start:end] for start, end in completed(text, [(14, 23)])]
    ['Then it rained hard.']
    """
    sentences = tokens.sentences(text)
    starts = [start for start, _ in sentences]
    found: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(spans):
        before = found[-1][1] if found else 0
        after = spans[i + 1][0] if i + 1 < len(spans) else len(text)
        first = sentences[max(0, bisect_right(starts, start) - 1)][0] if sentences else start
        last = sentences[max(0, bisect_right(starts, end - 1) - 1)][1] if sentences else end
        begin = max(before, first) if start - first < _LONGEST else start
        stop = min(after, last) if last - end < _LONGEST else end
        found.append((min(begin, start), max(stop, end)))
    return found


_LONGEST = 600
"""Characters. What is longer before or after a passage is no rest of a sentence that a reader would miss."""


def _between(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        if any(map(str.isalnum, text[at:start])):
            yield at, start
        at = max(at, end)


class _Grid:
    """The texts of a pair, cut into cells."""

    def __init__(self, page: "Pair") -> None:
        self.page = page

    def rows(self, left: list[_Item], right: list[_Item]) -> Iterator[Row]:
        """Passages that stand in one order join the texts; between two of them each text goes its own way."""
        i = j = 0
        joints = [item.passage for item in left if item.passage and not item.passage.moved]
        for joint in (*joints, None):
            start, other = i, j
            while i < len(left) and (joint is None or left[i].passage is not joint):
                i += 1
            while j < len(right) and (joint is None or right[j].passage is not joint):
                j += 1
            yield from self._between(left[start:i], right[other:j])
            if joint:
                yield from self._joined(joint, left[i], right[j])
                i, j = i + 1, j + 1

    def _between(self, left: list[_Item], right: list[_Item]) -> Iterator[Row]:
        """Own words of both stand side by side; a passage that moved has a row to itself."""
        while left or right:
            if left and left[0].passage:
                yield Row(left[0].passage, 0, True, self._cell("left", left.pop(0)), None)
            elif right and right[0].passage:
                yield Row(right[0].passage, 0, True, None, self._cell("right", right.pop(0)))
            else:
                here = self._cell("left", left.pop(0)) if left else None
                there = self._cell("right", right.pop(0)) if right else None
                yield Row(None, 0, True, here, there)

    def _joined(self, passage: "Passage", here: _Item, there: _Item) -> Iterator[Row]:
        """A passage, cut where a paragraph begins on either side."""
        borders = [(here.start, there.start), *passage.breaks, (here.end, there.end)]
        for part, ((start, begin), (end, stop)) in enumerate(pairwise(borders)):
            cells = (_Item(start, end, passage), _Item(begin, stop, passage))
            last = part == len(borders) - 2
            yield Row(passage, part, last, self._cell("left", cells[0]), self._cell("right", cells[1]))

    def _cell(self, side: SideName, item: _Item) -> Cell:
        text, passage = getattr(self.page, side).text, item.passage
        told = [(change.kind, getattr(change, side)) for change in (passage.changes if passage else ())]
        kinds = [kind for kind, words in told if words]
        spans = [(words.start, words.end) for _, words in told if words]
        core = getattr(passage, side) if passage else item
        runs = tuple(
            _run(text, (start, end), [kinds[i] for i in inside if i < len(kinds)], inside=len(kinds) in inside)
            for start, end, inside in cut([*spans, (core.start, core.end)], item.start, item.end)
        )
        return Cell(item.start, item.end, _trimmed(runs), item.own)


def _run(text: str, span: tuple[int, int], kinds: Sequence[str], *, inside: bool) -> Run:
    """Characters that the same changes cover; a mark at the border of a passage is no word outside of it."""
    start, end = span
    outside = not inside and any(map(str.isalnum, text[start:end]))
    added = any(kind != "replaced" for kind in kinds)
    return Run(shown(text[start:end], text[end : end + 1]), bool(kinds), added, outside)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without the blanks around them."""
    if not runs:
        return runs
    lead = replace(runs[0], text=runs[0].text.lstrip())
    runs = (lead, *runs[1:])
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))

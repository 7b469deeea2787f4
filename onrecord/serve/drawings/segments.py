"""Segments: a text cut wherever a layer begins or ends; layers overlap, so a segment says what covers it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.serve.views.texts import Paragraph, Text

CLASSES = {
    "quotes": "q", "cues": "cue", "figures": "fig", "events": "evt", "dates": "date", "places": "place",
    "actors": "actor",
}  # fmt: skip
"""The class of each layer that is read in the text; what it says stands in the segment's title."""

Border = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that the same layers cover.

    `numbers` are those of the statements there, `told` the same in one string, `ends` of those whose words end here.
    """

    start: int
    text: str
    classes: str
    rank: int | None
    title: str
    numbers: tuple[int, ...]
    told: str
    ends: tuple[int, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph cut into segments."""

    paragraph: "Paragraph"
    segments: tuple[Segment, ...]


def cut(spans: Sequence[Border], start: int, end: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The characters from `start` to `end`, cut at every border of a span: start, end, positions of the spans there.

    >>> list(cut([(0, 6), (4, 9)], 0, 10))
    [(0, 4, (0,)), (4, 6, (0, 1)), (6, 9, (1,)), (9, 10, ())]
    """
    inside = [(max(s, start), min(e, end), i) for i, (s, e) in enumerate(spans)]
    begins: dict[int, list[int]] = {}
    stops: dict[int, list[int]] = {}
    for left, right, i in inside:
        if left < right:
            begins.setdefault(left, []).append(i)
            stops.setdefault(right, []).append(i)
    held: set[int] = set()
    for left, right in pairwise(sorted({start, end, *begins, *stops})):
        held = held.difference(stops.get(left, ())).union(begins.get(left, ()))
        yield left, right, tuple(sorted(held))


def rows(page: "Text") -> list[Row]:
    """The paragraphs of a page of the reader, each cut into segments."""
    return list(_Cutter(page))


class _Cutter:
    """One sweep over all layers of a page."""

    def __init__(self, page: "Text") -> None:
        self.page, self.text, self.first = page, page.window.text, page.window.start
        self.spans: list[Border] = [(p.start, p.end) for p in page.paragraphs]
        self.marked = self._add([(m.start, m.end) for m in (page.marked,) if m])
        self.owned = self._add([(s.start, s.end) for s in page.stretches])
        self.repeated = self._add([(p.start, p.end) for p in page.passages])
        self.statements = self._add([(at.start, at.end) for told in page.statements for at in told.places])
        self.numbers = [told.number for told in page.statements for _ in told.places]
        self.read: dict[int, tuple[str, str]] = {}
        for name, kind in CLASSES.items():
            places = self._add([(f.start, f.end) for f in page.layers[name]])
            self.read |= {i: (kind, f.about) for i, f in zip(places, page.layers[name], strict=True)}

    def _add(self, spans: Sequence[Border]) -> range:
        self.spans.extend(spans)
        return range(len(self.spans) - len(spans), len(self.spans))

    def __iter__(self) -> Iterator[Row]:
        held: list[list[Segment]] = [[] for _ in self.page.paragraphs]
        waiting: list[int] = []
        for start, end, inside in cut(self.spans, self.first, self.page.window.end):
            if inside and inside[0] < len(held):
                segment, last = self._segment(start, end, inside), end == self.spans[inside[0]][1]
                waiting += segment.ends
                ends, waiting = ((), waiting) if self._within_word(end) and not last else (tuple(waiting), [])
                held[inside[0]].append(segment if segment.ends == ends else replace(segment, ends=ends))
        yield from (Row(p, tuple(segments)) for p, segments in zip(self.page.paragraphs, held, strict=True))

    def _segment(self, start: int, end: int, inside: tuple[int, ...]) -> Segment:
        told = [i for i in inside if i in self.statements]
        numbers = dict.fromkeys(self._number(i) for i in told)
        ends = dict.fromkeys(self._number(i) for i in told if self.spans[i][1] == end)
        at = any(i in self.marked for i in inside)
        rank, washed = self._origin(inside)
        read = {i: self.read[i] for i in inside if i in self.read}
        layers = dict.fromkeys(kind for kind, _ in read.values())
        classes = " ".join(["pass"] * washed + ["at"] * at + list(layers))
        begin, stop = start - self.first, end - self.first
        words = shown(self.text[begin:stop], self.text[stop : stop + 1])
        id_ = self._id(start) if at else ""
        about = (rank if washed else None, self._title(read), tuple(numbers), " ".join(map(str, numbers)))
        return Segment(start, words, classes, *about, tuple(ends), id_)

    def _within_word(self, end: int) -> bool:
        """Whether a number put here would part a word: "more than 1,400" may end a statement after its 1."""
        before, after = (
            self.text[end - self.first - 1 : end - self.first],
            self.text[end - self.first : end - self.first + 2],
        )
        joined = after[:1].isalnum() or (after[:1] in ",.'’-" and after[1:].isalnum())
        return before.isalnum() and joined

    def _number(self, i: int) -> int:
        return self.numbers[i - self.statements.start]

    def _id(self, start: int) -> str:
        marked = self.page.marked
        return f"char={marked.start},{marked.end}" if marked and marked.start == start else ""

    def _origin(self, inside: tuple[int, ...]) -> tuple[int, bool]:
        """The rank of the origin there, and whether it is washed: credited words, and those that others print too."""
        owned = next((self.page.stretches[i - self.owned.start] for i in inside if i in self.owned), None)
        shared = any(i in self.repeated for i in inside)
        evidence = owned.evidence if owned else "unknown"
        return owned.rank if owned else 0, shared or evidence in ("credited", "shared-text")

    def _title(self, read: Mapping[int, tuple[str, str]]) -> str:
        """What was read in the shortest span there."""
        shortest = min(read, key=lambda i: self.spans[i][1] - self.spans[i][0], default=None)
        return "" if shortest is None else read[shortest][1]


def shown(words: str, following: str = "") -> str:
    r"""The words as a browser keeps them, character for character: a line end of another system is a line end.

    >>> shown("one\r\ntwo\rthree")
    'one \ntwo\nthree'
    """
    if "\r" not in words:
        return words
    return (words + following).replace("\r\n", " \n").replace("\r", "\n")[: len(words)]

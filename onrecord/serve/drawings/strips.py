"""Strips: the origins of a story side by side, each as wide as its share of all characters."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.schema import Mark

GAP, LETTER = 2.0, 13.0
"""Units of the drawing: between two segments, and the width from which a segment has room for its letter."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One origin: where its piece of the strip begins and how wide it is.

    `known` is false for what has no origin, `counted` for an origin on which no statement rests: a picture's credit.
    """

    x: float
    width: float
    rank: int
    letter: str
    known: bool
    counted: bool

    @property
    def middle(self) -> float:
        """Where its letter stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Strip:
    """The segments from left to right, and the same in words."""

    segments: tuple[Segment, ...]
    width: float
    words: str


def strip(marks: Sequence[Mark], *, width: float = 240.0, most: int = 12) -> Strip:
    """The strip of a story's marks; those after the `most` largest stand together at the end.

    >>> altapress = Mark("A", 1, "Altapress", "wire", "credited", ("w",), 5, 750, 9)
    >>> drawn = strip([altapress, Mark("?", 0, "origin not known", None, "unknown", (), 2, 250)])
    >>> [(s.letter, s.x, s.width) for s in drawn.segments], drawn.words
    ([('A', 0.0, 178.5), ('?', 180.5, 59.5)], 'By characters: A Altapress 75 %, origin not known 25 %')
    """
    told = [mark for mark in marks if mark.characters > 0]
    total = sum(mark.characters for mark in told)
    if not total:
        return Strip((), width, "No text has a known length")
    shown, rest = told[:most], told[most:]
    sizes = [mark.characters for mark in shown] + [sum(mark.characters for mark in rest)] * bool(rest)
    found: list[Segment] = []
    room, x = width - GAP * (len(sizes) - 1), 0.0
    for mark, characters in zip(told, sizes, strict=False):
        wide = room * characters / total
        letter = mark.letter if wide >= LETTER and len(found) < most else ""
        found.append(Segment(round(x, 1), round(wide, 1), mark.rank, letter, mark.rank > 0, mark in counted(marks)))
        x += wide + GAP
    return Strip(tuple(found), width, _words(told, total, most))


def counted(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that the count of a story's origins counts: those on which a statement rests, if there is any."""
    known = [mark for mark in marks if mark.rank]
    return [mark for mark in known if mark.n_statements] or known


def _words(told: Sequence[Mark], total: int, most: int) -> str:
    parts = [f"{_named(m, told)} {_percent(m.characters, total)}" for m in told[:most]]
    rest = [f"{len(told) - most} more {_percent(sum(m.characters for m in told[most:]), total)}"] * (len(told) > most)
    return "By characters: " + ", ".join(parts + rest)


def _named(mark: Mark, told: Sequence[Mark]) -> str:
    letter = f"{mark.letter} " if mark.rank else ""
    return f"{letter}{mark.name[:60]}{'' if not mark.rank or mark in counted(told) else ', in no statement,'}"


def _percent(part: int, total: int) -> str:
    share = round(100 * part / total)
    return f"{share} %" if share else "under 1 %"

"""The squares of a tally, all of one origin in one stroke: 24 squares stand beside each of 40 statements of a page."""

from dataclasses import dataclass

from onrecord.serve.views.marks import Tally

_STEP = 20


@dataclass(frozen=True, slots=True)
class Ink:
    """The squares of one origin: a path of SVG, and its letter at each of `places`."""

    letter: str
    rank: int
    path: str
    places: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Squares:
    """A drawing `width` wide and 18 high; `empty` are the squares of articles that have not the statement."""

    width: int
    empty: str
    inks: tuple[Ink, ...]


def squares(tally: Tally) -> Squares:
    """The squares of a tally in the order of publication.

    >>> from onrecord.serve.views.marks import Cell
    >>> cells = (Cell("a", "a", "A", 1, "AFP"), Cell("b", "b", None, 0, ""), Cell("c", "c", "A", 1, "AFP"))
    >>> drawn = squares(Tally(cells, (), 2, 3))
    >>> drawn.empty, drawn.inks[0].places
    ('M20.5 .5h16v17h-16z', (8.5, 48.5))
    """
    found: dict[tuple[str, int], list[int]] = {}
    empty = []
    for i, cell in enumerate(tally.cells):
        if cell.letter is None:
            empty.append(f"M{i * _STEP}.5 .5h16v17h-16z")
        else:
            found.setdefault((cell.letter, cell.rank), []).append(i * _STEP)
    inks = tuple(
        Ink(letter, rank, "".join(f"M{x + 1} 1h15v16h-15z" for x in at), tuple(x + 8.5 for x in at))
        for (letter, rank), at in found.items()
    )
    return Squares(len(tally.cells) * _STEP - 3, "".join(empty), inks)

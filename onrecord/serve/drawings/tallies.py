"""The squares of a tally, all of one origin in one stroke: 24 squares stand beside each of 40 statements of a page."""

from dataclasses import dataclass

from onrecord.serve.views.marks import Tally

_STEP, _SIDE = 20, 15
_PARTS = 2
"""Of a square: more letters have no room; the words beside the drawing name all."""


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

    An article that has it of two origins has a square of two parts.

    >>> from onrecord.schema import Mark
    >>> also = Mark("P", 2, "AP", "wire", "credited", ("p",), 1, 60)
    >>> [ink.path for ink in squares(Tally((Cell("a", "a", "A", 1, "AFP", (also,)),), (), 1, 1)).inks]
    ['M1 1h7v16h-7z', 'M9 1h7v16h-7z']
    """
    found: dict[tuple[str, int], list[tuple[float, float]]] = {}
    empty = []
    for i, cell in enumerate(tally.cells):
        if cell.letter is None:
            empty.append(f"M{i * _STEP}.5 .5h16v17h-16z")
            continue
        shown = [(cell.letter, cell.rank), *((mark.letter, mark.rank) for mark in cell.beside)][:_PARTS]
        width = (_SIDE - len(shown) + 1) / len(shown)
        for part, mark in enumerate(shown):
            found.setdefault(mark, []).append((i * _STEP + 1 + part * (width + 1), width))
    inks = tuple(
        Ink(letter, rank, "".join(f"M{x:g} 1h{w:g}v16h-{w:g}z" for x, w in at), tuple(x + w / 2 for x, w in at))
        for (letter, rank), at in found.items()
    )
    return Squares(len(tally.cells) * _STEP - 3, "".join(empty), inks)

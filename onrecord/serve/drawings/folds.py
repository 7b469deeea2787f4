"""The fold: articles at the left, fewer origins at the right, bands as thick as the characters taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.serve.labels import counted, shortened
from onrecord.serve.views.origins import Origins, Row
from onrecord.serve.views.roots import Root
from onrecord.stretches import STRONGEST

WIDTH, LEFT, RIGHT = 940, 330, 620
"""Of the drawing, of the bars of the rows, of the bars of the roots; units of the drawing, on a desk about pixels."""

BAR, THINNEST = 6, 1.5
ROW, ROOT, GAP = 17, 36, 8
"""Least height of a row and of a root, so that their words do not touch, and what lies between two."""

CROSSING = 7
"""Roots. The bands of more cross in any order: then the order is that of size."""

NAME = 33
"""Letters that a row has room for."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row at its place: `words` beside its bar, `strong` the first part of them."""

    row: Row
    y: float
    height: float
    strong: str
    words: str

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class LaidRoot:
    """A root at its place: its bar, and what it says of it in a line."""

    root: Root
    y: float
    height: float
    told: str

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band as the path of its outline."""

    path: str
    evidence: str
    rank: int


@dataclass(frozen=True, slots=True)
class Fold:
    """The whole drawing; `patterns` are the ranks of the origins whose bands are hatched."""

    width: int
    height: float
    rows: tuple[LaidRow, ...]
    roots: tuple[LaidRoot, ...]
    ribbons: tuple[Ribbon, ...]
    patterns: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the bar that stands for the fold on a phone."""

    root: Root
    x: float
    width: float
    part: int


def fold(it: Origins) -> Fold:
    """The drawing for a desk."""
    total = sum(band.characters for band in it.bands) or 1
    scale = min(380, max(64, 30 * len(it.rows), 34 * len(it.roots))) / total
    thick = [max(THINNEST, band.characters * scale) for band in it.bands]
    order = _order(it)
    left = [sum(t for t, band in zip(thick, it.bands, strict=True) if band.row == i) for i in range(len(it.rows))]
    right = [sum(t for t, band in zip(thick, it.bands, strict=True) if band.root == i) for i in order]
    height = max(_tall(left, ROW), _tall(right, ROOT))
    tops = list(_placed(left, ROW, height))
    places = dict(zip(order, _placed(right, ROOT, height), strict=True))
    ribbons = tuple(_ribbons(it, thick, tops, places))
    hatched = {ribbon.rank for ribbon in ribbons if ribbon.evidence == "shared-text"}
    return Fold(
        width=WIDTH,
        height=round(height, 1),
        rows=tuple(
            LaidRow(row, round(y, 1), round(h, 1), *_named(row)) for row, y, h in zip(it.rows, tops, left, strict=True)
        ),
        roots=tuple(
            LaidRoot(it.roots[i], round(places[i], 1), round(h, 1), _told(it, i))
            for i, h in zip(order, right, strict=True)
        ),
        ribbons=ribbons,
        patterns=tuple(sorted(hatched)),
        words=_words(it),
    )


def _order(it: Origins) -> list[int]:
    """Few roots in the order of the rows that lead to them, so that few bands cross; of many the largest first.

    What is not known, and what is not told apart, comes last.
    """

    def weight(root: int) -> tuple[bool, bool, float]:
        bands = [band for band in it.bands if band.root == root]
        centre = sum(band.row * band.characters for band in bands) / (sum(band.characters for band in bands) or 1)
        last = it.roots[root].rank == 0, it.roots[root].n_origins > 1
        return *last, centre if len(it.roots) <= CROSSING else it.roots[root].rank

    return sorted(range(len(it.roots)), key=weight)


def _tall(heights: Sequence[float], least: int) -> float:
    return sum(max(height, least) for height in heights) + GAP * (len(heights) - 1) + 4


def _placed(heights: Sequence[float], least: int, height: float) -> Iterator[float]:
    """The top of each bar: one below the other, spread over the height of the drawing."""
    spare = (height - _tall(heights, least)) / max(1, len(heights))
    y = 2 + spare / 2
    for one in heights:
        slot = max(one, least)
        yield y + (slot - one) / 2
        y += slot + GAP + spare


def _ribbons(it: Origins, thick: Sequence[float], tops: Sequence[float], places: dict[int, float]) -> Iterator[Ribbon]:
    """Every band: at the left in the order of the roots, at the right in the order of the rows."""
    left, right = list(tops), dict(places)
    ends: dict[int, tuple[float, float]] = {}
    numbered = list(enumerate(it.bands))
    for i, band in sorted(numbered, key=lambda n: (n[1].row, places[n[1].root], STRONGEST.index(n[1].evidence))):
        ends[i] = (left[band.row], 0.0)
        left[band.row] += thick[i]
    for i, band in sorted(numbered, key=lambda n: (n[1].root, n[1].row, STRONGEST.index(n[1].evidence))):
        ends[i] = (ends[i][0], right[band.root])
        right[band.root] += thick[i]
    for i, band in sorted(numbered, key=lambda n: -thick[n[0]]):  # the thin ones are drawn over the thick
        yield Ribbon(_path(*ends[i], thick[i]), band.evidence, it.roots[band.root].rank)


def _path(left: float, right: float, thick: float) -> str:
    """The outline of a band from a row to a root.

    >>> _path(0, 10, 4)
    'M336,0.0C478,0.0 478,10.0 620,10.0V14.0C478,14.0 478,4.0 336,4.0Z'
    """
    start, middle = LEFT + BAR, (LEFT + BAR + RIGHT) // 2
    there = f"M{start},{left:.1f}C{middle},{left:.1f} {middle},{right:.1f} {RIGHT},{right:.1f}"
    back = f"V{right + thick:.1f}C{middle},{right + thick:.1f} {middle},{left + thick:.1f} {start},{left + thick:.1f}Z"
    return there + back


def _named(row: Row) -> tuple[str, str]:
    """The name of a row: an article's own and, where that does not begin with it, its publisher's; as there is room.

    >>> _named(Row("The Courier", "The Courier-2", None, 1, "a")), _named(Row("The Courier", "fire-2", None, 1, "b"))
    (('The Courier-2', ''), ('fire-2', 'The Courier'))
    """
    if row.article is None:
        return shortened(row.name, NAME - 6), f"{row.n_articles:,}"
    label = shortened(row.label, NAME)
    other = "" if row.label.startswith(row.name) else row.name
    if row.is_older_version:
        other = "earlier version"
    room = NAME - len(label)
    return label, shortened(other, room) if room > 6 else ""


def _told(it: Origins, place: int) -> str:
    """What is said of a root under its name: what it is, in how many articles, and how that is known."""
    root = it.roots[place]
    if root.rank == 0:
        return f"{_where(root)}; adds nothing to the count"
    parts = [] if root.kind.startswith("outlet") and root.n_articles == 1 else [_where(root)]
    kind = root.kind.replace("outlet, ", "").replace("outlet", "own report" if root.evidence == "own" else "outlet")
    if root.words:
        return parts[0]
    if not root.adds:
        parts.append("no statement; adds nothing")
    return ", ".join([kind, *parts])


def _where(root: Root) -> str:
    return f"in {counted(root.n_articles, 'article')}" if root.n_articles else "in an earlier version only"


def _words(it: Origins) -> str:
    """The drawing for those who cannot see it."""
    told = [f"{root.name}, {_where(root)}" for root in it.roots]
    rows = f"{counted(len(it.rows), it.by)} at the left, bands lead to the origins of their words at the right: "
    return f"{rows}{'; '.join(told)}. The same is in the table below."


def bar(it: Origins, *, width: int = 358) -> tuple[Piece, ...]:
    """The fold as one bar, for a phone: each origin by its part of all words, the largest first."""
    total = sum(root.characters for root in it.roots) or 1
    ranked = sorted(it.roots, key=lambda r: (r.rank == 0, r.n_origins > 1, -r.characters))
    room = width - 3 * len(ranked) - 3 * len(ranked)
    pieces, x = [], 0.0
    for root in ranked:
        wide = 3 + room * root.characters / total
        pieces.append(Piece(root, round(x, 1), round(wide, 1), round(100 * root.characters / total)))
        x += wide + 3
    return tuple(pieces)

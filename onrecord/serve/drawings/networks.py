"""Networks: actors on a ring, those that are tied near one another, and their ties as curves through it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin

from onrecord.serve.views.networks import SPEAKS, Knot, Network, Tie

WIDTH = 860.0
_EDGE = 24.0
"""Room above and below the ring."""

_LETTER = 6.0
"""Width of a letter of a label, as far as room is kept for it."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor; its name stands at `text_x`, ends there where `left`."""

    knot: Knot
    x: float
    y: float
    text_x: float
    left: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """All ties of one pair: `path` of SVG, `certain` where it is told as done; its words at x, y, null without room."""

    path: str
    certain: bool
    spoken: bool
    mutual: bool
    width: float
    words: str
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Ring:
    """The drawing."""

    dots: tuple[Dot, ...]
    curves: tuple[Curve, ...]
    height: float
    words: str


def ring(network: Network) -> Ring | None:
    """The actors that hang together; null when they are fewer than three."""
    if not network.drawn:
        return None
    pairs = _pairs(network)
    knots = {knot.id: knot for knot in network.drawn}
    order = ordered(list(knots), {pair: sum(tie.n_articles for tie in ties) for pair, ties in pairs.items()})
    dots = {id_: _dot(knots[id_], i, len(order)) for i, id_ in enumerate(order)}
    sheet = _Sheet(_radii(len(order))[1] + _EDGE, [_box(dot) for dot in dots.values()])
    curves = tuple(_curve(dots[a], dots[b], ties, sheet) for (a, b), ties in pairs.items())
    names = ", ".join(dot.knot.name for dot in dots.values())
    words = f"{len(curves)} ties between {names}; the table says the same"
    return Ring(tuple(dots.values()), curves, 2 * sheet.centre, words)


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The height of its middle, and the boxes (x, y, width, height) where words stand."""

    centre: float
    taken: list[Box]

    def takes(self, box: Box) -> bool:
        """Whether there is room for words; then they stand there."""
        free = not any(_overlap(box, other) for other in self.taken)
        if free:
            self.taken.append(box)
        return free


def _box(dot: Dot) -> Box:
    width = min(len(dot.knot.name), 30) * _LETTER
    return dot.text_x - (width if dot.left else 0), dot.y - 8, width, 16.0


def _pairs(network: Network) -> dict[tuple[str, str], list[Tie]]:
    """The ties of each pair, those that most articles tell first: what was done before what was said."""
    found: dict[tuple[str, str], list[Tie]] = {}
    for tie in network.ties:
        if tie.left in network.drawn and tie.right in network.drawn:
            a, b = sorted((tie.left.id, tie.right.id))
            found.setdefault((a, b), []).append(tie)
    return found


def ordered(ids: Sequence[str], weights: Mapping[tuple[str, str], int]) -> list[str]:
    """Places on the ring that keep those with strong ties close: pairs change places while that shortens the ties.

    >>> ordered(["a", "b", "c", "d"], {("a", "c"): 5, ("b", "d"): 5})
    ['b', 'a', 'c', 'd']
    """
    order, n = list(ids), len(ids)

    def length() -> int:
        at = {id_: i for i, id_ in enumerate(order)}
        return sum(w * min((at[a] - at[b]) % n, (at[b] - at[a]) % n) for (a, b), w in weights.items())

    shortest = length()
    for _ in range(4):
        before = shortest
        for i, j in combinations(range(n), 2):
            order[i], order[j] = order[j], order[i]
            if (changed := length()) < shortest:
                shortest = changed
            else:
                order[i], order[j] = order[j], order[i]
        if shortest == before:
            break
    return order


def _radii(n: int) -> tuple[float, float]:
    return min(245.0, 150.0 + 8 * n), min(195.0, 40.0 + 11 * n)


def _dot(knot: Knot, place: int, of: int) -> Dot:
    """Half a step off the top, so that no name stands above another; the ring grows with the number of actors."""
    angle, (across, down) = 2 * pi * (place + 0.5) / of, _radii(of)
    x = round(WIDTH / 2 + across * sin(angle), 1)
    y = round(down + _EDGE - down * cos(angle), 1)
    left = x < WIDTH / 2
    return Dot(knot, x, y, round(x + (-12 if left else 12), 1), left)


def _curve(a: Dot, b: Dot, ties: Sequence[Tie], sheet: _Sheet) -> Curve:
    """From who acts to whom, bent to the middle of the ring; the label goes where nothing stands yet."""
    first = ties[0]
    start, end = (a, b) if first.left == a.knot else (b, a)
    middle = ((start.x + end.x) / 2, (start.y + end.y) / 2)
    bent = (middle[0] + (WIDTH / 2 - middle[0]) * 0.45, middle[1] + (sheet.centre - middle[1]) * 0.45)
    tip = _before(end, bent)
    words = ", ".join(filter(None, (first.deed, first.status, "withdrawn" * first.withdrawn)))
    spoken = first.deed == SPEAKS
    return Curve(
        path=f"M{start.x} {start.y}Q{bent[0]:.1f} {bent[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}",
        certain=not (first.status or first.withdrawn),
        spoken=spoken,
        mutual=first.mutual,
        width=min(4.0, 1 + 0.5 * (len(ties) - 1)),
        words=words,
        label=None if spoken else _label(start, bent, end, words, sheet),
    )


def _before(end: Dot, bent: tuple[float, float]) -> tuple[float, float]:
    """A little before the dot, so that the arrow is seen."""
    dx, dy = bent[0] - end.x, bent[1] - end.y
    away = hypot(dx, dy) or 1
    return end.x + 9 * dx / away, end.y + 9 * dy / away


def _label(start: Dot, bent: tuple[float, float], end: Dot, words: str, sheet: _Sheet) -> tuple[float, float] | None:
    width = len(words) * _LETTER * 0.95
    for t in (0.5, 0.38, 0.62, 0.28, 0.72):
        x = (1 - t) ** 2 * start.x + 2 * t * (1 - t) * bent[0] + t * t * end.x
        y = (1 - t) ** 2 * start.y + 2 * t * (1 - t) * bent[1] + t * t * end.y
        box = (x - width / 2, y - 8, width, 16.0)
        if sheet.takes(box):
            return round(x, 1), round(y + 4, 1)
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]

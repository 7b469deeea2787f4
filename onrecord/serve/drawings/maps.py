"""Maps: the places of a story on the land around them; equirectangular, true to scale in the middle."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sqrt

from onrecord import settings
from onrecord.serve.drawings import lands
from onrecord.serve.drawings.lands import Land
from onrecord.serve.views.places import Located, Places

WIDTH, HEIGHT = 860, 430
_OUTSIDE = 12
"""How far land is drawn past the edge, so that cut coasts are not seen."""
_STEP = 7
"""Coasts turn after so many units or more: a map of the world weighs some 20 KB."""
_LETTER = 6.6
_MAIN = 5
"""Places that are named on a phone too, in larger letters."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a place; `left`: it ends at x."""

    x: float
    y: float
    left: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A place that is a point; a name without room is null. `main`: one of those that most articles name."""

    place: Located
    x: float
    y: float
    r: float
    label: Label | None
    main: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Paths of SVG: `land`, and in `named` that of the countries that are named; then the places."""

    land: str
    named: str
    dots: tuple[Dot, ...]
    countries: tuple[Dot, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows: its west and north edge in degrees, and units for a degree across and down."""

    west: float
    north: float
    across: float
    down: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a point on the map."""
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down

    def shows(self, bounds: Box) -> bool:
        """Whether some of these bounds may be seen."""
        (left, bottom), (right, top) = self.at(bounds[0], bounds[1]), self.at(bounds[2], bounds[3])
        return left < WIDTH and right > 0 and top < HEIGHT and bottom > 0


def chart(places: Places) -> Map | None:
    """The map of a story's places; null where none is located."""
    points = [p for p in places.places if p.latitude is not None and p.precision != "country"]
    countries = [
        (p, land) for p in places.places if p.precision == "country" and (land := lands.largest(p.country or ""))
    ]
    if not points and not countries:
        return None
    window = window_of(points, [land for _, land in countries])
    named = {place.country for place, _ in countries}
    seen = [land for land in lands.seen_at(_STEP / window.down) if window.shows(land.bounds)]
    taken: list[Box] = []
    dots = tuple(_dots(points, window, taken))
    return Map(
        land=outlines((land for land in seen if land.country not in named), window),
        named=outlines((land for land in seen if land.country in named), window),
        dots=dots,
        countries=tuple(_names(countries, window, taken)),
        words=f"Map of {len(points)} places and {len(countries)} countries; the table says the same",
    )


def window_of(points: Sequence[Located], countries: Sequence[Land]) -> Window:
    """Around all points and the middle of each country; of countries alone around all their land."""
    if points:
        middles = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in (land.bounds for land in countries)]
        spots = [(p.longitude or 0.0, p.latitude or 0.0) for p in points] + middles
    else:
        spots = [corner for b in (land.bounds for land in countries) for corner in ((b[0], b[1]), (b[2], b[3]))]
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = max(-60.0, min(y for _, y in spots)), min(84.0, max(y for _, y in spots))
    middle = (south + north) / 2
    shrunk = max(0.2, cos(radians(middle)))
    tall = max(settings.SERVE_MAP_DEGREES, (north - south) * 1.35, (east - west) * 1.25 * shrunk * HEIGHT / WIDTH)
    down = HEIGHT / tall
    return Window((west + east) / 2 - WIDTH / down / shrunk / 2, middle + tall / 2, down * shrunk, down)


def outlines(pieces: Iterable[Land], window: Window) -> str:
    """The land as one path: whole units, each point told from the one before."""
    return "".join(filter(None, (_outline(land, window) for land in pieces)))


def _outline(land: Land, window: Window) -> str:
    """Points past the edge are drawn on a line outside; a piece that is a speck is left out."""
    points: list[tuple[int, int]] = []
    last_x = last_y = -1000
    west, north, across, down = window.west, window.north, window.across, window.down
    for longitude, latitude in land.ring:  # some ten thousand points on a map: no calls that can be spared
        right, below = (longitude - west) * across, (north - latitude) * down
        x = -_OUTSIDE if right < -_OUTSIDE else WIDTH + _OUTSIDE if right > WIDTH + _OUTSIDE else round(right)
        y = -_OUTSIDE if below < -_OUTSIDE else HEIGHT + _OUTSIDE if below > HEIGHT + _OUTSIDE else round(below)
        if abs(x - last_x) + abs(y - last_y) >= _STEP:
            points.append((x, y))
            last_x, last_y = x, y
    if len(points) < 4:
        return ""
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def _dots(points: Sequence[Located], window: Window, taken: list[Box]) -> Iterator[Dot]:
    """The places that most articles name are named first."""
    at = [(p, *window.at(p.longitude or 0.0, p.latitude or 0.0)) for p in points]
    taken.extend((x - 6, y - 6, 12, 12) for _, x, y in at)
    for rank, (place, x, y) in enumerate(at):
        main = rank < _MAIN
        r = round(min(9.0, 3 + sqrt(place.n_articles)), 1)
        label = _label(place.name, x, y, taken, size=2 if main else 1)
        yield Dot(place, round(x, 1), round(y, 1), r, label, main)


def _names(countries: Sequence[tuple[Located, Land]], window: Window, taken: list[Box]) -> Iterator[Dot]:
    """The names of countries, in the middle of their largest piece."""
    for place, land in countries:
        west, south, east, north = land.bounds
        x, y = window.at((west + east) / 2, (south + north) / 2)
        width = len(place.name) * _LETTER
        box = (x - width / 2, y - 8, width, 16.0)
        inside = box[0] > 0 and box[0] + width < WIDTH and 12 < y < HEIGHT - 4
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield Dot(place, round(x, 1), round(y, 1), 0, Label(round(x, 1), round(y + 4, 1), left=False), main=False)


def _label(name: str, x: float, y: float, taken: list[Box], *, size: int) -> Label | None:
    """Right of the dot, or left of it; of a main place with room for larger letters."""
    width, height = min(len(name), 24) * _LETTER * size, 14.0 * size
    for left in (False, True):
        start = x - 11 - width if left else x + 11
        box = (start, y - height / 2, width, height)
        free = not any(_overlap(box, other) for other in taken if other != (x - 6, y - 6, 12, 12))
        if free and start > 0 and start + width < WIDTH:
            taken.append(box)
            return Label(round(x - 11 if left else x + 11, 1), round(y + 4.5, 1), left)
    return _label(name, x, y, taken, size=1) if size > 1 else None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]

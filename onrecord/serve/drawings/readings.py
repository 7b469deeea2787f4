"""Readings: the layers of a text as tables, for those who do not see them in the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.serve.views.selectors import Found
    from onrecord.serve.views.texts import Text

NAMES = {
    "quotes": "Quotations", "figures": "Figures", "events": "Events", "dates": "Dates", "places": "Places",
    "actors": "People and bodies",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """Words that were taken for one thing, and every place where they stand."""

    about: str
    places: tuple["Found", ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One layer: its name, how many were read in it, and what they were taken for."""

    layer: str
    n: int
    rows: tuple[Row, ...]


def readings(page: "Text") -> list[Reading]:
    """The layers of a page that have anything."""
    found = ((name, page.layers[layer]) for layer, name in NAMES.items())
    return [Reading(name, len(places), tuple(_rows(places))) for name, places in found if places]


def _rows(places: Iterable["Found"]) -> Iterator[Row]:
    """One row for all that is told in the same way: a person is named twenty times."""
    told: dict[str, list[Found]] = {}
    for place in places:
        told.setdefault(place.about, []).append(place)
    return (Row(about, tuple(same)) for about, same in told.items())

"""Readings: the layers of a text as tables, for those who do not see them in the text."""

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
class Reading:
    """One layer: its name and what was read in it."""

    layer: str
    found: tuple["Found", ...]


def readings(page: "Text") -> list[Reading]:
    """The layers of a page that have anything."""
    return [Reading(name, page.layers[layer]) for layer, name in NAMES.items() if page.layers[layer]]

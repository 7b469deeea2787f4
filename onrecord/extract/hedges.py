"""Hedges: words around a number that bound it ("at least 12", "some 130", "20 or so"), and the bounds they give."""

import re

from onrecord import settings, wordlists
from onrecord.schema import Hedge

_ROWS = wordlists.rows("hedges")
_KINDS: dict[str, Hedge] = {row[0]: row[1] for row in _ROWS}  # type: ignore[misc]


def _any(place: str) -> str:
    found = sorted((row[0] for row in _ROWS if row[2] == place), key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s+") for word in found)


BEFORE = rf"\b(?:{_any('before')})\b"
"""The words before a number, and after it, as parts of a pattern compiled with `re.VERBOSE | re.IGNORECASE`."""
AFTER = rf"(?:\s(?:{_any('after')})\b|-(?:{_any('hyphen')})\b|\+)"

Bounds = tuple[float | None, float | None]


def kind_of(before: str | None, after: str | None = None) -> Hedge:
    """The hedge of the words before and after a number; of two that disagree the one before holds.

    >>> kind_of("at least"), kind_of("just  over"), kind_of(None, " or so"), kind_of(None, "+"), kind_of(None)
    ('at-least', 'more-than', 'approximate', 'more-than', 'exact')
    """
    for words in (before, after):
        kind = (
            _KINDS.get(re.sub(r"\s+", " ", words.strip(" -\t\n").lower()), "more-than" if words == "+" else "exact")
            if words
            else None
        )
        if kind and kind != "exact":
            return kind
    return "exact"


def bounds(value: float | None, hedge: Hedge) -> Bounds:
    """The least and the most that a hedged number can mean; null where it is open.

    >>> bounds(12.0, "exact"), bounds(12.0, "at-least"), bounds(130.0, "approximate"), bounds(20.0, "at-most")
    ((12.0, 12.0), (12.0, None), (117.0, 143.0), (None, 20.0))
    """
    if value is None or hedge == "vague":
        return None, None
    if hedge == "approximate":
        room = abs(value) * settings.EXTRACT_APPROXIMATE
        return round(value - room, 6), round(value + room, 6)
    return (None if hedge == "at-most" else value), (None if hedge in ("at-least", "more-than") else value)

"""Values of durations, of repeated times, and of counted times: "two years", "every week", "three days ago"."""

import re

from onrecord.extract import calendars, numerals
from onrecord.extract.dates import MONTHS, UNITS, WEEKDAYS, Anchor, Match, told_day, year_before

_BACK = ("ago", "earlier", "before", "previously")
_ADVERBS = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y"}
_LONGEST = 5000  # units; "a million years ago" has no day


def period(count: float | None, unit: str) -> str:
    """The TIMEX3 period of a count of units; a count that is not told is X.

    >>> period(2, "D"), period(None, "M"), period(2.5, "Y"), period(36, "TH"), period(2, "DE")
    ('P2D', 'PXM', 'P2.5Y', 'PT36H', 'P20Y')
    """
    times = {"DE": 10, "CE": 100}.get(unit, 1)
    shown = "X" if count is None else f"{count * times:g}" if count * times < 1e6 else f"{count * times:.0f}"
    return f"PT{shown}{unit[1]}" if unit[0] == "T" else f"P{shown}{'Y' if times > 1 else unit}"


def duration(match: Match, _: Anchor) -> str | None:
    """As in "two years", "several weeks", "a year and a half", "decades"."""
    groups = match.groupdict()
    number = groups.get("number")
    count = count_of(number) if number else None
    if count is not None and groups.get("half"):
        count += 0.5
    return period(count, _unit(match))


def counted_from(match: Match, anchor: Anchor) -> str | None:
    """As in "two months ago", a calendar month; "two days later", from the day told before; "hours later", a period."""
    unit, count, direction = _unit(match), count_of(match["number"]), match["direction"].lower()
    back = direction in _BACK
    if unit[0] == "T" or count is None or count > _LONGEST:
        return period(count, unit)
    if unit == "Y" and count == 1 and back and re.match(r"\d{4}-Q\d", anchor.told or ""):
        return year_before(anchor.told or "", anchor)
    day = anchor.published if direction in ("ago", "from now") else told_day(anchor)
    return calendars.step(day, unit, round(-count if back else count)) if day else None


def repeated(match: Match, _: Anchor) -> str | None:
    """As in "every Sunday", "each July", "every two weeks", "$10 a month"."""
    groups = match.groupdict()
    if groups.get("weekday"):
        return f"XXXX-WXX-{WEEKDAYS[match['weekday']] + 1}"
    if groups.get("month"):
        return f"XXXX-{MONTHS.get(match['month']) or MONTHS[match['month'].title()]:02}"
    return period(count_of(groups.get("number") or "a"), _unit(match))


def adverb(match: Match, _: Anchor) -> str | None:
    """As in "daily", "monthly"."""
    return _ADVERBS[match.group().lower()]


def count_of(words: str) -> float | None:
    """The count of units that words tell; "a couple of" is two, "several" null.

    >>> [count_of(words) for words in ("a", "twenty-three", "a couple of", "several")]
    [1.0, 23.0, 2.0, None]
    """
    text = re.sub(r"\s+", " ", words.lower())
    if text in ("a", "an", "the"):
        return 1.0
    return 2.0 if "couple" in text else numerals.value_of(text)


def _unit(match: Match) -> str:
    return UNITS[match["unit"].lower()]

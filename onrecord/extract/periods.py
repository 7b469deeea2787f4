"""Values of durations, of repeated times, and of counted times: "two years", "every week", "three days ago"."""

import re
from datetime import date

from onrecord import wordlists
from onrecord.extract import calendars, numerals
from onrecord.extract.dates import MONTHS, UNITS, WEEKDAYS, Anchor, Match, codes, told_day
from onrecord.extract.quarters import year_before

_BACK = wordlists.group("date_words", "back")
_ONE = wordlists.group("date_words", "one")
_HALF = re.compile(wordlists.pattern("date_words", "half"))
_TWO = re.compile(wordlists.pattern("date_words", "two"))
_ADVERBS = codes("adverb")
_FROM_TODAY = wordlists.group("date_words", "from_today")
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
    if number and _HALF.search(number.lower()):
        return "PT30M"
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
    steps = round(-count if back else count)
    if direction not in _FROM_TODAY and re.fullmatch(r"\d{4}(-\d\d)?", anchor.told or ""):
        return _from_month_or_year(anchor.told or "", unit, steps) or period(count, unit)
    day = anchor.published if direction in _FROM_TODAY else told_day(anchor)
    return calendars.step(day, unit, steps) if day else None


def _from_month_or_year(told: str, unit: str, steps: int) -> str | None:
    """The month or year told before, so many units on: "In March 2019 it had 90 beds, up from 60 a year earlier".

    >>> _from_month_or_year("2019-03", "Y", -1), _from_month_or_year("2019-03", "M", 11)
    ('2018-03', '2020-02')

    Null where the unit is too small: ten days after "in March" is no day.

    >>> _from_month_or_year("2015", "Y", 2), _from_month_or_year("2015", "M", 2)
    ('2017', None)
    """
    if unit == "Y":
        return f"{int(told[:4]) + steps:04}{told[4:]}"
    return calendars.step(date(int(told[:4]), int(told[5:]), 1), unit, steps) if unit == "M" and told[4:] else None


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
    if text in _ONE:
        return 1.0
    return 2.0 if _TWO.search(text) else numerals.value_of(text)


def _unit(match: Match) -> str:
    return UNITS[match["unit"].lower()]

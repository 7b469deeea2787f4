"""Values of dates: what a day, week, month, quarter or year of the grammar stands for on the day of publication.

Each resolver takes the match of its rule and the anchor, and gives a TIMEX3 value, or null where the match is no time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord import wordlists
from onrecord.extract import calendars, numerals
from onrecord.extract.calendars import Side


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression counts from: the day of publication, the side its verb tells, the value before it."""

    published: date | None
    side: Side | None = None
    told: str | None = None


LAST, THIS, NEXT = -1, 0, 1
_SUNDAY = 6

Match = re.Match[str]
Resolver = Callable[[Match, Anchor], str | None]


def codes(kind: str) -> dict[str, str]:
    """The words of one kind in `time_words.tsv`, with their codes."""
    return {row[0]: row[2] for row in wordlists.rows("time_words") if row[1] == kind}


MONTHS = {name: int(code) for name, code in codes("month").items()}
WEEKDAYS = {name: int(code) - 1 for name, code in (codes("weekday") | codes("short-weekday")).items()}
UNITS, PARTS = codes("unit"), codes("part") | codes("whole-night")
_HISTORIC = codes("historic-day")
HOLIDAYS, MOVING_HOLIDAYS = codes("holiday"), codes("moving-holiday")
_REFERENCES, _SEASONS = codes("reference"), codes("season")
DIRECTIONS = {word: int(code) for word, code in codes("direction").items()}
_NAMED_DAYS = {word: int(code) for word, code in codes("named-day").items()}
_NAMED_PARTS, _HOURS, _HALVES = codes("named-part"), codes("hour-of-day"), codes("half-day")
_ANAPHORIC = wordlists.group("date_words", "of_the_time_told")


def numeric(match: Match, _: Anchor) -> str | None:
    """As in "10/17/2023" (the month first, unless it cannot be one) and "2023-10-17"."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    return _iso(year, second, first) if first > 12 else _iso(year, first, second)


def month_day(match: Match, anchor: Anchor) -> str | None:
    """As in "Oct. 7", "7 October 2023"."""
    month, day = _month_of(match), int(match["day"])
    if year_ := match["year"] or match.groupdict().get("of_year"):
        return _iso(int(year_), month, day)
    if anchor.published is None:
        return f"XXXX-{month:02}-{day:02}" if 1 <= day <= 31 else None
    if _which(match) == LAST:
        return _iso(calendars.nearest_year(anchor.published, month, "past"), month, day)
    return _iso(calendars.nearest_year(anchor.published, month, _side_of_month(anchor, month)), month, day)


def week_of(match: Match, anchor: Anchor) -> str | None:
    """As in "the week of March 6"."""
    day = month_day(match, anchor)
    return calendars.week(date.fromisoformat(day)) if day and day[0] != "X" else None


def month(match: Match, anchor: Anchor) -> str | None:
    """As in "March", "last March", "this September"."""
    number, which, published = _month_of(match), _which(match), anchor.published
    if published is None:
        return f"XXXX-{number:02}"
    if which == LAST:
        year = published.year - (number >= published.month)
    elif which == NEXT:
        year = published.year + (number <= published.month)
    elif which == THIS:
        year = published.year
    else:
        year = calendars.nearest_year(published, number, _side_of_month(anchor, number))
    return f"{year}-{number:02}"


def month_of_year(match: Match, anchor: Anchor) -> str | None:
    """As in "February 2022", "March of last year"."""
    relative = match["rel"]
    if not relative:
        return f"{match['year']}-{_month_of(match):02}"
    if anchor.published is None:
        return None
    return f"{anchor.published.year + DIRECTIONS.get(relative.lower(), 0)}-{_month_of(match):02}"


def weekday(match: Match, anchor: Anchor) -> str | None:
    """As in "Tuesday", "last Friday", "Sunday night": the nearest on the side that the verb tells."""
    number, suffix, which = WEEKDAYS[match["weekday"]], part_of_day(match), _which(match)
    day = _told(anchor) if _is_anaphoric(match) else anchor.published
    if day is None:
        return f"XXXX-WXX-{number + 1}{suffix}"
    if which == LAST:
        found = calendars.nearest_weekday(day - timedelta(days=1), number, "past")
    elif which == NEXT:
        found = calendars.nearest_weekday(day + timedelta(days=1), number, "future")
    else:
        found = calendars.nearest_weekday(day, number, anchor.side)
    return found.isoformat() + suffix


def named_day(match: Match, anchor: Anchor) -> str | None:
    """As in "today", "yesterday afternoon", "last night", "this morning"."""
    if anchor.published is None:
        return None
    name = match["named"].lower()
    shift = _NAMED_DAYS[name] if name in _NAMED_DAYS else DIRECTIONS[name]
    suffix = f"T{_NAMED_PARTS[name]}" if name in _NAMED_PARTS else part_of_day(match)
    return (anchor.published + timedelta(days=shift)).isoformat() + suffix


def next_day(match: Match, anchor: Anchor) -> str | None:
    """As in "the next day", "that night": from the day told before ("landed on Tuesday and left the next day")."""
    day = told_day(anchor)
    shift = _which(match) or 0
    return (day + timedelta(days=shift)).isoformat() + part_of_day(match) if day else None


def this_unit(match: Match, anchor: Anchor) -> str | None:
    """As in "this week", "last year"; "the previous year" and "that year" count from the time told before.

    So does "later in the day". "The past decade" is ten years, not those from 2010 to 2019.
    """
    unit, shift = UNITS[match["unit"].lower()], _which(match) or 0
    day = _told(anchor) if _is_anaphoric(match) or unit == "D" else anchor.published
    if day is None or unit[0] == "T":
        return None
    if unit in ("DE", "CE"):
        if shift < 0:
            return "P10Y" if unit == "DE" else "P100Y"
        return f"{day.year // (10 if unit == 'DE' else 100) + shift}"
    if unit == "W" and shift == LAST and day.weekday() == _SUNDAY:
        shift = THIS  # "last week", in a Sunday's paper: the week that ends on this day
    return calendars.step(day, unit, shift)


def weekend(match: Match, anchor: Anchor) -> str | None:
    """As in "the weekend" of a Monday's paper is the last one."""
    if anchor.published is None:
        return None
    which = _which(match)
    back = which == LAST or (which != THIS and anchor.side != "future" and anchor.published.weekday() < 4)
    return calendars.week(anchor.published + timedelta(days=-7 if back else 7 * (which == NEXT))) + "-WE"


def season(match: Match, anchor: Anchor) -> str | None:
    """As in "last spring", "the summer of 2012"."""
    code, published = _SEASONS[match["season"].lower()], anchor.published
    if match["year"]:
        return f"{match['year']}-{code}"
    if published is None:
        return None
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    shift = {LAST: -(published.month <= first + 2), NEXT: int(published.month >= first)}.get(_which(match) or 0, 0)
    return f"{published.year + shift}-{code}"


def year(match: Match, _: Anchor) -> str | None:
    """As in "1991", "fiscal 2020"."""
    return match["year"]


def spelled_year(match: Match, _: Anchor) -> str | None:
    """As in "nineteen ninety-six", as in transcripts of broadcasts."""
    value = numerals.value_of(re.sub(r"\s+", " ", match["words"]))
    return f"{value:.0f}" if value and 1500 < value < 2100 else None


def decade(match: Match, _: Anchor) -> str | None:
    """As in "the 1990s", "the late '80s"."""
    digits = match["decade"]
    return digits[:3] if len(digits) == 4 else f"{'19' if digits[0] > '2' else '20'}{digits[0]}"


def century(match: Match, _: Anchor) -> str | None:
    """As in "the 20th century"."""
    return f"{int(match['nth']) - 1:02}"


def clock(match: Match, anchor: Anchor) -> str | None:
    """As in "3 p.m.", "18:00 GMT", "9 a.m. Tuesday": on the day told with it, else on the day told before."""
    groups = match.groupdict()
    hour, half = int(match["hour"]), (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + int(_HALVES[half])
    zulu = "Z" if groups.get("zero") else ""
    return _at(match, anchor, f"{hour:02}:{groups.get('minute') or '00'}{zulu}") if hour <= 24 else None


def noon(match: Match, anchor: Anchor) -> str | None:
    """As in "noon", "midnight Friday"."""
    return _at(match, anchor, _HOURS[match["noon"].lower()])


def part(match: Match, anchor: Anchor) -> str | None:
    """As in "in the morning", "overnight": of the day told before."""
    day = told_day(anchor)
    return f"{day.isoformat()}{part_of_day(match)}" if day else None


def reference(match: Match, _: Anchor) -> str | None:
    """As in "now", "recently"."""
    return _REFERENCES[re.sub(r"\s+", " ", match["reference"].lower())]


def holiday(match: Match, anchor: Anchor) -> str | None:
    """As in "Christmas", "last Thanksgiving", "Labor Day 2019"."""
    name = re.sub(r"\s+", " ", match["holiday"])
    code = HOLIDAYS.get(name) or MOVING_HOLIDAYS[name]
    if anchor.published is None and not match["year"]:
        return None
    number = int(code[:2])
    side = "past" if _which(match) == LAST else _side_of_month(anchor, number)
    found = int(match["year"]) if match["year"] else calendars.nearest_year(anchor.published or date.min, number, side)
    return f"{found}-{code}" if name in HOLIDAYS else calendars.nth_weekday(found, code)


def historic(match: Match, _: Anchor) -> str | None:
    """As in "9/11"."""
    return _HISTORIC[match["historic"]]


def part_of_day(match: Match) -> str:
    """The end of a value that tells the part of the day: "TMO"; empty where the match has none."""
    told = match.groupdict().get("part")
    return f"T{PARTS[told.lower()]}" if told else ""


def told_day(anchor: Anchor) -> date | None:
    """The day told before, else the day of publication."""
    told = re.match(r"\d{4}-\d\d-\d\d", anchor.told or "")
    return date.fromisoformat(told.group()) if told else anchor.published


def _is_anaphoric(match: Match) -> bool:
    return re.sub(r"\s+", " ", (match.groupdict().get("which") or "").lower()) in _ANAPHORIC


def _told(anchor: Anchor) -> date | None:
    first, _ = calendars.interval(anchor.told) if anchor.told else (None, None)
    return date.fromisoformat(first) if first else anchor.published


def _at(match: Match, anchor: Anchor, time: str) -> str | None:
    groups = match.groupdict()
    if groups.get("weekday"):
        day = weekday(match, anchor)
    elif groups.get("month"):
        day = month_day(match, anchor)
    elif groups.get("named"):
        day = named_day(match, anchor)
    else:
        told = told_day(anchor)
        day = told.isoformat() if told else "XXXX-XX-XX"
    return f"{day}T{time}" if day else None


def _iso(number: int, month_: int, day: int) -> str | None:
    try:
        return date(number, month_, day).isoformat()
    except ValueError:
        return None


def _month_of(match: Match) -> int:
    return MONTHS[match["month"] if match["month"] in MONTHS else match["month"].title()]


def _side_of_month(anchor: Anchor, number: int) -> Side | None:
    """The side of a month told without its year.

    "The board said that the plant closes on Nov. 3", printed on Oct. 20: up to two months ahead a verb of the past may
    tell of plans, so it moves a month only where the nearest year would put it further ahead.
    """
    if anchor.side != "past" or anchor.published is None:
        return anchor.side
    return None if 0 < (number - anchor.published.month) % 12 <= 2 else "past"


def _which(match: Match) -> int | None:
    """The direction alone: "the previous" is last, "the following" next; null where none is told, or "that"."""
    which = match.groupdict().get("which")
    return DIRECTIONS.get(re.split(r"\s+", which.lower())[-1]) if which else None

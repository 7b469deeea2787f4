"""Calendar arithmetic on TIMEX3 values: steps, nearest weekdays and months, and the days that a value covers."""

import calendar
import re
from datetime import date, timedelta
from typing import Literal

Side = Literal["past", "future"]
"""On which side of the day of publication the telling verb puts a thing; null where it does not tell."""

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_FIRST_MONTHS = {"Q": 3, "H": 6}


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a month that is shorter.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def step(day: date, unit: str, count: int) -> str | None:
    """The value of `count` units from `day`, as exact as the unit is: two months back is a month; null out of range.

    >>> step(date(2023, 10, 17), "M", -2), step(date(2023, 10, 17), "D", -10), step(date(2023, 10, 17), "DE", -1)
    ('2023-08', '2023-10-07', '2013')
    """
    try:
        if unit in ("D", "W"):
            moved = day + timedelta(days=count * (7 if unit == "W" else 1))
            return moved.isoformat() if unit == "D" else week(moved)
        if unit == "Q":
            return quarter(add_months(day, 3 * count))
        moved = add_months(day, count * {"M": 1, "Y": 12, "DE": 120, "CE": 1200}[unit])
        return f"{moved:%Y-%m}" if unit == "M" else f"{moved:%Y}"
    except (OverflowError, ValueError):
        return None


def week(day: date) -> str:
    """The ISO week of a day.

    >>> week(date(2023, 10, 17))
    '2023-W42'
    """
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def quarter(day: date) -> str:
    """The quarter of a day."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def nearest_weekday(day: date, weekday: int, side: Side | None) -> date:
    """The weekday (0 is Monday) nearest to `day` on one side, `day` itself included; the past where no side is told.

    >>> tuesday = date(2023, 10, 17)
    >>> nearest_weekday(tuesday, 0, "past").isoformat(), nearest_weekday(tuesday, 2, "future").isoformat()
    ('2023-10-16', '2023-10-18')
    """
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if side == "future" or ahead == 0 else ahead - 7)


def nearest_year(day: date, month: int, side: Side | None) -> int:
    """The year of a month named without one: on the side that is told, else the one that lies nearest.

    >>> published = date(2023, 10, 17)
    >>> nearest_year(published, 3, "past"), nearest_year(published, 3, "future"), nearest_year(published, 12, None)
    (2023, 2024, 2023)
    """
    distance = month - day.month
    if side == "past":
        return day.year - (distance > 0)
    if side == "future":
        return day.year + (distance < 0)
    return day.year + (distance < -6) - (distance > 6)


def nth_weekday(year: int, code: str) -> str:
    """The n-th weekday of a month, coded month-weekday-n: n is 5 for the last; weekday 1 is Monday.

    >>> nth_weekday(2023, "11-4-4"), nth_weekday(2023, "05-1-5")
    ('2023-11-23', '2023-05-29')

    An n of 0 is the Tuesday after the first Monday, on which the United States vote.

    >>> nth_weekday(2020, "11-2-0")
    '2020-11-03'
    """
    month, weekday, nth = (int(part) for part in code.split("-"))
    if nth == 0:
        return (nearest_weekday(date(year, month, 1), 0, "future") + timedelta(days=1)).isoformat()
    found = nearest_weekday(date(year, month, 1), weekday - 1, "future") + timedelta(weeks=nth - 1)
    return (found if found.month == month else found - timedelta(weeks=1)).isoformat()


def interval(value: str) -> tuple[str | None, str | None]:
    """First and last day of a date's value, both inclusive; nulls for what is no date.

    >>> interval("2023-02"), interval("2023-W42"), interval("2023-10-17TMO")
    (('2023-02-01', '2023-02-28'), ('2023-10-16', '2023-10-22'), ('2023-10-17', '2023-10-17'))
    >>> interval("2023-Q3"), interval("199"), interval("P2D")
    (('2023-07-01', '2023-09-30'), ('1990-01-01', '1999-12-31'), (None, None))
    """
    day = re.match(r"\d{4}-\d\d-\d\d(?=T|$)", value)
    if day:
        return day.group(), day.group()
    try:
        first, last = _bounds(value)
    except (ValueError, TypeError):
        return None, None
    return first.isoformat(), last.isoformat()


def _bounds(value: str) -> tuple[date, date]:
    if part := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(part[1]), int(part[2]), 1)
        return monday + timedelta(days=5 if part[3] else 0), monday + timedelta(days=6)
    if part := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        months = _FIRST_MONTHS[part[2]]
        return _months(int(part[1]), months * (int(part[3]) - 1) + 1, months)
    if part := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(part[1]), _SEASON_MONTHS[part[2]][0], 3)
    if part := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(part[1]), int(part[2]), 1)
    part = re.fullmatch(r"(?:FY)?(\d{2,4})", value)
    if part is None:
        raise ValueError(value)
    width = 10 ** (4 - len(part[1]))
    year = int(part[1]) * width
    return date(year, 1, 1), date(year + width - 1, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, add_months(first, count) - timedelta(days=1)

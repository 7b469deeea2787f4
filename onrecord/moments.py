"""Moments as they are told: to the year, the month, the day or the second; what their precision allows to say."""

import re
from datetime import UTC, date, datetime

_DAY = len("2024-05-14")


def earlier(a: str | None, b: str | None) -> bool:
    """Whether the first of two ISO times is surely before the second: by the day, by the clock where both tell it.

    >>> earlier("2024-05-13T22:00", "2024-05-14"), earlier("2024-05-14", "2024-05-14T06:00")
    (True, False)
    >>> earlier("2024-05-14T09:00:00-04:00", "2024-05-14T12:00:00Z")
    False
    """
    if not a or not b:
        return False
    both_timed = len(a) > _DAY and len(b) > _DAY
    return _clock(a) < _clock(b) if both_timed else a[:_DAY] < b[:_DAY]


def _clock(value: str) -> str:
    """A time in the zone of all; one that names no zone, or is no time, as it stands."""
    try:
        told = datetime.fromisoformat(value)
    except ValueError:
        return value
    return told.astimezone(UTC).isoformat() if told.tzinfo else value


def calendar_time(value: str | None) -> str | None:
    """The year, month or day that a TIMEX3 value tells; null for durations, weeks, seasons and vague values.

    >>> calendar_time("2023-10-17TMO"), calendar_time("2023-10"), calendar_time("P2D"), calendar_time("2023-W42")
    ('2023-10-17', '2023-10', None, None)
    """
    found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)", value or "")
    return found.group() if found else None


def compatible(a: str | None, b: str | None) -> bool:
    """Whether two TIMEX3 values can be of one time: "2024-05" and "2024-05-14" can, "2024-05-14" and "2024-11" cannot.

    >>> compatible("2024-05", "2024-05-14"), compatible("2024-05-14", "2024-11"), compatible(None, "2024")
    (True, False, True)
    """
    left, right = calendar_time(a), calendar_time(b)
    return not left or not right or left.startswith(right) or right.startswith(left)


def sort_key(value: str | None) -> str:
    """A TIMEX3 value as the day it starts on, for sorting; "" where it tells none.

    >>> sort_key("2024-W19"), sort_key("2024-05"), sort_key("PRESENT_REF")
    ('2024-05-06', '2024-05', '')
    """
    week = re.match(r"(\d{4})-W(\d{2})", value or "")
    if week and 1 <= int(week[2]) <= 52:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
    return calendar_time(value) or ""

"""Days: the day or days of an event, and how exactly they are known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.serve.exports.tellings import When

Precision = Literal["day", "week", "month", "year", "span", "open", "reported", "none"]


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of an event, both inclusive, and how exactly that is told.

    `precision`: day, week, month or year as the articles tell it; span: other days from first to last; open: one end is
    not told; reported: no time is told, and the day on which the event was first reported stands in its place; none:
    that is not known either.
    """

    first: str | None
    last: str | None
    precision: Precision

    @property
    def day(self) -> str | None:
        """The day, where it is known to the day, or stands for an event of which no time is told."""
        return self.first if self.precision in ("day", "reported") else None

    @property
    def month(self) -> str | None:
        """The month (`2024-05`), where all the days lie in one."""
        return self.first[:7] if self.first and self.last and self.first[:7] == self.last[:7] else None

    @property
    def year(self) -> str | None:
        """The year, where all the days lie in one."""
        return self.first[:4] if self.first and self.last and self.first[:4] == self.last[:4] else None


def days(when: When | None, reported: str | None) -> Days:
    """The days of a time that is told, else the day of the first report.

    >>> days(When("2024-05", "2024-05-01", "2024-05-31"), "2024-06-02")
    Days(first='2024-05-01', last='2024-05-31', precision='month')
    >>> days(When("PAST_REF", None, None), "2024-06-02T08:00:00Z")
    Days(first='2024-06-02', last='2024-06-02', precision='reported')
    """
    if when and when.start and when.end:
        return Days(when.start, when.end, _precision(date.fromisoformat(when.start), date.fromisoformat(when.end)))
    if when and (when.start or when.end):
        return Days(when.start, when.end, "open")
    day = re.match(r"\d{4}-\d{2}-\d{2}", reported or "")
    return Days(day.group(), day.group(), "reported") if day else Days(None, None, "none")


def _precision(first: date, last: date) -> Precision:
    if first == last:
        return "day"
    if first.day == 1 and first.year == last.year:
        if (first.month, last.month, last.day) == (1, 12, 31):
            return "year"
        if first.month == last.month and last.day == monthrange(last.year, last.month)[1]:
            return "month"
    return "week" if last - first == timedelta(days=6) and first.isoweekday() == 1 else "span"

"""The days, years and ages that a text names, by patterns over its words: no parser, so that a stream can be read."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple, TypeGuard

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, tokens, wordlists

Numbers = NDArray[np.int32]
Marks = NDArray[np.bool_]
_FIRST_YEAR, _LAST_YEAR = 1900, 2050
_OLDEST = 110


class Days(NamedTuple):
    """What a text says of time, each list in the order of the text, without repeats.

    `named`: days, as ordinals, of weekdays and dates; `dated`: those of dates alone ("Jan. 5"); `month_days`:
    32 x month + day, for texts whose year nobody knows; `years`: all years.
    """

    named: Numbers
    dated: Numbers
    month_days: Numbers
    years: Numbers


class Calendar(NamedTuple):
    """The words of the calendar by their hashes: month, weekday and "yesterday" to their number."""

    months: dict[int, int]
    weekdays: dict[int, int]
    near: dict[int, int]
    all: NDArray[np.uint64]


class Reading(NamedTuple):
    """A text with its words; which begin with a capital, which with a digit."""

    text: str
    words: tokens.Words
    capital: Marks
    digit: Marks

    def number(self, at: int) -> int | None:
        """The number that a word is: "21", "21st"; None is no number of up to four digits."""
        if not 0 <= at < len(self.digit) or not self.digit[at]:
            return None
        word = self.text[self.words.starts[at] : self.words.ends[at]]
        plain = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
        return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 4 else None


def hash_of(word: str) -> int:
    """The hash of one word."""
    return int(tokens.words(word).hashes[0])


def among(hashes: NDArray[np.uint64], table: NDArray[np.uint64]) -> Marks:
    """Which words are in a sorted table: `isin` would sort the words of every article.

    >>> among(np.array([7, 2, 9], dtype=np.uint64), np.array([2, 7], dtype=np.uint64)).tolist()
    [True, True, False]
    """
    found: Marks = table[np.searchsorted(table[:-1], hashes)] == hashes
    return found


@cache
def calendar() -> Calendar:
    """The calendar of the list `time_words`."""
    months, weekdays = (
        {hash_of(row[0]): int(row[2]) for row in wordlists.rows("time_words") if row[1] == kind}
        for kind in ("month", "weekday")
    )
    named = (row for row in wordlists.rows("time_words") if row[1] == "named-day")
    near = {hash_of(word): int(code) for word, _, code in named if int(code) <= 0}
    return Calendar(months, weekdays, near, np.array(sorted({*months, *weekdays, *near}), dtype=np.uint64))


def days(reading: Reading, published: int | None) -> Days:
    """The days and years that a text names; a weekday is the last one before it was published.

    >>> words = tokens.words("He was shot on Tuesday. The fire of Jan. 5, 2013 was worse.")
    >>> found = days(reading_of("He was shot on Tuesday. The fire of Jan. 5, 2013 was worse."), 735_000)
    >>> [date.fromordinal(day).isoformat() for day in found.named], found.month_days.tolist(), found.years.tolist()
    (['2013-05-07', '2013-01-05'], [37], [2013])
    """
    named, dated, month_days, years = list[int](), list[int](), list[int](), list[int]()
    known = calendar()
    for at in np.flatnonzero(among(reading.words.hashes, known.all)).tolist():
        word = int(reading.words.hashes[at])
        if word in known.months:
            if reading.capital[at] and (found := _date(reading, at)):
                month_days.append(32 * known.months[word] + found[0])
                dated += _ordinals(known.months[word], *found, published)
                named += dated[-1:]
        elif published:
            back = known.near.get(word)
            weekday = known.weekdays.get(word, 0) - 1
            named.append(published + back if back is not None else published - (published - 1 - weekday) % 7)
    for at in np.flatnonzero(reading.digit & (reading.words.ends - reading.words.starts == 4)).tolist():
        if _is_year(year := reading.number(at)):
            years.append(year)
    return Days(_few(named, settings.CLUSTER_DAYS_NAMED), _few(dated), _few(month_days), _few(years))


def _is_year(number: int | None) -> TypeGuard[int]:
    return number is not None and _FIRST_YEAR <= number <= _LAST_YEAR


def _date(reading: Reading, at: int) -> tuple[int, int | None] | None:
    """Day and year around a month's name: "Jan. 5, 2013", "5th January", "5 January 2013"."""
    starts, ends = reading.words.starts, reading.words.ends
    after, before = reading.number(at + 1), reading.number(at - 1)
    if after is not None and 1 <= after <= 31 and starts[at + 1] - ends[at] <= 2:
        day, year = after, reading.number(at + 2)
    elif before is not None and 1 <= before <= 31 and starts[at] - ends[at - 1] == 1:
        day, year = before, reading.number(at + 1)
    else:
        return None
    return day, year if _is_year(year) else None


def _ordinals(month: int, day: int, year: int | None, published: int | None) -> Iterator[int]:
    """The day of a date; without a year the latest one that is not far ahead: news tells of what was, a trial in
    November of the shooting "on May 3", an agenda of next week.
    """
    if year is None and published is None:
        return
    around = date.fromordinal(published or 1).year
    tried = [year] if year else [one for one in (around + 1, around, around - 1) if 1 <= one <= 9999]
    found = (date(one, month, day).toordinal() for one in tried if _is_day(one, month, day))
    yield from [one for one in found if year or one - (published or 0) <= settings.CLUSTER_DAYS_AHEAD][:1]


def _is_day(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (29 if leap else 28) if month == 2 else day <= (30 if month in {4, 6, 9, 11} else 31)


def _few(found: Iterable[int], most: int = settings.CLUSTER_DATES_KEPT) -> Numbers:
    return np.array(list(dict.fromkeys(found))[:most], dtype=np.int32)


@cache
def _age_words() -> tuple[frozenset[int], int, frozenset[int], dict[int, int]]:
    years, before = (frozenset(map(hash_of, words)) for words in (("year", "years"), ("age", "aged")))
    spelled = {hash_of(row[0]): int(row[1]) for row in wordlists.rows("numerals") if row[2] == "unit"}
    return years, hash_of("old"), before, spelled


def ages(reading: Reading) -> list[int]:
    """The ages that a text tells: "34-year-old", "Jan Visser, 34,", "aged 34", "four years old".

    >>> ages(reading_of("Jan Visser, 34, and a four-year-old were found in 2 cars at 12, Elm Street."))
    [34, 4]
    """
    years, old, before, spelled = _age_words()
    hashes, found = reading.words.hashes, []
    short = reading.digit & (reading.words.ends - reading.words.starts <= 3)
    for at in np.flatnonzero(short).tolist():
        number = reading.number(at)
        if number is None or not 0 < number < _OLDEST:
            continue
        told = at + 2 < len(hashes) and int(hashes[at + 1]) in years and int(hashes[at + 2]) == old
        if told or (at and (int(hashes[at - 1]) in before or _after_name(reading, at))):
            found.append(number)
    before_old = np.flatnonzero(hashes[2:] == np.uint64(old)).tolist()
    found += [spelled.get(int(hashes[at]), 0) for at in before_old if int(hashes[at + 1]) in years]
    return [age for age in found if age]


def _after_name(reading: Reading, at: int) -> bool:
    start, end = reading.words.starts[at], reading.words.ends[at]
    return (
        bool(reading.capital[at - 1])
        and reading.text[start - 2 : start] == ", "
        and reading.text[end : end + 1] in {",", "."}
    )


def reading_of(text: str) -> Reading:
    """A text read alone, as a test wants it.

    >>> reading_of("Jan, 34").capital.tolist()
    [True, False]
    """
    words = tokens.words(text)
    capital, digit = (
        np.array([test(text[start]) for start in words.starts], dtype=bool) for test in (str.isupper, str.isdecimal)
    )
    return Reading(text, words, capital, digit)

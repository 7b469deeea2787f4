"""Who signs an article and from where: its byline and its dateline, from the lines at its head."""

import re
from collections.abc import Iterator

from onrecord import settings, wordlists

_NAME = wordlists.table("stamp_patterns")["name_in_a_byline"]
# "By Ann Lee and Jo Diaz, Science Writer", "BY ANN LEE | Associated Press"; not "By Monday, the water had gone."
_BYLINE = re.compile(wordlists.table("stamp_patterns")["byline"])
# "FILE - In this photo ...", "UPDATE — ...": no place
_NO_PLACE = r"(?!(?:FILE|UPDATED?|LATEST|BREAKING|VIDEO|PHOTOS?|WATCH|LIVE|NEWS|CORRECTED)\b)"
_PLACE = rf"{_NO_PLACE}[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?:[ -][A-ZÀ-Þ][\w’'.-]+){{0,3}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
_MIXED = r"[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,3}(?:, [A-Z][\w.]+)?"
_DAY = r"(?:, \w{3,9}\.? \d{1,2}|, \d{1,2} \w{3,9})?"
# "PORTO, May 8 (Reuters) - ", "Porto (AFP) — ", "PORTO, Portugal — "
_AGENCY = r"(?: ?\([\w /]{2,30}\)| /[A-Z]+/)"
_DATELINE = re.compile(
    rf"\W{{0,2}}(?P<where>(?:{_PLACE}|{_MIXED}(?=,[^–—-]* \(| \()){_DAY}\.?{_AGENCY}?) ?(?:--?|[–—])\s"
)


def byline(text: str) -> str | None:
    r"""Who signs, without "By"; null when nobody does.

    >>> byline("Ferry sinks off Porto\n\nBy Ann Lee and Jo Diaz\n\nA ferry sank on Monday.")
    'Ann Lee and Jo Diaz'
    """
    found = (_BYLINE.fullmatch(line) for line in _head(text) if len(line) < 200)
    return next((match.group("who").strip(" ,|–—") for match in found if match), None)


def dateline(text: str) -> str | None:
    """The words before the dash that opens a report; null when there are none.

    >>> dateline("PORTO, May 8 (Reuters) - A ferry sank.")
    'PORTO, May 8 (Reuters)'
    """
    found = (_DATELINE.match(line[:120]) for line in _head(text))
    return next((match.group("where") for match in found if match), None)


def _head(text: str) -> Iterator[str]:
    return (line.strip() for line in text[: settings.CREDITS_HEAD].split("\n"))

"""Finds quantities in the raw text: numbers with their hedges and units, vague numbers, shares. What is counted comes later."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord import wordlists
from onrecord.extract import hedges, numerals
from onrecord.schema import Hedge


class Quantity(NamedTuple):
    """A number as it stands in the text: the whole with hedge and unit, the number alone, and what they say."""

    start: int
    end: int
    number: tuple[int, int]
    value: float | None
    low: float | None
    high: float | None
    hedge: Hedge
    unit: str | None = None
    measure: str | None = None


_UNITS = {row[0]: (row[1], row[2]) for row in wordlists.rows("units")}
_LEAST = {row[0]: row[1] if len(row) > 1 else "" for row in wordlists.rows("vague_numbers")}
_SIGNS = [word for word in _UNITS if not word[-1].isalnum() and word != "%"]
_NAMES = [word for word in _UNITS if word not in _SIGNS]
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=len, reverse=True))


_LEFT = rf"(?:(?P<before>{hedges.BEFORE})\s+)?"
_PLURAL = "|".join((_any([name for name in _NAMES if name.isalpha()]), "feet", "inches", r"square[\s-]feet", "lbs"))
_UNIT_WORDS = rf"(?:(?P<unit>%|{_any([name for name in _NAMES if name != '%'])}|{_PLURAL})(?:s|es)?\b|(?P<percent>%))"
_NUMBER = numerals.NUMBER

_COUNT = re.compile(
    rf"""{_LEFT}(?P<between>\b(?:between|from)\s+)?(?P<sign>(?:{_any(_SIGNS)})\s?)?
    (?P<number>{_NUMBER})
    (?:\s?(?P<to>-|–|\bto\b|\bor\b|\band\b)\s?(?:(?:{_any(_SIGNS)})\s?)?(?P<upper>{_NUMBER}))?
    (?P<unit_place>[\s-]?{_UNIT_WORDS})?
    (?P<after>{hedges.AFTER})?""",
    re.VERBOSE | re.IGNORECASE,
)
_VAGUE = re.compile(rf"{_LEFT}(?P<number>\b(?:{_any(list(_LEAST))})\b)", re.VERBOSE | re.IGNORECASE)
_SHARE = re.compile(
    rf"""{_LEFT}(?:
    (?P<above>\b(?:an?|one|two|three|four|five|nine))[\s-](?P<below>half|{"|".join(_PARTS)})s?\b(?!-)(?=\s(?:of|the)\b)
    | \b(?P<half>half)(?=\s(?:of|the|its|their|his|her|all|those|that)\b)
    | (?P<few>{_NUMBER})\s(?:in|out\sof)\s(?:every\s)?(?P<many>{_NUMBER})(?=\s[a-z])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_MAJORITY = re.compile(
    r"\bmost\sof\b|\b(?:an?|the)\s(?:(?:vast|overwhelming|great|large|slim|small)\s)?(?:majority|minority)\sof\b"
    r"|(?:(?<=[,(–—-]\s)|(?<=[(—–]))(?:most|the\smajority|a\smajority|mostly)(?=\s[\w])",
    re.IGNORECASE,
)
_NEVER_BEFORE = re.compile(r"(?:[\w#@:/'’]|\d[-–.,]|[A-Za-z][-–]|\bNo\.\s|\b(?:aged|ages?|age\sof)\s)$", re.IGNORECASE)
_NEVER_AFTER = re.compile(r"[\w°]|[.,:/]\d|[-–]\w|\s?(?:[ap]\.m\b|o['’]clock)", re.IGNORECASE)


def find(text: str) -> Iterator[Quantity]:
    """The quantities of a text in its order; of those that share characters the one told by the more special pattern.

    >>> [text for q in find("At least 12 people, half of them boys, lost $3.2 billion.") for text in [(q.value, q.hedge, q.unit)]]
    [(12.0, 'at-least', None), (0.5, 'exact', 'share'), (3200000000.0, 'exact', 'USD')]
    """
    taken: list[tuple[int, int]] = []
    found = []
    for quantities in (_shares(text), _majorities(text), _counts(text), _vague(text)):
        for quantity in quantities:
            if all(quantity.end <= start or end <= quantity.start for start, end in taken):
                taken.append((quantity.start, quantity.end))
                found.append(quantity)
    yield from sorted(found)


def _shares(text: str) -> Iterator[Quantity]:
    for match in _SHARE.finditer(text):
        if match["half"]:
            value: float | None = 0.5
        elif match["below"]:
            above = numerals.value_of(match["above"]) or 1.0
            value = above / _PARTS[match["below"].lower()]
        else:
            few, many = numerals.value_of(match["few"]), numerals.value_of(match["many"])
            value = few / many if few and many and few < many else None
        if value is not None:
            hedge = hedges.kind_of(match["before"])
            number = match.end("before") if match["before"] else match.start()
            value = round(value, 4)
            yield Quantity(
                *match.span(), (number, match.end()), value, *hedges.bounds(value, hedge), hedge, "share", "share"
            )


def _majorities(text: str) -> Iterator[Quantity]:
    for match in _MAJORITY.finditer(text):
        yield Quantity(*match.span(), match.span(), None, None, None, "vague", "share", "share")


def _counts(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _COUNT.search(text, at):
        at = max(match.end("number"), at + 1)
        quantity = _count(text, match)
        if quantity is not None:
            at = max(at, quantity.end)
            yield quantity


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    value = numerals.value_of(re.sub(r"\s+", " ", match["number"]))
    if value is None or _NEVER_BEFORE.search(
        text, max(0, match.start() - 12), match.start("sign" if match["sign"] else "number")
    ):
        return None
    end, upper = match.end(), _upper(match, value)
    if match["upper"] and upper is None:
        if match["to"] in "-–":
            return None
        end = match.end("number")
    unit, measure = _unit(match, whole=end == match.end())
    if _NEVER_AFTER.match(text, end):
        return None
    hedge = hedges.kind_of(match["before"], match["after"] if end == match.end() else None)
    number = (match.start("number"), match.end("upper") if upper is not None else match.end("number"))
    if upper is not None:
        return Quantity(match.start(), end, number, None, value, upper, "approximate", unit, measure)
    return Quantity(match.start(), end, number, value, *hedges.bounds(value, hedge), hedge, unit, measure)


def _upper(match: re.Match[str], lower: float) -> float | None:
    """The upper end of a range: "between 3 and 5", "10 to 15", "two or three"; "3-2" is a score, "12 and 14" two numbers."""
    if not match["upper"] or (match["to"].lower() == "and" and not match["between"]):
        return None
    upper = numerals.value_of(re.sub(r"\s+", " ", match["upper"]))
    return upper if upper is not None and upper > lower else None


def _unit(match: re.Match[str], *, whole: bool) -> tuple[str | None, str | None]:
    if match["sign"]:
        return _UNITS.get(match["sign"].strip().lower(), (None, None))
    word = re.sub(r"[\s-]+", " ", (match["unit"] or match["percent"] or "").lower()) if whole else ""
    word = {"feet": "foot", "inches": "inch", "square feet": "square foot", "lbs": "pound"}.get(word, word)
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s")) or (None, None)


def _vague(text: str) -> Iterator[Quantity]:
    for match in _VAGUE.finditer(text):
        least = _LEAST[re.sub(r"\s+", " ", match["number"].lower())]
        low = float(least) if least else None
        yield Quantity(*match.span(), match.span("number"), None, low, None, "vague")

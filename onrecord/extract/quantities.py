"""Finds quantities in the raw text: numbers with their hedges and units, vague numbers, shares."""

import re
from collections.abc import Iterable, Iterator
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
_LEAST = {row[0]: float(row[1]) if len(row) > 1 and row[1] else None for row in wordlists.rows("vague_numbers")}
_SIGNS = [word for word in _UNITS if not word[-1].isalnum() and word != "%"]
_WORDS = [word for word in _UNITS if word[-1].isalnum()]
_PLURALS = {"feet": "foot", "inches": "inch", "square feet": "square foot", "lbs": "pound"}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_ROUND = (*range(3, 21), 25, 50, 100, 1_000, 10_000, 100_000)
_MANY_POUNDS = 1e6  # from a million on, pounds are money


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered)


_SIGN = rf"(?:{_any(_SIGNS)})"
_COUNT = re.compile(
    rf"""(?P<number>{numerals.NUMBER})
    (?:\s?(?P<to>-|–|\bto\b|\bor\b|\band\b|\bin(?:\severy)?\b|\bout\sof\b)\s?(?:{_SIGN}\s?)?(?P<upper>{numerals.NUMBER}))?
    (?:[\s-]?(?P<unit>%|(?:{_any((*_WORDS, *_PLURALS))})(?:s|es)?\b))?
    (?P<after>{hedges.AFTER})?""",
    re.VERBOSE | re.IGNORECASE,
)
_VAGUE = re.compile(rf"\b(?:{_any(_LEAST)})\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?P<above>an?|one|two|three|four|five|nine)[\s-](?P<below>{_any(_PARTS)})s?\b(?!-)(?=\s(?:of|the)\b)"
    r"|\bhalf(?=\s(?:of|the|its|their|his|her|all|those|that)\b)",
    re.IGNORECASE,
)
_MAJORITY = re.compile(
    r"\bmost\sof\b|\b(?:an?|the)\s(?:(?:vast|overwhelming|great|large|slim|small)\s)?(?:majority|minority)\sof\b"
    r"|(?:(?<=[,(–—-]\s)|(?<=[(—–]))(?:most|the\smajority|a\smajority|mostly)(?=\s\w)",
    re.IGNORECASE,
)
_SIGN_BEFORE = re.compile(rf"{_SIGN}\s?$", re.IGNORECASE)
_HEDGE_BEFORE = re.compile(rf"{hedges.BEFORE}\s+$", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_MOVED_BEFORE = re.compile(r"\b(?:ticked|went|climbed|jumped|rose|moved|edged|crept|grew|inched|gone|risen)\sup$")
_LONGEST_LEAD = 28  # characters of a sign, "between" or a hedge
_NEVER_BEFORE = re.compile(r"(?:[\w#@:/'’]|\d[-–.,]|[A-Za-z][-–]|\bNo\.\s|\b(?:aged|ages?|age\sof)\s)$", re.IGNORECASE)
_NEVER_AFTER = re.compile(r"[\w°]|[.,:/]\d|[-–]\w|\s?(?:[ap]\.m\b|o['’]clock)", re.IGNORECASE)


def find(text: str) -> Iterator[Quantity]:
    """The quantities of a text in its order; of those that share characters the one told by the more special pattern.

    >>> found = find("At least 12 people, half of them boys, lost $3.2 billion.")
    >>> [(quantity.value, quantity.hedge, quantity.unit) for quantity in found]
    [(12.0, 'at-least', None), (0.5, 'exact', 'share'), (3200000000.0, 'exact', 'USD')]
    """
    taken = bytearray(len(text))
    found = []
    for quantities in (_shares(text), _majorities(text), _vague(text), _counts(text)):
        for quantity in quantities:
            if not any(taken[quantity.start : quantity.end]):
                taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
                found.append(quantity)
    yield from sorted(found, key=lambda quantity: quantity.start)


def _shares(text: str) -> Iterator[Quantity]:
    for match in _SHARE.finditer(text):
        above = (
            numerals.value_of(match["above"])
            if match["above"] and match["above"] not in ("a", "an", "A", "An")
            else 1.0
        )
        below = _PARTS[match["below"].lower()] if match["below"] else 2
        start, words = _before(text, match.start(), _HEDGE_BEFORE)
        hedge, value = hedges.kind_of(words), round((above or 1.0) / below, 4)
        yield Quantity(start, match.end(), match.span(), value, *hedges.bounds(value, hedge), hedge, "share", "share")


def _majorities(text: str) -> Iterator[Quantity]:
    for match in _MAJORITY.finditer(text):
        yield Quantity(*match.span(), match.span(), None, None, None, "vague", "share", "share")


def _vague(text: str) -> Iterator[Quantity]:
    for match in _VAGUE.finditer(text):
        start, _ = _before(text, match.start(), _HEDGE_BEFORE)
        low = _LEAST[re.sub(r"[\s-]+", " ", match.group().lower())]
        yield Quantity(start, match.end(), match.span(), None, low, None, "vague")


def _counts(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _COUNT.search(text, at):
        at = match.end("number")
        quantity = _count(text, match)
        if quantity is not None:
            at = max(at, quantity.end)
            yield quantity


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    value = numerals.value_of(match["number"])
    start, sign = _before(text, match.start(), _SIGN_BEFORE)
    if value is None or _NEVER_BEFORE.search(text, max(0, start - 12), start):
        return None
    between = _before(text, start, _BETWEEN_BEFORE)
    upper = _upper(match, value, between=between[1] is not None)
    start = between[0] if upper is not None else start
    if match["upper"] and upper is None and match["to"] in "-–":
        return None  # "won 3-2", "555-0100"
    whole = upper is not None or not match["upper"]
    end = match.end() if whole else match.end("number")
    if _NEVER_AFTER.match(text, end):
        return None
    start, before = _hedge_before(text, start)
    hedge = hedges.kind_of(before, match["after"] if whole else None)
    unit, measure = _unit(sign, match["unit"] if whole else None, value)
    number = (match.start("number"), match.end("upper" if upper is not None else "number"))
    if upper is None:
        return Quantity(start, end, number, value, *hedges.bounds(value, hedge), hedge, unit, measure)
    if match["to"].lower().startswith(("in", "out")):
        value = round(value / upper, 4)
        return Quantity(start, end, number, value, *hedges.bounds(value, hedge), hedge, "share", "share")
    return Quantity(start, end, number, None, value, upper, "approximate", unit, measure)


def _hedge_before(text: str, end: int) -> tuple[int, str | None]:
    """The hedge before a number; "rose up to 8 percent" has none."""
    start, words = _before(text, end, _HEDGE_BEFORE)
    return (end, None) if words and _MOVED_BEFORE.search(text, max(0, start - 12), start + 3) else (start, words)


def _before(text: str, end: int, pattern: re.Pattern[str]) -> tuple[int, str | None]:
    """Where the words that end at `end` begin, and the words; `end` itself and null where there are none."""
    match = pattern.search(text, max(0, end - _LONGEST_LEAD), end)
    return (match.start(), match.group()) if match else (end, None)


def _upper(match: re.Match[str], lower: float, *, between: bool) -> float | None:
    """The second number of a range or a ratio: "between 3 and 5", "10 to 15", "two or three", "one in five".

    "3-2" is a score, "12 and 14" are two numbers, "five in 2016" is five.
    """
    upper = numerals.value_of(match["upper"]) if match["upper"] else None
    if upper is None or upper <= lower:
        return None
    to = match["to"].lower()
    if to == "and":
        return upper if between else None
    return upper if not to.startswith("in") or upper in _ROUND else None


def _unit(sign: str | None, word: str | None, value: float) -> tuple[str | None, str | None]:
    if sign:
        return _UNITS[sign.strip().lower()]
    name = re.sub(r"[\s-]+", " ", (word or "").lower())
    name = _PLURALS.get(name, name)
    unit, measure = _UNITS.get(name) or _UNITS.get(name.removesuffix("s")) or (None, None)
    return ("GBP", "money") if unit == "lb" and value >= _MANY_POUNDS else (unit, measure)

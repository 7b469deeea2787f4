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
_BELOW, _ABOVE = (
    {row[0]: int(row[1]) for row in wordlists.rows("fractions") if row[2] == kind} for kind in ("below", "above")
)
_HALF = 2
_ROUND = (*range(3, 21), 25, 50, 100, 1_000, 10_000, 100_000)
_MANY_POUNDS = 1e6  # from a million on, pounds are money


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered)


def _rule(name: str) -> str:
    """A pattern of `figure_rules.tsv`, with the words of its kinds filled in."""
    filled = wordlists.table("figure_rules")[name].replace("{number}", numerals.NUMBER)
    return filled.replace("{below}", _any(_BELOW)).replace("{above}", _any(_ABOVE))


_SIGN = rf"(?:{_any(_SIGNS)})"
_COUNT = re.compile(
    rf"""(?P<number>{numerals.NUMBER})
    (?:\s?(?P<to>{_rule("range")})\s?(?:{_SIGN}\s?)?(?P<upper>{numerals.NUMBER}))?
    (?:[\s-]?(?P<unit>%|(?:{_any(_WORDS)})(?:s|es)?\b))?
    (?P<after>{hedges.AFTER})?""",
    re.VERBOSE | re.IGNORECASE,
)
_VAGUE = re.compile(rf"\b(?:{_any(_LEAST)})\b", re.IGNORECASE)
_SHARE, _MAJORITY = (re.compile(_rule(name), re.IGNORECASE) for name in ("share", "majority"))
_SIGN_BEFORE = re.compile(rf"{_SIGN}\s?$", re.IGNORECASE)
_HEDGE_BEFORE = re.compile(rf"{hedges.BEFORE}\s+$", re.IGNORECASE)
_BETWEEN_BEFORE, _AND = (re.compile(_rule(name), re.IGNORECASE) for name in ("between_before", "between_units"))
_MOVED_BEFORE = re.compile(_rule("moved_before"))
_LONGEST_LEAD = 28  # characters of a sign, "between" or a hedge
_NEVER_BEFORE, _NEVER_AFTER = (re.compile(_rule(name), re.IGNORECASE) for name in ("never_before", "never_after"))


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
    yield from _ranges(text, sorted(found, key=lambda quantity: quantity.start))


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Two quantities that are the ends of one: "between 500 miles and 900 miles"."""
    left: Quantity | None = None
    for right in found:
        if left is not None and (joined := _joined(text, left, right)):
            left = joined
            continue
        if left is not None:
            yield left
        left = right
    if left is not None:
        yield left


def _joined(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    if left.unit is None or left.unit != right.unit or not left.value or not right.value or left.value >= right.value:
        return None
    start, between = _before(text, left.start, _BETWEEN_BEFORE)
    if between is None or not _AND.fullmatch(text, left.end, right.start):
        return None
    number, bounds = (left.number[0], right.number[1]), (left.value, right.value)
    return Quantity(start, right.end, number, None, *bounds, "approximate", left.unit, left.measure)


def _shares(text: str) -> Iterator[Quantity]:
    for match in _SHARE.finditer(text):
        above = _ABOVE[match["above"].lower()] if match["above"] else 1
        below = _BELOW[match["below"].lower()] if match["below"] else _HALF
        start, words = _before(text, match.start(), _HEDGE_BEFORE)
        hedge, value = hedges.kind_of(words), round(above / below, 4)
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
    if match["ratio"]:
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
    if match["both"]:
        return upper if between else None
    return upper if not match["ratio"] or upper in _ROUND else None


def _unit(sign: str | None, word: str | None, value: float) -> tuple[str | None, str | None]:
    if sign:
        return _UNITS[sign.strip().lower()]
    name = re.sub(r"[\s-]+", " ", (word or "").lower())
    unit, measure = _UNITS.get(name) or _UNITS.get(name.removesuffix("s")) or (None, None)
    return ("GBP", "money") if unit == "lb" and value >= _MANY_POUNDS else (unit, measure)

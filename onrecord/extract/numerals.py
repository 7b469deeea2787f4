"""Reads numbers: digits with separators and scales ("1,400", "3.2 billion"), and words ("twenty-three", "a dozen")."""

import math
import re

from onrecord import wordlists

_ROWS = wordlists.rows("numerals")
_UNITS = {row[0]: float(row[1]) for row in _ROWS if row[2] == "unit"}
_SCALES = {row[0]: float(row[1]) for row in _ROWS if row[2] == "scale"}
_SUFFIXES = {row[0]: float(row[1]) for row in _ROWS if row[2] == "suffix"}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SUFFIX = "|".join(sorted(_SUFFIXES, key=len, reverse=True))
_ONE, _HALF_OF, _JOINED = (
    wordlists.pattern("figure_words", name).replace(r"\ ", " ")
    for name in ("one_of_a_scale", "half_of_a_scale", "joins_numbers")
)
_HALF_OF = _HALF_OF.replace(" ", r"\ ")
_JOINT = "|".join(rf"(?<={word})\ {_JOINED}\ " for word, value in _SCALES.items() if value in (100, 1000))
_WORDS = rf"(?:{_UNIT}|{_SCALE})\b(?:(?:[ -]|{_JOINT})(?:{_UNIT}|{_SCALE})\b)*"

_HALVED = re.compile(rf"{_HALF_OF} ".replace(r"\ ", " "))
_SILENT = wordlists.group("figure_words", "one_of_a_scale") | wordlists.group("figure_words", "joins_numbers")

DIGITS = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:[ -]\d/\d(?!\d)|[½¼¾⅓⅔])?|\d/\d(?![\d/])|[½¼¾⅓⅔])"
    rf"(?:(?:[ -]?(?:{_SCALE})|\ ?(?:{_SUFFIX}))\b)?"
)
SPELLED = rf"\b(?:(?:{_ONE}|{_HALF_OF})\ (?={_SCALE}\b))?(?:{_WORDS})"
NUMBER = rf"(?:(?<![\w.,]){DIGITS}|{SPELLED})"
"""A number, as a part of a larger pattern compiled with `re.VERBOSE | re.IGNORECASE`."""

_WHOLE = re.compile(
    rf"""(?P<digits>[\d.,]*\d)?(?:[ -]?(?P<over>\d/\d|[½¼¾⅓⅔]))?\ ?-?(?P<scale>{_SCALE}|{_SUFFIX})?""", re.VERBOSE
)


def value_of(text: str) -> float | None:
    """The number that the words of a number stand for; null when they are none.

    >>> [value_of(words) for words in ("1,400", "3.2 billion", "40m", "2 1/2", "twenty-three", "a dozen", "some")]
    [1400.0, 3200000000.0, 40000000.0, 2.5, 23.0, 12.0, None]
    >>> value_of("two hundred and five thousand"), value_of("half a million"), value_of("nineteen ninety-six")
    (205000.0, 500000.0, 1996.0)
    """
    words = re.sub(r"\s+", " ", text.strip().lower())
    if not words:
        return None
    digits = _WHOLE.fullmatch(words)
    value = _spelled(words) if digits is None or words[0].isalpha() else _written(digits)
    return value if value is None or math.isfinite(value) else None  # 400 digits in a row are no number


def _written(match: re.Match[str]) -> float | None:
    digits, over, scale = match["digits"], match["over"], match["scale"]
    number = float(digits.replace(",", "")) if digits else 0.0
    if over:
        number += _fraction(over)
    return number * (_SCALES.get(scale) or _SUFFIXES.get(scale) or 1.0) if scale else number


def _fraction(text: str) -> float:
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    above, below = text.split("/")
    return int(above) / int(below) if int(below) else 0.0


def _spelled(words: str) -> float | None:
    if halved := _HALVED.match(words):
        half = _spelled(words[halved.end() :])
        return half / 2 if half else None
    parts = [part for part in re.split(r"[ -]+", words) if part not in _SILENT]
    total = current = 0.0
    for i, part in enumerate(parts):
        if part in _UNITS:
            century = i == 1 and 10 < current < 100 and _UNITS[part] >= 10
            current = current * 100 + _UNITS[part] if century else current + _UNITS[part]
        elif part in _SCALES:
            scale = _SCALES[part]
            total, current = (total + (current or 1) * scale, 0.0) if scale > 100 else (total, (current or 1) * scale)
        else:
            return None
    return total + current if parts else None

"""Sparks: the path of a figure that moved, as small as a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from onrecord import wordlists

WIDTH, HEIGHT, EDGE = 74.0, 22.0, 4.0
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


@dataclass(frozen=True, slots=True)
class Spark:
    """One path for each run of values that only rises, and a dot for each value; the last is the latest told."""

    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


def spark(values: Sequence[str]) -> Spark | None:
    """The spark of values in the articles' words, the first told first; null where one of them has no number.

    A figure that falls may have been withdrawn: no line runs through it.

    >>> spark(["at least four people", "7", "eleven"]).paths
    ('M4.0,18.0H37.0V12.0H70.0V4.0',)
    >>> spark(["Twelve people", "Two people"]).paths, spark(["dozens", "40"])
    ((), None)
    """
    numbers = [number(value) for value in values]
    known = [n for n in numbers if n is not None]
    if len(known) < max(2, len(numbers)):
        return None
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / (len(known) - 1)
    rise = (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    dots = tuple((round(EDGE + i * step, 1), round(HEIGHT - EDGE - (n - low) * rise, 1)) for i, n in enumerate(known))
    return Spark(tuple(_paths(dots)), dots)


def _paths(dots: Sequence[tuple[float, float]]) -> list[str]:
    paths: list[str] = []
    drawing = False
    for (x, y), (after, level) in pairwise(dots):
        if level > y:
            drawing = False
            continue
        paths = paths if drawing else [*paths, f"M{x},{y}"]
        paths[-1] += f"H{after}V{level}"
        drawing = True
    return paths


def number(words: str) -> float | None:
    """The number that the words tell, in figures or spelled out; null where they tell none, or two.

    >>> number("more than 1,400"), number("some 2.5 million"), number("twenty-one of them")
    (1400.0, 2500000.0, 21.0)
    >>> number("dozens"), number("from 1.5 to 2 million")
    (None, None)
    """
    found: float | None = None
    ended = False
    for word in _WORD.findall(words[:400].lower()):
        value, kind = _value(word)
        if value is None or (kind == "suffix" and found is None):
            ended = ended or (found is not None and word != "and")
        elif ended:
            return None
        else:
            found = (found or 0.0) + value if kind == "unit" else (found or 1.0) * value
    return found


def _value(word: str) -> tuple[float | None, str]:
    if word[0].isdigit():
        return float(word.replace(",", "")), "unit"
    return _spelled().get(word, (None, ""))


@cache
def _spelled() -> dict[str, tuple[float | None, str]]:
    return {word: (float(value), kind) for word, value, kind in wordlists.rows("numerals")}

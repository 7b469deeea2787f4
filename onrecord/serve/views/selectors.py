"""Selectors: how another program finds words of a text again, by position and by quotation, as the W3C has it."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where the words stand: code points from 0, half open."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The words themselves, and some characters around them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text, where they stand, and what was read in them."""

    start: int
    end: int
    text: str
    about: str
    selector: tuple[Position, Quotation]


def found(text: str, start: int, end: int, about: str = "") -> Found:
    """Words of a text with their selectors.

    >>> told = found("The mill burned down.", 4, 8, "a mill")
    >>> told.text, told.selector[1].prefix, told.selector[1].suffix
    ('mill', 'The ', ' burned down.')
    """
    selector = selectors(text, start, end)
    return Found(start, end, selector[1].exact, about, selector)


def selectors(text: str, start: int, end: int) -> tuple[Position, Quotation]:
    """Both selectors of these characters of a text."""
    around = settings.SERVE_SELECTOR_CONTEXT
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return Position(start=start, end=end), Quotation(exact=text[start:end], prefix=before, suffix=after)


@lru_cache(maxsize=256)
def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8: offsets hold in the text that has it.

    >>> text_hash("It rained.")[:12]
    '8b38b558e4df'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

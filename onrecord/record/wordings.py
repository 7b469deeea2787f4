"""What the wording of a quotation cannot lose without saying something else: its negations, numbers, order of names."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord import tokens, wordlists
from onrecord.record.pages import Noun
from onrecord.schema import DifferenceKind, Quote

_NEGATION = re.compile(r"\b(?:not|never|no|none|nor|neither|nobody|nothing|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """How often a quotation negates, the numbers in it, and the names in their order."""

    negations: int = 0
    numbers: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


PLAIN = Wording()
"""The wording of what is no quotation."""


def worded(noun: Noun, text: str) -> Wording:
    """The wording of a quotation; of any other noun an empty one."""
    if not isinstance(noun, Quote):
        return PLAIN
    said = " ".join(text[piece.start : piece.end] for piece in noun.content)
    names = tokens.stem_sequence(" ".join(word for word in said.split() if word[:1].isupper()))
    return Wording(len(_NEGATION.findall(said)), numbers(said), names)


def numbers(said: str) -> frozenset[str]:
    """Numbers in digits and in words; "one" is left out, which is as often a pronoun.

    >>> sorted(numbers("We lost 1,400 men and forty horses, no one else"))
    ['1400', '40']
    """
    digits = {found.replace(",", "") for found in _NUMBER.findall(said)}
    spelled = {_spelled()[word] for word in re.findall(r"[a-z]+", said.casefold()) if word in _spelled()}
    return frozenset(digits | spelled)


@cache
def _spelled() -> dict[str, str]:
    return {row[0]: row[1] for row in wordlists.rows("numerals") if row[1] not in ("1", "")}


def clash(a: Wording, b: Wording, *, same_words: bool) -> tuple[DifferenceKind, str] | None:
    """What makes two wordings two statements: a "not" in one only, other numbers, names in another order.

    >>> clash(Wording(1), Wording(0), same_words=True)
    ('conflict', 'one has a negation that the other has not')
    """
    if bool(a.negations) != bool(b.negations):
        return "conflict", "one has a negation that the other has not"
    if a.numbers - b.numbers and b.numbers - a.numbers:
        return "conflict", "they have other numbers"
    if same_words and sorted(a.names) == sorted(b.names) and a.names != b.names:
        return "conflict", "they have the same words with the names in another order"
    return None

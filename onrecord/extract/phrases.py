"""Phrases: the words of the text by which a speaker is shown when no actor is known."""

import re

from onrecord import wordlists

_BEFORE = re.compile(rf"^{wordlists.pattern('quotation_words', 'names_nobody')}\s+", re.IGNORECASE)
_REST = re.compile(r"(?:-\w+)*")


def plain(text: str, start: int, end: int) -> str:
    """The words without what stands around a name, and without a first word that names nobody.

    >>> plain("The firm's co-owner left.", 0, 13)
    "The firm's co-owner"
    >>> plain("The firm, whose owner left", 10, 21)
    'owner'
    """
    return _BEFORE.sub("", text[start : unhyphened(text, end)].strip(" ,\"'“”‘’"))


def unhyphened(text: str, end: int) -> int:
    """The end of a word of which a hyphen cuts off the rest: the parse makes three words of "co-owner"."""
    found = _REST.match(text, end)
    return found.end() if found else end

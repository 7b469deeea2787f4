"""Fragments: the end of an address that scrolls to words of a page, as W3C text fragments have it."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.serve.labels import harmless

if TYPE_CHECKING:
    from onrecord.serve.views.selectors import Found

LONGEST = 120
"""Characters. Longer words are given by their beginning and their end."""


def characters(path: str, at: "Found") -> str:
    """The address of a reader's page that marks these characters; within that page no path is needed."""
    return f"{path}?at={at.start},{at.end}#char={at.start},{at.end}"


def quoted(path: str, words: str) -> str:
    """The address of a page that a browser opens at these words."""
    return f"{path}#{fragment(words)}"


def fragment(words: str) -> str:
    r"""The directive for these words; a long run, or one of several lines, is told by its first and last words.

    >>> fragment("on-and-off, they said")
    ':~:text=on%2Dand%2Doff%2C%20they%20said'
    >>> fragment("The mill burned\n\ndown on Monday")
    ':~:text=The%20mill%20burned,down%20on%20Monday'
    """
    lines = [line.split() for line in harmless(words).splitlines() if line.split()] or [[""]]
    if len(lines) == 1 and len(words) <= LONGEST:
        return f":~:text={_encoded(lines[0])}"
    several = len(lines) > 1
    first, last = (len(lines[0]), len(lines[-1])) if several else (len(lines[0]) // 2,) * 2
    if not first:
        return f":~:text={_encoded(lines[0])}"
    return f":~:text={_encoded(lines[0][: min(5, first)])},{_encoded(lines[-1][-min(5, last) :])}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")

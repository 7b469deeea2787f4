"""Reasons cut at what they quote: the words of an article are set in another face than ours."""

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"""(“[^”]*”|(?<![^\s(])"[^"]*"(?![^\s;,.)]))""")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a reason; `said`: they stand in an article."""

    words: str
    said: bool


def pieces(reason: str) -> list[Piece]:
    """A reason, cut before and after what it quotes.

    >>> pieces('credits it: “With AFP”')
    [Piece(words='credits it: ', said=False), Piece(words='“With AFP”', said=True)]
    """
    cut = _QUOTED.split(reason)
    return [Piece(_curly(words) if i % 2 else words, bool(i % 2)) for i, words in enumerate(cut) if words]


def _curly(quoted: str) -> str:
    return f"“{quoted[1:-1]}”"

"""Shipped lists and gazetteers: one `.tsv` a list, its origin and licence in the first comment line.

The small words that rules ask for (prepositions, auxiliaries, "himself") stand in lists of groups: a row has the
group's name, its words, and the newspaper line that it is for. Rules take a group by its name: no rule holds a word.
"""

import re
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the list `name`, a tuple of cells each; lines that start with # are comments.

    >>> ("Reuters", "Reuters") in [row[:2] for row in rows("agencies")]
    True
    """
    lines = (files(__package__) / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The first cells of the list `name`."""
    return frozenset(row[0] for row in rows(name))


@cache
def table(name: str) -> dict[str, str]:
    """First cell to second cell of the list `name`.

    >>> table("agencies")["Associated Press"]
    'AP'
    """
    return {row[0]: row[1] for row in rows(name)}


@cache
def group(name: str, group: str) -> frozenset[str]:
    """The words of a group of the list `name`: its row has the group, then the words with commas between them.

    >>> "until" in group("figure_words", "from_a_day_on")
    False
    """
    return frozenset(_groups(name)[group])


def words_of(name: str, group: str) -> tuple[str, ...]:
    """The words of a group in their order, where that tells which is tried first."""
    return _groups(name)[group]


def pattern(name: str, group: str) -> str:
    r"""A regular expression, without a group of its own, for any of the words; of two that fit, the longer one.

    >>> re.search(rf"\b{pattern('figure_words', 'from_a_day_on')}\b", "hurt since May").group()
    'since'
    """
    return f"(?:{'|'.join(re.escape(word) for word in sorted(_groups(name)[group], key=lambda w: (-len(w), w)))})"


@cache
def _groups(name: str) -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split(", ")) for row in rows(name)}

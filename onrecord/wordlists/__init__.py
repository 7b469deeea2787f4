"""Shipped lists and gazetteers: one `.tsv` a list, its origin and licence in the first comment line."""

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

"""Groups of things that are tied to each other, directly or through others."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def grouped(ties: Iterable[tuple[T, T]]) -> dict[T, T]:
    """For each thing that is tied to another, the first thing of its group in the order of the ties.

    >>> grouped([("a", "b"), ("c", "d"), ("d", "b")])
    {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'a'}
    """
    parent: dict[T, T] = {}
    rank: dict[T, int] = {}

    def root(thing: T) -> T:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for left, right in ties:
        for thing in (left, right):
            parent.setdefault(thing, thing)
            rank.setdefault(thing, len(rank))
        a, b = sorted((root(left), root(right)), key=rank.__getitem__)
        parent[b] = a
    return {thing: root(thing) for thing in parent}

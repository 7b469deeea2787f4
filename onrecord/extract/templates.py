"""Templates: which columns the learned passes join to features, and how a joined value is found again, by number.

A template names its columns, with blanks between; "tag-1" is the tag of the row before. A feature is a value of each of
them. A column has a code for each row: 0 for a value that nothing was learned of, 1 where there is none, the others
from 2 on. Features are numbered from 1 on through all templates of a table; no feature has an unknown value.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Short = NDArray[np.int32]
Flags = NDArray[np.bool_]
Vocabulary = Mapping[str, int]
"""The code of each word that something was learned of."""

UNKNOWN, NOTHING, FIRST = 0, 1, 2
"""The codes of a value without weights, of no value, and of the first value that has weights."""
_SHIFTED = re.compile(r"(\w+)([+-]\d)")


class Column(NamedTuple):
    """A code for each row, all of them below `size`."""

    codes: Ints
    size: int

    def at(self, rows: Ints) -> "Column":
        """The column of these rows of it."""
        return Column(self.codes.take(rows), self.size)


Columns = Mapping[str, Column]


class Known(NamedTuple):
    """The features of a table: for each template the joined codes of its features, sorted, and its columns' sizes."""

    keys: tuple[Ints, ...]
    sizes: tuple[tuple[int, ...], ...]


class Way(NamedTuple):
    """How the codes of a template's columns lead to a feature: from table to table, a column each."""

    columns: tuple[str, ...]
    tables: tuple[Short, ...]


class Features(NamedTuple):
    """The ways of all templates of a table, and how many features they have together."""

    ways: tuple[Way, ...]
    size: int


def vocabulary(words: Iterable[str]) -> Vocabulary:
    """Codes for words."""
    return {word: code for code, word in enumerate(words, FIRST)}


def coded(words: Iterable[str], codes: Vocabulary) -> Column:
    """A column of words."""
    return Column(np.array([codes.get(word, UNKNOWN) for word in words], dtype=np.int64), len(codes) + FIRST)


def counted(values: Ints, most: int, least: int = 0) -> Column:
    """A column of numbers, those below `least` and above `most` as these."""
    return Column(values.clip(least, most) - least + FIRST, most - least + 1 + FIRST)


def shifted(templates: Sequence[str], columns: Columns, groups: Ints) -> dict[str, Column]:
    """The columns with those that templates ask for of rows before and behind, within groups of rows.

    >>> tags = Column(np.array([5, 6, 7]), 8)
    >>> shifted(["tag-1 tag"], {"tag": tags}, np.array([0, 0, 1]))["tag-1"].codes.tolist()
    [1, 5, 1]
    """
    found = dict(columns)
    for name in dict.fromkeys(name for template in templates for name in template.split()):
        if name not in found and (asked := _SHIFTED.fullmatch(name)):
            found[name] = _shifted(columns[asked[1]], int(asked[2]), groups)
    return found


def _shifted(column: Column, steps: int, groups: Ints) -> Column:
    codes = np.full_like(column.codes, NOTHING)
    here, there = slice(max(0, -steps), len(codes) - max(0, steps)), slice(max(0, steps), len(codes) - max(0, -steps))
    if abs(steps) < len(codes):
        codes[here] = np.where(groups[here] == groups[there], column.codes[there], NOTHING)
    return Column(codes, column.size)


def keys(template: str, columns: Columns) -> Ints:
    """The codes of a template's columns joined to one number for each row, 0 where one of them is unknown.

    >>> keys("tag dep", {"tag": Column(np.array([3, 0]), 10), "dep": Column(np.array([4, 4]), 10)}).tolist()
    [34, 0]
    """
    told = [columns[name] for name in template.split()]
    found = np.zeros_like(told[0].codes)
    for column in told:
        found = found * column.size + column.codes
    return np.where(np.logical_and.reduce([column.codes > UNKNOWN for column in told]), found, 0)


def sizes(template: str, columns: Columns) -> tuple[int, ...]:
    """The sizes of the columns of a template."""
    return tuple(columns[name].size for name in template.split())


def features(templates: Sequence[str], known: Known) -> Features:
    """The ways to the features of a table.

    >>> tags, deps = Column(np.array([3, 3, 0]), 10), Column(np.array([4, 5, 4]), 10)
    >>> table = features(["tag", "tag dep"], Known((np.array([3]), np.array([35])), ((10,), (10, 10))))
    >>> [numbers(way, {"tag": tags, "dep": deps}).tolist() for way in table.ways]
    [[1, 1, 0], [0, 2, 0]]
    """
    ways, count = [], 0
    for template, kept, spread in zip(templates, known.keys, known.sizes, strict=True):
        ways.append(Way(tuple(template.split()), _tables(kept, spread, count)))
        count += len(kept)
    return Features(tuple(ways), count)


def _tables(kept: Ints, spread: tuple[int, ...], before: int) -> tuple[Short, ...]:
    """For the first two columns a table, and one for each further: what was found before, with this column's code."""
    tables: list[Short] = []
    found, last = np.zeros_like(kept), 0
    for column in range(min(1, len(spread) - 1), len(spread)):
        rest = int(np.prod(spread[column + 1 :], dtype=np.int64))
        first = not tables
        joined = kept // rest if first else found * spread[column] + kept // rest % spread[column]
        values, found = np.unique(joined, return_inverse=True)
        found = found + (1 + before if rest == 1 else 1)
        size = int(np.prod(spread[: column + 1])) if first else (last + 1) * spread[column]
        table = np.zeros(size, dtype=np.int32)
        table[joined] = found
        tables.append(table)
        last = len(values)
    return tuple(tables)


def numbers(way: Way, columns: Columns) -> Ints:
    """The number of each row's feature, 0 where it has none."""
    first, *others = (columns[name] for name in way.columns)
    if not others:
        return way.tables[0].take(first.codes).astype(np.int64)
    found = first.codes
    for column, table in zip(others, way.tables, strict=True):
        found = table.take(found * column.size + column.codes).astype(np.int64)
    return found


def joined(table: Features, columns: Columns) -> Column:
    """The features of a table with one template as a column, for other templates."""
    found = numbers(table.ways[0], columns)
    return Column(np.where(found > 0, found + (FIRST - 1), UNKNOWN), table.size + FIRST)


def totals(table: Features, columns: Columns, scores: Floats) -> Floats:
    """The scores of each row's features added up; `scores` has a row for each feature behind one of zeros."""
    found = scores.take(numbers(table.ways[0], columns), axis=0)
    for way in table.ways[1:]:
        found += scores.take(numbers(way, columns), axis=0)
    return found


def packed(name: str, known: Known) -> dict[str, NDArray[Any]]:
    """The features of a table as arrays of a weights file."""
    return {
        f"{name}_keys": np.concatenate(known.keys),
        f"{name}_counts": np.array([len(kept) for kept in known.keys]),
        f"{name}_sizes": np.concatenate([np.array(spread) for spread in known.sizes]),
    }


def unpacked(name: str, templates: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> Features:
    """The table that `packed` made arrays of."""
    ends = np.cumsum(arrays[f"{name}_counts"])[:-1]
    widths = np.cumsum([len(template.split()) for template in templates])[:-1]
    spreads = np.split(arrays[f"{name}_sizes"], widths)
    kept = np.split(arrays[f"{name}_keys"].astype(np.int64), ends)
    return features(templates, Known(tuple(kept), tuple(tuple(spread.tolist()) for spread in spreads)))

"""Trees: boosted decision trees that were learned elsewhere, computed here on numpy alone."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Forest(NamedTuple):
    """All nodes of all trees: a node asks whether `columns` <= `limits`, then goes to `left`, else to `right`.

    A leaf asks nothing: both ways lead to itself, and its `values` is the answer. `roots` are where the trees begin.
    """

    columns: NDArray[np.int32]
    limits: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    values: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int


def forest(kept: Mapping[str, NDArray[Any]], prefix: str = "") -> Forest:
    """The forest of a weights file, whose arrays bear the names of the fields behind a prefix."""
    arrays: dict[str, Any] = {field: kept[f"{prefix}{field}"] for field in Forest._fields}
    return Forest(**arrays | {"depth": int(arrays["depth"])})


def chances(trees: Forest, rows: NDArray[Any]) -> NDArray[np.float64]:
    """The chance of each row: the answers of all trees added up, through the logistic function.

    >>> one = np.array([0, -1, -1]), np.array([0.5, 0, 0]), np.array([1, 1, 2]), np.array([2, 1, 2])
    >>> trees = Forest(*one, np.array([0.0, -1.0, 1.0]), np.array([0]), 1)
    >>> chances(trees, np.array([[0.5], [0.6]])).round(2).tolist()
    [0.27, 0.73]
    """
    ways = np.column_stack((trees.right, trees.left)).ravel().astype(np.intp)  # of node n at 2 n and 2 n + 1
    columns, limits = trees.columns.astype(np.intp), trees.limits
    at = np.tile(trees.roots.astype(np.intp), (len(rows), 1))
    answers = np.ascontiguousarray(rows).ravel()
    starts = np.arange(len(rows))[:, None] * rows.shape[1]
    for _ in range(trees.depth):
        below = answers.take(columns.take(at) + starts) <= limits.take(at)
        at += at
        at += below
        at = ways.take(at)
    total = trees.values.take(at).sum(1)
    found: NDArray[np.float64] = 1 / (1 + np.exp(-total))
    return found

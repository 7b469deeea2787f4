"""Boosted trees as arrays: what LightGBM writes as text, in the form that onrecord.trees reads."""

import re

import numpy as np
from numpy.typing import NDArray

_FIELD = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


def arrays(model: str) -> dict[str, NDArray[np.generic]]:
    """The fields of `onrecord.trees.Forest`, from `Booster.model_to_string()`. A leaf leads to itself."""
    nodes: list[tuple[int, float, int, int, float]] = []
    roots, depth = [], 0
    for text in model.split("\nTree=")[1:]:
        fields = {name: value.split() for name, value in _FIELD.findall(text)}
        first = len(nodes)
        roots.append(first)
        nodes += _nodes(fields, first)
        depth = max(depth, _depth(nodes, first))
    columns, limits, left, right, values = zip(*nodes, strict=True)
    return {
        "columns": np.array(columns, np.int32),
        "limits": np.array(limits),
        "left": np.array(left, np.int32),
        "right": np.array(right, np.int32),
        "values": np.array(values),
        "roots": np.array(roots, np.int32),
        "depth": np.array(depth),
    }


def _nodes(fields: dict[str, list[str]], first: int) -> list[tuple[int, float, int, int, float]]:
    leaves = [float(value) for value in fields["leaf_value"]]
    inner = len(leaves) - 1

    def place(child: str) -> int:
        """LightGBM numbers leaves from -1 down."""
        at = int(child)
        return first + at if at >= 0 else first + inner - 1 - at

    asked = (
        zip(*(fields[name] for name in ("split_feature", "threshold", "left_child", "right_child")), strict=True)
        if inner
        else ()
    )
    found = [(int(column), float(limit), place(left), place(right), 0.0) for column, limit, left, right in asked]
    return found + [(0, 0.0, first + inner + at, first + inner + at, value) for at, value in enumerate(leaves)]


def _depth(nodes: list[tuple[int, float, int, int, float]], at: int) -> int:
    _, _, left, right, _ = nodes[at]
    return 0 if left == at else 1 + max(_depth(nodes, left), _depth(nodes, right))

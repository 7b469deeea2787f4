"""Sequences: the best labels of many rows of words, and how sure they are: a linear chain, computed for all at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NEVER = np.float32(-1e4)


class Chain(NamedTuple):
    """Scores of passing from one state to the next, and whether a sequence may begin or end with a state."""

    steps: Floats
    begins: Floats
    ends: Floats


def padded(rows: list[Floats]) -> tuple[Floats, Ints]:
    """Rows of different lengths as one array, and their lengths."""
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    found = np.zeros((len(rows), int(lengths.max(initial=0)), rows[0].shape[1] if rows else 0), dtype=np.float32)
    for at, row in enumerate(rows):
        found[at, : len(row)] = row
    return found, lengths


def best(scores: Floats, lengths: Ints, chain: Chain) -> list[Ints]:
    """The best sequence of states of each row.

    >>> scores = np.array([[[2, 0], [0, 1]]], dtype=np.float32)
    >>> free, stays = np.zeros((2, 2), np.float32), np.array([[0, NEVER], [0, 0]], np.float32)
    >>> edge = np.zeros(2, np.float32)
    >>> lengths = np.array([2])
    >>> [found.tolist() for steps in (free, stays) for found in best(scores, lengths, Chain(steps, edge, edge))]
    [[0, 1], [0, 0]]
    """
    rows, size, states = scores.shape
    at = scores[:, 0] + chain.begins
    came = np.zeros((size, rows, states), dtype=np.int64)
    stay = np.broadcast_to(np.arange(states), (rows, states))
    for place in range(1, size):
        ways = at[:, :, None] + chain.steps
        goes = (place < lengths)[:, None]
        came[place] = np.where(goes, ways.argmax(1), stay)
        at = np.where(goes, ways.max(1) + scores[:, place], at)
    state = (at + chain.ends).argmax(1)
    found = np.zeros((rows, size), dtype=np.int64)
    every = np.arange(rows)
    for place in range(size - 1, -1, -1):
        found[:, place] = state
        state = came[place, every, state]
    return [found[row, :length] for row, length in enumerate(lengths)]


def chances(scores: Floats, lengths: Ints, chain: Chain) -> tuple[Floats, Floats]:
    """The chance of each state at each place, and the logarithm of the sum over all sequences of each row."""
    rows, size, states = scores.shape
    top = scores.max(2, keepdims=True)
    weights = np.exp(scores - top)
    steps = np.exp(chain.steps)
    ahead = np.zeros((size, rows, states), dtype=np.float32)
    total = top[:, 0, 0].astype(np.float64)
    at = weights[:, 0] * np.exp(chain.begins)
    for place in range(size):
        if place:
            goes = (place < lengths)[:, None]
            at = np.where(goes, (at @ steps) * weights[:, place], at)
            total += np.where(goes[:, 0], top[:, place, 0], 0)
        scale = at.sum(1, keepdims=True)
        at = at / scale
        total += np.log(scale[:, 0])
        ahead[place] = at
    behind = np.ones((rows, states), dtype=np.float32)
    found = np.zeros((rows, size, states), dtype=np.float32)
    for place in range(size - 1, -1, -1):
        both = ahead[place] * behind
        found[:, place] = both / both.sum(1, keepdims=True)
        if place:
            back = (behind * weights[:, place]) @ steps.T
            behind = np.where((place < lengths)[:, None], back / back.sum(1, keepdims=True), behind)
    return found, total.astype(np.float32)


def score(scores: Floats, labels: Ints, chain: Chain) -> float:
    """The score of one sequence."""
    places = np.arange(len(labels))
    told = scores[places, labels].sum() + chain.steps[labels[:-1], labels[1:]].sum()
    return float(told + chain.begins[labels[0]])

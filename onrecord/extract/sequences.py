"""Sequences: the best labels of many rows of words, and how sure they are: a linear chain, computed for all at once.

Scores stand place by place (places, rows, states), the longest row first: at each place the rows that go on are the
first ones.
"""

from typing import NamedTuple

import numpy as np

from onrecord.extract.templates import Floats, Ints

NEVER = np.float32(-1e4)


class Chain(NamedTuple):
    """Scores of passing from one state to the next, and whether a sequence may begin or end with a state."""

    steps: Floats
    begins: Floats
    ends: Floats


class Rows(NamedTuple):
    """Scores of rows of words, how many rows have each place, and for each given row where it stands here."""

    scores: Floats
    going: list[int]
    places: Ints


def rows(scores: Floats, lengths: list[int]) -> Rows:
    """Rows that were given one behind the other, set side by side.

    >>> found = rows(np.array([[1], [2], [3]], dtype=np.float32), [1, 2])
    >>> found.scores[:, :, 0].tolist(), found.going, found.places.tolist()
    ([[2.0, 1.0], [3.0, 0.0]], [2, 1], [1, 0])
    """
    sizes = np.array(lengths)
    order = np.argsort(-sizes, kind="stable")
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    found = np.zeros((int(sizes.max()), len(lengths), scores.shape[1]), dtype=np.float32)
    ends = np.cumsum(sizes)
    found[np.arange(len(scores)) - np.repeat(ends - sizes, sizes), np.repeat(places, sizes)] = scores
    going = np.searchsorted(-sizes[order], -np.arange(len(found)), side="left")
    return Rows(found, going.tolist(), places)


def best(given: Rows, chain: Chain) -> tuple[Ints, Floats]:
    """The best sequence of states of each row that may end as the chain allows, and the best score of any ending.

    >>> given = rows(np.array([[2, 0], [0, 1]], dtype=np.float32), [2])
    >>> free, stays = np.zeros((2, 2), np.float32), np.array([[0, NEVER], [0, 0]], np.float32)
    >>> edge = np.zeros(2, np.float32)
    >>> [best(given, Chain(steps, edge, edge))[0][:, 0].tolist() for steps in (free, stays)]
    [[0, 1], [0, 0]]
    """
    scores, going, _ = given
    size, count, _ = scores.shape
    last = scores[0] + chain.begins
    ways = np.empty_like(scores)
    for place in range(size):
        here = going[place]
        if place:
            last[:here] = (last[:here, :, None] + chain.steps).max(1) + scores[place, :here]
        ways[place, :here] = last[:here]
    states = (last + chain.ends).argmax(1)
    found = np.zeros((size, count), dtype=np.int64)
    back = np.ascontiguousarray(chain.steps.T)
    for place in range(size - 1, -1, -1):
        goes_on = going[place + 1] if place + 1 < size else 0
        if goes_on:
            states[:goes_on] = (ways[place, :goes_on] + back[states[:goes_on]]).argmax(1)
        found[place, : going[place]] = states[: going[place]]
    return found, last


def chances(given: Rows, chain: Chain) -> tuple[Floats, Floats]:
    """The chance of each state at each place, and the logarithm of the sum over all sequences of each row."""
    scores, going, _ = given
    size, count = scores.shape[:2]
    top = scores.max(2, keepdims=True)
    weights = np.exp(scores - top)
    steps = np.exp(chain.steps)
    back = np.ascontiguousarray(steps.T)
    ahead = np.zeros_like(scores)
    scales = np.ones((size, count, 1), dtype=np.float32)
    at = weights[0] * np.exp(chain.begins)
    for place in range(size):
        here = going[place]
        at = (at[:here] @ steps) * weights[place, :here] if place else at
        scales[place, :here, 0] = at.sum(1)
        at /= scales[place, :here]
        ahead[place, :here] = at
    behind = np.ones_like(scores)
    for place in range(size - 1, 0, -1):
        here = going[place]
        behind[place - 1, :here] = (behind[place, :here] * weights[place, :here]) @ back / scales[place, :here]
    found = ahead * behind
    found /= np.maximum(found.sum(2, keepdims=True), np.finfo(np.float32).tiny)
    goes = np.arange(count) < np.array(going)[:, None]
    total = np.log(scales[:, :, 0].astype(np.float64)).sum(0) + np.where(goes, top[:, :, 0], 0).sum(0)
    return found, total.astype(np.float32)


def score(scores: Floats, labels: Ints, chain: Chain) -> float:
    """The score of one sequence."""
    places = np.arange(len(labels))
    told = scores[places, labels].sum() + chain.steps[labels[:-1], labels[1:]].sum()
    return float(told + chain.begins[labels[0]])

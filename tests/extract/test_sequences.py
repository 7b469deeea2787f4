"""Sequences: the best and the likeliest labels are those that trying all of them finds, in rows of any lengths."""

from itertools import product

import numpy as np
import pytest

from onrecord.extract import sequences
from onrecord.extract.sequences import NEVER, Chain

LENGTHS = [2, 4, 1, 3, 4]
STATES = 3
RANDOM = np.random.default_rng(1)
SCORES = RANDOM.normal(size=(sum(LENGTHS), STATES)).astype(np.float32)
CHAIN = Chain(
    RANDOM.normal(size=(STATES, STATES)).astype(np.float32),
    np.array([0, NEVER, 0], dtype=np.float32),
    np.array([0, 0, NEVER], dtype=np.float32),
)


def own(row: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    end = sum(LENGTHS[: row + 1])
    return SCORES[end - LENGTHS[row] : end]


def all_of(row: int, chain: Chain) -> dict[tuple[int, ...], float]:
    """The score of every sequence of a row."""
    told = product(range(STATES), repeat=LENGTHS[row])
    return {
        labels: sequences.score(own(row), np.array(labels), chain) + float(chain.ends[labels[-1]]) for labels in told
    }


@pytest.mark.parametrize("row", range(len(LENGTHS)))
def test_the_best_is_the_best_of_all(row: int) -> None:
    given = sequences.rows(SCORES, LENGTHS)
    found, last = sequences.best(given, CHAIN)
    every = all_of(row, CHAIN)
    at = given.places[row]
    assert tuple(found[: LENGTHS[row], at].tolist()) == max(every, key=lambda labels: every[labels])
    assert (last[at] + CHAIN.ends).max() == pytest.approx(max(every.values()), abs=1e-4)


@pytest.mark.parametrize("row", range(len(LENGTHS)))
def test_chances_are_sums_over_all(row: int) -> None:
    free = CHAIN._replace(ends=np.zeros(STATES, dtype=np.float32))
    given = sequences.rows(SCORES, LENGTHS)
    chances, totals = sequences.chances(given, free)
    every = all_of(row, free)
    whole = sum(np.exp(score) for score in every.values())
    at = given.places[row]
    assert totals[at] == pytest.approx(np.log(whole), abs=1e-4)
    for place, state in product(range(LENGTHS[row]), range(STATES)):
        part = sum(np.exp(score) for labels, score in every.items() if labels[place] == state)
        assert chances[place, at, state] == pytest.approx(part / whole, abs=1e-4)

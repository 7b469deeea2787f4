"""Which earlier articles are most like a new one, and how likely each tells the same story."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, wordlists
from onrecord.cluster.features import BUCKETS, VIEWS, Buckets, Features, Weights, likeness

_MIX = {"words": 1.0, "names": 0.5, "lead": 0.3}
"""How much of the likeness by which neighbours are sought is of which view; how likely they are is another question."""

EVIDENCE = (
    "constant", "words", "lead", "opening", "names", "numbers", "shared names", "shared words",
    "words squared", "words and names", "but for names", "days", "weeks", "days in a crowd", "undated",
    "above the tenth", "below the first",
)  # fmt: skip
"""What is known of a pair, in the order of `evidence`; each has its weight in the list `pair_weights`."""


class Neighbour(NamedTuple):
    """An earlier article, by its number, and the chance that it tells the same story."""

    number: int
    chance: float


class Postings:
    """For every word the latest articles that have it: a table of fixed size, so that a look-up costs no more later."""

    def __init__(self) -> None:
        self._articles = np.full((BUCKETS, settings.CLUSTER_POSTINGS), -1, dtype=np.int32)
        self._weights = np.zeros((BUCKETS, settings.CLUSTER_POSTINGS), dtype=np.float16)
        self._next = np.zeros(BUCKETS, dtype=np.uint8)

    def add(self, number: int, features: Features) -> None:
        """Enters an article; where a row is full, its oldest article goes."""
        buckets, weights = _sought(features)
        at = self._next[buckets] % settings.CLUSTER_POSTINGS
        self._articles[buckets, at] = number
        self._weights[buckets, at] = weights
        self._next[buckets] = (at + 1) % settings.CLUSTER_POSTINGS

    def nearest(self, features: Features, *, oldest: int, newest: int) -> tuple[NDArray[np.int64], Weights]:
        """The articles numbered from `oldest` to before `newest` that are most like this one, the likest first."""
        buckets, weights = _sought(features)
        articles = self._articles[buckets].ravel() - oldest
        likenesses = (self._weights[buckets] * weights[:, None]).ravel()
        kept = articles >= 0
        scores = np.bincount(articles[kept], likenesses[kept], minlength=max(newest - oldest, 1))
        like = np.flatnonzero(scores > settings.CLUSTER_LEAST_LIKENESS)
        few = like[np.argsort(-scores[like], kind="stable")[: settings.CLUSTER_NEIGHBOURS]]
        return few + oldest, scores[few].astype(np.float32)


def _sought(features: Features) -> tuple[Buckets, Weights]:
    """One list of weighted words for the search: the heaviest of the mixed views."""
    views = [(features.views[VIEWS.index(name)], share) for name, share in _MIX.items()]
    buckets = np.concatenate([view.buckets for view, _ in views])
    found, at = np.unique(buckets, return_inverse=True)
    weights = np.bincount(at, np.concatenate([view.weights * np.float32(share) for view, share in views]))
    heaviest = np.argsort(-weights, kind="stable")[: settings.CLUSTER_WORDS_SOUGHT]
    return found[heaviest], weights[heaviest].astype(np.float32)


def evidence(one: Features, others: list[Features], scores: Weights) -> NDArray[np.float32]:
    """One row for each of the others, with the numbers that `EVIDENCE` names.

    The tenth neighbour says how crowded the place is: "Man shot on Elm Street" has dozens of near-alikes, there only
    the likest counts and days count more; "Dam breaks in Orrin" has none. Alike but for names are two reports of one
    reporter: "A man robbed a bank in Orrin ...", "A man robbed a bank in Tarn ...".
    """
    words, lead, opening, names, numbers = likeness(one, others)
    all_words, all_names = (
        np.array([other.views[at].length for other in others]) * one.views[at].length
        for at in map(VIEWS.index, ("words", "names"))
    )
    gaps = np.array([abs(one.day - o.day) if one.day and o.day else -1 for o in others])
    days = np.log1p(np.maximum(gaps, 0))
    tenth = scores[9] if len(scores) > 9 else settings.CLUSTER_LEAST_LIKENESS
    return np.stack(
        [
            np.ones(len(others)), words, lead, opening, names, numbers,
            np.log1p(names * all_names), np.log1p(words * all_words),
            words**2, words * names, np.maximum(words - names, 0),
            days, np.log1p(np.maximum(gaps - 7, 0)), days * tenth, gaps < 0,
            scores - tenth, scores[0] - scores,
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


@cache
def _weights() -> Weights:
    table = wordlists.table("pair_weights")
    return np.array([float(table[name]) for name in EVIDENCE], dtype=np.float32)


def chances(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The chance that each pair tells one story: a logistic regression whose weights are the list `pair_weights`."""
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-(rows @ _weights()).astype(np.float64)))
    return chance

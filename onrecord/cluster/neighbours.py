"""Which earlier articles are most like a new one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord import settings
from onrecord.cluster.features import BUCKETS, Buckets, Views, Weights

_MIX = {"words": 1.0, "names": 0.5, "lead": 0.3}
"""How much of the likeness by which neighbours are sought is of which view; how likely they are is another question."""


class Neighbour(NamedTuple):
    """An earlier article, by its number, and the chance that it tells the same story."""

    number: int
    chance: float


class Sought(NamedTuple):
    """The words by which an article is found and finds, with their weights."""

    buckets: Buckets
    weights: Weights


def sought_of(views: Views) -> Sought:
    """The heaviest words of the mixed views."""
    parts = [(*views.part(name), share) for name, share in _MIX.items()]
    buckets = np.concatenate([words for words, _, _ in parts])
    found, at = np.unique(buckets, return_inverse=True)
    weights = np.bincount(at, np.concatenate([weights * np.float32(share) for _, weights, share in parts]))
    heaviest = np.argsort(-weights, kind="stable")[: settings.CLUSTER_WORDS_SOUGHT]
    return Sought(found[heaviest], weights[heaviest].astype(np.float32))


class Postings:
    """For every word the latest articles that have it: a table of fixed size, so that a look-up costs no more later."""

    def __init__(self) -> None:
        self._articles = np.full((BUCKETS, settings.CLUSTER_POSTINGS), -1, dtype=np.int32)
        self._weights = np.zeros((BUCKETS, settings.CLUSTER_POSTINGS), dtype=np.float16)
        self._next = np.zeros(BUCKETS, dtype=np.uint8)

    def add(self, number: int, sought: Sought) -> None:
        """Enters an article; where a row is full, its oldest article goes."""
        buckets, weights = sought
        at = self._next[buckets] % settings.CLUSTER_POSTINGS
        self._articles[buckets, at] = number
        self._weights[buckets, at] = weights
        self._next[buckets] = (at + 1) % settings.CLUSTER_POSTINGS

    def nearest(self, sought: Sought, *, oldest: int, newest: int) -> tuple[NDArray[np.int64], Weights]:
        """The articles numbered from `oldest` to before `newest` that are most like this one, the likest first."""
        buckets, weights = sought
        articles = self._articles[buckets].ravel() - oldest
        likenesses = (self._weights[buckets] * weights[:, None]).ravel()
        kept = articles >= 0
        scores = np.bincount(articles[kept], likenesses[kept], minlength=max(newest - oldest, 1))
        like = np.flatnonzero(scores > settings.CLUSTER_LEAST_LIKENESS)
        few = like[np.argsort(-scores[like], kind="stable")[: settings.CLUSTER_NEIGHBOURS]]
        return few + oldest, scores[few].astype(np.float32)

"""What is known of two articles, as numbers, and how likely these say that both tell one story."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, trees, weights
from onrecord.cluster.features import VIEWS, Features, Weights, likeness
from onrecord.trees import Forest

Column = NDArray[np.float64]
VERSION = 1
"""Of the numbers below: weights of another version do not fit them."""

GROUPS = {
    "likeness": VIEWS,
    "weight shared": ("shared words", "shared names", "shared numbers", "shared people", "shared places"),
    "part shared": ("part of words", "part of lead", "part of names", "part of numbers"),
    "best of all": ("below best words", "below best lead", "below best names"),
    "publication": ("days between", "neighbours of these days", "neighbours of this week"),
    "days told": (
        "first days told", "nearest days told", "nearest first day", "days told by both",
        "date to publication", "dates told by both", "date to day told",
    ),
    "years": ("month days told by both", "years told by both", "between latest years"),
    "crowd": (
        "score", "rank", "neighbours", "above tenth", "below first", "above last", "tenth", "above its tenth",
        "below its first",
    ),
}  # fmt: skip
EVIDENCE = tuple(name for names in GROUPS.values() for name in names)
"""What is known of a pair, in the order of `evidence`; -1 is not known."""

_MISSING = ("numbers", "people", "ages", "places", "streets")
_GAPS = [
    EVIDENCE.index(name)
    for name in (
        "days between", "first days told", "nearest days told", "nearest first day", "date to publication",
        "date to day told",
    )
]  # fmt: skip
"""Gaps of days, which are told by their order of size; -1 stays."""
_NEVER = 1 << 24
"""A day that no text can name."""


def evidence(one: Features, others: Sequence[Features], scores: Weights) -> NDArray[np.float32]:
    """One row for each of the others, the likest first, with the numbers that `EVIDENCE` names.

    The crowd: "Man shot on Elm Street" has dozens of near-alikes, there only the likest counts and days count more;
    "Dam breaks in Orrin" has none. The days told: a trial in May is of the shooting "on Jan. 5".
    """
    found = np.array(
        [*_wordings(one, others), *_publication(one, others), *_told(one, others), *_years(one, others),
         *_crowd(one, others, scores)],
    )  # fmt: skip
    gaps = found[_GAPS]
    found[_GAPS] = np.where(gaps < 0, -1, np.log1p(np.clip(gaps, 0, settings.CLUSTER_GAP_FAR)))
    return np.ascontiguousarray(found.T, dtype=np.float32)


def _wordings(one: Features, others: Sequence[Features]) -> list[Column]:
    alike = dict(zip(VIEWS, likeness(one.views, [other.views for other in others]).T, strict=True))
    mine = dict(zip(VIEWS, one.views.lengths.tolist(), strict=True))
    theirs = dict(zip(VIEWS, np.array([other.views.lengths for other in others]).T, strict=True))
    shared = {name: alike[name] * theirs[name] * mine[name] for name in VIEWS}
    less = {name: np.maximum(np.minimum(theirs[name], mine[name]) ** 2, 1) for name in VIEWS}
    unknown = {name: (theirs[name] == 0) | (mine[name] == 0) for name in _MISSING}
    return [
        *(np.where(unknown[name], -1, alike[name]) if name in unknown else alike[name] for name in VIEWS),
        *(np.log1p(shared[name]) for name in ("words", "names", "numbers", "people", "places")),
        *(shared[name] / less[name] for name in ("words", "lead", "names", "numbers")),
        *(alike[name].max() - alike[name] for name in ("words", "lead", "names")),
    ]


def _publication(one: Features, others: Sequence[Features]) -> list[Column]:
    gaps = np.array([abs(one.day - other.day) if one.day and other.day else -1 for other in others])
    close = (np.abs(gaps - gaps[:, None]) <= 2) & (gaps >= 0)
    now = ((gaps >= 0) & (gaps <= 3)).sum() if one.day else -1
    return [gaps, np.where(gaps < 0, -1, close.sum(1)), np.full(len(others), now)]


def _told(one: Features, others: Sequence[Features]) -> list[Column]:
    """How far the days are from each other that two texts name, and the dates of one from the other's publication."""
    named, dated = (_table([other.said[at] for other in others]) for at in (0, 1))
    published = np.array([[other.day or -_NEVER] for other in others])
    mine, my_dates = one.said.named, one.said.dated
    nearest_first = np.minimum(_nearest(mine[:1], named), _nearest(mine, named[:, :1]))
    return [
        _nearest(mine[:1], named[:, :1]),
        _nearest(mine, named),
        nearest_first,
        _common(mine, named),
        _nearest(my_dates, published),
        _common(my_dates, dated),
        _nearest(my_dates, named),
    ]


def _years(one: Features, others: Sequence[Features]) -> list[Column]:
    month_days, years = (_table([other.said[at] for other in others]) for at in (2, 3))
    mine, my_years = one.said.month_days, one.said.years
    unknown = (years[:, 0] == -_NEVER) | (not len(my_years))
    return [
        np.where((month_days[:, 0] == -_NEVER) | (not len(mine)), -1, _common(mine, month_days)),
        np.where(unknown, -1, _common(my_years, years)),
        np.where(unknown, -1, np.minimum(abs(years.max(1) - max(my_years, default=0)), 20)),
    ]


def _crowd(one: Features, others: Sequence[Features], scores: Weights) -> list[Column]:
    """Where an article stands among the neighbours of the other, from either side."""
    count, least = len(scores), settings.CLUSTER_LEAST_LIKENESS
    last = scores[-1] if count >= settings.CLUSTER_NEIGHBOURS else least
    their_first, their_tenth = np.array([(other.first, other.tenth) for other in others]).T
    return [
        scores,
        np.arange(count),
        np.full(count, count),
        scores - one.tenth,
        one.first - scores,
        scores - last,
        np.full(count, one.tenth),
        scores - their_tenth,
        their_first - scores,
    ]


def _table(lists: Sequence[NDArray[np.int32]]) -> NDArray[np.int64]:
    """Lists of days as rows of one length."""
    sizes = np.array([*map(len, lists)])
    table = np.full((len(lists), max(1, sizes.max())), -_NEVER, dtype=np.int64)
    table[np.arange(table.shape[1]) < sizes[:, None]] = np.concatenate(lists)
    return table


def _nearest(mine: NDArray[np.int32], theirs: NDArray[np.int64]) -> Column:
    """Row by row the smallest gap; -1 where one side names no day."""
    if not len(mine):
        return np.full(len(theirs), -1.0)
    gaps = np.abs(theirs[:, :, None] - mine).min((1, 2))
    return np.where(gaps > _NEVER // 2, -1.0, gaps)


def _common(mine: NDArray[np.int32], theirs: NDArray[np.int64]) -> Column:
    """Row by row how many of their days are mine."""
    common: Column = (theirs[:, :, None] == mine).any(2).sum(1).astype(float)
    return common


@cache
def _forest() -> Forest:
    return trees.forest(weights.load("pairs", VERSION))


def chances(rows: NDArray[np.float32], forest: Forest | None = None) -> NDArray[np.float64]:
    """The chance that each pair tells one story, by the shipped trees, or by others that are measured.

    The same words again are a reprint, whatever the day: no set that the trees learned from has one.
    """
    found = trees.chances(forest or _forest(), rows)
    found[rows[:, EVIDENCE.index("words")] >= settings.CLUSTER_SAME_WORDS] = 1.0
    return found

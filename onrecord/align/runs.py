"""Equal runs of words that pairs of texts share, found for many pairs at once, and which of them could be one passage.

All is arrays over the runs of all pairs: a loop over words or over matches in Python costs ten times as much.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord import settings
from onrecord.align.texts import Flags, Hashes, Ints, Text

_ODD = np.uint64(0x9E3779B97F4A7C15)


class Runs(NamedTuple):
    """Maximal equal runs in the order of pairs, then of their places: run `n` has `lengths[n]` words.

    They begin with word `lefts[n]` of one text and word `rights[n]` of the other of pair number `pairs[n]`.
    """

    pairs: Ints
    lefts: Ints
    rights: Ints
    lengths: Ints

    def at(self, chosen: Ints | Flags) -> "Runs":
        """Some of the runs."""
        return Runs(*(column[chosen] for column in self))


class Joints(NamedTuple):
    """Two runs of one pair that a chain may have one after the other, `gains`: the words that the second adds."""

    earlier: Ints
    later: Ints
    overlaps: Ints
    gains: np.ndarray[tuple[int], np.dtype[np.float64]]


def find(pairs: Sequence[tuple[Text, Text]]) -> Runs:
    """The runs of all pairs that are long enough by themselves or have another one near.

    >>> from onrecord.align.texts import read
    >>> from onrecord.schema import Article
    >>> a = read(Article("a", "The ferry sank off Lisbon on Monday, and four people were brought to a hospital."))
    >>> b = read(Article("b", "Police said the ferry sank off Lisbon late on Monday, and four people were brought in."))
    >>> [column.tolist() for column in find([(a, b)])]
    [[0, 0], [0, 5], [2, 8], [5, 7]]
    """
    runs = _maximal(*_matches(pairs))
    return runs.at((runs.lengths >= settings.ALIGN_PASSAGE_WORDS) | _near_another(runs))


def joints(runs: Runs) -> Joints:
    """Where one run can follow another in a chain: those of the same later run together, the nearest before it first.

    Words that both have are counted once, and a gap that is wider on one side costs a little.
    """
    earlier, later = _ahead(runs, runs.lengths + settings.ALIGN_GAP_WORDS, most=settings.ALIGN_LOOK_BACK)
    ends = runs.lengths[earlier]
    left = runs.lefts[later] - runs.lefts[earlier] - ends
    right = runs.rights[later] - runs.rights[earlier] - ends
    overlaps = np.maximum(0, -np.minimum(left, right))
    fit = (overlaps < settings.ALIGN_SEED_WORDS) & (np.maximum(left, right) <= settings.ALIGN_GAP_WORDS)
    gains = runs.lengths[later] - overlaps - settings.ALIGN_GAP_COST * np.abs(left - right)
    order = np.flatnonzero(fit)
    order = order[np.lexsort((-earlier[order], later[order]))]
    return Joints(earlier[order], later[order], overlaps[order], gains[order])


def _matches(pairs: Sequence[tuple[Text, Text]]) -> tuple[Ints, Ints, Ints]:
    """The places (pair, word of the left text, word of the right text) of all short runs that both have."""
    ours, at = _met([(left, right) for left, right in pairs])
    theirs, places = _met([(right, left) for left, right in pairs])
    first, last = np.searchsorted(theirs, ours, "left"), np.searchsorted(theirs, ours, "right")
    held = np.searchsorted(ours, ours, "right") - np.searchsorted(ours, ours, "left")
    count = last - first
    # "of the United States" stands everywhere in a text and says nothing about where a passage is
    count[(count > settings.ALIGN_SEED_PLACES) | (held > settings.ALIGN_SEED_PLACES)] = 0
    left, right = np.repeat(at, count, axis=1), places[:, steps(first, count)]
    return left[0], left[1], right[1]


def _met(pairs: Sequence[tuple[Text, Text]]) -> tuple[Hashes, Ints]:
    """The short runs of the first text of each pair that the sieve of the second lets through, in order.

    Each with its pair and its word. The number of the pair goes into the hash, so that one sort does for all.
    """
    places = [np.flatnonzero(two.sieve[one.sieved]) for one, two in pairs]
    numbers = np.repeat(np.arange(len(pairs)), [len(held) for held in places])
    hashes = np.concatenate([one.seeds[held] for (one, _), held in zip(pairs, places, strict=True)])
    hashes += numbers.astype(np.uint64) * _ODD
    order = np.argsort(hashes)
    return hashes[order], np.stack((numbers, np.concatenate(places)))[:, order]


def steps(first: Ints, count: Ints) -> Ints:
    """`count[n]` numbers from `first[n]` on, for each n.

    >>> steps(np.array([5, 0, 8]), np.array([2, 0, 3])).tolist()
    [5, 6, 8, 9, 10]
    """
    ends = np.cumsum(count)
    return np.asarray(np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(first - ends + count, count))


def _maximal(pairs: Ints, lefts: Ints, rights: Ints) -> Runs:
    """Matches that follow each other on both sides, joined; in the order of their pairs and places."""
    slant = rights - lefts
    # one number for all three keys is sorted ten times as fast as they are; it has room for texts of 100 million words
    width = int(lefts.max(initial=0)) + int(rights.max(initial=0)) + 1
    order = np.argsort((pairs * (2 * width) + slant + width) * width + lefts)
    pairs, lefts, slant = pairs[order], lefts[order], slant[order]
    starts = np.ones(len(order), dtype=np.bool_)
    starts[1:] = (np.diff(pairs) != 0) | (np.diff(slant) != 0) | (np.diff(lefts) != 1)
    at = np.flatnonzero(starts)
    lengths = np.diff(np.append(at, len(order))) + settings.ALIGN_SEED_WORDS - 1
    runs = Runs(pairs[at], lefts[at], lefts[at] + slant[at], lengths)
    return runs.at(np.lexsort((runs.rights, runs.lefts, runs.pairs)))


def _near_another(runs: Runs) -> Flags:
    """Whether a run could be chained with another one; where a pair has many, all are tried."""
    many = (np.bincount(runs.pairs) > settings.ALIGN_MANY_RUNS)[runs.pairs]
    few = np.flatnonzero(~many)
    held = runs.at(few)
    reach = held.lengths + settings.ALIGN_GAP_WORDS
    earlier, later = _ahead(held, reach)
    left, right = held.lefts[later] - held.lefts[earlier], held.rights[later] - held.rights[earlier]
    close = (left > 0) & (right > 0) & (right <= reach[earlier])
    many[few[earlier[close]]] = True
    many[few[later[close]]] = True
    return many


def _ahead(runs: Runs, reach: Ints, most: int | None = None) -> tuple[Ints, Ints]:
    """Each run with the next runs of its pair (`most` of them) that begin within its reach in the left text."""
    if not len(reach):
        return reach, reach
    # pairs stand apart by more than any reach
    place = runs.pairs * (int(runs.lefts.max()) + int(reach.max()) + 1) + runs.lefts
    next_ = np.arange(1, len(reach) + 1)
    count = np.searchsorted(place, place + reach, "right") - next_
    if most is not None:
        count = np.minimum(count, most)
    return np.repeat(next_ - 1, count), steps(next_, count)

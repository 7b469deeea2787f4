"""What an article is told apart by: its words, names and numbers, each weighted by how rare it is."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from threading import Lock
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, tokens, wordlists
from onrecord.cluster.days import Days, Marks, Reading, ages, among, calendar, days, hash_of
from onrecord.schema import Article

Buckets = NDArray[np.int32]
Weights = NDArray[np.float32]
BUCKETS = 1 << 18
_PLANES = 0x30000
_CAPITAL, _DIGIT, _END = 1, 2, 3
_AGE = np.uint64(0x9E3779B97F4A7C15)
_STREETS = " ".join(row[0] for row in wordlists.rows("street_ends"))

VIEWS = ("words", "lead", "opening", "names", "numbers", "people", "ages", "places", "streets")
"""Views of an article: all its words, those of its lead, of its first line, its names, its numbers, its full names, its
ages, the names after "in", the names before "Street"."""

_OFFSETS = np.arange(len(VIEWS), dtype=np.int32) * BUCKETS


class Views(NamedTuple):
    """All views of an article, one after the other in the order of `VIEWS`: words, and their weights.

    A word of the view number n stands as its bucket + n * `BUCKETS`. `ends`: where each view ends; `lengths`: of each
    view's weights, before they were made to have the length 1 together.
    """

    words: Buckets
    weights: Weights
    ends: NDArray[np.int32]
    lengths: NDArray[np.float64]

    def part(self, name: str) -> tuple[Buckets, Weights]:
        """The buckets and weights of one view."""
        at = VIEWS.index(name)
        here = slice(self.ends[at - 1] if at else 0, self.ends[at])
        return self.words[here] - BUCKETS * at, self.weights[here]


class Features(NamedTuple):
    """The views, the day of publication (None: undated), and the days that the text names.

    `first` and `tenth`: the likeness of its first and of its tenth neighbour when it came.
    """

    views: Views
    day: int | None
    said: Days
    first: float = settings.CLUSTER_LEAST_LIKENESS
    tenth: float = settings.CLUSTER_LEAST_LIKENESS

    def among(self, scores: Weights) -> Self:
        """The features of an article whose neighbours are so like it, the likest first."""
        least = settings.CLUSTER_LEAST_LIKENESS
        first, tenth = (float(scores[at]) if len(scores) > at else least for at in (0, 9))
        return self._replace(first=first, tenth=tenth)


class Frequencies:
    """In how many stories a word stands: of the stream so far, on top of a background of general news.

    In stories and not in articles, or two hundred reports of one summit would make its own words common. The background
    counts like some hundreds of articles, so that three articles are read with an idea of what is rare.

    >>> frequencies = Frequencies()
    >>> the, bridge = (bucket_of(tokens.words(word).hashes) for word in ("the", "drawbridge"))
    >>> bool(frequencies.rarity(the)[0] < .01 < 5 < frequencies.rarity(bridge)[0])
    True
    """

    def __init__(self, counts: Weights | None = None, stories: float = 0.0) -> None:
        self.counts = np.zeros(BUCKETS, dtype=np.float32) if counts is None else counts
        self.stories = stories

    def add(self, words: Buckets, share: float) -> None:
        """Counts the words of one more article; `share`: one in how many articles its story has by now.

        Each once, however often it is listed: numpy adds to a place once.
        """
        self.counts[words] += np.float32(share)
        self.stories += share

    def rarity(self, buckets: Buckets) -> Weights:
        """The logarithm of one in how many stories has the word."""
        total = settings.CLUSTER_BACKGROUND + self.stories + 1
        having = settings.CLUSTER_BACKGROUND * _background()[buckets] + self.counts[buckets] + 0.5
        rarity: Weights = np.log(np.maximum(total / having, 1)).astype(np.float32)
        return rarity


@cache
def _background() -> Weights:
    shares = np.zeros(BUCKETS, dtype=np.float32)
    for word, of_10_000 in wordlists.rows("frequencies"):
        shares[bucket_of(tokens.words(word).hashes)] += int(of_10_000) / 10_000
    return np.minimum(shares, 1)


def bucket_of(hashes: NDArray[np.uint64]) -> Buckets:
    """Word hashes folded into a table of fixed size, so that what is kept does not grow with the vocabulary."""
    return (hashes >> np.uint64(64 - 18)).astype(np.int32)


def features(article: Article, frequencies: Frequencies) -> tuple[Features, Buckets]:
    """The views of an article, and its words: they are counted in the frequencies when its story is known.

    >>> found, words = features(Article("a", "A drawbridge fell. Mayor Ana Duarte saw 12 cars in Lund."), Frequencies())
    >>> {name: len(found.views.part(name)[0]) for name in ("words", "names", "places")}
    {'words': 11, 'names': 5, 'places': 1}
    """
    heading = f"{article.headline}\n" if article.headline else ""
    text = heading + article.text[: settings.CLUSTER_LENGTH]
    words = tokens.words(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds().take(codes, mode="clip")
    first = kinds[words.starts]
    reading = Reading(text, words, first == _CAPITAL, first == _DIGIT)
    n_heading = int(np.searchsorted(words.starts, len(heading)))
    chosen, counted = _chosen(reading, kinds, n_heading)
    day = _day(article.published)
    return Features(_views(chosen, frequencies), day, days(reading, day)), counted


def _chosen(reading: Reading, kinds: NDArray[np.uint8], n_heading: int) -> tuple[tuple[Buckets, ...], Buckets]:
    """The words of each view, in the order of `VIEWS`, and all that are counted."""
    words, capital, digit = reading.words, reading.capital, reading.digit
    buckets, hashes = bucket_of(words.hashes), words.hashes
    beside = words.starts[1:] == words.ends[:-1] + 1
    name = _names(kinds, words, capital)
    people = bucket_of((hashes[1:] * np.uint64(3) + hashes[:-1])[name[1:] & name[:-1] & beside])
    chosen = (
        buckets,
        buckets[: n_heading + settings.CLUSTER_LEAD_WORDS],
        buckets[: n_heading + settings.CLUSTER_OPENING_WORDS],
        np.concatenate((buckets[name], people)),
        buckets[digit],
        people,
        bucket_of(np.array(ages(reading), dtype=np.uint64) * _AGE),
        buckets[_places(reading, name, beside)],
        buckets[_streets(reading, beside)],
    )
    return chosen, np.concatenate((buckets, people))


def _places(reading: Reading, name: Marks, beside: Marks) -> Marks:
    """The names after "in", "near" or "outside": "in Quay Harbour"; days and months are none."""
    after, capital = np.zeros(len(name), dtype=bool), reading.capital
    after[1:] = among(reading.words.hashes[:-1], _hashes("in near outside")) & ~capital[:-1] & capital[1:]
    after[1:] |= after[:-1] & name[1:] & beside
    return after & ~among(reading.words.hashes, calendar().all)


def _streets(reading: Reading, beside: Marks) -> Marks:
    """The word before "Street", "Avenue" and the like: "Mill Lane", "5th Street"."""
    before, capital = np.zeros(len(reading.capital), dtype=bool), reading.capital
    road = among(reading.words.hashes[1:], _hashes(_STREETS)) & capital[1:]
    before[:-1] = road & (capital[:-1] | reading.digit[:-1]) & beside
    return before


@cache
def _hashes(words: str) -> NDArray[np.uint64]:
    return np.array(sorted(map(hash_of, words.split())), dtype=np.uint64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """For every code point of the first two planes: whether it is a capital, a digit or the end of a sentence."""
    table = np.zeros(_PLANES, dtype=np.uint8)
    for code in range(_PLANES):
        char = chr(code)
        table[code] = _CAPITAL if char.isupper() else _DIGIT if char.isdecimal() else 0
    table[[ord(mark) for mark in ".!?\n"]] = _END
    return table


def _names(kinds: NDArray[np.uint8], words: tokens.Words, capital: Marks) -> Marks:
    """Words that are always written with a capital, and not only because a sentence starts: "Police held Jan Visser".

    The first word of a text is believed to be a name unless it stands small elsewhere.
    """
    ends = np.concatenate(([0], np.cumsum(kinds == _END)))
    inside = capital.copy()
    inside[1:] &= ends[words.starts[1:]] == ends[words.ends[:-1]]
    different, at = np.unique(words.hashes, return_inverse=True)
    named = np.zeros(len(different), dtype=bool)
    named[at[inside]] = True
    named[at[~capital]] = False
    found: Marks = named[at]
    return found


def _views(chosen: Sequence[Buckets], frequencies: Frequencies) -> Views:
    """The words of each view once, the heaviest, with their weights."""
    offset = np.repeat(_OFFSETS, [len(part) for part in chosen])
    words, counts = np.unique(np.concatenate(chosen) + offset, return_counts=True)
    weights = frequencies.rarity(words & (BUCKETS - 1)) * (1 + np.log(counts)).astype(np.float32)
    ends = np.searchsorted(words, _OFFSETS + BUCKETS)
    if (kept := _heaviest(weights, ends)) is not None:
        words, weights = words[kept], weights[kept]
        ends = np.searchsorted(words, _OFFSETS + BUCKETS)
    lengths = np.sqrt(sums(weights * weights, ends))
    weights /= np.repeat(np.maximum(lengths, 1e-9), np.diff(ends, prepend=0)).astype(np.float32)
    return Views(words, weights, ends.astype(np.int32), lengths)


def _heaviest(weights: Weights, ends: NDArray[np.int64]) -> Marks | None:
    """The words that are kept of each view; None where that is all."""
    kept, start = None, 0
    for end in ends.tolist():
        if end - start > settings.CLUSTER_WORDS_KEPT:
            kept = np.ones(len(weights), dtype=bool) if kept is None else kept
            order = np.argsort(-weights[start:end], kind="stable")
            kept[start + order[settings.CLUSTER_WORDS_KEPT :]] = False
        start = end
    return kept


def sums(values: NDArray[np.floating], ends: NDArray[np.integer]) -> NDArray[np.float64]:
    """What adds up to each end since the one before.

    >>> sums(np.array([1.0, 2.0, 4.0]), np.array([0, 2, 2, 3])).tolist()
    [0.0, 3.0, 0.0, 4.0]
    """
    starts = np.concatenate(([0], ends[:-1]))
    found = np.add.reduceat(np.append(values, 0), starts, dtype=np.float64)
    return np.where(starts < ends, found, 0)  # an empty stretch would have the value that comes next


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


@cache
def _table() -> tuple[Weights, Lock]:
    """A weight for every word of every view, all 0 between two uses: a new one for each article costs a page fault for
    each of its words.
    """
    return np.zeros(BUCKETS * len(VIEWS), dtype=np.float32), Lock()


def likeness(one: Views, others: Sequence[Views]) -> NDArray[np.float32]:
    """For each of the others, view by view, its cosine with one article."""
    theirs = np.concatenate([other.words for other in others])
    table, unused = _table()
    with unused:
        table[one.words] = one.weights
        both = table.take(theirs)
        table[one.words] = 0
    both *= np.concatenate([other.weights for other in others])
    ends = np.array([other.ends for other in others], dtype=np.int64)
    ends[1:] += np.cumsum(ends[:-1, -1:], axis=0)
    return sums(both, ends.ravel()).reshape(ends.shape).astype(np.float32)

"""What an article is told apart by: its words, names and numbers, each weighted by how rare it is."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
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
_STREETS = (
    "Street St Avenue Ave Road Rd Drive Dr Lane Ln Boulevard Blvd Highway Hwy Court Ct Place Parkway Pkwy Way Terrace"
    " Circle Square Apartments"
)

VIEWS = ("words", "lead", "opening", "names", "numbers", "people", "ages", "places", "streets")
"""Views of an article: all its words, those of its lead, of its first line, its names, its numbers, its full names, its
ages, the names after "in", the names before "Street"."""


class View(NamedTuple):
    """Some words of an article: which, their weights (of length 1 together), and the length before."""

    buckets: Buckets
    weights: Weights
    length: float


class Features(NamedTuple):
    """The views in the order of `VIEWS`, the day of publication (None: undated), and the days that the text names.

    `first` and `tenth`: the likeness of its first and of its tenth neighbour when it came.
    """

    views: tuple[View, ...]
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
        """Counts the words of one more article, each once; `share`: one in how many articles its story has by now."""
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
    >>> {name: len(view.buckets) for name, view in zip(VIEWS, found.views) if name in ("words", "names", "places")}
    {'words': 11, 'names': 5, 'places': 1}
    """
    heading = f"{article.headline}\n" if article.headline else ""
    text = heading + article.text[: settings.CLUSTER_LENGTH]
    words = tokens.words(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, _PLANES - 1)]
    first = kinds[words.starts]
    reading = Reading(text, words, first == _CAPITAL, first == _DIGIT)
    n_heading = int(np.searchsorted(words.starts, len(heading)))
    chosen, once = _chosen(reading, kinds, n_heading)
    day = _day(article.published)
    views = tuple(_view(part, frequencies) for part in chosen)
    return Features(views, day, days(reading, day)), once


def _chosen(reading: Reading, kinds: NDArray[np.uint8], n_heading: int) -> tuple[tuple[Buckets, ...], Buckets]:
    """The words of each view, in the order of `VIEWS`, and all of them once."""
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
    return chosen, np.unique(np.concatenate((buckets, people)))


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
    return capital & np.isin(words.hashes, words.hashes[inside]) & ~np.isin(words.hashes, words.hashes[~capital])


def _view(buckets: Buckets, frequencies: Frequencies) -> View:
    found, counts = np.unique(buckets, return_counts=True)
    weights = frequencies.rarity(found) * (1 + np.log(counts)).astype(np.float32)
    if len(found) > settings.CLUSTER_WORDS_KEPT:
        heaviest = np.sort(np.argsort(-weights, kind="stable")[: settings.CLUSTER_WORDS_KEPT])
        found, weights = found[heaviest], weights[heaviest]
    length = float(np.sqrt(weights @ weights))
    return View(found, weights / np.float32(length or 1), length)


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def likeness(one: Features, others: Sequence[Features]) -> Iterator[NDArray[np.float32]]:
    """View by view, the cosine of one article with each of the others."""
    dense = np.zeros(BUCKETS, dtype=np.float32)
    for number, view in enumerate(one.views):
        dense[view.buckets] = view.weights
        theirs = [other.views[number] for other in others]
        ends = np.cumsum([0, *(len(their.buckets) for their in theirs)])
        both = dense[np.concatenate([their.buckets for their in theirs])]
        total = np.concatenate(
            ([0], np.cumsum(both * np.concatenate([their.weights for their in theirs]), dtype=float))
        )
        yield np.diff(total[ends]).astype(np.float32)
        dense[view.buckets] = 0

"""What an article is told apart by: its words, names and numbers, each weighted by how rare it is."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, tokens, wordlists
from onrecord.schema import Article

Buckets = NDArray[np.int32]
Weights = NDArray[np.float32]
Marks = NDArray[np.bool_]
BUCKETS = 1 << 18
_PLANES = 0x30000
_CAPITAL, _DIGIT, _END = 1, 2, 3

VIEWS = ("words", "lead", "opening", "names", "numbers")
"""Five views of an article: all its words, those of its lead, of its first line, its names, its numbers."""


class View(NamedTuple):
    """Some words of an article: which, their weights (of length 1 together), and the length before."""

    buckets: Buckets
    weights: Weights
    length: float


class Features(NamedTuple):
    """The views in the order of `VIEWS`, and the day of publication (None: undated)."""

    views: tuple[View, ...]
    day: int | None


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
    """The five views of an article, and its words: they are counted in the frequencies when its story is known.

    >>> found, words = features(Article("a", "A drawbridge fell. Mayor Ana Duarte saw 12 cars."), Frequencies())
    >>> [len(view.buckets) for view in found.views]
    [9, 9, 9, 4, 1]
    """
    heading = f"{article.headline}\n" if article.headline else ""
    text = heading + article.text[: settings.CLUSTER_LENGTH]
    words = tokens.words(text)
    buckets = bucket_of(words.hashes)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, _PLANES - 1)]
    first = kinds[words.starts]
    name = _names(kinds, words, first == _CAPITAL)
    both = name[1:] & name[:-1] & (words.starts[1:] == words.ends[:-1] + 1)
    full_names = bucket_of(words.hashes[1:][both] * np.uint64(3) + words.hashes[:-1][both])
    n_heading = int(np.searchsorted(words.starts, len(heading)))
    chosen = (
        buckets,
        buckets[: n_heading + settings.CLUSTER_LEAD_WORDS],
        buckets[: n_heading + settings.CLUSTER_OPENING_WORDS],
        np.concatenate((buckets[name], full_names)),
        buckets[first == _DIGIT],
    )
    words_once = np.unique(np.concatenate((buckets, full_names)))
    return Features(tuple(_view(part, frequencies) for part in chosen), _day(article.published)), words_once


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


def likeness(one: Features, others: list[Features]) -> Iterator[NDArray[np.float32]]:
    """View by view, the cosine of one article with each of the others."""
    dense = np.zeros(BUCKETS, dtype=np.float32)
    for number, view in enumerate(one.views):
        dense[view.buckets] = view.weights
        theirs = [other.views[number] for other in others]
        yield np.array([dense[their.buckets] @ their.weights for their in theirs], dtype=np.float32)
        dense[view.buckets] = 0

"""Texts made ready for alignment: their words, and the hashes of their runs of words."""

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, tokens
from onrecord.schema import Article, Span

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]

_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


_SIEVE = 1 << 14

_QUOTED = re.compile(
    r"""[“"'‘](?:(?<=“)[^”\n]*|(?<=")[^"\n]*"?|(?<=['‘])(?<!\w.)(?=[\w“"])(?:[^'’\n]|['’](?=\w))*['’](?!\w))"""
)
"""From a mark to its partner or, where that is missing, to the end of the line: no mark speaks for two paragraphs.

The pattern begins with the marks, so that the search skips all else.
"""


@dataclass(eq=False)
class Text:
    """An article with its words; the runs are made when they are asked for, once while it stands on a shelf."""

    article: Article
    words: tokens.Words
    _runs: dict[int, Hashes] = field(default_factory=dict)
    _is_put_away: bool = False

    @property
    def size(self) -> int:
        """How many words the text has."""
        return len(self.words.hashes)

    def runs(self, length: int) -> Hashes:
        """The hash of the run of `length` words that starts at each word."""
        found = self._runs.get(length)
        if found is None:
            found = hash_runs(self.words.hashes, length)
            if not self._is_put_away:
                self._runs[length] = found
        return found

    @property
    def seeds(self) -> Hashes:
        """The short runs with which an alignment starts."""
        return self.runs(settings.ALIGN_SEED_WORDS)

    @cached_property
    def sieved(self) -> Ints:
        """Where each short run falls in a sieve."""
        return (self.seeds & np.uint64(_SIEVE - 1)).astype(np.int64)

    @cached_property
    def sieve(self) -> Flags:
        """Where the short runs of this text fall: of another text's those that fall elsewhere are not in this one."""
        sieve = np.zeros(_SIEVE, dtype=np.bool_)
        sieve[self.sieved] = True
        return sieve

    def put_away(self) -> None:
        """Forget what only an alignment asks for: two thirds of a text's size."""
        for name in ("sieve", "sieved"):
            self.__dict__.pop(name, None)
        self._runs.clear()
        self._is_put_away = True

    @cached_property
    def quoted(self) -> Flags:
        """Which words stand in quotation marks."""
        return self.flags(match.span() for match in _QUOTED.finditer(self.article.text))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences of the text."""
        return tokens.sentences(self.article.text)

    def sentences_at(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that have some of the characters `start` to `end`."""
        first = bisect_right(self.sentences, start, key=lambda sentence: sentence[1])
        last = bisect_left(self.sentences, end, key=lambda sentence: sentence[0])
        return self.sentences[first:last]

    def flags(self, spans: Iterable[tuple[int, int]]) -> Flags:
        """Which words begin in one of the stretches of characters."""
        flags = np.zeros(self.size, dtype=np.bool_)
        edges = np.array([edge for span in spans for edge in span], dtype=np.int64)
        for first, last in np.searchsorted(self.words.starts, edges).reshape(-1, 2).tolist():
            flags[first:last] = True
        return flags

    def span(self, start: int, end: int) -> Span:
        """The characters of the words `start` to `end` (half open)."""
        return Span(self.article.id, int(self.words.starts[start]), int(self.words.ends[end - 1]))

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie in the characters `start` to `end`."""
        first = int(self.words.starts.searchsorted(start))
        return first, max(first, int(self.words.ends.searchsorted(end, "right")))


def read(article: Article) -> Text:
    """An article made ready."""
    return Text(article, tokens.words(article.text))


def hash_runs(words: Hashes, length: int) -> Hashes:
    """One hash for every run of `length` words; empty when the text is shorter.

    >>> from onrecord.tokens import words
    >>> runs = hash_runs(words("the fire spread and the fire spread").hashes, 3)
    >>> len(runs), bool(runs[0] == runs[4])
    (5, True)
    """
    count = len(words) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    with np.errstate(over="ignore"):
        mixed = words[:count].copy()
        for at in range(1, length):
            mixed *= _ODD[0]
            mixed ^= mixed >> np.uint64(29)
            mixed += words[at : at + count]
        mixed *= _ODD[1]
        mixed ^= mixed >> np.uint64(32)
        mixed *= _ODD[2]
        mixed ^= mixed >> np.uint64(29)
    return mixed


class Shelf:
    """A bounded number of texts made ready, the least recently used put away first."""

    def __init__(self, text_of: Callable[[str], Article]) -> None:
        self._text_of = text_of
        self._lent: Mapping[str, Article] = {}
        self._kept: OrderedDict[str, Text] = OrderedDict()

    def __getitem__(self, article: str) -> Text:
        if article not in self._kept:
            self._keep(read(self._lent[article] if article in self._lent else self._text_of(article)))
        self._kept.move_to_end(article)
        return self._kept[article]

    def lend(self, articles: Mapping[str, Article]) -> None:
        """Articles at hand, which `text_of` need not know yet; they replace those lent before."""
        self._lent = articles
        for article in articles.values():
            if article.id in self._kept and self._kept[article.id].article != article:
                del self._kept[article.id]

    def _keep(self, text: Text) -> None:
        self._kept[text.article.id] = text
        if len(self._kept) > settings.ALIGN_TEXTS_KEPT:
            self._kept.popitem(last=False)[1].put_away()

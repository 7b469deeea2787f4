"""Which words of a text are its own prose: not quoted, not a post, not furniture of the page, not common to many.

Two reporters who heard one man print the same words. Only what a writer wrote shows from whom it was copied.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from onrecord import credits as crediting
from onrecord import settings
from onrecord.align.precedence import newsroom_of
from onrecord.align.texts import Flags, Hashes, Ints, Text, hash_runs, read
from onrecord.schema import Article

_LINE = re.compile(r"\S[^\n]*")
_POST = re.compile(r"\(@\w{2,}\)|pic\.twitter|https://t\.co/|twitter\.com/\w+/status")
_RIGHTS = re.compile(r"\ball rights reserved\b|\bmay not be (?:published|reproduced)\b", re.IGNORECASE)
_TURN = re.compile(r"^[A-Z][A-Z.'’ -]{2,40}(?:,[^:\n]{0,60})?:", re.MULTILINE)


class Prose:
    """The words of one text by what they are."""

    def __init__(self, text: Text, repeated: frozenset[str] = frozenset()) -> None:
        self.text = text
        self._repeated = repeated
        self._own: Flags | None = None
        self._before: Ints | None = None

    @cached_property
    def furniture(self) -> Flags:
        """Words of headings, labels and menus: short paragraphs, and those that a publisher prints again and again."""
        return self.text.flags(self._furniture())

    @cached_property
    def posted(self) -> Flags:
        """Words of posts and of the turns of an interview, which are another's words without quotation marks."""
        text = self.text.article.text
        return self.text.flags([*_posts(text), *_transcript(text)]) & ~self.furniture

    @cached_property
    def first_hand(self) -> Flags:
        """Words that the writer wrote, as far as this text alone can tell."""
        captions = self.text.flags(crediting.captions(self.text.article.text))
        return ~(self.furniture | self.text.quoted | self.posted | captions)

    @property
    def own(self) -> Flags:
        """The text's own prose."""
        if self._own is None:
            self._take(self.first_hand)
        assert self._own is not None
        return self._own

    @property
    def size(self) -> int:
        """How many words of own prose the text has."""
        return self.count(0, self.text.size)

    def count(self, start: int, end: int) -> int:
        """How many of the words `start` to `end` are own prose."""
        if self._before is None:
            self._take(self.first_hand)
        assert self._before is not None
        return int(self._before[end] - self._before[start])

    @cached_property
    def verbatim(self) -> Hashes:
        """The runs of words by which a reprint is known, furniture left out, each once."""
        kept = ~self.furniture
        return np.unique(hash_runs(self.text.words.hashes[kept], settings.ALIGN_VERBATIM_WORDS))

    def set_common(self, runs: Hashes) -> None:
        """Take the words of these runs out of the own prose."""
        length = settings.ALIGN_FINGERPRINT_WORDS
        starts = np.flatnonzero(np.isin(self.text.runs(length), runs))
        flags = np.zeros(self.text.size, dtype=np.bool_)
        for step in range(length):
            flags[starts + step] = True
        self._take(self.first_hand & ~flags)

    def _take(self, own: Flags) -> None:
        self._own, self._before = own, np.concatenate(([0], np.cumsum(own)))

    def _furniture(self) -> Iterator[tuple[int, int]]:
        for line in _LINE.finditer(self.text.article.text):
            first, last = self.text.word_range(*line.span())
            words = line.group().rstrip()
            short = last - first < settings.ALIGN_SHORT_PARAGRAPH_WORDS
            if short or words in self._repeated or _RIGHTS.search(words):
                yield line.span()


Proses = Mapping[str, Prose]


def read_all(articles: Mapping[str, Article], wanted: Container[str]) -> dict[str, Prose]:
    """The prose of the `wanted` articles; what a publisher repeats on its pages is known by comparison of all."""
    by_newsroom: dict[str | None, list[str]] = defaultdict(list)
    for article in articles.values():
        by_newsroom[newsroom_of(article)].append(article.text)
    repeated = {name: _repeated(texts) if name else frozenset[str]() for name, texts in by_newsroom.items()}
    return {
        article.id: Prose(read(article), repeated.get(newsroom_of(article), frozenset()))
        for article in articles.values()
        if article.id in wanted
    }


def _repeated(texts: Sequence[str]) -> frozenset[str]:
    """The paragraphs that stand on many pages of one publisher: "Sign up for our letter and get the day's news first".

    A publisher with a few articles has none: they may be the versions of one.
    """
    if len(texts) < settings.ALIGN_FURNITURE_PAGES:
        return frozenset()
    seen = Counter(line for text in texts for line in {m.group().rstrip() for m in _LINE.finditer(text)})
    least = max(settings.ALIGN_FURNITURE_ARTICLES, settings.ALIGN_FURNITURE_SHARE * len(texts))
    return frozenset(line for line, count in seen.items() if count >= least)


def common_runs(held: Iterable[tuple[Hashes, int]]) -> Hashes:
    """The runs that stand in many groups of copies, from runs of passages with the number of their article's group.

    "The two leaders are to meet in the palace at noon" in four unrelated reports: nobody copied it from the others.
    """
    pieces = [(runs, np.full(len(runs), group)) for runs, group in held]
    if not pieces:
        return np.zeros(0, dtype=np.uint64)
    runs, groups = np.concatenate([p[0] for p in pieces]), np.concatenate([p[1] for p in pieces])
    order = np.lexsort((groups, runs))
    runs, groups = runs[order], groups[order]
    first = np.ones(len(runs), dtype=np.bool_)
    first[1:] = (runs[1:] != runs[:-1]) | (groups[1:] != groups[:-1])
    found, counts = np.unique(runs[first], return_counts=True)
    return found[counts >= settings.ALIGN_COMMON_GROUPS]


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Posts pasted without quotation marks: the handle, the link and the date stand after the words."""
    for mark in _POST.finditer(text):
        before = list(re.finditer(r"\S+", text[max(0, mark.start() - 600) : mark.start()]))[
            -settings.ALIGN_POST_WORDS :
        ]
        start = max(0, mark.start() - 600) + before[0].start() if before else mark.start()
        end = text.find("\n", mark.end())
        yield start, end if end >= 0 else len(text)


def _transcript(text: str) -> Iterator[tuple[int, int]]:
    """From the first to the last turn of an interview, as in "MAYOR DUARTE: We were not warned."."""
    turns = [turn.start() for turn in _TURN.finditer(text)]
    if len(turns) >= settings.ALIGN_TRANSCRIPT_TURNS:
        end = text.find("\n", turns[-1])
        yield turns[0], end if end >= 0 else len(text)

"""Fingerprints of texts, and the index of those that were read before.

A fingerprint is the hash of a run of words; one in a few is kept, the same ones in every text. The index is a list of
sorted numpy segments that never change: a batch of articles makes a new one, and small ones are merged into larger
ones, so that each fingerprint is written again only a few times however many articles are kept.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from onrecord import settings
from onrecord.align import furniture
from onrecord.align.furniture import Furniture
from onrecord.align.runs import steps
from onrecord.align.texts import Flags, Hashes, Ints, Shelf, Text
from onrecord.schema import Article


class Segment(NamedTuple):
    """The fingerprints of the articles number `first` onwards, in their order, each with its article's number."""

    first: int
    articles: tuple[str, ...]
    sizes: Ints
    hashes: Hashes
    numbers: Ints

    @property
    def name(self) -> str:
        """What it is kept under: it never changes, for the same articles always make the same segment."""
        return f"fingerprints-{self.first:09d}-{len(self.articles):09d}"


def fingerprints(text: Text) -> Hashes:
    """The fingerprints of a text, each once; a short text keeps all of its runs, for one in four would be too few.

    >>> from onrecord.align.texts import read
    >>> len(fingerprints(read(Article("a", "Four people died when a ferry sank off Lisbon on Monday."))))
    7
    """
    runs = text.runs(settings.ALIGN_FINGERPRINT_WORDS)
    if text.size > settings.ALIGN_SHORT_TEXT_WORDS:
        runs = runs[runs % np.uint64(settings.ALIGN_FINGERPRINT_KEEP) == 0]
    runs = np.sort(runs)
    return runs[np.flatnonzero(np.diff(runs, prepend=~runs[:1]))]


class Index:
    """The fingerprints of the articles read before; their texts are asked of `text_of` when two are to be aligned."""

    def __init__(self, text_of: Callable[[str], Article]) -> None:
        self.shelf = Shelf(text_of)
        self.furniture = Furniture()
        self._segments: list[Segment] = []
        self._known: set[str] = set()
        self._articles: list[str] = []
        self._sizes: list[int] = []
        self._kept: frozenset[str] = frozenset()

    @staticmethod
    def fits(segments: Iterable[str], n_articles: int) -> bool:
        """Whether segments of these names have the fingerprints and the furniture of so many articles."""
        counted = {True: 0, False: 0}
        for name in segments:
            counted[name.startswith(furniture.NAME)] += int(name.rpartition("-")[2])
        return counted == {True: n_articles, False: n_articles}

    @classmethod
    def load(cls, segments: Mapping[str, bytes], text_of: Callable[[str], Article]) -> "Index":
        """The index whose `segments` were kept."""
        index = cls(text_of)
        index.furniture = Furniture.load(segments)
        for name in sorted(name for name in segments if not name.startswith(furniture.NAME)):
            segment = _unpack(segments[name])
            index._segments.append(segment)
            index._number(segment.articles, segment.sizes)
        index._kept = frozenset(segments)
        return index

    def __contains__(self, article: str) -> bool:
        return article in self._known

    def __len__(self) -> int:
        return len(self._articles)

    def segments(self) -> Mapping[str, bytes]:
        """All that must be kept for `load`, by name."""
        return {**self.furniture.segments(), **{segment.name: _pack(segment) for segment in self._segments}}

    def changes(self) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
        """The segments that are new since the last call (or since `load`), and the names of those that are gone."""
        names = self.furniture.names.union(segment.name for segment in self._segments)
        new = {segment.name: _pack(segment) for segment in self._segments if segment.name not in self._kept}
        new |= self.furniture.changes(self._kept)
        gone = tuple(sorted(self._kept - names))
        self._kept = frozenset(names)
        return new, gone

    def add(self, texts: Sequence[Text]) -> list[tuple[str, str]]:
        """Keep a batch of new texts; the pairs of articles, of which one is new, that share enough fingerprints."""
        if not texts:
            return []
        self.furniture.add(texts)
        marks = [fingerprints(text) for text in texts]
        counts = np.array([len(held) for held in marks], dtype=np.int64)
        first = len(self)
        self._number([text.article.id for text in texts], counts)
        numbers = np.repeat(np.arange(first, len(self)), counts)
        hashes = np.concatenate(marks)
        order = np.lexsort((numbers, hashes))
        hashes, numbers = hashes[order], numbers[order]
        new = Segment(first, tuple(self._articles[first:]), np.array(self._sizes[first:]), hashes, numbers)
        places = [_places(segment.hashes, hashes) for segment in self._segments]
        within = np.arange(len(hashes)) - np.searchsorted(hashes, hashes, "left")
        # how many earlier articles have each, up to the cap: "told reporters on Monday that" has many
        earlier = sum((count for _, count in places), within)
        free, rare = earlier < settings.ALIGN_POSTINGS, earlier < settings.ALIGN_RARE_ARTICLES
        new = new._replace(hashes=hashes[free], numbers=numbers[free])
        places.append(_places(new.hashes, hashes))
        self._segments.append(new)
        met = [_meetings(numbers, rare, *found) for found in zip(self._segments, places, strict=True)]
        self._merge()
        pairs = _chosen(
            np.concatenate([pair for pair, _ in met]), np.concatenate([flag for _, flag in met]), self._sizes
        )
        return [self._ids(*pair) for pair in pairs]

    def _ids(self, a: int, b: int) -> tuple[str, str]:
        left, right = sorted((self._articles[a], self._articles[b]))
        return left, right

    def _number(self, articles: Sequence[str], sizes: Ints) -> None:
        for article, size in zip(articles, sizes.tolist(), strict=True):
            self._known.add(article)
            self._articles.append(article)
            self._sizes.append(size)

    def _merge(self) -> None:
        """Merge the last segments while the one before is not much larger: few segments, each written again seldom."""
        while len(self._segments) > 1:
            left, right = self._segments[-2:]
            if len(left.articles) >= settings.ALIGN_SEGMENT_RATIO * len(right.articles):
                return
            self._segments[-2:] = [_merged(left, right)]


def _places(hashes: Hashes, wanted: Hashes) -> tuple[Ints, Ints]:
    """Where each of the wanted fingerprints begins, and how often it is there."""
    first = np.searchsorted(hashes, wanted, "left")
    return first, np.searchsorted(hashes, wanted, "right") - first


def _meetings(numbers: Ints, rare: Flags, segment: Segment, places: tuple[Ints, Ints]) -> tuple[Ints, Flags]:
    """For each fingerprint shared with an earlier article: the numbers of both in one, and whether it is rare."""
    first, count = places
    earlier, later = segment.numbers[steps(first, count)], np.repeat(numbers, count)
    older = earlier < later
    return np.asarray((later[older] << 32) | earlier[older]), np.repeat(rare, count)[older]


def _chosen(pairs: Ints, rare: Flags, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The numbers of the pairs that share enough: for each later article the earlier ones with which it shares most.

    Enough is a few rare fingerprints, or a good part of the smaller article's: a report that a hundred papers print has
    none that is rare.
    """
    packed, place, shared = np.unique(pairs, return_inverse=True, return_counts=True)
    later, earlier = packed >> 32, packed & 0xFFFFFFFF
    held = np.array(sizes)
    smaller = np.minimum(held[later], held[earlier])
    rares = np.bincount(place, weights=rare, minlength=len(packed))
    enough = (rares >= settings.ALIGN_SHARED_FINGERPRINTS) & (shared >= settings.ALIGN_SHARED_PART * smaller)
    enough |= shared >= settings.ALIGN_COMMON_PART * smaller
    packed, shared, later, earlier = packed[enough], shared[enough], later[enough], earlier[enough]
    order = np.lexsort((earlier, -shared, later))
    seen: dict[int, int] = {}
    for at in order.tolist():
        number = int(later[at])
        seen[number] = seen.get(number, 0) + 1
        if seen[number] <= settings.ALIGN_CANDIDATES:
            yield int(earlier[at]), number


def _merged(left: Segment, right: Segment) -> Segment:
    hashes = np.concatenate((left.hashes, right.hashes))
    numbers = np.concatenate((left.numbers, right.numbers))
    order = np.argsort(hashes, kind="stable")
    sizes = np.concatenate((left.sizes, right.sizes))
    return Segment(left.first, left.articles + right.articles, sizes, hashes[order], numbers[order])


def _pack(segment: Segment) -> bytes:
    head = json.dumps({"first": segment.first, "articles": segment.articles, "sizes": segment.sizes.tolist()}).encode()
    parts = (len(head).to_bytes(8, "little"), head, segment.hashes.astype("<u8").tobytes())
    return b"".join((*parts, segment.numbers.astype("<u4").tobytes()))


def _unpack(packed: bytes) -> Segment:
    start = 8 + int.from_bytes(packed[:8], "little")
    head = json.loads(packed[8:start])
    count = (len(packed) - start) // 12
    hashes = np.frombuffer(packed, dtype="<u8", count=count, offset=start).astype(np.uint64)
    numbers = np.frombuffer(packed, dtype="<u4", count=count, offset=start + 8 * count).astype(np.int64)
    return Segment(head["first"], tuple(head["articles"]), np.array(head["sizes"], dtype=np.int64), hashes, numbers)

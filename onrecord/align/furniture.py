"""Furniture: what a stream of articles repeats though nobody copied it, known from all articles read so far.

A newsletter form stands on a thousand pages of one publisher, a list of countries on pages of all years, "tested
positive for the virus" in a hundred reports of a spring. Kept are no texts, only hashes: of a publisher's paragraphs,
each with the weeks in which it was printed, and of one run of words in a few, with the months. As in the index of
fingerprints these are sorted numpy segments that never change: a batch makes a new one, small ones are merged.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from onrecord import settings
from onrecord.align.precedence import newsroom_of
from onrecord.align.texts import Flags, Hashes, Ints, Text
from onrecord.schema import Article

NAME = "furniture-"
"""How the names of its segments begin, under which an archive keeps them."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_BITS = 64
_DAYS = 7


class Segment(NamedTuple):
    """What `size` articles, number `first` and those after it, have: by key its periods (a bit each) and articles."""

    first: int
    size: int
    keys: Hashes
    periods: Hashes
    counts: Ints

    @property
    def name(self) -> str:
        """What it is kept under: it never changes."""
        return f"{NAME}{self.first:09d}-{self.size:09d}"


class Marks(NamedTuple):
    """The keys of a text with the words that they stand for: its paragraphs first, then some of its runs."""

    keys: Hashes
    starts: Ints
    ends: Ints
    lines: int


class Repeated(NamedTuple):
    """Which words of a text stand in paragraphs that its publisher repeats, and which in runs of many months."""

    lines: Flags
    runs: Flags


class Furniture:
    """What repeats in the articles read so far."""

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self._segments = sorted(segments, key=lambda segment: segment.first)

    @classmethod
    def of(cls, texts: Iterable[Text]) -> "Furniture":
        """What repeats in some texts."""
        found = cls()
        found.add(list(texts))
        return found

    @classmethod
    def load(cls, segments: Mapping[str, bytes]) -> "Furniture":
        """From the segments that were kept, among which there may be others."""
        return cls(_unpack(packed) for name, packed in segments.items() if name.startswith(NAME))

    def segments(self) -> Mapping[str, bytes]:
        """All that must be kept for `load`, by name."""
        return {segment.name: _pack(segment) for segment in self._segments}

    def changes(self, kept: frozenset[str]) -> Mapping[str, bytes]:
        """The segments that are not yet `kept`."""
        return {segment.name: _pack(segment) for segment in self._segments if segment.name not in kept}

    @property
    def names(self) -> frozenset[str]:
        """The names of all segments."""
        return frozenset(segment.name for segment in self._segments)

    def add(self, texts: Sequence[Text]) -> None:
        """Count a batch of new texts."""
        if not texts:
            return
        held = [_counted(text) for text in texts]
        first = sum(segment.size for segment in self._segments)
        keys, periods = (np.concatenate(columns) for columns in zip(*held, strict=True))
        self._segments.append(_summed(first, len(texts), keys, periods, np.ones(len(keys), dtype=np.int64)))
        while len(self._segments) > 1:
            left, right = self._segments[-2:]
            if left.size >= settings.ALIGN_SEGMENT_RATIO * right.size:
                return
            both = (np.concatenate(columns) for columns in zip(left[2:], right[2:], strict=True))
            self._segments[-2:] = [_summed(left.first, left.size + right.size, *both)]

    def repeated(self, text: Text) -> Repeated:
        """Which words of a text are repeated."""
        marks = _marks(text)
        house = _house(text.article)
        asked = np.append(marks.keys, np.uint64(house or 0))
        counts, periods = self._known(asked)
        pages = int(counts[-1]) if house else 0
        seen, often = np.bitwise_count(periods[:-1]), counts[:-1]
        n = marks.lines
        lines = (often[:n] >= settings.ALIGN_FURNITURE_ARTICLES) & (seen[:n] >= settings.ALIGN_FURNITURE_WEEKS)
        lines |= often[:n] >= settings.ALIGN_FURNITURE_ANYWAY
        if pages >= settings.ALIGN_FURNITURE_PAGES:
            least = max(settings.ALIGN_FURNITURE_ARTICLES, settings.ALIGN_FURNITURE_SHARE * pages)
            lines |= often[:n] >= least
        runs = seen[n:] >= settings.ALIGN_FURNITURE_MONTHS
        return Repeated(
            _covered(text.size, marks.starts[:n][lines], marks.ends[:n][lines]),
            _covered(text.size, *_joined(marks.starts[n:], marks.ends[n:], runs)),
        )

    def _known(self, keys: Hashes) -> tuple[Ints, Hashes]:
        counts, periods = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.uint64)
        for segment in self._segments:
            if not len(segment.keys):  # a few short texts without a publisher have none
                continue
            at = np.minimum(np.searchsorted(segment.keys, keys), len(segment.keys) - 1)
            found = segment.keys[at] == keys
            counts[found] += segment.counts[at[found]]
            periods[found] |= segment.periods[at[found]]
        return counts, periods


@lru_cache(maxsize=settings.ALIGN_BATCH)
def _marks(text: Text) -> Marks:
    """The keys of a text; a text without a publisher has none for its paragraphs."""
    runs = text.runs(settings.ALIGN_FINGERPRINT_WORDS)
    at = np.flatnonzero(runs % np.uint64(settings.ALIGN_FURNITURE_KEEP) == 0)
    house = _house(text.article)
    starts, ends = _paragraphs(text) if house else (at[:0], at[:0])
    return Marks(
        np.concatenate((_paragraph_keys(text, starts, ends, house or 0), runs[at])),
        np.concatenate((starts, at)),
        np.concatenate((ends, at + settings.ALIGN_FINGERPRINT_WORDS)),
        len(starts),
    )


def _paragraphs(text: Text) -> tuple[Ints, Ints]:
    """The words at which paragraphs begin and end, those left out that are too short to be prose anyway."""
    codes = np.frombuffer(text.article.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lines = np.flatnonzero(codes == ord("\n"))
    edges = np.concatenate(([0], np.searchsorted(text.words.starts, lines), [text.size]))  # in order, some twice
    long = np.diff(edges) >= settings.ALIGN_SHORT_PARAGRAPH_WORDS
    return edges[:-1][long], edges[1:][long]


def _paragraph_keys(text: Text, starts: Ints, ends: Ints, house: int) -> Hashes:
    """One hash for each paragraph of a publisher, of its words and their places in it."""
    with np.errstate(over="ignore"):
        places = np.arange(1, text.size + 1, dtype=np.uint64)
        plain, placed = _sums(text.words.hashes), _sums(text.words.hashes * places)
        keys = placed[ends] - placed[starts] - starts.astype(np.uint64) * (plain[ends] - plain[starts])
        keys = (keys ^ np.uint64(house)) * _SPREAD
        keys ^= keys >> np.uint64(29)
    return np.asarray(keys)


def _sums(values: Hashes) -> Hashes:
    return np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(values, dtype=np.uint64)))


def _counted(text: Text) -> tuple[Hashes, Hashes]:
    """The keys of a text, each once, with the period in which it was printed: a week for a paragraph, else a month."""
    marks = _marks(text)
    week, month = _periods(text.article.published or "")
    house = _house(text.article)
    keys = np.append(marks.keys, [np.uint64(house)] if house else marks.keys[:0])
    periods = np.full(len(keys), month, dtype=np.uint64)
    periods[: marks.lines] = week
    keys, at = np.unique(keys, return_index=True)
    return keys, periods[at]


@lru_cache(maxsize=4096)
def _periods(published: str) -> tuple[int, int]:
    """The bit of the week and the bit of the month of a day; none for an article without one."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return 0, 0
    return 1 << day.toordinal() // _DAYS % _BITS, 1 << (12 * day.year + day.month) % _BITS


def _house(article: Article) -> int | None:
    newsroom = newsroom_of(article)
    return _hashed(newsroom) if newsroom else None


@lru_cache(maxsize=4096)
def _hashed(newsroom: str) -> int:
    return int.from_bytes(blake2b(newsroom.encode(), digest_size=8).digest(), "little")


def _joined(starts: Ints, ends: Ints, repeated: Flags) -> tuple[Ints, Ints]:
    """The repeated runs, and the words between two of them that follow each other: not every run is kept."""
    between = repeated[1:] & repeated[:-1] & (starts[1:] - ends[:-1] <= settings.ALIGN_FURNITURE_GAP)
    reach = ends.copy()
    reach[:-1][between] = np.maximum(ends[:-1], starts[1:])[between]
    return starts[repeated], reach[repeated]


def _covered(size: int, starts: Ints, ends: Ints) -> Flags:
    steps = np.zeros(size + 1, dtype=np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    return np.asarray(np.cumsum(steps[:-1]) > 0)


def _summed(first: int, size: int, keys: Hashes, periods: Hashes, counts: Ints) -> Segment:
    """One segment, each key once; of too many keys those that the fewest articles have are forgotten."""
    order = np.argsort(keys, kind="stable")
    keys, periods, counts = keys[order], periods[order], counts[order]
    edges = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
    keys, periods, counts = keys[edges], np.bitwise_or.reduceat(periods, edges), np.add.reduceat(counts, edges)
    least = 1
    while len(keys) > settings.ALIGN_FURNITURE_KEYS:
        held = counts > least
        keys, periods, counts, least = keys[held], periods[held], counts[held], least + 1
    return Segment(first, size, keys, periods, counts)


def _pack(segment: Segment) -> bytes:
    head = json.dumps({"first": segment.first, "size": segment.size, "keys": len(segment.keys)}).encode()
    columns = segment.keys.astype("<u8"), segment.periods.astype("<u8"), segment.counts.astype("<u4")
    return b"".join((len(head).to_bytes(8, "little"), head, *(column.tobytes() for column in columns)))


def _unpack(packed: bytes) -> Segment:
    at = 8 + int.from_bytes(packed[:8], "little")
    head = json.loads(packed[8:at])
    count = head["keys"]
    keys = np.frombuffer(packed, "<u8", count, at).astype(np.uint64)
    periods = np.frombuffer(packed, "<u8", count, at + 8 * count).astype(np.uint64)
    counts = np.frombuffer(packed, "<u4", count, at + 16 * count).astype(np.int64)
    return Segment(head["first"], head["size"], keys, periods, counts)

"""What an index keeps of the latest articles and of their stories: bounded, read as stories, and saved in segments."""

import zlib
from collections import defaultdict
from collections.abc import Container, Mapping
from typing import Self

import msgspec
import numpy as np

from onrecord import settings
from onrecord.cluster.features import Features, Frequencies
from onrecord.cluster.neighbours import Neighbour, Postings, sought_of
from onrecord.cluster.segments import STATE, STORIES, Card, Row, in_time, packed, segment_name, unpacked
from onrecord.schema import Story

_Stories = tuple[dict[str, list[tuple[int, Card]]], list[tuple[int, Card, tuple[int, ...]]]]


class Window:
    """The latest articles by number, the stories that have any of them, and the round-ups anchored to them.

    What the index of a stream stands on: nothing here decides where an article goes.
    """

    def __init__(self) -> None:
        self._frequencies, self._postings = Frequencies(), Postings()
        self._next = self._saved = 0
        self._features: dict[int, Features] = {}
        self._chances: dict[int, tuple[Neighbour, ...]] = {}
        self._ties: dict[int, tuple[int, ...]] = {}
        self._cards: dict[int, Card] = {}
        self._members: dict[str, list[int]] = {}
        self._story_of: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._anchors: dict[int, tuple[int, ...]] = {}
        self._attached: dict[int, list[int]] = defaultdict(list)

    @property
    def _oldest(self) -> int:
        return max(0, self._next - settings.CLUSTER_KEPT)

    # Articles

    def _keep(self, number: int, card: Card) -> None:
        self._cards[number] = card
        self._numbers[card.id] = number

    def _attach(self, number: int, anchors: tuple[int, ...]) -> set[str]:
        """A round-up goes where the articles that it is anchored to go; it is nobody's neighbour.

        Of those that it is anchored to some may be too old to be kept: it still tells several stories.
        """
        self._anchors[number] = anchors
        living = [anchor for anchor in anchors if anchor in self._story_of]
        for anchor in living:
            self._attached[anchor].append(number)
        return {self._story_of[anchor] for anchor in living}

    def _forget(self, number: int) -> None:
        """The features of an article too old to be a neighbour go; so does a story that has no other article."""
        if self._features.pop(number, None):
            self._chances.pop(number, None)
            self._ties.pop(number, None)
            story = self._story_of[number]
            if all(member not in self._features for member in self._members[story]):
                for member in self._members.pop(story):
                    del self._story_of[member]
                    self._drop(member)
                    for round_up in self._attached.pop(member, ()):
                        if not any(anchor in self._story_of for anchor in self._anchors[round_up]):
                            self._forget_round_up(round_up)

    def _forget_round_up(self, number: int) -> None:
        del self._anchors[number]
        self._drop(number)

    def _drop(self, number: int) -> None:
        del self._numbers[self._cards.pop(number).id]

    # Stories

    def story_ids(self) -> set[str]:
        """The stories that a new article can still join."""
        return set(self._members)

    def story(self, story: str) -> Story:
        """A story with all its articles, by when they were published, then id."""
        members = self._members[story]
        round_ups = {number for member in members for number in self._attached.get(member, ())}
        several = {self._cards[number].id for number in round_ups if len(self._stories_of(number)) > 1}
        cards = sorted((self._cards[n] for n in {*members, *round_ups}), key=in_time)
        own = [card for card in cards if card.id not in several]
        days = sorted(card.published for card in own if card.published)
        headline = next((card.headline for card in own if card.headline), None)
        first, last = (days[0], days[-1]) if days else (None, None)
        told = tuple(card.id for card in cards)
        return Story(story, headline, told, tuple(id_ for id_ in told if id_ in several), first, last)

    def _stories_of(self, round_up: int) -> set[str | None]:
        """The stories that a round-up tells; those that are kept no more are one of them."""
        return {self._story_of.get(anchor) for anchor in self._anchors[round_up]}

    # What is saved

    def segments(self) -> dict[str, bytes]:
        """All that is needed to go on, by name."""
        first, last = self._oldest // settings.CLUSTER_SEGMENT, (self._next - 1) // settings.CLUSTER_SEGMENT
        return {STATE: self._state(), STORIES: self._kept_stories()} | {
            segment_name(at): self._articles(at) for at in range(first, last + 1)
        }

    def changes(self) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """The segments that are new or changed since the last call or load, and the names of those that are gone."""
        if self._next == self._saved:
            return {}, ()
        size, oldest_saved = settings.CLUSTER_SEGMENT, max(0, self._saved - settings.CLUSTER_KEPT)
        changed = range(max(self._saved, self._oldest) // size, (self._next - 1) // size + 1)
        gone = tuple(segment_name(at) for at in range(oldest_saved // size, self._oldest // size))
        self._saved = self._next
        kept = {STATE: self._state(), STORIES: self._kept_stories()}
        return kept | {segment_name(at): self._articles(at) for at in changed}, gone

    @staticmethod
    def fits(segments: Container[str], n_articles: int) -> bool:
        """Whether segments of these names are of this version; they are of so many articles."""
        return STATE in segments or not n_articles

    @classmethod
    def load(cls, segments: Mapping[str, bytes]) -> Self:
        """An index that goes on where the one whose segments these are stood."""
        index = cls()
        if STATE in segments:
            index._next, counted, counts = msgspec.msgpack.decode(segments[STATE], type=tuple[int, float, bytes])
            index._saved = index._next
            table = np.frombuffer(zlib.decompress(counts), dtype="<f4").astype(np.float32)
            index._frequencies = Frequencies(table, counted)
            index._load_stories(segments[STORIES])
            for name in sorted(segments.keys() - {STATE, STORIES}):
                index._load_articles(segments[name])
        return index

    def _state(self) -> bytes:
        counts = zlib.compress(self._frequencies.counts.astype("<f4").tobytes(), 1)
        return msgspec.msgpack.encode((self._next, self._frequencies.stories, counts))

    def _kept_stories(self) -> bytes:
        rows = {story: [(n, self._cards[n]) for n in members] for story, members in sorted(self._members.items())}
        told = [(n, self._cards[n], anchors) for n, anchors in sorted(self._anchors.items())]
        return msgspec.msgpack.encode((rows, told))

    def _load_stories(self, content: bytes) -> None:
        kept, told = msgspec.msgpack.decode(content, type=_Stories)
        for story, rows in kept.items():
            self._members[story] = [number for number, _ in rows]
            for number, card in rows:
                self._keep(number, card)
                self._story_of[number] = story
        for number, card, anchors in told:
            self._keep(number, card)
            self._attach(number, anchors)

    def _articles(self, at: int) -> bytes:
        numbers = range(at * settings.CLUSTER_SEGMENT, (at + 1) * settings.CLUSTER_SEGMENT)
        kept = [number for number in numbers if number in self._features]
        return msgspec.msgpack.encode([(n, self._chances[n], self._ties[n], packed(self._features[n])) for n in kept])

    def _load_articles(self, content: bytes) -> None:
        for number, near, tied, kept in msgspec.msgpack.decode(content, type=list[Row]):
            if number >= self._oldest:
                self._chances[number], self._ties[number] = tuple(near), tied
                self._features[number] = unpacked(kept)
                self._postings.add(number, sought_of(self._features[number].views))

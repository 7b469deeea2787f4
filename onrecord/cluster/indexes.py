"""What is kept of a stream of articles, so that the next ones join its stories: bounded, and saved in segments."""

import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import settings
from onrecord.cluster import stories
from onrecord.cluster.features import Features, Frequencies, View, Weights, features
from onrecord.cluster.neighbours import Neighbour, Postings, chances, evidence
from onrecord.schema import Article, Story, content_id

_STATE, _STORIES = "state", "stories"

Shared = tuple[str, int]
"""An article (its id), and the characters of it that another one prints too."""

Judge = Callable[[str, Sequence[str], NDArray[np.float32]], NDArray[np.float64]]
"""The chances that an article (its id) tells the story of each of some others, from the evidence of each pair."""


def by_evidence(_: str, __: Sequence[str], rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The judge of every command: who the two articles are tells nothing. A measurement brings its own."""
    return chances(rows)


def is_reprint(characters: int, shorter: int, longer: int) -> bool:
    """Most of the shorter text, and not only one item of many in the longer one.

    >>> is_reprint(900, 1000, 1500), is_reprint(300, 1000, 1500), is_reprint(300, 300, 9000)
    (True, False, False)
    """
    return characters >= settings.CLUSTER_TIE * shorter and characters >= settings.CLUSTER_ITEM * longer


class Card(NamedTuple):
    """What a story tells of one of its articles, and how many characters it has."""

    id: str
    published: str | None
    headline: str | None
    length: int


class Index:
    """The latest articles with their features, the stories that have any of them, and how rare words are.

    Articles are numbered as they come. `dropped` are the ids of the stories that the last `assign` merged into others.
    """

    def __init__(self, *, judge: Judge = by_evidence) -> None:
        self.dropped: tuple[str, ...] = ()
        self._judge = judge
        self._frequencies, self._postings = Frequencies(), Postings()
        self._next = self._saved = 0
        self._features: dict[int, Features] = {}
        self._chances: dict[int, tuple[Neighbour, ...]] = {}
        self._ties: dict[int, tuple[int, ...]] = {}
        self._cards: dict[int, Card] = {}
        self._members: dict[str, list[int]] = {}
        self._story_of: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    @property
    def _oldest(self) -> int:
        return max(0, self._next - settings.CLUSTER_KEPT)

    # One article

    def add(self, article: Article, copies: Iterable[Shared] = ()) -> set[str]:
        """Puts one more article into a story; the ids of the stories that this made, changed or merged away.

        `copies`: the articles that it shares text with. It is in the story of each that it is a reprint of.
        """
        if article.id in self._numbers:
            return set()
        number, (found, words) = self._next, features(article, self._frequencies)
        near, scores = self._postings.nearest(found, oldest=self._oldest, newest=number)
        self._ties[number] = tuple(sorted(set(self._tied(article, copies))))
        self._chances[number] = tuple(self._compared(article.id, found, near.tolist(), scores))
        self._features[number] = found
        self._cards[number] = Card(article.id, article.published, article.headline, len(article.text))
        self._numbers[article.id] = number
        self._postings.add(number, found)
        self._next += 1
        changed = self._place(number)
        self._frequencies.add(words, 1 / len(self._members[self._story_of[number]]))
        self._forget(self._oldest - 1)
        return changed

    def _tied(self, article: Article, copies: Iterable[Shared]) -> Iterator[int]:
        """The earlier version of an article, however it was rewritten, and what it reprints, whatever is around it."""
        for earlier, characters in [(article.revision_of or "", None), *copies]:
            number = self._numbers.get(earlier)
            if number is None or number not in self._features:
                continue
            lengths = sorted((len(article.text), self._cards[number].length))
            if characters is None or is_reprint(characters, *lengths):
                yield number

    def _compared(self, article: str, found: Features, near: list[int], scores: Weights) -> Iterator[Neighbour]:
        """The neighbours with their chances."""
        if near:
            rows = evidence(found, [self._features[number] for number in near], scores)
            judged = self._judge(article, [self._cards[number].id for number in near], rows)
            for number, chance in zip(near, judged, strict=True):
                yield Neighbour(number, round(float(chance), 4))

    def _place(self, number: int) -> set[str]:
        """Groups the new article and the stories near it anew; a story keeps the id that most of its articles had."""
        before = {story: self._members.pop(story) for story in self._near(number)}
        latest = {story: self._latest(members) for story, members in before.items()}
        numbers = sorted([number, *chain(*latest.values())])
        among = frozenset(numbers)
        ties = [(one, other) for one in numbers for other in self._ties[one] if other in among]
        found = stories.groups(numbers, self._chances, ties)
        names = stories.names_of(found, self._story_of)
        named = [name or self._new_id(group, before) for group, name in zip(found, names, strict=True)]
        for group, story in zip(found, named, strict=True):
            self._members[story] = group
            self._story_of.update(dict.fromkeys(group, story))
        for story, members in before.items():
            self._follow(story, members[: len(members) - len(latest[story])], latest[story])
        return {story for story in {*before, *named} if before.get(story) != self._members.get(story)}

    def _near(self, number: int) -> list[str]:
        """The stories that a new article may belong to: those that it is tied to, then the likeliest."""
        neighbours = self._chances[number]
        likely = max((chance for _, chance in neighbours), default=0.0) >= settings.CLUSTER_CUT
        tied = [self._story_of[other] for other in self._ties[number]]
        near = stories.near_stories(neighbours, self._story_of) if likely else []
        return list(dict.fromkeys([*tied, *near]))[: settings.CLUSTER_NEAR_STORIES]

    def _latest(self, members: list[int]) -> list[int]:
        return [number for number in members[-settings.CLUSTER_MEMBERS :] if number in self._features]

    def _new_id(self, group: list[int], before: Container[str]) -> str:
        """The id of the first article's content; another one where a story has that already and lost the article."""
        first = self._cards[group[0]].id
        story, again = content_id(first), 1
        while story in self._members or story in before:
            story, again = content_id(first, again), again + 1
        return story

    def _follow(self, story: str, older: list[int], latest: list[int]) -> None:
        """The early articles of a long story are not grouped anew: they go where most of its later ones went."""
        if older:
            heir = story if story in self._members else Counter(self._story_of[n] for n in latest).most_common(1)[0][0]
            self._members[heir] = sorted(older + self._members[heir])
            self._story_of.update(dict.fromkeys(older, heir))

    def _forget(self, number: int) -> None:
        """The features of an article too old to be a neighbour go; so does a story that has no other article."""
        if self._features.pop(number, None):
            self._chances.pop(number, None)
            self._ties.pop(number, None)
            story = self._story_of[number]
            if all(member not in self._features for member in self._members[story]):
                for member in self._members.pop(story):
                    del self._story_of[member]
                    del self._numbers[self._cards.pop(member).id]

    # Stories

    def story_ids(self) -> set[str]:
        """The stories that a new article can still join."""
        return set(self._members)

    def story(self, story: str) -> Story:
        """A story with all its articles, by when they were published, then id."""
        cards = sorted((self._cards[n] for n in self._members[story]), key=in_time)
        days = sorted(card.published for card in cards if card.published)
        headline = next((card.headline for card in cards if card.headline), None)
        first, last = (days[0], days[-1]) if days else (None, None)
        return Story(story, headline, tuple(card.id for card in cards), (), first, last)

    # What is saved

    def segments(self) -> dict[str, bytes]:
        """All that is needed to go on, by name."""
        first, last = self._oldest // settings.CLUSTER_SEGMENT, (self._next - 1) // settings.CLUSTER_SEGMENT
        return {_STATE: self._state(), _STORIES: self._kept_stories()} | {
            _segment_name(at): self._articles(at) for at in range(first, last + 1)
        }

    def changes(self) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """The segments that are new or changed since the last call or load, and the names of those that are gone."""
        if self._next == self._saved:
            return {}, ()
        size, oldest_saved = settings.CLUSTER_SEGMENT, max(0, self._saved - settings.CLUSTER_KEPT)
        changed = range(max(self._saved, self._oldest) // size, (self._next - 1) // size + 1)
        gone = tuple(_segment_name(at) for at in range(oldest_saved // size, self._oldest // size))
        self._saved = self._next
        kept = {_STATE: self._state(), _STORIES: self._kept_stories()}
        return kept | {_segment_name(at): self._articles(at) for at in changed}, gone

    @classmethod
    def load(cls, segments: Mapping[str, bytes]) -> Self:
        """An index that goes on where the one whose segments these are stood."""
        index = cls()
        if _STATE in segments:
            index._next, counted, counts = msgspec.msgpack.decode(segments[_STATE], type=tuple[int, float, bytes])
            index._saved = index._next
            table = np.frombuffer(zlib.decompress(counts), dtype="<f4").astype(np.float32)
            index._frequencies = Frequencies(table, counted)
            index._load_stories(segments[_STORIES])
            for name in sorted(segments.keys() - {_STATE, _STORIES}):
                index._load_articles(segments[name])
        return index

    def _state(self) -> bytes:
        counts = zlib.compress(self._frequencies.counts.astype("<f4").tobytes(), 1)
        return msgspec.msgpack.encode((self._next, self._frequencies.stories, counts))

    def _kept_stories(self) -> bytes:
        rows = {story: [(n, self._cards[n]) for n in members] for story, members in sorted(self._members.items())}
        return msgspec.msgpack.encode(rows)

    def _load_stories(self, content: bytes) -> None:
        kept = msgspec.msgpack.decode(content, type=dict[str, list[tuple[int, Card]]])
        for story, rows in kept.items():
            self._members[story] = [number for number, _ in rows]
            for number, card in rows:
                self._cards[number] = card
                self._numbers[card.id] = number
                self._story_of[number] = story

    def _articles(self, at: int) -> bytes:
        numbers = range(at * settings.CLUSTER_SEGMENT, (at + 1) * settings.CLUSTER_SEGMENT)
        kept = [number for number in numbers if number in self._features]
        return msgspec.msgpack.encode([(n, self._chances[n], self._ties[n], *_packed(self._features[n])) for n in kept])

    def _load_articles(self, content: bytes) -> None:
        for number, near, tied, day, views in msgspec.msgpack.decode(content, type=list[_Row]):
            if number >= self._oldest:
                self._chances[number], self._ties[number] = tuple(near), tied
                self._features[number] = _unpacked(day, views)
                self._postings.add(number, self._features[number])


_Row = tuple[int, list[Neighbour], tuple[int, ...], int | None, list[tuple[bytes, bytes, float]]]


def in_time(article: Card | Article) -> tuple[bool, str, str]:
    """The order in which articles are read: by when they were published, undated ones last, then by id."""
    return article.published is None, article.published or "", article.id


def _segment_name(at: int) -> str:
    return f"articles-{at:08}"


def _packed(found: Features) -> tuple[int | None, list[tuple[bytes, bytes, float]]]:
    views = [(v.buckets.astype("<i4").tobytes(), v.weights.astype("<f4").tobytes(), v.length) for v in found.views]
    return found.day, views


def _unpacked(day: int | None, views: list[tuple[bytes, bytes, float]]) -> Features:
    arrays = ((np.frombuffer(b, dtype="<i4"), np.frombuffer(w, dtype="<f4"), length) for b, w, length in views)
    return Features(tuple(View(*view) for view in arrays), day)

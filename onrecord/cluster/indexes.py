"""What is kept of a stream of articles, so that the next ones join its stories: bounded, and saved in segments."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord import settings
from onrecord.cluster import round_ups, stories
from onrecord.cluster.evidence import chances, evidence
from onrecord.cluster.features import Buckets, Features, Frequencies, Weights, features
from onrecord.cluster.neighbours import Neighbour, Postings, sought_of
from onrecord.cluster.segments import STATE, STORIES, Card, Row, in_time, packed, segment_name, unpacked
from onrecord.schema import Article, Story, content_id

_Stories = tuple[dict[str, list[tuple[int, Card]]], list[tuple[int, Card, tuple[int, ...]]]]

FORGOTTEN = -1
"""The number of an article that is kept no more, and was not counted."""

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
        self._anchors: dict[int, tuple[int, ...]] = {}
        self._attached: dict[int, list[int]] = defaultdict(list)

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
        number, tied = self._next, tuple(sorted(set(self._tied(article, copies))))
        gathers = round_ups.gathers(article)
        self._cards[number] = Card(article.id, article.published, article.headline, len(article.text), gathers)
        self._numbers[article.id] = number
        anchors = self._told(article) if gathers else ()  # before ties: its items are reprints of several stories
        self._next += 1
        changed = self._attach(number, anchors) if len(anchors) > 1 else self._enter(article, number, tied)
        self._forget(self._oldest - 1)
        return changed

    def restore(self, article: Article, told: Sequence[str], copies: Iterable[Shared] = ()) -> None:
        """Puts an article that is in stories already where it is: in the one of its story, a round-up into several."""
        number, tied = self._next, tuple(sorted(set(self._tied(article, copies))))
        gathers = round_ups.gathers(article)
        self._keep(number, Card(article.id, article.published, article.headline, len(article.text), gathers))
        self._next += 1
        if len(told) > 1:
            if not self._attach(number, tuple(self._members.get(story, [FORGOTTEN])[-1] for story in told)):
                self._forget_round_up(number)
        else:
            words = self._read(article, number, tied)
            self._members.setdefault(told[0], []).append(number)
            self._story_of[number] = told[0]
            self._frequencies.add(words, 1 / len(self._members[told[0]]))
        self._forget(self._oldest - 1)

    def _enter(self, article: Article, number: int, tied: tuple[int, ...]) -> set[str]:
        words = self._read(article, number, tied)
        changed = self._place(number)
        self._frequencies.add(words, 1 / len(self._members[self._story_of[number]]))
        return changed

    def _read(self, article: Article, number: int, tied: tuple[int, ...]) -> Buckets:
        """Keeps the features of an article and how likely its neighbours tell the same; its words, to be counted."""
        found, words = features(article, self._frequencies)
        sought = sought_of(found.views)
        near, scores = self._postings.nearest(sought, oldest=self._oldest, newest=number)
        found = found.among(scores)
        self._ties[number] = tied
        self._chances[number] = tuple(self._compared(article, found, near.tolist(), scores))
        self._features[number] = found
        self._postings.add(number, sought)
        return words

    def _told(self, article: Article) -> tuple[int, ...]:
        """Of each story that an item of a round-up tells, the article that is likest to the item."""
        anchors: dict[str, int] = {}
        for item in round_ups.items(article):
            found = features(item, self._frequencies)[0]
            near, scores = self._postings.nearest(sought_of(found.views), oldest=self._oldest, newest=self._next)
            pairs = self._compared(item, found.among(scores), near.tolist(), scores)
            fresh = (pair for pair in pairs if self._is_fresh(found, pair.number))
            best = max(fresh, key=lambda pair: pair.chance, default=None)
            if best and best.chance >= settings.CLUSTER_ITEM_CHANCE and not self._akin(best.number, anchors.values()):
                anchors.setdefault(self._story_of[best.number], best.number)
        return tuple(anchors.values())

    def _akin(self, number: int, others: Iterable[int]) -> bool:
        """Whether an article may tell the story of one of the others: two sides of one event are no two events."""
        pairs = [sorted((number, other), reverse=True) for other in others]
        likely = (chance for late, early in pairs for near, chance in self._chances[late] if near == early)
        return max(likely, default=0.0) > settings.CLUSTER_AKIN

    def _is_fresh(self, item: Features, number: int) -> bool:
        """A round-up tells the news of its days, not what happened in the same street a year ago."""
        other = self._features[number].day
        return item.day is None or other is None or item.day - other <= settings.CLUSTER_ITEM_DAYS

    def _attach(self, number: int, anchors: tuple[int, ...]) -> set[str]:
        """A round-up goes where the articles that it is anchored to go; it is nobody's neighbour.

        Of those that it is anchored to some may be too old to be kept: it still tells several stories.
        """
        self._anchors[number] = anchors
        living = [anchor for anchor in anchors if anchor in self._story_of]
        for anchor in living:
            self._attached[anchor].append(number)
        return {self._story_of[anchor] for anchor in living}

    def _tied(self, article: Article, copies: Iterable[Shared]) -> Iterator[int]:
        """The earlier version of an article, however it was rewritten, and what it reprints, whatever is around it."""
        for earlier, characters in [(article.revision_of or "", None), *copies]:
            number = self._numbers.get(earlier)
            if number is None or number not in self._features:
                continue
            lengths = sorted((len(article.text), self._cards[number].length))
            if characters is None or is_reprint(characters, *lengths):
                yield number

    def _compared(self, article: Article, found: Features, near: list[int], scores: Weights) -> Iterator[Neighbour]:
        """The neighbours with their chances; two blotters of one paper are alike, and tell of different weeks."""
        if near:
            rows = evidence(found, [self._features[number] for number in near], scores)
            judged = self._judge(article.id, [self._cards[number].id for number in near], rows)
            gathers = self._cards[self._numbers[article.id]].gathers
            for number, chance in zip(near, judged, strict=True):
                likely = 0.0 if gathers and self._cards[number].gathers else float(chance)
                yield Neighbour(number, round(likely, 4))

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

    def _keep(self, number: int, card: Card) -> None:
        self._cards[number] = card
        self._numbers[card.id] = number

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

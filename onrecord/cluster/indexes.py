"""The index of a stream: each next article joins the stories of the latest ones."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord import settings
from onrecord.cluster import round_ups, stories
from onrecord.cluster.evidence import chances, evidence
from onrecord.cluster.features import Buckets, Features, Weights, features
from onrecord.cluster.neighbours import Neighbour, sought_of
from onrecord.cluster.segments import Card
from onrecord.cluster.windows import Window
from onrecord.schema import Article, content_id

FORGOTTEN = -1
"""The number of an article that is kept no more, and was not counted."""

Shared = tuple[str, int]
"""An article (its id), and the characters of it that another one prints too."""

Judge = Callable[[str, Sequence[str], NDArray[np.float32]], NDArray[np.float64]]
"""The chances that an article (its id) tells the story of each of some others, from the evidence of each pair."""


def by_evidence(_: str, __: Sequence[str], rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The judge of every command: who the two articles are tells nothing. A measurement brings its own."""
    return chances(rows)


def carries_most_of(characters: int, shorter: int, longer: int) -> bool:
    """Whether an article carries most of another: of the shorter text, and not as one item of many in the longer one.

    >>> carries_most_of(900, 1000, 1500), carries_most_of(300, 1000, 1500), carries_most_of(300, 300, 9000)
    (True, False, False)
    """
    return characters >= settings.CLUSTER_TIE * shorter and characters >= settings.CLUSTER_ITEM * longer


class Index(Window):
    """The latest articles with their features, the stories that have any of them, and how rare words are.

    Articles are numbered as they come. `dropped` are the ids of the stories that the last `assign` merged into others.
    """

    def __init__(self, *, judge: Judge = by_evidence) -> None:
        super().__init__()
        self.dropped: tuple[str, ...] = ()
        self._judge = judge

    # One article

    def add(self, article: Article, copies: Iterable[Shared] = ()) -> set[str]:
        """Puts one more article into a story; the ids of the stories that this made, changed or merged away.

        `copies`: the articles that it shares text with. It is in the story of each that it carries most of.
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

    def _tied(self, article: Article, copies: Iterable[Shared]) -> Iterator[int]:
        """The earlier version of an article, however rewritten, and what it carries most of, whatever is around it."""
        for earlier, characters in [(article.revision_of or "", None), *copies]:
            number = self._numbers.get(earlier)
            if number is None or number not in self._features:
                continue
            lengths = sorted((len(article.text), self._cards[number].length))
            if characters is None or carries_most_of(characters, *lengths):
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

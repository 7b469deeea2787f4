"""From chances of pairs to stories: the new article and the stories near it are grouped anew, and only those."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord import settings
from onrecord.cluster.neighbours import Neighbour

Chances = Mapping[int, Sequence[Neighbour]]
"""For every article, by its number, the earlier articles that it was compared with."""


def groups(numbers: Sequence[int], chances: Chances, ties: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Articles put together by average linkage: two groups are one while the mean chance of their pairs is high enough.

    The mean is over all pairs, so that one article that is like two stories does not make one of them. The two sides of
    a tie (a reprint, a later version) are in one group, whatever their chance.

    >>> near = {1: [], 2: [Neighbour(1, 0.9)], 3: [Neighbour(2, 0.8), Neighbour(1, 0.1)], 4: [Neighbour(3, 0.9)]}
    >>> groups([1, 2, 3, 4], near)
    [[1, 2], [3, 4]]
    >>> groups([1, 2, 3, 4], near, [(3, 1)])
    [[1, 2, 3], [4]]
    """
    linkage = Linkage(numbers, pairs(numbers, chances))
    for one, other in ties:
        linkage.tie(one, other)
    return linkage.found()


def pairs(numbers: Sequence[int], chances: Chances) -> NDArray[np.float64]:
    """The chance of every pair of some articles, earlier ones first; -1 of an article with itself.

    A pair that was not compared is unlikely, but where the list of an article was full, others may be as like it as the
    last of the list: of 200 reports of one summit each was compared with 20. So the pair has `CLUSTER_TAIL` of
    the mean chance of the last few.
    """
    place = {number: at for at, number in enumerate(numbers)}
    likely = np.full((len(numbers), len(numbers)), -1.0)
    for at, number in enumerate(numbers):
        near = chances.get(number, ())
        likely[at, :at] = likely[:at, at] = _beyond(near)
        for other, chance in near:
            if (earlier := place.get(other)) is not None:
                likely[at, earlier] = likely[earlier, at] = chance
    return likely


def _beyond(near: Sequence[Neighbour]) -> float:
    """The chance that an article tells the story of one that is less like it than all of these."""
    if len(near) < settings.CLUSTER_NEIGHBOURS:
        return settings.CLUSTER_UNKNOWN_PAIR
    last = [chance for _, chance in near[-settings.CLUSTER_LAST :]]
    return max(settings.CLUSTER_UNKNOWN_PAIR, settings.CLUSTER_TAIL * sum(last) / len(last))


class Linkage:
    """Groups that become fewer: the two whose pairs have the highest mean chance are one next."""

    def __init__(self, numbers: Sequence[int], likely: NDArray[np.float64]) -> None:
        self._groups = [[number] for number in numbers]
        self._place = {number: at for at, number in enumerate(numbers)}
        self._likely = likely
        self._best = likely.max(axis=1) if len(numbers) else likely[:, 0]

    def tie(self, one: int, other: int) -> None:
        """The groups of two articles are one, however unlikely."""
        here, there = sorted((self._place[one], self._place[other]))
        if here != there:
            self._join(here, there)

    def found(self) -> list[list[int]]:
        """The groups when no two are likely enough to be one."""
        while len(self._groups) > 1:
            one = int(self._best.argmax())
            if self._best[one] < settings.CLUSTER_CUT:
                break
            self._join(*sorted((one, int(self._likely[one].argmax()))))
        return [sorted(group) for group in self._groups if group]

    def _join(self, one: int, other: int) -> None:
        likely, here, there = self._likely, len(self._groups[one]), len(self._groups[other])
        stale = (self._best == likely[:, one]) | (self._best == likely[:, other])
        likely[one] = likely[:, one] = (likely[one] * here + likely[other] * there) / (here + there)
        likely[other], likely[:, other], likely[one, one] = -1, -1, -1
        likely[one, other] = likely[other, one] = -1
        self._best = np.maximum(self._best, likely[:, one])
        stale[one] = stale[other] = True
        self._best[stale] = likely[stale].max(axis=1)
        self._place.update(dict.fromkeys(self._groups[other], one))
        self._groups[one] += self._groups[other]
        self._groups[other] = []


def near_stories(neighbours: Iterable[Neighbour], story_of: Mapping[int, str]) -> list[str]:
    """The stories that a new article may belong to: those of its likeliest neighbours.

    >>> near_stories([Neighbour(1, 0.5), Neighbour(2, 0.01), Neighbour(3, 0.7)], {1: "fire", 2: "fair", 3: "flood"})
    ['flood', 'fire']
    """
    best: dict[str, float] = defaultdict(float)
    for number, chance in neighbours:
        best[story_of[number]] = max(best[story_of[number]], chance)
    likely = sorted((-chance, story) for story, chance in best.items() if chance > settings.CLUSTER_UNKNOWN_PAIR)
    return [story for _, story in likely[: settings.CLUSTER_NEAR_STORIES]]


def names_of(found: Sequence[Sequence[int]], story_of: Mapping[int, str]) -> list[str | None]:
    """For every group the id of the story that most of it had; None is a new story. No two groups have one id.

    >>> names_of([[1, 2, 5], [3], [4]], {1: "fire", 2: "fire", 3: "fire", 4: "fair"})
    ['fire', None, 'fair']
    """
    shares = [
        (-count, min(group), at, story)
        for at, group in enumerate(found)
        for story, count in Counter(story_of[n] for n in group if n in story_of).items()
    ]
    names: list[str | None] = [None] * len(found)
    for _, _, at, story in sorted(shares):
        if names[at] is None and story not in names:
            names[at] = story
    return names

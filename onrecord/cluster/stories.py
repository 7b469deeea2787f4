"""From chances of pairs to stories: the new article and the stories near it are grouped anew, and only those."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from onrecord import settings
from onrecord.cluster.neighbours import Neighbour

Chances = Mapping[int, Sequence[Neighbour]]
"""For every article, by its number, the earlier articles that it was compared with."""


def groups(numbers: Sequence[int], chances: Chances) -> list[list[int]]:
    """Articles put together by average linkage: two groups are one while the mean chance of their pairs is high enough.

    The mean is over all pairs, so that one article that is like two stories does not make one of them. A pair that was
    never compared counts as unlikely.

    >>> near = {1: [], 2: [Neighbour(1, 0.9)], 3: [Neighbour(2, 0.8), Neighbour(1, 0.1)], 4: [Neighbour(3, 0.9)]}
    >>> groups([1, 2, 3, 4], near)
    [[1, 2], [3, 4]]
    """
    place = {number: at for at, number in enumerate(numbers)}
    likely = np.full((len(numbers), len(numbers)), settings.CLUSTER_UNKNOWN_PAIR)
    for number, at in place.items():
        for other, chance in chances.get(number, ()):
            if other in place:
                likely[at, place[other]] = likely[place[other], at] = chance
    np.fill_diagonal(likely, -1)
    found = [[number] for number in numbers]
    while len(numbers) > 1:
        one, other = sorted(divmod(int(likely.argmax()), len(numbers)))
        if likely[one, other] < settings.CLUSTER_CUT:
            break
        here, there = len(found[one]), len(found[other])
        mean = (likely[one] * here + likely[other] * there) / (here + there)
        likely[one], likely[:, one], likely[one, one] = mean, mean, -1
        likely[other], likely[:, other] = -1, -1
        found[one] += found[other]
        found[other] = []
    return [sorted(group) for group in found if group]


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

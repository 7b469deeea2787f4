"""Segments: what is kept of an article, and how its features are written and read again."""

from typing import NamedTuple

import numpy as np

from onrecord.cluster import evidence
from onrecord.cluster.days import Days
from onrecord.cluster.features import Features, View
from onrecord.cluster.neighbours import Neighbour
from onrecord.schema import Article

Packed = tuple[list[tuple[bytes, bytes, float]], int | None, tuple[bytes, bytes, bytes, bytes], float, float]
Row = tuple[int, list[Neighbour], tuple[int, ...], Packed]
"""An article by its number: its neighbours, those it is tied to, its features."""


VERSION = f"2.{evidence.VERSION}"
"""Of what is written here, and of the weights by which the kept chances were told."""

STATE, STORIES = f"state-{VERSION}", "stories"


class Card(NamedTuple):
    """What a story tells of one of its articles, how many characters it has, and whether it gathers news."""

    id: str
    published: str | None
    headline: str | None
    length: int
    gathers: bool


def in_time(article: Card | Article) -> tuple[bool, str, str]:
    """The order in which articles are read: by when they were published, undated ones last, then by id."""
    return article.published is None, article.published or "", article.id


def segment_name(at: int) -> str:
    """The name of the segment with the articles of this hundred."""
    return f"articles-{at:08}"


def packed(found: Features) -> Packed:
    """Features as numbers and bytes, the same on every machine."""
    views = [(v.buckets.astype("<i4").tobytes(), v.weights.astype("<f4").tobytes(), v.length) for v in found.views]
    named, dated, month_days, years = (numbers.astype("<i4").tobytes() for numbers in found.said)
    return views, found.day, (named, dated, month_days, years), found.first, found.tenth


def unpacked(kept: Packed) -> Features:
    """The features that were packed."""
    views, day, said, first, tenth = kept
    arrays = (View(np.frombuffer(b, dtype="<i4"), np.frombuffer(w, dtype="<f4"), length) for b, w, length in views)
    return Features(tuple(arrays), day, Days(*(np.frombuffer(one, dtype="<i4") for one in said)), first, tenth)

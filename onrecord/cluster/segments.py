"""Segments: what is kept of an article, and how its features are written and read again."""

from typing import NamedTuple

import numpy as np

from onrecord.cluster.features import Features, View
from onrecord.cluster.neighbours import Neighbour
from onrecord.schema import Article

Packed = tuple[int | None, list[tuple[bytes, bytes, float]]]
Row = tuple[int, list[Neighbour], tuple[int, ...], int | None, list[tuple[bytes, bytes, float]]]
"""An article by its number: its neighbours, those it is tied to, its day, its views."""


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
    return found.day, views


def unpacked(day: int | None, views: list[tuple[bytes, bytes, float]]) -> Features:
    """The features that were packed."""
    arrays = ((np.frombuffer(b, dtype="<i4"), np.frombuffer(w, dtype="<f4"), length) for b, w, length in views)
    return Features(tuple(View(*view) for view in arrays), day)

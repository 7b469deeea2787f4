"""Segments: what is kept of an article, and how its features are written and read again."""

from typing import NamedTuple

import numpy as np

from onrecord.cluster import evidence
from onrecord.cluster.days import Days
from onrecord.cluster.features import Features, Views
from onrecord.cluster.neighbours import Neighbour
from onrecord.schema import Article

Packed = tuple[tuple[bytes, bytes, bytes, bytes], int | None, tuple[bytes, bytes, bytes, bytes], float, float]
Row = tuple[int, list[Neighbour], tuple[int, ...], Packed]
"""An article by its number: its neighbours, those it is tied to, its features."""


VERSION = f"3.{evidence.VERSION}"
"""Of what is written here, and of the weights by which the kept chances were told."""

_KINDS = ("<i4", "<f4", "<i4", "<f8")  # of the arrays of `Views`
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
    views = found.views
    words, ends = (numbers.astype("<i4").tobytes() for numbers in (views.words, views.ends))
    weights, lengths = views.weights.astype("<f4").tobytes(), views.lengths.astype("<f8").tobytes()
    named, dated, month_days, years = (numbers.astype("<i4").tobytes() for numbers in found.said)
    return (words, weights, ends, lengths), found.day, (named, dated, month_days, years), found.first, found.tenth


def unpacked(kept: Packed) -> Features:
    """The features that were packed."""
    views, day, said, first, tenth = kept
    arrays = (np.frombuffer(one, dtype=kind) for one, kind in zip(views, _KINDS, strict=True))
    return Features(Views(*arrays), day, Days(*(np.frombuffer(one, dtype="<i4") for one in said)), first, tenth)

"""The points in time: by when things happened, and by when they were first reported."""

from collections.abc import Mapping, Sequence

from onrecord import moments
from onrecord.schema import Claim, Point, Timeline


def timeline(points: Sequence[Point], claims: Mapping[str, Claim]) -> Timeline:
    """Ids of the points whose time is told, by that time; and of all points by first report."""
    told = {point.id: _when(point, claims) for point in points}
    happened = sorted((p for p in points if told[p.id]), key=lambda p: (told[p.id], p.id))
    reported = sorted(points, key=lambda p: (p.first_reported or "9", p.sentence, p.id))
    return Timeline(tuple(p.id for p in happened), tuple(p.id for p in reported))


def _when(point: Point, claims: Mapping[str, Claim]) -> str:
    """The day that the leading answer tells, or the month or year where that is all; "" when there is none."""
    days = sorted({moments.sort_key(claims[id_].when) for id_ in point.agreed.claims} - {""})
    return next((day for length in (10, 7, 4) for day in days if len(day) == length), "")

"""A section of a record's page: when things happened, and when each was first reported, by whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from onrecord import settings
from onrecord.moments import calendar_time, sort_key
from onrecord.schema import Claim, Point
from onrecord.serve.views.records import Statement
from onrecord.serve.views.scenes import Card, Piece, Scene

Precision = Literal["year", "month", "day", "part", "hour", "minute"]

_PARTS = {
    "MO": ("morning", 6, 12),
    "MI": ("midday", 11, 13),
    "AF": ("afternoon", 12, 18),
    "EV": ("evening", 18, 24),
    "NI": ("night", 18, 24),
    "DT": ("daytime", 6, 18),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A time as precisely as it is told: it lies between `start` and `end` (ISO, half open), which `words` say."""

    start: str
    end: str
    words: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Moment:
    """A statement in time: when it happened, as its articles tell, and its first report, null where none is dated.

    `withdrawn`: no article tells it any more.
    """

    number: int
    point: str
    words: str
    place: Piece
    status: str
    withdrawn: bool
    differs: bool
    happened: Told
    reported: Told | None
    reported_by: Card
    letter: str
    rank: int
    origin: str


@dataclass(frozen=True, slots=True)
class Timelines:
    """Statements whose time is told, by when they happened; `reported` are their numbers by when first reported.

    `n_told`: how many there are; `first` and `last` report of the story, null when no article is dated.
    """

    happened: tuple[Moment, ...]
    reported: tuple[int, ...]
    n_told: int
    first: str | None
    last: str | None


def section(scene: Scene) -> Timelines:
    """Of the events whose time is told those that most articles tell, news before background.

    A figure's time is that since when it is counted: nothing happened then.
    """
    order = {id_: place for place, id_ in enumerate(scene.record.timeline.happened)}
    told = [
        s for s in scene.view.told_once if s.point.kind == "event" and s.point.id in order and _happened(scene, s.point)
    ]
    most = sorted(told, key=lambda s: (s.background, -len(s.coverage), s.number))[: settings.SERVE_MOMENTS]
    moments = [_moment(scene, statement) for statement in most]
    moments.sort(key=lambda m: (m.happened.start, m.happened.end, order[m.point]))
    reported = sorted(moments, key=lambda m: (m.reported.start if m.reported else "9", order[m.point]))
    dates = sorted(article.published for article in scene.articles.values() if article.published)
    numbers = tuple(moment.number for moment in reported)
    return Timelines(tuple(moments), numbers, len(told), *((dates[0], dates[-1]) if dates else (None, None)))


def _moment(scene: Scene, statement: Statement) -> Moment:
    point = statement.point
    claims = scene.claims_of(tuple(id_ for answer in point.answers for id_ in answer.claims))
    claims = [claim for claim in claims if claim.article in scene.articles]
    first = min(claims, key=lambda c: c.reported or "9")
    mark, reported = scene.marks.of(first.origin), told(first.reported)
    happened = _happened(scene, point)
    assert happened
    year = f" {(scene.record.story.first_published or '')[:4]}"
    return Moment(
        number=statement.number,
        point=point.id,
        words=statement.words,
        place=scene.piece(first.span),
        status=statement.label,
        withdrawn=statement.withdrawn,
        differs=point.variation != "same",
        happened=_without(year, happened),
        reported=_without(year, reported) if reported else None,
        reported_by=scene.cards[first.article],
        letter=mark.letter,
        rank=mark.rank,
        origin=mark.name,
    )


def _without(year: str, moment: Told) -> Told:
    """A day or an hour of the year of the story, which need not be told on every line."""
    kept = moment.precision in ("year", "month") or len(year) < len(" 2024")
    return moment if kept else replace(moment, words=moment.words.replace(year, ""))


def _happened(scene: Scene, point: Point) -> Told | None:
    """The time that the leading answer tells, of several the one that the record goes by."""
    claims = [scene.claims[id_] for id_ in point.agreed.claims]
    days = sorted({sort_key(claim.when) for claim in claims} - {""})
    day = next((day for length in (10, 7, 4) for day in days if len(day) == length), None)
    return _most_precise(claim for claim in claims if day and sort_key(claim.when) == day)


def _most_precise(claims: Iterable[Claim]) -> Told | None:
    found = [moment for claim in claims if (moment := told(claim.when))]
    return min(
        found, key=lambda m: (datetime.fromisoformat(m.end) - datetime.fromisoformat(m.start), m.start), default=None
    )


def told(value: str | None) -> Told | None:
    """A TIMEX3 value or an ISO time, from its beginning to its end; null where it tells no date.

    >>> told("2024-05-14TEV").words, told("2024-05").end, told("2024-05-14T09:10:00Z").words
    ('Tue 14 May 2024, evening', '2024-06-01T00:00', 'Tue 14 May 2024, 09:10')
    """
    found = calendar_time(value)
    if value and not "1000" <= value[:4] <= "9000":
        return None
    try:
        if value and (found is None or "W" in value):
            return _week(value)
        return _clock(found or "", value or "") or _calendar(found or "")
    except (ValueError, OverflowError):
        return None


def _week(value: str) -> Told | None:
    monday = sort_key(value)
    if len(monday) != 10:
        return None
    start = date.fromisoformat(monday)
    return _told(start, start + timedelta(7), f"week of {_day(start)}", "day")


def _clock(day: str, value: str) -> Told | None:
    """A part of a day, an hour or a minute."""
    after = value[len(day) + 1 :] if len(day) == 10 else ""
    start = date.fromisoformat(day) if after else date.min
    if after[:2] in _PARTS:
        words, opens, closes = _PARTS[after[:2]]
        midnight = datetime.combine(start, datetime.min.time())
        return _told(
            midnight + timedelta(hours=opens), midnight + timedelta(hours=closes), f"{_day(start)}, {words}", "part"
        )
    if clock := re.match(r"(\d{2})(?::?(\d{2}))?", after):
        at = datetime.combine(start, datetime.min.time()) + timedelta(hours=int(clock[1]), minutes=int(clock[2] or 0))
        if clock[2]:
            return _told(at, at + timedelta(minutes=1), f"{_day(start)}, {at:%H:%M}", "minute")
        return _told(at, at + timedelta(hours=1), f"{_day(start)}, about {at:%H:00}", "hour")
    return None


def _calendar(day: str) -> Told | None:
    if len(day) == 10:
        start = date.fromisoformat(day)
        return _told(start, start + timedelta(1), _day(start), "day")
    if len(day) == 7:
        start = date.fromisoformat(f"{day}-01")
        return _told(start, (start + timedelta(31)).replace(day=1), f"{start:%B %Y}", "month")
    if len(day) == 4:
        return _told(date(int(day), 1, 1), date(int(day) + 1, 1, 1), day, "year")
    return None


def _told(start: date, end: date, words: str, precision: Precision) -> Told:
    return Told(_iso(start), _iso(end), words, precision)


def _iso(at: date) -> str:
    return at.isoformat(timespec="minutes") if isinstance(at, datetime) else f"{at.isoformat()}T00:00"


def _day(at: date) -> str:
    return f"{at:%a} {at.day} {at:%b %Y}"

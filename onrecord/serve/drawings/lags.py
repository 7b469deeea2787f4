"""Lags: from when a thing happened to its first report, each statement on one line, all on one scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord import settings
from onrecord.serve.views.timelines import Moment, Timelines, Told

WIDTH = 320.0
_EDGE = 14.0
"""Left and right of the scale, where arrows point to what lies off it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day or an hour on the scale."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time on the scale; `narrow` where its hour is known, `off` -1 or 1 where it lies before or after the scale."""

    x: float
    width: float
    narrow: bool
    off: int

    @property
    def middle(self) -> float:
        """Where a dot for it stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Lag:
    """One line: when it happened, when it was first reported, the way from one to the other, null where they meet."""

    moment: Moment
    happened: Stretch
    reported: Stretch | None
    way: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Lags:
    """The scale and the lines; `words` say what the scale spans."""

    ticks: tuple[Tick, ...]
    lines: tuple[Lag, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From times to places on a line."""

    start: datetime
    end: datetime

    def at(self, time: datetime) -> float:
        """The place of a time, also of one off the scale."""
        share = (time - self.start) / (self.end - self.start)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)

    def stretch(self, told: Told) -> Stretch:
        """A time as it is drawn: cut at the ends of the scale."""
        start, end = datetime.fromisoformat(told.start), datetime.fromisoformat(told.end)
        if end <= self.start or start >= self.end:
            before = end <= self.start
            return Stretch(4.0 if before else WIDTH - 4, 0, narrow=True, off=-1 if before else 1)
        left, right = self.at(max(start, self.start)), self.at(min(end, self.end))
        return Stretch(left, round(right - left, 1), narrow=told.precision in ("hour", "minute"), off=0)


def lags(timelines: Timelines) -> Lags | None:
    """The lines of a timeline; null where no article is dated: then there is nothing to measure from."""
    if not (scale := scale_of(timelines)):
        return None
    lines = (_lag(m, scale) for m in timelines.happened)
    return Lags(
        tuple(_ticks(scale)),
        tuple(lines),
        f"{scale.start.day} {scale.start:%B %Y} to {scale.end.day} {scale.end:%B %Y}",
    )


def _lag(moment: Moment, scale: Scale) -> Lag:
    happened = scale.stretch(moment.happened)
    reported = scale.stretch(moment.reported) if moment.reported else None
    return Lag(moment, happened, reported, _way(happened, reported) if reported else None)


def _way(a: Stretch, b: Stretch) -> tuple[float, float] | None:
    """From the end of the earlier to the beginning of the later."""
    first, last = (a, b) if a.x <= b.x else (b, a)
    start, end = first.x + first.width, last.x
    return (round(start, 1), end) if start < end else None


def scale_of(timelines: Timelines) -> Scale | None:
    """From the first to the last time that lies near the reports, whole days."""
    told = [told for m in timelines.happened for told in (m.happened, m.reported) if told]
    reported = [m.reported for m in timelines.happened if m.reported]
    if not reported:
        return None
    near = timedelta(days=settings.SERVE_TIMELINE_DAYS)
    first = datetime.fromisoformat(min(r.start for r in reported)) - near
    last = datetime.fromisoformat(max(r.end for r in reported)) + near
    starts = [start for t in told if (start := datetime.fromisoformat(t.start)) >= first]
    ends = [end for t in told if (end := datetime.fromisoformat(t.end)) <= last]
    start, end = min(starts), max(ends)
    midnight = datetime(start.year, start.month, start.day)
    days = -(-(end - midnight) // timedelta(days=1))
    return Scale(midnight, midnight + timedelta(days=max(1, days)))


def _ticks(scale: Scale) -> Iterator[Tick]:
    """Days, at most five of them named; of a single day its quarters."""
    days = (scale.end - scale.start).days
    if days == 1:
        times = [scale.start + timedelta(hours=hour) for hour in (0, 6, 12, 18)]
        words = [f"{scale.start:%a} {scale.start.day}", "06:00", "12:00", "18:00"]
        yield from (Tick(scale.at(time), told) for time, told in zip(times, words, strict=True))
        return
    step = -(-days // 5)
    for n in range(0, days, step):
        time = scale.start + timedelta(days=n)
        yield Tick(scale.at(time), f"{time:%a} {time.day}" if days < 8 else f"{time.day} {time:%b}")

"""The clock: origins as lanes, printings as circles at their time; a day whose time is not known is a bar over it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from onrecord import settings
from onrecord.serve.labels import shortened
from onrecord.serve.views.lineages import Lane, Lineage, Printing, moment

WIDTH, LEFT, RIGHT, TOP = 1180, 232, 1160, 34
"""Of the drawing, where the first and the last printing may stand, and where the lanes begin."""

RADIUS, STEP, LANE = 10, 40, 66
"""Of a circle; between two circles of one lane that stand below each other; least height of a lane."""

BEFORE = 34
"""How far before its first printing the open circle of an origin stands."""

LETTER = 6.6
"""Width of a letter of a name, about."""

DEEPEST = 10
"""Rows of one lane; what has no room in them stands without its name."""

NARROWEST = 24
"""Width of the bar of a day on a clock of months: its number must have room."""

JOINS = 8
"""Articles of which it is drawn that they stand in several lanes: lines of more hide the rest."""

BIN = 12
"""Width of a bar that counts the printings of a crowded lane."""

STEPS = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400, 43200, 129600, 525600)
"""Minutes between two lines of the clock."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the clock and what it says."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A printing: a circle, or of `width` a bar over a day; `name` is empty without room for it, `end`: left of it."""

    printing: Printing
    x: float
    y: float
    width: float
    name: str
    told: str
    end: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """How many printings of a crowded lane stand at one place of the clock; `told`: not as many as beside it."""

    x: float
    y: float
    height: float
    n: int
    told: bool


@dataclass(frozen=True, slots=True)
class LaidLane:
    """A lane at its place; `open`: where the open circle of an origin that was not read stands."""

    lane: Lane
    y: float
    told: str
    open: float | None
    first: float
    last: float
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """The whole drawing; `joins` are lines between the places of an article that stands in several lanes."""

    width: int
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[LaidLane, ...]
    joins: tuple[tuple[float, float, float], ...]
    words: str


def clock(page: Lineage) -> Clock | None:
    """The drawing for a desk; null where no day is known."""
    times = [m for lane in page.lanes for p in lane.printings if (m := moment(p.article.published))]
    if not times:
        return None
    days = any(p.precision == "day" for lane in page.lanes for p in lane.printings)
    scale = Scale.of(times, days=days)
    y, lanes = float(TOP), []
    for lane in _drawn(page):
        laid, height = _laid(lane, scale, y)
        lanes.append(laid)
        y += height
    joins = tuple(_joins(lanes))
    return Clock(WIDTH, y, tuple(scale.ticks()), tuple(lanes), joins, _words(page))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a time stands on the clock."""

    first: datetime
    last: datetime

    @classmethod
    def of(cls, times: Sequence[datetime], *, days: bool) -> "Scale":
        """The scale for these times, with whole days where of some only the day is known."""
        first, last = min(times), max(times)
        if days:
            first = first.replace(hour=0, minute=0, second=0, microsecond=0)
            last = (last + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        if last - first < timedelta(minutes=30):
            first, last = first - timedelta(minutes=15), last + timedelta(minutes=15)
        return cls(first, last)

    def x(self, time: datetime) -> float:
        """Its place."""
        part = (time - self.first) / (self.last - self.first)
        return round(LEFT + BEFORE + part * (RIGHT - LEFT - BEFORE - RADIUS), 1)

    def ticks(self) -> Iterator[Tick]:
        """The lines of the clock: no more than nine, at round times."""
        span = self.last - self.first
        minutes = next((step for step in STEPS if span / timedelta(minutes=step) <= 9), STEPS[-1])
        step, midnight = timedelta(minutes=minutes), self.first.replace(hour=0, minute=0, second=0, microsecond=0)
        if span / step > 9:  # decades
            step = span / 8
        time = midnight + step * -((midnight - self.first) // step)
        begun = False
        while time <= self.last:
            whole = step >= timedelta(days=1) or (time.hour, time.minute) == (0, 0)
            named = f"{time:%a} {time.day} {time:%b}{f' {time.year}' if span > timedelta(days=300) else ''}"
            words = named if whole else f"{time:%H:%M}"
            yield Tick(self.x(time), words if whole or begun else f"{named}, {words}")
            begun, time = True, time + step


def _drawn(page: Lineage) -> Iterator[Lane]:
    """The lanes that are drawn: the small ones of many together; what is not known only where nothing else is."""
    known = [lane for lane in page.lanes if lane.root.rank]
    most = settings.SERVE_ORIGINS
    single = known if len(known) <= most else known[: most - 1]
    yield from single
    if small := known[len(single) :]:
        merged = {p.article.id: p for lane in small for p in lane.printings}
        root = replace(small[0].root, letter="+", name=f"{len(small)} more origins", kind="see the table", words=None)
        yield Lane(root, True, tuple(sorted(merged.values(), key=lambda p: p.number)))
    told = {p.article.id for lane in known for p in lane.printings}
    for lane in page.lanes:
        alone = tuple(p for p in lane.printings if p.article.id not in told)
        if not lane.root.rank and alone:
            yield replace(lane, read=True, printings=alone)


def _laid(lane: Lane, scale: Scale, y: float) -> tuple[LaidLane, float]:
    """A lane at its place, and its height."""
    dated = [p for p in lane.printings if moment(p.article.published)]
    crowded = len(dated) > settings.SERVE_LANE
    dots = () if crowded else tuple(_dots(dated, scale, y))
    bars = tuple(_bars(dated, scale, y)) if crowded else ()
    rows = 1 + max((round((dot.y - y) / STEP - 0.5) for dot in dots), default=0)
    height = max(LANE, rows * STEP + 22)
    ends = [dot.x for dot in dots] + [bar.x for bar in bars]
    first, last = min(ends, default=LEFT), max(ends, default=LEFT)
    hollow = round(first - BEFORE + 4, 1) if not lane.read and ends else None
    told = lane.root.kind if lane.read else f"{lane.root.kind}, not read"
    if lane.root.words:
        told = f"in {len(lane.printings)}"
    if not lane.root.rank:
        told = "adds nothing to the count"
    if len(dated) < len(lane.printings):
        told += f"; {len(lane.printings) - len(dated)} not dated"
    return LaidLane(lane, y, told, hollow, first, last, dots, bars), height


def _dots(printings: Sequence[Printing], scale: Scale, y: float) -> Iterator[Dot]:
    """Each printing in the first row of its lane that has room for it and its name."""
    ends: list[float] = []
    for printing in sorted(printings, key=lambda p: (moment(p.article.published) or datetime.min, p.number)):
        time = moment(printing.article.published) or scale.first
        x, width = scale.x(time), 0.0
        if printing.precision == "day":
            width = round(max(NARROWEST, scale.x(time + timedelta(days=1)) - x), 1)
            x = round(min(x, WIDTH - width), 1)
        name, told = _named(printing)
        wide = LETTER * max(len(name), len(told)) + 8
        if width and x + 30 + 2 * wide > WIDTH and width < 30 + 2 * wide:
            name = told = ""
        left = not width and x + RADIUS + wide > WIDTH
        start = x - RADIUS - (wide if left else 0)
        across = max(width, 30 + LETTER * (len(name) + len(told))) if width else RADIUS + wide
        end = x + (RADIUS if left else across)
        row = next((i for i, taken in enumerate(ends) if taken <= start - 2), len(ends))
        if row >= DEEPEST:
            name = told = ""
            end = x + max(width, RADIUS)
            row = min(range(DEEPEST), key=lambda i: ends[i])
        ends[row:] = [end, *ends[row + 1 :]]
        yield Dot(printing, x, round(y + STEP * (row + 0.5), 1), width, name, told, left)


def _named(printing: Printing) -> tuple[str, str]:
    """What stands beside a circle: who printed it, and what it is."""
    said_otherwise: dict[str, str] = {"revision": "later version", "origin not known": ""}
    role = said_otherwise.get(printing.role, printing.role.replace("-", " "))
    share = printing.share if printing.role == "reprint" else printing.own_share
    part = f", {share:.0%}".replace("%", " %") if share is not None and printing.role != "revision" else ""
    return shortened(printing.article.publisher or printing.article.label, 26), f"{role}{part}"


def _bars(printings: Sequence[Printing], scale: Scale, y: float) -> Iterator[Bar]:
    """How many printings there are at each place of the clock; days are counted at their beginning."""
    counts = Counter(int(scale.x(m) // BIN) for p in printings if (m := moment(p.article.published)))
    most = max(counts.values(), default=1)
    for place, n in sorted(counts.items()):
        height = round(4 + 34 * n / most, 1)
        yield Bar(place * BIN, round(y + 46 - height, 1), height, n, counts.get(place - 1) != n)


def _joins(lanes: Sequence[LaidLane]) -> Iterator[tuple[float, float, float]]:
    """From lane to lane where one article stands in several: x, and two heights."""
    places: dict[str, list[Dot]] = {}
    for lane in lanes:
        for dot in lane.dots:
            places.setdefault(dot.printing.article.id, []).append(dot)
    several = [dots for dots in places.values() if len(dots) > 1 and not dots[0].width]
    if len(several) <= JOINS:
        yield from ((dots[0].x, dots[0].y, dots[-1].y) for dots in several)


def _words(page: Lineage) -> str:
    """The drawing for those who cannot see it."""
    told = "; ".join(f"{lane.root.name}: {len(lane.printings)}" for lane in page.lanes[: settings.SERVE_ORIGINS])
    drawn = f"Origins as lanes, the articles that print each along the clock: {told}."
    return f"{drawn} The table below gives each printing with its time, share and reason."

"""A figure's path over time: each printing a dot, the line the latest figure that was not withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from onrecord import settings
from onrecord.serve.labels import flat
from onrecord.serve.views.changes import Move, Printing

_TOP, _BOTTOM, _GAP, _RADIUS = 56.0, 34.0, 20.0, 8.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, with what is written there."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One printing; hollow when it was withdrawn."""

    x: float
    y: float
    letter: str
    rank: int
    withdrawn: bool
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a figure at its first printing: `x`, `y` is the baseline's start, or its end where `ends`.

    `withdrawn`: when it was taken back; "" where the day is not known, null while it stands.
    """

    x: float
    y: float
    ends: bool
    words: str
    note: str
    withdrawn: str | None


@dataclass(frozen=True, slots=True)
class Steps:
    """A drawing of `width` by `height`: `line` and `gone` are paths of SVG, the latter of what was withdrawn."""

    width: float
    height: float
    left: float
    right: float
    values: tuple[Tick, ...]
    times: tuple[Tick, ...]
    line: str
    gone: tuple[str, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Placed:
    printing: Printing
    value: float
    at: datetime
    x: float
    y: float


def path(move: Move, *, width: float = 920, height: float = 300) -> Steps:
    """The path of a figure; empty of dots where no printing has a number and a time."""
    told = _chosen(sorted(_timed(move.printings), key=lambda found: found[2]))
    left, right = 44.0, width - 20
    top = max((value for _, value, _ in told), default=1.0)
    values = _round_values(top)
    floor = height - _BOTTOM

    def level(value: float) -> float:
        return floor - (floor - _TOP) * value / values[-1]

    places = _spread([at for _, _, at in told], left + 16, right - 16)
    placed = [_Placed(p, value, at, x, level(value)) for (p, value, at), x in zip(told, places, strict=True)]
    turns = _turns(move, placed, right)
    return Steps(
        width=width,
        height=height,
        left=left,
        right=right,
        values=tuple(Tick(level(value), f"{value:,.10g}") for value in values),
        times=tuple(_days(placed)),
        line=_drawn(turns),
        gone=tuple(_gone(turns, placed)),
        dots=tuple(_dot(found) for found in placed),
        labels=tuple(_labels(placed, turns, (left + 2, 0, width, floor))),
        name=f"{move.title}: " + "; ".join(f"{_when(p.printing)} {flat(p.printing.place.text)}" for p in placed),
    )


def _timed(printings: Sequence[Printing]) -> Iterator[tuple[Printing, float, datetime]]:
    """Those with a number and a time; a day without a time of day counts as its noon."""
    for printing in printings:
        if printing.value is None or not printing.reported:
            continue
        try:
            at = datetime.fromisoformat(printing.reported).replace(tzinfo=None)
        except ValueError:
            continue
        yield printing, printing.value, at + timedelta(hours=12 * (len(printing.reported) <= 10))


def _chosen(told: list[tuple[Printing, float, datetime]]) -> list[tuple[Printing, float, datetime]]:
    """All printings; of too many the first of each figure by each origin."""
    if len(told) <= settings.SERVE_PRINTINGS:
        return told
    first = {(p.answer, p.letter): (p, value, at) for p, value, at in reversed(told)}
    return sorted(first.values(), key=lambda found: found[2])[: settings.SERVE_PRINTINGS]


def _round_values(top: float) -> list[float]:
    """Marks of an axis from 0 to the largest value or above it, in steps that people count in.

    >>> _round_values(9), _round_values(2750)
    ([0.0, 5.0, 10.0], [0.0, 1000.0, 2000.0, 3000.0])
    """
    top = max(top, 1.0)
    magnitude = 10.0 ** (len(str(int(top))) - 1)
    steps = (s * magnitude for s in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0))
    step = next(step for step in steps if step >= 1 and step * 4 >= top)
    return [step * i for i in range(int(-(-top // step)) + 1)]


def _spread(times: Sequence[datetime], left: float, right: float) -> list[float]:
    """Places along the clock, none nearer than a dot's width to the one before; within the drawing.

    >>> day = datetime(2024, 5, 14)
    >>> _spread([day, day, day + timedelta(days=1)], 0.0, 100.0)
    [0.0, 20.0, 100.0]
    """
    if not times:
        return []
    length = (times[-1] - times[0]).total_seconds()
    gap = min(_GAP, (right - left) / max(1, len(times) - 1))
    shares = [(at - times[0]).total_seconds() / length if length else 0.0 for at in times]
    found: list[float] = []
    for i, share in enumerate(shares):
        latest = right - gap * (len(times) - 1 - i)
        earliest = found[-1] + gap if found else left
        found.append(max(earliest, min(left + share * (right - left), latest)))
    return found


def _turns(move: Move, placed: Sequence[_Placed], right: float) -> list[tuple[float, float]]:
    """Where the path turns: at the first printing of each figure that takes another's place, at no withdrawn one."""
    moving = {stage.letter for stage in move.stages if stage.moves}
    turns: list[tuple[float, float]] = []
    for found in placed:
        if found.printing.answer in moving and not found.printing.withdrawn:
            moving.discard(found.printing.answer)
            turns += [(found.x, turns[-1][1]), (found.x, found.y)] if turns else [(found.x, found.y)]
    return [*turns, (right, turns[-1][1])] if turns else []


def _drawn(turns: Sequence[tuple[float, float]]) -> str:
    """A path of SVG.

    >>> _drawn([(10, 20), (30, 20), (30, 5)])
    'M10.0 20.0L30.0 20.0L30.0 5.0'
    """
    return "".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(turns))


def _gone(turns: Sequence[tuple[float, float]], placed: Sequence[_Placed]) -> Iterator[str]:
    """From the path up or down to each figure that was withdrawn."""
    for found in placed:
        before = [turn for turn in turns if turn[0] <= found.x]
        if found.printing.withdrawn and before:
            yield _drawn([(found.x, before[-1][1]), (found.x, found.y)])


def _dot(found: _Placed) -> Dot:
    told = found.printing
    words = f"{_when(told)}, {told.place.label}: {flat(told.place.text)}, {told.origin}"
    return Dot(found.x, found.y, told.letter, told.rank, told.withdrawn is not None, words)


def _when(printing: Printing) -> str:
    return (printing.reported or "")[:16].replace("T", " ")


def _days(placed: Sequence[_Placed]) -> Iterator[Tick]:
    """The first dot of each day, as far as the days' names do not run into one another."""
    last, named = -100.0, ""
    for found in placed:
        day = f"{found.at:%a} {found.at.day} {found.at:%b}"
        if day != named and found.x - last >= 84:
            yield Tick(found.x, day)
            last, named = found.x, day


_Box = tuple[float, float, float, float]
_OFFSETS = tuple((dx, dy) for dy in (-28.0, 28.0, -52.0, 52.0, 76.0, -76.0) for dx in (-6.0, 6.0, -14.0, 14.0))
_HEDGES = {"at-least": "at least ", "more-than": "more than ", "at-most": "at most ", "approximate": "about "}


def _labels(placed: Sequence[_Placed], turns: Sequence[tuple[float, float]], canvas: _Box) -> Iterator[Label]:
    """The words of each figure at its first printing, where they cover nothing; shorter ones where room is short."""
    taken: list[_Box] = [(p.x - _RADIUS, p.y - _RADIUS, p.x + _RADIUS, p.y + _RADIUS) for p in placed]
    taken += [(min(a, c) - 2, min(b, d) - 2, max(a, c) + 2, max(b, d) + 2) for (a, b), (c, d) in pairwise(turns)]
    seen: set[str] = set()
    for found in placed:
        if found.printing.answer not in seen:
            seen.add(found.printing.answer)
            free = (label for label, box in _candidates(found, canvas) if not any(_meet(box, o) for o in taken))
            if label := next(free, None):
                taken.append(_box(label, canvas))
                yield label


def _candidates(found: _Placed, canvas: _Box) -> Iterator[tuple[Label, _Box]]:
    """Where the words of a figure may stand, with a note and without, the nearest first; its hedge stays with it."""
    told = found.printing
    short = f"{_HEDGES.get(told.hedge or '', '')}{found.value:,.10g}"
    said = flat(told.place.text) if len(told.place.text) <= 28 else short
    withdrawn = (told.withdrawn.published or "") if told.withdrawn else None
    for words, note in ((said, _note(told)), (said, ""), (short, "")):
        for dx, dy in _OFFSETS:
            label = Label(found.x + dx, found.y + dy, dx < 0, words, note, withdrawn)
            box = _box(label, canvas)
            if box[0] >= canvas[0] and box[1] >= canvas[1] and box[2] <= canvas[2] and box[3] <= canvas[3]:
                yield label, box


def _box(label: Label, canvas: _Box) -> _Box:
    """About how much room the words of a label take; on a narrow canvas they are smaller."""
    size = 9.5 if canvas[2] > 500 else 8.0
    note = 24 if label.withdrawn else len(label.note)
    long = max(size * len(label.words), 6.2 * note) + 4
    left = label.x - long if label.ends else label.x
    return left, label.y - 18, left + long, label.y + (17 if note else 5)


def _note(told: Printing) -> str:
    return "" if told.said_by == "nobody named" else told.said_by


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

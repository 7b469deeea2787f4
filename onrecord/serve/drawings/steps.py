"""A figure's path over time: each printing a dot, the line the latest figure that was not withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord import settings
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
    line, gone = _line(move, placed, right)
    return Steps(
        width=width,
        height=height,
        left=left,
        right=right,
        values=tuple(Tick(level(value), f"{value:,.10g}") for value in values),
        times=tuple(_days(placed)),
        line=line,
        gone=tuple(gone),
        dots=tuple(_dot(found) for found in placed),
        labels=tuple(_labels(placed, width)),
        name=f"{move.title}: " + "; ".join(f"{_when(p.printing)} {p.printing.place.text}" for p in placed),
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


def _line(move: Move, placed: Sequence[_Placed], right: float) -> tuple[str, list[str]]:
    """The path through the first printing of each figure that takes another's place; it stops at no withdrawn one."""
    moving = {stage.letter for stage in move.stages if stage.moves}
    seen: set[str] = set()
    parts: list[str] = []
    gone: list[str] = []
    y = 0.0
    for found in placed:
        told = found.printing
        if told.withdrawn:
            if parts:
                gone.append(f"M{found.x:.1f} {y:.1f}V{found.y:.1f}")
        elif told.answer in moving and told.answer not in seen:
            seen.add(told.answer)
            y = found.y
            parts.append(f"H{found.x:.1f}V{y:.1f}" if parts else f"M{found.x:.1f} {y:.1f}")
    return ("".join(parts) + f"H{right:.1f}" if parts else ""), gone


def _dot(found: _Placed) -> Dot:
    told = found.printing
    words = f"{_when(told)}, {told.place.label}: {told.place.text}, {told.origin}"
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


def _labels(placed: Sequence[_Placed], width: float) -> Iterator[Label]:
    """The words of each figure at its first printing, where they cover no dot and no other words."""
    taken = [(p.x - _RADIUS, p.y - _RADIUS, p.x + _RADIUS, p.y + _RADIUS) for p in placed]
    seen: set[str] = set()
    for found in placed:
        told = found.printing
        if told.answer in seen:
            continue
        seen.add(told.answer)
        said = told.place.text if len(told.place.text) <= 28 else f"{found.value:,.10g}"
        note = _note(told)
        long = max(9.5 * len(said), 6.2 * (24 if told.withdrawn else len(note))) + 4
        for dx, dy, ends in _OFFSETS:
            x = found.x + dx
            box = (x - long, found.y + dy - 18, x, found.y + dy + 17) if ends else (
                x, found.y + dy - 18, x + long, found.y + dy + 17
            )  # fmt: skip
            if box[0] >= 46 and box[2] <= width and box[1] >= 0 and not any(_meet(box, other) for other in taken):
                break
        else:
            dx, dy, ends = _OFFSETS[0] if found.x < width / 2 else _OFFSETS[1]
        taken.append(box)
        withdrawn = (told.withdrawn.published or "") if told.withdrawn else None
        yield Label(found.x + dx, found.y + dy, ends, said, note, withdrawn)


_OFFSETS = tuple((dx, dy, dx < 0) for dy in (-28.0, 28.0, -52.0, 52.0, 76.0, -76.0) for dx in (-6.0, 6.0, -14.0, 14.0))


def _note(told: Printing) -> str:
    return "" if told.said_by == "nobody named" else told.said_by


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

"""Supports: beside a table of events that has no columns for it, how well each is supported and how exactly known."""

from collections.abc import Iterable, Iterator

from onrecord.serve.exports import Wanted
from onrecord.serve.exports.cells import Sheet, Value
from onrecord.serve.exports.codes import coded
from onrecord.serve.exports.event_tables import EVENTS
from onrecord.serve.exports.events import EventRow
from onrecord.serve.exports.excerpts import Cut

MADE_WITH = ("program", "codebook", "models", "settings")
"""The versions that an event was coded with."""


def support_sheet(wanted: Wanted, table: str, key: str) -> Sheet:
    """The file `TABLE.support.tsv`: an event's id there, whether it stands there, and the columns of `events`.

    Every event has its row, also what the table cannot hold, because there it would read as done.
    """
    return Sheet(wanted.folder / f"{table}.support.tsv", (key, "in_table", *EVENTS.names))


def support_cells(row: EventRow, key: Value, cut: Cut) -> Iterator[Value]:
    """The row of an event."""
    yield from (key, coded(row).done)
    for values in EVENTS.rows([row]):
        yield from shortened(values, cut)


def shortened(values: Iterable[Value], cut: Cut) -> Iterator[Value]:
    """Cells of which none holds more of an article's words than may be told: a party can be a long phrase."""
    return (cut(value) if isinstance(value, str) else value for value in values)

"""CSV: a folder of files, one for each table, as RFC 4180 has it and as spreadsheets open it without danger."""

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.serve.exports import Wanted
from onrecord.serve.exports.columns import Row
from onrecord.serve.exports.tables import TABLES, blocks

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def write(wanted: Wanted) -> Mapping[str, int]:
    """A file for each table, also where it has no row."""
    rows = {f"{table.name}.csv": 0 for table in TABLES}
    with ExitStack() as opened:
        files = {}
        for table in TABLES:
            file = opened.enter_context(_opened(wanted.folder / f"{table.name}.csv"))
            files[table.name] = csv.writer(file)
            files[table.name].writerow(table.names)
        for table, block in blocks(wanted):
            files[table.name].writerows(map(_cells, block))
            rows[f"{table.name}.csv"] += len(block)
    return rows


def write_sheet(path: Path, names: Iterable[str], rows: Iterable[Row]) -> int:
    """One file with these columns; gives the number of its rows."""
    n = 0
    with _opened(path) as file:
        writer = csv.writer(file)
        writer.writerow(list(names))
        for row in rows:
            writer.writerow(_cells(row))
            n += 1
    return n


def _opened(path: Path) -> Any:
    return path.open("w", encoding="utf-8", newline="")


def _cells(row: Row) -> list[Any]:
    return [_cell(value) for value in row]


def _cell(value: Any) -> Any:
    """A cell: null is empty, a text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> _cell("=HYPERLINK(A1)"), _cell(-33.4), _cell(True), _cell(None)
    ("'=HYPERLINK(A1)", -33.4, 'true', '')
    """
    if isinstance(value, str):
        value = value.replace("\0", "\ufffd")
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value

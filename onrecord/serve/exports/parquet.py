"""Parquet: a file for each table, typed, in row groups, with the meaning of every column in its metadata."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from onrecord import __version__
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.columns import Kind, Table
from onrecord.serve.exports.tables import TABLES, blocks

_TYPES: dict[Kind, Any] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}


def write(wanted: Wanted) -> Mapping[str, int]:
    """A file for each table, also where it has no row; all of them carry the rows of `about`."""
    rows = {f"{table.name}.parquet": 0 for table in TABLES}
    with ExitStack() as opened:
        files = {}
        for table in TABLES:
            file = pq.ParquetWriter(wanted.folder / f"{table.name}.parquet", _schema(table), compression="zstd")
            files[table.name] = opened.enter_context(file)
        about: dict[str, str] = {}
        for table, block in blocks(wanted):
            columns = [
                pa.array(values, _TYPES[c.kind])
                for c, values in zip(table.columns, zip(*block, strict=True), strict=True)
            ]
            files[table.name].write_table(pa.Table.from_arrays(columns, schema=_schema(table)))
            rows[f"{table.name}.parquet"] += len(block)
            if table.name == "about":
                about = _about(block)
        for made in files.values():
            made.add_key_value_metadata(about)
    return rows


def _schema(table: Table[Any]) -> Any:
    fields = [
        pa.field(column.name, _TYPES[column.kind], metadata={"description": column.described})
        for column in table.columns
    ]
    described = {
        "onrecord.table": table.name,
        "onrecord.description": table.meaning,
        "onrecord.program": f"onrecord {__version__}",
    }
    return pa.schema(fields, metadata=described)


def _about(block: list[tuple[Any, ...]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, value, _ in block:
        found.setdefault(f"onrecord.{name}", []).append(value)
    return {name: "; ".join(values) for name, values in found.items()}

"""SQLite: one file with all tables, their keys and a search index, and the metadata with which Datasette shows it."""

import errno
import json
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import OperationalError

from onrecord.serve.exports import Wanted
from onrecord.serve.exports.columns import Table
from onrecord.serve.exports.tables import TABLES, blocks

NAME = "onrecord"
"""Of the database, and so its address in Datasette."""

_INDEXED = ("story", "article", "statement", "origin", "publisher", "day")
_SORTED = {"stories": "last_published", "articles": "published", "events": "first_day", "statements": "n_origins"}
"""The column by which Datasette shows a table, its largest value first."""

_FACETS = {
    "articles": ["publisher", "published_day"],
    "statements": ["kind", "variation", "support"],
    "claims": ["kind", "origin_evidence", "status"],
    "events": ["type", "status"],
}


def write(wanted: Wanted) -> Mapping[str, int]:
    """`onrecord.db`, and `metadata.json` for `datasette onrecord.db --metadata metadata.json`."""
    path = wanted.folder / f"{NAME}.db"
    try:
        rows = _filled(path, wanted)
    except OperationalError as error:
        raise OSError(errno.ENOSPC if "full" in str(error) else errno.EIO, str(error)) from error
    described = json.dumps(_metadata(), ensure_ascii=False, indent=1)
    (wanted.folder / "metadata.json").write_text(described + "\n", encoding="utf-8")
    return {path.name: rows, "metadata.json": len(TABLES)}


def _filled(path: Path, wanted: Wanted) -> int:
    rows = 0
    with closing(Database(path)) as database:
        for table in TABLES:
            _create(database, table)
        for table, block in blocks(wanted):
            records = ([_cell(cell) for cell in row] for row in block)
            with database.atomic():
                database.table(table.name).insert_all(chain([table.names], records), batch_size=len(block))
            rows += len(block)
        for table in TABLES:
            _index(database, table)
        database.analyze()
    return rows


def _create(database: Database, table: Table[Any]) -> None:
    kinds: dict[str, Any] = {
        c.name: str if c.kind is date else int if c.kind is bool else c.kind for c in table.columns
    }
    keys = [(c.name, c.to, c.at or _key(c.to)) for c in table.columns if c.to]
    options: dict[str, Any] = {"pk": table.key if len(table.key) > 1 else table.key[0]} if table.key else {}
    database.table(table.name).create(kinds, foreign_keys=keys, **options)


def _key(name: str) -> str:
    (column,) = next(table.key for table in TABLES if table.name == name)
    return column


def _index(database: Database, table: Table[Any]) -> None:
    for name in table.names:
        if name in _INDEXED and name != (table.key or ("",))[0]:
            database.table(table.name).create_index([name])
    if table.words:
        database.table(table.name).enable_fts(table.words, tokenize="porter unicode61 remove_diacritics 2")


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _metadata() -> dict[str, Any]:
    """What Datasette tells of the tables, with the way they are sorted and labelled."""
    tables = {table.name: _described(table) for table in TABLES}
    return {
        "title": "What the articles say, sourced",
        "description": "Made by onrecord. Counts of origins are upper bounds; it does not say what is true.",
        "license": "Words of articles belong to their publishers",
        "databases": {NAME: {"tables": tables}},
    }


def _described(table: Table[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": table.meaning,
        "columns": {column.name: column.described for column in table.columns},
    }
    if table.name in _SORTED:
        found["sort_desc"] = _SORTED[table.name]
    if table.name in _FACETS:
        found["facets"] = _FACETS[table.name]
    if "headline" in table.names:
        found["label_column"] = "headline"
    return found

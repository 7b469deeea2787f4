"""Writes the tables of docs/exports.md from their descriptions (`python docs/make_tables.py`); a test says when."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.serve.exports.columns import Column, Table
from onrecord.serve.exports.tables import TABLES

PAGE = Path(__file__).with_name("exports.md")
HEAD = "## The tables\n"
KINDS = {str: "text", int: "whole number", float: "number", bool: "true or false", date: "day"}


def page() -> str:
    """The page: what stands before the tables as it is, and the tables."""
    written, _, _ = PAGE.read_text(encoding="utf-8").partition(HEAD)
    return written + HEAD + "\n" + "\n".join(line for table in TABLES for line in section(table))


def section(table: Table[Any]) -> Iterator[str]:
    """One table."""
    yield f"### {table.name}\n\n{table.meaning}\n"
    if table.key:
        yield f"Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | type | meaning |\n|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {KINDS[column.kind]} | {meaning(column)} |"
    yield ""


def meaning(column: Column) -> str:
    """What a column means, and the table that it leads to."""
    told = column.meaning.replace("|", "&#124;")
    leads = column.to and f"`{column.to}`" not in told
    return f"{told} (`{column.to}`)" if leads else told


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

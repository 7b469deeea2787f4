"""Cells: values as tab-separated tables hold them that know no quoting, so that every row stays one line."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from onrecord.serve.exports.tellings import flat

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Value = str | float | None
"""What a cell can hold; a whole number is a float to the type checker."""


def cell(value: Value) -> str:
    r"""A value in one cell: no tab, no line end, no control character, no double quote, empty where there is none.

    Readers of these formats differ on whether a double quote opens a quoted cell; a single one never does. Words that
    a spreadsheet would take for a formula get one before them.

    >>> cell('Ana "the\tFox" Duarte'), cell(None), cell(4.50), cell(-1), cell(True), cell("=1+1")
    ("Ana 'the Fox' Duarte", '', '4.5', '-1', '1', "'=1+1")
    """
    if isinstance(value, str):
        words = flat(value).replace('"', "'")
        return f"'{words}" if words.startswith(_FORMULA) else words
    if isinstance(value, int):
        return str(int(value))
    return "" if value is None else f"{value:.10g}"


def listed(values: Iterable[str | None]) -> str:
    """Several values in one cell, as POLECAT has them: in one order in all columns, `None` where one has none.

    >>> listed(["RUS", "CHN"]), listed(["RUS", None]), listed([None]), listed([])
    ('RUS; CHN', 'RUS; None', '', '')
    """
    told = [value.replace(";", ",") if value else None for value in values]
    return "; ".join(value or "None" for value in told) if any(told) else ""


class Sheet:
    """A table that is written row by row into a file: cells parted by tabs, UTF-8, a line feed after each row."""

    def __init__(self, path: Path, header: Sequence[str] = ()) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self.name, self.rows = path.name, 0
        if header:
            self._file.write("\t".join(header) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, row: Iterable[Value]) -> None:
        """Add a row."""
        self._file.write("\t".join(map(cell, row)) + "\n")
        self.rows += 1

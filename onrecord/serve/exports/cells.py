"""Cells: values as tab-separated tables hold them that know no quoting, so that every row stays one line."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from onrecord.serve.exports.tellings import flat


def cell(value: object) -> str:
    r"""A value in one cell: no tab, no line end, no control character, no double quote, empty where there is none.

    Readers of these formats differ on whether a double quote opens a quoted cell; a single one never does.

    >>> cell('Ana "the\tFox" Duarte'), cell(None), cell(4.50), cell(5.0), cell(True)
    ("Ana 'the Fox' Duarte", '', '4.5', '5', '1')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else flat(str(value)).replace('"', "'")


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

    def write(self, row: Iterable[object]) -> None:
        """Add a row."""
        self._file.write("\t".join(map(cell, row)) + "\n")
        self.rows += 1

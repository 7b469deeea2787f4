"""A connection to an archive's file: where it may lie, how it is opened, rows out of it and transactions into it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from onrecord import settings
from onrecord.archive.complaints import in_words
from onrecord.archive.encodings import has_encoding
from onrecord.errors import ArchiveError

_LOG_WAIT = 200
"""Milliseconds that a commit may wait for readers of the log."""


@dataclass(frozen=True, slots=True)
class Database:
    """A connection, and the name of its archive, which stands in every error."""

    connection: sqlite3.Connection
    name: str

    @classmethod
    def in_memory(cls) -> Self:
        """An archive that is gone when it is closed."""
        return cls(sqlite3.connect(":memory:", isolation_level=None), "memory")

    @classmethod
    def of(cls, file: Path, *, write: bool) -> Self:
        """The file, for one writer or for any number of readers.

        A reader needs no right to write, not even in a read-only folder, where there can be no log beside the file.
        """
        with in_words(str(file)):
            if write:
                connection = sqlite3.connect(file, isolation_level=None, timeout=settings.ARCHIVE_WAIT_SECONDS)
            else:
                alone = not os.access(file.parent, os.W_OK) and not Path(f"{file}-wal").exists()
                uri = f"file:{quote(str(file.resolve()))}?mode=ro" + ("&immutable=1" if alone else "")
                waiting = settings.ARCHIVE_WAIT_SECONDS
                # a server hands a reader from thread to thread, to one at a time
                connection = sqlite3.connect(
                    uri, uri=True, isolation_level=None, timeout=waiting, check_same_thread=False
                )
                connection.execute("PRAGMA query_only = ON")
                connection.execute(f"PRAGMA cache_size = -{settings.ARCHIVE_CACHE}")
            return cls(connection, str(file))

    def close(self) -> None:
        """Ends the connection."""
        self.connection.close()

    def rows(self, query: str, *values: object) -> Iterator[Any]:
        """The rows of a query, one by one; none has half of a surrogate pair."""
        if not all(has_encoding(value) for value in values if isinstance(value, str)):
            return
        with in_words(self.name):
            for row in self.connection.execute(query, values):  # noqa: UP028 - `yield from` closes the cursor, after the archive
                yield row

    def row(self, query: str, *values: object) -> Any:
        """The first row of a query, or null."""
        return next(self.rows(query, *values), None)

    def execute(self, query: str, *values: object) -> sqlite3.Cursor:
        """One statement, inside a transaction."""
        return self.connection.execute(query, values)

    def script(self, statements: str) -> None:
        """Several statements, inside a transaction, which sqlite3's own `executescript` would end."""
        statement = ""
        for piece in statements.split(";"):
            statement += f"{piece};"
            if sqlite3.complete_statement(statement):
                self.connection.execute(statement)
                statement = ""

    def many(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        """One statement for each of the rows, inside a transaction."""
        self.connection.executemany(query, rows)

    def insert(self, table: str, *row: object) -> sqlite3.Cursor:
        """One row more, inside a transaction."""
        return self.connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept or, should anything go wrong, nothing."""
        with in_words(self.name):
            self.connection.execute("BEGIN IMMEDIATE")
            before = self.connection.total_changes
            try:
                yield
                if self.connection.total_changes > before:
                    self.connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'stamp'")
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def shorten_log(self) -> None:
        """Empties the log beside the file when it is long: readers that follow one upon another keep SQLite from it.

        A reader that stays is not waited for: the log is emptied after a later commit.
        """
        log = Path(f"{self.name}-wal")
        if log.exists() and log.stat().st_size > settings.ARCHIVE_LOG:
            with in_words(self.name):
                self.connection.execute(f"PRAGMA busy_timeout = {_LOG_WAIT}")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.connection.execute(f"PRAGMA busy_timeout = {int(settings.ARCHIVE_WAIT_SECONDS * 1000)}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")


def check_place(file: Path, *, write: bool) -> None:
    """Refuses a place where no archive can be, or none that can be read or written."""
    if file.is_dir():
        raise ArchiveError("a folder", name=str(file), remedy="give the path of a file, for example news.onrecord")
    if not write and not file.exists():
        raise ArchiveError("no such archive", name=str(file), remedy=f"make it with: onrecord build {file} PATH...")
    if write and not file.parent.is_dir():
        raise ArchiveError("its folder is not there", name=str(file), remedy=f"make the folder {file.parent}")
    needed = os.R_OK | (os.W_OK if write else 0)
    if not os.access(file if file.exists() else file.parent, needed) or (write and not os.access(file.parent, os.W_OK)):
        verb = "write" if write else "read"
        raise ArchiveError(f"no permission to {verb} it", name=str(file), remedy="ask its owner, or take another place")

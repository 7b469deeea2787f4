"""SQLite's complaints, as errors that name the archive and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import ArchiveError

_WHOLE = "what was committed is kept whole"
_WORDS = {
    "is full": (f"the disk is full; {_WHOLE}", "free some space and run the same command again"),
    "I/O error": (
        f"the disk cannot be written; {_WHOLE}",
        "see that it has space and works, then run the command again",
    ),
    "readonly": ("cannot be written: the medium is read-only", "copy it to a place that can be written"),
    "not a database": ("not an onrecord archive", "give the path of an archive that onrecord build made"),
    "malformed": ("the file is damaged", "take it back from a backup, or build a new one from the same inputs"),
    "no such table": ("the file is damaged, or not an onrecord archive", "build a new one from the same inputs"),
    "locked": ("held by another program that writes", "close the program that has the archive open"),
    "unable to open": ("cannot be opened", "see that the folder can be read and, for building, written"),
}


@contextmanager
def in_words(name: str) -> Iterator[None]:
    """What SQLite says inside, told as an `ArchiveError` about the archive of this name."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        remedy = "commit articles before what follows from them"
        raise ArchiveError(f"cannot be kept ({error})", name=name, remedy=remedy) from error
    except sqlite3.DatabaseError as error:
        problem, remedy = next(
            (words for mark, words in _WORDS.items() if mark in str(error)), (str(error), "see docs/archive.md")
        )
        raise ArchiveError(problem, name=name, remedy=remedy) from error

"""Open archives for the threads that answer: each is used by one request at a time, and none waits on a writer."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord import settings
from onrecord.archive import Archive, Decoded
from onrecord.errors import UsageError

File = tuple[int, int]
"""Device and number of a file: another file in the same place has others."""


@dataclass(slots=True)
class Reader:
    """An open archive: the file that it reads, and the stamp under which its tables were known to be ours."""

    archive: Archive
    file: File
    stamp: int


class Readers:
    """A pool of open archives, made as they are needed and kept for the next request.

    When another file takes the place of the archive it is read from the next request on; while there is none, or one of
    another version, requests fail with an ArchiveError that says so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._decoded = Decoded(settings.SERVE_DECODED_MIB << 20)
        self._idle: deque[Reader] = deque()

    @contextmanager
    def one(self) -> Iterator[Reader]:
        """An open archive for one request, all of one moment, whatever is committed meanwhile."""
        reader = self._taken()
        try:
            if (stamp := reader.archive.stamp()) != reader.stamp:  # a commit, which may have been an upgrade
                reader.archive.check()
                reader.stamp = stamp
            with reader.archive.snapshot():
                yield reader
        except UsageError:  # the asker's doing: there is no such story
            self._idle.append(reader)
            raise
        except BaseException:
            reader.archive.close()
            raise
        self._idle.append(reader)

    def file(self) -> File | None:
        """The file that lies in the archive's place now, null when there is none."""
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _taken(self) -> Reader:
        """One that is idle and reads the file that is there, or a new one."""
        file = self.file()
        while self._idle:
            try:
                reader = self._idle.pop()
            except IndexError:  # another thread was quicker
                break
            if reader.file == file:
                return reader
            reader.archive.close()
        return self._opened()

    def _opened(self) -> Reader:
        """A new one; should the file be exchanged while it is opened, of the one that lies there then."""
        while True:
            file = self.file()
            archive = Archive.open(self.path, decoded=self._decoded)
            if file and file == self.file():
                return Reader(archive, file, archive.stamp())
            archive.close()

    def close(self) -> None:
        """Closes those that are idle."""
        while self._idle:
            self._idle.pop().archive.close()

"""Open archives for the threads that answer: each is used by one request at a time, and none waits on a writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from onrecord.archive import Archive


class Readers:
    """A pool of open archives, made as they are needed and kept for the next request."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: SimpleQueue[Archive] = SimpleQueue()

    @contextmanager
    def one(self) -> Iterator[Archive]:
        """An archive for one request, all of one moment, whatever is committed meanwhile."""
        try:
            archive = self._idle.get_nowait()
        except Empty:
            archive = Archive.open(self.path)
        try:
            with archive.snapshot():
                yield archive
        except BaseException:
            archive.close()
            raise
        self._idle.put(archive)

    def close(self) -> None:
        """Closes those that are idle."""
        while not self._idle.empty():
            self._idle.get_nowait().close()

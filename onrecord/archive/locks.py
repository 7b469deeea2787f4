"""One build at a time: the system's lock on a file beside the archive, gone with its process, even under kill -9."""

import os
import socket
import time
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from onrecord import settings
from onrecord.errors import ArchiveError


class BuildLock:
    """Holds the archive for a build until it is released.

    The file says who holds it. It is not the archive itself, so that readers are never locked out.
    """

    def __init__(self, archive: Path) -> None:
        self._archive, self._path = archive, Path(f"{archive}-lock")
        self._file = self._take(time.monotonic() + settings.ARCHIVE_WAIT_SECONDS)
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"process {os.getpid()} on {socket.gethostname()} since {since}".encode(), 0)

    def release(self) -> None:
        """Gives the archive free."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)

    def _take(self, deadline: float) -> int:
        while True:
            try:
                file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                remedy = "ask its owner, or take another place"
                raise ArchiveError(
                    f"cannot be locked ({error.strerror})", name=str(self._path), remedy=remedy
                ) from None
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                holder = os.pread(file, 200, 0).decode("utf-8", "replace") or "another process"
                os.close(file)
                if time.monotonic() > deadline:
                    remedy = "wait until it is done, or end it"
                    raise ArchiveError(f"held by {holder}", name=str(self._archive), remedy=remedy) from None
                time.sleep(0.1)
                continue
            if self._path.exists() and os.fstat(file).st_ino == self._path.stat().st_ino:
                return file
            os.close(file)  # its holder took the file away in the moment between our opening and our locking it

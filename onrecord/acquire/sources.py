"""What is to be read: the paths as they were given, and the files found in folders, in sorted order."""

import codecs
import gzip
import io
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from onrecord.errors import UsageError
from onrecord.schema import Skipped

COMPRESSED: dict[str, Callable[[Path], IO[bytes]]] = {".gz": gzip.open, ".xz": lzma.open}  # type: ignore[dict-item]
"""How a compressed file is opened, by its last suffix."""

UNREADABLE = (OSError, EOFError, lzma.LZMAError, zlib.error)
"""What opening or reading a file may raise when it is damaged or forbidden."""

STANDARD_INPUT = "-"


class Source(NamedTuple):
    """One file, or standard input (`path` null).

    `name` is how the person knows it; `shown` is what an article may tell of it: never a folder of this machine.
    """

    name: str
    shown: str
    path: Path | None

    @property
    def suffix(self) -> str:
        """The kind of file, without the compression: ".jsonl" of "news.jsonl.gz"."""
        path = Path(self.shown.lower())
        return Path(path.stem).suffix if path.suffix in COMPRESSED else path.suffix

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes, unpacked. Standard input stays open: it is not ours to close."""
        if self.path is None:
            yield sys.stdin.buffer
            return
        opener = COMPRESSED.get(self.path.suffix.lower(), _plain)
        with opener(self.path) as stream:
            yield stream

    def skipped(self, reason: str, remedy: str, *, place: str | None = None) -> Skipped:
        """The word on why this source, or a place in it, was left out."""
        return Skipped(self.name, reason, place, remedy)


def check(paths: Iterable[str | Path]) -> tuple[str, ...]:
    """The paths as they were given; raises `UsageError` for a URL and for a path that is not there."""
    names = tuple(os.fspath(path) for path in paths)
    for name in names:
        if name.lower().startswith(("http://", "https://", "http:/", "https:/")):
            remedy = (
                "save the page (in a browser: Save Page As, HTML only; or: curl -o page.html URL) and give the file"
            )
            raise UsageError("pages are not fetched from the web", name=name, remedy=remedy)
        if name != STANDARD_INPUT and not _is_there(name):
            raise UsageError(
                "no such file or folder", name=name or "''", remedy="check the spelling and the current folder"
            )
    return names


def find(names: Iterable[str]) -> Iterator[Source | Skipped]:
    """The sources behind checked names: a folder gives its files, sorted, hidden ones left out."""
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            yield Source(name, name, None)
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield _file(path, shown=path.name)


def _is_there(name: str) -> bool:
    try:
        return os.path.lexists(name)
    except ValueError:  # a null character in the name
        return False


def _in_folder(top: Path) -> Iterator[Source | Skipped]:
    """Depth first without recursion; a folder that was entered before, by a link, is not entered again."""
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                yield _file(path, shown=path.relative_to(top).as_posix())
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            inside = sorted((entry.name for entry in os.scandir(path) if not entry.name.startswith(".")), reverse=True)
            waiting.extend(path / name for name in inside)
        except OSError as error:
            yield Skipped(str(path), f"cannot be opened: {why(error)}", None, "check the rights of the folder")


def _file(path: Path, *, shown: str) -> Source | Skipped:
    try:
        ordinary = path.is_file()
        path.stat()
    except OSError as error:
        return Skipped(str(path), f"cannot be opened: {why(error)}", None, "check the file, or where its link points")
    if not ordinary:  # a pipe would wait for ever
        return Skipped(
            str(path), "not an ordinary file", None, "save what it gives in a file, or use - for standard input"
        )
    return Source(str(path), _printable(shown), path)


def why(error: BaseException) -> str:
    """What went wrong, in words and without the path, which the person has."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).lower() or type(error).__name__


def _printable(name: str) -> str:
    """File names are bytes: what is not UTF-8 in them cannot be written anywhere else."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def first_character() -> str:
    """The first character on standard input that is no blank; the stream is still read from there."""
    stream = sys.stdin.buffer
    while head := stream.peek(1) if isinstance(stream, io.BufferedReader) else _peek(stream):
        first = head.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        if first:
            return first.decode("ascii", "replace")
        stream.read(len(head))
    return ""


def _peek(stream: IO[bytes]) -> bytes:
    """The next bytes of a stream in memory, which stays where it is."""
    at = stream.tell()
    head = stream.read(io.DEFAULT_BUFFER_SIZE)
    stream.seek(at)
    return head


def _plain(path: Path) -> IO[bytes]:
    return path.open("rb")

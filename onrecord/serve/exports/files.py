"""Files: an export comes into its folder whole or not at all, or as bytes for a download."""

import errno
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.archive import Archive
from onrecord.errors import NotFoundError, UsageError
from onrecord.serve.exports import EXPORTS, Export, Wanted

_CHUNK = 1 << 16
_MEDIA_TYPES = {
    ".db": "application/vnd.sqlite3",
    ".html": "text/html; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of an export: `done` is new, replaced, or removed (an earlier one, of which there is nothing now)."""

    path: Path
    rows: int
    done: str


@dataclass(frozen=True, slots=True)
class Download:
    """An export as one file: several are packed as a zip."""

    name: str
    media_type: str
    size: int
    chunks: Iterator[bytes]


def named(form: str) -> Export:
    """The format of that name; a name that there is not is answered with those that there are."""
    if form not in EXPORTS:
        raise NotFoundError(f"no such format: {form}", name="--format", remedy="name one", valid=sorted(EXPORTS))
    return EXPORTS[form]


def write(export: Export, wanted: Wanted) -> list[Written]:
    """Writes an export into its folder, which is made.

    Everything is written under another name on the same disk and then takes its place: no file is ever half there.
    Files of the same names are replaced; others in the folder stay as they are.
    """
    wanted = _whole_id(wanted)
    with _in_words(wanted.folder):
        wanted.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=wanted.folder) as place:
            rows = export(replace(wanted, folder=Path(place)))
            return list(_moved(rows, Path(place), wanted.folder))


@contextmanager
def open_export(
    form: str, archive: Archive, story: str | None, *, with_text: bool = True, background: bool = False
) -> Iterator[Download]:
    """An export as one stream of bytes; while it is open it takes its size in the system's folder for such files."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as place:
        wanted = _whole_id(Wanted(archive, story, Path(place), with_text, background))
        rows = named(form)(wanted)
        paths = [path for name in rows if (path := Path(place, name)).exists()]
        stem = f"onrecord-{wanted.story or 'all'}-{form}"
        path = paths[0] if len(paths) == 1 else _packed(paths, Path(place, f"{stem}.zip"))
        media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        with path.open("rb") as file:
            chunks = iter(lambda: file.read(_CHUNK), b"")
            yield Download(stem + path.suffix, media_type, path.stat().st_size, chunks)


def _whole_id(wanted: Wanted) -> Wanted:
    """The same with the whole id of its story, should there be one that begins so."""
    return replace(wanted, story=wanted.archive.story(wanted.story).id) if wanted.story else wanted


def _moved(rows: Mapping[str, int], place: Path, folder: Path) -> Iterator[Written]:
    """Each file into its place."""
    for name, n in rows.items():
        new, old = place / name, folder / name
        there = old.exists()
        if new.exists():
            os.replace(new, old)
            yield Written(old, n, "replaced" if there else "new")
        elif there:
            old.unlink()
            yield Written(old, 0, "removed")


def _packed(paths: list[Path], zipped: Path) -> Path:
    """Files in a zip, which is the same whenever it is made."""
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in paths:
            info = zipfile.ZipInfo(path.name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as file, packed.open(info, "w", force_zip64=True) as entry:
                shutil.copyfileobj(file, entry, _CHUNK)
    return zipped


_REMEDIES = {
    errno.ENOSPC: ("the disk is full", "free some space, or take a folder on another disk"),
    errno.EDQUOT: ("the disk quota is used up", "free some space, or take a folder on another disk"),
    errno.EACCES: ("no permission to write there", "take another folder"),
    errno.EPERM: ("no permission to write there", "take another folder"),
    errno.EROFS: ("the medium is read-only", "take another folder"),
    errno.EEXIST: ("not a folder", "take another name"),
    errno.ENOTDIR: ("not a folder", "take another name"),
}


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """What goes wrong with the disk, as an error that names the folder and what to do."""
    try:
        yield
    except OSError as error:
        problem, remedy = _REMEDIES.get(error.errno or 0, (str(error), "see that the folder can be written"))
        kept = "earlier files in the folder stand as they were"
        raise UsageError(f"{problem}; {kept}", name=str(folder), remedy=remedy) from error

"""The formats in which an archive leaves the house: each is a module here with one function, `write`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.archive import Archive
from onrecord.schema import Story

Progress = Callable[[str, Iterable[Any], int | None], Iterable[Any]]
"""Hands on items and shows how far they are: (what is done, the items, how many or null)."""


def silent(_: str, items: Iterable[Any], __: int | None) -> Iterable[Any]:
    """Shows nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is of: an archive or one `story` of it, into a `folder`, with the articles' texts or without.

    `background`: also the events that are told as context. The folder is empty when a format gets it.
    """

    archive: Archive
    story: str | None
    folder: Path
    with_text: bool = True
    background: bool = False
    progress: Progress = silent

    def stories(self) -> Iterator[Story]:
        """The stories that are exported: the one that was asked for, or all, the newest first."""
        if self.story:
            yield self.archive.story(self.story)
        else:
            yield from self.progress("stories", self.archive.stories(), self.archive.counts()["stories"])


Export = Callable[[Wanted], Mapping[str, int]]
"""Writes files into a folder; gives the name of each with the number of its rows. It need not care for what is there
already, nor for a file that is half written when the disk is full: see `files.write`. A name with 0 rows and no file
says that there is nothing of it.
"""


def _module(name: str) -> Export:
    """The format in the module of that name, which is loaded when it is first used."""

    def write(wanted: Wanted) -> Mapping[str, int]:
        found: Export = import_module(f"{__name__}.{name}").write
        return found(wanted)

    return write


_FORMATS = ("csv", "gdelt", "html", "jsonl", "md", "parquet", "plover", "polecat", "sqlite")
EXPORTS: dict[str, Export] = {name: _module(name) for name in _FORMATS}
"""By the name that `--format` takes; add an entry to add a format."""

"""The formats in which an archive leaves the house: each is a module here with one function, `write`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from onrecord.archive import Archive


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


Export = Callable[[Wanted], Mapping[str, int]]
"""Writes files into a folder; gives the name of each with the number of its rows. It need not care for what is there
already, nor for a file that is half written when the disk is full: see `write`.
"""


def _module(name: str) -> Export:
    """The format in the module of that name, which is loaded when it is first used."""

    def write(wanted: Wanted) -> Mapping[str, int]:
        found: Export = import_module(f"{__name__}.{name}").write
        return found(wanted)

    return write


EXPORTS: dict[str, Export] = {name: _module(name) for name in ("jsonl",)}
"""By the name that `--format` takes; add an entry to add a format."""

"""What the page about the method shows."""

from dataclasses import dataclass

from onrecord import __version__
from onrecord.archive import Archive
from onrecord.serve.parameters import Asked


@dataclass(frozen=True, slots=True)
class About:
    """The program and what the archive holds."""

    program: str
    counts: dict[str, int]


def about(archive: Archive, _: Asked) -> About:
    """What made these pages, and how much they are made of."""
    return About(f"onrecord {__version__}", archive.counts())

"""What was left out, and why: nothing is dropped in silence."""

from dataclasses import dataclass

from onrecord.archive import Archive
from onrecord.schema import Skipped
from onrecord.serve import addresses
from onrecord.serve.parameters import AskedList, Count


@dataclass(frozen=True, slots=True)
class Skips:
    """A page of what was left out, in the order in which it was met; `n_skipped` is all of it."""

    rows: tuple[Skipped, ...]
    next: str | None
    n_skipped: int


def skips(archive: Archive, asked: AskedList) -> Skips:
    """What was left out."""
    after = addresses.place(asked.after, Count) if asked.after else 0
    found = archive.skipped_after(after, limit=asked.size + 1)
    rows = found[: asked.size]
    goes_on = addresses.cursor(rows[-1][0]) if len(found) > asked.size else None
    return Skips(tuple(item for _, item in rows), goes_on, archive.counts()["skipped"])

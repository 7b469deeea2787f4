"""The archive: one SQLite file with all that was read and all that follows from it; the only SQL in the house."""

from onrecord.archive.archives import Archive
from onrecord.archive.batches import Batch, Staged
from onrecord.archive.searches import Hit

__all__ = ("Archive", "Batch", "Hit", "Staged")

"""The archive: one SQLite file with all that was read and all that follows from it; the only SQL in the house."""

from onrecord.archive.actors import (
    ActorArticle,
    ActorStatement,
    Companion,
    KnownActor,
    ListedActor,
    ListedPlace,
    Part,
    Participating,
    Role,
)
from onrecord.archive.archives import Archive
from onrecord.archive.batches import Batch, Staged
from onrecord.archive.decodings import Decoded
from onrecord.archive.leads import Lead
from onrecord.archive.listings import After, Listed, Named, PublishedDay, Publisher, Sort, StoryFilter, Told
from onrecord.archive.searches import Hit, HitKind

__all__ = (
    "ActorArticle",
    "ActorStatement",
    "After",
    "Archive",
    "Batch",
    "Companion",
    "Decoded",
    "Hit",
    "HitKind",
    "KnownActor",
    "Lead",
    "Listed",
    "ListedActor",
    "ListedPlace",
    "Named",
    "Part",
    "Participating",
    "PublishedDay",
    "Publisher",
    "Role",
    "Sort",
    "Staged",
    "StoryFilter",
    "Told",
)

"""The list of stories: what each is about, how many origins at most, where it differs."""

from dataclasses import dataclass
from itertools import islice

from onrecord.archive import Archive
from onrecord.schema import Summary
from onrecord.serve.parameters import AskedList


class AskedStories(AskedList, frozen=True, kw_only=True):
    """Which stories, and in which order."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story of the list."""

    id: str
    headline: str | None
    first_published: str | None
    last_published: str | None
    summary: Summary


@dataclass(frozen=True, slots=True)
class Stories:
    """A page of the list; `next` is null on the last."""

    rows: tuple[StoryRow, ...]
    next: str | None


def stories(archive: Archive, asked: AskedStories) -> Stories:
    """The stories, the latest first."""
    kept = islice(archive.stories(), asked.size)
    rows = (StoryRow(s.id, s.headline, s.first_published, s.last_published, archive.summary(s.id)) for s in kept)
    return Stories(tuple(rows), None)

"""What several news articles say of one event, on whose word, which repeat one text, and where they differ.

The nouns are here, and three functions; whatever takes time to load is loaded on first use.
"""

import os
from functools import partial
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.pipeline import Report
    from onrecord.schema import (
        Actor,
        Annotations,
        Answer,
        Article,
        Claim,
        Copy,
        Correction,
        Difference,
        Event,
        Figure,
        Lineage,
        Mark,
        Mention,
        Moved,
        Origin,
        Part,
        Participant,
        Party,
        Place,
        Point,
        Quote,
        Record,
        SharedPassage,
        Skipped,
        Span,
        Story,
        Summary,
        TimeExpression,
        Timeline,
    )

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Annotations",
    "Answer",
    "Article",
    "Claim",
    "Copy",
    "Correction",
    "Difference",
    "Event",
    "Figure",
    "Lineage",
    "Mark",
    "Mention",
    "Moved",
    "OnrecordError",
    "Origin",
    "Part",
    "Participant",
    "Party",
    "Place",
    "Point",
    "Quote",
    "Record",
    "SharedPassage",
    "Skipped",
    "Span",
    "Story",
    "Summary",
    "TimeExpression",
    "Timeline",
    "build",
    "open",
    "read",
]

Path = str | os.PathLike[str]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A noun, when it is first asked for."""
        if name not in __all__:  # first of all: the import below asks for `schema` here
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from onrecord import schema

        return getattr(schema, name)


def read(*paths: Path, publisher: str | None = None, published: str | None = None) -> "Archive":
    """The articles at these paths, read now and kept in memory: ask it for `records()`, `articles()`, `skipped()`."""
    from onrecord import acquire, engine, pipeline
    from onrecord.archive import Archive

    archive = Archive.open(None)
    articles = acquire.read([os.fspath(path) for path in paths], publisher=publisher, published=published)
    pipeline.build(archive, articles, run=engine.run)
    return archive


def build(
    archive: Path, *paths: Path, publisher: str | None = None, published: str | None = None, workers: int = 1
) -> "Report":
    """Adds the articles at these paths to an archive, made when it is not there: what `onrecord build` does."""
    from onrecord import acquire, engine, pipeline
    from onrecord.archive import Archive

    articles = acquire.read([os.fspath(path) for path in paths], publisher=publisher, published=published)
    with Archive.open(archive, write=True) as kept:
        return pipeline.build(kept, articles, run=partial(engine.run, workers=workers))


def open(archive: Path) -> "Archive":  # noqa: A001 - `onrecord.open`, as `gzip.open`
    """An archive that was built, to be read."""
    from onrecord.archive import Archive

    return Archive.open(archive)

"""Batches: articles are taken in, and all that follows from some of them is kept in one transaction."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice

from onrecord import settings, tokens
from onrecord.archive import casts, nouns
from onrecord.archive.connections import Database
from onrecord.archive.encodings import encoded, is_unicode, packed, printable
from onrecord.archive.flattenings import flatten
from onrecord.schema import Annotations, Article, Record, SharedPassage, Skipped, Story


@dataclass(frozen=True, slots=True)
class Staged:
    """How many articles were new, were known already, and how many inputs were left out."""

    new: int = 0
    known: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that follows from some articles (`done`: their ids), to be kept in one transaction.

    `stories` and `annotations` replace what was kept under their ids; `dropped_stories` were merged into others;
    `segments` are what the rooms' indexes keep: by room, blobs that are new or changed, and names that are gone.
    """

    done: tuple[str, ...] = ()
    annotations: tuple[Annotations, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    stories: tuple[Story, ...] = ()
    dropped_stories: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    segments: Mapping[str, tuple[Mapping[str, bytes], Iterable[str]]] = field(default_factory=dict)


def stage(database: Database, items: Iterable[Article | Skipped]) -> Staged:
    """Takes in articles and what was left out, block by block."""
    counts, rest = {"new": 0, "known": 0, "skipped": 0}, iter(items)
    while block := list(islice(rest, settings.ARCHIVE_STAGE_BLOCK)):
        with database.transaction():
            for item in block:
                counts[stage_one(database, item)] += 1
        database.shorten_log()
    return Staged(**counts)


def stage_one(database: Database, item: Article | Skipped) -> str:
    """Takes in one article, and says what became of it."""
    if isinstance(item, Article) and not is_unicode(item):
        item = Skipped(item.id, "has half of a surrogate pair, which is no character", remedy="save it as UTF-8")
    elif isinstance(item, Article) and "\0" in item.id:  # the end of a text for SQLite's functions: never found again
        item = Skipped(item.id, "has a null character in its id", remedy="give it another id")
    if isinstance(item, Skipped):
        _skip(database, item)
        return "skipped"
    kept = database.row("SELECT text FROM articles WHERE id = ?", item.id)
    if kept and kept[0] == item.text:
        return "known"
    if kept:
        remedy = "give it an id of its own, and name the first as revision_of if it is a later version"
        _skip(database, Skipped(item.id, "another text is kept under this id", remedy=remedy))
        return "skipped"
    flat = (item.publisher, item.published, item.headline, item.url, item.language, item.byline, item.dateline)
    (number,) = database.row("SELECT ifnull(max(number), 0) + 1 FROM articles")
    row = (item.id, *flat, item.revision_of, 0, item.text, encoded(replace(item, text="")), number)
    database.insert("articles", *row)
    return "new"


def _skip(database: Database, item: Skipped) -> None:
    row = tuple(printable(value) for value in (item.input, item.place, item.reason, item.remedy))
    database.execute("INSERT OR IGNORE INTO skipped (input, place, reason, remedy) VALUES (?, ?, ?, ?)", *row)


def commit(database: Database, batch: Batch, now: str | None = None) -> None:
    """Keeps the whole batch or, should anything go wrong, nothing of it."""
    now = now or datetime.now(UTC).isoformat(timespec="seconds")
    with database.transaction():
        database.many("DELETE FROM stories WHERE id = ?", ((story,) for story in batch.dropped_stories))
        keep_annotations(database, batch)
        keep_stories(database, batch.stories)
        for record in batch.records:
            keep_record(database, record, now)
        told = (*(story.id for story in batch.stories), *(record.story.id for record in batch.records))
        casts.keep_stories(database, told, (read.article for read in batch.annotations))
        _keep_segments(database, batch)
        finish(database, batch.done)
    database.shorten_log()


def keep_annotations(database: Database, batch: Batch) -> None:
    """What was read in the articles of a batch, and the passages that they share."""
    rows = ((read.article, packed(read)) for read in batch.annotations)
    database.many("INSERT OR REPLACE INTO annotations VALUES (?, ?)", rows)
    for read in batch.annotations:
        casts.keep(database, read)
    passages = (
        (p.left.article, p.left.start, p.left.end, p.right.article, p.right.start, p.right.end, p.identity, p.kind)
        for p in batch.passages
    )
    database.many(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET identity = excluded.identity, kind = excluded.kind",
        passages,
    )


_KEEP_STORY = """
INSERT INTO stories (id, headline, first_published, last_published, n_articles, noun) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET headline = excluded.headline, first_published = excluded.first_published,
last_published = excluded.last_published, noun = excluded.noun,
n_articles = iif(revision IS NULL, excluded.n_articles, n_articles)
"""


def keep_stories(database: Database, stories: Iterable[Story]) -> None:
    """Stories that are new or changed."""
    for story in stories:
        flat = (story.id, story.headline, story.first_published, story.last_published, len(story.articles))
        database.execute(_KEEP_STORY, *flat, encoded(story))
        database.execute("DELETE FROM story_articles WHERE story = ?", story.id)
        rows = [(article, story.id, 0, article) for article in story.articles]
        rows += [(article, story.id, 1, article) for article in story.round_ups if article not in story.articles]
        number = "(SELECT number FROM articles WHERE id = ?)"
        database.many(f"INSERT INTO story_articles VALUES (?, ?, ?, {number})", rows)


def keep_record(database: Database, record: Record, now: str) -> None:
    """A record that differs from its latest revision, as the next one."""
    story = record.story.id
    latest = database.row(
        "SELECT revision, noun, composed_at FROM records WHERE story = ? ORDER BY revision DESC LIMIT 1", story
    )
    content = encoded(replace(record, revision=0, composed_at=None)).encode()
    if latest and zlib.decompress(latest[1]) == content:
        if database.row("SELECT 1 FROM stories WHERE id = ? AND revision = ?", story, latest[0]):
            return
        record = replace(record, revision=latest[0], composed_at=latest[2])
    else:
        record = replace(record, revision=latest[0] + 1 if latest else 1, composed_at=now)
        database.insert("records", story, record.revision, now, zlib.compress(content))
    flatten(database, record)


def _keep_segments(database: Database, batch: Batch) -> None:
    for room, (kept, removed) in batch.segments.items():
        database.many("DELETE FROM segments WHERE room = ? AND name = ?", ((room, name) for name in removed))
        rows = ((room, name, bytes(content)) for name, content in kept.items())
        database.many("INSERT OR REPLACE INTO segments VALUES (?, ?, ?)", rows)


_FINDABLE = "INSERT INTO article_words (rowid, headline, text) SELECT number, headline, text FROM articles WHERE id = ?"


def finish(database: Database, done: Iterable[str]) -> None:
    """Marks articles as worked, and makes their sentences findable."""
    for article in nouns.articles(database, done):
        if database.execute("UPDATE articles SET done = 1 WHERE id = ? AND NOT done", article.id).rowcount:
            for start, end in tokens.sentences(article.text):
                number = database.insert("sentences", None, article.id, start, end).lastrowid
                database.insert("sentence_words (rowid, text)", number, article.text[start:end])
            database.execute(_FINDABLE, article.id)

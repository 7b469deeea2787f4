"""The flat tables of an archive, and their rows, story by story: what csv, parquet and sqlite are written from."""

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord import settings
from onrecord.schema import Annotations, Story
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.archive_tables import ARCHIVE_TABLES, Kept
from onrecord.serve.exports.article_tables import ARTICLE_TABLES, ARTICLES, Read
from onrecord.serve.exports.columns import Row, Table
from onrecord.serve.exports.event_tables import EVENTS
from onrecord.serve.exports.events import event_rows
from onrecord.serve.exports.excerpts import Cut, Excerpts, whole
from onrecord.serve.exports.origin_tables import ORIGIN_TABLES
from onrecord.serve.exports.story_tables import STORIES, STORY_TABLES, Told

TABLES: tuple[Table[Any], ...] = (
    STORIES, ARTICLES, *STORY_TABLES[1:], EVENTS, *ORIGIN_TABLES, *ARTICLE_TABLES[1:], *ARCHIVE_TABLES
)  # fmt: skip
"""All of them, in the order in which they are documented; a table comes after those that its columns lead to."""

Block = tuple[Table[Any], list[Row]]


def blocks(wanted: Wanted) -> Iterator[Block]:
    """The rows of all tables in blocks that fit in memory; blocks of one table do not follow one another."""
    return _gathered(_pieces(wanted))


def _gathered(pieces: Iterable[tuple[Table[Any], Iterable[Row]]]) -> Iterator[Block]:
    waiting: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    weights = dict.fromkeys(waiting, 0)
    for table, rows in pieces:
        for row in rows:
            waiting[table.name].append(row)
            weights[table.name] += sum(len(cell) for cell in row if isinstance(cell, str))
            if len(waiting[table.name]) >= settings.SERVE_EXPORT_ROWS or weights[table.name] >= _MOST_CHARACTERS:
                yield table, waiting[table.name]
                waiting[table.name], weights[table.name] = [], 0
    yield from ((table, waiting[table.name]) for table in TABLES if waiting[table.name])


_MOST_CHARACTERS = 16_000_000


def _pieces(wanted: Wanted) -> Iterator[tuple[Table[Any], Iterable[Row]]]:
    kept = Kept(wanted.archive, wanted.story, wanted.with_text)
    for story in wanted.stories():
        yield from _of_story(story, wanted, kept)
    for read in _read(wanted, kept):
        cut = whole if wanted.with_text else Excerpts([read.article.text])
        for of_article in ARTICLE_TABLES:
            yield of_article, _cut(of_article.rows(read), cut)
    for of_archive in ARCHIVE_TABLES:
        yield of_archive, of_archive.rows(kept)


def _of_story(story: Story, wanted: Wanted, kept: Kept) -> Iterator[tuple[Table[Any], Iterable[Row]]]:
    archive = wanted.archive
    record = archive.record(story.id)
    kept.note(record)
    articles = {article.id: article for article in archive.articles(story.articles)}
    names = {actor.id: actor.name for actor in record.actors}
    told = Told(record, articles, archive.summary(story.id), names)
    cut = whole if wanted.with_text else Excerpts(article.text for article in articles.values())
    for table in (*STORY_TABLES, *ORIGIN_TABLES):
        yield table, _cut(table.rows(told), cut)
    events = list(event_rows(archive, story.id, background=wanted.background))
    yield EVENTS, _cut(EVENTS.rows(events), cut)


def _read(wanted: Wanted, kept: Kept) -> Iterator[Read]:
    """Each article with what was read in it."""
    for article in wanted.archive.articles(list(kept.story_of) if wanted.story else None):
        found = next(wanted.archive.annotations([article.id]), Annotations(article.id))
        version_of = article.revision_of or kept.version_of.get(article.id)
        yield Read(article, found, kept.story_of.get(article.id), version_of, wanted.with_text)


def _cut(rows: Iterable[Row], cut: Cut) -> Iterable[Row]:
    if cut is whole:
        return rows
    return (tuple(cut(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)

"""Upgrades: an archive of an older onrecord gets the tables of this one, filled from the nouns that it keeps."""

from onrecord.archive import casts, flattenings, nouns, summaries, tables
from onrecord.archive.connections import Database
from onrecord.errors import ArchiveError


def prepare(database: Database, *, write: bool) -> None:
    """Makes the tables in an empty file that is written to, or brings older ones up to date, in one transaction."""
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    if not write:
        check(database)
        return
    found = tables.version(database)
    if found is None:
        tables.make(database)
    elif found < tables.VERSION:
        _to_version_2(database)


def check(database: Database) -> None:
    """Refuses a file that cannot be read: no archive, or one of another version."""
    found = tables.version(database)
    if found is None:
        raise tables.not_an_archive(database.name)
    if found < tables.VERSION:
        remedy = f"onrecord build {database.name} brings it up to date"
        raise ArchiveError("made by an older onrecord", name=database.name, remedy=remedy)


_COLUMNS = (
    "articles ADD number INTEGER",
    "story_articles ADD number INTEGER",
    "points ADD statement INTEGER",
    "points ADD status TEXT",
    "points ADD withdrawn INTEGER",
    "stories ADD n_publishers INTEGER",
    "stories ADD n_origins INTEGER",
    "stories ADD n_statements INTEGER",
    "stories ADD n_differ INTEGER",
    "stories ADD n_denied INTEGER",
    "stories ADD n_changed INTEGER",
    "stories ADD revision INTEGER",
    "stories ADD composed_at TEXT",
    "stories ADD summary TEXT",
    "stories ADD actors TEXT",
)
_NUMBERS = """
UPDATE articles SET number = n.number FROM (SELECT id, row_number() OVER (ORDER BY rowid) AS number FROM articles) n
    WHERE n.id = articles.id;
UPDATE story_articles SET number = (SELECT number FROM articles WHERE id = article);
UPDATE points SET statement = n.place
    FROM (SELECT number, row_number() OVER (PARTITION BY story ORDER BY number) AS place FROM points) n
    WHERE n.number = points.number;
DROP INDEX stories_in_time;
"""


def _to_version_2(database: Database) -> None:
    """Tables for lists and pages."""
    with database.transaction():
        database.script(f"{''.join(f'ALTER TABLE {added};' for added in _COLUMNS)} {_NUMBERS} {tables.LISTS}")
        database.script(tables.counters() + tables.first_stamp())
        database.execute(
            "INSERT INTO article_words (rowid, headline, text) SELECT number, headline, text FROM articles WHERE done"
        )
        for read in nouns.annotations(database):
            casts.keep(database, read)
        for record in nouns.records(database):
            members = list(nouns.articles(database, record.story.articles))
            flattenings.keep_outcomes(database, record)
            summaries.keep(database, record, members)
            summaries.keep_speakers(database, record.story.id)
            casts.keep_story(database, record.story.id)
        database.execute("UPDATE meta SET value = ? WHERE key = 'version'", str(tables.VERSION))

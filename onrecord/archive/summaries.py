"""Summaries: what a list says of a story, kept with its record so that a list is a read."""

from collections.abc import Sequence

import msgspec

from onrecord.archive import nouns
from onrecord.archive.connections import Database
from onrecord.archive.encodings import encoded
from onrecord.record import summarise
from onrecord.schema import Article, Record, Summary

_SUMMARY = msgspec.json.Decoder(Summary)


def keep(database: Database, record: Record, articles: Sequence[Article]) -> None:
    """The summary of the latest record of a story; `articles` are the story's."""
    found = summarise(record, articles)
    database.execute(
        "UPDATE stories SET n_articles = ?, n_publishers = ?, n_origins = ?, n_statements = ?, n_differ = ?,"
        " n_denied = ?, n_changed = ?, revision = ?, composed_at = ?, summary = ? WHERE id = ?",
        *(found.n_articles, found.n_publishers, found.n_origins, found.n_statements, found.n_differ),
        *(found.n_denied, found.n_changed, record.revision, record.composed_at, encoded(found), record.story.id),
    )


def of(database: Database, story: str, revision: int | None = None) -> Summary:
    """The summary of the latest record of a story, or of a revision."""
    query = "SELECT summary FROM stories WHERE id = ?1 AND revision = ifnull(?2, revision) AND summary IS NOT NULL"
    found = database.row(query, story, revision)
    if found:
        return summary(found[0])
    record = nouns.record(database, story, revision)  # by the beginning of its id, or an earlier revision
    return summarise(record, list(nouns.articles(database, record.story.articles)))


def summary(noun: str) -> Summary:
    """A summary, as it was kept."""
    return _SUMMARY.decode(noun)


_SPEAKERS = """
INSERT OR IGNORE INTO point_actors SELECT c.said_by, ifnull(p.first_reported, ''), p.number, 'says'
FROM claims c JOIN points p ON p.story = c.story AND p.id = c.point WHERE c.story = ? AND c.said_by IS NOT NULL
"""
_PARTICIPANTS = """
INSERT OR IGNORE INTO point_actors SELECT e.actor, ifnull(p.first_reported, ''), p.number, e.side
FROM claims c JOIN points p ON p.story = c.story AND p.id = c.point JOIN event_actors e ON e.article = c.article
AND e.start >= c.start AND e.start < c."end" AND e."end" <= c."end"
WHERE c.story = ? AND c.kind = 'event' AND (c.attribute = e.type OR c.attribute LIKE e.type || ' %')
"""


def keep_speakers(database: Database, story: str) -> None:
    """Who speaks and who takes part in the statements of a story."""
    database.execute(_SPEAKERS, story)
    database.execute(_PARTICIPANTS, story)

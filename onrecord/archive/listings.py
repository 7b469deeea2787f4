"""Lists of stories: filtered, sorted, a page at a time, and the values that a filter can have."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from onrecord.archive import encodings, summaries
from onrecord.archive.connections import Database
from onrecord.archive.searches import matching
from onrecord.schema import Story, Summary

Sort = Literal["latest", "size"]
Told = Literal["differently", "changed", "one origin"]
After = tuple[str | int, ...]
"""Where a page of a list goes on: after the row that has it."""


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """What the stories of a list have in common; each that is given must hold.

    `words`: in one article, as in a search; `first_day` and `last_day` (ISO, inclusive): days that the story's span
    touches; `publishers` (one of these names), `actor` (id), `place` (id): of one of its own articles, not of a
    round-up; `least_articles`: it has so many or more.
    """

    words: str = ""
    first_day: str | None = None
    last_day: str | None = None
    publishers: tuple[str, ...] = ()
    actor: str | None = None
    place: str | None = None
    least_articles: int | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An actor under the name that a list shows."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A story as a list shows it; `actors` are those that most of its articles name, `after` where the list goes on."""

    story: Story
    summary: Summary
    revision: int
    composed_at: str
    actors: tuple[Named, ...]
    after: After


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher, and how many articles it has."""

    name: str
    n_articles: int


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """How many articles a publisher has of a day: what shares of articles are shares of."""

    publisher: str | None
    day: str | None
    n_articles: int


_LATEST = "ifnull(s.last_published, '')"
_KEYS = {"latest": f"{_LATEST}, s.id", "size": f"s.n_articles, {_LATEST}, s.id"}
_ORDERS = {"latest": f"{_LATEST} DESC, s.id", "size": f"s.n_articles DESC, {_LATEST} DESC, s.id"}
_GOES_ON = {
    "latest": f"{_LATEST} <= ?1 AND ({_LATEST} < ?1 OR s.id > ?2)",
    "size": f"s.n_articles <= ?1 AND (s.n_articles < ?1 OR {_LATEST} < ?2 OR ({_LATEST} = ?2 AND s.id > ?3))",
}
_ACTORS = msgspec.json.Decoder(list[tuple[str, str]])


def listing(
    database: Database, wanted: StoryFilter, *, sort: Sort, limit: int, after: After | None = None
) -> list[Listed]:
    """Stories that have a record, a page of them."""
    where, values = _where(wanted)
    if after is not None:
        where, values = [_GOES_ON[sort], *where], [*after, *values]
    return _listed(database, f"{' AND '.join(where)} ORDER BY {_ORDERS[sort]} LIMIT ?", [*values, limit], sort)


def counted_by_size(database: Database, wanted: StoryFilter) -> tuple[int, int]:
    """How many stories fit a filter whatever their size, and how many of them have several articles: in one walk."""
    where, values = _where(replace(wanted, least_articles=None))
    query = f"SELECT count(*), ifnull(sum(s.n_articles > 1), 0) FROM stories s WHERE {' AND '.join(where)}"
    found: tuple[int, int] = database.row(query, *values)
    return found


def article_stories(database: Database, article: str) -> list[Listed]:
    """The stories of an article, those that it is a round-up for after the others."""
    query = (
        "s.revision IS NOT NULL AND s.id IN (SELECT story FROM story_articles WHERE article = ?1) ORDER BY"
        " (SELECT round_up FROM story_articles WHERE article = ?1 AND story = s.id), s.id"
    )
    return _listed(database, query, [article], "latest")


def publishers(database: Database, limit: int) -> list[Publisher]:
    """Those with most articles."""
    query = (
        "SELECT publisher, count(*) FROM articles WHERE publisher IS NOT NULL"
        " GROUP BY publisher ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return [Publisher(*row) for row in database.rows(query, limit)]


def days(database: Database) -> tuple[str, str] | None:
    """The first and the last day of publication."""
    ends = [
        database.row(f"SELECT {end}(published) FROM articles WHERE published IS NOT NULL")[0] for end in ("min", "max")
    ]
    return (ends[0][:10], ends[1][:10]) if ends[0] else None


def published_days(database: Database) -> Iterator[PublishedDay]:
    """How many articles each publisher has of each day, undated ones first."""
    query = "SELECT publisher, substr(published, 1, 10) AS day, count(*) FROM articles GROUP BY 1, 2 ORDER BY 1, 2"
    return (PublishedDay(*row) for row in database.rows(query))


# "+" keeps SQLite on the index of the order: it stops when the page is full, and reads no story that is not shown
_HAS_WORDS = """+s.id IN (SELECT story FROM story_articles WHERE NOT round_up
AND number IN (SELECT rowid FROM article_words WHERE article_words MATCH ?))"""
_HAS_PUBLISHER = """+s.id IN (SELECT story FROM story_articles WHERE NOT round_up
AND number IN (SELECT number FROM articles WHERE publisher IN (SELECT value FROM json_each(?))))"""


_TOLD = {
    "differently": "s.n_differ + s.n_denied >= ?",
    "changed": "s.n_changed >= ?",
    "one origin": "s.n_publishers > 1 AND s.n_origins = ?",
}


def _where(wanted: StoryFilter) -> tuple[list[str], list[object]]:
    """The conditions of a filter, and their values in the same order."""
    given = [
        (_HAS_WORDS, matching(wanted.words) if wanted.words.strip() else None),
        (_HAS_PUBLISHER, json.dumps(wanted.publishers) if wanted.publishers else None),
        ("+s.id IN (SELECT story FROM story_actors WHERE actor = ?)", wanted.actor),
        ("+s.id IN (SELECT story FROM story_places WHERE place = ?)", wanted.place),
        ("substr(s.last_published, 1, 10) >= ?", wanted.first_day),
        ("substr(s.first_published, 1, 10) <= ?", wanted.last_day),
        ("s.n_articles >= ?", wanted.least_articles),
        (_TOLD.get(wanted.told or "", ""), wanted.told and 1),
    ]
    told = [(condition, value) for condition, value in given if value is not None]
    return ["s.revision IS NOT NULL", *(condition for condition, _ in told)], [value for _, value in told]


def _listed(database: Database, query: str, values: list[Any], sort: Sort) -> list[Listed]:
    columns = f"s.noun, s.summary, s.revision, s.composed_at, s.actors, {_KEYS[sort]}"
    return [
        Listed(
            encodings.story(noun),
            summaries.summary(summary),
            revision,
            composed_at,
            tuple(Named(*actor) for actor in _ACTORS.decode(actors or "[]")),
            tuple(key),
        )
        for noun, summary, revision, composed_at, actors, *key in database.rows(
            f"SELECT {columns} FROM stories s WHERE {query}", *values
        )
    ]

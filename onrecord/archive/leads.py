"""Leads: the article under whose headline, or whose first sentence, a story stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.archive.connections import Database
from onrecord.archive.encodings import IDS, ids

_BEGINNING = 4_000
"""Characters in which a first sentence is looked for."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The article that a story is headed by; `beginning` is that of its text, where the story has no headline."""

    article: str
    headline: str | None
    publisher: str | None
    published: str | None
    beginning: str


_LEADS = f"""
WITH told AS (
    SELECT s.id AS story, s.headline AS head, a.id, a.headline, a.publisher, a.published, row_number() OVER (
        PARTITION BY s.id ORDER BY ifnull(a.headline <> s.headline, 1), a.published IS NULL, a.published, a.id) AS place
    FROM stories s JOIN story_articles sa ON sa.story = s.id AND NOT sa.round_up JOIN articles a ON a.id = sa.article
    WHERE s.id IN {IDS})
SELECT story, id, headline, publisher, published,
    CASE WHEN head IS NULL THEN (SELECT substr(text, 1, {_BEGINNING}) FROM articles a WHERE a.id = told.id) ELSE '' END
FROM told WHERE place = 1
"""


def leads(database: Database, stories: Iterable[str]) -> dict[str, Lead]:
    """Of each of these stories the first published article with its headline; with none, the first published."""
    return {story: Lead(*row) for story, *row in database.rows(_LEADS, ids(stories))}

"""The tables of who has text from whom, and of who is who in a story."""

from collections.abc import Iterator

from onrecord.serve.exports.columns import ARTICLE, END, REASON, START, STORY, Column, Row, Table, joined
from onrecord.serve.exports.story_tables import Told


def _origins(told: Told) -> Iterator[Row]:
    letters = {origin: mark.letter for mark in told.summary.marks for origin in mark.origins}
    for origin in told.record.lineage.origins:
        named = (origin.kind, origin.agency, origin.publisher, origin.original, letters.get(origin.id))
        covered = sum(part.span.end - part.span.start for part in origin.parts)
        size = (len(origin.articles), joined(origin.articles), covered)
        yield (told.story, origin.id, *named, *size, origin.evidence, origin.reason)


ORIGINS = Table(
    "origins",
    "A row a text from which articles were made.",
    (
        STORY,
        Column("origin", str, "id of the origin, unique within its story"),
        Column("kind", str, "wire, outlet or handout (a statement or post that several print)"),
        Column("agency", str, "of a wire: which"),
        Column("publisher", str, "of an outlet's own report: whose"),
        Column("original", str, "id of the article that is that text, where it was read"),
        Column("letter", str, "the letter of its newsroom on every page; null where its evidence is unknown"),
        Column("n_articles", int, "articles that have a part of it"),
        Column("articles", str, "their ids"),
        Column("n_characters", int, "characters of its parts in all of them"),
        Column("evidence", str, "the strongest of its parts: credited, shared-text, own, presumed or unknown"),
        REASON,
    ),
    ("story", "origin"),
    _origins,
)


def _origin_parts(told: Told) -> Iterator[Row]:
    for origin in told.record.lineage.origins:
        for number, part in enumerate(origin.parts):
            place = (part.span.article, part.span.start, part.span.end)
            yield (told.story, origin.id, number, *place, part.evidence, part.reason)


ORIGIN_PARTS = Table(
    "origin_parts",
    "A row a stretch of an article that has an origin. Where several overlap a handout's holds, else the shortest.",
    (
        STORY,
        Column("origin", str, "id of the origin (`origins`)"),
        Column("part", int, "its place among the parts of the origin, from 0"),
        ARTICLE,
        START,
        END,
        Column("evidence", str, "credited, shared-text, own, presumed or unknown"),
        REASON,
    ),
    ("story", "origin", "part"),
    _origin_parts,
)


def _copies(told: Told) -> Iterator[Row]:
    for number, copy in enumerate(told.record.lineage.copies):
        named = (copy.article, copy.original, copy.agency, copy.kind)
        yield (told.story, number, *named, copy.share, copy.own_share, len(copy.passages), copy.reason)


COPIES = Table(
    "copies",
    "A row an article that has text from another, from a wire that was not read, or from its own earlier version.",
    (
        STORY,
        Column("copy", int, "its place among the copies of the story, from 0"),
        ARTICLE,
        Column("original", str, "id of the article that had it first; null when that was not read or is not known"),
        Column("agency", str, "whose wire it is, where an article says so"),
        Column("kind", str, "reprint, rewrite, same-wire, or revision (a later version: never support)"),
        Column("share", float, "shared 6-word runs / runs of the shorter text, furniture left out"),
        Column("own_share", float, "aligned own prose / own prose of the shorter text"),
        Column("n_passages", int, "passages that show it"),
        REASON,
    ),
    ("story", "copy"),
    _copies,
)


def _actors(told: Told) -> Iterator[Row]:
    for actor in told.record.actors:
        kinds = (actor.kind, actor.country, actor.sector, *told.said_by(actor.party))
        yield (told.story, actor.id, actor.name, *kinds, joined(actor.roles), joined(actor.aliases))


ACTORS = Table(
    "actors",
    "A row a person, organisation, country or group in a story. One actor has one id in all stories.",
    (
        STORY,
        Column("actor", str, "id of the actor, the same in all stories"),
        Column("name", str, "the fullest name in the story's articles"),
        Column("kind", str, "person, organisation, country or group"),
        Column("country", str, "ISO 3166 alpha-3, or IGO"),
        Column("sector", str, "a PLOVER code"),
        Column("party", str, "the government or body it speaks for: its name"),
        Column("party_actor", str, "the same as an id, where that is an actor of the story"),
        Column("roles", str, "offices that the articles give"),
        Column("aliases", str, "other names"),
    ),
    ("story", "actor"),
    _actors,
    ("name", "roles", "aliases"),
)

ORIGIN_TABLES: tuple[Table[Told], ...] = (ORIGINS, ORIGIN_PARTS, COPIES, ACTORS)

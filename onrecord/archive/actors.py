"""Actors and places across all articles: who they are, where they are named, what they say and take part in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from onrecord import settings
from onrecord.archive.connections import Database
from onrecord.archive.encodings import IDS, encoded, ids
from onrecord.archive.listings import After
from onrecord.archive.searches import beginnings
from onrecord.errors import NotFoundError
from onrecord.schema import Actor, Span, Status


@dataclass(frozen=True, slots=True)
class Role:
    """A role that articles give to an actor; `first` and `last`: when they were published, null when undated."""

    role: str
    first: str | None
    last: str | None
    n_articles: int


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor over all articles: `roles` with their dates, those that most articles give first.

    `n_articles` name it, every version of an article among them.
    """

    actor: Actor
    n_articles: int
    n_stories: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor as a list shows it; `n_articles` name it, every version of an article among them."""

    id: str
    name: str
    kind: str
    country: str | None
    n_articles: int


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place as a list or a map shows it; `n_articles` of those that were asked for."""

    id: str
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    geonameid: int | None
    precision: str
    n_articles: int


@dataclass(frozen=True, slots=True)
class ActorArticle:
    """An article that names an actor, how often, and in which roles; `after` is where the list goes on."""

    article: str
    headline: str | None
    publisher: str | None
    published: str | None
    n_mentions: int
    roles: tuple[str, ...]
    after: After


@dataclass(frozen=True, slots=True)
class ActorStatement:
    """A statement that an actor makes (`says`) or takes part in (`actor`, `recipient`); `number`: in its record.

    `status` is that of the leading answer: what is denied or planned did not happen. `withdrawn`: no article tells it
    any more.
    """

    story: str
    number: int
    point: str
    kind: str
    subject: str
    attribute: str
    sentence: str
    variation: str
    n_articles: int
    n_publishers: int
    n_origins: int
    support: str
    first_reported: str | None
    status: Status
    withdrawn: bool
    span: Span
    roles: tuple[str, ...]
    after: After


_ROLES = msgspec.json.Decoder(tuple[str, ...])
_ROLES_HELD = """
SELECT r.value, nullif(min(nullif(a.published, '')), ''), nullif(max(a.published), ''), count(*)
FROM (SELECT roles, published FROM article_actors WHERE actor = ? ORDER BY published DESC LIMIT ?) a,
json_each(a.roles) r GROUP BY r.value ORDER BY 4 DESC, 1 LIMIT ?
"""


def actor(database: Database, id_: str) -> KnownActor:
    """The actor with this id."""
    row = database.row("SELECT id, name, kind, country, sector, party, n_articles FROM actors WHERE id = ?", id_)
    if row is None:
        remedy = "look for a name with actors_named"
        raise NotFoundError(f"no such actor: {id_}", name=database.name, remedy=remedy)
    most = settings.ARCHIVE_ROLES_LISTED
    query = "SELECT name FROM actor_names WHERE actor = ? AND name <> ? ORDER BY number LIMIT ?"
    aliases = tuple(name for (name,) in database.rows(query, id_, row[1], most))
    roles = tuple(Role(*held) for held in database.rows(_ROLES_HELD, id_, settings.ARCHIVE_ROLES_READ, most))
    (n_stories,) = database.row("SELECT count(*) FROM story_actors WHERE actor = ?", id_)
    flat = (*row[:6], tuple(role.role for role in roles), aliases)
    return KnownActor(Actor(*flat), row[6], n_stories, roles)


def most_named_actors(database: Database, limit: int) -> list[ListedActor]:
    """Those that most articles name."""
    query = "SELECT id, name, kind, country, n_articles FROM actors ORDER BY n_articles DESC, id LIMIT ?"
    return [ListedActor(*row) for row in database.rows(query, limit)]


_NAMED = """
SELECT id, name, kind, country, n_articles FROM actors WHERE id IN
(SELECT actor FROM actor_names WHERE number IN (SELECT rowid FROM actor_words WHERE actor_words MATCH ? LIMIT ?))
ORDER BY n_articles DESC, id LIMIT ?
"""


def actors_named(database: Database, words: str, limit: int) -> list[ListedActor]:
    """Those with a name that has words that begin so, the most named first."""
    query = beginnings(words)
    rows = database.rows(_NAMED, query, settings.ARCHIVE_RANKED, limit) if query else ()
    return [ListedActor(*row) for row in rows]


_ARTICLES = """
SELECT a.id, a.headline, a.publisher, a.published, f.n_mentions, f.roles, f.published
FROM (SELECT article, n_mentions, roles, published FROM article_actors WHERE actor = ?1 {goes_on}
      ORDER BY published DESC, article LIMIT ?2) f
JOIN articles a ON a.id = f.article ORDER BY f.published DESC, f.article
"""


def articles_of_actor(database: Database, id_: str, limit: int, after: After | None) -> list[ActorArticle]:
    """The articles that name an actor, the newest first, undated ones last."""
    goes_on = "AND published <= ?3 AND (published < ?3 OR article > ?4)" if after else ""
    rows = database.rows(_ARTICLES.format(goes_on=goes_on), id_, limit, *(after or ()))
    return [ActorArticle(*(*row[:5], _ROLES.decode(row[5]), (row[6], row[0]))) for row in rows]


@dataclass(frozen=True, slots=True)
class Participating:
    """An actor of a statement: it says it (`says`), or takes part in what it tells (`actor`, `recipient`)."""

    id: str
    name: str
    role: str


Part = Literal["says", "takes part"]
_PARTS: dict[Part | None, str] = {None: "", "says": "AND role = 'says'", "takes part": "AND role <> 'says'"}
_STATEMENTS = """
SELECT p.story, p.statement, p.id, p.kind, p.subject, p.attribute, p.sentence, p.variation, p.n_articles,
p.n_publishers, p.n_origins, p.support, p.first_reported, p.status, p.withdrawn, p.article, p.start, p."end", f.roles,
f.reported, p.number
FROM (SELECT point, reported, json_group_array(role) AS roles FROM point_actors WHERE actor = ?1 {part} {goes_on}
      GROUP BY reported, point ORDER BY reported DESC, point DESC LIMIT ?2) f
JOIN points p ON p.number = f.point ORDER BY f.reported DESC, f.point DESC
"""


def statements_of_actor(
    database: Database, id_: str, limit: int, after: After | None, part: Part | None
) -> list[ActorStatement]:
    """The statements that an actor makes or takes part in, those first reported last coming first."""
    goes_on = "AND (reported, point) < (?3, ?4)" if after else ""
    query = _STATEMENTS.format(goes_on=goes_on, part=_PARTS[part])
    return [_statement(row) for row in database.rows(query, id_, limit, *(after or ()))]


_PARTICIPATING = """
SELECT p.story, p.id, a.id, a.name, pa.role
FROM json_each(?) asked JOIN points p ON p.story = asked.value ->> 0 AND p.id = asked.value ->> 1
JOIN point_actors pa ON pa.point = p.number JOIN actors a ON a.id = pa.actor ORDER BY p.number, pa.role, a.name, a.id
"""


def participating(database: Database, points: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Participating]]:
    """Who makes and who takes part in statements; each is a story and a point, by their ids."""
    found: dict[tuple[str, str], list[Participating]] = {}
    for story, point, *one in database.rows(_PARTICIPATING, encoded(list(points))):
        found.setdefault((story, point), []).append(Participating(*one))
    return found


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor that takes part in events with another; `first` and `last`: when these were first reported."""

    id: str
    name: str
    n_events: int
    first: str | None
    last: str | None


_COMPANIONS = """
SELECT a.id, a.name, count(DISTINCT mine.point), min(nullif(mine.reported, '')), nullif(max(mine.reported), '')
FROM (SELECT DISTINCT point, reported FROM point_actors WHERE actor = ?1 AND role <> 'says'
      ORDER BY reported DESC, point DESC LIMIT ?2) mine
CROSS JOIN point_actors theirs ON theirs.point = mine.point AND theirs.role <> 'says' AND theirs.actor <> ?1
JOIN actors a ON a.id = theirs.actor GROUP BY a.id ORDER BY 3 DESC, a.name, a.id LIMIT ?3
"""


def companions(database: Database, id_: str, limit: int) -> list[Companion]:
    """Those that take part in the latest events of an actor, the most frequent first."""
    return [Companion(*row) for row in database.rows(_COMPANIONS, id_, settings.ARCHIVE_EVENTS_READ, limit)]


def named(database: Database, actors: Iterable[str]) -> dict[str, str]:
    """The names of actors by their ids."""
    return dict(database.rows(f"SELECT id, name FROM actors WHERE id IN {IDS}", ids(actors)))


def _statement(row: Any) -> ActorStatement:
    told = (*row[:14], bool(row[14]), Span(*row[15:18]), _ROLES.decode(row[18]), (row[19], row[20]))
    return ActorStatement(*told)


_PLACES = "p.id, p.name, p.latitude, p.longitude, p.country, p.geonameid, p.precision"


def most_named_places(database: Database, limit: int) -> list[ListedPlace]:
    """Those that most articles name."""
    query = f"SELECT {_PLACES}, p.n_articles FROM places p ORDER BY p.n_articles DESC, p.id LIMIT ?"
    return [ListedPlace(*row) for row in database.rows(query, limit)]


def places_named(database: Database, name: str, limit: int) -> list[ListedPlace]:
    """The places with this name, the most named first."""
    query = (
        f"SELECT {_PLACES}, p.n_articles FROM places p WHERE p.name = ? COLLATE NOCASE"
        " ORDER BY p.n_articles DESC, p.id LIMIT ?"
    )
    return [ListedPlace(*row) for row in database.rows(query, name, limit)]


def places_of(database: Database, articles: Iterable[str], limit: int) -> list[ListedPlace]:
    """The places that these articles name, those that most of them name first."""
    query = (
        f"SELECT {_PLACES}, count(*) FROM article_places a JOIN places p ON p.id = a.place WHERE a.article IN {IDS}"
        " GROUP BY p.id ORDER BY 8 DESC, p.id LIMIT ?"
    )
    return [ListedPlace(*row) for row in database.rows(query, ids(articles), limit)]

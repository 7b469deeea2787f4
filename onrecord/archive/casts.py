"""Casts: who and what places are named, in which article and which story, how often."""

from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord import settings
from onrecord.archive.connections import Database
from onrecord.archive.encodings import encoded
from onrecord.schema import Actor, Annotations, Place


def keep(database: Database, read: Annotations) -> None:
    """The actors and places that were read in an article, in place of those that were read there before."""
    for table in ("article_actors", "article_places", "event_actors"):
        database.execute(f"DELETE FROM {table} WHERE article = ?", read.article)
    for actor in read.actors:
        _keep_actor(database, actor)
    _keep_mentions(database, read)
    _keep_places(database, read)
    rows = ((read.article, *row) for row in dict.fromkeys(_participants(read)))
    database.many("INSERT INTO event_actors VALUES (?, ?, ?, ?, ?, ?)", rows)


_ACTOR = """
INSERT INTO actors (id, name, kind, country, sector, party) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
country = ifnull(country, excluded.country), sector = ifnull(sector, excluded.sector),
party = ifnull(party, excluded.party)
WHERE (country IS NULL AND excluded.country IS NOT NULL) OR (sector IS NULL AND excluded.sector IS NOT NULL)
OR (party IS NULL AND excluded.party IS NOT NULL)
"""


def _keep_actor(database: Database, actor: Actor) -> None:
    database.execute(_ACTOR, actor.id, actor.name, actor.kind, actor.country, actor.sector, actor.party)
    for name in dict.fromkeys((actor.name, *actor.aliases)):
        added = database.execute("INSERT OR IGNORE INTO actor_names (actor, name) VALUES (?, ?)", actor.id, name)
        if added.rowcount:
            database.insert("actor_words (rowid, name)", added.lastrowid, name)


def _keep_mentions(database: Database, read: Annotations) -> None:
    roles = {actor.id: encoded(actor.roles) for actor in read.actors}
    found = Counter(mention.actor for mention in read.mentions if mention.actor in roles)
    (published,) = database.row("SELECT ifnull(published, '') FROM articles WHERE id = ?", read.article) or ("",)
    rows = ((read.article, actor, n, roles[actor or ""], published) for actor, n in found.items())
    database.many("INSERT INTO article_actors VALUES (?, ?, ?, ?, ?)", rows)


def _participants(read: Annotations) -> Iterator[tuple[int, int, str, str, str]]:
    for event in read.events:
        for side, taking_part in (("actor", event.actors), ("recipient", event.recipients)):
            for one in taking_part:
                if one.actor:
                    yield event.span.start, event.span.end, event.type, one.actor, side


def _keep_places(database: Database, read: Annotations) -> None:
    found = Counter(place_id(place) for place in read.places)
    for place in {place_id(place): place for place in reversed(read.places)}.values():
        flat = (place.name, place.latitude, place.longitude, place.country, place.geonameid, place.precision)
        database.execute(
            "INSERT OR IGNORE INTO places (id, name, latitude, longitude, country, geonameid, precision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            place_id(place),
            *flat,
        )
    rows = ((read.article, place, n) for place, n in found.items())
    database.many("INSERT INTO article_places VALUES (?, ?, ?)", rows)


def place_id(place: Place) -> str:
    """What makes two places one: the number that GeoNames gives it, else its name.

    >>> from onrecord.schema import Span
    >>> place_id(Place(Span("a", 0, 5), "Orrin", None, None, None, None, "city"))
    'orrin'
    """
    return str(place.geonameid) if place.geonameid else place.name.casefold()


_STORY_ACTORS = """
INSERT INTO story_actors SELECT sa.story, aa.actor, count(*), sum(aa.n_mentions)
FROM story_articles sa JOIN article_actors aa ON aa.article = sa.article
WHERE sa.story = ? AND NOT sa.round_up GROUP BY aa.actor
"""
_STORY_PLACES = """
INSERT INTO story_places SELECT sa.story, ap.place, count(*)
FROM story_articles sa JOIN article_places ap ON ap.article = sa.article
WHERE sa.story = ? AND NOT sa.round_up GROUP BY ap.place
"""
_MAIN = """
SELECT a.id, a.name FROM story_actors s JOIN actors a ON a.id = s.actor
WHERE s.story = ? ORDER BY s.n_articles DESC, s.n_mentions DESC, a.name, a.id LIMIT ?
"""


def keep_story(database: Database, story: str) -> None:
    """Who and what is named in a story's own articles; those that most of them name are its main actors."""
    for table, query in (("story_actors", _STORY_ACTORS), ("story_places", _STORY_PLACES)):
        database.execute(f"DELETE FROM {table} WHERE story = ?", story)
        database.execute(query, story)
    main = list(database.rows(_MAIN, story, settings.ARCHIVE_MAIN_ACTORS))
    database.execute("UPDATE stories SET actors = ? WHERE id = ?", encoded(main), story)


def keep_stories(database: Database, stories: Iterable[str], articles: Iterable[str]) -> None:
    """The casts of these stories, and of those that have one of these articles."""
    told = set(stories)
    for article in articles:
        told |= {story for (story,) in database.rows("SELECT story FROM story_articles WHERE article = ?", article)}
    for story in sorted(told):
        keep_story(database, story)

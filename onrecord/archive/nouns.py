"""The nouns that an archive keeps, read back as they were."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from onrecord import settings
from onrecord.archive import encodings
from onrecord.archive.connections import Database
from onrecord.archive.encodings import IDS
from onrecord.errors import MergedError, NotFoundError, UsageError
from onrecord.schema import Annotations, Article, Record, SharedPassage, Skipped, Span, Story

_IN_TIME = "published IS NULL, published, id"
_NEWEST_FIRST = "ifnull(last_published, '') DESC"


def pending(database: Database) -> list[str]:
    """The articles that are staged and not worked."""
    return [id_ for (id_,) in database.rows(f"SELECT id FROM articles WHERE NOT done ORDER BY {_IN_TIME}")]


def articles(database: Database, ids: Iterable[str] | None = None) -> Iterator[Article]:
    """The articles with these ids, or all."""
    where, values = _among("id", ids)
    for text, noun in database.rows(f"SELECT text, noun FROM articles {where} ORDER BY {_IN_TIME}", *values):
        yield encodings.article(text, noun)


def article(database: Database, id_: str) -> Article:
    """The article with this id."""
    found = next(articles(database, [id_]), None)
    if found is None:
        raise NotFoundError(f"no such article: {id_}", name=database.name, remedy="see the ids in the table articles")
    return found


def annotations(database: Database, ids: Iterable[str] | None = None) -> Iterator[Annotations]:
    """What was read in the articles with these ids, or in all."""
    where, values = _among("article", ids)
    for (noun,) in database.rows(f"SELECT noun FROM annotations {where} ORDER BY article", *values):
        yield encodings.annotations(noun)


def passages(database: Database, ids: Iterable[str] | None = None) -> Iterator[SharedPassage]:
    """The passages that have one of these articles on either side, or all."""
    if ids is None:
        rows = database.rows("SELECT * FROM passages")
    else:
        kept = encodings.ids(sorted(set(ids)))
        sides = (f"SELECT * FROM passages WHERE {side}_article IN {IDS}" for side in ("left", "right"))
        rows = database.rows(" UNION ".join(sides) + " ORDER BY 1, 4, 2, 3, 5, 6", kept, kept)
    for left, start, end, right, begin, stop, identity, kind in rows:
        yield SharedPassage(Span(left, start, end), Span(right, begin, stop), identity, kind)


def stories(database: Database) -> Iterator[Story]:
    """All stories."""
    query = f"SELECT noun FROM stories ORDER BY {_NEWEST_FIRST}, id"
    return (encodings.story(noun) for (noun,) in database.rows(query))


def story(database: Database, id_: str) -> Story:
    """The story with this id, or whose id alone begins so."""
    query = "SELECT noun FROM stories WHERE id BETWEEN ?1 AND ?1 || char(0x10FFFF) ORDER BY id LIMIT 2"
    found = [encodings.story(noun) for (noun,) in database.rows(query, id_)] if id_ else []
    if found and (found[0].id == id_ or len(found) == 1):
        return found[0]
    if not found:
        raise _gone(database, id_)
    problem, remedy = f"several stories begin with {id_}", "give more of its id"
    raise UsageError(problem, name=database.name, remedy=remedy, valid=_listed(database))


def _listed(database: Database) -> list[str]:
    return [kept.id for kept in islice(stories(database), settings.ARCHIVE_IDS_LISTED)]


_MERGED = "SELECT DISTINCT story FROM records WHERE story BETWEEN ?1 AND ?1 || char(0x10FFFF) ORDER BY story LIMIT 2"
_SUCCESSOR = f"""
SELECT story FROM story_articles WHERE article IN {IDS} AND NOT round_up GROUP BY story ORDER BY count(*) DESC, story
"""


def _gone(database: Database, id_: str) -> NotFoundError:
    """Why there is no story of this id: it may have been merged, and its records are kept."""
    merged = [story for (story,) in database.rows(_MERGED, id_)] if id_ else []
    gone = id_ if id_ in merged else merged[0] if len(merged) == 1 else None
    last = latest(database, gone) if gone else None
    successor = database.row(_SUCCESSOR, encodings.ids(last.story.articles)) if last else None
    if successor:
        problem, remedy = f"story {gone} was merged into {successor[0]}", f"ask for {successor[0]}"
        return MergedError(problem, successor=successor[0], name=database.name, remedy=remedy)
    problem = f"story {gone} was merged, and no story has its articles now" if gone else f"no such story: {id_}"
    remedy = f"onrecord show {database.name} lists them"
    return NotFoundError(problem, name=database.name, remedy=remedy, valid=_listed(database))


def stories_of(database: Database, ids: Iterable[str]) -> Iterator[Story]:
    """The stories that these articles belong to."""
    inside = f"SELECT story FROM story_articles WHERE article IN {IDS}"
    query = f"SELECT noun FROM stories WHERE id IN ({inside}) ORDER BY id"
    return (encodings.story(noun) for (noun,) in database.rows(query, encodings.ids(ids)))


def record(
    database: Database, id_: str, revision: int | None = None, *, decode: Callable[..., Record] = encodings.record
) -> Record:
    """The record of a story, as it stands or as it stood in a revision: that also of one that was merged since."""
    kept = _revisions(database, id_) if revision is not None or _stands(database, id_) else []
    kept = kept or _revisions(database, id_ := story(database, id_).id)
    wanted = revision if revision is not None else max(kept, default=0)
    if wanted not in kept:
        problem = f"no revision {wanted} of {id_}" if kept else f"no record of {id_} is composed yet"
        raise UsageError(problem, name=database.name, remedy="onrecord build goes on with it", valid=map(str, kept))
    query = "SELECT revision, composed_at, noun FROM records WHERE story = ? AND revision = ?"
    return decode(*database.row(query, id_, wanted))


def _stands(database: Database, id_: str) -> bool:
    return database.row("SELECT 1 FROM stories WHERE id = ?", id_) is not None


def _revisions(database: Database, id_: str) -> list[int]:
    return [row[0] for row in database.rows("SELECT revision FROM records WHERE story = ? ORDER BY revision", id_)]


def latest(database: Database, id_: str) -> Record | None:
    """The record of a story as it stands, null when none was composed."""
    query = "SELECT revision, composed_at, noun FROM records WHERE story = ? ORDER BY revision DESC LIMIT 1"
    found = database.row(query, id_)
    return encodings.record(*found) if found else None


def records(database: Database) -> Iterator[Record]:
    """The record of every story as it stands, in the order of `stories`."""
    query = (
        "SELECT r.revision, r.composed_at, r.noun FROM stories s JOIN records r ON r.story = s.id AND r.revision ="
        f" (SELECT max(revision) FROM records WHERE story = s.id) ORDER BY {_NEWEST_FIRST}, s.id"
    )
    return (encodings.record(*row) for row in database.rows(query))


def segments(database: Database, room: str) -> dict[str, bytes]:
    """What the index of a room keeps, by name."""
    return dict(database.rows("SELECT name, content FROM segments WHERE room = ? ORDER BY name", room))


def skipped(database: Database) -> Iterator[Skipped]:
    """What was left out, in the order in which it was met."""
    for row in database.rows("SELECT input, reason, place, remedy FROM skipped ORDER BY number"):
        yield Skipped(*row)


def skipped_after(database: Database, number: int, limit: int) -> list[tuple[int, Skipped]]:
    """What was left out after the one with this number, each with its own."""
    query = "SELECT number, input, reason, place, remedy FROM skipped WHERE number > ? ORDER BY number LIMIT ?"
    return [(number, Skipped(*row)) for number, *row in database.rows(query, number, limit)]


def everything(database: Database) -> Iterator[Any]:
    """All that is kept, in an order that depends on nothing but the content."""
    yield from chain(articles(database), sorted(skipped(database), key=repr), annotations(database), passages(database))
    yield from chain(stories(database), records(database))


def counts(database: Database) -> dict[str, int]:
    """How many there are of each noun, and how many articles wait."""
    found = dict(database.rows("SELECT noun, n FROM counts"))
    return found | {"pending": database.row("SELECT count(*) FROM articles WHERE NOT done")[0]}


def stamp(database: Database) -> int:
    """A number that is raised by every commit."""
    return int(database.row("SELECT value FROM meta WHERE key = 'stamp'")[0])


def story_stamp(database: Database, story: str) -> int | None:
    """The latest revision of a story's record."""
    found: int | None = database.row("SELECT max(revision) FROM records WHERE story = ?", story)[0]
    return found


def sentences(database: Database, article: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of an article."""
    return list(database.rows('SELECT start, "end" FROM sentences WHERE article = ? ORDER BY start', article))


def _among(column: str, ids: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if ids is None else (f"WHERE {column} IN {IDS}", (encodings.ids(ids),))

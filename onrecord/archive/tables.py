"""The tables of an archive: flat columns for people who open the file with Datasette, DuckDB or R.

The column `noun` holds the whole noun, from which it is read back exactly (JSON; zlib-compressed JSON for annotations
and records).
"""

import time

from onrecord.archive.connections import Database
from onrecord.errors import ArchiveError

VERSION = 2
"""Of the tables below; an archive of a newer version is refused, not guessed at."""

_NOUNS = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, publisher TEXT, published TEXT, headline TEXT, url TEXT, language TEXT, byline TEXT,
    dateline TEXT, revision_of TEXT, done INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, noun TEXT NOT NULL,
    number INTEGER);
CREATE INDEX articles_in_time ON articles (published IS NULL, published, id);
CREATE INDEX articles_to_do ON articles (published IS NULL, published, id) WHERE NOT done;
CREATE TABLE skipped (
    number INTEGER PRIMARY KEY, input TEXT NOT NULL, place TEXT, reason TEXT NOT NULL, remedy TEXT NOT NULL);
CREATE UNIQUE INDEX skipped_once ON skipped (input, ifnull(place, ''), reason);
CREATE TABLE annotations (article TEXT PRIMARY KEY REFERENCES articles, noun BLOB NOT NULL);
CREATE TABLE passages (
    left_article TEXT NOT NULL REFERENCES articles, left_start INTEGER NOT NULL, left_end INTEGER NOT NULL,
    right_article TEXT NOT NULL REFERENCES articles, right_start INTEGER NOT NULL, right_end INTEGER NOT NULL,
    identity REAL NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (left_article, right_article, left_start, left_end, right_start, right_end)) WITHOUT ROWID;
CREATE INDEX passages_right ON passages (right_article);
CREATE TABLE stories (
    id TEXT PRIMARY KEY, headline TEXT, first_published TEXT, last_published TEXT, n_articles INTEGER NOT NULL,
    noun TEXT NOT NULL, n_publishers INTEGER, n_origins INTEGER, n_statements INTEGER, n_differ INTEGER,
    n_denied INTEGER, n_changed INTEGER, revision INTEGER, composed_at TEXT, summary TEXT, actors TEXT);
CREATE TABLE story_articles (
    article TEXT NOT NULL REFERENCES articles, story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
    round_up INTEGER NOT NULL, number INTEGER, PRIMARY KEY (article, story)) WITHOUT ROWID;
CREATE INDEX story_articles_story ON story_articles (story);
CREATE TABLE records (
    story TEXT NOT NULL, revision INTEGER NOT NULL, composed_at TEXT NOT NULL, noun BLOB NOT NULL,
    PRIMARY KEY (story, revision));
CREATE TABLE segments (
    room TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (room, name));
"""
_FLAT = """
CREATE TABLE points (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
    kind TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL, sentence TEXT NOT NULL, article TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, variation TEXT NOT NULL, n_answers INTEGER NOT NULL,
    n_articles INTEGER NOT NULL, n_publishers INTEGER NOT NULL, n_origins INTEGER NOT NULL, support TEXT NOT NULL,
    first_reported TEXT, reason TEXT NOT NULL, statement INTEGER, status TEXT, withdrawn INTEGER, UNIQUE (story, id));
CREATE TABLE answers (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, point TEXT NOT NULL, position INTEGER NOT NULL,
    value TEXT NOT NULL, n_articles INTEGER NOT NULL, n_publishers INTEGER NOT NULL, n_origins INTEGER NOT NULL,
    said_by TEXT NOT NULL, support TEXT NOT NULL, PRIMARY KEY (story, point, position)) WITHOUT ROWID;
CREATE TABLE claims (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, id TEXT NOT NULL, point TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    kind TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL, "when" TEXT,
    reported TEXT, status TEXT NOT NULL, withdrawn_by TEXT, origin TEXT, origin_evidence TEXT NOT NULL, said_by TEXT,
    via TEXT NOT NULL, basis TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (story, id)) WITHOUT ROWID;
CREATE INDEX claims_article ON claims (article);
CREATE TABLE origins (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, id TEXT NOT NULL, kind TEXT NOT NULL, agency TEXT,
    publisher TEXT, original TEXT, articles TEXT NOT NULL, evidence TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (story, id)) WITHOUT ROWID;
CREATE TABLE copies (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, article TEXT NOT NULL, original TEXT, agency TEXT,
    share REAL NOT NULL, own_share REAL NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX copies_story ON copies (story);
"""
_WORDS = """
CREATE TABLE sentences (
    number INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL);
CREATE VIRTUAL TABLE sentence_words USING fts5 (text, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE point_words USING fts5 (text, subject, value, tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER points_leave AFTER DELETE ON points BEGIN DELETE FROM point_words WHERE rowid = old.number; END;
"""
LISTS = """
CREATE UNIQUE INDEX articles_numbered ON articles (number);
CREATE INDEX articles_of_publisher ON articles (publisher, published, number);
CREATE INDEX stories_latest ON stories (ifnull(last_published, '') DESC, id) WHERE revision IS NOT NULL;
CREATE INDEX stories_largest ON stories (n_articles DESC, ifnull(last_published, '') DESC, id)
    WHERE revision IS NOT NULL;
CREATE INDEX story_articles_numbered ON story_articles (number, story, round_up);
CREATE INDEX sentences_of_article ON sentences (article, start, "end");
CREATE VIRTUAL TABLE article_words USING fts5 (
    headline, text, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE TABLE actors (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT, party TEXT,
    n_articles INTEGER NOT NULL DEFAULT 0);
CREATE INDEX actors_most_named ON actors (n_articles DESC, id);
CREATE TABLE actor_names (
    number INTEGER PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors, name TEXT NOT NULL, UNIQUE (actor, name));
CREATE VIRTUAL TABLE actor_words USING fts5 (
    name, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE article_actors (
    article TEXT NOT NULL REFERENCES articles, actor TEXT NOT NULL REFERENCES actors, n_mentions INTEGER NOT NULL,
    roles TEXT NOT NULL, published TEXT NOT NULL, PRIMARY KEY (article, actor)) WITHOUT ROWID;
CREATE INDEX article_actors_in_time ON article_actors (actor, published DESC, article);
CREATE TRIGGER article_actors_come AFTER INSERT ON article_actors
    BEGIN UPDATE actors SET n_articles = n_articles + 1 WHERE id = new.actor; END;
CREATE TRIGGER article_actors_leave AFTER DELETE ON article_actors
    BEGIN UPDATE actors SET n_articles = n_articles - 1 WHERE id = old.actor; END;
CREATE TABLE event_actors (
    article TEXT NOT NULL REFERENCES articles, start INTEGER NOT NULL, "end" INTEGER NOT NULL, type TEXT NOT NULL,
    actor TEXT NOT NULL, side TEXT NOT NULL, PRIMARY KEY (article, start, "end", type, actor, side)) WITHOUT ROWID;
CREATE TABLE places (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, latitude REAL, longitude REAL, country TEXT, geonameid INTEGER,
    precision TEXT NOT NULL, n_articles INTEGER NOT NULL DEFAULT 0);
CREATE INDEX places_most_named ON places (n_articles DESC, id);
CREATE TABLE article_places (
    article TEXT NOT NULL REFERENCES articles, place TEXT NOT NULL REFERENCES places, n_mentions INTEGER NOT NULL,
    PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE TRIGGER article_places_come AFTER INSERT ON article_places
    BEGIN UPDATE places SET n_articles = n_articles + 1 WHERE id = new.place; END;
CREATE TRIGGER article_places_leave AFTER DELETE ON article_places
    BEGIN UPDATE places SET n_articles = n_articles - 1 WHERE id = old.place; END;
CREATE TABLE story_actors (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, actor TEXT NOT NULL REFERENCES actors,
    n_articles INTEGER NOT NULL, n_mentions INTEGER NOT NULL, PRIMARY KEY (story, actor)) WITHOUT ROWID;
CREATE INDEX story_actors_actor ON story_actors (actor);
CREATE TABLE story_places (
    story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, place TEXT NOT NULL REFERENCES places,
    n_articles INTEGER NOT NULL, PRIMARY KEY (story, place)) WITHOUT ROWID;
CREATE INDEX story_places_place ON story_places (place);
CREATE TABLE point_actors (
    actor TEXT NOT NULL, reported TEXT NOT NULL, point INTEGER NOT NULL REFERENCES points (number) ON DELETE CASCADE,
    role TEXT NOT NULL, PRIMARY KEY (actor, reported, point, role)) WITHOUT ROWID;
CREATE INDEX point_actors_point ON point_actors (point);
CREATE TABLE counts (noun TEXT PRIMARY KEY, n INTEGER NOT NULL);
"""
COUNTED = ("articles", "stories", "points", "claims", "origins", "passages", "skipped")
"""Tables whose rows are counted as they come and go: to count 100,000 rows takes a page longer than all else."""


def counters() -> str:
    """What keeps the table `counts`."""
    return "".join(
        f"INSERT INTO counts SELECT '{table}', count(*) FROM {table};"
        f"CREATE TRIGGER {table}_counted_in AFTER INSERT ON {table}"
        f" BEGIN UPDATE counts SET n = n + 1 WHERE noun = '{table}'; END;"
        f"CREATE TRIGGER {table}_counted_out AFTER DELETE ON {table}"
        f" BEGIN UPDATE counts SET n = n - 1 WHERE noun = '{table}'; END;"
        for table in COUNTED
    )


def first_stamp() -> str:
    """The stamp of an archive that is new: later than that of any archive that lay in its place before."""
    return f"INSERT INTO meta VALUES ('stamp', '{time.time_ns() // 1_000_000}');"


def make(database: Database) -> None:
    """All tables, in an empty file."""
    database.connection.executescript(
        f"PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; {_NOUNS} {_FLAT} {_WORDS} {LISTS} {counters()} {first_stamp()}"
        f"INSERT INTO meta VALUES ('format', 'onrecord archive'), ('version', '{VERSION}'); COMMIT;"
    )


def version(database: Database) -> int | None:
    """The version of the tables; null in an empty file. A file that is no archive is refused."""
    tables = {name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    meta = dict(database.rows("SELECT key, value FROM meta")) if "meta" in tables else {}
    if meta.get("format") != "onrecord archive":
        raise not_an_archive(database.name)
    if int(meta["version"]) > VERSION:
        raise ArchiveError("made by a newer onrecord", name=database.name, remedy="upgrade: pip install -U onrecord")
    return int(meta["version"])


def not_an_archive(name: str) -> ArchiveError:
    """What is said of a file of another kind."""
    remedy = "give the path of an archive that onrecord build made, or a new path to build one"
    return ArchiveError("not an onrecord archive", name=name, remedy=remedy)

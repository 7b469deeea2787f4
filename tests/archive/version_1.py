"""An archive as the first version of its tables has it."""

import sqlite3
from pathlib import Path

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, publisher TEXT, published TEXT, headline TEXT, url TEXT, language TEXT, byline TEXT,
    dateline TEXT, revision_of TEXT, done INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL, noun TEXT NOT NULL);
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
    noun TEXT NOT NULL);
CREATE INDEX stories_in_time ON stories (last_published DESC, id);
CREATE TABLE story_articles (
    article TEXT NOT NULL REFERENCES articles, story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
    round_up INTEGER NOT NULL, PRIMARY KEY (article, story)) WITHOUT ROWID;
CREATE INDEX story_articles_story ON story_articles (story);
CREATE TABLE records (
    story TEXT NOT NULL, revision INTEGER NOT NULL, composed_at TEXT NOT NULL, noun BLOB NOT NULL,
    PRIMARY KEY (story, revision));
CREATE TABLE points (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
    kind TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL, sentence TEXT NOT NULL, article TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, variation TEXT NOT NULL, n_answers INTEGER NOT NULL,
    n_articles INTEGER NOT NULL, n_publishers INTEGER NOT NULL, n_origins INTEGER NOT NULL, support TEXT NOT NULL,
    first_reported TEXT, reason TEXT NOT NULL, UNIQUE (story, id));
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
CREATE TABLE segments (
    room TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (room, name));
CREATE TABLE sentences (
    number INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL);
CREATE VIRTUAL TABLE sentence_words USING fts5 (text, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE point_words USING fts5 (text, subject, value, tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER points_leave AFTER DELETE ON points BEGIN DELETE FROM point_words WHERE rowid = old.number; END;
"""
_COPIED = (
    "articles", "skipped", "annotations", "passages", "stories", "story_articles", "records", "points", "answers",
    "claims", "origins", "copies", "segments", "sentences",
)  # fmt: skip


def version_1(archive: Path, path: Path) -> Path:
    """What an archive keeps, in a new file at `path` with the tables of the first version."""
    db = sqlite3.connect(path)
    db.executescript(f"PRAGMA journal_mode = WAL; {TABLES}")
    db.execute("ATTACH ? AS new", (str(archive),))
    for table in _COPIED:
        columns = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA main.table_info({table})"))
        db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    db.execute("UPDATE main.stories SET n_articles = json_array_length(noun, '$.articles')")
    db.execute("INSERT INTO main.point_words (rowid, text, subject, value) SELECT rowid, * FROM new.point_words")
    db.execute(
        'INSERT INTO main.sentence_words (rowid, text) SELECT s.number, substr(a.text, s.start + 1, s."end" - s.start)'
        " FROM main.sentences s JOIN main.articles a ON a.id = s.article"
    )
    db.execute("INSERT INTO main.meta VALUES ('format', 'onrecord archive'), ('version', '1')")
    db.commit()
    db.close()
    return path

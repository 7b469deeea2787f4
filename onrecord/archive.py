"""The archive: one SQLite file with all that was read and all that follows from it; the only SQL in the house.

Flat columns are for people who open the file with Datasette, DuckDB or R; the column `noun` holds the whole noun, from
which it is read back exactly (JSON; zlib-compressed JSON for annotations and records).
"""

import os
import re
import socket
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import quote

import msgspec

from onrecord import settings, tokens
from onrecord.errors import ArchiveError, UsageError
from onrecord.record import summarise
from onrecord.schema import Annotations, Answer, Article, Point, Record, SharedPassage, Skipped, Span, Story, Summary
from onrecord.spans import overlap

VERSION = 1
"""Of the tables below; an archive of a newer version is refused, not guessed at."""

_TABLES = """
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
_DERIVED_OF_RECORD = ("points", "answers", "claims", "origins", "copies")
_IN_TIME = "published IS NULL, published, id"
_IDS = "(SELECT value FROM json_each(?))"

_ARTICLE, _STORY = msgspec.json.Decoder(Article), msgspec.json.Decoder(Story)
_ANNOTATIONS, _RECORD = msgspec.json.Decoder(Annotations), msgspec.json.Decoder(Record)


@dataclass(frozen=True, slots=True)
class Staged:
    """How many articles were new, were known already, and how many inputs were left out."""

    new: int = 0
    known: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that follows from some articles (`done`: their ids), to be kept in one transaction.

    `stories` and `annotations` replace what was kept under their ids; `dropped_stories` were merged into others;
    `segments` are what the rooms' indexes keep: by room, blobs that are new or changed, and names that are gone.
    """

    done: tuple[str, ...] = ()
    annotations: tuple[Annotations, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    stories: tuple[Story, ...] = ()
    dropped_stories: tuple[str, ...] = ()
    records: tuple[Record, ...] = ()
    segments: Mapping[str, tuple[Mapping[str, bytes], Iterable[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or a passage that has the words that were looked for; the best `score` is the lowest (bm25)."""

    kind: Literal["statement", "passage"]
    story: str | None
    point: str | None
    span: Span
    snippet: str
    support: str | None
    score: float


class Archive:
    """An open archive; a context manager.

    >>> with Archive.open(None) as archive:
    ...     archive.stage([Article("a", "The mill burned down."), Article("a", "The mill burned down.")])
    ...     archive.pending()
    Staged(new=1, known=1, skipped=0)
    ['a']
    """

    def __init__(self, connection: sqlite3.Connection, name: str, lock: "_BuildLock | None") -> None:
        self.name = name
        self._db, self._lock = connection, lock

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None, *, write: bool = False) -> Self:
        """The archive at `path`, made when it is not there and is written to; without a path, one in memory."""
        if path is None:
            archive = cls(sqlite3.connect(":memory:", isolation_level=None), "memory", None)
            archive._prepare(write=True)
            return archive
        file = Path(path)
        _check_place(file, write=write)
        lock = _BuildLock(file) if write else None
        try:
            with _in_words(str(file)):
                archive = cls(_connect(file, write=write), str(file), lock)
        except BaseException:
            if lock:
                lock.release()
            raise
        try:
            with _in_words(str(file)):
                archive._prepare(write=write)
        except BaseException:
            archive.close()
            raise
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the use of the archive; what was committed is kept, whatever happens here."""
        self._db.close()
        if self._lock:
            self._lock.release()

    def _prepare(self, *, write: bool) -> None:
        tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if new := write and not tables:
            self._db.executescript(
                f"PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; {_TABLES}"
                f"INSERT INTO meta VALUES ('format', 'onrecord archive'), ('version', '{VERSION}'); COMMIT;"
            )
        meta = dict(self._db.execute("SELECT key, value FROM meta")) if new or "meta" in tables else {}
        if meta.get("format") != "onrecord archive":
            remedy = "give the path of an archive that onrecord build made, or a new path to build one"
            raise ArchiveError("not an onrecord archive", name=self.name, remedy=remedy)
        if int(meta["version"]) > VERSION:
            raise ArchiveError("made by a newer onrecord", name=self.name, remedy="upgrade: pip install -U onrecord")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")

    # Writing

    def stage(self, items: Iterable[Article | Skipped]) -> Staged:
        """Takes in articles, to be worked later, and what was left out: block by block, each whole, each once."""
        counts, rest = {"new": 0, "known": 0, "skipped": 0}, iter(items)
        while block := list(islice(rest, settings.ARCHIVE_STAGE_BLOCK)):
            with self._transaction():
                for item in block:
                    counts[self._stage_one(item)] += 1
        return Staged(**counts)

    def _stage_one(self, item: Article | Skipped) -> str:
        if isinstance(item, Article) and not _is_unicode(item):
            item = Skipped(item.id, "has half of a surrogate pair, which is no character", remedy="save it as UTF-8")
        if isinstance(item, Skipped):
            self._skip(item)
            return "skipped"
        kept = self._db.execute("SELECT text FROM articles WHERE id = ?", (item.id,)).fetchone()
        if kept and kept[0] == item.text:
            return "known"
        if kept:
            remedy = "give it an id of its own, and name the first as revision_of if it is a later version"
            self._skip(Skipped(item.id, "another text is kept under this id", remedy=remedy))
            return "skipped"
        flat = (item.publisher, item.published, item.headline, item.url, item.language, item.byline, item.dateline)
        row = (item.id, *flat, item.revision_of, item.text, _json(replace(item, text="")).decode())
        self._db.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)", row)
        return "new"

    def _skip(self, item: Skipped) -> None:
        row = tuple(_printable(value) for value in (item.input, item.place, item.reason, item.remedy))
        self._db.execute("INSERT OR IGNORE INTO skipped (input, place, reason, remedy) VALUES (?, ?, ?, ?)", row)

    def commit(self, batch: Batch, *, now: str | None = None) -> None:
        """Keeps the whole batch or, should anything go wrong, nothing of it.

        A record is never overwritten: one that differs from its latest revision is kept as the next, composed `now`.
        """
        now = now or datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction():
            self._drop(batch.dropped_stories)
            self._keep_annotations(batch)
            self._keep_stories(batch.stories)
            for record in batch.records:
                self._keep_record(record, now)
            for room, (kept, removed) in batch.segments.items():
                self._db.executemany("DELETE FROM segments WHERE room = ? AND name = ?", ((room, n) for n in removed))
                rows = ((room, name, bytes(content)) for name, content in kept.items())
                self._db.executemany("INSERT OR REPLACE INTO segments VALUES (?, ?, ?)", rows)
            self._finish(batch.done)

    def _drop(self, stories: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM stories WHERE id = ?", ((story,) for story in stories))

    def _keep_annotations(self, batch: Batch) -> None:
        rows = ((read.article, _packed(read)) for read in batch.annotations)
        self._db.executemany("INSERT OR REPLACE INTO annotations VALUES (?, ?)", rows)
        passages = (
            (p.left.article, p.left.start, p.left.end, p.right.article, p.right.start, p.right.end, p.identity, p.kind)
            for p in batch.passages
        )
        self._db.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", passages)

    def _keep_stories(self, stories: Iterable[Story]) -> None:
        for story in stories:
            flat = (story.id, story.headline, story.first_published, story.last_published, len(story.articles))
            self._db.execute(
                "INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " headline = excluded.headline, first_published = excluded.first_published,"
                " last_published = excluded.last_published, n_articles = excluded.n_articles, noun = excluded.noun",
                (*flat, _json(story).decode()),
            )
            self._db.execute("DELETE FROM story_articles WHERE story = ?", (story.id,))
            rows = [(article, story.id, 0) for article in story.articles]
            rows += [(article, story.id, 1) for article in story.round_ups if article not in story.articles]
            self._db.executemany("INSERT INTO story_articles VALUES (?, ?, ?)", rows)

    def _keep_record(self, record: Record, now: str) -> None:
        latest = self._db.execute(
            "SELECT revision, noun FROM records WHERE story = ? ORDER BY revision DESC LIMIT 1", (record.story.id,)
        ).fetchone()
        content = _json(replace(record, revision=0, composed_at=None))
        if latest and zlib.decompress(latest[1]) == content:
            return
        row = (record.story.id, latest[0] + 1 if latest else 1, now, zlib.compress(content))
        self._db.execute("INSERT INTO records VALUES (?, ?, ?, ?)", row)
        for table in _DERIVED_OF_RECORD:
            self._db.execute(f"DELETE FROM {table} WHERE story = ?", (record.story.id,))
        self._flatten(record)

    def _flatten(self, record: Record) -> None:
        """The tables that people look into, of the latest revision."""
        story = record.story.id
        texts = {article.id: article.text for article in self.articles({c.span.article for c in record.claims})}
        missing = {point.sentence.article for point in record.points} - texts.keys()
        texts |= {article.id: article.text for article in self.articles(missing)}
        for point in record.points:
            row = _point_row(point, story, texts)
            number = self._insert("points", (None, *row)).lastrowid
            values = " ".join(answer.value for answer in point.answers)
            self._insert("point_words (rowid, text, subject, value)", (number, row[5], point.subject, values))
            for position, answer in enumerate(point.answers):
                self._insert("answers", (story, point.id, position, *_answer_row(answer)))
        for claim in record.claims:
            span = claim.span
            head = (story, claim.id, claim.point, claim.article, span.start, span.end)
            about = (claim.kind, claim.subject, claim.attribute, claim.value, claim.when, claim.reported, claim.status)
            origin = (claim.withdrawn_by, claim.origin, claim.origin_evidence, claim.said_by)
            text = texts.get(span.article, "")[span.start : span.end]
            tail = (", ".join(claim.via), claim.basis, claim.reason)
            self._insert("claims", (*head, text, *about, *origin, *tail))
        for o in record.lineage.origins:
            flat = (o.kind, o.agency, o.publisher, o.original, _json(o.articles).decode(), o.evidence, o.reason)
            self._insert("origins", (story, o.id, *flat))
        for c in record.lineage.copies:
            self._insert("copies", (story, c.article, c.original, c.agency, c.share, c.own_share, c.kind, c.reason))

    def _insert(self, table: str, row: tuple[object, ...]) -> sqlite3.Cursor:
        return self._db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def _finish(self, done: Iterable[str]) -> None:
        """Marks articles as worked, and makes their sentences findable."""
        for article in self.articles(done):
            if self._db.execute("UPDATE articles SET done = 1 WHERE id = ? AND NOT done", (article.id,)).rowcount:
                for start, end in tokens.sentences(article.text):
                    number = self._insert("sentences", (None, article.id, start, end)).lastrowid
                    self._insert("sentence_words (rowid, text)", (number, article.text[start:end]))

    # Reading

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Everything read inside is of one moment, whatever is committed meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield self
        finally:
            self._db.execute("COMMIT")

    def pending(self) -> list[str]:
        """The articles that are staged and not worked, by when they were published (undated last), then id."""
        return [id_ for (id_,) in self._rows(f"SELECT id FROM articles WHERE NOT done ORDER BY {_IN_TIME}")]

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """The articles with these ids, or all, by when they were published (undated last), then id."""
        where, values = _among("id", ids)
        for row in self._rows(f"SELECT text, noun FROM articles {where} ORDER BY {_IN_TIME}", *values):
            yield _article(*row)

    def article(self, article: str) -> Article:
        """The article with this id."""
        found = next(self.articles([article]), None)
        if found is None:
            raise UsageError(f"no such article: {article}", name=self.name, remedy="see the ids in the table articles")
        return found

    def annotations(self, ids: Iterable[str] | None = None) -> Iterator[Annotations]:
        """What was read in the articles with these ids, or in all, by article id."""
        where, values = _among("article", ids)
        for (packed,) in self._rows(f"SELECT noun FROM annotations {where} ORDER BY article", *values):
            yield _ANNOTATIONS.decode(zlib.decompress(packed))

    def passages(self, ids: Iterable[str] | None = None) -> Iterator[SharedPassage]:
        """The passages that have one of these articles on either side, or all."""
        if ids is None:
            rows = self._rows("SELECT * FROM passages")
        else:
            kept = _json(sorted(set(ids))).decode()
            sides = (f"SELECT * FROM passages WHERE {side}_article IN {_IDS}" for side in ("left", "right"))
            rows = self._rows(" UNION ".join(sides) + " ORDER BY 1, 4, 2, 3, 5, 6", kept, kept)
        for left, start, end, right, begin, stop, identity, kind in rows:
            yield SharedPassage(Span(left, start, end), Span(right, begin, stop), identity, kind)

    def stories(self) -> Iterator[Story]:
        """All stories, the newest first, undated ones last."""
        query = "SELECT noun FROM stories ORDER BY last_published IS NULL, last_published DESC, id"
        return (_STORY.decode(noun) for (noun,) in self._rows(query))

    def story(self, story: str) -> Story:
        """The story with this id, or whose id alone begins so."""
        query = "SELECT noun FROM stories WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id <> ?1, id LIMIT 2"
        found = [_STORY.decode(noun) for (noun,) in self._rows(query, story)] if story else []
        if found and (found[0].id == story or len(found) == 1):
            return found[0]
        problem = f"several stories begin with {story}" if found else f"no such story: {story}"
        valid = [kept.id for kept in islice(self.stories(), settings.ARCHIVE_IDS_LISTED)]
        raise UsageError(problem, name=self.name, remedy=f"onrecord show {self.name} lists them", valid=valid)

    def stories_of(self, ids: Iterable[str]) -> Iterator[Story]:
        """The stories that these articles belong to, by id."""
        query = (
            "SELECT noun FROM stories WHERE id IN (SELECT story FROM story_articles WHERE article IN"
            f" {_IDS}) ORDER BY id"
        )
        return (_STORY.decode(noun) for (noun,) in self._rows(query, _json(list(ids)).decode()))

    def record(self, story: str, *, revision: int | None = None) -> Record:
        """The record of a story, as it stands or as it stood in a revision."""
        kept = self._revisions(story) or self._revisions(story := self.story(story).id)
        wanted = revision if revision is not None else max(kept, default=0)
        if wanted not in kept:
            problem = f"no revision {wanted} of {story}" if kept else f"no record of {story} is composed yet"
            raise UsageError(problem, name=self.name, remedy="onrecord build goes on with it", valid=map(str, kept))
        query = "SELECT revision, composed_at, noun FROM records WHERE story = ? AND revision = ?"
        return _record(*next(self._rows(query, story, wanted)))

    def _revisions(self, story: str) -> list[int]:
        return [row[0] for row in self._rows("SELECT revision FROM records WHERE story = ? ORDER BY revision", story)]

    def earlier(self, story: str) -> Record | None:
        """The record of a story as it stands, null when none was composed: by its whole id."""
        query = "SELECT revision, composed_at, noun FROM records WHERE story = ? ORDER BY revision DESC LIMIT 1"
        found = next(self._rows(query, story), None)
        return _record(*found) if found else None

    def summary(self, story: str) -> Summary:
        """What a list says of a story: its counts, the marks of its origins, the figures that moved."""
        record = self.record(story)
        return summarise(record, list(self.articles(record.story.articles)))

    def records(self) -> Iterator[Record]:
        """The record of every story as it stands, in the order of `stories`."""
        query = (
            "SELECT revision, composed_at, r.noun FROM stories s JOIN records r ON r.story = s.id AND revision ="
            " (SELECT max(revision) FROM records WHERE story = s.id)"
            " ORDER BY last_published IS NULL, last_published DESC, s.id"
        )
        return (_record(*row) for row in self._rows(query))

    def segments(self, room: str) -> dict[str, bytes]:
        """What the index of a room keeps, by name."""
        return dict(self._rows("SELECT name, content FROM segments WHERE room = ? ORDER BY name", room))

    def skipped(self) -> Iterator[Skipped]:
        """What was left out, and why, in the order in which it was met."""
        for row in self._rows("SELECT input, reason, place, remedy FROM skipped ORDER BY number"):
            yield Skipped(*row)

    def nouns(self) -> Iterator[Any]:
        """All that is kept, noun by noun, in an order that depends on nothing but the content."""
        yield from chain(self.articles(), sorted(self.skipped(), key=repr), self.annotations(), self.passages())
        yield from chain(self.stories(), self.records())

    def counts(self) -> dict[str, int]:
        """How many articles (and how many of them wait), stories, statements, claims, origins, passages and skipped."""
        tables = ("articles", "stories", "points", "claims", "origins", "passages", "skipped")
        found = {name: next(self._rows(f"SELECT count(*) FROM {name}"))[0] for name in tables}
        return found | {"pending": next(self._rows("SELECT count(*) FROM articles WHERE NOT done"))[0]}

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Statements and passages that have all the words, or, when nothing has, some of them; the best first.

        Words in double quotation marks stand together. A passage that is the sentence of a statement is not told twice.
        """
        for query in _queries(words):
            statements = [_statement(*row) for row in self._rows(_FIND_POINTS, query, limit)]
            told = [hit.span for hit in statements]
            rows = self._rows(_FIND_SENTENCES, query, limit + len(told))
            passages = [_passage(words, *row) for row in rows]
            passages = [hit for hit in passages if not any(overlap(hit.span, span) for span in told)]
            if found := sorted(statements + passages, key=lambda hit: (hit.score, hit.span))[:limit]:
                return found
        return []

    # The connection

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        with _in_words(self.name):
            for row in self._db.execute(query, values):  # noqa: UP028 - `yield from` closes the cursor, after the archive
                yield row

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _in_words(self.name):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


_FIND_POINTS = """
SELECT p.story, p.id, p.article, p.start, p."end", p.sentence, p.support, bm25(point_words) AS score
FROM point_words JOIN points p ON p.number = point_words.rowid
WHERE point_words MATCH ? ORDER BY score, p.id LIMIT ?
"""
_FIND_SENTENCES = """
SELECT (SELECT min(story) FROM story_articles WHERE article = s.article), s.article, s.start, s."end", a.text, f.score
FROM (SELECT rowid, bm25(sentence_words) AS score FROM sentence_words WHERE sentence_words MATCH ?
      ORDER BY score, rowid LIMIT ?) f
JOIN sentences s ON s.number = f.rowid JOIN articles a ON a.id = s.article
"""
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


def _queries(words: str) -> list[str]:
    """FTS5 queries for what a person typed: all of it, then some of it. Every word is quoted: none is syntax.

    >>> _queries('Putin "forum opened" NEAR(')
    ['"Putin" AND "forum opened" AND "NEAR("', '"Putin" OR "forum opened" OR "NEAR("']
    >>> _queries('"" * 🔥')
    []
    """
    found = [phrase or word for phrase, word in _PHRASE.findall(words.replace("\0", " "))]
    quoted = ['"{}"'.format(part.replace('"', "")) for part in found if any(map(str.isalnum, part)) and _encodes(part)]
    telling = [part for part in quoted if len(part) > 5 or not part[1:-1].islower()] or quoted
    return list(dict.fromkeys((" AND ".join(quoted), " OR ".join(telling)))) if quoted else []


def _statement(*row: Any) -> Hit:
    story, point, article, start, end, sentence, support, score = row
    return Hit("statement", story, point, Span(article, start, end), sentence, support, score)


def _passage(words: str, *row: Any) -> Hit:
    story, article, start, end, text, score = row
    snippet = _snippet(text[start:end], words)
    return Hit("passage", story, None, Span(article, start, end), snippet, None, score)


def _snippet(sentence: str, words: str) -> str:
    """The sentence; of a long one, the part around the first of the words."""
    if len(sentence) <= settings.ARCHIVE_SNIPPET:
        return sentence
    lower = sentence.lower()
    found = [at for word in re.findall(r"\w+", words.lower()) if (at := lower.find(word)) >= 0]
    start = max(0, min(min(found, default=0) - 80, len(sentence) - settings.ARCHIVE_SNIPPET))
    cut = sentence[start : start + settings.ARCHIVE_SNIPPET]
    return ("…" if start else "") + cut + ("…" if start + len(cut) < len(sentence) else "")


def _point_row(point: Point, story: str, texts: Mapping[str, str]) -> tuple[object, ...]:
    at = point.sentence
    sentence = texts.get(at.article, "")[at.start : at.end]
    about = (point.id, story, point.kind, point.subject, point.attribute, sentence, at.article, at.start, at.end)
    counts = (point.agreed.n_articles, point.agreed.n_publishers, point.agreed.n_origins, point.agreed.support)
    return (*about, point.variation, len(point.answers), *counts, point.first_reported, point.reason)


def _answer_row(answer: Answer) -> tuple[object, ...]:
    said_by = "; ".join(party.name for party in answer.said_by)
    return (answer.value, answer.n_articles, answer.n_publishers, answer.n_origins, said_by, answer.support)


def _among(column: str, ids: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    return ("", ()) if ids is None else (f"WHERE {column} IN {_IDS}", (_json(list(ids)).decode(),))


def _article(text: str, noun: str) -> Article:
    return replace(_ARTICLE.decode(noun), text=text)


def _record(revision: int, composed_at: str, packed: bytes) -> Record:
    return replace(_RECORD.decode(zlib.decompress(packed)), revision=revision, composed_at=composed_at)


def _json(noun: object) -> bytes:
    return msgspec.json.encode(noun)


def _packed(noun: object) -> bytes:
    return zlib.compress(_json(noun))


def _encodes(text: str) -> bool:
    return text.encode("utf-8", "replace") == text.encode("utf-8", "surrogatepass")


def _printable(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "backslashreplace").decode()


def _is_unicode(article: Article) -> bool:
    """JSON can hold half of a surrogate pair; no file and no database can."""
    try:
        _json(article)
    except UnicodeEncodeError:
        return False
    return True


# The file, its lock, and the words for what goes wrong


def _check_place(file: Path, *, write: bool) -> None:
    if file.is_dir():
        raise ArchiveError("a folder", name=str(file), remedy="give the path of a file, for example news.onrecord")
    if not write and not file.exists():
        raise ArchiveError("no such archive", name=str(file), remedy=f"make it with: onrecord build {file} PATH...")
    if write and not file.parent.is_dir():
        raise ArchiveError("its folder is not there", name=str(file), remedy=f"make the folder {file.parent}")
    needed = os.R_OK | (os.W_OK if write else 0)
    if not os.access(file if file.exists() else file.parent, needed) or (write and not os.access(file.parent, os.W_OK)):
        verb = "write" if write else "read"
        raise ArchiveError(f"no permission to {verb} it", name=str(file), remedy="ask its owner, or take another place")


def _connect(file: Path, *, write: bool) -> sqlite3.Connection:
    """A reader needs no right to write, not even in a read-only folder, where there can be no log beside the file."""
    if write:
        connection = sqlite3.connect(file, isolation_level=None, timeout=settings.ARCHIVE_WAIT_SECONDS)
    else:
        alone = not os.access(file.parent, os.W_OK) and not Path(f"{file}-wal").exists()
        uri = f"file:{quote(str(file.resolve()))}?mode=ro" + ("&immutable=1" if alone else "")
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=settings.ARCHIVE_WAIT_SECONDS)
    return connection


class _BuildLock:
    """One build at a time: the system's lock on a file beside the archive, gone with its process, even under kill -9.

    The file says who holds it. It is not the archive itself, so that readers are never locked out.
    """

    def __init__(self, archive: Path) -> None:
        self._archive, self._path = archive, Path(f"{archive}-lock")
        self._file = self._take(time.monotonic() + settings.ARCHIVE_WAIT_SECONDS)
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"process {os.getpid()} on {socket.gethostname()} since {since}".encode(), 0)

    def _take(self, deadline: float) -> int:
        while True:
            try:
                file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                remedy = "ask its owner, or take another place"
                raise ArchiveError(
                    f"cannot be locked ({error.strerror})", name=str(self._path), remedy=remedy
                ) from None
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                holder = os.pread(file, 200, 0).decode("utf-8", "replace") or "another process"
                os.close(file)
                if time.monotonic() > deadline:
                    remedy = "wait until it is done, or end it"
                    raise ArchiveError(f"held by {holder}", name=str(self._archive), remedy=remedy) from None
                time.sleep(0.1)
                continue
            if self._path.exists() and os.fstat(file).st_ino == self._path.stat().st_ino:
                return file
            os.close(file)  # its holder took the file away in the moment between our opening and our locking it

    def release(self) -> None:
        self._path.unlink(missing_ok=True)
        os.close(self._file)


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    """SQLite's complaints, as errors that name the archive and what to do."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        remedy = "commit articles before what follows from them"
        raise ArchiveError(f"cannot be kept ({error})", name=name, remedy=remedy) from error
    except sqlite3.DatabaseError as error:
        problem, remedy = next(
            (words for mark, words in _COMPLAINTS.items() if mark in str(error)), (str(error), "see docs/archive.md")
        )
        raise ArchiveError(problem, name=name, remedy=remedy) from error


_WHOLE = "what was committed is kept whole"
_COMPLAINTS = {
    "is full": (f"the disk is full; {_WHOLE}", "free some space and run the same command again"),
    "I/O error": (
        f"the disk cannot be written; {_WHOLE}",
        "see that it has space and works, then run the command again",
    ),
    "readonly": ("cannot be written: the medium is read-only", "copy it to a place that can be written"),
    "not a database": ("not an onrecord archive", "give the path of an archive that onrecord build made"),
    "malformed": ("the file is damaged", "take it back from a backup, or build a new one from the same inputs"),
    "no such table": ("the file is damaged, or not an onrecord archive", "build a new one from the same inputs"),
    "locked": ("held by another program that writes", "close the program that has the archive open"),
    "unable to open": ("cannot be opened", "see that the folder can be read and, for building, written"),
}

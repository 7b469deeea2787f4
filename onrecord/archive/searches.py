"""Searches: statements and passages that have the words that were looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord import settings
from onrecord.archive.connections import Database
from onrecord.archive.encodings import has_encoding
from onrecord.schema import Span, Status
from onrecord.spans import overlap

HitKind = Literal["statement", "passage"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or a passage that has the words that were looked for; the best `score` is the lowest (bm25).

    `number` is that of the statement in the record of its story, from 1; its counts and its variation stand with it,
    and the `status` of its leading answer: what is denied or planned did not happen. `withdrawn`: no article tells it
    any more. `partly`: it has some of the words only, as nothing has all.
    """

    kind: HitKind
    story: str | None
    point: str | None
    span: Span
    snippet: str
    support: str | None
    score: float
    number: int | None = None
    n_articles: int | None = None
    n_publishers: int | None = None
    n_origins: int | None = None
    variation: str | None = None
    status: Status | None = None
    withdrawn: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the hits are wanted: `limit` after the first `offset`, of one kind or of both."""

    limit: int
    offset: int = 0
    kind: HitKind | None = None


# bm25 is worked out for the newest matches only: its time grows with them, and half of all sentences have "the"
_RANKED = """
(SELECT rowid, score FROM (SELECT rowid, bm25({words}) AS score FROM {words} WHERE {words} MATCH ?
 ORDER BY rowid DESC LIMIT ?) ORDER BY score, rowid LIMIT ?) f
"""
_FIND_POINTS = f"""
SELECT p.story, p.id, p.article, p.start, p."end", p.sentence, p.support, f.score, p.statement, p.n_articles,
p.n_publishers, p.n_origins, p.variation, p.status, p.withdrawn
FROM {_RANKED.format(words="point_words")} JOIN points p ON p.number = f.rowid ORDER BY f.score, p.id
"""
_FIND_SENTENCES = f"""
SELECT s.article, s.start, s."end", f.score
FROM {_RANKED.format(words="sentence_words")} JOIN sentences s ON s.number = f.rowid ORDER BY f.score, s.number
"""
_STORY_AND_TEXT = "SELECT (SELECT min(story) FROM story_articles WHERE article = id), text FROM articles WHERE id = ?"


def search(database: Database, words: str, page: Page) -> list[Hit]:
    """Statements and passages that have all the words, or, when nothing has, some of them; the best first."""
    whole = matching(words)
    for query in queries(words):
        if found := _found(database, query, page.kind):
            hits = found[page.offset : page.offset + page.limit]
            return [replace(_told(database, hit, words), partly=query != whole) for hit in hits]
    return []


def _found(database: Database, query: str, kind: HitKind | None) -> list[Hit]:
    """All hits that can be paged through, whatever the page: so that no hit stands on two."""
    bounds = (settings.ARCHIVE_RANKED, settings.ARCHIVE_HITS)
    statements = [_statement(row) for row in database.rows(_FIND_POINTS, query, *bounds)] if kind != "passage" else []
    passages = [_passage(row) for row in database.rows(_FIND_SENTENCES, query, *bounds)] if kind != "statement" else []
    told: dict[str, list[Span]] = {}
    for hit in statements:
        told.setdefault(hit.span.article, []).append(hit.span)
    passages = [hit for hit in passages if not any(overlap(hit.span, s) for s in told.get(hit.span.article, ()))]
    return sorted(statements + passages, key=lambda hit: (hit.score, hit.span))[: settings.ARCHIVE_HITS]


def queries(words: str) -> list[str]:
    """FTS5 queries for what a person typed: all of it, then some of it.

    >>> queries('Putin "forum opened" NEAR(')
    ['"Putin" AND "forum opened" AND "NEAR("', '"Putin" OR "forum opened" OR "NEAR("']
    >>> queries('"" * 🔥')
    []
    """
    parts = [part for group in _groups(words) for part in group]
    telling = [part for part in parts if len(part) > 5 or not part[1:-1].islower()] or parts
    return list(dict.fromkeys((matching(words), " OR ".join(telling)))) if parts else []


def matching(words: str) -> str:
    """An FTS5 query for all of what a person typed. Every word is quoted: none is syntax, but OR between two words.

    >>> matching('ferry OR boat "ran aground"')
    '("ferry" OR "boat") AND "ran aground"'
    >>> matching("🔥")
    '""'
    """
    told = list(dict.fromkeys(" OR ".join(group) for group in _groups(words)))
    return " AND ".join(f"({part})" if " OR " in part and len(told) > 1 else part for part in told) or '""'


def beginnings(words: str) -> str:
    """An FTS5 query for words that begin so, null-length for none.

    >>> beginnings('Ana Dua')
    '"Ana"* AND "Dua"*'
    """
    return " AND ".join(f"{part}*" for group in _groups(words) for part in group)


_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


def _groups(words: str) -> Iterator[list[str]]:
    """The words and phrases, quoted; those with OR between them stand in one group."""
    group: list[str] = []
    joined = False
    for phrase, word in _PHRASE.findall(words.replace("\0", " ")):
        if word == "OR" and group and not joined:
            joined = True
        elif part := _quoted(phrase or word):
            if group and not joined:
                yield group
                group = []
            group, joined = [*group, part], False
    if group:
        yield group


def _quoted(part: str) -> str | None:
    findable = any(map(str.isalnum, part)) and has_encoding(part)
    return '"{}"'.format(part.replace('"', "")) if findable else None


def _statement(row: Any) -> Hit:
    told: tuple[Any, ...] = (Span(*row[2:5]), *row[5:-1], bool(row[-1]))
    return Hit("statement", *row[:2], *told)


def _passage(row: Any) -> Hit:
    article, start, end, score = row
    return Hit("passage", None, None, Span(article, start, end), "", None, score)


def _told(database: Database, hit: Hit, words: str) -> Hit:
    """A hit with its words; a passage also with its story."""
    if hit.kind == "statement":
        return hit
    story, text = database.row(_STORY_AND_TEXT, hit.span.article)
    return replace(hit, story=story, snippet=_snippet(text[hit.span.start : hit.span.end], words))


def _snippet(sentence: str, words: str) -> str:
    """The sentence; of a long one, the part around the first of the words."""
    if len(sentence) <= settings.ARCHIVE_SNIPPET:
        return sentence
    lower = sentence.lower()
    found = [at for word in re.findall(r"\w+", words.lower()) if (at := lower.find(word)) >= 0]
    start = max(0, min(min(found, default=0) - 80, len(sentence) - settings.ARCHIVE_SNIPPET))
    cut = sentence[start : start + settings.ARCHIVE_SNIPPET]
    return ("…" if start else "") + cut + ("…" if start + len(cut) < len(sentence) else "")

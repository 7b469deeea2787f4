"""Searches: statements and passages that have the words that were looked for."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from onrecord import settings
from onrecord.archive.connections import Database
from onrecord.archive.encodings import has_encoding
from onrecord.schema import Span
from onrecord.spans import overlap


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


def search(database: Database, words: str, limit: int) -> list[Hit]:
    """Statements and passages that have all the words, or, when nothing has, some of them; the best first."""
    for query in queries(words):
        statements = [_statement(*row) for row in database.rows(_FIND_POINTS, query, limit)]
        told = [hit.span for hit in statements]
        rows = database.rows(_FIND_SENTENCES, query, limit + len(told))
        passages = [_passage(words, *row) for row in rows]
        passages = [hit for hit in passages if not any(overlap(hit.span, span) for span in told)]
        if found := sorted(statements + passages, key=lambda hit: (hit.score, hit.span))[:limit]:
            return found
    return []


def queries(words: str) -> list[str]:
    """FTS5 queries for what a person typed: all of it, then some of it. Every word is quoted: none is syntax.

    >>> queries('Putin "forum opened" NEAR(')
    ['"Putin" AND "forum opened" AND "NEAR("', '"Putin" OR "forum opened" OR "NEAR("']
    >>> queries('"" * 🔥')
    []
    """
    found = [phrase or word for phrase, word in _PHRASE.findall(words.replace("\0", " "))]
    quoted = [
        '"{}"'.format(part.replace('"', "")) for part in found if any(map(str.isalnum, part)) and has_encoding(part)
    ]
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

"""JSON Lines: one file for each noun (`Article.jsonl`, `Claim.jsonl`, ...), every span with its text and selectors."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from typing import Any, TextIO

from onrecord import lines
from onrecord.archive import Archive
from onrecord.schema import NOUNS, Article, Record
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.anchors import anchor, bare_anchor, cut_all
from onrecord.serve.exports.excerpts import Excerpts
from onrecord.serve.views.selectors import text_hash

Articles = Mapping[str, Article]
Told = Iterator[tuple[Articles, Iterable[Any]]]


def write(wanted: Wanted) -> Mapping[str, int]:
    """One noun a file is what DuckDB and pandas read as one table. A noun of which there is none has no file."""
    files: dict[str, TextIO] = {}
    rows = dict.fromkeys((f"{noun}.jsonl" for noun in NOUNS), 0)
    with ExitStack() as opened:
        for articles, nouns in _told(wanted):
            line = _Lines(articles, with_text=wanted.with_text)
            for noun in nouns:
                name = f"{type(noun).__name__}.jsonl"
                if name not in files:
                    path = wanted.folder / name
                    files[name] = opened.enter_context(path.open("w", encoding="utf-8", errors="backslashreplace"))
                files[name].write(line.of(noun) + "\n")
                rows[name] += 1
    return rows


class _Lines:
    """Nouns as lines; `articles` are those that their spans are in."""

    def __init__(self, articles: Articles, *, with_text: bool) -> None:
        self.articles, self.with_text = articles, with_text
        self._cut = Excerpts(article.text for article in articles.values())

    def of(self, noun: Any) -> str:
        """The line of a noun."""
        fields = {"noun": type(noun).__name__, **lines.plain(noun)}
        if isinstance(noun, Article):
            fields["text_sha256"] = text_hash(noun.text)
        if not self.with_text:
            fields = self._bare(fields, noun)
        return lines.written(lines.spanned(fields, self._anchor))

    def _bare(self, fields: dict[str, Any], noun: Any) -> dict[str, Any]:
        kept = fields | {"text": ""} if isinstance(noun, Article) else fields
        found: dict[str, Any] = cut_all(kept, self._cut)
        return found

    def _anchor(self, article: str, start: int, end: int) -> Mapping[str, Any]:
        if article not in self.articles:
            return {}
        text = self.articles[article].text
        return anchor(text, start, end) if self.with_text else bare_anchor(text, start, end)


def _told(wanted: Wanted) -> Told:
    """Nouns with the articles that their spans are in."""
    archive = wanted.archive
    kept = archive.story(wanted.story) if wanted.story else None
    ids = kept.articles if kept else None
    for article in archive.articles(ids):
        yield {article.id: article}, (article, *archive.annotations([article.id]))
    yield from _passages(archive, ids)
    for story in wanted.stories():
        articles = {article.id: article for article in archive.articles(story.articles)}
        yield articles, (story, *_flat(archive.record(story.id)))
    yield {}, () if kept else archive.skipped()


def _passages(archive: Archive, ids: tuple[str, ...] | None) -> Told:
    """Those whose articles are both told."""
    article = lru_cache(maxsize=256)(archive.article)

    inside = None if ids is None else frozenset(ids)
    for passage in archive.passages(ids):
        sides = (passage.left.article, passage.right.article)
        if inside is None or inside.issuperset(sides):
            yield {id_: article(id_) for id_ in sides}, (passage,)


def _flat(record: Record) -> Iterator[Any]:
    """The record, and once more flat what people make tables of."""
    yield record
    yield from (*record.claims, *record.points, *record.lineage.origins, *record.lineage.copies)

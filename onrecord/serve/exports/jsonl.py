"""JSON Lines: one file for each noun (`Article.jsonl`, `Claim.jsonl`, ...), every span with its text."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, TextIO

from onrecord import lines
from onrecord.archive import Archive
from onrecord.schema import Article, Record
from onrecord.serve.exports import Wanted

Told = Iterator[tuple[Any, dict[str, str]]]


def write(wanted: Wanted) -> Mapping[str, int]:
    """One noun a file is what Datasette, DuckDB and pandas read as one table."""
    files: dict[str, TextIO] = {}
    rows: dict[str, int] = {}
    with ExitStack() as opened:
        for noun, texts in _told(wanted.archive, wanted.story):
            name = f"{type(noun).__name__}.jsonl"
            if name not in files:
                path = wanted.folder / name
                files[name] = opened.enter_context(path.open("w", encoding="utf-8", errors="backslashreplace"))
            bare = replace(noun, text="") if isinstance(noun, Article) and not wanted.with_text else noun
            files[name].write(lines.dump(bare, texts if wanted.with_text else None) + "\n")
            rows[name] = rows.get(name, 0) + 1
    return rows


def _told(archive: Archive, story: str | None) -> Told:
    """Every noun with the texts of the articles that its spans are in."""
    kept = archive.story(story) if story else None
    ids = kept.articles if kept else None
    for article in archive.articles(ids):
        yield article, {}
        for annotations in archive.annotations([article.id]):
            yield annotations, {article.id: article.text}
    for passage in archive.passages(ids):
        yield passage, _texts(archive, (passage.left.article, passage.right.article))
    for one in [kept] if kept else archive.stories():
        yield one, {}
        yield from _told_in(archive.record(one.id), archive)
    for skipped in () if kept else archive.skipped():
        yield skipped, {}


def _told_in(record: Record, archive: Archive) -> Told:
    """The record, and once more flat what people make tables of."""
    texts = _texts(archive, record.story.articles)
    for noun in (record, *record.claims, *record.points, *record.lineage.origins, *record.lineage.copies):
        yield noun, texts


def _texts(archive: Archive, ids: tuple[str, ...]) -> dict[str, str]:
    return {article.id: article.text for article in archive.articles(ids)}

"""The formats in which an archive leaves the house: `EXPORTS` has one entry for each."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from onrecord import lines
from onrecord.archive import Archive
from onrecord.schema import NOUNS, Article, Record

Export = Callable[[Archive, str | None, Path, bool], list[Path]]
"""Writes an archive, or one story of it, into a folder, with the texts or without; gives the files it wrote."""


def jsonl(archive: Archive, story: str | None, folder: Path, with_text: bool) -> list[Path]:
    """One file of JSON Lines for each noun (`Article.jsonl`, `Claim.jsonl`, ...), every span with its text.

    One noun a file is what Datasette, DuckDB and pandas read as one table. Files of an earlier export are replaced.
    """
    files: dict[str, TextIO] = {}
    for noun in NOUNS:
        (folder / f"{noun}.jsonl").unlink(missing_ok=True)
    with ExitStack() as opened:
        for noun, texts in _told(archive, story):
            name = type(noun).__name__
            if name not in files:
                path = folder / f"{name}.jsonl"
                files[name] = opened.enter_context(path.open("w", encoding="utf-8", errors="backslashreplace"))
            bare = replace(noun, text="") if isinstance(noun, Article) and not with_text else noun
            files[name].write(lines.dump(bare, texts if with_text else None) + "\n")
    return [Path(file.name) for file in files.values()]


EXPORTS: dict[str, Export] = {"jsonl": jsonl}
"""By the name that `--format` takes; add an entry to add a format."""

Told = Iterator[tuple[Any, dict[str, str]]]


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

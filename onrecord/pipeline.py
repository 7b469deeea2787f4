"""The whole flow on one page: articles are read, aligned, put into stories, annotated, and composed into records."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from onrecord import __version__, align, cluster, extract, record, settings, tokens
from onrecord.archive import Archive, Batch
from onrecord.schema import Annotations, Article, Record, SharedPassage, Skipped, Story, content_id

CODEBOOK = "PLOVER 2021"

Run = Callable[
    [Callable[[list[Article]], Iterable[extract.Read]], Iterable[Article]], Generator[extract.Read, None, None]
]
"""Where the work runs: `engine.run`, which goes on in other processes while a batch is composed here."""

Progress = Callable[[str, Iterable[Any], int | None], Iterable[Any]]
"""Hands on the items of a stage while it shows how far it is: (what is done, the items, how many or null)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: articles that were new or known already, inputs left out, stories made or changed.

    `words` are those of the articles that were read; `words_known` stand in lines that were parsed before, in another
    article: what is parsed again depends on the workers, what is found does not.
    """

    new: int
    known: int
    skipped: int
    stories: int
    words: int = 0
    words_known: int = 0


def silent(_: str, items: Iterable[Any], __: int | None) -> Iterable[Any]:
    """Show no progress."""
    return items


def build(archive: Archive, articles: Iterable[Article | Skipped], *, run: Run, progress: Progress = silent) -> Report:
    """Add articles to an archive, batch by batch; a batch is kept whole or not at all.

    Articles are taken into the archive first and then worked in the order of publication, so the order in which they
    are read changes nothing, and a build that was stopped goes on where it was.
    """
    staged = archive.stage(progress("reading", articles, None))
    changed: set[str] = set()
    waiting = archive.pending()
    size = settings.PIPELINE_BATCH
    batches = [waiting[start : start + size] for start in range(0, len(waiting), size)]
    words = Counter[str]()
    with closing(run(extract.read_all, _articles(archive, batches))) as reading:
        rooms = Rooms.of(archive, progress)
        read = _annotations(progress("extracting", reading, len(waiting)), words)
        for batch in batches:
            done = rooms.work(list(archive.articles(batch)), read, progress)
            archive.commit(done)
            changed = (changed | {story.id for story in done.stories}) - set(done.dropped_stories)
    return Report(staged.new, staged.known, staged.skipped, len(changed), words["all"], words["known"])


def _annotations(reading: Iterable[extract.Read], words: Counter[str]) -> Iterator[Annotations]:
    for read in reading:
        words.update(all=read.words, known=read.known)
        yield read.annotations


def _articles(archive: Archive, batches: Iterable[Sequence[str]]) -> Iterator[Article]:
    """The articles of all batches in one stream: what reads them need not wait until a batch is kept."""
    for batch in batches:
        yield from list(archive.articles(batch))


def _aligned(archive: Archive, worked: int, progress: Progress) -> align.Index:
    kept = archive.segments("align")
    if align.Index.fits(kept, worked):
        return align.Index.load(kept, archive.article)
    index = align.restored(progress("indexing texts", _worked(archive), worked), archive.article)
    _keep_instead(archive, "align", kept, index.changes()[0])
    return index


def _clustered(archive: Archive, worked: int, progress: Progress) -> cluster.Index:
    kept = archive.segments("cluster")
    if cluster.Index.fits(kept, worked):
        return cluster.Index.load(kept)
    articles = progress("indexing stories", _worked(archive), worked)
    index = cluster.restored(articles, list(archive.stories()), archive.passages())
    _keep_instead(archive, "cluster", kept, index.changes()[0])
    return index


def _worked(archive: Archive) -> Iterator[Article]:
    waiting = set(archive.pending())
    return (article for article in archive.articles() if article.id not in waiting)


def _keep_instead(archive: Archive, room: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    archive.commit(Batch(segments={room: (new, sorted(old.keys() - new.keys()))}))


@dataclass(slots=True)
class Rooms:
    """The rooms with what they keep between batches."""

    archive: Archive
    aligned: align.Index
    clustered: cluster.Index

    @classmethod
    def of(cls, archive: Archive, progress: Progress = silent) -> "Rooms":
        """The rooms as an archive knows them.

        Of what another version kept, a room's index is made again from the articles and stories: in one step each, so
        that a build that is stopped there begins it anew.
        """
        counts = archive.counts()
        worked = counts["articles"] - counts["pending"]
        return cls(archive, _aligned(archive, worked, progress), _clustered(archive, worked, progress))

    def work(self, batch: Sequence[Article], annotations: Iterator[Annotations], progress: Progress) -> Batch:
        """What follows from some new articles: the pairs, stories and records that they touch, and no others.

        `annotations` are taken last: while other processes read the articles, this one aligns them.
        """
        passages = align.shared(batch, index=self.aligned)
        stories = cluster.assign(batch, index=self.clustered, passages=passages)
        read = tuple(islice(annotations, len(batch)))
        records = tuple(self.compose(story, passages, read) for story in progress("composing", stories, len(stories)))
        return Batch(
            done=tuple(article.id for article in batch),
            annotations=read,
            passages=passages,
            stories=tuple(record.story for record in records),
            dropped_stories=tuple(self.clustered.dropped),
            records=records,
            segments={"align": self.aligned.changes(), "cluster": self.clustered.changes()},
        )

    def compose(self, story: Story, passages: Sequence[SharedPassage], read: Sequence[Annotations]) -> Record:
        """The record of one story, with what the archive keeps of its earlier articles."""
        members = set(story.articles)
        articles = list(self.archive.articles(story.articles))
        fresh = {annotations.article: annotations for annotations in read if annotations.article in members}
        kept = [a for a in self.archive.annotations(members - fresh.keys()) if a.article not in fresh]
        shared = {*self.archive.passages(members), *passages}
        inside = sorted(
            (p for p in shared if p.left.article in members and p.right.article in members),
            key=lambda p: (p.left, p.right),
        )
        composed = record.compose(
            story,
            articles,
            [*kept, *fresh.values()],
            align.trace(articles, passages=inside, index=self.aligned),
            earlier=self.archive.earlier(story.id),
        )
        return replace(composed, versions=versions())


def versions() -> dict[str, str]:
    """What a record was made with: program, codebook, models and settings (a hash of all but how it is served)."""
    chosen = {name: value for name, value in settings.all_settings().items() if not name.startswith("SERVE_")}
    return {
        "program": f"onrecord {__version__}",
        "codebook": CODEBOOK,
        "models": tokens.model_name(),
        "settings": content_id(*(f"{name}={value}" for name, value in sorted(chosen.items()))),
    }

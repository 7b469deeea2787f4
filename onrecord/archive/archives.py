"""An open archive: what is written to it and read from it, each by the module that has the SQL for it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from onrecord.archive import actors, batches, encodings, leads, listings, nouns, searches, summaries, upgrades
from onrecord.archive.actors import (
    ActorArticle,
    ActorStatement,
    Companion,
    KnownActor,
    ListedActor,
    ListedPlace,
    Part,
    Participating,
)
from onrecord.archive.batches import Batch, Staged
from onrecord.archive.complaints import in_words
from onrecord.archive.connections import Database, check_place
from onrecord.archive.decodings import Decoded
from onrecord.archive.leads import Lead
from onrecord.archive.listings import After, Listed, PublishedDay, Publisher, Sort, StoryFilter
from onrecord.archive.locks import BuildLock
from onrecord.archive.searches import Hit, HitKind, Page
from onrecord.schema import Annotations, Article, Record, SharedPassage, Skipped, Story, Summary


class Archive:
    """An open archive; a context manager.

    >>> with Archive.open(None) as archive:
    ...     archive.stage([Article("a", "The mill burned down."), Article("a", "The mill burned down.")])
    ...     archive.pending()
    Staged(new=1, known=1, skipped=0)
    ['a']
    """

    def __init__(self, database: Database, lock: BuildLock | None = None, *, decoded: Decoded | None = None) -> None:
        self.name = database.name
        self._db, self._lock = database, lock
        self._decode = decoded.record if decoded else encodings.record

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None, *, write: bool = False, decoded: Decoded | None = None) -> Self:
        """The archive at `path`, made when it is not there and is written to; without a path, one in memory.

        `decoded` keeps records for who asks for one again, through this archive or another one with the same.
        """
        if path is None:
            return cls(Database.in_memory())._prepared(write=True)
        file = Path(path)
        check_place(file, write=write)
        lock = BuildLock(file) if write else None
        try:
            archive = cls(Database.of(file, write=write), lock, decoded=decoded)
        except BaseException:
            if lock:
                lock.release()
            raise
        return archive._prepared(write=write)

    def _prepared(self, *, write: bool) -> Self:
        try:
            with in_words(self.name):
                upgrades.prepare(self._db, write=write)
        except BaseException:
            self.close()
            raise
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the use of the archive; what was committed is kept, whatever happens here."""
        self._db.close()
        if self._lock:
            self._lock.release()

    # Writing

    def stage(self, items: Iterable[Article | Skipped]) -> Staged:
        """Takes in articles, to be worked later, and what was left out: block by block, each whole, each once."""
        return batches.stage(self._db, items)

    def commit(self, batch: Batch, *, now: str | None = None) -> None:
        """Keeps the whole batch or, should anything go wrong, nothing of it.

        A record is never overwritten: one that differs from its latest revision is kept as the next, composed `now`.
        """
        batches.commit(self._db, batch, now)

    # Nouns

    def check(self) -> None:
        """Refuses an archive that an onrecord of another version has changed since it was opened."""
        with in_words(self.name):
            upgrades.check(self._db)

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Everything read inside is of one moment, whatever is committed meanwhile."""
        with self._db.snapshot():
            yield self

    def pending(self) -> list[str]:
        """The articles that are staged and not worked, by when they were published (undated last), then id."""
        return nouns.pending(self._db)

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """The articles with these ids, or all, by when they were published (undated last), then id."""
        return nouns.articles(self._db, ids)

    def article(self, article: str) -> Article:
        """The article with this id."""
        return nouns.article(self._db, article)

    def annotations(self, ids: Iterable[str] | None = None) -> Iterator[Annotations]:
        """What was read in the articles with these ids, or in all, by article id."""
        return nouns.annotations(self._db, ids)

    def passages(self, ids: Iterable[str] | None = None) -> Iterator[SharedPassage]:
        """The passages that have one of these articles on either side, or all."""
        return nouns.passages(self._db, ids)

    def stories(self) -> Iterator[Story]:
        """All stories, the newest first, undated ones last."""
        return nouns.stories(self._db)

    def story(self, story: str) -> Story:
        """The story with this id, or whose id alone begins so."""
        return nouns.story(self._db, story)

    def stories_of(self, ids: Iterable[str]) -> Iterator[Story]:
        """The stories that these articles belong to, by id."""
        return nouns.stories_of(self._db, ids)

    def record(self, story: str, *, revision: int | None = None) -> Record:
        """The record of a story, as it stands or as it stood in a revision: that also of one that was merged since.

        MergedError names the story that has most of its articles now.
        """
        return nouns.record(self._db, story, revision, decode=self._decode)

    def earlier(self, story: str) -> Record | None:
        """The record of a story as it stands, null when none was composed: by its whole id."""
        return nouns.latest(self._db, story)

    def summary(self, story: str, *, revision: int | None = None) -> Summary:
        """What a list says of a story: its counts, the marks of its origins, the figures that moved."""
        return summaries.of(self._db, story, revision)

    def records(self) -> Iterator[Record]:
        """The record of every story as it stands, in the order of `stories`."""
        return nouns.records(self._db)

    def segments(self, room: str) -> dict[str, bytes]:
        """What the index of a room keeps, by name."""
        return nouns.segments(self._db, room)

    def skipped(self) -> Iterator[Skipped]:
        """What was left out, and why, in the order in which it was met."""
        return nouns.skipped(self._db)

    def skipped_after(self, number: int = 0, *, limit: int = 50) -> list[tuple[int, Skipped]]:
        """What was left out after the one with this number, each with its own."""
        return nouns.skipped_after(self._db, number, limit)

    def nouns(self) -> Iterator[Any]:
        """All that is kept, noun by noun, in an order that depends on nothing but the content."""
        return nouns.everything(self._db)

    def counts(self) -> dict[str, int]:
        """How many articles (and how many of them wait), stories, statements, claims, origins, passages and skipped."""
        return nouns.counts(self._db)

    # Searches

    def search(self, words: str, *, limit: int = 20, offset: int = 0, kind: HitKind | None = None) -> list[Hit]:
        """Statements and passages that have all the words, or, when nothing has, some of them; the best first.

        Words in double quotation marks stand together, one of two with OR between them is enough. A passage that is
        the sentence of a statement is not told twice.
        """
        return searches.search(self._db, words, Page(limit, offset, kind))

    def actors_named(self, words: str, *, limit: int = 20) -> list[ListedActor]:
        """Actors with a name that has words that begin so, the most named first."""
        return actors.actors_named(self._db, words, limit)

    # Lists

    def stamp(self) -> int:
        """A number that every commit raises, the same for all who read: what was read under it still holds."""
        return nouns.stamp(self._db)

    def story_stamp(self, story: str) -> int | None:
        """The latest revision of a story's record, null when there is none: by its whole id."""
        return nouns.story_stamp(self._db, story)

    def listing(
        self,
        wanted: StoryFilter = StoryFilter(),  # noqa: B008 - frozen
        *,
        sort: Sort = "latest",
        limit: int = 50,
        after: After | None = None,
    ) -> list[Listed]:
        """Stories that have a record: the latest first, undated ones last, or the largest first.

        `after` is that of the last row of the page before.
        """
        return listings.listing(self._db, wanted, sort=sort, limit=limit, after=after)

    def counted_by_size(self, wanted: StoryFilter) -> tuple[int, int]:
        """How many stories fit a filter whatever their size, and how many of them have several articles."""
        return listings.counted_by_size(self._db, wanted)

    def leads(self, stories: Iterable[str]) -> dict[str, Lead]:
        """Of each of these stories, by id, the article whose headline, or whose first sentence, it stands under."""
        return leads.leads(self._db, stories)

    def article_stories(self, article: str) -> list[Listed]:
        """The stories of an article, those that it is a round-up for after the others."""
        return listings.article_stories(self._db, article)

    def sentences(self, article: str) -> list[tuple[int, int]]:
        """Offsets of the sentences of an article that was worked."""
        return nouns.sentences(self._db, article)

    def publishers(self, *, limit: int = 500) -> list[Publisher]:
        """The publishers with most articles."""
        return listings.publishers(self._db, limit)

    def published_days(self) -> Iterator[PublishedDay]:
        """How many articles each publisher has of each day."""
        return listings.published_days(self._db)

    def days(self) -> tuple[str, str] | None:
        """The first and the last day of publication, null when no article has a date."""
        return listings.days(self._db)

    def most_named_actors(self, *, limit: int = 50) -> list[ListedActor]:
        """The actors that most articles name."""
        return actors.most_named_actors(self._db, limit)

    def most_named_places(self, *, limit: int = 50) -> list[ListedPlace]:
        """The places that most articles name."""
        return actors.most_named_places(self._db, limit)

    def places_named(self, name: str, *, limit: int = 20) -> list[ListedPlace]:
        """The places with this name, the most named first."""
        return actors.places_named(self._db, name, limit)

    def places_of(self, articles: Iterable[str], *, limit: int = 200) -> list[ListedPlace]:
        """The places that these articles name, those that most of them name first."""
        return actors.places_of(self._db, articles, limit)

    def actor(self, actor: str) -> KnownActor:
        """The actor with this id, as all articles tell it."""
        return actors.actor(self._db, actor)

    def articles_of_actor(self, actor: str, *, limit: int = 50, after: After | None = None) -> list[ActorArticle]:
        """The articles that name an actor, the newest first, undated ones last."""
        return actors.articles_of_actor(self._db, actor, limit, after)

    def statements_of_actor(
        self, actor: str, *, limit: int = 50, after: After | None = None, part: Part | None = None
    ) -> list[ActorStatement]:
        """The statements that an actor makes or takes part in, or only one of these; the latest reported come first."""
        return actors.statements_of_actor(self._db, actor, limit, after, part)

    def participating(self, points: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Participating]]:
        """Who makes and who takes part in statements; each is a story and a point, by their ids."""
        return actors.participating(self._db, points)

    def companions(self, actor: str, *, limit: int = 12) -> list[Companion]:
        """Those that take part in the latest events of an actor, the most frequent first."""
        return actors.companions(self._db, actor, limit)

    def actor_names(self, ids: Iterable[str]) -> dict[str, str]:
        """The names of actors by their ids."""
        return actors.named(self._db, ids)

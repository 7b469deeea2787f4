"""The list of stories: what each is about, how many origins at most, where it differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Literal

import msgspec

from onrecord import tokens
from onrecord.archive import Archive, Lead, Listed, Named, StoryFilter
from onrecord.credits import newsroom
from onrecord.schema import Summary
from onrecord.serve import addresses
from onrecord.serve.labels import day as day_in_words
from onrecord.serve.labels import shortened
from onrecord.serve.parameters import AskedList, Count, Day, Name, Words

CHOICES = 200
"""Values that a filter offers."""

NAMES = 100_000
"""Names of publishers among which those of one newsroom are looked for."""

TOLD = {
    "differently": "told differently or read as denied",
    "changed": "changed over time",
    "one origin": "several publishers, one origin",
}
"""What can be asked of how a story is told, in words."""

LONGEST_HEADLINE = 1_000
"""Characters: a list is no place for more; the article has the rest."""

Sort = Literal["", "size"]
_AFTER: dict[str, Any] = {"": tuple[str, str], "size": tuple[Count, str, str]}


class AskedStories(AskedList, frozen=True, kw_only=True):
    """Which stories, and in which order; those of one article only are listed where `articles` is "all"."""

    q: Words = ""
    since: Day = msgspec.field(default="", name="from")
    until: Day = ""
    publisher: Name = ""
    actor: Name = ""
    place: Name = ""
    told: Literal["", "differently", "changed", "one origin"] = ""
    articles: Literal["", "all"] = ""
    sort: Sort = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a story stands under; `quoted`: it has no headline, this is the first sentence of that article."""

    text: str
    quoted: bool
    article: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story of the list; `actors` are those that most of its articles name."""

    id: str
    headline: Headline
    first_published: str | None
    last_published: str | None
    actors: tuple[Named, ...]
    summary: Summary

    @property
    def several(self) -> bool:
        """Whether there is more than one article, and so something to compare."""
        return self.summary.n_articles > 1


@dataclass(frozen=True, slots=True)
class InForce:
    """A filter that holds: the parameter, and what it asks for in words.

    `n_without`: stories that fit all the others; counted where none fits all.
    """

    parameter: str
    words: str
    n_without: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to: of many values those that most articles name."""

    publishers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stories:
    """A page of the list; `next` is null on the last. `actor` and `place` are those that the filters stand for.

    `n_found`: stories on all its pages; `n_hidden`: stories of one article that fit the filters and are not listed;
    `n_stories`, `n_articles`: all that the archive holds, `n_pending` of them still to be read.
    """

    rows: tuple[StoryRow, ...]
    next: str | None
    n_found: int
    n_hidden: int
    in_force: tuple[InForce, ...]
    actor: Named | None
    place: Named | None
    choices: Choices
    days: tuple[str, str] | None
    n_stories: int
    n_articles: int
    n_pending: int

    def by_day(self) -> Iterator[tuple[str, list[StoryRow]]]:
        """The rows by the day of the last report, in their order; undated ones under no day."""
        for day, rows in groupby(self.rows, key=lambda row: (row.last_published or "")[:10]):
            yield day, list(rows)

    def lead(self) -> str | None:
        """The story of most articles, the first listed of those; null where each has one."""
        several = [row for row in self.rows if row.several]
        return max(several, key=lambda row: row.summary.n_articles).id if several else None


def stories(archive: Archive, asked: AskedStories) -> Stories:
    """The stories that were asked for, the latest or the largest first."""
    actor, place = named_actor(archive, asked.actor), named_place(archive, asked.place)
    wanted = story_filter(archive, asked, actor, place)
    after = addresses.place(asked.after, _AFTER[asked.sort]) if asked.after else None
    listed = archive.listing(wanted, sort=asked.sort or "latest", limit=asked.size + 1, after=after)
    n_all, n_several = archive.counted_by_size(wanted)
    n_found = n_several if wanted.least_articles else n_all
    counts = archive.counts()
    return Stories(
        rows=rows(archive, listed[: asked.size]),
        next=addresses.cursor(listed[asked.size - 1].after) if len(listed) > asked.size else None,
        n_found=n_found,
        n_hidden=n_all - n_found,
        in_force=_widened(archive, in_force(asked, actor, place), asked)
        if not n_all
        else in_force(asked, actor, place),
        actor=actor,
        place=place,
        choices=choices(archive),
        days=archive.days(),
        n_stories=counts["stories"],
        n_articles=counts["articles"],
        n_pending=counts["pending"],
    )


def story_filter(archive: Archive, asked: AskedStories, actor: Named | None, place: Named | None) -> StoryFilter:
    """What is looked for."""
    return StoryFilter(
        words=asked.q,
        first_day=asked.since or None,
        last_day=asked.until or None,
        publishers=named_publishers(archive, asked.publisher),
        actor=actor.id if actor else None,
        place=place.id if place else None,
        least_articles=None if asked.articles == "all" else 2,
        told=asked.told or None,
    )


def in_force(asked: AskedStories, actor: Named | None, place: Named | None) -> tuple[InForce, ...]:
    """What is looked for, in words."""
    told = (
        ("q", f"words “{asked.q}”", asked.q),
        ("from", f"from {day_in_words(asked.since)}", asked.since),
        ("until", f"to {day_in_words(asked.until)}", asked.until),
        ("publisher", f"printed by {asked.publisher}", asked.publisher),
        ("actor", f"names {actor.name if actor else ''}", actor),
        ("place", f"names the place {place.name if place else ''}", place),
        ("told", TOLD.get(asked.told, ""), asked.told),
    )
    return tuple(InForce(parameter, words) for parameter, words, value in told if value)


def _widened(archive: Archive, filters: Sequence[InForce], asked: AskedStories) -> tuple[InForce, ...]:
    """The filters, each with how many stories there are without it."""
    fields = {"from": "since"}
    return tuple(
        replace(one, n_without=_counted(archive, asked, fields.get(one.parameter, one.parameter))) for one in filters
    )


def _counted(archive: Archive, asked: AskedStories, without: str) -> int:
    wider = msgspec.structs.replace(asked, **{without: ""})
    actor, place = named_actor(archive, wider.actor), named_place(archive, wider.place)
    return archive.counted_by_size(story_filter(archive, wider, actor, place))[asked.articles != "all"]


def named_publishers(archive: Archive, asked: str) -> tuple[str, ...]:
    """All names of the newsroom that a name means; the name itself where no article has it."""
    if not asked:
        return ()
    named = (publisher.name for publisher in archive.publishers(limit=NAMES))
    return tuple(name for name in named if newsroom(name) == newsroom(asked)) or (asked,)


def named_actor(archive: Archive, asked: str) -> Named | None:
    """The actor with this id or name, the most named first; where nobody has it, one that no story names."""
    if not asked:
        return None
    if name := archive.actor_names([asked]).get(asked):
        return Named(asked, name)
    found = archive.actors_named(asked, limit=20)
    exact = [one for one in found if one.name.casefold() == asked.casefold()]
    return next((Named(one.id, one.name) for one in [*exact, *found]), Named(asked, asked))


def named_place(archive: Archive, asked: str) -> Named | None:
    """The place with this name, the most named first."""
    found = archive.places_named(asked, limit=1) if asked else []
    return Named(found[0].id, found[0].name) if found else Named(asked, asked) if asked else None


def choices(archive: Archive) -> Choices:
    """What the filters offer: those that most articles have, by name."""
    publishers = _newsrooms(publisher.name for publisher in archive.publishers(limit=CHOICES))
    actors = (actor.name for actor in archive.most_named_actors(limit=CHOICES))
    places = (place.name for place in archive.most_named_places(limit=CHOICES))
    return Choices(*(tuple(sorted({name[:200] for name in names})) for names in (publishers, actors, places)))


def _newsrooms(names: Iterable[str]) -> Iterable[str]:
    """Each newsroom by the first of its names, that with most articles: others differ from it in case or in spaces."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(newsroom(name), name)
    return first.values()


def rows(archive: Archive, listed: list[Listed]) -> tuple[StoryRow, ...]:
    """The rows of a list, each under its headline."""
    leads = archive.leads(one.story.id for one in listed)
    return tuple(_row(one, leads.get(one.story.id)) for one in listed)


def _row(listed: Listed, lead: Lead | None) -> StoryRow:
    story = listed.story
    return StoryRow(
        story.id,
        headline(story.headline, lead),
        story.first_published,
        story.last_published,
        listed.actors,
        listed.summary,
    )


def headline(told: str | None, lead: Lead | None) -> Headline:
    """What a story stands under, and where that is printed."""
    start, end = tokens.lead(lead.beginning) if lead and not told else (0, 0)
    words = told or (" ".join(lead.beginning[start:end].split()) if lead else "")
    source = (lead.article, lead.publisher, lead.published) if lead else (None, None, None)
    return Headline(shortened(words or "no words", LONGEST_HEADLINE), not told, *source)

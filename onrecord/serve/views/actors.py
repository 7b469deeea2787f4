"""An actor over all articles: its names and roles, what it says and takes part in, with whom, and its stories."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from onrecord import settings, wordlists
from onrecord.archive import ActorStatement, Archive, Companion, Named, Part, Participating, Role, StoryFilter
from onrecord.serve import addresses
from onrecord.serve.parameters import AskedList, Count, Id
from onrecord.serve.views.scenes import Piece, located
from onrecord.serve.views.searches import StoryNamed, Supported, named_stories
from onrecord.serve.views.stories import StoryRow, rows

STORIES = 12
"""Stories that the page of an actor lists; all stand in the list of stories."""

COMPANIONS = 12
"""Others that the page names as taking part with an actor."""

KINDS = {"person": "person", "organisation": "organisation", "country": "country", "group": "group"}
SECTORS = {
    "AGR": "farming", "BUS": "business", "COP": "police", "CRM": "crime", "CVL": "civilians", "EDU": "education",
    "ELI": "former government", "GOV": "government", "IGO": "international body", "JRN": "press", "JUD": "courts",
    "LAB": "labour", "LEG": "parliament", "MED": "health", "MIL": "military", "OPP": "opposition",
    "PRM": "paramilitary", "PTY": "political party", "REB": "rebels", "REF": "refugees", "REL": "religion",
    "SOC": "civil society", "SPY": "intelligence services", "UAF": "unknown armed forces",
}  # fmt: skip
"""PLOVER's sectors in words."""
_PARTS: dict[str, Part | None] = {"": None, "says": "says", "part": "takes part"}


class AskedActor(AskedList, frozen=True, kw_only=True):
    """Which actor, and whether what it says (`says`), what it takes part in (`part`), or both."""

    actor: Id
    what: Literal["", "says", "part"] = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that the actor makes (`says`) or takes part in (`actor`, `recipient`: on the receiving side).

    `others` take part beside it; `about`: what kind of event, or what is counted.
    """

    roles: tuple[str, ...]
    kind: str
    about: str
    place: Piece
    others: tuple[Participating, ...]
    first_reported: str | None
    story: StoryNamed | None
    statement: Supported


@dataclass(frozen=True, slots=True)
class OfStory:
    """Statements of one story, those of one sentence together."""

    story: StoryNamed | None
    sentences: list[list[Told]]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor. `country` and `sector` are codes, `describes` is the same in words; `party` is whom it speaks for.

    `n_roles_read`: the latest articles, in which roles were looked for; `companions` are counted in
    the latest `n_events_read` events, or fewer where there are not so many.
    """

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    describes: str
    party: Named | None
    aliases: tuple[str, ...]
    n_articles: int
    n_stories: int
    roles: tuple[Role, ...]
    n_roles_read: int
    rows: tuple[Told, ...]
    next: str | None
    companions: tuple[Companion, ...]
    n_events_read: int
    stories: tuple[StoryRow, ...]

    def by_day(self) -> Iterator[tuple[str, list[OfStory]]]:
        """The statements by the day of their first report and, within it, by story; undated ones under no day."""
        for day, told in groupby(self.rows, key=lambda row: (row.first_reported or "")[:10]):
            stories = groupby(told, key=lambda row: row.story)
            yield day, [OfStory(story, _by_sentence(of_story)) for story, of_story in stories]


def _by_sentence(rows: Iterable[Told]) -> list[list[Told]]:
    """Statements of one sentence together: "he accused them" is an event, and what he said."""
    found: dict[Piece, list[Told]] = {}
    for row in rows:
        found.setdefault(row.place, []).append(row)
    return list(found.values())


def actor(archive: Archive, asked: AskedActor) -> ActorPage:
    """The page of one actor."""
    known = archive.actor(asked.actor)
    who = known.actor
    stamp = archive.stamp()
    after: Any = addresses.place_under(stamp, asked.after, tuple[str, Count]) if asked.after else None
    listed = archive.statements_of_actor(who.id, limit=asked.size + 1, after=after, part=_PARTS[asked.what])
    shown = listed[: asked.size]
    stories = [] if asked.after else archive.listing(StoryFilter(actor=who.id), limit=STORIES)
    party = archive.actor_names([who.party]).get(who.party) if who.party else None
    return ActorPage(
        id=who.id,
        name=who.name,
        kind=who.kind,
        country=who.country,
        sector=who.sector,
        describes=described(who.kind, who.country, who.sector),
        party=Named(who.party, party) if who.party and party and who.party != who.id else None,
        aliases=who.aliases,
        n_articles=known.n_articles,
        n_stories=known.n_stories,
        roles=known.roles,
        n_roles_read=min(known.n_articles, settings.ARCHIVE_ROLES_READ),
        rows=_rows(archive, who.id, shown),
        next=addresses.cursor((stamp, shown[-1].after)) if len(listed) > asked.size else None,
        companions=() if asked.after else tuple(archive.companions(who.id, limit=COMPANIONS)),
        n_events_read=settings.ARCHIVE_EVENTS_READ,
        stories=rows(archive, stories),
    )


def described(kind: str, country: str | None, sector: str | None) -> str:
    """What an actor is, in words.

    >>> described("person", "PRT", "GOV"), described("organisation", "IGO", None), described("country", "PRT", "GOV")
    ('person, Portugal, government', 'organisation, international', 'country')
    """
    if kind == "country":
        return "country"
    named = "international" if country == "IGO" else wordlists.table("countries").get(country or "", country)
    told = (KINDS[kind], named, SECTORS.get(sector or "", sector))
    return ", ".join(dict.fromkeys(filter(None, told)))


def _rows(archive: Archive, actor: str, statements: Sequence[ActorStatement]) -> tuple[Told, ...]:
    stories = named_stories(archive, {one.story for one in statements})
    places = located(archive, [one.span for one in statements])
    cast = archive.participating((one.story, one.point) for one in statements)
    return tuple(
        Told(
            roles=one.roles,
            kind=one.kind,
            about=_about(one),
            place=place,
            others=_others(cast.get((one.story, one.point), ()), actor),
            first_reported=one.first_reported,
            story=stories.get(one.story),
            statement=_supported(one),
        )
        for one, (place, _) in zip(statements, places, strict=True)
    )


def _about(one: ActorStatement) -> str:
    """The type of an event, what a figure counts; nothing for a quotation, which tells itself."""
    return {"event": one.attribute.lower(), "figure": one.subject}.get(one.kind, "")


def _others(cast: Sequence[Participating], actor: str) -> tuple[Participating, ...]:
    """Each of the others once, in the role that is named first."""
    return tuple({one.id: one for one in reversed(cast) if one.id != actor}.values())[::-1]


def _supported(one: ActorStatement) -> Supported:
    counts = (one.n_articles, one.n_publishers, one.n_origins)
    return Supported(one.point, one.number, *counts, one.support, one.variation, one.status, one.withdrawn)

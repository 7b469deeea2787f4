"""Tellings: the claims of a story's events, each with the event that was read there and the places of its words."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord import tokens, wordlists
from onrecord.credits import house
from onrecord.schema import Actor, Annotations, Article, Claim, Event, Participant, Place, Record, Span, content_id
from onrecord.serve.exports.excerpts import Excerpts


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part in an event: as the record knows them, and the words that name them there.

    Words that stand for no known actor ("residents") are a name without an id.
    """

    id: str | None
    name: str
    country: str | None = None
    sector: str | None = None
    roles: tuple[str, ...] = ()
    words: str = ""
    span: Span | None = None

    @property
    def key(self) -> str:
        """What is the same in all articles."""
        return self.id or self.name.casefold()


@dataclass(frozen=True, slots=True)
class When:
    """The time that an event is told to be of: its TIMEX3 value and the first and last day (null where open)."""

    value: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim with what was read in its words.

    `event` is null where a shared passage carried the claim into an article in which no event was read; then it has
    no parties, time and place of its own. `sentence` counts from 1. Offsets are into the article's text, null where
    there are no words. `house`: the newsroom that the claim's origin comes from, null where the origin is not known.
    """

    claim: Claim
    article: Article
    event: Event | None
    sentence: int
    action: Span | None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    when: When | None = None
    house: str | None = None

    @property
    def words(self) -> str:
        """The words of the claim, on one line."""
        return flat(self.article.text[self.claim.span.start : self.claim.span.end])


class Reading:
    """A story's record beside the articles and annotations that it was made from."""

    def __init__(self, record: Record, articles: Iterable[Article], annotations: Iterable[Annotations]) -> None:
        self.record = record
        self.articles = {article.id: article for article in articles}
        self.annotations = {read.article: read for read in annotations}
        self.claims = {claim.id: claim for claim in record.claims}
        self._actors = {actor.id: actor for actor in record.actors}
        self._houses = {origin.id: house(origin) for origin in record.lineage.origins}
        self._by_name = _by_name(record.actors)
        self._events: dict[tuple[str, int], list[Event]] = {}
        for read in self.annotations.values():
            for event in read.events:
                self._events.setdefault((read.article, event.span.start), []).append(event)
        self._starts: dict[str, list[int]] = {}
        self.excerpts = Excerpts(article.text for article in self.articles.values())

    def telling(self, claim: Claim) -> Telling:
        """A claim with the event that it was made of."""
        article, event = self.articles[claim.article], self.event(claim)
        voice = self._houses.get(claim.origin or "")
        if event is None:
            return Telling(claim, article, None, self.sentence(claim.span), None, house=voice)
        return Telling(
            claim,
            article,
            event,
            self.sentence(event.span),
            event.span,
            self._parties(event.actors, article),
            self._parties(event.recipients, article),
            self._place(event),
            self._when(event),
            voice,
        )

    def event(self, claim: Claim) -> Event | None:
        """The event that a claim was made of: a claim's id is the hash of its words, its kind and its predicate."""
        of = (claim.article, claim.kind, claim.span.start, claim.span.end, claim.attribute)
        for start in range(claim.span.start, claim.span.end):
            if (claim.article, start) in self._events and content_id(*of, start) == claim.id:
                same = self._events[claim.article, start]
                return next((e for e in same if _attribute(e) == claim.attribute), None)
        return None

    def sentence(self, span: Span) -> int:
        """The number of the sentence that a span starts in, counted from 1."""
        if span.article not in self._starts:
            self._starts[span.article] = [start for start, _ in tokens.sentences(self.articles[span.article].text)]
        return max(1, bisect_right(self._starts[span.article], span.start))

    def actor(self, id_: str, article: str) -> Actor | None:
        """An actor of an article as the record knows it: "Duarte" there is "Ana Duarte" here."""
        if id_ in self._actors:
            return self._actors[id_]
        own = next((actor for actor in self.annotations[article].actors if actor.id == id_), None)
        fuller = self._by_name.get((own.kind, own.name.casefold()), []) if own else []
        return fuller[0] if len(fuller) == 1 else own

    def cast(self, article: str) -> list[Actor]:
        """The actors that an article names, as the record knows them."""
        found = (self.actor(actor.id, article) for actor in self.annotations[article].actors)
        return list({actor.id: actor for actor in found if actor}.values())

    def _parties(self, side: Iterable[Participant], article: Article) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for participant in side:
            party = self._party(participant, article)
            if party.id or not names_nobody(party.name):
                found.setdefault(party.key, party)
        return tuple(found.values())

    def _party(self, participant: Participant, article: Article) -> Party:
        span = participant.span
        words = flat(article.text[span.start : span.end]) if span else ""
        actor = self.actor(participant.actor, article.id) if participant.actor else None
        if actor is None:
            return Party(None, words, words=words, span=span)
        here = next((known for known in self.annotations[article.id].actors if known.id == participant.actor), actor)
        sector = None if actor.sector == actor.country else actor.sector  # IGO is PLOVER's code of an entity, no sector
        return Party(actor.id, flat(actor.name), actor.country, sector, here.roles or actor.roles, words, span)

    def _place(self, event: Event) -> Place | None:
        """The mention of the event's place that stands nearest to it."""
        named = [place for place in self.annotations[event.span.article].places if place.name == event.place]
        return min(named, key=lambda place: (_apart(place.span, event.span), place.span), default=None)

    def _when(self, event: Event) -> When | None:
        if event.when is None:
            return None
        told = [time for time in self.annotations[event.span.article].times if time.value == event.when]
        nearest = min(told, key=lambda time: (_apart(time.span, event.span), time.span), default=None)
        return When(event.when, nearest.start if nearest else None, nearest.end if nearest else None)


def names_nobody(words: str) -> bool:
    """Whether words are empty or a pronoun that was not resolved: "them" can be anybody.

    >>> names_nobody("Them"), names_nobody("her brother"), names_nobody("")
    (True, False, True)
    """
    return set(words.casefold().split()) <= wordlists.words("function_words")


def web_address(article: Article) -> str | None:
    """Where an article stands on the web; null where its address is that of a file."""
    return article.url if article.url and is_web_address(article.url) else None


def is_web_address(words: str) -> bool:
    """Whether words are one address on the web and nothing else.

    >>> is_web_address("https://a.example/b"), is_web_address("a.txt"), is_web_address("https://a.example is down")
    (True, False, False)
    """
    return words.startswith(("https://", "http://")) and len(words.split()) == 1


def flat(words: str) -> str:
    r"""Words on one line, without characters that would end it or hide what stands there.

    >>> flat("Lopez\tand\u2028 Diaz\x00")
    'Lopez and Diaz'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _by_name(actors: Iterable[Actor]) -> Mapping[tuple[str, str], list[Actor]]:
    found: dict[tuple[str, str], list[Actor]] = {}
    for actor in actors:
        for name in dict.fromkeys((actor.name.casefold(), *(alias.casefold() for alias in actor.aliases))):
            found.setdefault((actor.kind, name), []).append(actor)
    return found


def _attribute(event: Event) -> str:
    return " ".join(filter(None, (event.type, event.mode)))


def _apart(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)

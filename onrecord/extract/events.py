"""Events: who did what to whom, by PLOVER type, with place, time and how the text tells it."""

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import doubts, occasions, participants, predicates, relations, roots, statuses, venues
from onrecord.extract.doubts import Parties
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import Event, Participant, content_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTS = frozenset(("ASSAULT", "SANCTION", "MOBILIZE"))
_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_NAMES = {"YIELD": "CONCEDE"}
_KEPT = frozenset(
    (
        ("CONSULT", "AGREE"),
        ("CONSULT", "SUPPORT"),
        ("CONSULT", "YIELD"),
        ("REQUEST", "ACCUSE"),
        ("MOBILIZE", "AID"),
    )
)
"""Types of the rules and of the networks where the rules stand: a meeting to come stays a meeting, and its status says
that it is planned; who is welcomed or returns visits; who calls for an inquiry asks; troops that are sent are troops.
"""
_ONLY_BY_RULES = "ASSAULT"
_ASKED_WITH = wordlists.group("event_words", "asked_with")
_ON_OTHERS_WORD = frozenset(("claim", "deny", "rebut"))
CONTEXTS = {
    ("MOBILIZE", "troops"): ("military",),
    ("MOBILIZE", "weapons"): ("military",),
    ("ASSAULT", "aerial"): ("military",),
    ("ASSAULT", "heavy-weapons"): ("military",),
    ("RETREAT", "ceasefire"): ("military",),
    ("RETREAT", "withdraw"): ("military",),
    ("SANCTION", "convict"): ("legal",),
    ("COERCE", "arrest"): ("legal",),
    ("COERCE", "cyber"): ("cyber",),
}
"""The contexts that a mode alone is enough for; the others ask for a reading of the paragraph."""


def find(reading: Reading) -> None:
    """Fill `reading.events` in the order of the text."""
    found = predicates.find(reading.parse)
    times = occasions.times(found, reading)
    places = venues.find(found, reading)
    for sentence in _by_sentence(found):
        for predicate in sentence:
            at = predicate.token.i
            event = _event(predicate, sentence, reading)
            if event is not None:
                when = times.get(at)
                background = occasions.is_background(predicate, when, reading)
                status = statuses.at_its_time(event.status, predicate, when, reading)
                told = replace(
                    event, place=places.get(at), when=when.value if when else None, background=background, status=status
                )
                reading.events.append(told)
    reading.events = venues.shared(doubts.without_repeats(_with_known_actors(reading.events), reading), reading)


def _by_sentence(found: list[Predicate]) -> list[list[Predicate]]:
    return [list(group) for _, group in groupby(found, key=lambda predicate: predicate.token.sent.start)]


def _with_known_actors(events: list[Event]) -> list[Event]:
    """In "since the invasion of the island" the invader is whoever else does that to it in this article.

    Such an actor has no span. It is taken only where the article names one actor, or one pair, for it.
    """
    doers: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for event in events:
        actors = tuple(participant.actor for participant in event.actors if participant.actor)
        for recipient in event.recipients:
            if actors and recipient.actor:
                doers.setdefault((event.type, recipient.actor), set()).add(actors)

    def known(event: Event) -> tuple[Participant, ...]:
        named = [doers.get((event.type, r.actor), set()) for r in event.recipients if r.actor]
        if event.actors or event.type not in _ACTS or len(named) != 1 or len(named[0]) != 1:
            return event.actors
        return tuple(Participant(actor, None) for actor in next(iter(named[0])))

    return [replace(event, actors=known(event)) for event in events]


def _event(predicate: Predicate, sentence: list[Predicate], reading: Reading) -> Event | None:
    actors, recipients = participants.find(predicate, reading)
    predicate.type, predicate.mode = _typed(predicate, (actors, recipients), sentence, reading)
    if doubts.is_none(predicate, actors, recipients, reading):
        return None
    told = any((actors, recipients))
    actors, recipients = (participants.without_pronouns(side, reading) for side in (actors, recipients))
    if told and not actors and not recipients:
        return None
    start, end = _bounds(predicate)
    return Event(
        id=content_id(reading.article.id, start, end, predicate.type),
        span=reading.span(start, end),
        type=predicate.type,
        mode=predicate.mode,
        contexts=CONTEXTS.get((predicate.type, predicate.mode or ""), ()),
        actors=actors,
        recipients=recipients,
        place=None,
        when=None,
        status=statuses.status_of(predicate, reading),
        attributed_to=reading.speaker_at(start, end),
    )


def _typed(
    predicate: Predicate, parties: tuple[Parties, Parties], sentence: list[Predicate], reading: Reading
) -> tuple[str, str | None]:
    """Type and mode by the rules, unless the networks doubt it and are sure of another type.

    They know best what a verb does between two parties that are both named; of nouns in passing ("fears of aggression")
    and of what is only said they say too much, and a wrong ASSAULT is worst.
    """
    if predicate.token.pos_ != "VERB" or not _ON_OTHERS_WORD.isdisjoint(predicate.effects):
        return predicate.type, predicate.mode
    source, target = (_words(side[:1], reading) for side in parties)
    relation = relations.between(source, target, sentence, told_by=predicate.verb)
    if relation is None:
        return predicate.type, predicate.mode
    chances = roots.chances(relation)
    best = max(chances, key=lambda type_: (chances[type_], type_))
    doubted = chances[_ROOTS.get(predicate.type, predicate.type)] < settings.EXTRACT_TYPE_DOUBTED
    sure = chances[best] > (settings.EXTRACT_TYPE_SURE if source and target else settings.EXTRACT_TYPE_SURE_OF_ONE)
    kept = (predicate.type, best) in _KEPT or best == _ONLY_BY_RULES or _is_asked_to(predicate)
    if not doubted or not sure or kept:
        return predicate.type, predicate.mode
    return _NAMES.get(best, best), None


def _is_asked_to(predicate: Predicate) -> bool:
    """As in "called on Chad to disarm", which is no call by telephone."""
    return predicate.type == "REQUEST" and any(
        need.partition("@")[0].rstrip("!") in _ASKED_WITH for need in predicate.sense.needs
    )


def _words(side: Parties, reading: Reading) -> list["Token"]:
    spans = [participant.span for participant in side if participant.span]
    pieces = [reading.parse.char_span(span.start, span.end, alignment_mode="expand") for span in spans]
    return [word for piece in pieces if piece is not None for word in piece]


def _bounds(predicate: Predicate) -> tuple[int, int]:
    """The word, with the particle or the asking preposition that stands right behind it: "blew up", "called for"."""
    token = predicate.token
    end = token.idx + len(token)
    for child in token.rights:
        asking = predicate.type == "REQUEST" and child.dep_ == "prep" and child.lower_ in _ASKED_WITH
        if child.i == token.i + 1 and token.pos_ == "VERB" and (child.dep_ == "prt" or asking):
            end = child.idx + len(child)
    return token.idx, end

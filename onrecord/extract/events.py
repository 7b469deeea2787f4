"""Events: who did what to whom, by PLOVER type, with place, time and how the text tells it."""

from dataclasses import replace

from onrecord.extract import participants, predicates, statuses
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import Event, Participant, TimeExpression, content_id

_NOT_REPORTED = frozenset(("i", "you", "my", "your", "nobody", "no one", "anyone", "everyone", "anybody", "everybody"))
_HEARERS = frozenset(("you", "you all", "all of you", "everybody", "everyone"))
_AMONG_THE_PUBLIC = frozenset(("REJECT", "REQUEST"))
_ACTS = frozenset(("ASSAULT", "SANCTION", "MOBILIZE"))
_CONTEXTS = {
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
    times = statuses.times(found, reading)
    places = statuses.places(found, reading)
    for predicate in found:
        event = _event(predicate, times.get(predicate.token.i), places.get(predicate.token.i), reading)
        if event is not None:
            reading.events.append(event)
    reading.events = _with_known_actors(reading.events)


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


def _event(predicate: Predicate, when: TimeExpression | None, place: str | None, reading: Reading) -> Event | None:
    actors, recipients = participants.find(predicate, reading)
    if _is_nobodys(predicate, actors, recipients, reading):
        return None
    start, end = _bounds(predicate)
    return Event(
        id=content_id(reading.article.id, start, end, predicate.type),
        span=reading.span(start, end),
        type=predicate.type,
        mode=predicate.mode,
        contexts=_CONTEXTS.get((predicate.type, predicate.mode or ""), ()),
        actors=actors,
        recipients=recipients,
        place=place,
        when=when.value if when else None,
        status=statuses.status_of(predicate, reading),
        background=statuses.is_background(predicate, when, reading),
        attributed_to=reading.speaker_at(start, end),
    )


def _is_nobodys(
    predicate: Predicate,
    actors: tuple[Participant, ...],
    recipients: tuple[Participant, ...],
    reading: Reading,
) -> bool:
    """Nobody acts or receives ("the talks dragged on"), or it is no report: "I asked her to lunch", "nobody called".

    Nor is what people refuse or ask among themselves: "the cashier refused to open the till".
    """
    if not actors and not recipients:
        return "request" not in predicate.effects and not predicates.is_said_not_to_be(predicate)
    words = {reading.text(p.span).lower() for p in actors or recipients if p.span and not p.actor}
    if not words.isdisjoint(_NOT_REPORTED) or _is_courtesy(recipients, reading):
        return True
    if predicate.mode == "visit":
        return bool(actors) and not any(participants.has_office(actor, reading) for actor in actors)
    return predicate.type in _AMONG_THE_PUBLIC and not any(
        participants.has_office(participant, reading) for participant in (*actors, *recipients)
    )


def _is_courtesy(recipients: tuple[Participant, ...], reading: Reading) -> bool:
    """As in "Thank you, Oslo": only the hearers get it."""
    return bool(recipients) and all(p.span and reading.text(p.span).lower() in _HEARERS for p in recipients)


def _bounds(predicate: Predicate) -> tuple[int, int]:
    """The word, with the particle or the asking preposition that stands right behind it: "blew up", "called for"."""
    token = predicate.token
    end = token.idx + len(token)
    for child in token.rights:
        asking = predicate.type == "REQUEST" and child.dep_ == "prep" and child.lower_ in ("for", "on", "upon")
        if child.i == token.i + 1 and token.pos_ == "VERB" and (child.dep_ == "prt" or asking):
            end = child.idx + len(child)
    return token.idx, end

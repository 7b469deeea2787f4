"""Events: who did what to whom, by PLOVER type, with place, time and how the text tells it."""

from onrecord.extract import participants, predicates, statuses
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import Event, TimeExpression, content_id


def find(reading: Reading) -> None:
    """Fill `reading.events` in the order of the text."""
    found = predicates.find(reading.parse)
    times = statuses.anchored(found, reading)
    places = statuses.places(found, reading)
    for predicate in found:
        when = next((t for t in times.get(predicate.token.i, []) if t.kind in ("DATE", "TIME")), None)
        event = _event(predicate, when, places.get(predicate.token.i), reading)
        if event is not None:
            reading.events.append(event)


def _event(predicate: Predicate, when: TimeExpression | None, place: str | None, reading: Reading) -> Event | None:
    actors, recipients = participants.find(predicate, reading)
    if not actors and not recipients and predicate.token.pos_ == "NOUN" and "request" not in predicate.effects:
        return None
    start, end = _bounds(predicate)
    return Event(
        id=content_id(reading.article.id, start, end, predicate.type),
        span=reading.span(start, end),
        type=predicate.type,
        mode=predicate.mode,
        contexts=(),
        actors=actors,
        recipients=recipients,
        place=place,
        when=when.value if when else None,
        status=statuses.status_of(predicate, reading),
        background=statuses.is_background(predicate, when, reading),
        attributed_to=reading.speaker_at(start, end),
    )


def _bounds(predicate: Predicate) -> tuple[int, int]:
    """The word, with the particle or the asking preposition that stands right behind it: "blew up", "called for"."""
    token = predicate.token
    end = token.idx + len(token)
    for child in token.rights:
        asking = predicate.type == "REQUEST" and child.dep_ == "prep" and child.lower_ in ("for", "on", "upon")
        if child.i == token.i + 1 and token.pos_ == "VERB" and (child.dep_ == "prt" or asking):
            end = child.idx + len(child)
    return token.idx, end

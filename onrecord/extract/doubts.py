"""Doubts: what the words of an event tell that is none after all: figures of speech, opinions, one act told twice."""

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.extract import participants, predicates
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.extract.senses import classes_of, tells_of
from onrecord.schema import Event, Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

Parties = tuple[Participant, ...]
_NOT_REPORTED = frozenset(("i", "you", "my", "your", "nobody", "no one", "anyone", "everyone", "anybody", "everybody"))
_HEARERS = frozenset(("you", "you all", "all of you", "everybody", "everyone"))
_AMONG_THE_PUBLIC = frozenset(("REJECT", "REQUEST", "AGREE"))
_FIGURES = frozenset(
    (
        *("attack", "war", "offensive", "aggression", "battle", "fight", "conflict", "strike", "siege"),
        *("beat", "pummel", "torch", "hit", "bash", "hammer", "bombard", "destroy", "bombardment", "beating"),
        *("burn", "target", "warfare", "fighting", "blow", "ambush", "invasion", "invade", "occupation"),
    )
)
_OF_FORCE = ("VIOLENCE", "ATTACK", "WEAPONS", "TROOPS", "AIRCRAFT", "MILITARY")
_HURT = frozenset(("MILITARY", "TARGET", "POLICE", "VESSEL", "BUILDING", "TROOPS", "AIRCRAFT"))
_PEOPLE = frozenset(("PERSON", "CROWD"))
_OF_PEOPLE = frozenset(("attack", "beat", "beating", "hit", "ambush", "fight", "fighting", "strike", "siege"))
_PLACES = frozenset(("GPE", "NORP", "FAC", "LOC"))


def is_none(predicate: Predicate, actors: Parties, recipients: Parties, reading: Reading) -> bool:
    """Whether there is no event to report.

    >>> from onrecord import tokens
    >>> from onrecord.schema import Article
    >>> text = "Norway's war of words with the senator went on."
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> [is_none(p, *participants.find(p, reading), reading) for p in predicates.find(reading.parse)]
    []
    """
    return (
        _is_nobodys(predicate, actors, recipients, reading)
        or _is_figure_of_speech(predicate, actors, recipients, reading)
        or _is_modifier(predicate, actors)
    )


def _is_nobodys(predicate: Predicate, actors: Parties, recipients: Parties, reading: Reading) -> bool:
    """Nobody acts or receives ("the talks dragged on"), or it is no report: "I asked her to lunch", "nobody called".

    Nor is what people refuse, ask or agree on among themselves: "the cashier refused to open the till".
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


def _is_courtesy(recipients: Parties, reading: Reading) -> bool:
    """As in "Thank you, Oslo": only the hearers get it."""
    return bool(recipients) and all(p.span and reading.text(p.span).lower() in _HEARERS for p in recipients)


def _is_figure_of_speech(predicate: Predicate, actors: Parties, recipients: Parties, reading: Reading) -> bool:
    """Whether the violence is one of words: "her attacks on his record", "went on the offensive", "torching allies".

    It is real where the sentence has arms or victims, or where a country, a place or a crowd does it or suffers it.
    """
    token = predicate.token
    if predicate.type != "ASSAULT" or token.lemma_.lower() not in _FIGURES or not (actors or recipients):
        return False
    if any(tells_of(class_, token) for class_ in _OF_FORCE):
        return False
    hurt = _HURT | (_PEOPLE if token.lemma_.lower() in _OF_PEOPLE else frozenset())
    return not any(_is_of_force(participant, hurt, reading) for participant in (*actors, *recipients))


def _is_of_force(participant: Participant, hurt: frozenset[str], reading: Reading) -> bool:
    actor = reading.actors.get(participant.actor or "")
    if actor is not None and (actor.kind == "country" or actor.sector in ("MIL", "REB", "COP", "UAF", "PRM", "SPY")):
        return True
    head = _head(participant, reading)
    return head is not None and (head.ent_type_ in _PLACES or not hurt.isdisjoint(_own_classes(head)))


def _own_classes(head: "Token") -> frozenset[str]:
    """The classes of a common noun; a name of a person or a party tells of no force."""
    return classes_of(head) if head.pos_ == "NOUN" else frozenset()


def _head(participant: Participant, reading: Reading) -> "Token | None":
    span = participant.span
    words = reading.parse.char_span(span.start, span.end, alignment_mode="expand") if span else None
    return words.root if words else None


def _is_modifier(predicate: Predicate, actors: Parties) -> bool:
    """A phrase that only says who somebody is: "four men accused of arson" tells no accusation."""
    return predicate.type == "ACCUSE" and not actors and predicate.token.dep_ == "acl"


def without_repeats(events: list[Event], reading: Reading) -> list[Event]:
    """Each act once a sentence: of two of one type, one status and the same parties the one with more parties."""
    kept: list[Event] = []
    told: dict[int, list[int]] = defaultdict(list)
    for event in events:
        places = told[_sentence(event, reading)]
        twin = next((at for at in reversed(places) if _is_same(kept[at], event)), None)
        if twin is None:
            places.append(len(kept))
            kept.append(event)
        elif len(event.recipients) > len(kept[twin].recipients):
            kept[twin] = event
    return kept


def _sentence(event: Event, reading: Reading) -> int:
    """Where the sentence of an event begins, in words; each event that lies in no words has one of its own."""
    words = reading.parse.char_span(event.span.start, event.span.end, alignment_mode="expand")
    return words.sent.start if words else -1 - event.span.start


def _is_same(one: Event, other: Event) -> bool:
    if (one.type, one.mode, one.status) != (other.type, other.mode, other.status) or other.when not in (one.when, None):
        return False
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    ids = [({p.actor for p in left}, {p.actor for p in right}) for left, right in sides]
    if not ids[0][0] or None in ids[0][0] | ids[0][1] or ids[0][0] != ids[0][1]:
        return False
    return ids[1][0] <= ids[1][1] or ids[1][1] <= ids[1][0]

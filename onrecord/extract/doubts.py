"""Doubts: what the words of an event tell that is none after all: figures of speech, opinions, one act told twice."""

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import arguments, participants, predicates
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.extract.senses import classes_of, is_somebody, tells_of
from onrecord.schema import Event, Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

Parties = tuple[Participant, ...]
_NOT_REPORTED = wordlists.group("event_words", "not_reported")
_HEARERS = wordlists.group("event_words", "hearers")
_PEOPLE_AT_LARGE = wordlists.group("event_words", "people_at_large")
_AT_LARGE = wordlists.group("event_words", "at_large")
_ANIMALS = wordlists.group("event_words", "animals")
_PROMOTES = wordlists.group("event_words", "promotes")
_FOR = tuple(wordlists.group("event_words", "for"))
_SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION"))
_PRESS_QUESTIONS = wordlists.group("event_words", "press_questions")
_BY_ACCIDENT = wordlists.group("event_words", "by_accident")
_KEEPS = wordlists.group("event_words", "keeps")
_AMONG_THE_PUBLIC = frozenset(("REJECT", "REQUEST", "AGREE", "CONSULT", "AID", "COOPERATE", "SUPPORT"))
_FIGURES = wordlists.group("event_words", "figures_of_force")
_OF_FORCE = ("VIOLENCE", "ATTACK", "WEAPONS", "TROOPS", "AIRCRAFT", "MILITARY")
_HURT = frozenset(("MILITARY", "TARGET", "POLICE", "VESSEL", "BUILDING", "TROOPS", "AIRCRAFT"))
_PEOPLE = frozenset(("PERSON", "CROWD"))
_OF_PEOPLE = wordlists.group("event_words", "force_on_people")
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
        or _is_for_the_press(predicate, (*actors, *recipients), reading)
        or _is_habit(predicate, actors, reading)
        or _is_of_animals(actors, reading)
        or _is_of_animals(recipients, reading)
        or _is_by_a_pronoun(predicate, actors, recipients, reading)
        or _is_no_answer(predicate)
        or _is_given(predicate)
        or _is_kept(predicate)
        or _is_accident(predicate)
        or predicate.chain[-1].dep_ == "csubj"
    )


def _is_nobodys(predicate: Predicate, actors: Parties, recipients: Parties, reading: Reading) -> bool:
    """Nobody acts or receives ("the talks dragged on"), or it is no report: "I asked her to lunch", "nobody called".

    Nor is what people refuse, ask or agree on among themselves: "the cashier refused to open the till".
    """
    if not actors and not recipients:
        promoted = predicate.type in _AMONG_THE_PUBLIC and any(word.lemma_ in _PROMOTES for word in predicate.chain)
        asked = "request" in predicate.effects and not promoted
        return not asked and not _happens(predicate) and not predicates.is_said_not_to_be(predicate)
    words = {reading.text(p.span).lower() for p in actors or recipients if p.span and not p.actor}
    if not words.isdisjoint(_NOT_REPORTED) or _is_courtesy(recipients, reading):
        return True
    if predicate.mode == "visit":
        return bool(actors) and not any(participants.has_office(actor, reading) for actor in actors)
    return predicate.type in _AMONG_THE_PUBLIC and _is_among_the_public((*actors, *recipients), reading)


def _happens(predicate: Predicate) -> bool:
    """Whether violence is told for itself: "the shooting happened on Friday"; not "the war of words goes on"."""
    return (
        predicate.type == "ASSAULT" and "occur" in predicate.effects and predicate.token.lemma_.lower() not in _FIGURES
    )


def _is_among_the_public(parties: Parties, reading: Reading) -> bool:
    """Whether somebody takes part and none of them has an office."""
    heads = [_head(party, reading) for party in parties]
    named = any(
        party.actor or (head is not None and is_somebody(head)) for party, head in zip(parties, heads, strict=True)
    )
    return named and not any(participants.has_office(party, reading) for party in parties)


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
    by_words = any(_is_politician(actor, reading) for actor in actors)
    hurt = _HURT | (_PEOPLE if token.lemma_.lower() in _OF_PEOPLE and not by_words else frozenset())
    return not any(_is_of_force(participant, hurt, reading) for participant in (*actors, *recipients))


def _is_of_force(participant: Participant, hurt: frozenset[str], reading: Reading) -> bool:
    actor = reading.actors.get(participant.actor or "")
    if actor is not None and (actor.kind == "country" or actor.sector in ("MIL", "REB", "COP", "UAF", "PRM", "SPY")):
        return True
    head = _head(participant, reading)
    return head is not None and (head.ent_type_ in _PLACES or not hurt.isdisjoint(_own_classes(head)))


def _is_politician(participant: Participant, reading: Reading) -> bool:
    """Whose attacks on people are words, where the sentence tells of no violence."""
    actor = reading.actors.get(participant.actor or "")
    return actor is not None and actor.kind == "person" and actor.sector in ("GOV", "PTY", "LEG", "ELI")


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


def _is_for_the_press(predicate: Predicate, parties: Parties, reading: Reading) -> bool:
    """Talks with reporters are how news is made, no news: "spoke to the Evening Post"."""
    if predicate.type != "CONSULT" or predicate.mode == "visit":
        return False
    heads = [head for party in parties if (head := _head(party, reading)) is not None]
    sectors = [reading.actors[party.actor].sector for party in parties if party.actor in reading.actors]
    return "JRN" in sectors or any("PRESS" in classes_of(head) for head in heads)


def _is_habit(predicate: Predicate, actors: Parties, reading: Reading) -> bool:
    """What people do in general: "people blame the other party", "most voters support the law"."""
    verb = predicate.verb
    if verb.tag_ not in ("VBP", "VBZ", "VB") or not actors:
        return False
    heads = [_head(actor, reading) for actor in actors]
    return all(head is not None and _is_anybody(head) for head in heads)


def _is_anybody(head: "Token") -> bool:
    small = [child for child in head.lefts if child.dep_ in ("det", "nummod", "poss", "amod", "compound")]
    return head.lemma_.lower() in _PEOPLE_AT_LARGE and all(child.lower_ in _AT_LARGE for child in small)


def _is_of_animals(parties: Parties, reading: Reading) -> bool:
    """As in "shot the gorilla", "a dog attacked her": no violence between people."""
    heads = [_head(party, reading) for party in parties]
    return bool(heads) and all(head is not None and head.lemma_.lower() in _ANIMALS for head in heads)


def _is_by_a_pronoun(predicate: Predicate, actors: Parties, recipients: Parties, reading: Reading) -> bool:
    """Where nobody knows who it was: "they shouted and left", "its raid", with nobody else in it."""
    if not actors and predicate.type in _SUFFERED and predicate.token.pos_ == "VERB":
        return False  # "they were deported"
    heads = [_head(party, reading) for party in (*actors, *recipients) if not party.actor]
    unknown = bool(heads) and len(heads) == len(actors) + len(recipients)
    return unknown and all(head is not None and head.tag_ in ("PRP", "PRP$", "WP", "WDT", "DT") for head in heads)


def _is_no_answer(predicate: Predicate) -> bool:
    """As in "declined a request for comment", which every report has."""
    if predicate.type == "REQUEST" and predicate.token.pos_ == "NOUN":
        things = [predicate.token]
    else:
        things = [child for child in predicate.token.rights if child.dep_ == "dobj" and predicate.type == "REJECT"]
    asked = (*things, *(noun for thing in things for noun in arguments.under(thing, *_FOR)))
    return any(word.lower_ in _PRESS_QUESTIONS for word in asked)


def _is_given(predicate: Predicate) -> bool:
    """As in "shot the envoy a glance": who gets something is not struck."""
    if predicate.type != "ASSAULT" or predicate.token.pos_ != "VERB":
        return False
    things = {child.dep_: child for child in predicate.token.rights if child.dep_ in ("dative", "dobj")}
    return len(things) == len(("dative", "dobj")) and things["dative"].pos_ != "ADP" and not is_somebody(things["dobj"])


def _is_accident(predicate: Predicate) -> bool:
    """As in "the accidental shooting"."""
    return predicate.type == "ASSAULT" and any(child.lower_ in _BY_ACCIDENT for child in predicate.token.children)


def _is_kept(predicate: Predicate) -> bool:
    """As in "Norway has no treaty with Chad": nothing is agreed there."""
    return predicate.type == "AGREE" and predicate.token.pos_ == "NOUN" and predicate.verb.lemma_ in _KEEPS


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
    known = all(p.actor for p in (*one.actors, *other.actors))
    ids = [({p.actor or p.span for p in left}, {p.actor or p.span for p in right}) for left, right in sides]
    if not ids[0][0] or not known or ids[0][0] != ids[0][1]:
        return False
    return ids[1][0] <= ids[1][1] or ids[1][1] <= ids[1][0]

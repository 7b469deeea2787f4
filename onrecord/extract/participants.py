"""Participants: who acts in an event and who receives it, with the words that name them."""

from typing import TYPE_CHECKING

from onrecord.extract import arguments
from onrecord.extract.predicates import Predicate, is_somebody
from onrecord.extract.readings import Reading
from onrecord.schema import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOWARDS = (
    "with",
    "to",
    "on",
    "against",
    "toward",
    "towards",
    "at",
    "into",
    "from",
    "upon",
    "over",
    "of",
    "for",
    "around",
    "behind",
)
_TOWARDS_NOUN = ("with", "to", "on", "against", "toward", "towards", "into", "at", "from", "upon", "over")
_OWNERS = frozenset(("compound", "amod", "nmod", "poss"))


def find(predicate: Predicate, reading: Reading) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients of one event; joint actors are one event with a list."""
    actors, recipients = _heads_of_noun(predicate) if predicate.token.pos_ == "NOUN" else _heads_of_verb(predicate)
    named = _participants(actors, reading)
    known = {p.actor for p in named if p.actor}
    return named, tuple(p for p in _participants(recipients, reading) if p.actor not in known and p not in named)


def _participants(heads: list["Token"], reading: Reading) -> tuple[Participant, ...]:
    """One for each actor that a phrase names: "the two ministers" gives two with one span."""
    found: dict[tuple[str | None, int], Participant] = {}
    for head in heads:
        start, end = arguments.phrase(head)
        for actor in _actors(head, start, end, reading) or (None,):
            found.setdefault((actor, start if actor is None else -1), Participant(actor, reading.span(start, end)))
    return tuple(found.values())


def _actors(head: "Token", start: int, end: int, reading: Reading) -> tuple[str, ...]:
    """The actors of a phrase by its head, else by its apposition: "its envoy to the region, Ana Duarte"."""
    here = reading.actors_of(start, end)
    if here:
        return here
    beside = [child for child in head.children if child.dep_ == "appos"]
    return tuple(actor for child in beside for actor in reading.actors_of(*arguments.phrase(child)))


def _heads_of_verb(predicate: Predicate) -> tuple[list["Token"], list["Token"]]:
    actors = arguments.subjects(predicate.verb)
    recipients = _targets(predicate.token)
    if predicate.inner != predicate.token and not any(map(is_somebody, recipients)):
        inner = predicate.inner
        within = _targets(inner) if inner.pos_ == "VERB" else _heads_of_noun_phrase(inner, predicate.of)[1]
        recipients = [noun for noun in within if is_somebody(noun)] or recipients
    return actors, [noun for noun in recipients if noun not in actors]


def _targets(verb: "Token") -> list["Token"]:
    """Somebody in the object, else after a preposition, else within the object ("blamed Oslo's plan"), else the object."""
    objects = arguments.objects(verb)
    somebody = [noun for noun in objects if is_somebody(noun)]
    if somebody:
        return somebody
    towards = [noun for noun in arguments.under(verb, *_TOWARDS) if is_somebody(noun)]
    if towards:
        return towards[:3]
    for noun in objects:
        within = [n for n in arguments.under(noun, *_TOWARDS) if is_somebody(n)] or _owners(noun)
        if within:
            return within[:3]
    return objects


def _owners(noun: "Token") -> list["Token"]:
    """Who stands before a noun: "Norway's plan", "the Norwegian plan", "his plan", "the Oslo-Bergen talks"."""
    return [
        child
        for child in noun.lefts
        if child.dep_ in _OWNERS and child.pos_ in ("PROPN", "PRON", "NOUN", "ADJ") and _is_owner(child)
    ]


def _is_owner(word: "Token") -> bool:
    if word.dep_ == "poss":
        return is_somebody(word) or word.lower_ in ("his", "her", "their", "its", "our", "my", "your")
    return word.ent_type_ in ("GPE", "NORP", "PERSON", "ORG") and word.text[:1].isupper()


def _heads_of_noun(predicate: Predicate) -> tuple[list["Token"], list["Token"]]:
    noun, verb = predicate.token, predicate.verb
    actors, recipients = _heads_of_noun_phrase(noun, predicate.of)
    if verb != noun:
        if "suffer" in predicate.effects:
            recipients = recipients or arguments.subjects(verb)
        else:
            actors = actors or arguments.subjects(verb)
        recipients = recipients or [n for n in arguments.under(verb, *_TOWARDS_NOUN) if is_somebody(n)]
    return actors, [n for n in recipients if n not in actors]


def _heads_of_noun_phrase(noun: "Token", of: str) -> tuple[list["Token"], list["Token"]]:
    actors = [
        *_owners(noun),
        *(n for n in arguments.under(noun, "by", "between", "among", "amongst") if is_somebody(n)),
    ]
    recipients = [n for n in arguments.under(noun, *_TOWARDS_NOUN) if is_somebody(n)]
    named = [n for n in arguments.under(noun, "of") if is_somebody(n)]
    for modifier in noun.rights:
        if modifier.dep_ == "acl" and arguments.is_passive(modifier):
            actors += arguments.subjects(modifier)
            recipients += [n for n in arguments.under(modifier, *_TOWARDS_NOUN) if is_somebody(n)]
    if of == "recipient":
        recipients = recipients + named
    else:
        actors = actors or named
    return actors, recipients

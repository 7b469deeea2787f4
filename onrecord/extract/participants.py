"""Participants: who acts in an event and who receives it, with the words that name them."""

from typing import TYPE_CHECKING

from onrecord.extract import arguments
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.extract.senses import is_act, is_public, is_somebody, tells_of_crime
from onrecord.schema import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOWARDS_NOUN = ("with", "to", "on", "against", "toward", "towards", "into", "at", "upon", "over")
_TOWARDS = (*_TOWARDS_NOUN, "from", "of", "for", "around", "behind")
_BETWEEN = ("by", "between", "among", "amongst")
_VISITED = ("to", "in", "at", "from")
_OWNERS = frozenset(("compound", "amod", "nmod", "poss"))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "our", "my", "your", "whose"))
_THINGS = frozenset(
    ("obj@TROOPS", "obj@AIDGOODS", "obj@AIDWORD", "obj@WEAPONS", "obj@POLICE", "obj@DELEGATE", "obj@PACT")
)
_SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "RETREAT", "AID"))
_LEFT = frozenset(("RETREAT", "SANCTION", "COERCE"))
_TOPICS = frozenset(("on", "over", "upon", "at", "against", "into"))
_SHARED = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_OF_WORDS = frozenset(("SUPPORT", "CONCEDE", "ACCUSE", "PROTEST", "RETREAT"))
_OF_SOMEBODY = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID", "MOBILIZE", "THREATEN", "REQUEST"))
_MOST = 3


def find(predicate: Predicate, reading: Reading) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients of one event; joint actors are one event with a list.

    >>> from onrecord import tokens
    >>> from onrecord.extract import predicates
    >>> from onrecord.schema import Article
    >>> reading = Reading(Article("a", text := "Norway and Chad signed a treaty with Peru."), tokens.parse(text))
    >>> actors, recipients = find(predicates.find(reading.parse)[0], reading)
    >>> [reading.text(p.span) for p in actors if p.span], [reading.text(p.span) for p in recipients if p.span]
    (['Norway', 'Chad'], ['Peru'])
    """
    actors, recipients = _of_noun(predicate) if predicate.token.pos_ == "NOUN" else _of_verb(predicate)
    acting = parties_of(actors, reading)
    known = {participant.actor for participant in acting if participant.actor}
    received = parties_of([noun for noun in recipients if noun not in actors], reading)
    return acting, tuple(participant for participant in received if participant.actor not in known)


def has_office(participant: Participant, reading: Reading) -> bool:
    """Whether it is an office, a body, a country or a group: not "she", "the cashier" or a name without an office.

    In politics a name alone may have one that the article tells of elsewhere; in the report of a crime it has not.
    """
    actor = reading.actors.get(participant.actor or "")
    if actor is not None and (actor.kind != "person" or actor.roles or actor.sector or actor.party):
        return True
    if actor is not None:
        return actor.name[:1].isupper() and not tells_of_crime(reading.parse)
    words = participant.span and reading.parse.char_span(
        participant.span.start, participant.span.end, alignment_mode="expand"
    )
    if not words:
        return False
    return is_public(words.root)


def parties_of(heads: list["Token"], reading: Reading) -> tuple[Participant, ...]:
    """One for each actor that a phrase names: "the two ministers" gives two with one span."""
    found: dict[tuple[str | None, int], Participant] = {}
    for head in heads:
        start, end = arguments.phrase(head)
        for actor in _actors(head, start, end, reading) or (None,):
            found.setdefault((actor, start if actor is None else -1), Participant(actor, reading.span(start, end)))
    return tuple(found.values())


def _actors(head: "Token", start: int, end: int, reading: Reading) -> tuple[str, ...]:
    """The actors of a phrase by its head, else by its apposition ("its envoy, Ana Duarte"), else by its country."""
    beside = [arguments.phrase(child) for child in head.children if child.dep_ == "appos"]
    for bounds in ((start, end), *beside):
        if found := reading.actors_of(*bounds):
            return found
    countries = {place.country for place in reading.places_in(start, end) if place.country and place.span.end <= end}
    if len(countries) != 1 or head.ent_type_ not in ("GPE", "LOC"):
        return ()
    return tuple(
        actor.id for actor in reading.actors.values() if actor.kind == "country" and actor.country in countries
    )[:1]


def _of_verb(predicate: Predicate) -> tuple[list["Token"], list["Token"]]:
    actors = _acting(arguments.subjects(predicate.verb))
    if predicate.token.pos_ == "AUX":  # "said that Norway must release the crew": asked of Norway
        return actors, [] if arguments.is_passive(predicate.inner) else arguments.subjects(predicate.inner)
    recipients = _received(predicate.token, predicate)
    if predicate.inner != predicate.token and not any(map(is_somebody, recipients)):
        inner = predicate.inner
        within = _received(inner, predicate) if inner.pos_ == "VERB" else _beside(inner, predicate)[1]
        recipients = [noun for noun in within if is_somebody(noun)] or recipients
    return actors, recipients


def _acting(subjects: list["Token"]) -> list["Token"]:
    """Somebody; where an act stands as the subject, who did it: the army in "the raid by the army killed four".

    What somebody has does nothing for him: "Norway's economy pummeled the workers" is no act of Norway's.
    """
    found: list[Token] = []
    for noun in subjects:
        if is_somebody(noun) or noun.lower_ in ("it", "which", "that"):
            found.append(noun)
        elif is_act(noun):
            found += _beside(noun)[0]
    return found


def _received(verb: "Token", predicate: Predicate) -> list["Token"]:
    """Whom an act reaches, in the order in which clauses name them.

    The phrase that the sense asks for ("called on Oslo"), somebody in the object, somebody after a preposition,
    somebody within the object ("blamed Oslo's plan"), last the object itself ("shelled the port") unless it is sent.
    """
    asked = [need[:-1] for need in predicate.sense.needs if need.endswith("!") and need not in ("subj!", "obj!")]
    if asked and verb == predicate.token:
        return _somebody(verb, *asked)
    objects = arguments.objects(verb)
    sends = not _THINGS.isdisjoint(predicate.sense.needs)
    towards = _somebody(verb, *_TOWARDS)[:_MOST]
    if predicate.mode == "visit":
        towards = towards or arguments.under(verb, *_VISITED)[:1]
    somebody = [noun for noun in objects if is_somebody(noun)]
    if sends:
        parties = [other for noun in objects for other in _beside(noun)[0] if other.dep_ == "pobj"]
        return towards or parties or _within(objects) or ([] if predicate.type == "MOBILIZE" else somebody)
    if predicate.type == "REQUEST":
        return somebody or towards  # "demanded the release of the crew" asks nothing of the crew
    things = [] if predicate.type in _OF_SOMEBODY or _is_in_sense(predicate) else objects
    return somebody or towards or _within(objects) or things


def _is_in_sense(predicate: Predicate) -> bool:
    """Whether the object is a part of what the verb says: "opened fire", "expressed confidence" reach no thing."""
    return predicate.type in _OF_WORDS and any(need.startswith("obj:") for need in predicate.sense.needs)


def _within(objects: list["Token"]) -> list["Token"]:
    for noun in objects:
        named = _somebody(noun, *_TOWARDS, "between")
        owners = [owner for owner in _owners(noun) if owner.dep_ in ("poss", "amod") and owner.pos_ != "PRON"]
        if found := named or owners or _in_gerund(noun) or _in_gerund(noun.head):
            return found[:_MOST]
    return []


def _in_gerund(noun: "Token") -> list["Token"]:
    """As Chad in "voiced relief at having Chad beside her"."""
    deeds = [deed for child in noun.rights if child.dep_ == "prep" for deed in child.children if deed.dep_ == "pcomp"]
    return [other for deed in deeds for other in arguments.objects(deed) if is_somebody(other)]


def _owners(noun: "Token") -> list["Token"]:
    """Who stands before a noun: "Norway's plan", "the Norwegian plan", "his plan", "the Oslo-Bergen talks"."""
    return [child for child in noun.lefts if child.dep_ in _OWNERS and _is_owner(child)]


def _is_owner(word: "Token") -> bool:
    if word.dep_ == "poss":
        return is_somebody(word) or word.lower_ in _POSSESSIVES
    return word.ent_type_ in ("GPE", "NORP", "PERSON", "ORG") and word.text[:1].isupper()


def _of_noun(predicate: Predicate) -> tuple[list["Token"], list["Token"]]:
    noun, verb = predicate.token, predicate.verb
    actors, recipients = _beside(noun, predicate)
    if verb != noun:
        subjects = [other for other in _acting(arguments.subjects(verb)) if other != noun]
        if "suffer" in predicate.effects:
            recipients = recipients or (arguments.objects(verb) if arguments.is_passive(verb) else subjects)
        elif subjects and (not actors or all(owner.lower_ in _POSSESSIVES for owner in actors)):
            actors = subjects
        actors = actors or _somebody(verb, "between", "among")
        recipients = recipients or _somebody(verb, *_towards(predicate))
    actors = actors or _blamed(predicate)
    if not recipients and predicate.type in _SUFFERED:
        recipients = arguments.under(noun, "against", "on", *(("of",) if predicate.sense.of != "actor" else ()))[:_MOST]
    return actors, recipients


def _blamed(predicate: Predicate) -> list["Token"]:
    """Who is said to have done it: "accused Norway of a raid on the port", "blamed the rebels for the attack"."""
    accusing = (verb for verb in predicate.chain if verb.pos_ == "VERB" and verb.lemma_ in arguments.BLAME)
    return [noun for verb in accusing for noun in arguments.objects(verb) if is_somebody(noun)]


def _beside(noun: "Token", predicate: Predicate | None = None) -> tuple[list["Token"], list["Token"]]:
    """Who acts and who receives by the phrase of a noun: "the arrest of four men by the army"."""
    towards = _towards(predicate)
    actors = [*_owners(noun), *_somebody(noun, *_BETWEEN)]
    recipients = _somebody(noun, *towards)
    for modifier in noun.rights:
        if modifier.dep_ == "acl" and arguments.is_passive(modifier):
            actors += _acting(arguments.subjects(modifier))
            recipients += _somebody(modifier, *towards)
        elif modifier.dep_ == "acl" or (modifier.lower_ in ("on", "over", "about") and not actors):
            actors += [other for below in modifier.subtree for other in arguments.under(below, "between")][:_MOST]
    if predicate and predicate.type in _LEFT:
        recipients += _somebody(noun, "from")
    else:
        actors += _somebody(noun, "from")
    if predicate and predicate.sense.of in ("recipient", "sufferer"):
        suffering = _somebody(noun, "of")
        if predicate.sense.of == "sufferer" and not suffering:
            suffering = [owner for owner in actors if owner.dep_ == "poss"]  # "the mayor's arrest by the army"
            actors = [actor for actor in actors if actor not in suffering]
        return actors, recipients + suffering
    return actors or _somebody(noun, "of"), recipients


def _towards(predicate: Predicate | None) -> tuple[str, ...]:
    """Prepositions before who receives: in "talks on Oslo with Chad" Oslo is what they talk about."""
    if predicate is None or predicate.type not in _SHARED:
        return _TOWARDS_NOUN
    return tuple(word for word in _TOWARDS_NOUN if word not in _TOPICS)


def _somebody(token: "Token", *prepositions: str) -> list["Token"]:
    return [noun for noun in arguments.under(token, *prepositions) if is_somebody(noun)]

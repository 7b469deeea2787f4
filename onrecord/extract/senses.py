"""Senses: what a verb or a noun means as an event, when its clause has what the sense needs.

A need is one word: a role (`obj`, `subj`, a preposition) and its test, or a shape of the clause. Tests: `obj` (there
is one), `obj!` (somebody), `obj:ban|curfew` (one of these words), `obj@PACT` (of this class), `-obj` (none).
The role `inf` is an infinitive. Shapes: `+down` (a particle), `does` (an infinitive that is no saying), `that`, `plain`
(no `that`), `joint` (several do it), `passive`, `active`, `violent` (the sentence tells of violence), `no-hospital`,
`no-photo` and `no-vote` (it tells of none), `no-disaster` (the article tells of none). A noun needs `against` or so,
`near:drone` or `near@MILITARY` (beside it), `not:trade` (not beside it), `under:on`, `inf`, `owned` (somebody's),
`mild` (the sentence tells of no violence), `with-work` (it tells of workers), `abroad` (to a country or to somebody, by
no crowd), `held` (a verb's object), `plural`, `singular` (*her conviction*, not *her convictions*). `oprd:guilty` is
what somebody is found, declared or called.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import arguments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SOMEBODY = frozenset(("PERSON", "NORP", "ORG", "GPE", "LOC"))
_NOBODY = frozenset(
    ("EVENT", "WORK_OF_ART", "LAW", "DATE", "TIME", "MONEY", "PERCENT", "LANGUAGE", "QUANTITY", "FAC", "PRODUCT")
)
_PERSONS = wordlists.group("event_words", "persons")
_THEY = wordlists.group("event_words", "they")
_DONE_TO = frozenset(("dobj", "nsubjpass"))
_HARMS = wordlists.group("event_words", "harms_people")
_OF = wordlists.words_of("event_words", "of")
_TO = wordlists.words_of("event_words", "to")
_BESIDE = wordlists.words_of("event_words", "beside_a_noun")
_GUESTS = wordlists.words_of("event_words", "guests_behind")
_IT = wordlists.group("event_words", "it_does")
_FIRE = wordlists.group("event_words", "fire")
_OPENS_FIRE = wordlists.group("event_words", "opens_fire")
_ACTING = frozenset(("LEADER", "MILITARY", "CROWD", "PERSON", "BODY", "POLICE", "DELEGATE"))
_NO_CLAUSE = frozenset(("dobj", "pobj", "compound", "amod", "nmod"))
_PARTS = wordlists.group("event_words", "parts_of_a_load")
_PUBLIC = frozenset(("LEADER", "BODY", "MILITARY", "POLICE", "DELEGATE", "POWER"))
_LOOSE = wordlists.group("event_words", "open_prepositions")
_LANDS = frozenset(("LAND", "BODY", "LEADER", "MILITARY"))
_ACT_NOUNS = frozenset(("ATTACK", "VIOLENCE", "MEETING", "POLICY", "PROPOSAL", "SAYING", "PACT", "WEAPONS", "TROOPS"))
_NOT_AN_EVENT = frozenset(("ORG", "WORK_OF_ART", "FAC"))


@dataclass(frozen=True, slots=True)
class Sense:
    """A PLOVER type and mode, the needs, and for a noun whom "of" names: its `actor` or its `recipient`.

    Of a `sufferer` also a genitive names the recipient: "the mayor's arrest".
    """

    type: str
    mode: str | None
    needs: tuple[str, ...]
    of: str = ""


def sense_of(token: "Token") -> Sense | None:
    """The strictest sense of a word whose needs are all there; null when it tells no event."""
    holds: Callable[[str, Token], bool]
    if token.pos_ == "VERB" and token.dep_ not in _NO_CLAUSE:
        senses, holds = _senses("event_verbs").get(token.lemma_, ()), _holds
    elif (
        token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod", "amod") and token.ent_type_ not in _NOT_AN_EVENT
    ):
        senses, holds = _senses("event_nouns").get(token.lemma_, ()), _holds_beside
    else:
        return None
    found = next((sense for sense in senses if all(holds(need, token) for need in sense.needs)), None)
    if found and token.pos_ == "VERB" and any("FORCE" in classes_of(noun) for noun in arguments.subjects(token)):
        return None
    return found


@cache
def _senses(name: str) -> dict[str, tuple[Sense, ...]]:
    """Senses by word, the strictest first. Verbs in -ize are read in -ise too."""
    found: dict[str, list[Sense]] = {}
    for word, type_, mode, needs, *of in wordlists.rows(name):
        sense = Sense(type_, mode or None, tuple(needs.split()), of[0] if of else "")
        for spelling in dict.fromkeys((word, word[:-3] + "ise" if word.endswith("ize") else word)):
            found.setdefault(spelling, []).append(sense)
    return {word: tuple(sorted(senses, key=_strictness, reverse=True)) for word, senses in found.items()}


def _strictness(sense: Sense) -> int:
    """A need for certain words weighs two, any other one."""
    return sum(2 if ":" in need or "@" in need else 1 for need in sense.needs)


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for class_, word in (*wordlists.rows("event_objects"), *wordlists.rows("event_agents")):
        found.setdefault(word, set()).add(class_)
    return {word: frozenset(classes) for word, classes in found.items()}


def _holds(need: str, verb: "Token") -> bool:
    """Whether the clause of a verb has what a sense needs."""
    shape = _SHAPES.get(need)
    if shape:
        return shape(verb)
    if need.startswith("+"):
        return any(child.dep_ in ("prt", "prep", "advmod") and child.lower_ == need[1:] for child in verb.children)
    role, mark, wanted = _parts(need.removeprefix("-"))
    fillers = _fillers(role, verb)
    if need.startswith("-"):
        return not any(_is(noun, mark, wanted, role) for noun in fillers)
    if mark == "!" and role == "subj" and not fillers:
        return True
    return any(_is(noun, mark, wanted, role) for noun in fillers)


@cache
def _parts(need: str) -> tuple[str, str, str]:
    """Role, test and words of a need.

    >>> _parts("obj@PACT"), _parts("to!"), _parts("with")
    (('obj', '@', 'PACT'), ('to', '!', ''), ('with', '', ''))
    """
    mark = next((mark for mark in "!:@" if mark in need), "")
    role, _, wanted = need.partition(mark) if mark else (need, "", "")
    return role, mark, wanted


def _is(noun: "Token", mark: str, wanted: str, role: str) -> bool:
    if mark == "!":
        return is_somebody(noun) or (role == "subj" and noun.lower_ in _IT)
    if mark == ":":
        return not {noun.lemma_.lower(), noun.lower_}.isdisjoint(wanted.split("|"))
    return wanted in classes_of(noun) if mark else True


def _fillers(role: str, verb: "Token") -> list["Token"]:
    if role == "subj":
        return arguments.subjects(verb)
    if role == "inf":
        return _infinitives(verb)
    if role == "oprd":
        return [child for child in verb.children if child.dep_ in ("oprd", "acomp")]
    nouns = arguments.objects(verb) if role == "obj" else arguments.under(verb, role) or _behind_object(role, verb)
    return nouns + [whole for noun in nouns if noun.lower_ in _PARTS for whole in arguments.under(noun, *_OF)]


def _behind_object(preposition: str, verb: "Token") -> list["Token"]:
    """A phrase that the parse hangs on the object: "shared [evidence with Chad]"."""
    if preposition not in _LOOSE:
        return []
    return [noun for thing in arguments.objects(verb) for noun in arguments.under(thing, preposition)]


def _holds_beside(need: str, noun: "Token") -> bool:
    """Whether the phrase of a noun has what a sense needs."""
    if need in _NOUN_SHAPES:
        return _NOUN_SHAPES[need](noun)
    role, mark, wanted = _parts(need)
    if role == NEAR:
        return any(_is(child, mark, wanted, role) for child in noun.lefts)
    if role == NOT_NEAR:
        beside = (*noun.lefts, *arguments.under(noun, *_BESIDE))
        return not any(_is(child, mark, wanted, role) for child in beside)
    if role == UNDER:
        return noun.dep_ == "pobj" and noun.head.lower_ == wanted
    others = arguments.under(noun, role)
    if not others and noun.dep_ == "dobj":
        others = arguments.under(noun.head, role)  # "carried out strikes on Friday against Chad"
    return any(_is(other, mark, wanted, role) for other in others)


def _infinitives(token: "Token") -> list["Token"]:
    below = (child for child in token.children if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl"))
    return [child for child in below if any(aux.tag_ == "TO" for aux in child.children)]


def _has_deed(verb: "Token") -> bool:
    """As in "refused to leave", not "declined to comment", which every report of a call without an answer has."""
    return any("SAYING" not in _classes().get(deed.lemma_, ()) for deed in _infinitives(verb))


def _has_clause(verb: "Token") -> bool:
    return any(child.dep_ == "ccomp" for child in verb.children)


def _is_joint(doers: list["Token"]) -> bool:
    """As in "the two premiers discussed the plan", not "the author discusses her book"."""
    return len(doers) > 1 or any(noun.tag_ in ("NNS", "NNPS") or noun.lower_ in _THEY for noun in doers)


def _is_active(verb: "Token") -> bool:
    return not arguments.is_passive(verb)


def tells_of(class_: str, token: "Token") -> bool:
    """Whether another word of its sentence is of a class."""
    sentence, classes = token.sent, _classes_in(token.doc)
    return any(class_ in classes[at] for at in range(sentence.start, sentence.end) if at != token.i)


@lru_cache(maxsize=2)
def _classes_in(parse: "Doc") -> tuple[frozenset[str], ...]:
    """The listed classes of each word of a text: asked again and again, looked up once."""
    listed, none = _classes(), frozenset[str]()
    return tuple(listed.get(word.lemma_.lower(), none) for word in parse)


def _is_violent(verb: "Token") -> bool:
    """Whether somebody hurt them: not "soldiers killed in a crash", but "killed in clashes near the crash"."""
    if tells_of("ATTACK", verb) or any(_is_gunfire(other) for other in verb.sent):
        return True
    return tells_of("VIOLENCE", verb) and not tells_of("ACCIDENT", verb)


def _is_gunfire(word: "Token") -> bool:
    return word.lower_ in _FIRE and word.head.lemma_ in _OPENS_FIRE


def _is_abroad(noun: "Token") -> bool:
    """Whether a visit is one of state: not "his visit to the beach", not "the arrival of refugees"."""
    owners = (child for child in noun.lefts if child.dep_ in ("poss", "compound"))
    guests = [*owners, *arguments.under(noun, *_GUESTS)]
    if any("CROWD" in classes_of(guest) and "LEADER" not in classes_of(guest) for guest in guests):
        return False
    goals = arguments.under(noun, *_TO)
    return not goals or any(is_somebody(goal) or not classes_of(goal).isdisjoint(_LANDS) for goal in goals)


def _is_of_disaster(token: "Token") -> bool:
    """Whether the article tells of a flood or an epidemic: its state of emergency is no martial law."""
    return any("DISASTER" in classes for classes in _classes_in(token.doc))


NEAR, NOT_NEAR, UNDER = "near", "not", "under"
"""Needs of a noun, as the lists have them: a word before it, none before or below it, a preposition above it."""

_SHAPES: dict[str, Callable[["Token"], bool]] = {
    "does": _has_deed,
    "that": _has_clause,
    "passive": arguments.is_passive,
    "active": _is_active,
    "violent": _is_violent,
    "plain": lambda verb: not _has_clause(verb),
    "joint": lambda verb: _is_joint(arguments.subjects(verb)),
    "no-vote": lambda verb: not tells_of("VOTE", verb),
    "no-photo": lambda verb: not tells_of("PHOTO", verb),
    "no-hospital": lambda verb: not tells_of("HOSPITAL", verb),
    "no-disaster": lambda verb: not _is_of_disaster(verb),
}
_NOUN_SHAPES: dict[str, Callable[["Token"], bool]] = {
    "inf": lambda noun: bool(_infinitives(noun)),
    "owned": lambda noun: any(child.dep_ == "poss" for child in noun.lefts),
    "abroad": _is_abroad,
    "held": lambda noun: noun.dep_ == "dobj",
    "plural": lambda noun: noun.tag_ == "NNS",
    "singular": lambda noun: noun.tag_ == "NN",
    "mild": lambda noun: not tells_of("VIOLENCE", noun),
    "with-work": lambda noun: tells_of("WORK", noun),
}


def is_act(noun: "Token") -> bool:
    """Whether a noun can tell what somebody does: "the raid", "Norway's decision"; not "Norway's economy"."""
    lemma = noun.lemma_.lower()
    return lemma in _senses("event_nouns") or not _ACT_NOUNS.isdisjoint(_classes().get(lemma, ()))


def tells_of_crime(parse: "Doc") -> bool:
    """Whether a text is the report of a theft or the like, whose people hold no office."""
    return any("CRIME" in classes for classes in _classes_in(parse))


def is_somebody(noun: "Token") -> bool:
    """Whether a noun names somebody who can act: a person, a body, a country, a crowd."""
    if noun.lower_ in _PERSONS:
        return True
    if noun.pos_ == "NUM":
        return any(map(is_somebody, arguments.under(noun, *_OF))) or (
            noun.dep_ in _DONE_TO and noun.head.lemma_ in _HARMS
        )
    if noun.ent_type_ in _SOMEBODY:
        return noun.pos_ != "NOUN" or bool(classes_of(noun) & _ACTING)
    if noun.ent_type_ in _NOBODY and noun.pos_ == "PROPN":
        return False
    if noun.pos_ == "NOUN" and (_is_person(noun) or noun.text in _names(noun.doc)):
        return True
    return bool(classes_of(noun) & _ACTING) or noun.pos_ == "PROPN"


@lru_cache(maxsize=4)
def _names(parse: "Doc") -> frozenset[str]:
    """The names of a text: at the start of a sentence the parse takes some for nouns ("Holm met Duarte")."""
    return frozenset(word.text for word in parse if word.pos_ == "PROPN" and word.ent_type_ in _SOMEBODY)


def _is_person(noun: "Token") -> bool:
    return noun.lemma_.lower() in wordlists.words("person_nouns")


def is_public(noun: "Token") -> bool:
    """Whether a noun names an office, a body or a country: not "she", not "the cashier"; a name may have an office."""
    return noun.pos_ == "PROPN" or (noun.pos_ != "PRON" and not classes_of(noun).isdisjoint(_PUBLIC))


def classes_of(noun: "Token") -> frozenset[str]:
    """The classes of a noun in the lists `event_objects` and `event_agents`, and those that its name gives.

    A country acts as an army and can be visited: "Norway seized the island", "she visited Norway".
    """
    own = _classes().get(noun.lemma_.lower()) or _classes().get(noun.lower_, frozenset())
    if noun.lower_ in _PERSONS:
        return own | {"PERSON", "LEADER", "NAME"} | ({"CROWD", "MILITARY"} if noun.lower_ in _THEY else set())
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("GPE", "NORP"):
        return own | _of_kind_before(noun) | _CLASSES_OF_NAMES.get(noun.ent_type_, frozenset())
    return own | {"NAME"} if "LEADER" in own else own


def _of_kind_before(name: "Token") -> frozenset[str]:
    """What a name is by the word before it: "the trawler Aurora"."""
    kinds = (child for child in name.lefts if child.dep_ in ("compound", "nmod", "amod") and child.text.islower())
    return frozenset(class_ for kind in kinds for class_ in _classes().get(kind.lower_, ()) if class_ in _THINGS)


_THINGS = frozenset(("VESSEL", "ASSET", "TARGET"))
_CLASSES_OF_NAMES: dict[str, frozenset[str]] = {
    "PERSON": frozenset(("PERSON", "LEADER", "NAME")),
    "GPE": frozenset(("LAND", "MILITARY", "BODY", "POWER")),
    "LOC": frozenset(("LAND",)),
    "NORP": frozenset(("PERSON", "CROWD", "MILITARY")),
    "ORG": frozenset(("BODY", "MILITARY", "POWER")),
}

"""Predicates: the verbs and nouns that tell an event, with the verbs above them that decide what it is.

A word is looked up in the lists `event_verbs` and `event_nouns`. What its clause needs is written in a small language, one
need a word: a role (`obj`, `subj`, or a preposition) with a test, `obj` (there is one), `obj!` (somebody), `obj:ban|curfew`
(one of these words), `obj@PACT` (a word of this class), `-obj` (there is none); or `+down` (a particle), `inf`, `that`,
`passive`, `violent` (the sentence tells of violence).
"""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import arguments

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COOPERATIVE = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
_STOPPED = {
    "SANCTION": ("RETREAT", None),
    "COERCE": ("RETREAT", None),
    "MOBILIZE": ("RETREAT", "withdraw"),
    "ASSAULT": ("RETREAT", "ceasefire"),
    "PROTEST": ("CONCEDE", None),
    "THREATEN": ("CONCEDE", None),
    "ACCUSE": ("CONCEDE", None),
    "RETREAT": ("REJECT", None),
}
_THREATENED = {"ASSAULT": "violence", "SANCTION": "relations", "COERCE": "restrict", "PROTEST": "relations"}
_NOUN_EFFECTS = (
    "stop",
    "request",
    "light",
    "commit",
    "refuse",
    "threaten",
    "fail",
    "plan",
    "possible",
    "claim",
    "suffer",
    "deny",
)
_VERB_EFFECTS = ("commit", "refuse", "threaten", "fail", "deny", "plan", "pass", "request", "possible", "claim", "stop")
_TRANSPARENT = frozenset(("pass", "light", "suffer"))
_SOMEBODY = frozenset(("PERSON", "NORP", "ORG", "GPE"))
_NOBODY = frozenset(
    ("EVENT", "WORK_OF_ART", "LAW", "DATE", "TIME", "MONEY", "PERCENT", "LANGUAGE", "QUANTITY", "FAC", "PRODUCT")
)
_PEOPLE = frozenset(
    ("he", "she", "him", "her", "they", "them", "we", "us", "i", "me", "you", "who", "whom", "himself", "herself")
)
_HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means as an event when its clause has what it needs; `of` is whom "of" names beside a noun."""

    type: str
    mode: str | None
    needs: tuple[str, ...]
    of: str = ""


@dataclass(slots=True)
class Predicate:
    """A word that tells an event: `verb` has its actors, `inner` its recipients, `chain` the words up to the finite verb."""

    token: "Token"
    type: str
    mode: str | None
    of: str
    verb: "Token"
    inner: "Token"
    effects: list[str] = field(default_factory=list)
    chain: list["Token"] = field(default_factory=list)
    absorbed: bool = False


def find(parse: "Doc") -> list[Predicate]:
    """The events that the words of a text tell, in their order; what a governing verb takes over is told once, there."""
    found = {p.token.i: p for token in parse if (p := _base(token)) is not None}
    climbed: set[int] = set()
    while waiting := [p for i, p in found.items() if i not in climbed]:
        for predicate in sorted(waiting, key=lambda p: -_depth(p.token)):
            climbed.add(predicate.token.i)
            _climb(predicate, found)
    return [found[i] for i in sorted(found) if not found[i].absorbed]


def _depth(token: "Token") -> int:
    depth = 0
    while token.head != token:
        token, depth = token.head, depth + 1
    return depth


@cache
def _senses(name: str) -> dict[str, tuple[Sense, ...]]:
    """Senses by word, those that need most first. Verbs in -ize are read in -ise too."""
    found: dict[str, list[Sense]] = {}
    for word, type_, mode, needs, *of in wordlists.rows(name):
        sense = Sense(type_, mode or None, tuple(needs.split()), of[0] if of else "")
        for spelling in {word: None, word[:-3] + "ise" if word.endswith("ize") else word: None}:
            found.setdefault(spelling, []).append(sense)
    return {word: tuple(sorted(senses, key=lambda s: -len(s.needs))) for word, senses in found.items()}


@cache
def _effects() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for effect, word in wordlists.rows("event_governors"):
        found.setdefault(word, []).append(effect)
    return {word: tuple(effects) for word, effects in found.items()}


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for class_, word in (*wordlists.rows("event_objects"), *wordlists.rows("event_agents")):
        found.setdefault(word, set()).add(class_)
    return {word: frozenset(classes) for word, classes in found.items()}


def _base(token: "Token") -> Predicate | None:
    if token.pos_ == "VERB":
        sense = next(
            (s for s in _senses("event_verbs").get(token.lemma_, ()) if all(_holds(n, token) for n in s.needs)), None
        )
        if sense is None or any("FORCE" in classes_of(noun) for noun in arguments.subjects(token)):
            return None
    elif (
        token.pos_ == "NOUN"
        and token.dep_ not in ("compound", "nmod", "amod")
        and token.ent_type_ not in ("ORG", "WORK_OF_ART", "FAC")
    ):
        sense = next(
            (s for s in _senses("event_nouns").get(token.lemma_, ()) if all(_beside(n, token) for n in s.needs)), None
        )
    else:
        return None
    return sense and Predicate(token, sense.type, sense.mode, sense.of, token, token)


def _beside(need: str, noun: "Token") -> bool:
    """What a noun needs: a word before it (`near:drone`), or a preposition after it."""
    if need == "free":
        return True
    if need.startswith("near:"):
        return any(child.lemma_.lower() in need[5:].split("|") for child in noun.lefts)
    return bool(arguments.under(noun, need))


def _holds(need: str, verb: "Token") -> bool:
    """Whether the clause of a verb has what a sense needs."""
    if need in ("inf", "that", "passive", "violent"):
        return _SHAPES[need](verb)
    if need.startswith("+"):
        return any(child.dep_ in ("prt", "prep", "advmod") and child.lower_ == need[1:] for child in verb.children)
    if need.startswith("-"):
        return not _fillers(need[1:], verb)
    for mark in "!:@":
        if mark in need:
            role, _, wanted = need.partition(mark)
            break
    else:
        return bool(_fillers(need, verb))
    fillers = _fillers(role, verb)
    if mark == "!":
        return any(map(is_somebody, fillers)) or (role == "subj" and not fillers)
    if mark == ":":
        return any(noun.lemma_.lower() in wanted.split("|") for noun in fillers)
    return any(wanted in classes_of(noun) for noun in fillers)


def _fillers(role: str, verb: "Token") -> list["Token"]:
    if role == "subj":
        return arguments.subjects(verb)
    return arguments.objects(verb) if role == "obj" else arguments.under(verb, role)


def _has_infinitive(verb: "Token") -> bool:
    return any(
        child.dep_ in ("xcomp", "ccomp", "advcl") and any(aux.tag_ == "TO" for aux in child.children)
        for child in verb.children
    )


def _has_clause(verb: "Token") -> bool:
    return any(child.dep_ == "ccomp" for child in verb.children)


def _is_violent(verb: "Token") -> bool:
    return any("VIOLENCE" in _classes().get(token.lemma_.lower(), ()) for token in verb.sent)


_SHAPES = {"inf": _has_infinitive, "that": _has_clause, "passive": arguments.is_passive, "violent": _is_violent}


def is_somebody(noun: "Token") -> bool:
    """Whether a noun names somebody who can act: a person, a body, a country, a crowd."""
    if noun.lower_ in _PEOPLE:
        return True
    if noun.ent_type_ in _SOMEBODY:
        return noun.pos_ != "NOUN" or bool(classes_of(noun) & _ACTING)
    if noun.ent_type_ in _NOBODY and noun.pos_ == "PROPN":
        return False
    return bool(classes_of(noun) & _ACTING) or noun.pos_ == "PROPN"


_ACTING = frozenset(("LEADER", "MILITARY", "CROWD", "PERSON", "BODY", "POLICE", "DELEGATE"))


def classes_of(noun: "Token") -> frozenset[str]:
    """The classes of a noun in the lists `event_objects` and `event_agents`, and those that its name gives.

    A country acts as an army and can be visited: "Norway seized the island", "she visited Norway".
    """
    own = _classes().get(noun.lemma_.lower(), frozenset())
    if noun.lower_ in ("he", "she", "him", "her", "who", "they", "them", "i", "we"):
        return own | {"PERSON", "LEADER", "SPEAKER"} | ({"CROWD", "MILITARY"} if noun.lower_ == "they" else set())
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("GPE", "NORP"):
        if noun.ent_type_ == "PERSON":
            return own | {"PERSON", "LEADER", "SPEAKER", "NAME"}
        if noun.ent_type_ in ("GPE", "LOC"):
            return own | {"LAND", "MILITARY", "BODY"}
        if noun.ent_type_ == "NORP":
            return own | {"PERSON", "CROWD", "MILITARY"}
        if noun.ent_type_ == "ORG":
            return own | {"BODY", "MILITARY"}
    return own | {"SPEAKER", "NAME"} if "LEADER" in own else own


def _climb(predicate: Predicate, found: dict[int, Predicate]) -> None:
    """Follow the words above a predicate: each passes it on, changes it, takes it over, or says how it stands."""
    token = predicate.token
    predicate.chain.append(token)
    for _ in range(_HIGHEST):
        governor, effect = _governor(token)
        if governor is None:
            return
        if effect in ("light", "suffer"):
            _take_light(predicate, governor, found)
        elif effect in ("commit", "refuse", "threaten", "stop", "fail"):
            _take_over(predicate, governor, effect, found)
        if predicate.absorbed:
            return
        if effect not in _TRANSPARENT or effect == "suffer":
            predicate.effects.append(effect)
        predicate.chain.append(governor)
        token = governor


def _governor(token: "Token") -> tuple["Token | None", str]:
    """The word that decides about a predicate and its effect: "refused" above "to meet", "call for" above "a ceasefire"."""
    while token.dep_ == "conj" and token.head.pos_ == token.pos_ and not any(c.dep_ == "nsubj" for c in token.children):
        token = token.head
    head, key = token.head, token.head.lemma_.lower()
    if token.dep_ in ("xcomp", "ccomp") or (
        token.dep_ in ("acl", "advcl") and any(c.tag_ == "TO" for c in token.children)
    ):
        wanted = _VERB_EFFECTS
        if token.dep_ == "advcl" and "request" not in _effects().get(key, ()):
            return None, ""
    elif token.dep_ in ("dobj", "nsubjpass"):
        wanted = _NOUN_EFFECTS
    elif token.dep_ in ("pobj", "pcomp"):
        wanted = _NOUN_EFFECTS
        key, head = f"{head.head.lemma_.lower()} {head.lower_}", head.head
    elif token.dep_ == "nsubj" and token.pos_ == "NOUN" and arguments.is_passive(head):
        wanted = _NOUN_EFFECTS
    else:
        return None, ""
    effects = _effects().get(key, ())
    return next(((head, effect) for effect in wanted if effect in effects), (None, ""))


def _take_light(predicate: Predicate, governor: "Token", found: dict[int, Predicate]) -> None:
    """ "Signed a treaty" is told by the verb, "held talks" by the noun, with the verb's subject."""
    if governor.i in found and predicate.token.pos_ == "NOUN":
        predicate.absorbed = True
        found[governor.i].inner = predicate.token
    elif predicate.verb == predicate.token:
        predicate.verb = governor


def _take_over(predicate: Predicate, governor: "Token", effect: str, found: dict[int, Predicate]) -> None:
    """ "Agreed to send", "refused to meet", "threatened to invade", "lifted the ban": one event, told by the governor."""
    outer = found.get(governor.i)
    if outer is None and effect in ("stop", "fail", "refuse", "threaten"):
        changed = _changed(predicate, effect)
        if changed is None:
            return
        outer = found[governor.i] = Predicate(governor, *changed, "", governor, predicate.token)
        outer.chain = [governor]
    elif outer is None:
        return
    elif effect == "stop" and (changed := _changed(predicate, effect)):
        outer.type, outer.mode = changed
    elif effect == "commit" and outer.type == "AGREE" and predicate.type not in COOPERATIVE:
        outer.type, outer.mode = "THREATEN", _THREATENED.get(predicate.type)
    elif effect == "threaten":
        outer.mode = _THREATENED.get(predicate.type)
    outer.inner = predicate.token
    predicate.absorbed = True


def _changed(predicate: Predicate, effect: str) -> tuple[str, str | None] | None:
    """What a type becomes under a verb that stops, refuses or fails it."""
    if effect == "stop":
        return _STOPPED.get(predicate.type, ("SANCTION", "discontinue") if predicate.type in COOPERATIVE else None)
    if effect == "threaten":
        return "THREATEN", _THREATENED.get(predicate.type)
    return ("REJECT", None) if predicate.type in COOPERATIVE else None

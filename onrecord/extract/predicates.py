"""Predicates: the words that tell an event, and the words above them that decide what it is.

"Refused" above "to meet", "lifted" above "sanctions", "called for" above "a ceasefire": the list `event_governors`
gives each governing word its effect. An event that a governor takes over is told once, by the governor.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord import wordlists
from onrecord.extract import arguments
from onrecord.extract.senses import Sense, classes_of, is_public, sense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COOPERATIVE = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
FUTURE = wordlists.group("event_words", "will")
_PROMISED = frozenset(("SUPPORT", "COOPERATE", "AID"))
_STOPPED = {
    "SANCTION": ("RETREAT", None),
    "COERCE": ("RETREAT", None),
    "MOBILIZE": ("RETREAT", "withdraw"),
    "ASSAULT": ("RETREAT", "ceasefire"),
    "PROTEST": ("CONCEDE", None),
    "THREATEN": ("CONCEDE", None),
    "ACCUSE": ("CONCEDE", None),
    "RETREAT": ("REJECT", None),
    "CONCEDE": ("REJECT", None),
}
_THREATENED = {"ASSAULT": "violence", "SANCTION": "relations", "COERCE": "restrict", "PROTEST": "relations"}
_THREATENED_WITH = {"arrest": "arrest", "expel": "expel", "deport": "expel"}
OVER_NOUNS = (
    *("stop", "light", "request", "commit", "refuse", "threaten", "fail", "plan"),
    *("possible", "deny", "claim", "role", "suffer", "avert", "pass"),
)
OVER_CLAUSES = ("deny", "claim", "plan", "request", "avert", "possible")
OVER_VERBS = (
    *("commit", "refuse", "threaten", "fail", "deny", "avert", "plan", "pass", "request", "possible", "claim", "stop"),
)
_FALSE = wordlists.group("event_words", "false")
_TRUE = wordlists.group("event_words", "true")
_NOT = wordlists.group("event_words", "not")
_WOULD = wordlists.group("event_words", "would")
_NO = wordlists.group("event_words", "no")
_BE = wordlists.group("event_words", "be")
Marker = Literal["that", "doing"]
_THAT: Marker = "that"
"""Behind a noun in the list of governing words: what it does to the clause that tells it."""
_TAKES_OVER = frozenset(("commit", "refuse", "threaten", "stop", "fail"))
_HIGHEST = 5
_BINDING = wordlists.group("event_words", "binds")
_DOING: Marker = "doing"
"""Behind a governing word in the list: what it does to a gerund, as in "discussed sending troops"."""
_ASKING = Sense("REQUEST", None, ())


@dataclass(slots=True)
class Predicate:
    """A word that tells an event: `verb` has its actors, `inner` its recipients.

    `chain` are the words from it up to the finite verb, `effects` what the governors among them do to it. A `refused`
    one is a refusal made of what will not be done.
    """

    token: "Token"
    sense: Sense
    type: str
    mode: str | None
    verb: "Token"
    inner: "Token"
    effects: list[str] = field(default_factory=list)
    chain: list["Token"] = field(default_factory=list)
    absorbed: bool = False
    refused: bool = False


def find(parse: "Doc") -> list[Predicate]:
    """The events that the words of a text tell, in their order."""
    found: dict[int, Predicate] = {}
    for token in parse:
        sense = sense_of(token)
        if sense is not None:
            found[token.i] = Predicate(token, sense, sense.type, sense.mode, token, token)
    for token in parse:
        if token.lower_ in _BINDING and token.dep_ == "aux" and (said := _saying(token)) is not None:
            found[token.i] = Predicate(token, _ASKING, "REQUEST", None, said, token.head)
    climbed: set[int] = set()
    while waiting := [predicate for i, predicate in found.items() if i not in climbed]:
        for predicate in sorted(waiting, key=lambda p: -_depth(p.token)):
            climbed.add(predicate.token.i)
            _climb(predicate, found)
    kept = [found[i] for i in sorted(found) if not found[i].absorbed]
    for predicate in kept:
        _foresee(predicate)
    return kept


def _saying(modal: "Token") -> "Token | None":
    """The verb by which somebody asks another to act: "said" in "the minister said that Norway must release them"."""
    wanted = modal.head
    said = wanted.head
    if wanted.dep_ != "ccomp" or "claim" not in _effects().get(said.lemma_, ()):
        return None
    asked = arguments.objects(wanted) if arguments.is_passive(wanted) else arguments.subjects(wanted)
    parties = (arguments.subjects(said), [] if arguments.is_passive(wanted) else asked)
    return said if all(nouns and all(map(is_public, nouns)) for nouns in parties) else None


def _depth(token: "Token") -> int:
    depth = 0
    while token.head != token:
        token, depth = token.head, depth + 1
    return depth


@cache
def _effects() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for effect, word in wordlists.rows("event_governors"):
        found.setdefault(word, []).append(effect)
    return {word: tuple(effects) for word, effects in found.items()}


def effects_of(word: str) -> tuple[str, ...]:
    """What a word, or a word with its particle or preposition, does to the event that it governs.

    >>> effects_of("refuse")
    ('refuse',)
    """
    return _effects().get(word.lower(), ())


def _climb(predicate: Predicate, found: dict[int, Predicate]) -> None:
    """Follow the words above a predicate: each passes it on, changes it, takes it over, or says how it stands."""
    token = predicate.token
    predicate.chain.append(token)
    if token.pos_ == "VERB" and token.dep_ == "acl" and token.head.i in found and arguments.is_passive(token):
        predicate.absorbed = True  # "the sanctions imposed on Oslo" are told by the noun
        return
    for _ in range(_HIGHEST):
        governor, effect = _governor(token)
        if governor is None:
            return
        if effect == "stop" and predicate.type == "ASSAULT" and not _can_cease(governor):
            effect = "avert"
        if effect in ("light", "suffer", "occur"):
            _take_light(predicate, governor, found)
        elif effect in _TAKES_OVER:
            _take_over(predicate, governor, effect, found)
        elif effect in ("deny", "rebut"):
            _deny(predicate, governor, found)
        elif effect == "role" and governor.pos_ in ("AUX", "VERB"):
            predicate.verb = governor  # "Norway was behind the attack"
        if predicate.absorbed:
            return
        predicate.effects.append(effect)
        predicate.chain.append(governor)
        token = governor


def _can_cease(verb: "Token") -> bool:
    """Whether who stops violence can be who did it: "the army ended the siege", not "the law ends raids"."""
    return any({"MILITARY", "LEADER"} & classes_of(noun) for noun in arguments.subjects(verb))


def _governor(token: "Token") -> tuple["Token | None", str]:
    """The word that decides about a predicate, and its effect: for the meeting in "refused to meet" it is "refused"."""
    while token.dep_ == "conj" and token.head.pos_ == token.pos_ and not any(c.dep_ == "nsubj" for c in token.children):
        token = token.head
    head = token.head
    if token.dep_ in ("xcomp", "ccomp", "acl", "advcl") or _tells_its_noun(token):
        return _over_clause(token)
    if token.dep_ in ("pobj", "pcomp"):
        return _over_preposition(head, doing=token.dep_ == "pcomp")
    if token.dep_ in ("dobj", "nsubjpass") or (token.dep_ == "nsubj" and arguments.is_passive(head)):
        wanted = ("rebut", *OVER_NOUNS) if _is_telling(token) else OVER_NOUNS
        return _first(head, wanted, _effects_of(head, head.lemma_))
    if token.dep_ == "nsubj" and _is_telling(token) and _is_called_false(head):
        return head, "rebut"
    if token.dep_ == "nsubj" and token.pos_ == "NOUN" and "occur" in _effects_of(head, head.lemma_):
        return head, "occur"
    return None, ""


def _tells_its_noun(verb: "Token") -> bool:
    """A clause that the parse takes for a relative one: "concerns that the banks refused loans"."""
    return verb.dep_ == "relcl" and any(child.dep_ == "mark" for child in verb.lefts)


def _over_clause(verb: "Token") -> tuple["Token | None", str]:
    """The word on which a clause hangs: "urged them to disarm", "a plan to disarm", "said that they had disarmed"."""
    head = verb.head
    if not any(child.tag_ == "TO" for child in verb.children):
        if verb.dep_ in ("acl", "relcl"):
            return _first(head, ("deny", "claim", "possible"), _effects_of(head, f"{head.lemma_} {_THAT}"))
        if verb.dep_ == "ccomp" and _is_called_false(head):
            return head, "rebut"
        wanted = {"xcomp": OVER_VERBS, "ccomp": OVER_CLAUSES}.get(verb.dep_, ())
        doing = _effects_of(head, f"{head.lemma_} {_DOING}") if verb.tag_ == "VBG" else ()
        return _first(head, wanted, doing or _effects_of(head, head.lemma_))
    asked = _asked_with_preposition(verb)
    if asked:
        return head, asked
    wanted = ("pass", "request") if verb.dep_ == "advcl" else OVER_VERBS
    return _first(head, wanted, _effects_of(head, head.lemma_))


def _asked_with_preposition(infinitive: "Token") -> str:
    """The effect of "called on the rebels to disarm" and of "called for them to disarm"."""
    verb = infinitive.head
    small = [child.lower_ for child in (*verb.rights, *infinitive.lefts) if child.dep_ in ("prep", "mark")]
    return "request" if any("request" in _effects().get(f"{verb.lemma_} {word}", ()) for word in small) else ""


def _over_preposition(preposition: "Token", *, doing: bool) -> tuple["Token | None", str]:
    """The word on which a preposition hangs, or the verb of that word: "accused them of", "accused the rebels of"."""
    noun = preposition.head
    for word in (noun, noun.head) if noun.dep_ == "dobj" else (noun,):
        key = f"{word.lemma_} {preposition.lower_}"
        effects = (doing and _effects_of(word, f"{key} {_DOING}")) or _effects_of(word, key)
        if effects:
            return _first(word, OVER_NOUNS, effects)
    return None, ""


def _is_telling(noun: "Token") -> bool:
    """Whether a noun can be followed by what is told: "claims that they shelled the port"."""
    return "claim" in _effects().get(f"{noun.lemma_} {_THAT}", ())


def _is_called_false(verb: "Token") -> bool:
    """As in "claims that Oslo shelled the port are false", "it is not true that Oslo shelled the port"."""
    if verb.lemma_ not in _BE:
        return False
    said = {child.lower_ for child in verb.children if child.dep_ in ("acomp", "attr")}
    return bool(said & _FALSE) or (bool(said & _TRUE) and any(child.dep_ == "neg" for child in verb.children))


def _effects_of(governor: "Token", key: str) -> tuple[str, ...]:
    """The effects of a governing word, with its particle first: "call off" is not "call"."""
    if " " in key:
        return _effects().get(key.lower(), ())
    particle = next((child.lower_ for child in governor.rights if child.dep_ == "prt"), "")
    return (
        _effects().get(f"{key} {particle}".lower())
        or _effects().get(governor.lower_)
        or _effects().get(key.lower(), ())
    )


def _first(governor: "Token", wanted: tuple[str, ...], effects: tuple[str, ...]) -> tuple["Token | None", str]:
    return next(((governor, effect) for effect in wanted if effect in effects), (None, ""))


def _take_light(predicate: Predicate, governor: "Token", found: dict[int, Predicate]) -> None:
    """A verb with a sense tells it ("signed a treaty"), else the noun does, with the verb's subject ("held talks")."""
    if governor.i in found and predicate.token.pos_ == "NOUN" and not found[governor.i].absorbed:
        predicate.absorbed = True
        found[governor.i].inner = predicate.token
    elif predicate.verb == predicate.token and "claim" not in predicate.effects and not _has_subject(predicate.token):
        predicate.verb = governor  # not where they "made a claim that he fled"


def _has_subject(token: "Token") -> bool:
    return token.pos_ == "VERB" and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.lefts)


def _deny(predicate: Predicate, governor: "Token", found: dict[int, Predicate]) -> None:
    """What is denied is the event, not that somebody says no: "denied seizing it", "rejected claims that it shelled".

    Who denies a part in an act is who would have done it: "Norway denied any role in the attack".
    """
    if governor.i in found:
        found[governor.i].absorbed = True
    if "role" in predicate.effects and predicate.verb == predicate.token and governor.lemma_ not in _BE:
        predicate.verb = governor


def _take_over(predicate: Predicate, governor: "Token", effect: str, found: dict[int, Predicate]) -> None:
    """One event, told by the governor: "agreed to send", "refused to meet", "lifted the ban"."""
    outer = found.get(governor.i)
    changed = _changed(predicate, effect)
    if outer is None:
        if changed is None or (effect == "commit" and governor.pos_ != "ADJ"):
            return
        outer = found[governor.i] = Predicate(governor, predicate.sense, *changed, governor, predicate.token)
    elif changed and changed[0] == "THREATEN" and outer.type in ("AGREE", "THREATEN"):
        outer.type, outer.mode = changed
    outer.inner = predicate.token
    predicate.absorbed = True


def _changed(predicate: Predicate, effect: str) -> tuple[str, str | None] | None:
    """What a type becomes under a word that stops, threatens, promises, refuses or fails it."""
    cooperative = predicate.type in COOPERATIVE
    if effect == "stop":
        return _STOPPED.get(predicate.type, ("SANCTION", "discontinue") if cooperative else None)
    if effect == "threaten" or (effect == "commit" and predicate.type in _THREATENED):
        return "THREATEN", _THREATENED_WITH.get(predicate.mode or "") or _THREATENED.get(predicate.type)
    if effect == "commit":
        return "AGREE", None
    return ("REJECT", None) if cooperative else None


def is_said_not_to_be(predicate: Predicate) -> bool:
    """Whether it is said that there is no such event: "there was no attack", "denied that talks took place"."""
    word = predicate.token
    there = word.dep_ == "attr" and any(child.dep_ == "expl" for child in word.head.lefts)
    none = any(child.lower_ in _NO for child in word.lefts) or any(child.dep_ == "neg" for child in word.head.children)
    return (there and none) or not {"deny", "rebut"}.isdisjoint(predicate.effects)


def _foresee(predicate: Predicate) -> None:
    """What will be given is agreed, what will not be done is refused: "will send aid", "will not meet them"."""
    words = {child.lower_ for token in predicate.chain for child in token.children if child.dep_ in ("aux", "neg")}
    if predicate.type in COOPERATIVE and words & _NOT and words & (FUTURE | _WOULD) and predicate.mode != "visit":
        predicate.type, predicate.mode, predicate.refused = "REJECT", None, True
    elif predicate.type in _PROMISED and words & FUTURE:
        predicate.type, predicate.mode = "AGREE", None

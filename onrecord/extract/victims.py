"""Counts victims who are told one by one: "a man was shot dead", "the driver died", "a boy and his sister were hurt".

A person told to have been shot, stabbed or taken to a hospital is injured, unless the article tells of a death.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from onrecord import wordlists
from onrecord.extract import measures
from onrecord.extract.circumstances import sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HARMS = {row[0]: row[1] for row in wordlists.rows("harms")}
_FATAL = wordlists.group("figure_words", "tells_of_death")
_NOT_YET = wordlists.group("figure_words", "not_yet_done")
_PERFECT = wordlists.group("figure_words", "of_the_perfect")
_UNREAL = wordlists.group("figure_words", "has_not_happened")
_IF = wordlists.group("figure_words", "opens_a_condition")
_AND = wordlists.group("figure_words", "joins_persons")
_OF = wordlists.group("figure_words", "of")
_WISHED = wordlists.group("figure_words", "wishes_for_harm")
_STATE_OF_HEALTH, _CONDITIONS = (
    wordlists.group("figure_words", "state_of_health"),
    wordlists.group("figure_words", "states_of_the_hurt"),
)
_HOSPITAL, _BROUGHT = (
    wordlists.group("figure_words", "place_for_the_hurt"),
    wordlists.group("figure_words", "brings_to_a_hospital"),
)
_MANY = wordlists.group("figure_words", "is_many_persons")
_PRONOUNS = wordlists.group("figure_words", "pronoun_for_one_person")
_RELATIVES = wordlists.group("figure_words", "relative_pronoun_for_persons")


class Victim(NamedTuple):
    """One telling: the first and last token of those who are named, how many they are, what befell them, how certainly.

    `mourned`: a named person's death, told without violence.
    """

    first: "Token"
    last: "Token"
    number: int
    measure: str
    sure: bool
    mourned: bool


def find(parse: "Doc") -> Iterator[Victim]:
    """The telling of each measure that counts the most persons; what is only likely gives way to a death.

    "Judge Lindqvist, who died in 2016" is no victim of the news: a named death counts where violence is told too.
    """
    harms = [(token, kind) for token in parse if (kind := _HARMS.get(token.lemma_.lower()))]
    violent = any(kind in ("kill", "wound", "strike", "scene") for _, kind in harms)
    told = [victim for token, kind in harms for victim in _told(token, kind) if violent or not victim.mourned]
    deadly = any(victim.measure == "killed" for victim in told)
    for measure in ("killed", "injured"):
        kept = [v for v in told if v.measure == measure and (v.sure or not deadly)]
        if kept:
            yield max(kept, key=lambda victim: (victim.number, victim.last.pos_ != "PRON"))


def _told(token: "Token", kind: str) -> Iterator[Victim]:
    if kind == "scene" or sentence_of(token.doc, token.i) is None or _is_unreal(token):
        return
    struck = _struck(token, kind)
    if struck is None or (kind == "die" and measures.is_natural(token)):
        return
    joined = any(child.lower_ in _AND for child in struck.children)
    persons = [struck, *struck.conjuncts] if joined else [struck]
    if not all(_is_one_person(person) for person in persons):
        return
    fatal = kind in ("kill", "die") or any(
        near.lower_ in _FATAL for near in token.doc[max(0, token.i - 2) : token.i + 5]
    )
    measure = "killed" if fatal else "injured"
    first = min((t for person in persons for t in _phrase(person)), key=lambda t: t.i)
    sure = fatal or (kind == "wound" and token.pos_ == "VERB")
    mourned = kind == "die" and (struck.ent_type_ == "PERSON" or struck.pos_ == "PRON")
    yield Victim(first, max(persons, key=lambda t: t.i), len(persons), measure, sure, mourned)


def _phrase(person: "Token") -> Iterator["Token"]:
    yield person
    yield from (
        child
        for child in person.children
        if child.i < person.i and child.dep_ in ("det", "amod", "compound", "nummod", "poss")
    )


def _is_unreal(token: "Token") -> bool:
    children = [child for child in token.children if child.dep_ in ("aux", "neg", "mark")]
    if any(child.lower_ in _UNREAL or child.dep_ == "neg" or child.lower_ in _IF for child in children):
        return True
    told = {child.lower_ for first in (token, token.head) for child in first.children if child.dep_ == "aux"}
    if token.pos_ == "VERB" and told & _NOT_YET and not told & _PERFECT and token.tag_ == "VB":
        return True
    return token.dep_ in ("xcomp", "ccomp") and token.head.lemma_ in _WISHED


def _struck(token: "Token", kind: str) -> "Token | None":
    """Who is struck: object, subject of the passive, noun of the clause; "shot and killed" have one for both."""
    if token.pos_ in ("NOUN", "PROPN"):
        return _of(token) if kind in ("kill", "die") else _shown_by(token)
    if token.dep_ == "oprd" and (left := next((c for c in token.head.children if c.dep_ == "dobj"), None)):
        return left
    for verb in (token, token.head if token.dep_ in ("conj", "acomp", "oprd", "xcomp", "ccomp") else token):
        roles = ("nsubj", "nsubjpass") if kind == "die" or token.pos_ == "ADJ" else ("dobj", "nsubjpass")
        for child in verb.children:
            if child.dep_ in roles:
                return _antecedent(child)
    if token.dep_ in ("acl", "relcl") and (kind == "die" or token.tag_ == "VBN"):
        return token.head
    return None


def _shown_by(sign: "Token") -> "Token | None":
    """As in "she was taken to a hospital", "left a man in critical condition", "he suffered a head injury"."""
    above = sign.head.head if sign.dep_ == "pobj" else sign.head
    if sign.lemma_ in _STATE_OF_HEALTH and not any(child.lower_ in _CONDITIONS for child in sign.children):
        return None
    if sign.lemma_ in _HOSPITAL and above.lemma_ not in _BROUGHT:
        return None
    if above.pos_ == "NOUN":
        return above if sign.lemma_ in _STATE_OF_HEALTH else None
    roles = ("nsubjpass", "nsubj") if sign.dep_ == "dobj" else ("nsubjpass", "dobj", "nsubj")
    found = {child.dep_: child for child in above.children}
    return next((_antecedent(found[role]) for role in roles if role in found), None)


def _of(noun: "Token") -> "Token | None":
    """As in "the death of a cyclist", "the cyclist's death"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.lower_ in _OF:
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def _antecedent(token: "Token") -> "Token":
    verb = token.head
    return verb.head if token.lower_ in _RELATIVES and verb.dep_ == "relcl" else token


def _is_one_person(token: "Token") -> bool:
    if token.tag_ in ("NNS", "NNPS"):
        return False
    if token.lower_ in _PRONOUNS:
        return True
    noun = token.lemma_.lower()
    return token.ent_type_ == "PERSON" or (noun in wordlists.words("person_nouns") and noun not in _MANY)

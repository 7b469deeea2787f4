"""Reads in the parse what a quantity counts and what is told of it: 12 people killed, 130 countries attending."""

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord import wordlists
from onrecord.extract.quantities import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_PERSON_ENDING = re.compile(rf"\w{{3}}{wordlists.pattern('figure_words', 'endings_of_persons')}$")


class Counted(NamedTuple):
    """A quantity in the parse: its words, the noun that it counts (null where it stands alone), the head of both."""

    words: "Span"
    noun: "Token | None"
    head: "Token"


_ROWS = wordlists.rows("measures")
_VERBS = {row[0]: (row[2], row[3]) for row in _ROWS if row[1] == "verb"}
_STATES = {row[0]: row[2] for row in _ROWS if row[1] == "state"}
_NOUNS = {row[0]: row[2] for row in _ROWS if row[1] == "noun"}
_TOLLS = {row[0]: row[2] for row in _ROWS if row[1] == "toll"}
_DEEDS = {row[0]: row[2] for row in _ROWS if row[1] == "deed"}
_SENDERS = {row[0]: row[2] for row in _ROWS if row[1] == "sender"}
_NATURAL = wordlists.group("figure_words", "natural_cause")
_OF_A_CAUSE = wordlists.group("figure_words", "of_a_cause")
_GROUPS = wordlists.group("figure_words", "groups_of_persons")
_LIFE, _LIVES = wordlists.group("figure_words", "life"), wordlists.group("figure_words", "takes_lives")
_OF, _FROM, _TO = (
    wordlists.group("figure_words", "of"),
    wordlists.group("figure_words", "sent_from"),
    wordlists.group("figure_words", "level_of_a_toll"),
)
_WHO = wordlists.group("figure_words", "relative_pronoun_for_the_counted")
_SHOT, _DIED = wordlists.group("figure_words", "shot"), wordlists.group("figure_words", "died")
_LOST, _THEIR_LIVES = wordlists.group("figure_words", "lost"), wordlists.group("figure_words", "lost_lives")
_PART_OF, _AMONG = wordlists.group("figure_words", "part_of_the_counted"), wordlists.group("figure_words", "among")
_TURN, _OUT = wordlists.group("figure_words", "turn_out"), wordlists.group("figure_words", "turn_out_particle")
_NUMBER_OF = wordlists.group("figure_words", "number_of")
_BE = wordlists.group("figure_words", "be")
_MODIFIERS = ("nummod", "quantmod", "amod", "compound", "det", "advmod", "npadvmod", "nmod", "predet", "poss")
PERSONAL = frozenset(row[2] for row in _ROWS if len(row) > 2 and row[2] != "voting") | {"died"}
"""The measures whose unit is a person where no noun says otherwise."""


def counted(parse: "Doc", quantity: Quantity) -> Counted | None:
    """The words of a quantity in the parse, with the noun that they count: "twelve of the miners" counts miners."""
    words = parse.char_span(*quantity.number, alignment_mode="expand")
    if words is None or not len(words):
        return None
    if quantity.unit and quantity.end > quantity.number[1]:
        wider = parse.char_span(quantity.number[0], quantity.end, alignment_mode="expand")
        words = words if wider is None else wider
    head = words.root
    while (
        head.dep_ in _MODIFIERS
        and head.head.i > words[-1].i
        and head.head.i - words[-1].i < 8
        and head.head.pos_ in _NOMINAL
    ):
        head = head.head
    if head.i > words[-1].i:
        return Counted(words, head if head.pos_ in ("NOUN", "PROPN") else None, head)
    part = next((child for child in head.children if child.lower_ in _OF and child.i <= words[-1].i + 1), None)
    noun = next((child for child in part.children if child.dep_ == "pobj"), None) if part is not None else None
    if noun is not None:
        return Counted(words, noun, head)
    return Counted(words, _next_noun(words), head)


_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "PRON")


def _next_noun(words: "Span") -> "Token | None":
    """The noun right after the number where the parse has lost it: "12 injured miners"."""
    found = None
    for token in words.doc[words.end : words.end + 4]:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
            break
        found = token if token.tag_ == "NNS" else found
    return found


def measure_of(quantity: Quantity, counts: Counted) -> str:
    """What the sentence tells of the counted: the unit's own measure, else a word of `measures.tsv`, else "count".

    The noun tells it before the verb ("rescuers found 6 bodies"), but for those who attend ("arrested 52 protesters").
    """
    if quantity.measure:
        return quantity.measure
    noun = _by_noun(counts)
    if noun and noun != "attending":
        return noun
    told = _by_state(counts) or _by_next_words(counts) or _by_verb(counts.head)
    if told in PERSONAL and told != "attending" and not _is_personal(counts.noun):
        told = None
    return told or noun or _by_toll(counts) or "count"


def _is_personal(noun: "Token | None") -> bool:
    """Whether a noun can count persons: one of the list, one made like "welder" or "Haitian", a people; null can."""
    if noun is None or noun.pos_ == "PRON" or noun.ent_type_ == "NORP":
        return True
    lemma = noun.lemma_.lower()
    known = wordlists.words("person_nouns")
    return lemma in known or noun.lemma_ in known or lemma in _GROUPS or bool(_PERSON_ENDING.search(lemma))


def _by_noun(counts: Counted) -> str | None:
    noun = counts.noun
    if noun is None:
        return None
    lemma = noun.lemma_.lower()
    if lemma in _LIFE:
        return "killed" if counts.head.head.lemma_ in _LIVES else None
    if lemma in _NOUNS:
        return "died" if _NOUNS[lemma] == "killed" and is_natural(noun) else _NOUNS[lemma]
    return _by_sender(counts.head) or _by_deed(counts.head)


def _by_sender(head: "Token") -> str | None:
    """As in "envoys from 20 states" and "hosts envoys from 20 states", where the parse hangs "from" on the verb."""
    if head.dep_ != "pobj" or head.head.lower_ not in _FROM:
        return None
    above = head.head.head
    for token in (above, *(child for child in above.children if child.dep_ == "dobj")):
        if token.lemma_.lower() in _SENDERS:
            return _SENDERS[token.lemma_.lower()]
    return None


def _by_deed(head: "Token") -> str | None:
    """As in "the killing of 12 villagers", "the abduction of dozens of girls"."""
    if head.dep_ != "pobj" or head.head.lower_ not in _OF:
        return None
    return _DEEDS.get(head.head.head.lemma_.lower())


def _by_state(counts: Counted) -> str | None:
    """As in "two wounded officers", "people displaced by the flood", "people who died"."""
    for token in filter(None, (counts.noun, counts.head)):
        for child in token.children:
            if child.lower_ in _STATES and (child.dep_ in ("amod", "acl", "appos", "acomp") and child.tag_ != "VBD"):
                return _STATES[child.lower_]
            if child.dep_ == "relcl" and any(grand.lower_ in _WHO for grand in child.children):
                told = _told_by(child, "object" if _is_passive(child) else "subject")
                if told:
                    return told
    return None


def _by_next_words(counts: Counted) -> str | None:
    """As in "11 wounded", "three others were badly hurt", "left two dead": a state a few words on, over no comma."""
    last = max(counts.words[-1].i, counts.noun.i if counts.noun is not None else 0)
    after = counts.words.doc[last + 1 : last + 2]
    alone = counts.head is counts.noun or counts.noun is None
    alone = alone and counts.head.head.head.lemma_.lower() not in _GROUPS
    if alone and counts.head.dep_ in ("dobj", "pobj") and any(token.pos_ == "AUX" for token in after):
        return None  # "A man with two knives was killed": the knives were not, nor the three of "a mother of three"
    shot = None
    for token in counts.words.doc[last + 1 : last + 9]:
        word = token.lower_
        if word in _STATES or word in _SHOT or word in _DIED:
            agent = token.tag_ == "VBD" and any(child.dep_ == "dobj" for child in token.children)
            if agent or word not in _SHOT:
                return None if agent else "died" if is_natural(token) else _STATES.get(word, "killed")
            shot = "shot"  # "were shot and killed" is told by the second verb
        elif word in _LOST and any(near.lower_ in _THEIR_LIVES for near in token.doc[token.i + 1 : token.i + 4]):
            return "killed"
        elif word not in wordlists.words("linking_words"):
            break
    return shot


def _by_verb(head: "Token") -> str | None:
    """The measure of the verb above, through "and", "including" and "of"."""
    token = head
    for _ in range(6):
        if token.dep_ in ("conj", "appos"):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ in _PART_OF and token.head.head is not token:
            token = token.head.head
        else:
            break
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    if token.dep_ in ("dobj", "nsubjpass", "oprd"):
        return _told_by(verb, "object")
    if token.dep_ == "nsubj":
        if verb.lemma_ in _BE and (among := _among(verb)):
            return among
        inner = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.i > verb.i), None)
        return _told_by(verb, "object" if _is_passive(verb) else "subject") or (
            _told_by(inner, "object" if _is_passive(inner) else "subject") if inner is not None else None
        )
    return None


def _among(verb: "Token") -> str | None:
    """As in "five Danes were among the injured"."""
    for child in verb.children:
        if child.lower_ in _AMONG:
            named = next((grand.lower_ for grand in child.children if grand.dep_ == "pobj"), "")
            return _STATES.get(named) or _NOUNS.get(named)
    return None


def _is_passive(verb: "Token") -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


Role = Literal["subject", "object", "both"]


def _told_by(verb: "Token", role: Role) -> str | None:
    measure, wanted = _VERBS.get(verb.lemma_.lower(), (None, ""))
    if measure == "killed" and is_natural(verb):
        measure = "died"
    if verb.lemma_ in _TURN and any(child.lower_ in _OUT for child in verb.children):
        return "attending" if role == "subject" else None
    return measure if wanted in (role, "both") else None


def _by_toll(counts: Counted) -> str | None:
    """As in "the death toll rose to 12", "bringing the number of injured to 40", "a toll of nine"."""
    head = counts.head
    if head.dep_ != "pobj" or head.head.lower_ not in _TO:
        return None
    above = head.head.head
    candidates = [above, *(child for child in above.children if child.dep_ in ("nsubj", "dobj", "nsubjpass"))]
    for token in candidates:
        if token.lemma_.lower() in _TOLLS:
            return _TOLLS[token.lemma_.lower()]
        if token.lemma_.lower() in _NUMBER_OF:
            state = next(
                (inner.lower_ for inner in token.subtree if inner.lower_ in _STATES or inner.lemma_.lower() in _NOUNS),
                None,
            )
            if state:
                return _STATES.get(state) or _NOUNS.get(state.removesuffix("s"))
    return None


def is_natural(death: "Token") -> bool:
    """Whether a verb or noun of dying tells of no violence: "died of cholera", "deaths from the flu"."""
    causes = (cause for child in death.children if child.lower_ in _OF_A_CAUSE for cause in child.children)
    return any(cause.dep_ == "pobj" and not _NATURAL.isdisjoint(_named(cause)) for cause in causes)


def _named(cause: "Token") -> set[str]:
    return {token.lemma_.lower() for token in (cause, *cause.children) if token.dep_ in ("pobj", "compound", "conj")}


def is_harm_noun(lemma: str) -> bool:
    """Whether a noun counts persons by what befell them: deaths, injuries, arrests."""
    return lemma in _NOUNS


def is_harm_verb(lemma: str) -> bool:
    """Whether a verb tells what befell the counted persons: kill, injure, arrest."""
    return _VERBS.get(lemma, ("", ""))[0] in PERSONAL - {"attending"}


def is_toll(lemma: str) -> bool:
    """Whether a noun has a level that the number gives: the toll rose to 12."""
    return lemma in _TOLLS

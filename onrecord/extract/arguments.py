"""Arguments: who acts in a verb's clause, what is acted on, and how far a noun phrase reaches, read off a parse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord import wordlists

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
_PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
_RELATIVES = frozenset(("WDT", "WP", "WP$"))
_BORROWS_SUBJECT = frozenset(("xcomp", "advcl", "conj", "ccomp", "oprd"))
_KEPT_ON_THE_LEFT = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "advmod", "quantmod", "predet"))
_KEPT_PREPOSITIONS = wordlists.group("event_words", "belongs_to_its_noun")
_OBJECT_CONTROL = wordlists.group("event_words", "asks_its_object")
_PRESSES = wordlists.group("event_words", "presses_upon")
_UPON = sorted(wordlists.group("event_words", "called_upon"))
_IS_OR_HAS = wordlists.group("event_words", "is_or_has")
_OF = wordlists.group("event_words", "of")
_GATHERS = wordlists.group("event_words", "gathers")
BLAME = wordlists.group("event_words", "blames_its_object")
_DASHES = frozenset(("-", "–", "—", "--"))
_DEEPEST = 6


def is_passive(verb: "Token") -> bool:
    """Whether the grammatical subject suffers the act: "was arrested", "men arrested in Lyon", "fined by Oslo"."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    deps = {child.dep_ for child in verb.children}
    if "dobj" in deps and any(child.dep_ == "auxpass" and child.lower_ in _IS_OR_HAS for child in verb.children):
        return False  # "he's met every premier"
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return not deps & (_SUBJECTS | {"aux"})  # not "claims that they had shelled the port"
    return verb.dep_ == "conj" and not deps & (_SUBJECTS | {"dobj", "aux"}) and is_passive(verb.head)


def subjects(verb: "Token") -> list["Token"]:
    """Heads of the phrases that name who acts, through relative clauses, coordination and control.

    "The envoy, who flew in on Monday, refused to meet them": the envoy flies, refuses, and does not meet.
    """
    if is_passive(verb):
        return [noun for agent in verb.children if agent.dep_ == "agent" for noun in _nouns_under(agent)]
    return together(_subject(verb, _DEEPEST))


def objects(verb: "Token") -> list["Token"]:
    """Heads of the phrases that name what is acted on: the direct object, or the subject of a passive."""
    if is_passive(verb):
        return together(_passive_subject(verb, _DEEPEST))
    direct = [child for child in verb.children if child.dep_ in ("dobj", "dative", "obj") and child.pos_ != "ADP"]
    return [noun for child in direct for noun in together(child)]


def _subject(verb: "Token", depth: int) -> "Token | None":
    deps = _SUBJECTS if is_passive(verb) else _SUBJECTS | _PASSIVE_SUBJECTS
    own = next((child for child in verb.children if child.dep_ in deps), None)
    if own is not None:
        return verb.head if own.tag_ in _RELATIVES and verb.dep_ == "relcl" else own
    return _borrowed_subject(verb, depth) if depth and verb.head != verb else None


def _borrowed_subject(verb: "Token", depth: int) -> "Token | None":
    """The subject of a clause that names none: it is in the clause or the phrase on which this one hangs."""
    head = verb.head
    if verb.pos_ == "ADJ" and verb.dep_ == "acomp":
        return _subject(head, depth - 1)
    if verb.dep_ == "acl":
        return _subject_of_modifier(verb, depth)
    if verb.dep_ == "pcomp":
        return _subject_of_gerund(head.head, depth)
    if verb.dep_ in _BORROWS_SUBJECT and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _subject_from(verb, depth)
    return None


def _subject_of_modifier(verb: "Token", depth: int) -> "Token | None":
    """Of "a plan to visit Oslo" whose plan it is, of "troops besieging the town" the troops."""
    noun = verb.head
    if verb.tag_ == "VBG":
        return noun
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    return _subject(noun.head, depth - 1) if noun.dep_ == "dobj" else None


def _subject_of_gerund(governor: "Token", depth: int) -> "Token | None":
    """In "Oslo accused them of shelling the port" they shell it; in "he left after meeting her" he meets her."""
    if governor.lemma_ in BLAME:
        return next(iter(objects(governor)), None)
    return _acting(governor, depth - 1) if governor.pos_ in ("VERB", "AUX") else None


def _subject_from(verb: "Token", depth: int) -> "Token | None":
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL and not is_passive(head):
        asked = objects(head)
        if asked:
            return asked[0]
    if verb.dep_ in ("xcomp", "advcl") and head.lemma_ in _PRESSES and (asked := under(head, *_UPON)):
        return asked[0]
    if head.pos_ == "ADJ":
        return next((child for child in head.head.children if child.dep_ in _SUBJECTS), None)
    return _acting(head, depth - 1)


def _acting(verb: "Token", depth: int) -> "Token | None":
    """The subject of the verb in the grammatical sense: "she was invited to speak": she speaks."""
    return _passive_subject(verb, depth) if is_passive(verb) else _subject(verb, depth)


def _passive_subject(verb: "Token", depth: int) -> "Token | None":
    own = next((child for child in verb.children if child.dep_ in _PASSIVE_SUBJECTS | _SUBJECTS), None)
    if own is not None:
        return verb.head if own.tag_ in _RELATIVES and verb.dep_ == "relcl" else own
    if verb.dep_ == "acl":
        return verb.head
    if depth > 0 and verb.dep_ in _BORROWS_SUBJECT and verb.head != verb and verb.head.pos_ in ("VERB", "AUX"):
        return _acting(verb.head, depth - 1)
    return None


def together(head: "Token | None") -> list["Token"]:
    """A noun and the nouns that are coordinated with it: not Chad in "blamed Norway and not Chad".

    Behind "left" and "right" the parse takes the second for an apposition: "Holm, left, and Duarte, right, met".
    """
    if head is None:
        return []
    others = (*head.conjuncts, *(child for child in head.rights if child.dep_ == "appos" and _is_behind_and(child)))
    return [head, *(noun for noun in others if noun.i > head.i and not any(c.dep_ == "neg" for c in noun.lefts))]


def _is_behind_and(noun: "Token") -> bool:
    first = noun.left_edge.i
    return first > 0 and noun.doc[first - 1].pos_ == "CCONJ"


def under(token: "Token", *prepositions: str) -> list["Token"]:
    """Heads of the phrases under the prepositions of a word, in the order of the prepositions given.

    One behind the word comes before one that opens the sentence: "On the radio she called on Norway to disarm".
    """
    heads = {
        child.lower_: child
        for child in (*reversed(list(token.lefts)), *reversed(list(token.rights)))
        if child.dep_ in ("prep", "agent", "dative")
    }
    return [noun for preposition in prepositions if preposition in heads for noun in _nouns_under(heads[preposition])]


def _nouns_under(preposition: "Token") -> Iterator["Token"]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from together(child)
        elif child.dep_ == "prep":
            yield from _nouns_under(child)


def phrase(head: "Token") -> tuple[int, int]:
    """Characters of the noun phrase of a head: titles and appositions are in it, relative clauses are not."""
    lefts = (child.left_edge for child in head.lefts if child.dep_ in _KEPT_ON_THE_LEFT)
    first = min(lefts, key=lambda token: token.i, default=head)
    end = head.idx + len(head)
    for child in head.rights:
        if child.dep_ == "appos":
            if _is_aside(child):
                break
            return first.idx, max(end, phrase(child)[1])
        if child.dep_ in ("compound", "nmod", "nummod") or _is_kept(child):
            end = child.right_edge.idx + len(child.right_edge)
        elif child.dep_ not in ("case", "punct"):
            break
    return first.idx, end


def _is_aside(noun: "Token") -> bool:
    """What a dash sets off or "and" adds: "Holm — a rift that could last", "Holm, left, and Duarte, right"."""
    first = noun.left_edge.i
    return _is_behind_and(noun) or (first > 0 and noun.doc[first - 1].text in _DASHES)


def _is_kept(child: "Token") -> bool:
    """The "of" phrase of a noun that has no clause in it: "the mayor of Lyon", not "of a town that burned"."""
    return (
        child.dep_ == "prep"
        and child.lower_ in _KEPT_PREPOSITIONS
        and any(noun.dep_ == "pobj" for noun in child.children)
        and not any(token.dep_ in ("relcl", "acl") for token in child.subtree)
        and not _is_charge(child)
    )


def _is_charge(of: "Token") -> bool:
    """What somebody is blamed for, where the parse hangs it on him: "accused [agents of unlawful tactics]"."""
    if of.lower_ not in _OF or of.head.lemma_.lower() in _GATHERS or of.head.pos_ != "NOUN":
        return False
    verb = next((above for above in of.ancestors if above.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_ in BLAME and all(noun.pos_ == "NOUN" for noun in of.children)

"""Grammar that pronouns follow: who owns a clause, whom a pronoun cannot stand for, and "it" that stands for nobody."""

from typing import TYPE_CHECKING

from onrecord import wordlists

if TYPE_CHECKING:
    from spacy.tokens import Token

REFLEXIVE = wordlists.group("speaker_words", "themselves")
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ARGUMENT = _SUBJECT | {"dobj", "dative"}
_EMPTY_IT = wordlists.group("speaker_words", "is_said_of_nothing")
_IT = wordlists.group("speaker_words", "stands_for_nothing")
_FOR = wordlists.group("speaker_words", "praised_for")
_ON = wordlists.group("speaker_words", "asked_by")


def owner(token: "Token", barred: set[int]) -> "Token | None":
    """The noun that grammar offers to a pronoun: the subject of its clause, what that hangs on, who is asked to act.

    >>> from onrecord import tokens
    >>> def told(text, pronoun):
    ...     token = next(t for t in tokens.parse(text) if t.text == pronoun)
    ...     return owner(token, set()).text
    >>> told("Ghana asked Togo to open its border.", "its"), told("Roy met Berg, who praised his work.", "his")
    ('Togo', 'Berg')
    >>> told("In her speech, Roy thanked Berg.", "her"), told("Ghana condemned Togo for its raids.", "its")
    ('Roy', 'Togo')
    """
    node, inside = token, {token.i}
    while node.head.i != node.i:
        below, node = node, node.head
        if node.pos_ in {"VERB", "AUX"}:
            found = _owner_at(node, below, token, inside)
            if found is not None and found.i not in barred:
                return found
        inside.add(node.i)
    return None


def _owner_at(verb: "Token", below: "Token", token: "Token", inside: set[int]) -> "Token | None":
    judged = _judged(verb, below)
    if judged is not None:
        return judged
    subject = next((child for child in verb.children if child.dep_ in _SUBJECT and child.i not in inside), None)
    if subject is not None and (subject.i < token.i or token.dep_ == "poss"):
        return verb.head if subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl" else subject
    if verb.dep_ in {"xcomp", "ccomp", "advcl"} and subject is None and verb.tag_ == "VB":
        return _asked(verb)
    return verb.head if verb.dep_ == "acl" and verb.head.i < token.i else None


def _judged(verb: "Token", below: "Token") -> "Token | None":
    """Praise and blame are for what the object did: "Ghana thanked *Togo* for its help"."""
    if below.dep_ != "prep" or below.lower_ not in _FOR or verb.lemma_ not in wordlists.words("judging_verbs"):
        return None
    return next((child for child in verb.children if child.dep_ == "dobj" and child.i < below.i), None)


def _asked(verb: "Token") -> "Token | None":
    """Who is to do it: "asked *Togo* to open", "called on *Togo* to open"."""
    for child in verb.head.children:
        if child.dep_ == "dobj" and child.i < verb.i:
            return child
        if child.dep_ in {"prep", "prt"} and child.lower_ in _ON:
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def barred(token: "Token") -> set[int]:
    """Heads that a pronoun cannot stand for: the other arguments of its verb ("Roy met him"), the noun that it owns."""
    if token.lower_ in REFLEXIVE:
        return set()
    if token.dep_ == "poss":
        return {token.head.i}
    verb = token.head.head if token.dep_ == "pobj" else token.head
    others = {child for child in verb.children if child.i != token.i and child.dep_ in _ARGUMENT}
    own = token.dep_ in _SUBJECT  # "Roy seemed unsure, but *he* agreed": he may be Roy
    while not own and not any(child.dep_ in _SUBJECT for child in others) and verb.dep_ == "conj":
        verb = verb.head
        others |= {child for child in verb.children if child.i != token.i and child.dep_ in _SUBJECT}
    if verb.dep_ == "relcl" and any(child.tag_ == "WP" for child in others):  # "Roy, a nurse who saw *him*"
        others |= {verb.head, *([verb.head.head] if verb.head.dep_ == "appos" else [])}
    return {child.i for child in others} | {k.i for child in others for k in child.conjuncts if k.i != token.i}


def reach(token: "Token") -> list[tuple[int, int]]:
    """The tokens, half open, of what the clause of a subject tells, in which no name is the subject's own.

    >>> from onrecord import tokens
    >>> text = "He told the paper that Berg would not go, but Berg went."
    >>> parse = tokens.parse(text)
    >>> [parse[first:end].text for first, end in reach(parse[0])]
    ['told the paper that Berg would not go,']
    """
    if token.dep_ not in _SUBJECT:
        return []
    verb = token.head
    own = [c.left_edge.i for c in verb.rights if c.dep_ == "conj" and any(k.dep_ in _SUBJECT for k in c.lefts)]
    linked = [c.i for c in verb.rights if c.dep_ == "cc" and own and c.i < min(own)]
    behind = (token.i + 1, min([*own, *linked[-1:], verb.right_edge.i + 1]))
    return [behind]


def is_empty_it(token: "Token") -> bool:
    """Whether it stands for no actor: "It is clear that", "it rains", "he made it clear"."""
    if token.lower_ not in _IT:
        return False
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_ in _EMPTY_IT:
        return True
    return token.dep_ in {"dobj", "pobj", "expl"}

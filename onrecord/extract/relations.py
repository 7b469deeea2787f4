"""Relations: the words of a clause that tell what one party does to another, read off the parse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract import arguments
from onrecord.extract.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = ("VERB", "AUX")
_CLAUSES = ("xcomp", "ccomp")
_PURPOSES = ("xcomp", "ccomp", "advcl")
_DEEPEST = 4
_NO_HEADS = ("PUNCT", "SPACE", "ADP", "DET")


@dataclass(slots=True)
class Relation:
    """Two parties and what stands between them.

    `governor` is the verb above the source, `deed` the verb down the chain ("agreed to *send*"), `thing` its object,
    `common` the word above both, `purpose` a clause below the deed, `path` the words between the two.
    """

    source: list["Token"]
    target: list["Token"]
    source_head: "Token | None"
    target_head: "Token | None"
    governor: "Token"
    deed: "Token"
    thing: "Token | None"
    common: "Token | None"
    purpose: "Token | None"
    path: list["Token"]
    around: list["Token"]
    named: frozenset[int]
    predicates: list[Predicate] = field(default_factory=list)

    @property
    def slots(self) -> dict[str, "Token"]:
        """The words with a part in it, the parties' own words left out."""
        found = {
            "governor": self.governor,
            "deed": self.deed,
            "thing": self.thing,
            "common": self.common,
            "purpose": self.purpose,
        }
        return {part: word for part, word in found.items() if word is not None and word.i not in self.named}


def between(
    source: list["Token"], target: list["Token"], predicates: Iterable[Predicate], *, told_by: "Token | None" = None
) -> Relation | None:
    """The relation of two parties, each given by its words; null when there are none.

    `told_by` is the word that tells it, when that is known; else it is sought above the source.

    >>> from onrecord import tokens
    >>> parse = tokens.parse("Norway agreed on Monday to send Chad medicine.")
    >>> found = between([parse[0]], [parse[6]], [])
    >>> found.governor.text, found.deed.text, found.thing.text
    ('agreed', 'send', 'medicine')
    """
    heads = head_of(source), head_of(target)
    first = heads[0] or heads[1]
    if first is None:
        return None
    named = frozenset(word.i for word in (*source, *target))
    governor = told_by if told_by is not None and told_by.pos_ in _VERBS else _verb_above(told_by or first)
    chain = _down(governor, heads[1])
    deed = next((word for word in reversed(chain) if word.pos_ in _VERBS and word.i not in named), governor)
    common = _common(*heads)
    relation = Relation(
        source, target, *heads, governor, deed, _thing(governor, deed, chain, named), common,
        _purpose(deed, named), [word for word in _path(*heads, common) if word.i not in named],
        [word for word in first.sent if word.i not in named], named,
    )  # fmt: skip
    relation.predicates = _telling(relation, chain, predicates)
    return relation


def head_of(words: Sequence["Token"]) -> "Token | None":
    """The word of a phrase that hangs on no other of its words."""
    inside = {word.i for word in words}
    heads = [word for word in words if word.head.i not in inside or word.head == word]
    return min(heads, key=lambda word: (word.pos_ in _NO_HEADS, word.i), default=None)


def _verb_above(word: "Token") -> "Token":
    return next((above for above in word.ancestors if above.pos_ in _VERBS), word.sent.root)


def _down(verb: "Token", target: "Token | None") -> list["Token"]:
    """The words from a verb down to the target when it hangs below, else its chain of clauses."""
    above = [] if target is None else [target, *target.ancestors]
    if verb in above:
        return list(reversed(above[: above.index(verb)]))
    found: list[Token] = []
    below: Token | None = verb
    while below is not None and len(found) < _DEEPEST:
        below = next((child for child in below.rights if child.dep_ in _CLAUSES and child.pos_ in _VERBS), None)
        found += [below] if below is not None else []
    return found


def _thing(governor: "Token", deed: "Token", chain: list["Token"], named: frozenset[int]) -> "Token | None":
    nouns = [word for word in chain if word.pos_ == "NOUN"]
    found = (*arguments.objects(deed), *nouns, *arguments.objects(governor))
    return next((noun for noun in found if noun.i not in named), None)


def _purpose(deed: "Token", named: frozenset[int]) -> "Token | None":
    below = (child for child in deed.rights if child.dep_ in _PURPOSES and child.pos_ in _VERBS)
    return next((verb for verb in below if verb.i not in named), None)


def _common(source: "Token | None", target: "Token | None") -> "Token | None":
    if source is None or target is None:
        return None
    above = {source.i, *(word.i for word in source.ancestors)}
    return next((word for word in (target, *target.ancestors) if word.i in above), None)


def _path(source: "Token | None", target: "Token | None", common: "Token | None") -> list["Token"]:
    """The words over which one goes from the source up to the common word and down to the target."""
    if source is None or target is None or common is None:
        return []
    return [*climb(source, common), common, *reversed(climb(target, common))]


def climb(word: "Token", top: "Token") -> list["Token"]:
    """The words above a word, up to but without `top`."""
    found: list[Token] = []
    while word != top and word.head not in (word, top):
        word = word.head
        found.append(word)
    return found


def _telling(relation: Relation, chain: list["Token"], predicates: Iterable[Predicate]) -> list[Predicate]:
    """The predicates that stand on the words of the relation, that of the governor first, then that of the deed."""
    words = (*relation.slots.values(), *relation.path, *chain)
    on = {word.i for word in words} - ({relation.purpose.i} if relation.purpose is not None else set())
    found = [p for p in predicates if p.token.i in on or any(word.i in on for word in p.chain)]
    order = {relation.deed.i: 1, relation.governor.i: 0}
    return sorted(found, key=lambda p: (order.get(p.token.i, 2), p.token.i))

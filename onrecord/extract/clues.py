"""Clues: what the learned part sees of a relation: kinds of words, shapes of clauses, no names and no rare words."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord import wordlists
from onrecord.extract import arguments, predicates, senses
from onrecord.extract.relations import Relation, climb

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = ("VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX")
_SMALL = ("aux", "auxpass", "neg", "mark")
_PARTICLES = ("prt", "prep")
Mood = Literal["future", "not", "must", "may"]
_MOODS: dict[Mood, frozenset[str]] = {
    "future": wordlists.group("event_words", "will") | wordlists.group("event_words", "would"),
    "not": wordlists.group("event_words", "not"),
    "must": wordlists.group("event_words", "must"),
    "may": wordlists.group("event_words", "may_in_clues"),
}
_BE = wordlists.group("event_words", "be")
_AHEAD = frozenset(("future", "agree"))
_FARTHEST = 4
WORDY = "="
"""In a clue that has a word of the text, or a sequence of labels: known only when it stood in enough rows."""


def of(relation: Relation) -> list[str]:
    """The clues of a relation, sorted.

    >>> from onrecord import tokens
    >>> from onrecord.extract import relations
    >>> parse = tokens.parse("Norway refused to meet Chad.")
    >>> found = of(relations.between([parse[0]], [parse[4]], predicates.find(parse)))
    >>> [clue for clue in found if clue in ("deed%consult", "governor=refuse", "rule:REJECT", "rule:CONSULT")]
    ['deed%consult', 'governor=refuse', 'rule:REJECT']
    """
    kinds = _kinds(relation)
    found = {*_shape(relation), *_by_rules(relation), *_around(relation), *_crossed(relation, kinds)}
    for part, word in relation.slots.items():
        found.update(f"{part}{clue}" for clue in _of_word(word))
    found.update(f"{part}%{kind}" for part, those in kinds.items() for kind in those)
    return sorted(found)


@cache
def _acts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, word in wordlists.rows("event_acts"):
        found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _types() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for name, part in (("event_verbs", "VERB"), ("event_nouns", "NOUN")):
        for word, type_, *_ in wordlists.rows(name):
            found.setdefault((part, word), set()).add(type_)
    return {word: frozenset(types) for word, types in found.items()}


def _acts_of(word: "Token") -> frozenset[str]:
    return _acts().get(word.lemma_.lower()) or _acts().get(word.lower_) or frozenset()


def _types_of(word: "Token") -> frozenset[str]:
    """The types that the lists know for a word, whatever its clause has; a noun may have those of its verb."""
    lemma = word.lemma_.lower()
    as_verb = _types().get(("VERB", lemma), frozenset())
    if word.pos_ == "NOUN":
        return _types().get(("NOUN", lemma)) or frozenset(f"of-{type_}" for type_ in as_verb)
    return as_verb if word.pos_ in ("VERB", "ADJ") else frozenset()


def _kinds(relation: Relation) -> dict[str, frozenset[str]]:
    """The kinds of act of each part, of the parties' own nouns, and of the words around."""
    in_thing = (word for word in (relation.thing.subtree if relation.thing else ()) if word.i not in relation.named)
    in_clause = (word for word in relation.governor.subtree if word.i not in relation.named)
    of_words = {
        "path": relation.path,
        "source": [word for word in relation.source if word.pos_ in ("NOUN", "PROPN")],
        "target": [word for word in relation.target if word.pos_ in ("NOUN", "PROPN")],
        "sentence": relation.around,
        "clause": list(in_clause),
        "within": list(in_thing),
    }
    found = {part: _acts_of(word) for part, word in relation.slots.items()}
    return found | {
        part: frozenset(kind for word in words for kind in _acts_of(word)) for part, words in of_words.items()
    }


def _of_word(word: "Token") -> Iterator[str]:
    """What one word with a part shows: lemma, tag, types, effect on what it governs, small words."""
    lemma = word.lemma_.lower()
    if word.pos_ in _TELLING and not word.ent_type_:
        yield f"={lemma}"
    yield f".tag={word.tag_}"
    yield from (f"~{type_}" for type_ in _types_of(word))
    yield from (f"^{effect}" for effect in predicates.effects_of(lemma))
    for child in word.rights:
        if child.dep_ in _PARTICLES:
            yield f"+={child.lower_}"
            yield from (f"^{effect}" for effect in predicates.effects_of(f"{lemma} {child.lower_}"))
    if (sense := senses.sense_of(word)) is not None:
        yield from (f"!{sense.type}", f"!{sense.type}/{sense.mode}")
    yield from (f".{child.dep_}={child.lemma_.lower()}" for child in word.children if child.dep_ in _SMALL)
    if word.pos_ in ("VERB", "AUX"):
        yield f".passive={arguments.is_passive(word)}"
    if word.pos_ == "NOUN":
        yield from (f"@{class_}" for class_ in senses.classes_of(word))


def _shape(relation: Relation) -> Iterator[str]:
    """How the two hang together, without a word of the text."""
    source, target, common = relation.source_head, relation.target_head, relation.common
    if source is None or target is None:
        yield "no-source" if source is None else "no-target"
    if source is not None:
        yield f"source.dep={source.dep_}"
    if target is not None:
        yield f"target.dep={target.dep_}:{target.head.pos_}"
        if target.pos_ == "NOUN":
            yield from (f"target@{class_}" for class_ in senses.classes_of(target))
        nouns = (word for word in relation.target if word.pos_ == "NOUN")
        yield from (f"target~{type_}" for noun in nouns for type_ in _types_of(noun))
    if source is not None and target is not None and common is not None:
        up, down = [source, *climb(source, common)], [target, *climb(target, common)]
        yield "up=" + "/".join(word.dep_ for word in up[:_FARTHEST])
        yield "down=" + "/".join(word.dep_ for word in down[:_FARTHEST])
        yield f"order={source.i < target.i}"


def _by_rules(relation: Relation) -> Iterator[str]:
    """What the rules take the relation for, with the words that govern it."""
    for predicate in relation.predicates:
        yield from (f"told:{predicate.type}", f"told:{predicate.type}/{predicate.mode}")
        yield from (f"told:{predicate.type}^{effect}" for effect in predicate.effects)
    first = next(iter(relation.predicates), None)
    yield f"rule:{first.type if first else None}"
    if first:
        yield from (f"rule:{first.type}/{first.mode}", f"rule:{first.sense.type}>{first.type}")


def _around(relation: Relation) -> Iterator[str]:
    """Words and kinds on the path and anywhere in the sentence."""
    for word in relation.path:
        if word.pos_ in _TELLING:
            yield f"path={word.lemma_.lower()}"
        yield from (f"path~{type_}" for type_ in _types_of(word))
        if word.pos_ == "NOUN":
            yield from (f"path@{class_}" for class_ in senses.classes_of(word))
    for word in relation.around:
        if word.pos_ in _TELLING and not word.ent_type_:
            yield f"has={word.lemma_.lower()}"
        yield from (f"has~{type_}" for type_ in _types_of(word))
        if word.pos_ == "NOUN":
            yield from (f"has@{class_}" for class_ in senses.classes_of(word))


def _crossed(relation: Relation, kinds: dict[str, frozenset[str]]) -> Iterator[str]:
    """What decides together: how the deed is told and its kind, who governs what, who does what."""
    nothing: frozenset[str] = frozenset()
    told = kinds.get("deed", nothing) | kinds.get("thing", nothing)
    deeds = [word for word in (relation.deed, relation.thing) if word is not None]
    types = {type_ for word in deeds for type_ in _types_of(word)}
    rule = [f"rule:{predicate.type}" for predicate in relation.predicates[:1]]
    for mood in _moods(relation, kinds.get("governor", nothing)):
        yield f"mood:{mood}"
        yield from (f"{mood}*{one}" for one in (*told, *(f"~{type_}" for type_ in types), *rule))
    yield from (f"deed%{a}&{b}" for a in kinds.get("deed", nothing) for b in kinds["within"])
    yield from (f"source%{a}&{b}" for a in kinds["source"] for b in told)
    if relation.governor != relation.deed:
        yield from (f"governor%{a}&{b}" for a in kinds.get("governor", nothing) for b in told)


def _moods(relation: Relation, governing: frozenset[str]) -> Iterator[str]:
    verbs = [relation.governor, *([relation.deed] if relation.deed != relation.governor else [])]
    words = {child.lower_ for verb in verbs for child in verb.children if child.dep_ in ("aux", "neg")}
    yield from (mood for mood, those in _MOODS.items() if words & those)
    if any(child.tag_ == "TO" for verb in verbs for child in verb.children if child.dep_ == "aux"):
        yield "to"
    if governing & _AHEAD:
        yield "ahead"
    if relation.governor != relation.deed and relation.governor.lemma_ in _BE:
        yield from (f"be={child.lemma_.lower()}" for child in relation.governor.children if child.dep_ == "acomp")

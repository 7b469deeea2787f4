"""Roots: how likely each type of event is for a relation, by small networks over its clues and its words' vectors.

Of the clues those are known that stood in enough rows of training; rare ones weigh more, and together they weigh one.
Beside them stands, for each part of the relation, the mean vector of its words. Several networks with one hidden layer
answer, and the mean of their answers counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord import weights
from onrecord.extract import clues
from onrecord.extract.relations import Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = 1
VECTORS_VERSION = 1
Floats = NDArray[np.float32]
_CARRYING = ("VERB", "NOUN", "ADJ", "ADV")


@dataclass(frozen=True)
class Networks:
    """What was learned: `layers` and `answers` have a first axis of networks."""

    types: tuple[str, ...]
    clues: dict[str, int]
    rarity: Floats
    by_clue: Floats
    by_vector: Floats
    hidden: Floats
    answers: Floats
    answer: Floats

    @classmethod
    def of(cls, kept: Mapping[str, NDArray[Any]]) -> "Networks":
        """The networks of a file of weights."""
        names = ("rarity", "by_clue", "by_vector", "hidden", "answers", "answer")
        arrays = (kept[name].astype(np.float32) for name in names)
        known = {clue: at for at, clue in enumerate(weights.unpacked(kept["clues"]))}
        return cls(tuple(weights.unpacked(kept["types"])), known, *arrays)

    def chances(self, found: Iterable[str], vectors: Floats) -> Floats:
        """The chance of each type, given clues and vectors."""
        at = sorted(self.clues[clue] for clue in found if clue in self.clues)
        values = self.rarity[at]
        values = values / (np.linalg.norm(values) or 1.0)
        hidden = values @ self.by_clue[at] + vectors @ self.by_vector + self.hidden
        layers = np.maximum(hidden, 0).reshape(len(self.answers), -1)
        told = np.einsum("nh,nht->nt", layers, self.answers) + self.answer
        told = (told - np.logaddexp.reduce(told, axis=1, keepdims=True)).mean(axis=0)
        share: Floats = np.exp(told - np.logaddexp.reduce(told))
        return share


def chances(relation: Relation) -> dict[str, float]:
    """The chance of each root; CONCEDE and RETREAT are one, YIELD.

    >>> from onrecord import tokens
    >>> from onrecord.extract import predicates, relations
    >>> parse = tokens.parse("Norway condemned Chad over the raid.")
    >>> found = chances(relations.between([parse[0]], [parse[2]], predicates.find(parse)))
    >>> max(found, key=found.get)
    'ACCUSE'
    """
    learned = _shipped()
    shares = learned.chances(clues.of(relation), vectors_of(relation))
    return dict(zip(learned.types, shares.tolist(), strict=True))


@cache
def _shipped() -> Networks:
    return Networks.of(weights.load("roots", VERSION))


def vectors_of(relation: Relation) -> Floats:
    """The mean vectors of the words of each part, one behind the other; zeros where a part is empty."""
    parts = (
        [relation.governor],
        [relation.deed],
        [] if relation.thing is None else [relation.thing],
        [word for word in relation.around if word.pos_ in _CARRYING],
        [word for word in relation.governor.subtree if word.pos_ in _CARRYING and word.i not in relation.named],
        relation.path,
    )
    return np.concatenate([_mean(words) for words in parts])


def _mean(words: Iterable["Token"]) -> Floats:
    table, at = _vectors()
    rows = [at[key] for word in words if (key := _key(word, at)) is not None]
    mean: Floats = table[rows].mean(axis=0, dtype=np.float32) if rows else np.zeros(table.shape[1], dtype=np.float32)
    return mean


def _key(word: "Token", at: dict[str, int]) -> str | None:
    return next((form for form in (word.lower_, word.lemma_.lower()) if form in at), None)


@cache
def _vectors() -> tuple[Floats, dict[str, int]]:
    """The vector of each word, and where it stands; every vector is of length one, or zero."""
    kept = weights.load("vectors", VECTORS_VERSION)
    table = kept["table"].astype(np.float32)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1.0)
    return table, {word: row for row, word in enumerate(weights.unpacked(kept["words"]))}

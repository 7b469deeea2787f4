"""Codes: the words of a text as the learned passes see them: columns of numbers instead of lists of words."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from onrecord.extract.hints import Hints
from onrecord.extract.templates import Column, Ints, Vocabulary, coded
from onrecord.extract.traits import Traits

TRAITS = ("word", "lemma", "entry", "tag", "dep", "kind", "entity")
"""The traits that have a vocabulary; an entry is a lemma with its part of speech."""
SIGNS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "«", "»"})
_OUTSIDE = -1


class Codes(NamedTuple):
    """What is known of the words of a text, an entry for each; `columns` are the traits.

    `heads` are the words on which they hang, `firsts` and `ends` their sentences' edges, `marks` the passages in marks
    (-1: none), `before` and `behind` the nearest words of another passage (-1: none).
    """

    hints: Hints
    vocabularies: Mapping[str, Vocabulary]
    columns: dict[str, Column]
    heads: Ints
    sentences: Ints
    firsts: Ints
    ends: Ints
    marks: Ints
    before: Ints
    behind: Ints


def read(hints: Hints, vocabularies: Mapping[str, Vocabulary]) -> Codes:
    """The codes of a text."""
    traits = hints.traits
    sentences, marks = np.array(traits.sentences, dtype=np.int64), np.array(traits.marks, dtype=np.int64)
    edges = np.array(traits.edges, dtype=np.int64).reshape(-1, 2)
    ahead = _before(marks[::-1])[::-1]
    return Codes(
        hints=hints,
        vocabularies=vocabularies,
        columns={trait: coded(told, vocabularies[trait]) for trait, told in texts(traits).items()},
        heads=np.array(traits.heads, dtype=np.int64),
        sentences=sentences,
        firsts=edges[sentences, 0],
        ends=edges[sentences, 1],
        marks=marks,
        before=_before(marks),
        behind=np.where(ahead >= 0, len(marks) - 1 - ahead, _OUTSIDE),
    )


def texts(traits: Traits) -> dict[str, list[str]]:
    """The words of each trait."""
    return {
        "word": traits.words,
        "lemma": traits.lemmas,
        "entry": [f"{lemma}/{kind}" for lemma, kind in zip(traits.lemmas, traits.kinds, strict=True)],
        "tag": traits.tags,
        "dep": traits.deps,
        "kind": traits.kinds,
        "entity": traits.entities,
    }


def _before(marks: Ints) -> Ints:
    """The last word before each that stands in another passage.

    >>> _before(np.array([0, -1, -1, 1, 1, -1])).tolist()
    [-1, 0, 0, 0, 0, 4]
    """
    places = np.arange(len(marks))
    begins = np.maximum.accumulate(np.where(np.diff(marks, prepend=_OUTSIDE - 1) != 0, places, 0))
    marked = np.maximum.accumulate(np.where(marks > _OUTSIDE, places, _OUTSIDE))
    return np.where(begins > 0, marked[begins - 1], _OUTSIDE)

"""Traits: what the learned passes see of each word of a parse, names left out."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.extract.marks import Marked

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMED = "#"
"""Stands for the words of a name: no weight knows a name."""


@dataclass(slots=True)
class Traits:
    """One list for each trait, an entry for each token of the parse; `passages` are those in quotation marks."""

    parse: "Doc"
    text: str
    passages: list[Marked]
    starts: list[int]
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    kinds: list[str]
    entities: list[str]
    heads: list[int]
    sentences: list[int]
    lines: list[int]
    marks: list[int]
    edges: list[tuple[int, int]]
    children: list[list[int]] = field(default_factory=list)

    def sentence(self, at: int) -> tuple[int, int]:
        """The first token of the sentence of a token, and the first behind it."""
        return self.edges[self.sentences[at]]

    def token(self, offset: int) -> int:
        """The token that has the character, or the last before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def tokens(self, start: int, end: int) -> range:
        """The tokens of the characters `start` to `end`."""
        return range(self.token(start), self.token(end - 1) + 1) if end > start else range(0)

    def characters(self, tokens: range) -> tuple[int, int]:
        """The characters of a run of tokens."""
        last = self.parse[tokens.stop - 1]
        return self.starts[tokens.start], last.idx + len(last)


def read(parse: "Doc", passages: list[Marked]) -> Traits:
    """The traits of a parse.

    >>> from onrecord import tokens
    >>> found = read(tokens.parse("Ana Duarte said it rained."), [])
    >>> found.words, found.tags[2], found.heads[1]
    (['#', '#', 'said', 'it', 'rained', '.'], 'VBD', 2)
    """
    kinds, tags, deps, entities, lower, lemmas = _texts(parse)
    spread: Any = parse.to_array(["HEAD", "SENT_START", "IDX"])
    heads, begins, starts = spread.astype(np.int64).T
    firsts = np.flatnonzero(begins == 1).tolist()
    found = Traits(
        parse=parse,
        text=parse.text,  # which spaCy joins anew each time
        passages=passages,
        starts=starts.tolist(),
        words=[NAMED if kind == "PROPN" else word for word, kind in zip(lower, kinds, strict=True)],
        lemmas=[NAMED if kind == "PROPN" else lemma.lower() for lemma, kind in zip(lemmas, kinds, strict=True)],
        tags=tags,
        deps=deps,
        kinds=kinds,
        entities=entities,
        heads=(heads + np.arange(len(heads))).tolist(),
        sentences=(np.cumsum(begins == 1) - 1).tolist(),
        lines=[0] * len(parse),
        marks=[-1] * len(parse),
        edges=list(pairwise([*firsts, len(parse)])),
        children=[[] for _ in kinds],
    )
    _number(found, lower)
    return found


def _texts(parse: "Doc") -> list[list[str]]:
    """The words of some of spaCy's attributes, looked up once each."""
    codes: Any = parse.to_array(["POS", "TAG", "DEP", "ENT_TYPE", "LOWER", "LEMMA"])
    strings = parse.vocab.strings
    names = {code: strings[code] for code in np.unique(codes).tolist()}
    return [[names[code] for code in column] for column in codes.T.tolist()]


def _number(found: Traits, words: list[str]) -> None:
    line = 0
    for at, word in enumerate(words):
        found.lines[at] = line
        line += "\n" in word
        if found.heads[at] != at:
            found.children[found.heads[at]].append(at)
    for number, passage in enumerate(found.passages):
        for at in found.tokens(passage.opened, passage.closed):
            found.marks[at] = number

"""Traits: what the learned passes see of each word of a parse, names left out."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract.marks import Marked

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMED = "#"
"""Stands for the words of a name: no weight knows a name."""


@dataclass(slots=True)
class Traits:
    """One list for each trait, an entry for each token of the parse; `passages` are those in quotation marks."""

    parse: "Doc"
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
    kinds = [token.pos_ for token in parse]
    starts = [token.idx for token in parse]
    words = [NAMED if kind == "PROPN" else token.lower_ for token, kind in zip(parse, kinds, strict=True)]
    lemmas = [NAMED if kind == "PROPN" else token.lemma_.lower() for token, kind in zip(parse, kinds, strict=True)]
    found = Traits(
        parse=parse,
        passages=passages,
        starts=starts,
        words=words,
        lemmas=lemmas,
        tags=[token.tag_ for token in parse],
        deps=[token.dep_ for token in parse],
        kinds=kinds,
        entities=[token.ent_type_ for token in parse],
        heads=[token.head.i for token in parse],
        sentences=[0] * len(parse),
        lines=[0] * len(parse),
        marks=[-1] * len(parse),
        edges=[(sentence.start, sentence.end) for sentence in parse.sents],
        children=[[] for _ in parse],
    )
    _number(found)
    return found


def _number(found: Traits) -> None:
    for number, (first, end) in enumerate(found.edges):
        found.sentences[first:end] = [number] * (end - first)
    line = 0
    for at, token in enumerate(found.parse):
        found.lines[at] = line
        line += "\n" in token.text
        if found.heads[at] != at:
            found.children[found.heads[at]].append(at)
    for number, passage in enumerate(found.passages):
        for at in found.tokens(passage.opened, passage.closed):
            found.marks[at] = number

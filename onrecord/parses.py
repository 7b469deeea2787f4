"""Parses of lines, kept for when a line is read again, and joined to the parse of a text.

A line is parsed by itself, so nothing that stands around it changes its parse: a paragraph that another paper prints
again is taken from those that are kept, and what is found in it is the same. Line ends belong to the sentence before
them, as spaCy's parser has it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Rows = np.ndarray[Any, np.dtype[Any]]
"""Unsigned numbers: a row for each token, a column for each of `_COLUMNS`."""

_WORDS: list[int | str] = ["ORTH", "SPACY"]
_FOUND: list[int | str] = ["NORM", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_COLUMNS = _WORDS + _FOUND
_BEFORE = np.uint64(2**64 - 1)  # -1: the head is the token before
_TEXTS = 32  # as many are read ahead
_LINES = 256  # the pipeline is fastest with so many: .87 of the time that 32 whole articles take
_BOOKED = 20  # a line counts as so many characters more: what Python needs for an array and a key
_LINE_END = re.compile(r"\n\s*+")


class Parse(NamedTuple):
    """The parse of a text, how many words it has, and how many of these stand in lines that were read before."""

    tokens: "Doc"
    words: int
    known: int


class Parses:
    """The parses of the lines that were read last, as many as there is room for."""

    def __init__(self, pipeline: "Language", *, room: int) -> None:
        """`room` is in characters."""
        self._pipeline = pipeline
        self._room = room
        self._kept: dict[str, Rows] = {}  # by the line's text; first stands what was not read for the longest time
        self._size = 0
        self._gap = lru_cache(_LINES)(self._of_gap)

    def read(self, texts: Iterable[str]) -> Iterator[Parse]:
        """The parse of each text, in their order; a line that is kept is not parsed again."""
        rest = iter(texts)
        while some := [list(pieces(text)) for text in islice(rest, _TEXTS)]:
            lines = dict.fromkeys(line for parts in some for line, _ in parts if line)
            rows = {line: self._kept[line] for line in lines if line in self._kept}
            known = set(rows)
            rows |= self._parsed([line for line in lines if line not in known])
            self._keep(rows)
            for parts in some:
                told = [(line, len(line.split())) for line, _ in parts if line]
                again = sum(words for line, words in told if line in known)
                yield Parse(self._joined(parts, rows), sum(words for _, words in told), again)
                known.update(line for line, _ in told)

    def _parsed(self, lines: list[str]) -> dict[str, Rows]:
        found = self._pipeline.pipe(lines, batch_size=_LINES)
        return {line: parse.to_array(_COLUMNS) for line, parse in zip(lines, found, strict=True)}

    def _keep(self, rows: dict[str, Rows]) -> None:
        for line, parse in rows.items():
            if self._kept.pop(line, None) is None:
                self._size += len(line) + _BOOKED
            self._kept[line] = parse
        while self._size > self._room:
            oldest = next(iter(self._kept))
            del self._kept[oldest]
            self._size -= len(oldest) + _BOOKED

    def _joined(self, parts: Iterable[tuple[str, str]], rows: dict[str, Rows]) -> "Doc":
        from spacy.tokens import Doc

        found, blanks, at = list[Rows](), list[int](), 0
        for line, gap in parts:
            if line:
                found.append(rows[line])
                at += len(rows[line])
            if at and gap.startswith(" "):  # of the blanks after a word the first is the word's, as spaCy has it
                blanks.append(at - 1)
            if gap:
                found.append(self._gap(gap.removeprefix(" ") if at else gap, bool(at)))
                at += 1
        if not found:
            return Doc(self._pipeline.vocab)
        table = np.concatenate(found)
        table[blanks, 1] = 1
        words, spaces = table[:, 0].tolist(), table[:, 1].astype(bool).tolist()
        joined = Doc(self._pipeline.vocab, words=words, spaces=spaces)
        values: Any = table[:, len(_WORDS) :]
        return joined.from_array(_FOUND, values)

    def _of_gap(self, gap: str, follows: bool) -> Rows:
        """The row of the token that line ends are; at the start of a text it hangs on none."""
        from spacy.tokens import Doc

        given: dict[str, Any] = {"tags": ["_SP"], "pos": ["SPACE"], "morphs": [""], "lemmas": [gap], "deps": ["dep"]}
        token = Doc(self._pipeline.vocab, words=[gap], spaces=[False], heads=[0], ents=["O"], **given)
        row = token.to_array(_COLUMNS)
        if follows:
            row[0, _COLUMNS.index("HEAD")] = _BEFORE
        return row


def pieces(text: str) -> Iterator[tuple[str, str]]:
    r"""The lines of a text, each with the line ends and blanks after it; together they are the text.

    >>> list(pieces("Fire in Norland \n\n Two died."))
    [('Fire in Norland', ' \n\n '), ('Two died.', '')]
    """
    start = 0
    for end in _LINE_END.finditer(text):
        line = text[start : end.start()].rstrip()
        yield line, text[start + len(line) : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:], ""

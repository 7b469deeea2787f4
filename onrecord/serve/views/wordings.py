"""Wordings: which words of a shared passage are not the same on its other side."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord import settings

_WORD = re.compile(r"\S+")
_BORDERS = ".,;:!?\"'“”‘’«»„()[]…–—-"
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text and where they stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Words that are not the same: replaced by others, or on one side only."""

    kind: Literal["replaced", "left only", "right only"]
    left: Words | None
    right: Words | None


@dataclass(frozen=True, slots=True)
class Wording:
    """How two sides of a passage are worded: how many words are the same, and each change in the order of the left.

    `breaks`: where a paragraph begins on one side and a sentence on the other, offset at left and at right.
    """

    n_same: int
    changes: tuple[Change, ...]
    breaks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    sentence: bool
    """Whether a sentence begins here."""
    paragraph: bool
    """Whether a line begins here."""


Side = tuple[str, int, int]
"""A text, and where the passage begins and ends in it."""


def wording(left: Side, right: Side) -> Wording:
    """The words of two sides, compared; capitals, the form of an apostrophe and punctuation at
    the border of a word are no change.

    >>> told = wording(("A ferry burned early.", 0, 21), ("The ferry burned.", 0, 17))
    >>> told.n_same, [(c.kind, c.left and c.left.text, c.right and c.right.text) for c in told.changes]
    (2, [('replaced', 'A', 'The'), ('left only', 'early.', None)])
    """
    a, b = _words(*left), _words(*right)
    blocks = list(_blocks([word.folded for word in a], [word.folded for word in b]))
    changes = tuple(_changes(left[0], a, right[0], b, blocks=blocks))
    breaks = tuple(_breaks(a, b, blocks))
    return Wording(sum(size for _, _, size in blocks), changes, breaks)


def _words(text: str, start: int, end: int) -> list[_Word]:
    found: list[_Word] = []
    before, sentence = start, True
    for match in _WORD.finditer(text, start, end):
        line = "\n" in text[before : match.start()] or "\r" in text[before : match.start()]
        folded = match.group().casefold().strip(_BORDERS).replace("’", "'")
        found.append(_Word(match.start(), match.end(), folded, sentence or line, line))
        before, sentence = match.end(), bool(_SENTENCE_END.search(match.group()))
    return found


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of words that are the same: where at left, where at right, how many."""
    shorter = min(len(a), len(b))
    lead = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    tail = next((i for i in range(shorter - lead) if a[-1 - i] != b[-1 - i]), shorter - lead)
    if lead:
        yield 0, 0, lead
    inner_a, inner_b = a[lead : len(a) - tail], b[lead : len(b) - tail]
    if max(len(inner_a), len(inner_b)) <= settings.SERVE_DIFFED_WORDS:
        matcher = SequenceMatcher(a=inner_a, b=inner_b, autojunk=len(inner_b) > 400)
        yield from ((m.a + lead, m.b + lead, m.size) for m in matcher.get_matching_blocks() if m.size)
    if tail:
        yield len(a) - tail, len(b) - tail, tail


def _changes(
    left: str, a: Sequence[_Word], right: str, b: Sequence[_Word], *, blocks: Iterable[tuple[int, int, int]]
) -> Iterator[Change]:
    i = j = 0
    for at, other, size in (*blocks, (len(a), len(b), 0)):
        gone, new = _run(left, a[i:at]), _run(right, b[j:other])
        if gone and new:
            yield Change("replaced", gone, new)
        elif gone or new:
            yield Change("left only" if gone else "right only", gone, new)
        i, j = at + size, other + size


def _run(text: str, words: Sequence[_Word]) -> Words | None:
    """Words as one run; a dash alone is no word."""
    if not any(word.folded for word in words):
        return None
    return Words(words[0].start, words[-1].end, text[words[0].start : words[-1].end])


def _breaks(
    a: Sequence[_Word], b: Sequence[_Word], blocks: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, int]]:
    for at, other, size in blocks:
        for here, there in zip(a[at : at + size], b[other : other + size], strict=True):
            both = here.sentence and there.sentence and (here.paragraph or there.paragraph)
            if both and here is not a[0] and there is not b[0]:
                yield here.start, there.start

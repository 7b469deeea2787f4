"""Branches: where words hang in a sentence, seen from one cue: below which child of it, or of what is above it."""

from typing import NamedTuple

import numpy as np

from onrecord.extract.codes import Codes
from onrecord.extract.templates import Ints

NONE = -1
_HIGHEST = 3


class Branches(NamedTuple):
    """For each word, seen from its cue: how it hangs.

    `above` is how many steps above the cue its branch begins (0: at the cue; from 3 on counted as 3; -1: nowhere),
    `below` the word of the way up from the cue that the branch's beginning has below it (the cue's way up), `root` the
    first word of the branch (-1: it is itself on the way up) and `inner` the second.
    In "She said | that it rained", seen from "said", the words of the second half have the root "rained".
    """

    above: Ints
    below: Ints
    root: Ints
    inner: Ints


def find(cues: Ints, rows: Ints, words: Ints, codes: Codes) -> Branches:
    """The branches of words, each seen from the cue of its row, in whose sentence it stands.

    >>> from onrecord import tokens
    >>> from onrecord.extract import codes, hints, traits
    >>> known = hints.read(traits.read(tokens.parse("She said that it rained."), []), [], [])
    >>> read = codes.read(known, dict.fromkeys(codes.TRAITS, {}))
    >>> find(np.array([1]), np.zeros(6, dtype=int), np.arange(6), read).root.tolist()
    [0, -1, 4, 4, 4, 5]
    """
    heights, lower = _ways_up(cues, codes)
    starts = np.arange(len(cues)) * heights.shape[1] - codes.firsts[cues]  # of the rows of both, less the first word
    offsets, node = starts[rows], words.copy()
    root, inner = np.full_like(words, NONE), np.full_like(words, NONE)
    todo = np.arange(len(words))
    while len(todo):
        here = node[todo]
        above = codes.heads[here]
        goes_on = (heights.take(here + offsets[todo]) == NONE) & (above != here)
        todo, here, above = todo[goes_on], here[goes_on], above[goes_on]
        inner[todo], root[todo], node[todo] = root[todo], here, above
    where = node + offsets
    return Branches(heights.take(where), lower.take(where), root, inner)


def _ways_up(cues: Ints, codes: Codes) -> tuple[Ints, Ints]:
    """For each cue a row with the words of its sentence: how high above it they stand, and what is below them there."""
    firsts, ends = codes.firsts[cues], codes.ends[cues]
    heights = np.full((len(cues), int((ends - firsts).max(initial=1))), NONE)
    lower = np.zeros_like(heights)
    rows, at, height = np.arange(len(cues)), cues, 0
    heights[rows, at - firsts] = 0
    while len(rows):
        below, at, height = at, codes.heads[at], min(height + 1, _HIGHEST)
        new = heights[rows, at - firsts[rows]] == NONE
        rows, at, below = rows[new], at[new], below[new]
        heights[rows, at - firsts[rows]] = height
        lower[rows, at - firsts[rows]] = below
    return heights, lower

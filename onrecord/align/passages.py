"""Passages that two texts share: equal short runs of words, chained over small differences, with exact spans."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from onrecord import settings
from onrecord.align import runs
from onrecord.align.texts import Text
from onrecord.schema import PassageKind, SharedPassage


class Run(NamedTuple):
    """`length` words that are the same from word `left` of one text and word `right` of the other."""

    left: int
    right: int
    length: int


Chain = tuple[Run, ...]


def align(left: Text, right: Text) -> tuple[SharedPassage, ...]:
    """The passages that two texts share, in the order of the left one.

    >>> from onrecord.align.texts import read
    >>> from onrecord.schema import Article
    >>> a = read(Article("a", "The ferry sank off Lisbon on Monday, and four people were brought to a hospital."))
    >>> b = read(Article("b", "Police said the ferry sank off Lisbon late on Monday, and four people were brought in."))
    >>> [(p.left.start, p.right.start, p.identity, p.kind) for p in align(a, b)]
    [(0, 12, 0.923, 'edited')]
    """
    return tuple(align_all([(left, right)]))


def align_all(pairs: Sequence[tuple[Text, Text]]) -> Iterator[SharedPassage]:
    """The passages of many pairs of texts, pair after pair, each pair's in the order of its left text."""
    for start in range(0, len(pairs), _AT_A_TIME):
        some = pairs[start : start + _AT_A_TIME]
        found = runs.find(some)
        chains = _chains(found)
        edges = np.searchsorted(found.pairs, np.arange(len(some) + 1)).tolist()
        for (left, right), (first, last) in zip(some, pairwise(edges), strict=True):
            kept = (_passage(left, right, chain) for chain in _best(chains[first:last]))
            yield from sorted(kept, key=lambda passage: (passage.left, passage.right))


_AT_A_TIME = 256


class Scored(NamedTuple):
    """The best chain that ends with a run: its words, less a little for gaps of unequal size, are its score."""

    score: float
    words: int
    chain: Chain


def _chains(found: runs.Runs) -> list[Scored]:
    """For each run the best chain that ends with it."""
    held = list(map(Run, found.lefts.tolist(), found.rights.tolist(), found.lengths.tolist()))
    scores, words, before = [float(run.length) for run in held], [run.length for run in held], [-1] * len(held)
    joints = runs.joints(found)
    for earlier, later, overlap, gain in zip(*(column.tolist() for column in joints), strict=True):
        if scores[earlier] + gain > scores[later]:
            scores[later], before[later] = scores[earlier] + gain, earlier
            words[later] = words[earlier] + held[later].length - overlap
    chains: list[Chain] = []
    for run, at in zip(held, before, strict=True):
        chains.append((*chains[at], run) if at >= 0 else (run,))
    return list(map(Scored, scores, words, chains))


def _best(chains: Sequence[Scored]) -> list[Chain]:
    """The chains from the best down, without those that share words with a better one on either side."""
    kept: list[Chain] = []
    enough = (scored for scored in chains if scored.words >= settings.ALIGN_PASSAGE_WORDS)
    for _, _, chain in sorted(enough, key=lambda scored: (-scored.score, scored.chain)):
        if not any(_clash(chain, other) for other in kept):
            kept.append(chain)
    return kept


def _clash(a: Chain, b: Chain) -> bool:
    """Whether two chains share words on a side; a word or two are the same by chance where one ends and one begins."""
    left = min(a[-1].left + a[-1].length, b[-1].left + b[-1].length) - max(a[0].left, b[0].left)
    right = min(a[-1].right + a[-1].length, b[-1].right + b[-1].length) - max(a[0].right, b[0].right)
    return max(left, right) >= settings.ALIGN_SEED_WORDS


def _equal_words(chain: Chain) -> int:
    total, left, right = 0, 0, 0
    for run in chain:
        cut = max(0, left - run.left, right - run.right)
        total += max(0, run.length - cut)
        left, right = run.left + run.length, run.right + run.length
    return total


def _passage(left: Text, right: Text, chain: Chain) -> SharedPassage:
    chain = _trimmed(left, right, chain)
    ours = chain[0].left, chain[-1].left + chain[-1].length
    theirs = chain[0].right, chain[-1].right + chain[-1].length
    identity = round(_equal_words(chain) / max(ours[1] - ours[0], theirs[1] - theirs[0]), 3)
    kind = _kind(left, right, (ours, theirs), identity)
    return SharedPassage(left.span(*ours), right.span(*theirs), identity, kind)


def _trimmed(left: Text, right: Text, chain: Chain) -> Chain:
    """Without a word or two of the sentence before or after, as in "... on Monday. The"."""
    first, last = chain[0], chain[-1]
    for cut in (2, 1):
        if _ends_sentence(left, first.left + cut) and _ends_sentence(right, first.right + cut):
            chain = (Run(first.left + cut, first.right + cut, first.length - cut), *chain[1:])
            break
    last = chain[-1]
    for cut in (1, 2):
        ends = last.left + last.length - cut, last.right + last.length - cut
        if last.length > cut and _ends_sentence(left, ends[0]) and _ends_sentence(right, ends[1]):
            chain = (*chain[:-1], last._replace(length=last.length - cut))
    return chain


def _ends_sentence(text: Text, word: int) -> bool:
    """Whether a sentence ends before the word."""
    between = text.article.text[int(text.words.ends[word - 1]) : int(text.words.starts[word])]
    return bool(_STOP.search(between))


_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")


def _kind(left: Text, right: Text, ranges: tuple[tuple[int, int], tuple[int, int]], identity: float) -> PassageKind:
    (a, b), (c, d) = ranges
    quoted = min(np.count_nonzero(left.quoted[a:b]) / (b - a), np.count_nonzero(right.quoted[c:d]) / (d - c))
    if quoted >= settings.ALIGN_QUOTED:
        return "quotation"
    if identity >= 1:
        return "verbatim"
    return "edited" if identity >= settings.ALIGN_EDITED else "reworded"

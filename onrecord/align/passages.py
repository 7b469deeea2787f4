"""Passages that two texts share: equal short runs of words, chained over small differences, with exact spans."""

import re
from typing import NamedTuple

import numpy as np

from onrecord import settings
from onrecord.align.texts import Flags, Ints, Text
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
    found = [_passage(left, right, chain) for chain in _best(_chains(_runs(left, right)))]
    return tuple(sorted(found, key=lambda passage: (passage.left, passage.right)))


def _runs(left: Text, right: Text) -> list[Run]:
    """The maximal equal runs that are long enough by themselves or have another one near."""
    i, j = _matches(left, right)
    order = np.lexsort((i, j - i))
    i, j = i[order], j[order]
    breaks = np.flatnonzero((np.diff(j - i) != 0) | (np.diff(i) != 1)) + 1
    starts = np.concatenate(([0], breaks)) if len(i) else breaks
    lengths = np.diff(np.concatenate((starts, [len(i)]))) + settings.ALIGN_SEED_WORDS - 1
    i, j = i[starts], j[starts]
    kept = (lengths >= settings.ALIGN_PASSAGE_WORDS) | _near_another(i, j, lengths)
    return sorted(map(Run, i[kept].tolist(), j[kept].tolist(), lengths[kept].tolist()))


def _matches(left: Text, right: Text) -> tuple[Ints, Ints]:
    """The places (word of the left text, word of the right text) of all short runs that both have."""
    (ours, at), (theirs, places) = left.seeds, right.seeds
    first = np.searchsorted(theirs, ours, "left")
    hit = np.flatnonzero(theirs[np.minimum(first, len(theirs) - 1)] == ours) if len(theirs) else np.zeros(0, np.int64)
    first = first[hit]
    count = np.searchsorted(theirs, ours[hit], "right") - first
    step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(at[hit], count), places[np.repeat(first, count) + step]


def _near_another(i: Ints, j: Ints, lengths: Ints) -> Flags:
    """Whether a run could be chained with another one; where there are many, all are tried."""
    if len(i) > _MANY_RUNS:
        return np.ones(len(i), dtype=np.bool_)
    ahead_i, ahead_j = i[None, :] - i[:, None], j[None, :] - j[:, None]
    reach = (lengths + settings.ALIGN_GAP_WORDS)[:, None]
    close = (ahead_i > 0) & (ahead_j > 0) & (ahead_i <= reach) & (ahead_j <= reach)
    return np.asarray(close.any(axis=0) | close.any(axis=1))


_MANY_RUNS = 200


def _chains(runs: list[Run]) -> list[tuple[float, Chain]]:
    """For each run the best chain that ends with it: its words, less a little for gaps of unequal size."""
    scores: list[float] = []
    before: list[int] = []
    for at, run in enumerate(runs):
        best, come_from = float(run.length), -1
        for earlier in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
            gain = _joined(runs[earlier], run)
            if gain is not None and scores[earlier] + gain > best:
                best, come_from = scores[earlier] + gain, earlier
        scores.append(best)
        before.append(come_from)
    return [(score, _trail(runs, before, at)) for at, score in enumerate(scores)]


_LOOK_BACK = 40


def _joined(first: Run, second: Run) -> float | None:
    """What the second run adds to a chain that ends with the first; null when they do not fit."""
    left, right = second.left - first.left - first.length, second.right - first.right - first.length
    overlap = max(0, -left, -right)
    if overlap >= min(settings.ALIGN_SEED_WORDS, second.length) or max(left, right) > settings.ALIGN_GAP_WORDS:
        return None
    return second.length - overlap - settings.ALIGN_GAP_COST * abs(left - right)


def _trail(runs: list[Run], before: list[int], at: int) -> Chain:
    trail = []
    while at >= 0:
        trail.append(runs[at])
        at = before[at]
    return tuple(reversed(trail))


def _best(chains: list[tuple[float, Chain]]) -> list[Chain]:
    """The chains from the best down, without those that share words with a better one on either side."""
    kept: list[Chain] = []
    for _, chain in sorted(chains, key=lambda scored: (-scored[0], scored[1])):
        if _equal_words(chain) >= settings.ALIGN_PASSAGE_WORDS and not any(_clash(chain, other) for other in kept):
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
    quoted = min(left.quoted[a:b].mean(), right.quoted[c:d].mean())
    if quoted >= settings.ALIGN_QUOTED:
        return "quotation"
    if identity >= 1:
        return "verbatim"
    return "edited" if identity >= settings.ALIGN_EDITED else "reworded"

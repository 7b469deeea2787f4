"""Pairs of articles that share passages, and how much of them: two numbers for two questions.

`share` asks whether one is a reprint of the other: equal runs of six words, quotations and all. `own_share` asks whether one was
made from the other: only what the writers wrote themselves counts, however it was edited.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord import settings
from onrecord.align import prose
from onrecord.align.groups import grouped
from onrecord.align.prose import Proses
from onrecord.align.texts import Flags, Hashes
from onrecord.schema import SharedPassage, Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, the earlier first, with their passages; `own_words`: aligned own prose of each passage."""

    left: str
    right: str
    passages: tuple[SharedPassage, ...]
    own_words: tuple[int, ...]
    share: float
    own_share: float

    @property
    def is_reprint(self) -> bool:
        """Whether they are one text."""
        return self.share >= settings.ALIGN_REPRINT_SHARE

    @property
    def is_derived(self) -> bool:
        """Whether one is made from the other, or both from a third."""
        return self.is_reprint or self.own_share >= settings.ALIGN_DERIVED_SHARE


def measure(passages: Sequence[SharedPassage], proses: Proses) -> list[Pair]:
    """The pairs of articles that share passages, measured twice: the second time without runs that are common to many groups."""
    by_pair: dict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for passage in passages:
        by_pair[passage.left.article, passage.right.article].append(passage)
    first = [_measured(tuple(held), proses) for held in by_pair.values()]
    common = prose.common_runs(_runs_in_groups(first, proses))
    if not len(common):
        return first
    for one in proses.values():
        one.set_common(common)
    return [_measured_again(pair, proses) for pair in first]


def side_of(passage: SharedPassage, article: str) -> Span:
    """The side of a passage that lies in the article."""
    return passage.left if passage.left.article == article else passage.right


def _measured(passages: tuple[SharedPassage, ...], proses: Proses) -> Pair:
    left, right = passages[0].left.article, passages[0].right.article
    pair = Pair(left, right, passages, *_own(passages, proses))
    return replace(pair, share=_verbatim(pair, proses))


def _measured_again(pair: Pair, proses: Proses) -> Pair:
    words, _, own_share = _own(pair.passages, proses)
    return replace(pair, own_words=words, own_share=own_share)


def _own(passages: tuple[SharedPassage, ...], proses: Proses) -> tuple[tuple[int, ...], float, float]:
    left, right = proses[passages[0].left.article], proses[passages[0].right.article]
    words = tuple(_aligned_own(passage, proses) for passage in passages)
    shorter = max(settings.ALIGN_PASSAGE_WORDS, min(int(left.own.sum()), int(right.own.sum())))
    total = sum(words)
    own_share = round(min(1.0, total / shorter), 3) if total >= settings.ALIGN_PASSAGE_WORDS else 0.0
    return words, 0.0, own_share


def _aligned_own(passage: SharedPassage, proses: Proses) -> int:
    """How many words of the passage are equal and own prose, on the side that has fewer of them."""
    sides = [
        (proses[side.article], *proses[side.article].text.word_range(side.start, side.end))
        for side in (passage.left, passage.right)
    ]
    (a, a_start, a_end), (b, b_start, b_end) = sides
    own_a, own_b = a.own[a_start:a_end], b.own[b_start:b_end]
    if passage.identity >= 1:
        return int(min(own_a.sum(), own_b.sum()))
    ours, theirs = (
        side.text.runs(settings.ALIGN_SEED_WORDS)[s : max(s, e - settings.ALIGN_SEED_WORDS + 1)] for side, s, e in sides
    )
    equal_a, equal_b = _spread(np.isin(ours, theirs), a_end - a_start), _spread(np.isin(theirs, ours), b_end - b_start)
    return int(min((own_a & equal_a).sum(), (own_b & equal_b).sum()))


def _spread(starts: Flags, size: int) -> Flags:
    flags = np.zeros(size, dtype=np.bool_)
    for step in range(settings.ALIGN_SEED_WORDS):
        flags[step : step + len(starts)] |= starts
    return flags


def _verbatim(pair: Pair, proses: Proses) -> float:
    left, right = proses[pair.left].verbatim, proses[pair.right].verbatim
    shorter = min(len(left), len(right))
    return round(len(np.intersect1d(left, right, assume_unique=True)) / shorter, 3) if shorter else 0.0


def _runs_in_groups(pairs: Sequence[Pair], proses: Proses) -> Iterator[tuple[Hashes, int]]:
    group = grouped(
        (pair.left, pair.right) for pair in pairs if pair.is_reprint or pair.own_share >= settings.ALIGN_REPRINT_SHARE
    )
    numbers: dict[str, int] = {}
    length = settings.ALIGN_FINGERPRINT_WORDS
    for pair in pairs:
        for passage in pair.passages:
            for side in (passage.left, passage.right):
                text = proses[side.article].text
                start, end = text.word_range(side.start, side.end)
                root = group.get(side.article, side.article)
                yield text.runs(length)[start : max(start, end - length + 1)], numbers.setdefault(root, len(numbers))

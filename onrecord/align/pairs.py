"""Pairs of articles that share passages, and how much of them: two numbers for two questions.

`share` asks whether one is a reprint of the other: equal runs of six words, quotations and all. `own_share` asks if
one was made from the other: only what the writers wrote themselves counts, edited or not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord import settings
from onrecord.align import prose
from onrecord.align.groups import grouped
from onrecord.align.precedence import same_publisher
from onrecord.align.prose import Prose, Proses
from onrecord.align.texts import Flags, Hashes, Text, hash_runs
from onrecord.schema import SharedPassage


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles with their passages; `own_words`: aligned own prose of each passage.

    `kept`: the part of the left and of the right article's runs that the other one has too.
    """

    left: str
    right: str
    passages: tuple[SharedPassage, ...]
    own_words: tuple[int, ...]
    kept: tuple[float, float]
    own_share: float
    within_publisher: bool = False

    @property
    def share(self) -> float:
        """The part of the shorter article's runs that the other one has too."""
        return max(self.kept)

    def kept_of(self, article: str) -> float:
        """The part of one article's runs that the other one has too."""
        return self.kept[article == self.right]

    @property
    def is_reprint(self) -> bool:
        """Whether they are one text; what they share must be more than quotations."""
        return self.is_derived and self.share >= settings.ALIGN_REPRINT_SHARE

    @property
    def is_derived(self) -> bool:
        """Whether one is made from the other, or both from a third."""
        least = settings.ALIGN_DERIVED_WITHIN if self.within_publisher else settings.ALIGN_DERIVED_SHARE
        short = self.own_share >= settings.ALIGN_DERIVED_SHORT_SHARE
        enough = sum(self.own_words) >= settings.ALIGN_DERIVED_WORDS / (2 if short else 1)
        return (enough and self.own_share >= least) or self.share >= settings.ALIGN_WHOLE_SHARE


def telling(passages: Iterable[SharedPassage], text_of: Callable[[str], Text]) -> Iterator[SharedPassage]:
    """The passages without those in which little but names and dates is the same.

    "July 16, 2018. President Ana Duarte and Prime Minister Rui Sousa" stands in two captions of one meeting, with other
    words between the names: nobody copied it.
    """
    for passage in passages:
        texts = text_of(passage.left.article), text_of(passage.right.article)
        if passage.identity >= settings.ALIGN_EDITED or _plain_words(passage, *texts) >= settings.ALIGN_PLAIN_WORDS:
            yield passage


def beyond_furniture(passages: Iterable[SharedPassage], proses: Proses) -> Iterator[SharedPassage]:
    """The passages without those of which most is furniture of the pages: "All rights reserved", a row of buttons."""
    for passage in passages:
        left, right = proses[passage.left.article], proses[passage.right.article]
        ours = left.text.word_range(passage.left.start, passage.left.end)
        theirs = right.text.word_range(passage.right.start, passage.right.end)
        sides = left.furniture[slice(*ours)], right.furniture[slice(*theirs)]
        if not (sides[0].any() and sides[1].any()):
            yield passage
            continue
        equal = _equal(left.text, right.text, ours, theirs)
        if all(2 * int((flags & side).sum()) <= int(flags.sum()) for flags, side in zip(equal, sides, strict=True)):
            yield passage


def _plain_words(passage: SharedPassage, left: Text, right: Text) -> int:
    """How many of the equal words begin with neither a capital nor a digit, on the side that has fewer of them."""
    ours = left.word_range(passage.left.start, passage.left.end)
    theirs = right.word_range(passage.right.start, passage.right.end)
    equal = _equal(left, right, ours, theirs)
    return min(
        sum(_is_plain(text, words[0] + int(at)) for at in np.flatnonzero(flags))
        for text, words, flags in ((left, ours, equal[0]), (right, theirs, equal[1]))
    )


def _is_plain(text: Text, word: int) -> bool:
    first = text.article.text[int(text.words.starts[word])]
    return not (first.isupper() or first.isdigit())


def measure(passages: Sequence[SharedPassage], proses: Proses) -> list[Pair]:
    """The pairs of articles that share passages, measured twice: at last without runs common to many groups."""
    by_pair: dict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for passage in passages:
        by_pair[passage.left.article, passage.right.article].append(passage)
    first = [_measured(tuple(held), proses) for held in by_pair.values()]
    common = prose.common_runs(_runs_in_groups(first, proses))
    if not len(common):
        return first
    for one in proses.values():
        one.set_common(common)
    return [_measured_again(pair, proses) if any(pair.own_words) else pair for pair in first]


def _measured(passages: tuple[SharedPassage, ...], proses: Proses) -> Pair:
    left, right = passages[0].left.article, passages[0].right.article
    words, own_share = _own(passages, proses)
    needed = own_share >= settings.ALIGN_DERIVED_SHARE or _covered(passages, proses[left], proses[right])
    kept = _verbatim(proses[left], proses[right]) if needed else (0.0, 0.0)
    within = same_publisher(proses[left].text.article, proses[right].text.article)
    return Pair(left, right, passages, words, kept, own_share, within)


def _covered(passages: tuple[SharedPassage, ...], left: Prose, right: Prose) -> bool:
    """Whether the passages are long enough for the two to be one text: if not, no more needs to be counted."""
    side, shorter = min((("left", left), ("right", right)), key=lambda one: one[1].text.size)
    characters = sum(p.left.end - p.left.start if side == "left" else p.right.end - p.right.start for p in passages)
    return 3 * characters >= len(shorter.text.article.text)


def _measured_again(pair: Pair, proses: Proses) -> Pair:
    words, own_share = _own(pair.passages, proses)
    return replace(pair, own_words=words, own_share=own_share)


def _own(passages: tuple[SharedPassage, ...], proses: Proses) -> tuple[tuple[int, ...], float]:
    """The aligned own prose of each passage, and its part of the shorter text's own prose."""
    left, right = proses[passages[0].left.article], proses[passages[0].right.article]
    ranges = [
        (left.text.word_range(p.left.start, p.left.end), right.text.word_range(p.right.start, p.right.end))
        for p in passages
    ]
    most = [min(left.count(*ours), right.count(*theirs)) for ours, theirs in ranges]
    if sum(most) < settings.ALIGN_PASSAGE_WORDS:
        return (0,) * len(passages), 0.0
    words = tuple(
        held if not held or passage.identity >= 1 else _aligned_own(left, right, ours, theirs)
        for passage, held, (ours, theirs) in zip(passages, most, ranges, strict=True)
    )
    shorter = max(settings.ALIGN_PASSAGE_WORDS, min(left.size, right.size))
    return words, round(min(1.0, sum(words) / shorter), 3) if sum(words) >= settings.ALIGN_PASSAGE_WORDS else 0.0


def _aligned_own(left: Prose, right: Prose, ours: tuple[int, int], theirs: tuple[int, int]) -> int:
    """How many words of a passage are equal and own prose, on the side that has fewer of them."""
    in_left, in_right = _equal(left.text, right.text, ours, theirs)
    own_left, own_right = left.own[slice(*ours)] & in_left, right.own[slice(*theirs)] & in_right
    return int(min(np.count_nonzero(own_left), np.count_nonzero(own_right)))


def _equal(left: Text, right: Text, ours: tuple[int, int], theirs: tuple[int, int]) -> tuple[Flags, Flags]:
    """Which words of a passage stand on both sides, in runs."""
    a, b = _runs_in(left, ours).tolist(), _runs_in(right, theirs).tolist()
    both = set(a).intersection(b)  # a passage is short: numpy takes ten times as long to begin
    in_left, in_right = ([run in both for run in side] for side in (a, b))
    return _spread(in_left, ours[1] - ours[0]), _spread(in_right, theirs[1] - theirs[0])


def _runs_in(text: Text, words: tuple[int, int]) -> Hashes:
    return hash_runs(text.words.hashes[slice(*words)], settings.ALIGN_SEED_WORDS)


def _spread(starts: Sequence[bool], size: int) -> Flags:
    found, flags = np.array(starts, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for step in range(settings.ALIGN_SEED_WORDS):
        flags[step : step + len(found)] |= found
    return flags


def _verbatim(left: Prose, right: Prose) -> tuple[float, float]:
    runs = left.verbatim, right.verbatim
    common = len(np.intersect1d(*runs, assume_unique=True))
    return round(common / max(1, len(runs[0])), 3), round(common / max(1, len(runs[1])), 3)


def _runs_in_groups(pairs: Sequence[Pair], proses: Proses) -> Iterator[tuple[Hashes, int]]:
    group = grouped(
        (pair.left, pair.right) for pair in pairs if pair.is_derived or pair.own_share >= settings.ALIGN_REPRINT_SHARE
    )
    numbers: dict[str, int] = {}
    length = settings.ALIGN_FINGERPRINT_WORDS
    for pair in pairs:
        for passage in pair.passages:
            for side in (passage.left, passage.right):
                text = proses[side.article].text
                start, end = text.word_range(side.start, side.end)
                root = group.get(side.article, side.article)
                yield hash_runs(text.words.hashes[start:end], length), numbers.setdefault(root, len(numbers))

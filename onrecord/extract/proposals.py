"""Proposals: what each likely cue may report, as the learned roles read it and as the rules do."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from onrecord.extract import roles, sequences
from onrecord.extract.hints import Hints
from onrecord.extract.sequences import NEVER, Chain, Floats, Ints

OTHER, CUE, BS, IS, BC, IC = range(6)
"""The labels of `roles.LABELS`, by their places."""


class RoleWeights(NamedTuple):
    """Weights of the roles: the row of each feature, the rows (a number a label, the last row all zeros), the steps."""

    rows: dict[str, int]
    scores: Floats
    steps: Floats


class Proposal(NamedTuple):
    """One reading of one cue, by tokens.

    `by` is whose reading it is: "roles", "forced" (roles that had to find a content) or "rules". `chance` is the
    cue's, `score` the logarithm of the reading's, `sources` and `contents` those of each token of the window.
    """

    cue: int
    by: str
    chance: float
    extent: range
    source: range | None
    content: tuple[range, ...]
    score: float
    window: range
    sources: Floats
    contents: Floats


def find(likely: dict[int, float], sure: frozenset[int], hints: Hints, weights: RoleWeights) -> list[Proposal]:
    """The readings of the cues that are likely enough, `sure` those that are more likely than not."""
    cues = sorted(likely)
    if not cues:
        return []
    windows = [roles.window(cue, hints.traits) for cue in cues]
    rows = list(_scores(cues, windows, hints, _Features(hints, sure, weights)))
    scores, lengths = sequences.padded(rows)
    chain = _chain(weights.steps)
    labels = sequences.best(scores, lengths, chain)
    chances, totals = sequences.chances(scores, lengths, chain)
    forced = _forced(labels, scores, lengths, chain)
    found = []
    for row, (cue, window) in enumerate(zip(cues, windows, strict=True)):
        sources, contents = chances[row, : len(window), BS : IS + 1].sum(1), chances[row, : len(window), BC:].sum(1)
        for by, told in _readings(labels[row], forced.get(row), _by_rules(cue, window, hints)):
            score = sequences.score(rows[row], told, chain) - float(totals[row])
            extent, source, content = _spans(told, window, cue)
            if by == "rules":
                source, content = hints.told[cue].source, hints.told[cue].pieces
            if content:
                found.append(Proposal(cue, by, likely[cue], extent, source, content, score, window, sources, contents))
    return found


def _readings(labels: Ints, forced: Ints | None, ruled: Ints | None) -> Iterator[tuple[str, Ints]]:
    yield ("roles", labels) if forced is None else ("forced", forced)
    if ruled is not None:
        yield "rules", ruled


def _chain(steps: Floats) -> Chain:
    """What the labels allow: the second word of a source or content stands behind its first."""
    steps = steps.copy()
    for label, before in ((IS, (BS, IS)), (IC, (BC, IC))):
        steps[[other for other in range(len(steps)) if other not in before], label] = NEVER
    begins, ends = np.zeros((2, len(steps)), dtype=np.float32)
    begins[[IS, IC]] = NEVER
    return Chain(steps, begins, ends)


def _forced(found: list[Ints], scores: Floats, lengths: Ints, chain: Chain) -> dict[int, Ints]:
    """For the rows in which no content was found the best labels that have one."""
    empty = [row for row, labels in enumerate(found) if not (labels >= BC).any()]
    if not empty:
        return {}
    labels = np.array([OTHER, CUE, BS, IS, OTHER, CUE, BS, IS, BC, IC])  # before a content has come, and from then on
    before = np.arange(len(labels)) < BC
    steps = chain.steps[labels][:, labels]
    steps[np.ix_(before, ~before & (labels != BC))] = NEVER
    steps[np.ix_(~before, before)] = NEVER
    begins = np.where(before | (labels == BC), chain.begins[labels], NEVER).astype(np.float32)
    must = Chain(steps, begins, np.where(before, NEVER, 0).astype(np.float32))
    again = sequences.best(scores[empty][:, :, labels], lengths[empty], must)
    return {row: labels[states] for row, states in zip(empty, again, strict=True)}


class _Features:
    """The rows of weights of tokens; what does not hang on the cue is looked up once."""

    def __init__(self, hints: Hints, sure: frozenset[int], weights: RoleWeights) -> None:
        self.hints, self.sure, self.weights = hints, sure, weights
        self._own: dict[int, list[int]] = {}

    def own(self, at: int) -> list[int]:
        if at not in self._own:
            self._own[at] = self.known(roles.word_features(at, self.hints.traits, self.sure))
        return self._own[at]

    def known(self, features: list[str]) -> list[int]:
        rows = self.weights.rows
        return [rows[feature] for feature in features if feature in rows]


def _scores(cues: list[int], windows: list[range], hints: Hints, features: _Features) -> Iterator[Floats]:
    """For each cue a row a token with the weights of its features added up."""
    nothing = len(features.weights.scores) - 1
    for cue, window in zip(cues, windows, strict=True):
        rows: list[int] = []
        starts = []
        for at, told in zip(window, roles.cue_features(cue, window, hints, features.sure), strict=True):
            starts.append(len(rows))
            rows += [nothing, *features.own(at), *features.known(told)]
        yield np.add.reduceat(features.weights.scores[rows], starts, axis=0)


def _spans(labels: Ints, window: range, cue: int) -> tuple[range, range | None, tuple[range, ...]]:
    """The tokens of the cue, of the source next to it, and of the content."""
    sources, contents = _runs(labels, BS, window), _runs(labels, BC, window)
    source = min(sources, key=lambda run: min(abs(run.start - cue), abs(run.stop - 1 - cue)), default=None)
    first = last = cue
    while first - 1 in window and labels[first - 1 - window.start] == CUE:
        first -= 1
    while last + 1 in window and labels[last + 1 - window.start] == CUE:
        last += 1
    return range(first, last + 1), source, tuple(contents)


def _runs(labels: Ints, begins: int, window: range) -> list[range]:
    """The runs of tokens that have a label, or the one that goes on from it."""
    found: list[range] = []
    for at, label in zip(window, labels.tolist(), strict=True):
        if label == begins:
            found.append(range(at, at + 1))
        elif label == begins + 1:
            found[-1] = range(found[-1].start, at + 1)
    return found


def _by_rules(cue: int, window: range, hints: Hints) -> Ints | None:
    """The draft of the rules as labels."""
    told = hints.told.get(cue)
    if told is None:
        return None
    labels = np.zeros(len(window), dtype=np.int64)
    for piece, begins in [*((piece, BC) for piece in told.pieces), *((piece, BS) for piece in [told.source] if piece)]:
        for at in piece:
            place = at - window.start
            if at in window and labels[place] == OTHER:
                goes_on = place and at - 1 in piece and labels[place - 1] in (begins, begins + 1)
                labels[place] = begins + bool(goes_on)
    if labels[cue - window.start] == OTHER:
        labels[cue - window.start] = CUE
    return labels

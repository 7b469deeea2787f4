"""Proposals: what each likely cue may report, as the learned roles read it and as the rules do."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from onrecord.extract import roles, sequences, templates
from onrecord.extract.codes import Codes
from onrecord.extract.hints import Hints
from onrecord.extract.sequences import NEVER, Chain
from onrecord.extract.templates import Features, Floats, Ints

OTHER, CUE, BS, IS, BC, IC = range(6)
"""The labels of `roles.LABELS`, by their places."""
_AT_ONCE = 64
"""Cues whose windows are read together: more need memory, fewer time."""
_BEFORE, _FROM = np.array([OTHER, CUE, BS, IS]), np.array([OTHER, CUE, BS, IS, BC, IC])
_STATES = np.concatenate((_BEFORE, _FROM))
"""Labels as states: those before a content has come, and those from then on."""
_RUNS = {begins: re.compile(bytes((begins, *b"[", begins + 1, *b"]*"))) for begins in (BS, BC)}


class RoleWeights(NamedTuple):
    """Weights of the roles: the features of words, of places and of pairs, the scores of those of words and of pairs
    (a number a label, behind a row of zeros), the steps from label to label.
    """

    words: Features
    here: Features
    pairs: Features
    of_words: Floats
    of_pairs: Floats
    steps: Floats


By = Literal["roles", "forced", "rules"]


class Proposal(NamedTuple):
    """One reading of one cue, by tokens.

    `by` is whose reading it is: "roles", "forced" (roles that had to find a content) or "rules". `chance` is the
    cue's, `score` the logarithm of the reading's, `sources` and `contents` those of each token of the window.
    """

    cue: int
    by: By
    chance: float
    extent: range
    source: range | None
    content: tuple[range, ...]
    score: float
    window: range
    sources: list[float]
    contents: list[float]


def find(likely: dict[int, float], sure: frozenset[int], codes: Codes, weights: RoleWeights) -> list[Proposal]:
    """The readings of the cues that are likely enough, `sure` those that are more likely than not."""
    cues = sorted(likely)
    if not cues:
        return []
    words = templates.totals(weights.words, roles.of_words(codes, sure), weights.of_words)
    chain, must = _chains(weights.steps)
    found = list[Proposal]()
    for first in range(0, len(cues), _AT_ONCE):
        some = cues[first : first + _AT_ONCE]
        windows = [roles.window(cue, codes.hints.traits) for cue in some]
        pairs = roles.of_pairs(some, windows, codes, sure)
        scores = templates.totals(weights.pairs, roles.with_places(pairs, weights.here), weights.of_pairs)
        scores += words[pairs.words]
        read = _read(scores, [len(window) for window in windows], chain, must)
        for cue, window, reading in zip(some, windows, read, strict=True):
            found += _proposals(cue, window, reading, likely[cue], codes.hints)
    return found


class _Reading(NamedTuple):
    """What the chain makes of a window: the best labels that have a content, whether others are better, all chances."""

    scores: Floats
    labels: Ints
    forced: bool
    chances: Floats
    total: float
    chain: Chain


def _read(scores: Floats, lengths: list[int], chain: Chain, must: Chain) -> Iterator[_Reading]:
    given = sequences.rows(scores, lengths)
    states, last = sequences.best(given._replace(scores=given.scores[:, :, _STATES]), must)
    labels = _STATES[states]
    empty = last[:, : len(_BEFORE)].max(1) >= last[:, len(_BEFORE) :].max(1)
    chances, totals = sequences.chances(given, chain)
    ends = np.cumsum(lengths)
    for at, length, end in zip(given.places.tolist(), lengths, ends.tolist(), strict=True):
        own = scores[end - length : end]
        yield _Reading(own, labels[:length, at], bool(empty[at]), chances[:length, at], float(totals[at]), chain)


def _proposals(cue: int, window: range, read: _Reading, chance: float, hints: Hints) -> Iterator[Proposal]:
    sources, contents = (read.chances[:, at : at + 2].sum(1).tolist() for at in (BS, BC))
    ruled = _by_rules(cue, window, hints)
    readings: list[tuple[By, Ints]] = [("forced", read.labels) if read.forced else ("roles", read.labels)]
    if ruled is not None:
        readings.append(("rules", ruled))
    for by, told in readings:
        score = sequences.score(read.scores, told, read.chain) - read.total
        extent, source, content = _spans(told, window, cue)
        if by == "rules":
            source, content = hints.told[cue].source, hints.told[cue].pieces
        if content:
            yield Proposal(cue, by, chance, extent, source, content, score, window, sources, contents)


def _chains(steps: Floats) -> tuple[Chain, Chain]:
    """What the labels allow: the second word of a source or content stands behind its first; and with a content."""
    steps = steps.copy()
    for label, before in ((IS, (BS, IS)), (IC, (BC, IC))):
        steps[[other for other in range(len(steps)) if other not in before], label] = NEVER
    begins, ends = np.zeros((2, len(steps)), dtype=np.float32)
    begins[[IS, IC]] = NEVER
    early = np.arange(len(_STATES)) < len(_BEFORE)
    goes = steps[_STATES][:, _STATES]
    goes[np.ix_(early, ~early & (_STATES != BC))] = NEVER
    goes[np.ix_(~early, early)] = NEVER
    starts = np.where(early | (_STATES == BC), begins[_STATES], NEVER).astype(np.float32)
    must = Chain(goes, starts, np.where(early, NEVER, 0).astype(np.float32))
    return Chain(steps, begins, ends), must


def _spans(labels: Ints, window: range, cue: int) -> tuple[range, range | None, tuple[range, ...]]:
    """The tokens of the cue, of the source next to it, and of the content."""
    told = labels.astype(np.uint8).tobytes()
    sources, contents = _runs(told, BS, window), _runs(told, BC, window)
    source = min(sources, key=lambda run: min(abs(run.start - cue), abs(run.stop - 1 - cue)), default=None)
    first = last = cue
    while first - 1 in window and told[first - 1 - window.start] == CUE:
        first -= 1
    while last + 1 in window and told[last + 1 - window.start] == CUE:
        last += 1
    return range(first, last + 1), source, tuple(contents)


def _runs(labels: bytes, begins: int, window: range) -> list[range]:
    """The runs of tokens that have a label, or the one that goes on from it."""
    return [window[found.start() : found.end()] for found in _RUNS[begins].finditer(labels)]


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

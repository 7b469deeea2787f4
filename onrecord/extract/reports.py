"""Reports: words that may report what somebody said or thought, each with its chance."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from onrecord import settings
from onrecord.extract.hints import Hints
from onrecord.extract.traits import Traits

_ENDS = 4
_FAR = 100
_NO = "-"
UNSEEN = "x"
"""The rate of a word that training has not seen often enough."""


class ReportWeights(NamedTuple):
    """What was learned: words other than verbs that may report, how often each word does, and a weight a feature."""

    listed: frozenset[str]
    rates: dict[str, str]
    values: dict[str, float]
    bias: float


def chances(hints: Hints, weights: ReportWeights) -> dict[int, float]:
    """The chance that each candidate is a cue, by its token."""
    found = {}
    for at in candidates(hints, weights.listed):
        told = features(at, hints, weights.rates.get(word(at, hints.traits), UNSEEN))
        total = weights.bias + sum(weights.values.get(feature, 0.0) for feature in told)
        found[at] = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return found


def word(at: int, traits: Traits) -> str:
    """The lemma of a token with its part of speech: by these, rates are kept."""
    return f"{traits.lemmas[at]}/{traits.kinds[at]}"


def candidates(hints: Hints, listed: frozenset[str]) -> list[int]:
    """Tokens that may be cues: verbs, words that were cues in training, and what the rules take for one."""
    traits = hints.traits
    kinds, lemmas = traits.kinds, traits.lemmas
    return [
        at
        for first, end in traits.edges
        if end - first <= settings.EXTRACT_LONGEST_SENTENCE
        for at in range(first, end)
        if kinds[at] == "VERB" or f"{lemmas[at]}/{kinds[at]}" in listed or at in hints.heads
    ]


def features(at: int, hints: Hints, rate: str) -> list[str]:
    """What is known of a candidate, as words: its own, those around it, and what the rules make of it.

    `rate` is how often the lemma was a cue in training, as a word.
    """
    traits = hints.traits
    found = {*_own(at, traits, rate), *_of_children(at, traits, rate), *_around(at, traits, rate)}
    return sorted(found.union(_by_rules(at, hints, rate)))


def _own(at: int, traits: Traits, rate: str) -> Iterator[str]:
    lemma, tag, dep = f"{traits.lemmas[at]}/{traits.kinds[at]}", traits.tags[at], traits.deps[at]
    head = traits.heads[at]
    yield "1"
    yield f"l={lemma}"
    yield f"r={rate}"
    yield f"t={tag}"
    yield f"d={dep}"
    yield f"td={tag} {dep}"
    yield f"rt={rate} {tag}"
    yield f"rd={rate} {dep}"
    yield f"ld={lemma} {dep}"
    yield f"lt={lemma} {tag}"
    yield f"hl={traits.lemmas[head]}/{traits.kinds[head]}"
    yield f"hd={dep} {traits.deps[head]} {traits.kinds[head]}"
    yield f"hld={dep} {traits.lemmas[head]}"


def _of_children(at: int, traits: Traits, rate: str) -> Iterator[str]:
    lemma, tag = f"{traits.lemmas[at]}/{traits.kinds[at]}", traits.tags[at]
    deps = []
    for child in traits.children[at]:
        dep, side = traits.deps[child], "L" if child < at else "R"
        if dep == "punct":
            yield f"cp={side} {traits.words[child]}"
            continue
        deps.append(f"{dep}{side}")
        yield f"c={dep}{side}"
        yield f"cl={dep}{side} {lemma}"
        yield f"cr={dep}{side} {rate}"
        yield f"ct={dep}{side} {tag}"
        word = traits.lemmas[child]
        yield f"cw={dep}{side} {word}"
        yield f"cwr={dep}{side} {word} {rate}"
        yield f"ck={dep}{side} {traits.tags[child]} {traits.entities[child]}"
        if dep in {"prep", "prt", "mark"}:
            yield f"cwl={dep} {word} {lemma}"
        if dep in {"ccomp", "xcomp", "dobj", "advcl"}:
            marks = [
                traits.words[k] for k in traits.children[child] if traits.deps[k] in {"mark", "aux", "det", "poss"}
            ]
            yield f"cm={dep} {' '.join(marks[:2])}"
            yield f"cmr={dep} {' '.join(marks[:1])} {rate}"
    yield f"cs={' '.join(sorted(set(deps)))}"
    for side in ("nsubj", "nsubjpass", "ccomp", "dobj", "xcomp"):
        if not any(dep.startswith(side) for dep in deps):
            yield f"no={side} {rate}"


def _around(at: int, traits: Traits, rate: str) -> Iterator[str]:
    first, end = traits.sentence(at)
    for step in (-2, -1, 1, 2):
        near = at + step
        inside = first <= near < end
        word, tag = (traits.words[near], traits.tags[near]) if inside else (_NO, _NO)
        yield f"w{step}={word}"
        yield f"t{step}={tag}"
        if abs(step) == 1:
            yield f"wr{step}={word} {rate}"
            yield f"wl{step}={word} {traits.lemmas[at]}"
    yield f"p={min(at - first, _ENDS)} {min(end - 1 - at, _ENDS)}"
    yield f"pr={min(end - 1 - at, _ENDS)} {rate}"
    place = "in" if traits.marks[at] >= 0 else "out"
    left, right = _mark_before(at, traits, first), _mark_after(at, traits, end)
    yield f"q={place}"
    yield f"qr={place} {rate}"
    yield f"ql={place} {left}"
    yield f"qg={place} {right}"
    yield f"qlr={left} {right} {rate}"
    yield f"qd={left} {right} {traits.deps[at]}"
    yield f"n={min(end - first, 40) // 8}"


def _mark_before(at: int, traits: Traits, first: int) -> str:
    """How far before the token, in its sentence, a passage in marks ends."""
    own = traits.marks[at]
    for step in range(1, min(at - first, 12) + 1):
        if traits.marks[at - step] not in {-1, own}:
            return str(min(step, 3) if step < 4 else 4 + step // 6)
    return "far" if any(traits.marks[k] not in {-1, own} for k in range(max(first, at - _FAR), at)) else _NO


def _mark_after(at: int, traits: Traits, end: int) -> str:
    own = traits.marks[at]
    for step in range(1, min(end - 1 - at, 12) + 1):
        if traits.marks[at + step] not in {-1, own}:
            return str(min(step, 3) if step < 4 else 4 + step // 6)
    return "far" if any(traits.marks[k] not in {-1, own} for k in range(at, min(end, at + _FAR))) else _NO


def _by_rules(at: int, hints: Hints, rate: str) -> Iterator[str]:
    cue, told = hints.heads.get(at), hints.told.get(at)
    kind = cue.kind if cue is not None else _NO
    found = "no" if told is None else "in" if told.marked else "yes"
    yield f"k={kind} {found}"
    yield f"kr={found} {rate}"
    yield f"kl={found} {hints.traits.lemmas[at]}"
    if cue is not None:
        for frame in sorted(cue.frames):
            yield f"f={frame} {found}"
    if told is not None:
        yield f"ks={'source' if told.source else 'none'} {found}"
        yield f"kn={min(len(told.pieces), 3)} {'before' if told.pieces[0].start < at else 'behind'} {found}"
    yield f"i={'in' if hints.holders[at] else 'out'} {rate}"
    yield f"ik={hints.holders[at][:1]}"

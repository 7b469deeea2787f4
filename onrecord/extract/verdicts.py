"""Verdicts: how likely each proposal is right, by how sure everything about it is, and which of them are kept."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord import settings
from onrecord.extract import reports
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import Proposal
from onrecord.extract.sequences import Floats
from onrecord.extract.traits import Traits

_KINDS = ("", "speech", "belief", "demand", "denial", "act")
_TAGS = ("", "VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "NN", "NNS")
_DEPS = ("", "ccomp", "xcomp", "dobj", "pobj", "ROOT", "acl", "advcl", "conj", "relcl")
_NOUNS = ("", "PRON", "PROPN", "NOUN")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_UNSURE = frozenset({"act", "demand", "denial"})
_NEAR = 40
"""Proposals before and behind one that are looked at as its rivals."""


def rows(proposals: list[Proposal], hints: Hints, rates: Mapping[str, str]) -> NDArray[np.float32]:
    """A row of numbers for each proposal, in the order of `columns`."""
    words = [frozenset(at for piece in p.content for at in piece) for p in proposals]
    strengths = [p.chance * _mean(_told(p)) for p in proposals]
    found = [
        [*_numbers(p, words[at], hints, rates).values(), *_rivals(at, proposals, words, strengths).values()]
        for at, p in enumerate(proposals)
    ]
    return np.array(found, dtype=np.float32)


def _numbers(p: Proposal, words: frozenset[int], hints: Hints, rates: Mapping[str, str]) -> dict[str, float]:
    traits = hints.traits
    rate = rates.get(reports.word(p.cue, traits), reports.UNSEEN)
    return {
        "rate": float(rate) if rate != reports.UNSEEN else -9.0,
        **_of_roles(p),
        **_of_shape(p, words),
        **_of_rules(p, words, hints),
        **_of_cue(p, traits),
        **_of_source(p, traits),
        **_of_content(p, words, traits),
    }


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else 0.0


def _least(values: Floats) -> float:
    return float(values.min()) if len(values) else 0.0


def _told(p: Proposal) -> Floats:
    """The chance of each word of the content to be of it."""
    return p.contents[[at - p.window.start for piece in p.content for at in piece if at in p.window]]


def _of_roles(p: Proposal) -> dict[str, float]:
    told, first, end = _told(p), p.content[0].start, p.content[-1].stop
    source = p.sources[[at - p.window.start for at in p.source or () if at in p.window]]
    return {
        "chance": p.chance,
        "score": p.score,
        "score_word": p.score / len(p.window),
        "content_mean": _mean(told),
        "content_least": _least(told),
        "content_sum": float(p.contents.sum()),
        "content_lost": float(p.contents.sum() - told.sum()),
        "content_first": float(p.contents[first - p.window.start]) if first in p.window else 0.0,
        "content_before": float(p.contents[first - 1 - p.window.start]) if first - 1 in p.window else 0.0,
        "content_after": float(p.contents[end - p.window.start]) if end in p.window else 0.0,
        "content_top": float(p.contents.max()),
        "source_mean": _mean(source),
        "source_least": _least(source),
        "source_sum": float(p.sources.sum()),
        "source_top": float(p.sources.max()),
    }


def _of_shape(p: Proposal, words: frozenset[int]) -> dict[str, float]:
    first, last = p.content[0].start, p.content[-1].stop - 1
    return {
        "words": len(words),
        "pieces": len(p.content),
        "source_words": len(p.source or ()),
        "window": len(p.window),
        "behind": first > p.cue,
        "away": min(abs(first - p.cue), abs(last - p.cue)),
        "source_away": p.source.start - p.cue if p.source is not None else 0,
    }


def _of_rules(p: Proposal, words: frozenset[int], hints: Hints) -> dict[str, float]:
    told, cue = hints.told.get(p.cue), hints.heads.get(p.cue)
    ruled = frozenset(at for piece in told.pieces for at in piece) if told else frozenset[int]()
    return {
        "forced": p.by == "forced",
        "rules": p.by == "rules",
        "ruled": told is not None,
        "ruled_alike": len(ruled & words) / max(1, len(ruled | words)),
        "ruled_source": bool(told and not set(told.source or ()).isdisjoint(p.source or ())),
        "ruled_marked": bool(told and told.marked),
        "kind": _KINDS.index(cue.kind) if cue else -1,
        "bare": bool(cue and "bare" in cue.frames),
    }


def _of_cue(p: Proposal, traits: Traits) -> dict[str, float]:
    below, kind, tag = traits.children[p.cue], traits.kinds[p.cue], traits.tags[p.cue]
    first, end = traits.sentence(p.cue)
    return {
        "noun": kind == "NOUN",
        "verb": kind in {"VERB", "AUX"},
        "tag": _TAGS.index(tag) if tag in _TAGS else 0,
        "cue_marked": traits.marks[p.cue] >= 0,
        "modal": any(traits.tags[at] == "MD" for at in below),
        "negated": any(traits.deps[at] == "neg" for at in below),
        "to": any(traits.words[at] == "to" and traits.deps[at] == "aux" for at in below),
        "sentence": end - first,
        "place": p.cue - first,
    }


def _of_source(p: Proposal, traits: Traits) -> dict[str, float]:
    root = _root(p.source, traits)
    kind = traits.kinds[root] if root is not None else ""
    word, entity = (traits.words[root], traits.entities[root]) if root is not None else ("", "")
    return {
        "source_kind": _NOUNS.index(kind) if kind in _NOUNS else 4,
        "source_person": entity == "PERSON",
        "source_body": entity in _BODIES,
        "source_own": root is not None and traits.heads[root] == p.cue,
        "source_subject": root is not None and traits.deps[root] in {"nsubj", "nsubjpass"},
        "source_first": word in {"i", "we", "you", "my", "our", "your"},
        "source_relative": word in {"who", "that", "which"},
    }


def _of_content(p: Proposal, words: frozenset[int], traits: Traits) -> dict[str, float]:
    first, last, top = p.content[0].start, p.content[-1].stop - 1, _root(p.content[0], traits)
    marked = sum(traits.marks[at] not in (-1, traits.marks[p.cue]) for at in words)
    dep = traits.deps[top] if top is not None else ""
    return {
        "marked": marked / max(1, len(words)),
        "mark_begins": traits.marks[first] >= 0 and (first == 0 or traits.marks[first - 1] != traits.marks[first]),
        "content_dep": _DEPS.index(dep) if dep in _DEPS else 0,
        "content_own": top is not None and traits.heads[top] == p.cue,
        "content_verb": any(traits.tags[at] in _FINITE for at in words),
        "content_sentences": traits.sentences[last] - traits.sentences[first],
    }


def _root(words: range | None, traits: Traits) -> int | None:
    """The token on which the others hang."""
    return next((at for at in words or () if traits.heads[at] not in (words or ()) or traits.heads[at] == at), None)


def _rivals(
    at: int, proposals: list[Proposal], words: list[frozenset[int]], strengths: list[float]
) -> dict[str, float]:
    """How strong the strongest others are: with the same content, with a part of it, that hold my cue, that I hold."""
    own, mine = proposals[at], words[at]
    found = dict.fromkeys(("alike", "same", "beside", "holds", "inside"), 0.0)
    for k in range(max(0, at - _NEAR), min(len(proposals), at + _NEAR)):
        other, common = proposals[k], len(mine & words[k])
        share = common / max(1, len(mine | words[k]))
        if other.cue == own.cue:
            told = {"alike": share} if k != at else {}
        else:
            strength = strengths[k]
            told = {"same" if share >= 0.5 else "beside": strength} if common else {}
            told |= {"holds": strength} if own.cue in words[k] else {}
            told |= {"inside": strength} if other.cue in mine else {}
        for name, value in told.items():
            found[name] = max(found[name], value)
    return {f"rival_{name}": value for name, value in found.items()}


def choose(proposals: list[Proposal], chances: NDArray[np.float64], hints: Hints) -> list[int]:
    """The proposals to keep, the surest first: one for a cue, and one of those that tell mostly the same words."""
    taken: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    held: dict[int, frozenset[int]] = {}
    sure = [_preferred(p, chance, hints) for p, chance in zip(proposals, chances.tolist(), strict=True)]
    best: dict[int, float] = {}
    for proposal, chance in zip(proposals, chances.tolist(), strict=True):
        best[proposal.cue] = max(chance, best.get(proposal.cue, 0.0))
    for at in sorted(range(len(proposals)), key=lambda at: (-sure[at], at)):
        proposal = proposals[at]
        asked = _asked(proposal, hints)
        if holders.get(proposal.cue) and _is_passed_on(proposal, hints):
            asked = min(asked, settings.EXTRACT_QUOTE_CHANCE_NESTED)
        if proposal.cue in taken or min(sure[at], best[proposal.cue]) < asked:
            continue
        words = frozenset(k for piece in proposal.content for k in piece)
        rivals = {other: held[other] for k in words for other in holders.get(k, ())}
        nests = not _is_marked(proposal, hints.traits)
        if not any(_is_same(proposal, words, proposals[k], told, nests=nests) for k, told in rivals.items()):
            taken[proposal.cue], held[at] = at, words
            for k in words:
                holders.setdefault(k, []).append(at)
    return sorted(taken.values())


def _is_same(p: Proposal, words: frozenset[int], other: Proposal, others: frozenset[int], *, nests: bool) -> bool:
    """Whether two tell mostly the same words; not where one passes on the other: "Ana said, TV reported"."""
    if nests and (p.cue in others or other.cue in words):
        return False
    return len(words & others) >= 0.5 * len(words | others)


def _is_passed_on(p: Proposal, hints: Hints) -> bool:
    """Whether the rules read it within the words of another: "TV reported that | officials said that it rained"."""
    cue, source = hints.heads.get(p.cue), _root(p.source, hints.traits)
    if cue is None or cue.kind != "speech" or p.cue not in hints.told or source is None:
        return False
    return hints.traits.kinds[source] in {"NOUN", "PROPN"} and not _is_marked(p, hints.traits)


def _is_marked(p: Proposal, traits: Traits) -> bool:
    outside = (-1, traits.marks[p.cue])
    return any(traits.marks[at] not in outside for piece in p.content for at in piece)


def _preferred(p: Proposal, chance: float, hints: Hints) -> float:
    """The chance, a little more for the reading of the rules; in marks the weights know better how far it goes."""
    ruled = p.by == "rules" and not _is_marked(p, hints.traits)
    return chance + settings.EXTRACT_QUOTE_PREFER_RULES * ruled


def _asked(p: Proposal, hints: Hints) -> float:
    """The chance that a proposal must have to be shown."""
    cue, told = hints.heads.get(p.cue), hints.told.get(p.cue)
    if _is_marked(p, hints.traits):
        return settings.EXTRACT_QUOTE_CHANCE
    if p.source is None:
        return settings.EXTRACT_QUOTE_CHANCE_NOBODY
    if cue is None or (cue.kind in _UNSURE and told is None):
        top = _root(p.content[0], hints.traits)
        clause = top is not None and hints.traits.kinds[top] in {"VERB", "AUX"}
        return settings.EXTRACT_QUOTE_CHANCE_UNLISTED if clause else settings.EXTRACT_QUOTE_CHANCE_THING
    return _of_kind(cue.kind)


def _of_kind(kind: str) -> float:
    return settings.EXTRACT_QUOTE_CHANCE_ACT if kind in _UNSURE else settings.EXTRACT_QUOTE_CHANCE

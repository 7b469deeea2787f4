"""Verdicts: how likely each proposal is right, by how sure everything about it is, and which of them are kept."""

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, wordlists
from onrecord.extract import marks
from onrecord.extract.codes import Codes
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import Proposal
from onrecord.extract.templates import Floats, Ints
from onrecord.extract.traits import Traits

_KINDS = ("", "speech", "belief", "demand", "denial", "act")
_TAGS = ("", "VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "NN", "NNS")
_DEPS = ("", "ccomp", "xcomp", "dobj", "pobj", "ROOT", "acl", "advcl", "conj", "relcl")
_NOUNS = ("", "PRON", "PROPN", "NOUN")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_UNSURE = frozenset({"act", "demand", "denial"})
_TO = wordlists.group("quotation_words", "before_an_infinitive")
_FIRST_PERSON = wordlists.group("quotation_words", "speaks_itself")
_RELATIVE = wordlists.group("quotation_words", "stands_for_a_noun")
_SAME = 0.5
"""Part of the words of two contents that both have, from which they are one."""
_NEAR = 40
"""Proposals before and behind one that are looked at as its rivals."""


def rows(proposals: list[Proposal], codes: Codes, rates: Ints) -> Floats:
    """A row of numbers for each proposal; `rates` are those of the entries' codes."""
    words = [frozenset(at for piece in p.content for at in piece) for p in proposals]
    numbers = [list(_numbers(p, told, codes.hints).values()) for p, told in zip(proposals, words, strict=True)]
    rate = rates[codes.columns["entry"].codes[[p.cue for p in proposals]]]
    return np.column_stack((rate, np.array(numbers), _rivals(proposals))).astype(np.float32)


def _numbers(p: Proposal, words: frozenset[int], hints: Hints) -> dict[str, float]:
    traits = hints.traits
    return {
        **_of_roles(p),
        **_of_shape(p, words),
        **_of_rules(p, words, hints),
        **_of_cue(p, traits),
        **_of_source(p, traits),
        **_of_content(p, words, traits),
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _told(p: Proposal) -> list[float]:
    """The chance of each word of the content to be of it."""
    return [chance for piece in p.content for chance in _chances(piece, p.contents, p.window)]


def _chances(words: range, chances: list[float], window: range) -> list[float]:
    """The chances of some words of a window."""
    return chances[max(0, words.start - window.start) : max(0, words.stop - window.start)]


def _of_roles(p: Proposal) -> dict[str, float]:
    told, first, end = _told(p), p.content[0].start - p.window.start, p.content[-1].stop - p.window.start
    source = _chances(p.source or range(0), p.sources, p.window)
    content = sum(p.contents)
    return {
        "chance": p.chance,
        "score": p.score,
        "score_word": p.score / len(p.window),
        "content_mean": _mean(told),
        "content_least": min(told, default=0.0),
        "content_sum": content,
        "content_lost": content - sum(told),
        "content_first": p.contents[first] if 0 <= first < len(p.window) else 0.0,
        "content_before": p.contents[first - 1] if 0 < first <= len(p.window) else 0.0,
        "content_after": p.contents[end] if 0 <= end < len(p.window) else 0.0,
        "content_top": max(p.contents),
        "source_mean": _mean(source),
        "source_least": min(source, default=0.0),
        "source_sum": sum(p.sources),
        "source_top": max(p.sources),
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
        "to": any(traits.words[at] in _TO and traits.deps[at] == "aux" for at in below),
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
        "source_first": word in _FIRST_PERSON,
        "source_relative": word in _RELATIVE,
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


def _rivals(proposals: list[Proposal]) -> Floats:
    """How strong the strongest others are: with the same content, with a part of it, that hold my cue, that I hold.

    Before these stands how much another reading of the same cue is like this one.
    """
    strengths = np.array([p.chance * _mean(_told(p)) for p in proposals], dtype=np.float32)
    found = [
        _nearest(range(at, min(at + _NEAR, len(proposals))), proposals, strengths)
        for at in range(0, len(proposals), _NEAR)
    ]
    return np.concatenate(found)


def _nearest(own: range, proposals: list[Proposal], strengths: Floats) -> Floats:
    """The rivals of some proposals among those near them."""
    near = range(max(0, own.start - _NEAR), min(len(proposals), own.stop + _NEAR))
    mine = slice(own.start - near.start, own.stop - near.start)
    cues = np.array([proposals[k].cue for k in near])
    firsts = np.cumsum([0, *(len(proposals[k].content) for k in near)])[:-1]  # of the pieces of each
    starts, stops = np.array([(piece.start, piece.stop) for k in near for piece in proposals[k].content]).T
    both = np.minimum.outer(stops, stops) - np.maximum.outer(starts, starts)
    common = np.add.reduceat(np.add.reduceat(both.clip(0), firsts, axis=0), firsts, axis=1)
    holds = np.logical_or.reduceat((starts[:, None] <= cues) & (cues < stops[:, None]), firsts, axis=0)
    sizes = common.diagonal()
    share = (common / (sizes[:, None] + sizes - common))[mine]
    away, is_own = np.array(near) - np.array(own)[:, None], cues == cues[mine, None]
    other = ~is_own & (away >= -_NEAR) & (away < _NEAR)
    alike, parts = share >= _SAME, (share > 0) & (share < _SAME)
    asked = (other & which for which in (alike, parts, holds[:, mine].T, holds[mine]))
    strength = strengths[near.start : near.stop]
    best = [np.where(which, strength, 0).max(1) for which in asked]
    return np.column_stack((np.where(is_own & (away != 0), share, 0).max(1), *best))


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
    return len(words & others) >= _SAME * len(words | others)


def _is_passed_on(p: Proposal, hints: Hints) -> bool:
    """Whether the rules read it within the words of another: "TV reported that | officials said that it rained"."""
    cue, source = hints.heads.get(p.cue), _root(p.source, hints.traits)
    if cue is None or cue.kind != "speech" or p.cue not in hints.told or source is None:
        return False
    return hints.traits.kinds[source] in {"NOUN", "PROPN"} and not _is_marked(p, hints.traits)


def _is_marked(p: Proposal, traits: Traits) -> bool:
    """Whether some of its words stand in marks, names aside: "the bill, known as the “Safe Ports Act”, was passed"."""
    told = {traits.marks[at] for piece in p.content for at in piece} - {-1, traits.marks[p.cue]}
    passages = (traits.passages[mark] for mark in sorted(told))
    return any(not marks.is_name(traits.text[passage.start : passage.end]) for passage in passages)


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

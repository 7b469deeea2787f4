"""Refusals: readings that are nobody's words, however likely: a thing that speaks, a name alone, a heading."""

from typing import TYPE_CHECKING

from onrecord.extract import cues, speakers
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import Proposal

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABOUT = frozenset({"demand", "belief", "act"})
_NAMES = frozenset({"DET", "PROPN", "PRON"})
_POINTS = frozenset({"that", "this", "these", "those", "there", "what"})
_TRIES = frozenset({"seek", "try", "strive", "attempt", "struggle", "vie", "seem", "appear", "see", "watch", "hear"})


def is_refused(proposal: Proposal, hints: Hints) -> bool:
    """Whether a proposal is nobody's words."""
    return (
        cues.hides(hints.traits.parse[proposal.cue])
        or _is_unsaid(proposal, hints)
        or _speaks_not(proposal, hints)
        or _only_names(proposal, hints)
        or _does(proposal, hints)
    )


def _speaks_not(p: Proposal, hints: Hints) -> bool:
    """Whether a thing or a date seems to speak ("the evidence shows"), or a heading ("A Night at Sea: We left")."""
    if p.source is None:
        return False
    traits = hints.traits
    root: Token = traits.parse[p.source.start : p.source.stop].root
    points = root.lower_ in _POINTS and root.pos_ in {"PRON", "DET"}
    heading = traits.words[p.cue] == ":" and not any(traits.entities[p.source.start : p.source.stop])
    return heading or points or speakers.is_mute(root)


def _is_unsaid(p: Proposal, hints: Hints) -> bool:
    """Whether a verb of the list says that nobody said it: "has never said that", "might say that", "if she says"."""
    verb = hints.traits.parse[p.cue]
    if p.cue in hints.heads or not cues.reports(verb):
        return False
    return cues.unsaid(verb) or cues.negated(verb)


def _does(p: Proposal, hints: Hints) -> bool:
    """Whether it tells what somebody tries, seems or sees, which is no word of theirs: "is trying to win members"."""
    traits = hints.traits
    verb = traits.kinds[p.cue] == "VERB" and traits.lemmas[p.cue] in _TRIES
    return verb and not any(traits.marks[at] >= 0 for piece in p.content for at in piece)


def _only_names(p: Proposal, hints: Hints) -> bool:
    """Whether a demand, a belief or an act tells only its object: "called for calm", "thanked Mayor Ana Duarte"."""
    traits, cue = hints.traits, hints.heads.get(p.cue)
    if cue is None or (cue.kind not in _ABOUT and cue.head.lemma_ != "call"):
        return False
    words = [at for piece in p.content for at in piece]
    if any(traits.marks[at] not in (-1, traits.marks[p.cue]) for at in words):
        return False
    told = [at for at in words if traits.parse[at].is_alpha and traits.kinds[at] != "DET"]
    return len(told) < 2 or all(traits.kinds[at] in _NAMES for at in told)

"""Refusals: readings that are nobody's words, however likely: a thing that speaks, a name alone, a heading."""

from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import cues, speakers
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import Proposal

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABOUT = frozenset({"demand", "belief", "act"})
_NAMES = frozenset({"DET", "PROPN", "PRON"})
_ADDS = wordlists.group("quotation_words", "adds_a_clause")
_CALLS = wordlists.group("quotation_words", "asks_by_one_word")


def is_refused(proposal: Proposal, hints: Hints) -> bool:
    """Whether a proposal is nobody's words."""
    return (
        cues.hides(hints.traits.parse[proposal.cue])
        or _is_unsaid(proposal, hints)
        or _speaks_not(proposal, hints)
        or _only_names(proposal, hints)
        or _does(proposal, hints)
        or _adds(proposal, hints)
    )


def _speaks_not(p: Proposal, hints: Hints) -> bool:
    """Whether a thing, a date ("the evidence shows") or a heading speaks ("A Night at Sea: We left"), or who hears it.

    "The camp showed him at a rally saying that it rained" is on his word, not on the camp's.
    """
    if p.source is None:
        return False
    traits = hints.traits
    if (seen := speakers.seen(traits.parse[p.cue])) is not None and seen.i not in p.source:
        return True
    root: Token = traits.parse[p.source.start : p.source.stop].root
    points = root.lower_ in wordlists.words("pointing_words") and root.pos_ in {"PRON", "DET"}
    heading = traits.words[p.cue] == ":" and not any(traits.entities[p.source.start : p.source.stop])
    return heading or points or speakers.is_mute(root)


def _is_unsaid(p: Proposal, hints: Hints) -> bool:
    """Whether it is said that nobody said it: "has never said that", "might say that", "did not address the talks"."""
    verb = hints.traits.parse[p.cue]
    if verb.lemma_ in wordlists.words("declining_verbs") and _to_say(verb):
        return True
    if p.cue in hints.heads or verb.pos_ != "VERB":
        return False
    return cues.negated(verb) or (cues.reports(verb) and cues.unsaid(verb))


def _to_say(verb: "Token") -> bool:
    """Whether it is words that are refused: "declined to say whether the dam held", not "refused to leave"."""
    return any(child.dep_ == "xcomp" and cues.reports(child) for child in verb.rights)


def _does(p: Proposal, hints: Hints) -> bool:
    """Whether it tells what somebody tries, seems or sees, which is no word of theirs: "is trying to win members"."""
    traits = hints.traits
    verb = traits.kinds[p.cue] == "VERB" and traits.lemmas[p.cue] in wordlists.words("unsaid_verbs")
    return verb and not any(traits.marks[at] >= 0 for piece in p.content for at in piece)


def _adds(p: Proposal, hints: Hints) -> bool:
    """Whether a clause of the reporter's is added to what the rules read: "proposed a hall | , which has 300 beds"."""
    told, words = hints.told.get(p.cue), hints.traits.words
    if p.by == "rules" or told is None or told.marked or p.content[-1].start != told.pieces[-1].start:
        return False
    end = told.pieces[-1].stop
    return end + 1 in p.content[-1] and words[end] == "," and words[end + 1] in _ADDS


def _only_names(p: Proposal, hints: Hints) -> bool:
    """Whether it tells only a name ("thanked Mayor Ana Duarte"), or a demand, a belief or an act only a word of it.

    Of "The A.G., according to the Star, said he was late" the A.G. is told by nobody; nor is calm of "called for calm".
    """
    traits, cue = hints.traits, hints.heads.get(p.cue)
    words = [at for piece in p.content for at in piece]
    if any(traits.marks[at] not in (-1, traits.marks[p.cue]) for at in words):
        return False
    told = [at for at in words if traits.parse[at].is_alpha and traits.kinds[at] != "DET"]
    if all(traits.kinds[at] in _NAMES for at in told):
        return True
    return len(told) < 2 and cue is not None and (cue.kind in _ABOUT or cue.head.lemma_ in _CALLS)

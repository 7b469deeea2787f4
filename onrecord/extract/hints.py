"""Hints: what the rules make of each word, for the learned passes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.extract import speakers
from onrecord.extract.cues import Cue
from onrecord.extract.drafts import Draft
from onrecord.extract.traits import Traits


class Told(NamedTuple):
    """What the rules say that a cue reports: tokens of its pieces and of its speaker; whether marks stand around it."""

    pieces: tuple[range, ...]
    source: range | None
    marked: bool


@dataclass(slots=True)
class Hints:
    """The cues and drafts of the rules, by the token of the cue; `holders` are the cues whose content has a token."""

    traits: Traits
    heads: dict[int, Cue] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)


def read(traits: Traits, cues: list[Cue], drafts: list[Draft]) -> Hints:
    """The drafts, by tokens. The inmost cue owns a token that several contents have."""
    size = len(traits.words)
    hints = Hints(traits, holders=[""] * size, owners=[-1] * size)
    hints.heads.update((cue.head.i, cue) for cue in cues if "bare" not in cue.frames)
    for draft, cue in sorted(((d, d.cue) for d in drafts if d.cue is not None), key=_size, reverse=True):
        pieces = tuple(traits.tokens(*piece) for piece in draft.pieces)
        hints.heads[cue.head.i] = cue
        hints.told[cue.head.i] = Told(
            pieces, _source(cue, traits), any(traits.marks[at] >= 0 for p in pieces for at in p)
        )
        for at in (at for piece in pieces for at in piece):
            hints.holders[at] += cue.kind[0]
            hints.owners[at] = cue.head.i
    return hints


def _size(told: tuple[Draft, Cue]) -> int:
    return sum(end - start for start, end in told[0].pieces)


def _source(cue: Cue, traits: Traits) -> range | None:
    head = speakers.subject(cue)
    return traits.tokens(*speakers.phrase(head, cue)) if head is not None else None

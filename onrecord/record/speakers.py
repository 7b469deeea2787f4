"""Speakers: of the same words in several articles those decide who said them that name somebody beside them."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.claims import Telling
from onrecord.record.parties import Cast


def settled(members: Sequence[Telling], cast: Cast) -> list[Telling]:
    """The claims of one quotation, each on the word of whoever is named beside it, in one article or in another.

    "He" in one paper is whom it was taken for: where all that print a name beside the words print one party's, it is
    that party. Where no name is printed the words keep the speaker that was found.
    """
    if not members or members[0].claim.kind != "quote":
        return list(members)
    named = [telling for telling in members if telling.names_speaker and telling.claim.said_by]
    parties = {cast.party(telling.claim.said_by).id for telling in named}
    if len(parties) != 1:
        return list(members)
    speaker = min(named, key=lambda t: (t.claim.reported or "9", t.claim.article, t.claim.span)).claim.said_by
    return [_said_by(telling, speaker) if _is_guess(telling) else telling for telling in members]


def _is_guess(telling: Telling) -> bool:
    return telling.claim.said_by is not None and not telling.names_speaker


def _said_by(telling: Telling, speaker: str | None) -> Telling:
    return replace(telling, claim=replace(telling.claim, said_by=speaker))

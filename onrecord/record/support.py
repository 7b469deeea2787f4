"""How well a statement is supported: articles, publishers, origins as an upper bound, and on whose word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.credits import house, newsrooms
from onrecord.record.parties import NOBODY, folded
from onrecord.schema import Answer, Article, Claim, Lineage, Party

FIRST_HAND = ("witnessed", "told-to-outlet")


@dataclass(frozen=True, slots=True)
class Known:
    """What counting needs to know of a story.

    `newest`: {older version: the version that speaks for it}; `houses`: {origin id: the newsroom it comes from}, since
    two reports of one agency, or an agency's report and its own page, are one newsroom's word.
    """

    articles: Mapping[str, Article]
    newest: Mapping[str, str]
    houses: Mapping[str, str]

    @classmethod
    def of(cls, articles: Mapping[str, Article], newest: Mapping[str, str], lineage: Lineage) -> "Known":
        """What counting needs, out of the lineage of a story."""
        return cls(articles, newest, {origin.id: house(origin) for origin in lineage.origins})


def answer(value: str, claims: Sequence[Claim], known: Known, *, speakers: Mapping[str, Party]) -> Answer:
    """Counts of the claims that give one value.

    `speakers`: the party of each claim id. Versions of one article are one article; an unknown origin and a missing
    publisher are not counted, but there is at least one of each. Where every claim was withdrawn no article counts.
    """
    standing = [claim for claim in claims if claim.withdrawn_by is None]
    voices = {known.newest.get(claim.article, claim.article) for claim in standing}
    publishers = newsrooms(known.articles[a].publisher for a in voices)
    origins = {known.houses.get(claim.origin, claim.origin) for claim in standing if claim.origin}
    parties = folded(speakers[claim.id] for claim in standing)
    n_origins = max(1, len(origins))
    return Answer(
        value=value,
        claims=tuple(claim.id for claim in claims),
        n_articles=len(voices),
        n_publishers=max(1, len(publishers)),
        n_origins=n_origins,
        said_by=parties,
        support=phrase(n_origins, parties, independent=_independent(standing, known, speakers)),
    )


def phrase(n_origins: int, parties: Sequence[Party], *, independent: bool) -> str:
    """One of the four phrases, and no other.

    >>> phrase(1, [], independent=False)
    'one origin'
    >>> phrase(3, [Party("g", "Government of Arland")], independent=False)
    'up to 3 origins, all on the word of Government of Arland'
    >>> phrase(2, [Party("g", "Government of Arland"), NOBODY], independent=False)
    'up to 2 origins, all on the word of Government of Arland'
    >>> phrase(2, [Party("g", "Government of Arland"), Party("o", "Red Cross")], independent=False)
    'up to 2 origins, different people say so'
    >>> phrase(2, [Party("g", "Government of Arland"), Party("o", "Red Cross")], independent=True)
    'independently reported: up to 2 origins, at least two of them first-hand'
    """
    if n_origins < 2:
        return "one origin"
    if independent:
        return f"independently reported: up to {n_origins} origins, at least two of them first-hand"
    named = [party for party in parties if party.id]
    if len(named) > 1:
        return f"up to {n_origins} origins, different people say so"
    whom = _called(named[0]) if named else _unnamed(parties)
    return f"up to {n_origins} origins, all on the word of {whom}"


def _called(party: Party) -> str:
    """The one who spoke; a government or body where it spoke under several names."""
    return party.names[0] if len(party.names) == 1 else party.name


def _unnamed(parties: Sequence[Party]) -> str:
    """Who spoke where nobody is named: "residents", where all say so; else people, or nobody at all."""
    told = sorted({party.name for party in parties} - {NOBODY.name})
    return told[0] if len(told) == 1 else "people not named" if told else NOBODY.name


def _independent(claims: Sequence[Claim], known: Known, speakers: Mapping[str, Party]) -> bool:
    """Two known origins first-hand, and not by one mouth: two outlets told by one spokesman have one word for it.

    A witness is its own word; what was told to an outlet is the teller's, and an unnamed teller may be anybody's.
    """
    sure = ("own", "credited")
    first_hand = [c for c in claims if c.origin and c.origin_evidence in sure and c.basis in FIRST_HAND]
    first_houses = {known.houses.get(claim.origin or "", claim.origin) for claim in first_hand}
    eyes = {claim.origin for claim in first_hand if claim.basis == "witnessed"}
    tellers = [speakers[claim.id].id for claim in first_hand if claim.basis == "told-to-outlet"]
    mouths = len({teller for teller in tellers if teller}) or min(1, len(tellers))
    return len(first_houses) > 1 and len(eyes) + mouths > 1

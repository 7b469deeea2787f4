"""Parties by office: listed leaders in their years, ministers of the country at hand, and mayors that are not one."""

import re

from onrecord import wordlists
from onrecord.extract import bodies, gazetteers, homes, toponyms
from onrecord.extract.casts import Cast, Draft

PAST = wordlists.group("name_words", "puts_in_the_past") | {"-"}
"""Words that put an office in the past."""
_SINGLE = wordlists.group("name_words", "office_of_one")
_OF = wordlists.pattern("name_words", "before_a_whole")
_OPENS, _ENDS = wordlists.pattern("name_words", "opens_a_ministry"), wordlists.pattern("name_words", "ends_a_ministry")
_MINISTRY = re.compile(rf"^{_OPENS} {_OF}\b|\b{_ENDS}$")
_MINISTER = wordlists.pattern("name_words", "heads_a_ministry")
_NATIONAL = re.compile(
    rf"\b{_MINISTER}$|\b{_MINISTER} {_OF}\b|^{wordlists.pattern('name_words', 'secretary_of_a_nation')}$"
    rf"|^{wordlists.pattern('name_words', 'serves_a_nation')}"
)
_CONGRESS = re.compile(rf"^(?:US |U\.S\. )?{wordlists.pattern('name_words', 'sits_in_congress')}")


def resolve(cast: Cast) -> None:
    """Give party and country by the offices that persons hold."""
    _part_rivals(cast)
    _add_leaders(cast)
    _add_members(cast)
    _add_ministers(cast)


def _part_rivals(cast: Cast) -> None:
    """Two mayors are not of one mayor's office, unless the town is told of both."""
    holders: dict[tuple[str | None, str], list[Draft]] = {}
    for draft in cast.drafts.values():
        heads = {role.split()[-1].casefold() for role in draft.roles} & _SINGLE
        if draft.kind == "person" and draft.party and bodies.is_bare(cast.drafts[draft.party].name):
            for head in heads:
                holders.setdefault((draft.party, head), []).append(draft)
    for rivals in holders.values():
        if len(rivals) > 1:
            for draft in rivals:
                draft.party = None


def _add_leaders(cast: Cast) -> None:
    """A leader of the list has a country, and a party in the years of office or by a title."""
    for draft in [draft for draft in cast.drafts.values() if draft.kind == "person"]:
        for leader in gazetteers.leaders():
            if leader.name != draft.name or draft.country not in {None, leader.country}:
                continue
            draft.country = leader.country
            titled = any(leader.office in role.casefold() and not PAST & set(role.split()) for role in draft.roles)
            holds = cast.year is not None and leader.first <= cast.year <= leader.last
            if leader.country != "IGO" and (holds or (titled and cast.year is None)):
                draft.sector = draft.sector or "GOV"
                draft.party = draft.party or cast.country(leader.country).id


def _add_members(cast: Cast) -> None:
    """Members of the US Congress by their titles, where the article names the USA: "*Rep.* Ole Moe"."""
    if not cast.codes["USA"] and homes.country(cast) != "USA":
        return
    for draft in cast.drafts.values():
        if draft.kind == "person" and draft.country is None and any(_CONGRESS.search(role) for role in draft.roles):
            draft.country, draft.sector = "USA", draft.sector or "LEG"


def _is_of_a_state(role: str) -> bool:
    """As in "attorney general of Ohio", who speaks for no country."""
    return any(name in role for name in toponyms.states())


def _add_ministers(cast: Cast) -> None:
    """A minister or a ministry without a country is of the country that the article is about, if that is clear."""
    code = homes.country(cast)
    if code is None:
        return
    for draft in [d for d in cast.drafts.values() if not d.country and not d.party]:
        offices = [role for role in draft.roles if not PAST & set(role.split()) and not _is_of_a_state(role)]
        if (draft.kind == "organisation" and _MINISTRY.search(draft.name)) or any(
            _NATIONAL.search(role.casefold()) for role in offices
        ):
            draft.country, draft.sector, draft.party = code, draft.sector or "GOV", cast.country(code).id

"""Countries and bodies: "Norway", "Oslo announced", "the Norwegian Foreign Ministry", with country, sector and party."""

import re
from typing import TYPE_CHECKING

from onrecord.extract import gazetteers
from onrecord.extract.casts import Cast, Draft
from onrecord.schema import content_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = frozenset(
    "in at near from to outside around across through into via toward towards inside within throughout".split()
)
_GO_AND_SEE = frozenset(
    "visit leave reach enter hit strike bomb shell attack capture seize flee surround besiege tour approach rock storm "
    "occupy take encircle depart rule defend".split()
)
_OF_A_CITY = frozenset(
    "street streets mayor resident residents airport metro subway suburb suburbs district court police university hospital "
    "centre center region area bureau correspondent time zoo museum stadium office marathon attack attacks bombing "
    "conference summit club team accord accords agreement memorandum treaty".split()
)
_ITSELF = frozenset("government regime leadership junta state".split())


def resolve(cast: Cast) -> None:
    """Give every country, nationality and organisation its actor."""
    known = gazetteers.known_names()
    for n, mention in enumerate(cast.mentions):
        if mention.kind not in {"place", "nationality", "organisation"}:
            continue
        listed = known.get(mention.name)
        if listed is None:
            if mention.kind == "organisation":
                cast.link(n, _body(cast, mention.name).id)
        elif listed.kind == "capital":
            if stands_for_government(cast.head(n)):
                cast.link(n, cast.country(listed.code).id)
        elif listed.kind == "organisation":
            cast.link(n, _listed(cast, listed).id)
        elif listed.code == "GEO" and listed.kind == "country" and not _is_the_country_georgia(cast):
            continue
        else:
            cast.link(n, cast.country(listed.code).id)
    _join_short_forms(cast)


def _is_the_country_georgia(cast: Cast) -> bool:
    """The name is a country beside the Caucasus, a state beside Atlanta."""
    return bool(
        re.search(r"Tbilisi|Georgians?\b|Caucasus|Abkhazia|Ossetia|Russia|Armenia|Azerbaijan", cast.parse.text)
    ) and not (re.search(r"\bAtlanta\b|\bU\.S\. state|\bAlabama\b|\bFlorida\b", cast.parse.text))


def stands_for_government(token: "Token") -> bool:
    """Whether a capital means its government: it acts, speaks, is spoken to; a place follows in, at, from, to or a verb of going.

    >>> from onrecord import tokens
    >>> text = "Oslo announced talks. They met in Oslo. Ties with Oslo grew. She left Oslo."
    >>> [stands_for_government(t) for t in tokens.parse(text) if t.text == "Oslo"]
    [True, False, True, False]
    """
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    head = first.head
    if first.dep_ == "pobj":
        return head.lower_ not in _WHERE and not (
            head.lower_ == "of" and head.head.lower_ in {"city", "capital", "streets", "outskirts"}
        )
    if first.dep_ in {"nsubj", "agent"}:
        return head.pos_ in {"VERB", "AUX"} and head.lemma_ not in {"host"}
    if first.dep_ == "nsubjpass":
        return head.lemma_ not in _GO_AND_SEE
    if first.dep_ in {"dobj", "dative"}:
        return head.lemma_ not in _GO_AND_SEE
    if first.dep_ == "poss":
        return head.lower_ not in _OF_A_CITY
    return False


def _listed(cast: Cast, listed: gazetteers.Known) -> Draft:
    party = None
    if listed.speaks_for:
        countries = gazetteers.country_names()
        party = (
            gazetteers.country_id(listed.speaks_for)
            if listed.speaks_for in countries
            else organisation_id(listed.speaks_for)
        )
    return cast.draft(
        Draft(organisation_id(listed.name), listed.name, "organisation", listed.code, listed.sector, party)
    )


def organisation_id(name: str) -> str:
    """The id of an organisation, from its canonical name: country code first where a nationality is a part of the name."""
    return content_id("organisation", name.casefold())


def _body(cast: Cast, name: str) -> Draft:
    """A body that no list has: its country from a nationality in front, its sector from the noun that heads it."""
    code, rest = split_country(name)
    role = head_role(rest)
    sector = role.sector if role else None
    party = gazetteers.country_id(code) if code and code != "IGO" and role and role.speaks else None
    if party and code:
        cast.country(code)
    return cast.draft(Draft(organisation_id(f"{code or ''} {rest}".strip()), name, "organisation", code, sector, party))


def split_country(name: str) -> tuple[str | None, str]:
    """A country or nationality in front or after "of" at the end, and the rest of the name.

    >>> split_country("Norwegian Foreign Ministry"), split_country("Bank of Ghana"), split_country("Red Crescent")
    (('NOR', 'Foreign Ministry'), ('GHA', 'Bank of Ghana'), (None, 'Red Crescent'))
    """
    for _, end, known in gazetteers.known_in(name):
        if known.kind in {"country", "nationality"} and known.code != "VAT":
            rest = (
                re.sub(r"^['’]s?\b", "", name[end:]).strip()
                if name.startswith(name[:end]) and end < len(name)
                else name
            )
            first = next(iter(gazetteers.known_in(name)))
            return known.code, rest if first[0] == 0 and rest else name
    return None, name


def head_role(name: str) -> gazetteers.Role | None:
    """The role noun that heads the name of a body: the last word, or the word before "of" or "for".

    >>> head_role("Foreign Ministry").sector, head_role("University of Oslo").sector, head_role("Red Ribbon")
    ('GOV', 'EDU', None)
    """
    roles = gazetteers.roles()
    words = re.split(r" (?:of|for|on) ", name.casefold().rstrip("."))[0].split()
    for length in (3, 2, 1):
        role = roles.get(" ".join(words[-length:])) if len(words) >= length else None
        if role and role.kind == "body":
            return role
    return None


def office(cast: Cast, role: gazetteers.Role, code: str) -> Draft:
    """The actor behind a nationality and a role: "Norwegian officials", "the Norwegian navy", "the Norwegian government"."""
    if role.noun in _ITSELF:
        return cast.country(code)
    people = {"body": "organisation", "holder": "group" if role.plural else "person"}.get(role.kind, "group")
    noun = gazetteers.plural_of(role.noun) if role.plural and role.kind == "holder" else role.noun
    party = cast.country(code).id if role.speaks else None
    name = f"{adjective(code)} {noun}"
    return cast.draft(Draft(content_id(people, f"{code} {noun}"), name, people, code, role.sector, party, role.gender))  # type: ignore[arg-type]


def adjective(code: str) -> str:
    """The adjective of a country, or its name."""
    found = next(
        (name for name, k in gazetteers.known_names().items() if k.kind == "nationality" and k.code == code), None
    )
    return found or gazetteers.country_names().get(code, code)


def _join_short_forms(cast: Cast) -> None:
    """ "Foreign Ministry" and "FGA" stand for the "Norwegian Foreign Ministry" and the "Fund for Green Aid" named elsewhere."""
    bodies = [d for d in cast.drafts.values() if d.kind == "organisation"]
    short: dict[str, str] = {}
    for body in bodies:
        for longer in bodies:
            if longer is not body and _is_short_for(body.name, longer.name):
                short.setdefault(body.id, longer.id)
    for n, ids in enumerate(cast.links):
        if len(ids) == 1 and ids[0] in short:
            cast.link(n, short[ids[0]])
    for id_ in short:
        if not any(id_ in ids for ids in cast.links):
            cast.drafts.pop(id_, None)


def _is_short_for(name: str, longer: str) -> bool:
    """Initials, or the end of a name that starts with a nationality; never a listed name.

    >>> _is_short_for("FGA", "Fund for Green Aid"), _is_short_for("Foreign Ministry", "Norwegian Foreign Ministry")
    (True, True)
    """
    if name in gazetteers.known_names() or len(name) < 2:
        return False
    if name.isupper() and " " not in name:
        return name == "".join(word[0] for word in re.split(r"[ -]", longer) if word[:1].isupper())
    code, rest = split_country(longer)
    return code is not None and rest == name and rest != longer

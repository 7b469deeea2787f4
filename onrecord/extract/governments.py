"""Countries and bodies with their sector and party: "Norway", "Oslo announced", "the Norwegian Foreign Ministry"."""

import re
from typing import TYPE_CHECKING

from onrecord import tokens, wordlists
from onrecord.extract import bodies, gazetteers, toponyms
from onrecord.extract.casts import Cast, Draft
from onrecord.schema import content_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHERE = wordlists.group("name_words", "joins_a_capital")
_BLOCS = wordlists.group("name_words", "bloc_of_states")  # "The West accused Chad", "Norway blamed the Global South"
_HALVES = dict.fromkeys(wordlists.group("name_words", "north_of_one_land"), "PRK") | dict.fromkeys(
    wordlists.group("name_words", "south_of_one_land"), "KOR"
)  # "the North fired two rockets", where the Koreas are named
_HOSTS = wordlists.group("name_words", "receives_a_land")
_CALLED = wordlists.group("name_words", "called_a_language")
_LANGUAGES = wordlists.group("name_words", "language")
_RENDERS = wordlists.group("name_words", "renders_a_language")
_SPOKEN = wordlists.group("name_words", "speaks_a_language")
_WHOLE = wordlists.group("name_words", "before_a_whole")
_SIDES = wordlists.group("name_words", "side_of_a_town")
(_HOUSE,) = wordlists.group("name_words", "house_of_members")
_HOUSES = wordlists.group("name_words", "lower_house")
_COMMITTEES = wordlists.group("name_words", "part_of_a_house")
_SOME = wordlists.group("name_words", "counts_some")
_ITSELF = wordlists.group("name_words", "government_itself")


def resolve(cast: Cast) -> None:
    """Give every country, nationality and organisation its actor."""
    for n, mention in enumerate(cast.mentions):
        if mention.kind in {"place", "nationality", "organisation"}:
            listed = cast.known(n)
            found = _unlisted(cast, n) if listed is None else _known(cast, n, listed)
            if found is not None:
                cast.link(n, found.id)
    _join_short_forms(cast)


def _unlisted(cast: Cast, n: int) -> Draft | None:
    mention = cast.mentions[n]
    half = _HALVES.get(mention.name)
    if half and cast.codes[half] and stands_for_government(cast.head(n)):
        return cast.country(half)
    if mention.kind == "organisation" and mention.name in _HOUSES and (chamber := _chamber(cast, mention.name)):
        return _listed(cast, chamber)
    if mention.name in _BLOCS and stands_for_government(cast.head(n)):
        return _bloc(cast, mention.name)
    return _body(cast, mention.name) if mention.kind == "organisation" else None


def _known(cast: Cast, n: int, listed: gazetteers.Known) -> Draft | None:
    if listed.kind == "capital":
        return cast.country(listed.code) if stands_for_government(cast.head(n)) else None
    if listed.kind == "country" and cast.mentions[n].kind == "organisation":
        return _team(cast, listed)
    if listed.kind == "nationality" and _is_language(cast.head(n)):
        return None
    if listed.kind in {"nationality", "organisation"} and _is_some(cast.head(n), cast.seats[n].start):
        return _some(cast, cast.mentions[n].name, listed)
    if listed.kind == "organisation":
        return _listed(cast, listed)
    state = listed.kind == "country" and listed.name in toponyms.states() and not _is_the_country(cast, listed.code)
    return None if state else cast.country(listed.code)


def _is_the_country(cast: Cast, code: str) -> bool:
    """Whether a name that a state of the USA has too is the country: the article names its capital, its people, or
    another country than the USA, and no other state or town of that state ("Savannah").
    """
    names = {mention.name for mention in cast.mentions}
    shared = {name for name in toponyms.states() if name in names and _code(name) == code}
    admins = {toponyms.states()[name].admin for name in shared}
    towns = {town.admin for name in names - shared for town in toponyms.towns(name)[:1] if town.country == "USA"}
    others = {_code(name) for name in names - shared} - {"USA", "IGO", None}
    return bool(others) and not towns & admins and not (names - shared) & toponyms.states().keys()


def _code(name: str) -> str | None:
    known = gazetteers.known_names().get(name)
    return known.code if known else None


def stands_for_government(token: "Token") -> bool:
    """Whether a capital means its government: it acts or is spoken to; a place follows "in", "from" or a verb of going.

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
        return head.lower_ not in _WHERE and not (head.lower_ in _WHOLE and head.head.lower_ in _SIDES)
    if first.dep_ in {"nsubj", "agent"}:
        return head.pos_ in {"VERB", "AUX"} and head.lemma_ not in _HOSTS
    if first.dep_ == "nsubjpass":
        return head.lemma_ not in wordlists.words("going_verbs")
    if first.dep_ in {"dobj", "dative"}:
        return head.lemma_ not in wordlists.words("going_verbs")
    if first.dep_ == "poss":
        return head.lower_ not in wordlists.words("city_nouns")
    return False


def _is_some(token: "Token", start: int) -> bool:
    """Whether a name counts people: "*a* Norwegian said" and "*two* Ghanaians fled" are not their countries."""
    return token.pos_ in {"NOUN", "PROPN"} and any(
        child.lower_ in _SOME or child.tag_ == "CD"
        for child in token.lefts
        if child.i < start and child.dep_ in {"det", "amod", "nummod"}
    )


def _is_language(token: "Token") -> bool:
    """Whether the name of a people is that of its language: "spoke in *Norwegian*", "the language is *Danish*"."""
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ in _RENDERS else token.head
    told = above.lemma_ in _SPOKEN or any(child.lemma_ in _CALLED for child in above.lefts)
    return token.text in _LANGUAGES and token.dep_ in {"pobj", "dobj", "attr"} and told


def _team(cast: Cast, listed: gazetteers.Known) -> Draft:
    """A country that plays a match: a team, for which no government speaks."""
    name = f"{listed.name} team"
    return cast.draft(Draft(content_id("organisation", name.casefold()), name, "organisation", listed.code, "CVL"))


def _some(cast: Cast, name: str, listed: gazetteers.Known) -> Draft:
    """People of a country or a party, who speak for nobody else."""
    return cast.draft(Draft(content_id("group", name.casefold()), name, "group", listed.code))


def _bloc(cast: Cast, name: str) -> Draft:
    return cast.draft(Draft(content_id("group", f"the {name}".casefold()), f"the {name}", "group"))


def _listed(cast: Cast, listed: gazetteers.Known) -> Draft:
    draft = cast.draft(Draft(organisation_id(listed.name), listed.name, "organisation", listed.code, listed.sector))
    if listed.speaks_for in gazetteers.country_names():
        draft.party = cast.country(listed.speaks_for or "").id
    elif listed.speaks_for:
        draft.party = _listed(cast, gazetteers.known_names()[listed.speaks_for]).id
    return draft


def organisation_id(name: str) -> str:
    """The id of an organisation, from its canonical name; a country code goes first where the name tells it."""
    return content_id("organisation", name.casefold())


def _body(cast: Cast, name: str) -> Draft:
    """A body that no list has: its country from a nationality in front, its sector from the noun that heads it."""
    code, rest = split_country(name)
    above = _above(name) or _chamber(cast, name)
    if above:
        return _under(cast, name, above)
    noun = None if code else bodies.ending(name)
    if noun:
        return bodies.draft(cast, bodies.called(name), noun)
    role = head_role(rest)
    sector = role.sector if role else ("CVL" if name.rsplit(maxsplit=1)[-1] in wordlists.words("teams") else None)
    party = gazetteers.country_id(code) if code and code != "IGO" and role and role.speaks else None
    if party and code:
        cast.country(code)
    found = cast.draft(
        Draft(organisation_id(f"{code or ''} {rest}".strip()), name, "organisation", code, sector, party)
    )
    if role and role.kind == "body":
        found.aliases[bodies.bare(role.noun)] += 1
    if rest != name:
        found.aliases[rest] += 1
    return found


def _above(name: str) -> gazetteers.Known | None:
    """The listed body that stands first in the name of a part of it: "*Senate* Fisheries Committee"."""
    start, end, known = next(gazetteers.known_in(name), (1, 0, None))
    part = start == 0 and end < len(name) and (head_role(name) is not None or bodies.ending(name) is not None)
    return known if part and known and known.kind == "organisation" else None


def _chamber(cast: Cast, name: str) -> gazetteers.Known | None:
    """The House of a committee, and the House itself, where the article names the USA: "*House* Roads Committee"."""
    first, *rest = name.split()
    known = first in _HOUSES and (not rest or rest[-1] in _COMMITTEES) and cast.codes["USA"]
    return gazetteers.known_names()[_HOUSE] if known else None


def _under(cast: Cast, name: str, above: gazetteers.Known) -> Draft:
    """A part of a listed body has its country, its sector and its party."""
    whole = _listed(cast, above)
    id_ = organisation_id(name)
    role = head_role(name)
    found = cast.draft(Draft(id_, name, "organisation", whole.country, whole.sector, whole.party))
    if role and role.kind == "body":
        found.aliases[bodies.bare(role.noun)] += 1
    return found


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
        if role and role.kind in {"body", "name"}:
            return role
    return None


def office(cast: Cast, role: gazetteers.Role, code: str) -> Draft:
    """Who is behind a country and a role: "Norwegian officials", "the Norwegian navy", "the government of Norway"."""
    if role.noun in _ITSELF:
        return cast.country(code)
    people = {"body": "organisation", "holder": "group" if role.plural else "person"}.get(role.kind, "group")
    noun = tokens.plural_of(role.noun) if role.plural and role.kind == "holder" else role.noun
    party = cast.country(code).id if role.speaks else None
    name = f"{gazetteers.adjective(code)} {noun}"
    id_ = content_id(people, f"{code} {noun}".casefold())
    return cast.draft(Draft(id_, name, people, code, role.sector, party, role.gender))  # type: ignore[arg-type]


def _join_short_forms(cast: Cast) -> None:
    """The "Foreign Ministry" is the "Norwegian Foreign Ministry" named elsewhere, "FGA" the "Fund for Green Aid"."""
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


def _may_be_short(name: str) -> bool:
    """Whether a first word alone may be the name of a firm: "*Xolo*" of "Xolo Ferries", not "Fjord" nor "Bergen"."""
    plain = name.lower() in wordlists.words("plain_words") or name.lower() in gazetteers.roles()
    return not plain and not toponyms.towns(name) and name not in wordlists.words("first_names")


def _is_short_for(name: str, longer: str) -> bool:
    """Initials, or the end of a name that starts with a nationality; never a listed name.

    >>> _is_short_for("FGA", "Fund for Green Aid"), _is_short_for("Foreign Ministry", "Norwegian Foreign Ministry")
    (True, True)
    """
    if name in gazetteers.known_names() or len(name) < 2:
        return False
    if " " not in name and longer.startswith((f"{name} ", f"{name}, ")) and _may_be_short(name):
        return True
    if name.isupper() and " " not in name:
        return name == "".join(word[0] for word in re.split(r"[ -]", longer) if word[:1].isupper())
    code, rest = split_country(longer)
    return code is not None and rest == name and rest != longer

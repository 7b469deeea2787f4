"""Bodies that are called by a noun: "police", "the Ghent fire brigade", "the dockers' union", and their speakers."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord import wordlists
from onrecord.extract import gazetteers, toponyms, towns
from onrecord.extract.casts import Cast, Draft
from onrecord.schema import content_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_VAGUE = wordlists.group("name_words", "tells_no_body_apart")
_TELLING = wordlists.group("name_words", "tells_bodies_apart")
_OF_ONE_TOWN = wordlists.group("name_words", "body_of_one_town")
_INSIDE = frozenset({"compound", "poss", "case", "amod", "nmod"})
_UNIONS = wordlists.group("name_words", "union_of_states")
_JOINS = wordlists.group("name_words", "joins_body_and_place")
_THE = wordlists.group("name_words", "definite_article")
_ARTICLE = re.compile(rf"^{wordlists.pattern('name_words', 'definite_article')} ")
_LONGEST = 5
_HEADS = wordlists.group("name_words", "heads_and_speaks")
"""Who speaks for the body in whose name a paper introduces them, beside those who speak for a government; a company's
driver or a police informer does not.
"""


class Body(NamedTuple):
    """A noun for a body: the body's bare name ("the fire brigade" for "firefighters" too), its sector, and how."""

    name: str
    sector: str
    kind: str

    @property
    def noun(self) -> str:
        """The bare name without its article."""
        return without_article(self.name)


class Term(NamedTuple):
    """The tokens, half open, of a noun for a body."""

    start: int
    end: int
    body: Body


@cache
def bodies() -> dict[str, Body]:
    """Nouns of bodies, of their people and of their heads, in lower case."""
    return {noun.casefold(): Body(name, sector, kind) for noun, name, sector, kind in wordlists.rows("bodies")}


@cache
def words() -> frozenset[str]:
    """The words of the nouns that may stand in a title before its office: "police", "fire" and "union"."""
    return frozenset(word for noun, body in bodies().items() if body.kind != "people" for word in noun.split())


def speaks(role: gazetteers.Role) -> bool:
    """Whether the holder of an office speaks for the body that it is named with."""
    return role.speaks or role.noun in _HEADS


def term_in(cast: Cast, start: int, end: int) -> Term | None:
    """The first noun for a body in the tokens, the longest at that place."""
    for i in range(start, end):
        for j in range(min(end, i + _LONGEST), i, -1):
            text = re.sub(r" (['’]s?)(?= |$)", r"\1", " ".join(t.lower_ for t in cast.parse[i:j])).replace("’", "'")
            body = bodies().get(text)
            if (
                body
                and not _is_other_union(cast, i, j)
                and not (body.kind == "head" and bodies().get(text + "'s office") and _follows(cast, j, "office"))
            ):
                return Term(i, j, body)
    return None


def _is_other_union(cast: Cast, start: int, end: int) -> bool:
    return cast.parse[end - 1].lower_ == "union" and cast.parse[start - 1 : start].text.lower() in _UNIONS


def _follows(cast: Cast, at: int, word: str) -> bool:
    return any(token.lower_ == word for token in cast.parse[at : at + 2])


def is_one(cast: Cast, term: Term) -> bool:
    """Whether a noun without an article means one body: "police", "dockers' *union*", not "*hospital*"."""
    return (
        term.body.kind == "people"
        or not _ARTICLE.match(term.body.name)
        or next(_before(cast, term.start), None) is not None
    )


def named(cast: Cast, start: int, end: int) -> Draft | None:
    """The body that a noun phrase names or that the title in it belongs to.

    It has the town or the words that go before its noun ("Ghent police", "the dockers' union"), else the noun alone.
    """
    term = term_in(cast, start, end)
    if term is None:
        return None
    code, name = _called(cast, term)
    return _of_country(cast, term.body, code) if code else draft(cast, name, term.body)


def of_title(cast: Cast, start: int, end: int) -> Draft | None:
    """The body of a title or an apposition; of "chief executive of Xolo", a name that nobody read, it is not told."""
    term = term_in(cast, start, end)
    found = named(cast, start, end)
    if term is None or found is None or term.body.kind != "head" or not is_bare(found.name):
        return found
    before, after = cast.parse[term.start - 1 : term.start], cast.parse[term.end : term.end + 1]
    elsewhere = after.text.lower() in _JOINS or (term.start > 0 and before[0].pos_ == "PROPN")
    return None if elsewhere else found


@cache
def _bare_names() -> frozenset[str]:
    return frozenset(body.name for body in bodies().values())


def without_article(name: str) -> str:
    """The bare name of a body: of "the Ghent police" without "the"."""
    return _ARTICLE.sub("", name)


def is_bare(name: str) -> bool:
    """Whether a body has no name but its noun: "police"."""
    return name in _bare_names()


def name_of(cast: Cast, start: int, end: int) -> str | None:
    """The name that `named` would give, of no country."""
    term = term_in(cast, start, end)
    code, name = _called(cast, term) if term else (None, None)
    return None if code else name


def _called(cast: Cast, term: Term) -> tuple[str | None, str]:
    code, told = _whose(cast, term)
    noun = cast.parse[term.start : term.end].text if term.body.kind == "body" else term.body.noun
    return code, f"{told} {_noun(term.body, noun)}" if told else term.body.name


def draft(cast: Cast, name: str, body: Body) -> Draft:
    """The actor of a body under this name; under a longer one the bare name is its alias."""
    town = towns.only(name.removesuffix(body.noun).strip())
    state = name.removesuffix(body.noun).strip() in toponyms.states()
    country = "USA" if state else town.country if town else None
    found = cast.draft(Draft(content_id("organisation", name.casefold()), name, "organisation", country, body.sector))
    if name != body.name:
        found.aliases[body.name] += 1
    return found


def ending(name: str) -> Body | None:
    """The body whose noun ends a name in capitals: "Ghent Police Department".

    >>> ending("Ghent Police Department").name, ending("Red Ribbon")
    ('police', None)
    """
    lower = name.casefold().replace("’", "'").split()
    for length in range(min(_LONGEST, len(lower)), 0, -1):
        found = bodies().get(" ".join(lower[-length:]))
        if found and found.kind == "body":
            return found
    return None


def called(name: str) -> str:
    """The name under which a body stands in all articles: the words before the noun, with the noun of the list.

    >>> called("Ghent Police Department"), called("Ghent Fire Service"), called("Coast Guard")
    ('Ghent police', 'Ghent fire brigade', 'the coast guard')
    """
    words, body = name.split(), ending(name)
    if body is None:
        return name
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if bodies().get(" ".join(words[-length:]).casefold().replace("’", "'")) == body:
            front = " ".join(words[:-length])
            noun = _noun(body, " ".join(words[-length:]))
            return f"{front} {noun}" if front else body.name
    return name


def _noun(body: Body, printed: str) -> str:
    """The noun for which a body has many, as printed for others: a clinic may be beside a hospital."""
    one = body.sector == "COP" or body.noun in _OF_ONE_TOWN
    return body.noun if one else printed


def bare(noun: str) -> str:
    """The bare name of a body for which a noun stands: of "fire department" "the fire brigade"."""
    known = bodies().get(noun)
    return known.name if known and known.kind == "body" else f"the {noun}"


def _of_country(cast: Cast, body: Body, code: str) -> Draft:
    """The body of a country speaks for its government where a minister is over it: "Norwegian police"."""
    role = gazetteers.roles().get(body.noun)
    name = f"{gazetteers.adjective(code)} {body.noun}"
    party = cast.country(code).id if role is not None and role.speaks else None
    found = cast.draft(
        Draft(
            content_id("organisation", f"{code} {body.noun}".casefold()), name, "organisation", code, body.sector, party
        )
    )
    found.aliases[body.name] += 1
    return found


def _whose(cast: Cast, term: Term) -> tuple[str | None, str]:
    """The country to which a body belongs, or the town or the words that tell it from others of its kind."""
    before = list(_before(cast, term.start))
    for i in before:
        place = _place(cast, i) or _seen_as_place(cast, i)
        if place:
            return place
    told = [cast.parse[i] for i in reversed(before)]
    if term.body.kind == "body" and told:
        return None, re.sub(r" (?=['’])", "", " ".join(_cased(token) for token in told)).strip()
    after = term.end
    if after + 1 < len(cast.parse) and cast.parse[after].lower_ in _JOINS:
        place = _place(cast, after + 1 + (cast.parse[after + 1].lower_ in _THE), starts=True)
        if place:
            return place
    return None, ""


def _before(cast: Cast, start: int) -> Iterator[int]:
    """The tokens before a noun, nearest first, that tell one body from another: no article, no vague adjective."""
    for i in range(start - 1, max(-1, start - 7), -1):
        token = cast.parse[i]
        if (
            token.is_space
            or token.tag_ == "PRP$"
            or not (i in cast.named or token.ent_type_ == "GPE" or token.dep_ in _INSIDE)
        ):
            return
        plain = token.dep_ == "amod" and token.text.islower() and token.lower_ not in _TELLING
        if not plain and token.lower_ not in _VAGUE:
            yield i


def is_town(name: str) -> bool:
    """Whether a name taken for a body is that of a town: "the *Leiden* mayor"."""
    return name not in gazetteers.known_names() and bool(toponyms.towns(name))


def _seen_as_place(cast: Cast, i: int) -> tuple[None, str] | None:
    """A town that is no mention, because the pipeline took its name for a verb: "*Leeds* police said"."""
    token = cast.parse[i]
    entity = next((e for e in token.sent.ents if e.start <= i < e.end and e.label_ == "GPE"), None)
    return (None, entity.text) if entity is not None and entity.text[0].isupper() else None


def _cased(token: "Token") -> str:
    plain = token.is_sent_start and token.tag_ in {"NN", "NNS"} and not is_town(token.text)
    return token.lower_ if plain else token.text


def _place(cast: Cast, i: int, *, starts: bool = False) -> tuple[str | None, str] | None:
    """The country or the town named at a token."""
    for n in cast.mentions_at(i):
        mention, seat = cast.mentions[n], cast.seats[n]
        if starts and seat.start != i:
            continue
        if mention.kind == "organisation":
            if is_town(mention.name):
                return None, mention.name
            continue
        known = cast.known(n)
        if known is None or known.kind == "capital":
            return None, mention.name
        return known.code, ""
    return None


def join(cast: Cast) -> None:
    """A bare body is the only longer one of its kind that the article names: "police" the "Ghent police".

    >>> from onrecord import tokens
    >>> from onrecord.extract import actors, mentions
    >>> from onrecord.extract.readings import Reading
    >>> from onrecord.schema import Article
    >>> text = "Police closed the road. Ghent police said that the fire brigade came late."
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> mentions.find(reading)
    >>> actors.resolve(reading)
    >>> [(a.name, a.aliases) for a in sorted(reading.actors.values(), key=lambda a: a.name)]
    [('Ghent police', ('police',)), ('the fire brigade', ())]
    """
    for id_, found in list(cast.drafts.items()):
        if found.kind != "organisation" or not is_bare(found.name):
            continue
        longer = [
            d for d in cast.drafts.values() if d.kind == "organisation" and found.name in d.aliases and d.id != id_
        ]
        if not longer and found.name == bare("company"):
            longer = _companies(cast, id_)
        if len(longer) == 1:
            longer[0].aliases[found.name] += 1
            cast.replace(id_, longer[0])


def _companies(cast: Cast, bare_id: str) -> list[Draft]:
    """The bodies named before it that may be companies: of business, or such as nothing is known of."""
    first = next((n for n, ids in enumerate(cast.links) if bare_id in ids), len(cast.links))
    before = {ids[0] for ids in cast.links[:first] if len(ids) == 1}
    listed = gazetteers.known_names()
    return [
        d
        for d in cast.drafts.values()
        if d.id in before
        and d.kind == "organisation"
        and d.name[0].isupper()
        and d.sector in {"BUS", None}
        and not d.party
        and (d.name not in listed or d.sector == "BUS")
        and d.name not in wordlists.table("agencies")
        and not is_town(d.name)
    ]

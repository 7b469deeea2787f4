"""Newsrooms: one outlet under its names ("The Guardian", "theguardian.com") is one; different papers stay apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord import wordlists
from onrecord.schema import Origin

_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[:/].*)?", re.IGNORECASE)
_SECOND_LEVEL, _SHARED_HOSTS = (
    frozenset(row[0] for row in wordlists.rows("host_parts") if row[1] == kind) for kind in ("second-level", "shared")
)
_ENDS = tuple(sorted(wordlists.group("credit_words", "ends_of_a_newsroom"), reverse=True))
# "Daily News", "Evening News": what is left without the end is no name
_NO_NAME = frozenset({""}) | wordlists.group("credit_words", "words_that_are_no_newsroom")
_THE = wordlists.pattern("credit_words", "article")
_COUNTRY = 2
# "Porto Post (Web News)", "Porto Post - Opinion": a part of the same house; "The Guardian (Nigeria)" is another
_SECTION = re.compile(
    wordlists.table("credit_patterns")["section_of_a_house"],
    re.IGNORECASE,
)


@cache
def newsroom(name: str) -> str:
    """One spelling for all names of one newsroom: its letters, without "The", "News", "Online" and a domain's ends.

    >>> newsroom("The Guardian") == newsroom("theguardian.com"), newsroom("BBC News") == newsroom("www.bbc.co.uk")
    (True, True)
    >>> newsroom("Porto Online News") == newsroom("Porto News")
    True
    >>> newsroom("Porto Post (Web News)") == newsroom("PORTO\N{NO-BREAK SPACE}POST Online")
    True
    >>> newsroom("New York Post") == newsroom("Washington Post"), newsroom("Daily News") == newsroom("The Daily")
    (False, False)
    """
    return _agencies().get(_key(name)) or _key(_other_names().get(_folded(name), name))


def newsrooms(publishers: Iterable[str | None]) -> set[str]:
    """The newsrooms behind publishers' names, one under several names once; a name that is not given adds none.

    >>> len(newsrooms(["The Guardian", "theguardian.com", None, "The Porto Post"]))
    2
    """
    return {newsroom(name) for name in publishers if name}


def usual_names(publishers: Iterable[str | None]) -> dict[str, str]:
    """Each newsroom, as `newsroom` spells it, with the name that most of these publishers give; of two the first by
    letter.

    >>> names = usual_names(["portopost.com", "The Porto Post", None, "The Porto Post"])
    >>> names[newsroom("portopost.com")]
    'The Porto Post'
    """
    printed = Counter(name for name in publishers if name)
    ranked = sorted(printed, key=lambda name: (printed[name], [-ord(letter) for letter in name]))
    return {newsroom(name): name for name in ranked}


def house(origin: Origin) -> str:
    """The newsroom that an origin comes from: an agency, an outlet; else the origin itself.

    What others print as told to a newsroom is that newsroom's.

    >>> told = {"original": None, "articles": (), "evidence": "own", "reason": ""}
    >>> wire = Origin("a", "wire", "Reuters", None, **told)
    >>> page = Origin("b", "outlet", None, "Thomson Reuters", **told)
    >>> house(wire) == house(page)
    True
    """
    name = origin.agency or origin.publisher
    return f"house:{newsroom(name)}" if name else origin.id


@cache
def gathers(publisher: str) -> bool:
    """Whether a publisher is a page that gathers the texts of others: their publisher is not named by its name.

    >>> gathers("yahoo.com/news"), gathers("uk.news.yahoo.com"), gathers("Google News"), gathers("The Porto Post")
    (True, True, True, False)
    """
    return bool(_gatherer(publisher))


@cache
def lists(publisher: str) -> bool:
    """Whether a page that gathers texts lists the first words of many, each with its own publisher.

    >>> lists("news.google.com"), lists("yahoo.com/news")
    (True, False)
    """
    return _gatherer(publisher)[1:] == ("lists",)


def _gatherer(publisher: str) -> tuple[str, ...]:
    name = _folded(publisher)
    return next((row for row in wordlists.rows("gatherers") if name == row[0] or name.endswith(f".{row[0]}")), ())


@cache
def agency_of(publisher: str) -> str | None:
    """The agency that a publisher is, under whatever name; a newspaper that sells its reports has one too.

    >>> agency_of("apnews.com"), agency_of("reuters.com"), agency_of("The Porto Post")
    ('AP', 'Reuters', None)
    """
    table = wordlists.table("agencies")
    named = _other_names().get(_folded(publisher), publisher)
    return table.get(named) or _short_names().get(_key(named))


@cache
def kind_of(agency: str) -> str:
    """What an agency is beside a wire, by its short name: a newspaper, a house of pictures only, or nothing else.

    >>> kind_of("Getty Images"), kind_of("Washington Post"), kind_of("AP")
    ('pictures', 'newspaper', '')
    """
    kinds = [(*row, "")[2] for row in wordlists.rows("agencies") if row[1] == agency]
    return next((kind for kind in ("newspaper", "pictures") if kind in kinds), "")


@cache
def well_known() -> frozenset[str]:
    """The newsrooms of the list, which a text can name though none of their articles was read."""
    return frozenset(newsroom(name) for name in wordlists.table("newsrooms").values())


@cache
def _short_names() -> dict[str, str]:
    return {_key(name): short for name, short in _lookups()}


@cache
def _agencies() -> dict[str, str]:
    return {_key(name): _key(short) for name, short in _lookups()}


def _lookups() -> Iterator[tuple[str, str]]:
    """Names that mean an agency whatever their spelling; "TT" and "PA" also mean other things."""
    for name, short, *kind in wordlists.rows("agencies"):
        if kind != ["strict"] or len(name) > _LONGEST_SHORT:
            yield name, short


_LONGEST_SHORT = 3


@cache
def _other_names() -> dict[str, str]:
    return {_folded(name): usual for name, usual in wordlists.table("newsrooms").items()}


def _folded(name: str) -> str:
    host = _HOST.fullmatch(name.strip())
    words = host.group(1) if host else _SECTION.sub("", " ".join(name.split()))
    return re.sub(rf"^(?:{_THE} |www\d?\.)", "", words.casefold())


def _key(name: str) -> str:
    host = _HOST.fullmatch(name.strip())
    letters = re.sub(r"[\W_]+", "", (_label(host.group(1)) if host else _folded(name)).casefold())
    bare = re.sub(f"^{_THE}", "", letters)
    letters = bare if host and bare not in _NO_NAME else letters
    for end in (*_ENDS, *_ENDS):  # "Porto Online News"
        if letters.removesuffix(end) not in _NO_NAME:
            letters = letters.removesuffix(end)
    return letters or name.strip().casefold()


def _label(host: str) -> str:
    """The part of a hostname that is a name: "theguardian" of uk.theguardian.co.uk; a host that many share is kept.

    >>> _label("www.bbc.co.uk"), _label("news.com.au"), _label("lagoon.substack.com")
    ('bbc', 'news.com.au', 'lagoon.substack.com')
    """
    parts = host.casefold().split(".")
    ends = 2 if len(parts) > 2 and len(parts[-1]) == _COUNTRY and parts[-2] in _SECOND_LEVEL else 1
    label = parts[-ends - 1]
    shared = label in _SHARED_HOSTS or label in _NO_NAME or label in _ENDS
    return re.sub(r"^www\d?\.", "", host.casefold()) if shared else label

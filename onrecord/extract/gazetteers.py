"""Names that are known beforehand: countries, their people and capitals, organisations, offices and their holders."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from onrecord import tokens, wordlists
from onrecord.schema import content_id

KnownKind = Literal["country", "nationality", "capital", "organisation"]


class Known(NamedTuple):
    """A listed name and what it stands for: `code` is a country, or IGO for an international body.

    A `shared` capital has the name of other towns ("Santiago").
    """

    kind: KnownKind
    name: str
    code: str
    sector: str | None = None
    speaks_for: str | None = None
    shared: bool = False


class Role(NamedTuple):
    """A noun that says what somebody is (holder, body, group, name, land); `speaks`: for its government."""

    noun: str
    kind: str
    sector: str | None
    speaks: bool
    gender: str
    plural: bool = False


class Leader(NamedTuple):
    """Who held a high office, from one year to another or until now.

    A `common` surname alone does not name the leader; the surname is not always the last word ("Xi Jinping").
    """

    name: str
    country: str
    office: str
    first: int
    last: int
    common: bool
    surname: str


_STATE = frozenset({"GOV", "COP", "MIL"})
_WORD = re.compile(r"\w+")


@cache
def known_names() -> dict[str, Known]:
    """Every listed name; an organisation gives way to a country of the same name."""
    found: dict[str, Known] = {}
    for name, others, code, sector, speaks_for in wordlists.rows("organisations"):
        for each in [name, *_cells(others)]:
            found[each] = Known("organisation", name, code, sector, speaks_for or None)
    for code, name, others, people, capitals in wordlists.rows("countries"):
        for kind, names in (("capital", capitals), ("nationality", people), ("country", f"{name},{others}")):
            for each in _cells(names):
                shared = each.endswith("?")
                found[each.rstrip("?")] = Known(kind, name, code, shared=shared)  # type: ignore[arg-type]
    return found


def _cells(cell: str) -> list[str]:
    return [part for part in cell.split(",") if part]


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for name in known_names():
        first = _WORD.search(name)
        if first:
            index.setdefault(first.group(), []).append(name)
    return {word: tuple(sorted(names, key=lambda n: (-len(n), n))) for word, names in index.items()}


def known_in(text: str) -> Iterator[tuple[int, int, Known]]:
    """The listed names in a text, the longest at each place.

    >>> text = "South Sudan told the U.S. and the Norwegian envoy"
    >>> [(text[s:e], known.code) for s, e, known in known_in(text)]
    [('South Sudan', 'SSD'), ('U.S.', 'USA'), ('Norwegian', 'NOR')]
    """
    index, names, reached = _by_first_word(), known_names(), 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < reached or word.group() not in index:
            continue
        for name in index[word.group()]:
            end = start + len(name)
            if text.startswith(name, start) and not (end < len(text) and text[end].isalnum() and name[-1].isalnum()):
                yield start, end, names[name]
                reached = end
                break


@cache
def country_names() -> dict[str, str]:
    """Country code to name."""
    return {row[0]: row[1] for row in wordlists.rows("countries")}


def country_id(code: str) -> str:
    """The id of the actor that a country and its government are."""
    return content_id("country", code)


@cache
def adjective(code: str) -> str:
    """The adjective of a country, or its name."""
    found = next((name for name, k in known_names().items() if k.kind == "nationality" and k.code == code), None)
    return found or country_names().get(code, code)


@cache
def roles() -> dict[str, Role]:
    """Nouns for people and bodies, plural forms too.

    >>> roles()["ministers"].noun, roles()["minister"].sector
    ('ministers', 'GOV')
    """
    found = {
        noun: Role(noun, kind, sector or None, speaks == "yes", gender, kind == "group")
        for noun, kind, sector, speaks, gender in wordlists.rows("roles")
    }
    kinds = {"body": "body", "people": "group", "head": "holder"}
    for noun, _, sector, kind in wordlists.rows("bodies"):
        found.setdefault(noun, Role(noun, kinds[kind], sector, sector in _STATE, "", kind == "people"))
        cut = noun.replace("'s ", " 's ").replace("s' ", "s ' ")  # as the pipeline cuts it
        found.setdefault(cut, found[noun])
        found.setdefault(cut.replace("'", "’"), found[noun])
    for noun in [noun for noun in found if "-" in noun]:
        found[noun.replace("-", " - ")] = found[noun]  # as the pipeline cuts it
    for role in list(found.values()):
        if role.kind not in {"group", "name"} and role.noun[-1].isalpha():
            found.setdefault(tokens.plural_of(role.noun), role._replace(plural=True))
    return found


@cache
def role_starts() -> frozenset[str]:
    """The first words of the roles."""
    return frozenset(noun.split()[0] for noun in roles())


@cache
def longest_role() -> int:
    """How many words the longest role has."""
    return max(len(noun.split()) for noun in roles())


_STILL = 9999  # the last year of who is in office


@cache
def leaders() -> tuple[Leader, ...]:
    """Holders of high offices, in the order of the list."""
    return tuple(
        Leader(
            *(name, country, office, int(first), int(last or _STILL), common == "common"), surname or name.split()[-1]
        )
        for name, country, office, first, last, common, surname in wordlists.rows("leaders")
    )


@cache
def _leader_names() -> dict[str, str]:
    return {leader.name: leader.name for leader in leaders()}


def leader_name(name: str) -> str:
    """The name under which a leader is listed, else the name itself; accents are the paper's choice.

    >>> leader_name("Andrés Manuel López Obrador"), leader_name("Zoë Roy")
    ('Andres Manuel Lopez Obrador', 'Zoë Roy')
    """
    return _leader_names().get(plain(name), name)


def plain(name: str) -> str:
    """A name without accents.

    >>> plain("Peña Nieto")
    'Pena Nieto'
    """
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))

"""Bylines: the agencies that sign an article, and lines that credit agencies without their names."""

import re
from functools import cache
from typing import Final, NamedTuple

from onrecord import wordlists

UNNAMED: Final = "agencies"
"""Stands for a name where a credit gives none ("With agencies"): a part of the text is an agency's, nobody knows which.
"""


class Signed(NamedTuple):
    """The agencies of a byline; `is_whole`: nobody of another house signs with them, the text is theirs."""

    agencies: tuple[str, ...] = ()
    is_whole: bool = False


_PARTED = re.compile(wordlists.table("credit_patterns")["parted"], re.IGNORECASE)
_LEAD = re.compile(wordlists.table("credit_patterns")["before_the_names"], re.IGNORECASE)
_WITH = re.compile(wordlists.table("credit_patterns")["with"], re.IGNORECASE)
_STAFF = re.compile(wordlists.table("credit_patterns")["staff"], re.IGNORECASE)
_PERSON_WORDS = 2


def signed(byline: str | None) -> Signed:
    """The agencies that a byline names, in its order.

    >>> signed("Ann Lee, Associated Press"), signed("Ann Lee and AFP")
    (Signed(agencies=('AP',), is_whole=True), Signed(agencies=('AFP',), is_whole=False))
    >>> signed("Staff and agencies")
    Signed(agencies=('agencies',), is_whole=False)
    >>> signed("Michael Bloomberg")
    Signed(agencies=(), is_whole=False)
    """
    found: list[str] = []
    whole, others = not _WITH.match(byline or ""), False
    before, joined = None, False
    for piece, is_joined in _pieces(byline or ""):
        agency = UNNAMED if credits_unnamed(piece) else _agency(piece)
        beside = joined and ((agency and others) or (before and not agency))
        whole = whole and not beside and not (not agency and _STAFF.search(piece))
        found += [agency] if agency else []
        before, joined, others = agency, is_joined, others or not agency
    agencies = tuple(dict.fromkeys(found))
    return Signed(agencies, bool(agencies) and whole and UNNAMED not in agencies)


def _pieces(byline: str) -> list[tuple[str, bool]]:
    """The names of a byline, each with whether "and" or "with" joins it to the next."""
    pieces, start = list[tuple[str, bool]](), 0
    for match in _PARTED.finditer(byline):
        pieces.append((byline[start : match.start()], bool(match.group("joined"))))
        start = match.end()
    pieces.append((byline[start:], False))
    return [(_LEAD.sub("", piece).strip(), joined) for piece, joined in pieces if piece.strip()]


def _agency(piece: str) -> str | None:
    """The agency of one name: "AFP", "Reuters Staff", "Ann Lee of Associated Press"; "Michael Bloomberg" is a man."""
    whole = _printed().get(piece.casefold()) or _strict().get(piece)
    if whole:
        return whole
    match = _edge().match(piece)
    if not match:
        return None
    name = match.group("first") or match.group("last")
    is_person = not match.group("first") and name.istitle() and " " not in name and len(piece.split()) <= _PERSON_WORDS
    return None if is_person else wordlists.table("agencies")[name]


@cache
def _edge() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, set(_plain())), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?P<first>{names})(?![\w@]).*|.*(?<![\w@])(?P<last>{names})")


@cache
def _printed() -> dict[str, str]:
    return {name.casefold(): wordlists.table("agencies")[name] for name in _plain()}


@cache
def _strict() -> dict[str, str]:
    return {name: short for name, short, *kind in wordlists.rows("agencies") if kind == ["strict"]}


def _plain() -> list[str]:
    return [name for name, _, *kind in wordlists.rows("agencies") if kind not in (["strict"], ["pictures"])]


_PATTERNS = wordlists.table("credit_patterns")


@cache
def _unnamed_line() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line that is such a credit, and one that opens or ends with it."""
    names = "|".join(sorted(map(re.escape, wordlists.words("unnamed_agencies")), key=lambda name: (-len(name), name)))
    unnamed = _PATTERNS["any_unnamed"].replace("{NAMES}", names)
    line, edge = (_PATTERNS[name].replace("{UNNAMED}", unnamed) for name in ("unnamed_line", "unnamed_edge"))
    line = line.replace("{FROM}", _PATTERNS["from_agencies"]).replace("{LIST}", _PATTERNS["list_of_names"])
    return re.compile(line), re.compile(edge)


def credits_unnamed(line: str) -> bool:
    """Whether a line, a byline or a closing one, credits agencies without a name.

    >>> [credits_unnamed(line) for line in ("Staff and agencies", "(With inputs from agencies)", "From our wires")]
    [True, True, True]
    >>> [credits_unnamed(line) for line in ("New rules for airports and agencies", "Aid agencies leave Porto")]
    [False, False]
    """
    if len(line) > _LONGEST:
        return False
    return may_credit_unnamed(line) and any(p.fullmatch(line) for p in _unnamed_line())


def may_credit_unnamed(text: str) -> bool:
    """Whether one of the names stands in a text at all: if not, none of its lines needs to be looked at."""
    lower = text.lower()
    return any(name in lower for name in _unnamed_names())


@cache
def _unnamed_names() -> tuple[str, ...]:
    """The shortest of the names: a line that has none of them has none that is longer."""
    names = sorted(wordlists.words("unnamed_agencies"))
    return ("feed", *(name for name in names if not any(other in name for other in names if other != name)))


_LONGEST = 1_000

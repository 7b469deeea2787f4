"""Signs: an agency or an outlet that the running text names as having been told a thing, or as having reported it."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from onrecord import wordlists
from onrecord.credits.newsrooms import newsroom
from onrecord.credits.rules import read, rule_for


class Sign(NamedTuple):
    """An agency that the running text speaks of: as told (`is_told`: "told AFP"), as reporting, or as cited."""

    agency: str
    start: int
    end: int
    is_told: bool = False


class Told(NamedTuple):
    """An outlet that the running text says a thing was told to: its newsroom and its name as printed."""

    newsroom: str
    name: str
    start: int
    end: int


_HEARD_FROM, _PATTERNS = wordlists.table("heard_from"), wordlists.table("credit_patterns")
_HEARD = f"(?:{'|'.join(f'{first}(?:{rest})' for first, rest in _HEARD_FROM.items())})"
# begins with the letters that it can begin with, so that the search skips all others: three times as fast
_HEARD_THERE = (
    rf"[{''.join(_HEARD_FROM)}{''.join(_HEARD_FROM).upper()}](?<!\w.)"
    rf"(?i:{'|'.join(f'(?<={first})(?:{rest})' for first, rest in _HEARD_FROM.items())})"
)
# "Speaking to AFP", "in an interview with the news agency AFP", "told the Lisbon bureau of AFP"
_TOLD = re.compile(rf"\b{_HEARD}{_PATTERNS['between_heard_and_agency']}", re.IGNORECASE)
# "According to Reuters, ...", "Citing Reuters", "first reported by Reuters", "in documents seen by Reuters"
_CITED = re.compile(
    wordlists.table("credit_patterns")["cited"],
    re.IGNORECASE,
)
_SAID = re.compile(wordlists.table("credit_patterns")["said_by_an_outlet"])
_BEGINNINGS = tuple(sorted(wordlists.group("credit_words", "beginnings_of_heard")))
_TOLD_OUTLET = re.compile(rf"{_HEARD_THERE}{_PATTERNS['told_outlet']}")
# "told Norda Radio", "told the Guardian Monday"; but not "told the Guardian Angels"
_AFTER_OUTLET = re.compile(_PATTERNS["after_outlet"])


def signs(text: str) -> tuple[Sign, ...]:
    """Where the running text speaks of an agency as a source: no credit, but a hint of whose report it is.

    >>> [(s.agency, s.is_told) for s in signs("The mayor told AFP that nobody died, Reuters first reported.")]
    [('AFP', True), ('Reuters', False)]
    """
    return tuple(_signs(text))


def _signs(text: str) -> Iterator[Sign]:
    lines, names = read(text)
    for name in names:
        told = bool(_TOLD.search(name.before))
        if name.kind in ("strict", "pictures") or (told and name.kind == "newspaper"):
            continue  # what was told to a newspaper is that outlet's: `told_outlets`
        if (told or _CITED.search(name.before) or _SAID.match(name.after)) and not rule_for(name, lines[name.line]):
            yield Sign(name.agency, name.start, name.end, told)


def told_outlets(text: str, newsrooms: Collection[str]) -> tuple[Told, ...]:
    """Where the text says that somebody told one of the `newsrooms` a thing, by its whole name.

    A short name ("the Post") that fits several of them is nobody's; "the guardian" of a child is no paper.

    >>> text = "The captain told the Porto Post that he slept. His wife told the Post nothing."
    >>> [(told.name, told.newsroom) for told in told_outlets(text, [newsroom("portopost.com"), newsroom("Lagos Post")])]
    [('Porto Post', 'portopost')]
    """
    return tuple(told for match in _heard(text) if (told := _outlet(match, newsrooms)))


def _heard(text: str) -> Iterator[re.Match[str]]:
    """All matches of the pattern: it is tried only where one of its first words stands, ten times as fast."""
    small, end = text.lower(), 0
    if len(small) != len(text):  # "İ" is two characters when small
        yield from _TOLD_OUTLET.finditer(text)
        return
    for at in sorted(at for word in _BEGINNINGS for at in _places(small, word)):
        match = _TOLD_OUTLET.match(text, at) if at >= end else None
        if match:
            yield match
            end = match.end()


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _outlet(match: re.Match[str], newsrooms: Collection[str]) -> Told | None:
    words = match.group("name").rstrip(".").split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        key = newsroom(name)
        if key in newsrooms and (count == len(words) or _AFTER_OUTLET.match(words[count])):
            fits = sum(other.endswith(key) for other in newsrooms) if count == 1 else 1
            return Told(key, name, match.start("name"), match.start("name") + len(name)) if fits == 1 else None
    return None

"""Names that the pipeline did not see: after a title, before a state, as one who speaks, and surnames named again."""

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import entities, gazetteers, toponyms
from onrecord.extract.entities import NOBLES, PARTICLES, Name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_NAMES = wordlists.group("name_words", "opens_a_sentence")
_HEADS = wordlists.group("name_words", "heads_a_body")
_OF = wordlists.group("name_words", "joins_a_body")
_BODY_ENDS = wordlists.group("name_words", "ends_a_body")
_SITE_ENDS = wordlists.group("name_words", "ends_a_site") | wordlists.group("name_words", "kind_of_road")
_JOINS = wordlists.group("name_words", "joins_a_place")
_TOWARDS = wordlists.group("name_words", "is_at_a_place") | wordlists.group("name_words", "goes_to_a_place")
_AND = wordlists.group("name_words", "adds_a_name") | {"&"}
_LISTS = wordlists.group("name_words", "adds_a_name") | {","}
_WHOLE = wordlists.group("name_words", "before_a_whole")
_BEFORE_THINGS = wordlists.group("name_words", "before_a_thing") | frozenset("-'’#@")
_TOWN_NOUNS = wordlists.group("name_words", "kind_of_town")
_SMALL = wordlists.group("name_words", "small_in_titles")
_INITIALS = re.compile(r"^[A-Z]{3,7}$")
_DATELINE = re.compile(
    r"^\W{0,2}(?P<town>[A-Z][A-Z.'’]+(?:[ -][A-Z.'’]+){0,3})(?P<land>, [^()\n—–]{2,30}?)?"
    r"(?P<agency> ?\([^()\n]{2,40}\))? ?(?:—|–|--?|:)[ —–-]",
    re.MULTILINE,
)
_NOUNS = wordlists.group("name_words", "noun_of_a_region")
_OF_PEOPLE = wordlists.group("name_words", "done_by_people")
"""What persons do and bodies seldom: "*Okoro* laughed"."""


def after_titles(words: list[str], found: list[Name]) -> list[Name]:
    """Names after a title: "Gov. Ilsa Brandt-Moe", "Mr. Okoro"; the title itself with its land: "the Duke of Aren"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    more = []
    for i, word in enumerate(words[:-1]):
        if word in NOBLES and words[i + 1] in _WHOLE and "".join(words[i + 2 : i + 3]).istitle():
            more.append(Name(i, i + 3, "person"))
        elif word[0].isupper() and i + 1 not in taken and opens_name(word):
            end = _name_end(words, i + 1, taken)
            if 0 < end - i - 1 <= 3 and not entities.is_title(words[i + 1]) and words[i + 1] not in _BEFORE_NAMES:
                more.append(Name(i + 1, end, "person"))
    return more


@cache
def opens_name(word: str) -> bool:
    """Whether a name of a person follows a word: "Minister", "Mr."."""
    role = gazetteers.roles().get(word) or (gazetteers.roles().get(word.lower()) if word.istitle() else None)
    return word in wordlists.words("titles") or (
        role is not None
        and role.kind == "holder"
        and not role.plural
        and role.sector in {"GOV", "MIL", "LEG", "JUD", "EDU", "REL"}
    )


def _name_end(words: list[str], at: int, taken: set[int]) -> int:
    end = at
    while end < len(words) and end not in taken:
        word = words[end]
        particle = end > at and word in PARTICLES and end + 1 < len(words) and words[end + 1][:1].isupper()
        if not particle and not (word[:1].isupper() and word.replace("-", "").replace("’", "").isalpha()):
            break
        end += 1
    return end


def before_states(words: list[str], found: list[Name]) -> list[Name]:
    """A town and its state, whatever they were taken for: "Orange Bluff, Calif.", "Houston, TX"."""
    taken = {i for name in found if name.kind != "place" and name.end - name.start > 1 for i in range(*name[:2])}
    known = {name.start for name in found if name.kind == "place"}
    more = []
    for i in range(1, len(words) - 1):
        if words[i] != "," or i + 1 in taken or words[i + 1] not in toponyms.state_of():
            continue
        start = i
        while start > 0 and i - start < 3 and words[start - 1].isalpha() and words[start - 1][0].isupper():
            start -= 1
        short = len(words[i + 1]) == 2 or words[i + 1].endswith(".")
        if start == i or start in taken or (short and not _is_town(words[start:i])):
            continue
        more += [Name(i + 1, i + 2, "place")] if i + 1 not in known else []
        more += [Name(start, i, "place")] if start not in known and _is_town(words[start:i]) else []
    return more


def _is_town(words: list[str]) -> bool:
    name = " ".join(words)
    return any(town.country == "USA" for town in toponyms.towns(name.title() if name.isupper() else name))


def where_towns_are(words: list[str], found: list[Name]) -> list[Name]:
    """Large towns after "to" or "in" that the pipeline did not see, or took for persons: "they fled to *Bergen*"."""
    taken = {i for n in found if n.end - n.start > 1 or n.kind in {"place", "nationality"} for i in range(*n[:2])}
    bodies = {n.start for n in found if n.kind == "organisation"}
    return [
        Name(i, i + 1, "place")
        for i in range(1, len(words))
        if words[i].istitle() and i not in taken and words[i - 1] in _OF | (_TOWARDS if i in bodies else _JOINS)
        if not "".join(words[i + 1 : i + 2]).istitle() and _is_large_town(words[i - 2 : i], words[i])
    ]


def _is_large_town(before: list[str], word: str) -> bool:
    """Whether a word is the name of a large town; behind "of" a noun of towns tells it."""
    of = before[-1:] != [] and before[-1] in _OF
    town = next(iter(toponyms.towns(word)), None)
    if town is None or (of and before[0] not in _TOWN_NOUNS) or word in wordlists.words("first_names"):
        return False
    return town.population >= settings.EXTRACT_TOWN_NOT_PERSON and word.lower() not in wordlists.words("plain_words")


def of_datelines(parse: "Doc", text: str) -> list[Name]:
    """The town of a line that starts with it in capitals: "*BRAGA*, Portugal (AP) —", "*OSLO* - Two ferries sank"."""
    found = []
    for line in _DATELINE.finditer(text):
        town = line["town"]
        known = gazetteers.known_names().get(town.title())
        listed = (known is not None and known.kind in {"capital", "country"}) or bool(toponyms.towns(town.title()))
        plain = all(word.lower() in wordlists.words("plain_words") for word in town.split())
        told = line["agency"] is not None or bool(line["land"] and _is_land(line["land"][2:].strip()))
        span = parse.char_span(line.start("town"), line.end("town"))
        if span is not None and not plain and (listed or told):
            found.append(Name(span.start, span.end, "place"))
    return found


def _is_land(name: str) -> bool:
    known = gazetteers.known_names().get(name)
    return name in toponyms.state_of() or (known is not None and known.kind == "country")


def listed_regions(words: list[str]) -> list[Name]:
    """Regions of several words: a ferry in "*Central America*" is in no country of that name."""
    return [
        Name(i, i + len(region), "place")
        for i, word in enumerate(words)
        for region in _regions().get(word, ())
        if words[i : i + len(region)] == region and not "".join(words[i + len(region) : i + len(region) + 1]).istitle()
    ]


@cache
def _regions() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for name in sorted(toponyms.regions(), key=lambda name: (-len(name), name)):
        if " " in name and name not in gazetteers.known_names():
            found.setdefault(name.split()[0], []).append(name.split())
    return found


def before_initials(words: list[str]) -> list[Name]:
    """A name whose initials stand behind it in brackets: "the *Fund for Green Aid of Aren* (FGAA)"."""
    found = []
    for i in range(2, len(words) - 2):
        if words[i] == "(" and words[i + 2] == ")" and _INITIALS.match(words[i + 1]):
            start = _initials_start(words, i, words[i + 1])
            if start is not None and i - start > 1:
                start -= 2 * (words[start - 1] in _OF and words[start - 2] in _HEADS)
                found.append(Name(start, i, "organisation"))
    return found


def _initials_start(words: list[str], end: int, initials: str) -> int | None:
    """Where the words begin whose capitals are these.

    >>> _initials_start(["the", "Fund", "for", "Green", "Aid"], 5, "FGA"), _initials_start(["Ana", "Roy"], 2, "FGA")
    (1, None)
    """
    at, left = end, initials
    while left and at > 0:
        at -= 1
        if words[at][:1] == left[-1]:
            left = left[:-1]
        elif words[at].lower() not in _SMALL and words[at] not in {"&", "-", ",", "'s", "’s"}:
            return None
    return None if left else at


def bodies_of(words: list[str]) -> list[Name]:
    """A body with a field or a place: "the Norwegian *Department of Fish and Lakes*", "*Oslo State*" is no place."""
    more = []
    for i in range(1, len(words) - 2):
        if words[i] in _OF and words[i - 1] in _HEADS and words[i + 1][:1].isupper():
            start, end = i - 1, _body_end(words, i + 1)
            while start > 0 and i - start < 5 and _is_front(words[start - 1]):
                start -= 1
            start += words[start] in {"The", "A", "In", "At"}
            more.append(Name(start, end, "organisation"))
        elif words[i] == "State" and words[i - 1] in toponyms.states() and not words[i + 1][:1].isupper():
            more.append(Name(i - 1, i + 1, "organisation"))
    return more


def to_their_noun(words: list[str], found: list[Name]) -> list[Name]:
    """A name goes on to the noun of a body or a site: "*Arendal Community College*", "*Oslo Airport*"."""
    more = []
    for name in found:
        noun = words[name.end] if name.end < len(words) and name.kind in {"place", "organisation"} else ""
        if name.kind == "place" and noun in wordlists.words("teams"):
            more.append(Name(name.start, name.end + 1, "organisation"))  # "the *Arendal Cowboys* won"
        elif noun.istitle() and noun.lower() in _BODY_ENDS | _SITE_ENDS and not words[name.end - 1].endswith("."):
            more.append(Name(name.start, name.end + 1, "organisation" if noun.lower() in _BODY_ENDS else "place"))
    return more


def _is_front(word: str) -> bool:
    return word == "U.S." or (word[:1].isupper() and word.strip(".").isalpha())


def _body_end(words: list[str], at: int) -> int:
    """Where the field of a body ends: "Department of *Fish and Lakes*"."""
    end = at
    while end < len(words) and end - at < 8:
        joins = words[end] in _AND and end - at < 3 and words[end + 1 : end + 2] != []
        if not words[end][:1].isupper() and not (joins and words[end + 1][:1].isupper()):
            break
        end += 1
    return end


def among_places(names: list[Name], words: list[str]) -> list[Name]:
    """A town in a list after a place is a place: "in Oslo, *Reading*, *Moss* and Bergen"; a county has its noun."""
    found, places = [], set[int]()
    for name in sorted(names):
        kind, end = name.kind, name.end
        listed = words[name.start - 1] in _LISTS and name.start - 1 in places
        if listed and kind != "place" and toponyms.towns(" ".join(words[name.start : name.end])):
            kind = "place"
        if kind == "place":
            end += words[end : end + 1] != [] and words[end] in _NOUNS
            places.add(end)
        found.append(Name(name.start, end, kind))
    return found


def who_act(parse: "Doc", found: list[Name], words: list[str]) -> list[Name]:
    """A word with a capital that says or laughs and is no plain word: "“No,” laughed Okoro", "Adjoa resigned"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    return [
        Name(i, i + 1, "person")
        for i, word in enumerate(words)
        if word.istitle() and i not in taken and len(word) > 2 and word.isalpha() and _is_new_name(parse, parse[i])
    ]


def _is_new_name(parse: "Doc", token: "Token") -> bool:
    text, before = token.text, parse[token.i - 1 : token.i].text
    return (
        token.tag_ == "NNP"
        and token.dep_ == "nsubj"
        and token.head.lemma_ in _OF_PEOPLE
        and not before[:1].isupper()
        and before not in _BEFORE_THINGS
        and text.lower() not in wordlists.words("plain_words")
        and text not in wordlists.words("things")
        and not entities.is_title(text)
    )


def named_again(parse: "Doc", found: list[Name], words: list[str]) -> list[Name]:
    """Surnames that spaCy saw at one place and not at another: "Ana Roy ... said *Roy*"."""
    taken = {i for name in found for i in range(name.start, name.end)}
    people = [name for name in found if name.kind == "person" and _WHOLE.isdisjoint(words[name.start : name.end])]
    surnames = {words[name.end - 1] for name in people} - gazetteers.known_names().keys()
    return [
        Name(i, i + 1, "person")
        for i, word in enumerate(words)
        if word in surnames
        and i not in taken
        and len(word) > 2
        and parse[i].tag_.startswith("NN")
        and _stands_alone(parse, i)
    ]


def _stands_alone(parse: "Doc", i: int) -> bool:
    if i + 1 < len(parse) and (parse[i + 1].text == "-" or parse[i + 1].text[:1].isupper()):
        return False
    before = parse[i - 1].text if i else ""
    return bool(parse[i].is_sent_start) or not before[:1].isupper() or entities.is_title(before)

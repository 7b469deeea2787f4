"""Repairs of spaCy's entities: titles and possessives cut off, names run together parted, what is no person left."""

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord import wordlists
from onrecord.extract import gazetteers
from onrecord.schema import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
}
PARTICLES = wordlists.group("name_words", "particle_of_names")
NOBLES = wordlists.group("name_words", "noble_title")
_OTHER_NAMES = frozenset({"EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_EDGES = frozenset("\"'“”‘’«»()[]–—-,.;:*•|`…") | {"'s", "’s", "''", "``", "s'", "--", "\n"}
_ARTICLES = wordlists.group("name_words", "opens_a_phrase")
_CUTS = frozenset(["•", "|", "·", "/", "©"])
_AND = wordlists.group("name_words", "adds_a_name") | {"&"}
_PERSON_CUTS = _CUTS | _AND | {",", "'s", "’s", "–", "—", "(", ";"}
_FORMS = wordlists.group("name_words", "form_of_firms")
_PHOTO = wordlists.group("name_words", "marks_a_picture")
_SURNAMES = wordlists.group("name_words", "trade_or_surname")
"""Trades that are names as often: "Baker Mayfield" is a whole name, of "Baker Ana Lima" the trade is a title."""
_TOWN_NOUNS = wordlists.group("name_words", "kind_of_town")
_OPENS_TITLES = wordlists.group("name_words", "opens_a_title")
_BETWEEN_TITLES = wordlists.group("name_words", "within_titles")


class Name(NamedTuple):
    """A name by its tokens, half open."""

    start: int
    end: int
    kind: MentionKind


def repaired(parse: "Doc", words: list[str]) -> tuple[list[Name], list[tuple[int, int]]]:
    """SpaCy's names; beside them the tokens of names of events, laws, works and things, in which nobody is named."""
    found: list[Name] = []
    others: list[tuple[int, int]] = []
    for entity in parse.ents:
        label = entity.label_
        noble = label == "WORK_OF_ART" and not NOBLES.isdisjoint(words[entity.start : entity.end])
        if label in _OTHER_NAMES and entity.end - entity.start > 1 and not noble:
            others.append((entity.start, entity.end))
        elif label in KINDS:
            kind = KINDS[label]
            for start, end in _pieces(entity.start, entity.end, words, kind):
                name = _trimmed(start, end, words, kind)
                if name:
                    found.append(name)
    return found, others


def _pieces(start: int, end: int, words: list[str], kind: MentionKind) -> list[tuple[int, int]]:
    """A name never runs over a line end; nor a person's over a comma, "and" or a possessive ("Ana Roy's Oslo")."""
    edges = [start - 1, *(i for i in range(start, end) if _is_cut(words, i, end, kind)), end]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _is_cut(words: list[str], i: int, end: int, kind: MentionKind) -> bool:
    """Whether a name ends here: a body's at a comma ("Orange, Riverside"), unless "Inc." follows, and at a possessive
    with a person or a plain noun after it ("Fjord News's Ana Roy", "Roy's firm"); two countries' at their hyphen.
    """
    word, rest = words[i], words[i + 1 : end]
    if "\n" in word or word in (_PERSON_CUTS if kind == "person" else _CUTS):
        return True
    if kind == "organisation" and word in {"“", "”"}:
        return True
    if word == ",":
        return bool(rest) and rest[0].strip(".").upper() not in _FORMS and _AND.isdisjoint(rest)
    if word in {"'s", "’s"} and rest:
        return rest[0] in wordlists.words("first_names") or rest[-1].islower()
    return word == "-" and bool(rest) and i > 0 and (_is_whole(words[i - 1]) or _is_whole(rest[0]))


@cache
def _is_whole(word: str) -> bool:
    """Whether a word beside a hyphen is a name by itself: a country, a listed body, a leader."""
    return word in gazetteers.known_names() or any(
        leader.surname == word and not leader.common for leader in gazetteers.leaders()
    )


def _trimmed(start: int, end: int, words: list[str], kind: MentionKind) -> Name | None:
    """Without quotation marks, articles and possessives at the ends; a person's without titles in front."""
    while start < end and (words[start] in _EDGES or words[start] in _ARTICLES or not words[start].strip()):
        start += 1
    while end > start and (words[end - 1] in _EDGES or not words[end - 1].strip()):
        end -= 1
    start, end = _without_photo(start, end, words)
    if end - start > 1 and words[start] in wordlists.words("titles") and words[start + 1] not in _POSSESSIVES:
        kind = "person"
    if kind == "organisation" and (capitals := _byline(words[start:end])):
        end, kind = start + capitals, "person"
    if kind == "person":
        start, end = _person(start, end, words)
    elif kind == "place" and end - start > 1 and words[end - 1] in _TOWN_NOUNS:
        end -= 1  # "*Arendal* city officials"
    elif start < end and not any(char.isupper() for word in words[start:end] for char in word):
        return None  # of "Roy's firm" the firm
    if end - start == 1 and kind != "person" and (words[start] in NOBLES or _is_role(words[start])):
        return None  # "the Duchess", "the Captain" is a role
    if start >= end or end - start > 9 or not any(char.isalpha() for char in words[start]):
        return None
    return Name(start, end, kind)


def _is_role(word: str) -> bool:
    role = gazetteers.roles().get(word.lower()) if word.istitle() else None
    return role is not None and role.kind == "holder"


def _without_photo(start: int, end: int, words: list[str]) -> tuple[int, int]:
    """Of "AP Photo" the agency."""
    while end - start > 1 and words[end - 1] in _PHOTO:
        end -= 1
    while end - start > 1 and words[start] in _PHOTO:
        start += 1
    return start, end


def _person(start: int, end: int, words: list[str]) -> tuple[int, int]:
    """A person's name without titles in front and plain words after it; empty if it can be none."""
    while end - start > 1 and (is_title(words[start]) or (words[start] in _SURNAMES and end - start > 2)):
        start += 1
    while end - start > 1 and not words[end - 1][0].isupper():
        end -= 1
    return (start, end) if start < end and _could_be_person(words[start:end]) else (start, start)


def _byline(words: list[str]) -> int:
    """How many words in capitals are the name of a person: "*ANA ROY* Fjord News Writer"."""
    if len(words) < 2 or words[0].title() not in wordlists.words("first_names"):
        return 0
    shouted = 0
    while shouted < min(3, len(words)) and words[shouted].isupper() and words[shouted] not in _agencies():
        shouted += 1
    return shouted if shouted > 1 else 0


def _agencies() -> dict[str, str]:
    return wordlists.table("agencies")


@cache
def _title_words() -> frozenset[str]:
    """Words that stand before a person's name: forms of address and offices, as printed."""
    found = set(wordlists.words("titles") | _OPENS_TITLES)
    for noun in gazetteers.roles():
        for word in noun.split():
            found |= {word, word.capitalize()}
    return frozenset(found - _BETWEEN_TITLES - _SURNAMES - wordlists.words("first_names"))


def is_title(word: str) -> bool:
    """Whether a word is a title, an office or a nationality, and no part of a person's name.

    >>> is_title("Minister"), is_title("Norwegian"), is_title("Ana")
    (True, True, False)
    """
    known = gazetteers.known_names().get(word)
    return word in _title_words() or (
        known is not None and known.kind in {"nationality", "country"} and word not in {"Israel", "Jordan"}
    )


def _could_be_person(words: list[str]) -> bool:
    """A name has capitals and no digits.

    >>> _could_be_person(["Ali", "al", "Hakim"]), _could_be_person(["Clean", "Air", "Act"])
    (True, False)
    """
    if len(words) > 6 or any(char.isdigit() for word in words for char in word):
        return False
    if not words[0][0].isupper() and words[0] not in PARTICLES and not words[0].startswith(("al-", "el-")):
        return False
    if any(not (w[0].isupper() or w in PARTICLES or w in {"-", ".", "’", "'"} or "-" in w) for w in words[1:]):
        return False
    return words[-1].lower() not in wordlists.words("name_ends") and words[-1].lower() not in wordlists.words(
        "event_name_ends"
    )

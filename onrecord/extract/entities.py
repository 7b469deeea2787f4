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
PARTICLES = frozenset(["de", "van", "der", "den", "von", "da", "di", "del", "della", "la", "le", "el", "al", "bin",
                       "ibn", "ben", "bint", "abu", "dos", "do", "du", "ten", "ter", "y", "e", "af", "zu"])  # fmt: skip
_OTHER_NAMES = frozenset({"EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_EDGES = frozenset("\"'“”‘’«»()[]–—-,.;:*•|`…") | {"'s", "’s", "''", "``", "s'", "--", "\n"}
_ARTICLES = frozenset(["the", "a", "an", "The", "A", "An", "this", "that", "its", "his", "her", "their", "our", "my"])
_CUTS = frozenset(["•", "|", "·", "/", "©"])
_PERSON_CUTS = _CUTS | {",", "and", "&", "'s", "’s", "–", "—", "(", ";"}
_SURNAMES = frozenset(["Baker", "Carpenter", "Miner", "Shepherd", "Painter", "Gardener", "Skipper", "Butcher", "Chef",
                       "Tenor"])  # fmt: skip
"""Trades that are names as often: "Baker Mayfield" is a whole name, of "Baker Ana Lima" the trade is a title."""
_BETWEEN_TITLES = frozenset(["of", "in", "the", "to", "and", "for", "'s", "’s"])


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
        if label in _OTHER_NAMES and entity.end - entity.start > 1:
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
    cuts = _PERSON_CUTS if kind == "person" else _CUTS
    edges = [start - 1, *(i for i in range(start, end) if "\n" in words[i] or words[i] in cuts), end]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _trimmed(start: int, end: int, words: list[str], kind: MentionKind) -> Name | None:
    """Without quotation marks, articles and possessives at the ends; a person's without titles in front."""
    while start < end and (words[start] in _EDGES or words[start] in _ARTICLES or not words[start].strip()):
        start += 1
    while end > start and (words[end - 1] in _EDGES or not words[end - 1].strip()):
        end -= 1
    if end - start > 1 and words[start] in wordlists.words("titles"):
        kind = "person"
    if kind == "person":
        while end - start > 1 and (is_title(words[start]) or (words[start] in _SURNAMES and end - start > 2)):
            start += 1
        while end - start > 1 and not words[end - 1][0].isupper():
            end -= 1
        if start < end and not _could_be_person(words[start:end]):
            return None
    if start >= end or end - start > 9 or not any(char.isalpha() for char in words[start]):
        return None
    return Name(start, end, kind)


@cache
def _title_words() -> frozenset[str]:
    """Words that stand before a person's name: forms of address and offices, as printed."""
    found = set(wordlists.words("titles")) | {"DJ", "former", "Former", "acting", "Acting", "then", "late", "First"}
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

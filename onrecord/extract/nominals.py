"""Noun phrases and pronouns that may stand for somebody: "the Norwegian president", "the two men", "she"."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, cast

from onrecord import wordlists
from onrecord.extract import gazetteers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Family = Literal["he", "she", "it", "they", "i", "we", "who"]

PRONOUNS: Mapping[str, Family] = cast(Mapping[str, Family], wordlists.table("pronouns"))
"""Pronoun to its family."""

LANDS = wordlists.group("speaker_words", "kinds_of_land")
_TWO = wordlists.group("speaker_words", "two")
_BOTH = wordlists.group("speaker_words", "both")
_THE_ONE = wordlists.group("speaker_words", "points_at_one")
_THE_ONES = wordlists.group("speaker_words", "points_at_some")
_OF = wordlists.group("speaker_words", "a_part_of")
_NO_ROLE = gazetteers.Role("", "", None, False, "")
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod", "case", "punct", "advmod", "quantmod"})
_STOPS = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "–", "—", "\n", "/", "[", "]"})


def pronouns_in(parse: "Doc", words: list[str]) -> Iterator[int]:
    """The tokens that are personal, possessive or relative pronouns; not "US" and not the "who" of a question."""
    for i, text in enumerate(words):
        family = PRONOUNS.get(text.lower())
        if family is None or text in {"US", "IT", "ME", "WHO"}:
            continue
        if family == "who" and parse[i].dep_ not in {"nsubj", "nsubjpass", "poss", "dobj", "pobj"}:
            continue
        yield i


def roles_in(parse: "Doc", words: list[str], *, named: set[int], people: set[int]) -> Iterator[tuple[int, int]]:
    """Noun phrases with a role for a head, from their first word to the head.

    `named` are the tokens inside names, `people` the first tokens of persons: a role right before a name is a title.
    """
    roles, starts, i = gazetteers.roles(), gazetteers.role_starts(), 0
    while i < len(words):
        lower = words[i].lower()
        end = _role_end(parse, i, roles) if words[i] in starts or lower in starts else None
        if end is None:
            if lower in {"two", "latter", "former"} and _is_the_two(parse, i):
                yield i - 1, i + 1
            i += 1
            continue
        start = _phrase_start(parse, i)
        if roles.get(parse[end - 1].lower_, _NO_ROLE).kind == "land" and not _is_land_or_pair(parse, start, end):
            i = end
            continue
        if roles.get(parse[end - 1].lower_, _NO_ROLE).kind == "name":
            i = end
            continue
        if end not in people and not any(k in named for k in range(i, end)):
            yield start, end
        i = end


def _is_land_or_pair(parse: "Doc", start: int, end: int) -> bool:
    """Whether it stands for somebody: "the country" and "the two sides" do, "the other side" does not."""
    words = [parse[k].lower_ for k in range(start, end)]
    pair = not _TWO.isdisjoint(words) or words[0] in _BOTH
    return pair or (words[-1] in LANDS and words[0] in _THE_ONE)


def _role_end(parse: "Doc", i: int, roles: dict[str, gazetteers.Role]) -> int | None:
    """Where the longest role that starts here ends, if its last word heads a noun phrase."""
    for length in range(min(gazetteers.longest_role(), len(parse) - i), 0, -1):
        words = [parse[k].text for k in range(i, i + length)]
        text = " ".join(words)
        if text in roles or text.lower() in roles:
            head = parse[i] if not _OF.isdisjoint(words) else parse[i + length - 1]
            if head.pos_ in {"NOUN", "PROPN"} and not (head.dep_ == "compound" and head.head.i >= i + length):
                return i + length
            return None if length == 1 else i + length
    return None


def _phrase_start(parse: "Doc", i: int) -> int:
    """The first word of the noun phrase that a role heads: "the powerful *chief*", "Norway's *envoy*"."""
    start = i
    while start > 0 and i - start < 7 and _modifies(parse[start - 1]):
        start -= 1
        if parse[start].dep_ == "det":
            break
    return start


def _modifies(token: "Token") -> bool:
    if token.text in _STOPS or token.is_space or token.dep_ not in _MODIFIERS or (token.is_punct and token.text != "-"):
        return False
    return token.pos_ not in {"AUX", "ADV", "SCONJ"} and (token.pos_ != "VERB" or token.dep_ == "amod")


def _is_the_two(parse: "Doc", i: int) -> bool:
    """Whether the word stands alone: "the two will meet", "the latter said", not "the two ships"."""
    after = parse[i + 1] if i + 1 < len(parse) else None
    return (
        i > 0
        and (after is None or after.text != "-")
        and parse[i - 1].lower_ in _THE_ONES
        and (after is None or after.pos_ in {"AUX", "VERB", "PUNCT", "ADP", "ADV", "SCONJ", "CCONJ"})
    )

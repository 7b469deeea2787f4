"""The rules of credits: an agency's name as it is printed, the words before and after it, and where its line stands."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal, NamedTuple, cast

from onrecord import settings, wordlists


class Line(NamedTuple):
    """A line of a text, and whether it stands at the head, at the tail, or at the top: no sentence above it."""

    start: int
    end: int
    is_head: bool
    is_tail: bool
    is_top: bool


class Name(NamedTuple):
    """One printing of an agency's name, the line it stands in, and the words of that line on both sides."""

    agency: str
    kind: str
    line: int
    start: int
    end: int
    before: str
    after: str


RuleKind = Literal["article", "dateline", "share", "caption", "above"]


class Rule(NamedTuple):
    """One row of `wordlists/credit_rules.tsv`."""

    kind: RuleKind
    where: str
    strict_too: bool
    before: re.Pattern[str]
    after: re.Pattern[str]


_PATTERNS = wordlists.table("credit_patterns")
_MONTHS = sorted(
    (row[0] for row in wordlists.rows("time_words") if row[1] == "month"), key=lambda name: (-len(name), name)
)
MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_PIECES = {
    "{DAY}": rf"(?:,? (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:, \d{{4}})?)",
    "{LIST}": _PATTERNS["list_in_a_credit"],
    "{NAME}": r"[A-ZÀ-Þ][\w’'.-]*",
    "{WEEKDAY}": rf"(?:{_PATTERNS['weekday']}|{MONTH} \d)",
    "{PHOTO_END}": _PATTERNS["photo_end"],
}
_SENTENCE_ENDS = tuple(".!?”\"’'")
WINDOW = 200


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """The pattern of all printed names, longest first, and for each its short name and its kind (the third column)."""
    rows = [(*row, "")[:3] for row in wordlists.rows("agencies")]
    printed = sorted({row[0] for row in rows}, key=lambda name: (name[0], -len(name), name))
    # the look-behind stands after the first letter, so that the search can skip to these letters: eight times as fast
    starts = (
        rf"{re.escape(letter)}(?<![\w@#]{re.escape(letter)})(?:{'|'.join(re.escape(name[1:]) for name in names)})"
        for letter, names in groupby(printed, key=lambda name: name[0])
    )
    pattern = re.compile(rf"(?:{'|'.join(starts)})(?![\w@])(?!\.\w)")
    return pattern, {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            cast(RuleKind, kind),
            where,
            bool(strict),
            re.compile(rf"(?:{_filled(before)})$"),
            re.compile(_filled(after)),
        )
        for kind, where, strict, before, after, _example in wordlists.rows("credit_rules")
    )


def _filled(pattern: str) -> str:
    for name, piece in _PIECES.items():
        pattern = pattern.replace(name, piece)
    return pattern


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    spans = [match.span() for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    tail = max(len(spans) - settings.CREDITS_TAIL_LINES, 0)
    found, above = [], ""
    for number, (start, end) in enumerate(spans):
        is_head = start < settings.CREDITS_HEAD
        found.append(Line(start, end, is_head, number >= tail, is_head and above not in _SENTENCE_ENDS))
        above = text[end - 1]
    return found


@lru_cache(maxsize=1_000)
def read(text: str) -> tuple[list[Line], tuple[Name, ...]]:
    """The lines of a text and the names in it; those of a batch are kept, for credits and signs both ask for them."""
    lines = lines_of(text)
    return lines, tuple(named(text, lines))


def named(text: str, lines: list[Line]) -> Iterator[Name]:
    """The printed names of agencies; of a long list of them the first and the last."""
    pattern, short, kinds = _names()
    matches = list(pattern.finditer(text))
    if len(matches) > settings.CREDITS_MOST_NAMES:
        half = settings.CREDITS_MOST_NAMES // 2
        matches = matches[:half] + matches[-half:]
    number = 0
    for match in matches:
        start, end = match.span()
        while lines[number].end < end:
            number += 1
        line = lines[number]
        # "x": a cut window must not look like the start or the end of its line
        before = text[line.start : start] if start - line.start <= WINDOW else "x" + text[start - WINDOW : start]
        after = text[end : line.end] if line.end - end <= WINDOW else text[end : end + WINDOW] + "x"
        yield Name(short[match.group()], kinds[match.group()], number, start, end, before, after)


def rule_for(name: Name, line: Line) -> Rule | None:
    """The first rule that the words around a name fit."""
    places = {
        "any": True,
        "head": line.is_head,
        "tail": line.is_tail,
        "edges": line.is_head or line.is_tail,
        "top": line.is_top,
    }
    for rule in _rules():
        fits = places[rule.where] and _is_read_by(name, rule)
        if fits and rule.after.match(name.after) and rule.before.search(name.before):
            return rule
    return None


def _is_read_by(name: Name, rule: Rule) -> bool:
    if name.kind == "pictures":
        return rule.kind in ("caption", "above")
    return rule.strict_too or name.kind != "strict"


def own_words(name: Name, rule: Rule) -> tuple[int, int]:
    """From where the rule's words begin to where they end, with the bracket around them."""
    before, after = rule.before.search(name.before), rule.after.match(name.after)
    lead, rest = (before.group() if before else "", after.group() if after else "")
    start = name.start - len(lead.lstrip(" .!?…”\"’')]_*\u2014"))
    end = name.end + len(rest.rstrip())
    opened = name.before.rfind("(")
    if opened > name.before.rfind(")"):
        start = min(start, name.start - len(name.before) + opened)
        end = max(end, name.end + name.after.find(")") + 1)
    return start, end

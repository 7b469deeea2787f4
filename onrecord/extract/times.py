"""Reads times: expressions by grammar, their TIMEX3 values on the day of publication, and the days they cover."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.extract.calendars import Side, interval
from onrecord.extract.dates import Anchor
from onrecord.extract.expressions import matches
from onrecord.extract.readings import Reading
from onrecord.schema import TimeExpression, TimeKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WIDENED = re.compile(
    r"(?:\b(?:the\s)?(?:very\s)?(?:beginning|start|middle|end|close)\sof\s(?:the\s)?"
    r"|\b(?:the\s)?(?:early|late|mid|earlier|later|sometime)[\s-](?:in\s)?)+$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|starting|beginning)\s(?:the\s|on\s|in\s)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:\b(?:until|till|through|by|no later than)|\bfrom\s[\w\s.,]{2,20}\sto)\s(?:the\s)?$", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of)\s(?:the\s)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following)\s(?:the\s)?$", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_NAMES = ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP")
_AHEAD = frozenset(("will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "must", "can", "should", "to"))
_PLANS = frozenset(("schedule", "expect", "plan", "slate", "due", "intend"))
_PAST_HELPERS = frozenset(("has", "have", "'ve", "’ve", "was", "were", "did"))
_PRESENT_HELPERS = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re"))
_SHARED_TENSE = frozenset(("advcl", "xcomp", "conj", "ccomp"))
_PUT_OFF = frozenset(("postpone", "extend", "delay", "defer", "adjourn", "give", "suspend", "wait", "remain"))
_AT_THE_EARLIEST = re.compile(r"\bas (?:soon|early|late) as\s(?:next\s)?$", re.IGNORECASE)


def find(reading: Reading) -> None:
    """Fill `reading.times` from left to right, so that "the next day" counts from the day told before it."""
    published = _day(reading.article.published)
    told: str | None = None
    for rule, match in matches(reading.article.text):
        if _is_name(reading.parse, match):
            continue
        value = rule.resolve(match, Anchor(published, _side(reading, match), told))
        if value is None:
            continue
        kind = _kind(rule.kind, value)
        if kind in ("DATE", "TIME") and value[:4].isdigit():
            told = value
        start, end = _edges(reading.article.text, match, kind)
        first, last = _open_ends(reading.article.text[:start], interval(value) if kind != "SET" else (None, None))
        reading.times.append(TimeExpression(reading.span(start, end), kind, value, first, last))


def _day(published: str | None) -> date | None:
    """The day of publication; null where it is unknown, or so near the ends of the calendar that counting leaves it."""
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _kind(kind: TimeKind, value: str) -> TimeKind:
    if kind == "DATE" and re.match(r"P(?:T|X|\d)", value):
        return "DURATION"
    return "TIME" if kind == "DATE" and "T" in value[4:] and value[0] != "P" else kind


def _edges(text: str, match: re.Match[str], kind: TimeKind) -> tuple[int, int]:
    start, end = match.span()
    while text[start].isspace():
        start += 1
    if kind != "SET" and (wider := _WIDENED.search(text, max(0, start - 30), start)):
        start = wider.start()
    return start, end


def _is_name(parse: "Doc", match: re.Match[str]) -> bool:
    """A month or a weekday in a name: "June Carter", "The Sunday Times", "Theresa May", or the verb "may"."""
    groups = match.groupdict()
    name = "month" if groups.get("month") else "weekday" if groups.get("weekday") else None
    if name is None or groups.get("day") or groups.get("year") or groups.get("clock"):
        return False
    token = _token(parse, match.start(name))
    if token is None:
        return False
    surname = token.lower_ == "may" and token.i > 0 and token.nbor(-1).pos_ == "PROPN"
    return surname or token.ent_type_ in _NAMES or token.tag_ in ("MD", "VB", "VBP", "VBD")


def _token(parse: "Doc", offset: int) -> "Token | None":
    span = parse.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _side(reading: Reading, match: re.Match[str]) -> Side | None:
    """The side of the day of publication that the words before the expression tell, or the verb above it."""
    before = reading.article.text[max(0, match.start() - 32) : match.start()]
    if _SINCE.search(before):
        return "past"
    if _AT_THE_EARLIEST.search(before):
        return "future"
    token = _token(reading.parse, match.end() - 1)
    above = (
        next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None) if token is not None else None
    )
    if above is None:
        return None
    side = tense(above)
    return "future" if _UNTIL.search(before) and (side is None or above.lemma_ in _PUT_OFF) else side


def tense(verb: "Token") -> Side | None:
    """The side that a verb tells: "met" and "had been due" past, "will meet" and "is due" future, "meets" neither."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _AHEAD:
        return "past" if "have" in helpers else "future"
    if "had" in helpers or verb.tag_ == "VBD":
        return "past"
    if verb.lemma_ in _PLANS:
        return "future"
    if verb.tag_ == "VBG" and not helpers & _PAST_HELPERS:
        if helpers & _PRESENT_HELPERS:
            return "future"
        return tense(verb.head) if verb.dep_ in _SHARED_TENSE and verb.head.pos_ in ("VERB", "AUX") else None
    return "past" if helpers & _PAST_HELPERS or (verb.tag_ == "VBN" and not helpers) else None


def _open_ends(before: str, days: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Days after "since" have no end, days after "until" no start; "before" and "after" leave the day itself out."""
    first, last = days
    if first is None or last is None:
        return days
    lead = before[-32:]
    if _SINCE.search(lead):
        return first, None
    if _UNTIL.search(lead):
        return None, last
    if _BEFORE.search(lead):
        return None, _moved(first, -1)
    return (_moved(last, 1), None) if _AFTER.search(lead) else days


def _moved(day: str, by: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return None

"""Reads times: expressions by grammar, their TIMEX3 values on the day of publication, and the days they cover."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract.calendars import Side, interval
from onrecord.extract.dates import Anchor
from onrecord.extract.expressions import LEADS, Rule, matches
from onrecord.extract.readings import Reading
from onrecord.schema import TimeExpression, TimeKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARCHING = wordlists.group("date_words", "aims_of_a_march")
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_NAMES = ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "NORP")
_AHEAD = wordlists.group("date_words", "tells_the_future")
_PLANS = wordlists.group("date_words", "plans")
_PERFECT = wordlists.group("date_words", "of_the_perfect")
_PLUPERFECT = wordlists.group("date_words", "of_the_pluperfect")
_PAST_HELPERS = wordlists.group("date_words", "tells_the_past")
_PRESENT_HELPERS = wordlists.group("date_words", "tells_the_present")
_TO = wordlists.group("date_words", "before_an_infinitive")
_CONDITIONS = wordlists.group("date_words", "tells_what_lies_ahead")
_NUMBERED = wordlists.group("date_words", "before_a_number_that_names")
_PUT_OFF = wordlists.group("date_words", "puts_off")
_SURNAMES = wordlists.group("date_words", "months_that_are_surnames")
_SHARED_TENSE = frozenset(("advcl", "xcomp", "conj", "ccomp"))


def find(reading: Reading) -> None:
    """Fill `reading.times` from left to right, so that "the next day" counts from the day told before it."""
    published = _day(reading.article.published)
    told, reached = None, 0
    for rule, match in matches(reading.article.text):
        if match.start() < reached or _is_name(reading.parse, match):
            continue
        value = _resolved(rule, match, Anchor(published, _side(reading, match), told))
        if value is None:
            continue
        kind = _kind(rule.kind, value)
        if kind in ("DATE", "TIME") and value[:4].isdigit():
            told = value
        start, end = _edges(reading, match, kind)
        first, last = _open_ends(reading.article.text, start, interval(value) if kind != "SET" else (None, None))
        reading.times.append(TimeExpression(reading.span(start, end), kind, value, first, last))
        if second := _second_day(match, value):
            reached = match.end("of_year" if match["of_year"] else "second")
            span = reading.span(match.start("second"), reached)
            reading.times.append(TimeExpression(span, "DATE", second, second, second))


def _second_day(match: re.Match[str], first: str) -> str | None:
    """As in "They meet on May 3 and 4": the 4th."""
    day = match.groupdict().get("second")
    try:
        second = date.fromisoformat(f"{first[:8]}{int(day):02}").isoformat() if day else None
    except ValueError:
        return None
    return second if second and second > first else None


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


def _edges(reading: Reading, match: re.Match[str], kind: TimeKind) -> tuple[int, int]:
    text, (start, end) = reading.article.text, match.span()
    first = _token(reading.parse, start) if kind == "DURATION" else None
    if first is not None and first.pos_ == "VERB" and first.idx + len(first) < end:
        start = first.idx + len(first)  # "The trial may last two weeks"
    while start < end and text[start].isspace():
        start += 1
    if text[end - 1] == ")" and "(" not in match.group():
        end -= 1
    if kind != "SET" and (wider := LEADS["inside"].search(text, max(0, start - 30), start)):
        start = wider.start()
    return start, end


def _is_name(parse: "Doc", match: re.Match[str]) -> bool:
    """A month or a weekday in a name: "June Carter", "The Sunday Times", "Theresa May", or the verb "may"."""
    groups = match.groupdict()
    if groups.get("adverb"):
        return _is_paper(_token(parse, match.start("adverb")))
    if (groups.get("unit") or groups.get("named")) and _is_title(parse, match):
        return True
    if groups.get("year") and match.start("year") == match.start():
        token = _token(parse, match.start())
        return token is not None and token.i > 0 and token.nbor(-1).lower_ in _NUMBERED
    name = "month" if groups.get("month") else "weekday" if groups.get("weekday") else None
    if name is None or groups.get("day") or groups.get("year") or groups.get("clock"):
        return False
    token = _token(parse, match.start(name))
    if token is None:
        return False
    surname = token.lower_ in _SURNAMES and token.i > 0 and token.nbor(-1).pos_ == "PROPN"
    return surname or _is_march(token) or token.ent_type_ in _NAMES or token.tag_ in ("MD", "VB", "VBP", "VBD")


def _is_march(token: "Token") -> bool:
    """As in "the annual March for Jobs": a month has no such article."""
    before, after = token.doc[token.i - 1 : token.i], token.doc[token.i + 1 : token.i + 3]
    named = len(after) == 2 and after[0].lower_ in _MARCHING and after[1].pos_ == "PROPN"
    return named and any(word.pos_ in ("DET", "ADJ") for word in before)


def _is_paper(token: "Token | None") -> bool:
    """As in "the party daily", "the daily Correio reported": a newspaper."""
    if token is None or token.i + 1 >= len(token.doc):
        return False
    return token.pos_ == "NOUN" or (token.nbor(1).pos_ == "PROPN" and token.text[0].islower())


def _is_title(parse: "Doc", match: re.Match[str]) -> bool:
    """Words with capitals after a word without: told on "This Week", in "60 Minutes"."""
    words = re.findall(r"[^\W\d_]+", match.group())
    token = _token(parse, match.start())
    if token is None or not words or not all(word[0].isupper() for word in words) or not token.i:
        return False
    before = token.nbor(-1)
    before = before.nbor(-1) if before.is_quote and before.i and not before.is_sent_start else before
    in_name = before.pos_ == "PROPN" and not all(word.is_upper for word in token.sent if word.is_alpha)
    return not token.is_sent_start and (before.is_lower or before.dep_ == "case" or in_name)


def _token(parse: "Doc", offset: int) -> "Token | None":
    span = parse.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _side(reading: Reading, match: re.Match[str]) -> Side | None:
    """The side of the day of publication that the words before the expression tell, or the verb above it."""
    before = reading.article.text[max(0, match.start() - 32) : match.start()]
    if LEADS["since"].search(before):
        return "past"
    if LEADS["at_the_earliest"].search(before) or LEADS["counted_until"].search(before):
        return "future"
    token = _token(reading.parse, match.end() - 1)
    above = (
        next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None) if token is not None else None
    )
    if above is None:
        return None
    side = tense(above)
    return "future" if LEADS["until"].search(before) and (side is None or above.lemma_ in _PUT_OFF) else side


def tense(verb: "Token") -> Side | None:
    """The side that a verb tells: "met" and "had been due" past, "will meet" and "is due" future, "meets" neither."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _AHEAD:
        return _ahead(verb, helpers)
    if helpers & _PLUPERFECT or verb.tag_ == "VBD":
        return "past"
    if verb.lemma_ in _PLANS or (verb.tag_ in ("VBP", "VBZ") and _is_condition(verb)):
        return "future"
    if verb.tag_ == "VBG" and not helpers & _PAST_HELPERS:
        if helpers & _PRESENT_HELPERS:
            return "future"
        return tense(verb.head) if verb.dep_ in _SHARED_TENSE and verb.head.pos_ in ("VERB", "AUX") else None
    return "past" if helpers & _PAST_HELPERS or (verb.tag_ == "VBN" and not helpers) else None


def _ahead(verb: "Token", helpers: set[str]) -> Side | None:
    if helpers & _TO and _is_past_aim(verb):
        return None
    return "past" if helpers & _PERFECT else "future"


def _is_condition(verb: "Token") -> bool:
    """As in "when the ministers meet on Monday": a day ahead."""
    return verb.dep_ == "advcl" and any(child.lower_ in _CONDITIONS for child in verb.children)


def _is_past_aim(verb: "Token") -> bool:
    """As in "Hundreds came to protest on Friday", "had been scheduled to end on Friday": no day ahead is told."""
    if verb.dep_ == "advcl" and verb.head is not verb:
        return tense(verb.head) != "future"
    return verb.dep_ == "xcomp" and any(child.lower_ in _PLUPERFECT for child in verb.head.children)


def _open_ends(text: str, at: int, days: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Days after "since" have no end, days after "until" no start; "before" and "after" leave the day itself out."""
    first, last = days
    if first is None or last is None:
        return days
    lead = text[max(0, at - 32) : at]
    if LEADS["since"].search(lead):
        return first, None
    if LEADS["until"].search(lead):
        return None, last
    if LEADS["before"].search(lead):
        if LEADS["at_the_end"].match(text[at : at + 32]):
            return None, last
        return None, _moved(first, -1)
    return (_moved(last, 1), None) if LEADS["after"].search(lead) else days


def _resolved(rule: Rule, match: re.Match[str], anchor: Anchor) -> str | None:
    """The value of an expression; none beyond the calendar: "December 31, 9999, and the following day"."""
    try:
        return rule.resolve(match, anchor)
    except OverflowError:
        return None


def _moved(day: str, by: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return None

"""Reads figures: how many of what, with bounds, what is told of them, where, since when, and on whose word."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from onrecord import wordlists
from onrecord.extract import circumstances, hedges, measures, quantities, victims, whereabouts
from onrecord.extract.measures import PERSONAL, Counted
from onrecord.extract.quantities import Quantity
from onrecord.extract.readings import Reading
from onrecord.schema import Figure

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERIOD = re.compile(r"P(T?)([\d.]+|X)([A-Z])$")
Unit = Literal["year", "month", "week", "day", "quarter", "hour", "minute", "second"]
_UNITS: dict[str, Unit] = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "Q": "quarter",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
_any = partial(wordlists.pattern, "figure_words")
_ANCHORED = re.compile(
    rf"{_any('before_a_period_known')}\b|.*\b{_any('after_a_period_counted')}$", re.IGNORECASE | re.DOTALL
)
_LEANING = re.compile(rf"\s{_any('leans_on_a_day')}\b", re.IGNORECASE)
_LASTING = re.compile(rf"\b{_any('before_a_time_it_lasts')}\s$", re.IGNORECASE)
_LEAD = re.compile(wordlists.pattern("figure_words", "of") + r"\s")
_POINTERS = wordlists.group("figure_words", "before_a_number_known")
_HARMED_POINTERS = wordlists.group("figure_words", "before_harmed_known")
_NO_ONE = wordlists.group("figure_words", "before_one_of_none")
_COMPARES = wordlists.group("figure_words", "compares")
_WHO = wordlists.group("figure_words", "names_persons_next")
_EMERGENCY = wordlists.group("figure_words", "emergency_numbers")
_CALLED = wordlists.group("figure_words", "calls_a_number")
_CALLING = wordlists.group("figure_words", "named_after_a_number")
_WEEKEND = wordlists.group("figure_words", "no_unit_of_a_claim")
_WHOLE = 100  # percent
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES = ("ORG", "PRODUCT", "LAW", "FAC", "WORK_OF_ART", "EVENT")


def find(reading: Reading) -> None:
    """Fill `reading.figures`, in the order of the text; those shot are injured where the article tells of no death."""
    found = [*_periods(reading), *_counts(reading)]
    if not any(figure.measure == "killed" for figure in found):
        found = [replace(figure, measure="injured") if figure.measure == "shot" else figure for figure in found]
    numbered = {figure.measure for figure in found if figure.value is not None}
    found += [figure for figure in _victims(reading) if figure.measure not in numbered]
    reading.figures.extend(sorted(found, key=lambda figure: figure.span))


def _periods(reading: Reading) -> Iterator[Figure]:
    """Durations with a number: "for six months", "a two-day visit"; not "for some weeks", "the past year"."""
    text = reading.article.text
    for time in reading.times:
        period = _PERIOD.match(time.value) if time.kind == "DURATION" else None
        words, end = reading.text(time.span), time.span.end
        if period is None or period[2] == "X" or _ANCHORED.match(words) or _LEANING.match(text, end):
            continue
        if words.isalpha() and not _LASTING.search(text, max(0, time.span.start - 8), time.span.start):
            continue  # "In the old days", "weeks of talks"
        value = float(period[2])
        before = re.match(hedges.BEFORE, words, re.IGNORECASE)
        hedge = hedges.kind_of(before.group() if before else None)
        span, unit = (time.span.start, end), _UNITS.get(period[1] + period[3])
        yield _figure(reading, Quantity(*span, span, value, *hedges.bounds(value, hedge), hedge, unit, "duration"))


def _counts(reading: Reading) -> Iterator[Figure]:
    """Numbers that are claims; none that is part of a time, nor of the words that a figure before it counts."""
    reached, timed = 0, bytearray(len(reading.article.text))
    for time in reading.times:
        timed[time.span.start : time.span.end] = b"\1" * (time.span.end - time.span.start)
    for quantity in quantities.find(reading.article.text):
        if quantity.start < reached or any(timed[quantity.start : quantity.end]):
            continue
        counts = measures.counted(reading.parse, quantity)
        if counts is None or circumstances.sentence_of(reading.parse, counts.words.start) is None:
            continue
        measure = measures.measure_of(quantity, counts)
        label = quantity.unit is None and _is_label(reading.article.text, quantity, counts)
        label = label or _is_comparison(reading.article.text, quantity, counts)
        if not label and _is_claim(reading.article.text, quantity, counts, measure):
            figure = _figure(reading, quantity._replace(measure=measure), counts)
            reached = figure.span.end
            yield figure


def _victims(reading: Reading) -> Iterator[Figure]:
    """Victims told one by one: "a man was shot dead" is one person killed."""
    for victim in victims.find(reading.parse):
        span, number = (victim.first.idx, victim.last.idx + len(victim.last)), float(victim.number)
        yield _figure(reading, Quantity(*span, span, number, number, number, "exact", "person", victim.measure))


def _is_claim(text: str, quantity: Quantity, counts: Counted, measure: str) -> bool:
    """Whether a number says how many there are: not "the two men", "one of them", "Smith, 34,", "Route 66"."""
    if quantity.measure == "share":
        return _is_share(quantity, counts)
    if quantity.unit is not None:
        return True
    harmed, before = measure in PERSONAL, text[max(0, quantity.start - 24) : quantity.start].lower().split()
    last = before[-1].lstrip("\"“'‘(") if before else ""
    if last in _POINTERS:
        return harmed and last in _HARMED_POINTERS
    if quantity.value in (0, 1):
        return harmed and last not in _NO_ONE
    if counts.noun is None:
        told = harmed or measure == "voting" or _is_followed(counts, _WHO)
        return told and not _is_age(text, *quantity.number)
    return harmed or not (counts.noun.tag_ == "NNP" or _is_name(counts) or _is_empty(counts.noun))


def _is_comparison(text: str, quantity: Quantity, counts: Counted) -> bool:
    """As in "more numerous mills", "quite a few of them"."""
    if quantity.hedge != "vague" or quantity.measure:
        return False
    before = text[max(0, quantity.start - 24) : quantity.start].lower().split()
    of_them = counts.noun is not None and counts.noun.pos_ == "PRON"
    return of_them or (bool(before) and before[-1] in _COMPARES)


def _is_share(quantity: Quantity, counts: Counted) -> bool:
    """Whether a share is one: not "the most powerful mills", "I 100 percent agree", "most of the day"."""
    if quantity.value is None:
        shared = _last_shared(counts)
        return (
            shared is not None and counts.words[0].tag_ != "RBS" and shared.lemma_ not in wordlists.words("time_words")
        )
    return quantity.value != _WHOLE or counts.head.pos_ not in ("ADJ", "ADV", "VERB")


def _is_followed(counts: Counted, words: frozenset[str]) -> bool:
    return any(token.lower_ in words for token in counts.words.doc[counts.words.end : counts.words.end + 1])


def _is_age(text: str, start: int, end: int) -> bool:
    """As in "Dana Reyes, 34, was hurt"."""
    return text[max(0, start - 2) : start] == ", " and text[end : end + 1] in (",", ")", ".")


def _is_label(text: str, quantity: Quantity, counts: Counted) -> bool:
    """Whether a number names: "*911* dispatchers", "called *999*", "the 2016 Fiat", "Pier *39* visitors"."""
    number, first, noun = text[slice(*quantity.number)], counts.words[0], counts.noun
    before = first.nbor(-1) if first.i else first
    if number in _EMERGENCY and quantity.hedge == "exact":
        return before.lower_ in _CALLED or (noun is not None and noun.lemma_.lower() in _CALLING)
    if _YEAR.fullmatch(number) and noun is not None and noun.pos_ == "PROPN":
        return True
    labelled = before.i < first.i and before.pos_ in ("NOUN", "PROPN") and before.text[0].isupper()
    within = before.dep_ in ("compound", "nmod", "nummod", "amod") and before.head.i >= first.i
    return labelled and (within or first.head == before) and number.isdigit() and quantity.start == quantity.number[0]


def _is_name(counts: Counted) -> bool:
    """As in "the 2000 Guineas field", "Flight 370 passengers", "Article 5 talks": the number is a part of a name."""
    first, noun = counts.words[0], counts.noun
    if (noun is not None and noun.ent_type_ in _NAMES) or (first.ent_type_ in _NAMES and first.ent_iob_ == "I"):
        return True
    before = first.nbor(-1) if first.i else first
    return before.pos_ == "PROPN" and first.pos_ == "NUM" and before.head in (first, before)


def _is_empty(noun: "Token") -> bool:
    """As in "two things", "three ways"; "four years" is told as a time or not at all."""
    lemma = noun.lemma_.lower()
    return lemma in wordlists.words("empty_nouns") or lemma in wordlists.words("time_words") or lemma in _WEEKEND


def _last_shared(counts: Counted) -> "Token | None":
    """The last word of what a vague share is a part of.

    As in "40 riders, most of them students", "12 people, mostly old men", "200 guests, a majority of them women".
    """
    last = None
    for token in counts.words.doc[counts.words.end : counts.words.end + 6]:
        if token.pos_ in ("NOUN", "PROPN") or (token.tag_ in ("PRP", "WP") and last is None):
            last = token
        elif token.pos_ not in ("ADJ", "DET", "PRON", "NUM"):
            break
    return last


def _figure(reading: Reading, quantity: Quantity, counts: Counted | None = None) -> Figure:
    measure, start, end = quantity.measure or "count", quantity.start, quantity.end
    noun = _counted_noun(quantity, counts) if counts is not None else None
    phrase = None
    if noun is not None:
        told = quantity.end
        end = max(end, noun.idx + len(noun))
        phrase = _LEAD.sub("", re.sub(r"\s+", " ", reading.article.text[told:end]).strip(" +-"), count=1) or None
    words = reading.parse.char_span(start, end, alignment_mode="expand")
    sentence = circumstances.sentence_of(reading.parse, words.start) if words is not None else None
    return Figure(
        span=reading.span(start, end),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or _unit(noun, measure),
        measure=measure,
        counts=_counted_words(phrase, measure),
        hedge=quantity.hedge,
        place=whereabouts.place(reading, words, sentence) if words and sentence else None,
        since=circumstances.since(reading, sentence) if sentence else None,
        attributed_to=circumstances.on_whose_word(reading, words, sentence) if words and sentence else None,
    )


def _counted_noun(quantity: Quantity, counts: Counted) -> "Token | None":
    if quantity.unit == "share" and quantity.value is None:
        return _last_shared(counts)
    noun = counts.noun
    if noun is None or noun.pos_ == "PRON" or noun.idx < quantity.number[1]:
        return None
    if quantity.measure == "distance" and noun.pos_ == "PROPN":
        return None  # "within 20 miles of the Santa Rita"
    between = noun.doc[counts.words.end : noun.i]
    return None if any(token.is_bracket for token in between) else noun


def _counted_words(phrase: str | None, measure: str) -> str | None:
    """The counted in the text's words, with what befell them: "villagers displaced"."""
    if measure not in PERSONAL or measure in ("casualties", "attending"):
        return phrase
    words = phrase or "people"
    return words if measure in words else f"{words} {measure}"


def _unit(noun: "Token | None", measure: str) -> str | None:
    if noun is None:
        return "person" if measure in PERSONAL else None
    lemma, people = noun.lemma_.lower(), wordlists.words("person_nouns")
    if noun.pos_ == "PROPN" and lemma not in people and lemma.removesuffix("s") in people:
        return "person"  # "12 Hackers Named", in a headline
    known = lemma in people or noun.lemma_ in people or noun.ent_type_ == "NORP"
    return "person" if known or (measure in PERSONAL and measures.is_harm_noun(lemma)) else lemma

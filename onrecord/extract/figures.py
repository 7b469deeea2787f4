"""Reads figures: how many of what, with bounds, what is told of them, where, since when, and on whose word."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import hedges, measures, quantities, victims
from onrecord.extract.measures import PERSONAL, Counted
from onrecord.extract.quantities import Quantity
from onrecord.extract.readings import Reading
from onrecord.schema import Figure, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERIOD = re.compile(r"P(?:T)?([\d.]+|X)(?:T)?([A-Z])$")
_PERIOD_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "H": "hour", "S": "second"}
_SURE = re.compile(
    r"\b(?:past|last|next|coming|first|latest|previous|final|recent|the|these|those|an?)\b", re.IGNORECASE
)
_LEANING = re.compile(r"\s(?:ago|later|earlier|from\snow)\b", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:for|lasted|took|within)\s$", re.IGNORECASE)
_POINTING = frozenset(
    ("the", "these", "those", "both", "all", "his", "her", "their", "its", "our", "my", "your", "any")
)
_NAMES = ("ORG", "PRODUCT", "LAW", "FAC", "WORK_OF_ART", "EVENT")


def find(reading: Reading) -> None:
    """Fill `reading.figures`, in the order of the text."""
    found = [*_periods(reading), *_counts(reading)]
    numbered = {figure.measure for figure in found if figure.value is not None}
    found += [figure for figure in _victims(reading) if figure.measure not in numbered]
    reading.figures.extend(sorted(found, key=lambda figure: figure.span))


def _periods(reading: Reading) -> Iterator[Figure]:
    """Durations told as a quantity: "for several months", "a three-day visit"; not "the past year", nor "a week later"."""
    for time in reading.times:
        period = _PERIOD.match(time.value) if time.kind == "DURATION" else None
        words = reading.text(time.span)
        if period is None or _SURE.match(words) or _LEANING.match(reading.article.text, time.span.end):
            continue
        if words.isalpha() and not _LASTING.search(reading.article.text, 0, time.span.start):
            continue
        value = None if period[1] == "X" else float(period[1])
        unit = "minute" if "PT" in time.value and period[2] == "M" else _PERIOD_UNITS[period[2]]
        before = re.match(hedges.BEFORE, words, re.IGNORECASE)
        hedge = "vague" if value is None else hedges.kind_of(before.group() if before else None)
        low, high = hedges.bounds(value, hedge)
        yield _figure(
            reading,
            Quantity(
                time.span.start,
                time.span.end,
                (time.span.start, time.span.end),
                value,
                low,
                high,
                hedge,
                unit,
                "duration",
            ),
        )


def _counts(reading: Reading) -> Iterator[Figure]:
    reached = 0
    timed = [(time.span.start, time.span.end) for time in reading.times]
    for quantity in quantities.find(reading.article.text):
        if quantity.start < reached or any(quantity.start < end and start < quantity.end for start, end in timed):
            continue
        counts = measures.counted(reading.parse, quantity)
        if counts is None:
            continue
        measure = measures.measure_of(quantity, counts)
        if _is_figure(reading, quantity, counts, measure):
            figure = _figure(reading, quantity._replace(measure=measure), counts)
            reached = figure.span.end
            yield figure


def _victims(reading: Reading) -> Iterator[Figure]:
    """Victims told one by one, where no number tells them: "a man was shot dead" is one person killed."""
    for victim in victims.find(reading.parse):
        start, end = victim.first.idx, victim.last.idx + len(victim.last)
        number = float(victim.number)
        quantity = Quantity(start, end, (start, end), number, number, number, "exact", "person", victim.measure)
        yield _figure(reading, quantity)


def _is_figure(reading: Reading, quantity: Quantity, counts: Counted, measure: str) -> bool:
    """Whether a quantity is a claim: not "the two men", "Smith, 34,", "Route 66", "one of them", "page 3"."""
    told = measure != "count"
    number, noun = counts.words[0], counts.noun
    if any(token.ent_type_ in _NAMES and token.ent_iob_ == "I" for token in counts.words[:1]) and not told:
        return False
    if quantity.value == 1 and quantity.unit is None:
        return measure in PERSONAL and (noun is None or noun.i == counts.words[-1].i + 1 or counts.head is noun)
    if quantity.value == 0 and not told:
        return False
    if quantity.unit == "share" and quantity.hedge == "vague":
        return _last_shared(counts) is not None
    before = _word_before(reading, quantity)
    if before in _POINTING and quantity.unit is None:
        return measure in PERSONAL and before in ("the", "all", "his", "her", "their")
    if quantity.unit is not None:
        return True
    if noun is not None and (noun.ent_type_ in _NAMES or _is_empty(noun)):
        return False
    if noun is None:
        text, (start, end) = reading.article.text, quantity.number
        age = text[max(0, start - 2) : start] == ", " and text[end : end + 1] in (",", ")", ".")
        return not age and (measure in PERSONAL or measure == "voting")
    return noun.tag_ != "NNP" and not _is_title(counts)


def _is_empty(noun: "Token") -> bool:
    """ "two things", "three ways"; "four years" is told as a time or not at all."""
    lemma = noun.lemma_.lower()
    return lemma in wordlists.words("empty_nouns") or lemma in wordlists.words("time_words") or lemma == "weekend"


def _word_before(reading: Reading, quantity: Quantity) -> str:
    words = reading.article.text[max(0, quantity.start - 24) : quantity.start].split()
    return words[-1].lower() if words else ""


def _is_title(counts: Counted) -> bool:
    """ "Flight 370 passengers", "Article 5 talks": the number belongs to the capitalised word before it."""
    first = counts.words[0]
    if not first.i or first.pos_ != "NUM":
        return False
    before = first.doc[first.i - 1]
    return before.pos_ == "PROPN" and before.head in (first, before)


def _last_shared(counts: Counted) -> "Token | None":
    """The last word of what a vague share is a part of: "most of them civilians", "the majority Palestinian civilians"."""
    last = None
    for token in counts.words.doc[counts.words.end : counts.words.end + 6]:
        if token.pos_ in ("NOUN", "PROPN") or (token.tag_ in ("PRP", "WP") and last is None):
            last = token
        elif token.pos_ not in ("ADJ", "DET", "PRON", "NUM"):
            break
    return last


def _figure(reading: Reading, quantity: Quantity, counts: Counted | None = None) -> Figure:
    measure = quantity.measure or "count"
    start, end = quantity.start, quantity.end
    noun = counts.noun if counts is not None else None
    if counts is not None and quantity.unit == "share" and quantity.hedge == "vague":
        noun = _last_shared(counts)
    if noun is not None and noun.idx >= quantity.number[1]:
        end = max(end, noun.idx + len(noun))
    phrase = (
        re.sub(r"\s+", " ", reading.article.text[quantity.end if quantity.unit else quantity.number[1] : end])
        .strip(" +-")
        .removeprefix("of ")
        if noun is not None
        else None
    )
    return Figure(
        span=reading.span(start, end),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit or _unit(noun, measure),
        measure=measure,
        counts=_counted_words(phrase, measure),
        hedge=quantity.hedge,
        place=_place(reading, start, end),
        since=_since(reading, start, end),
        attributed_to=_on_whose_word(reading, start, end),
    )


def _counted_words(phrase: str | None, measure: str) -> str | None:
    if measure in PERSONAL and measure not in ("casualties",):
        words = phrase or "people"
        return words if measure in words or measure == "attending" else f"{words} {measure}"
    return phrase


def _unit(noun: "Token | None", measure: str) -> str | None:
    if noun is None or noun.pos_ == "PRON":
        return "person" if measure in PERSONAL else None
    lemma = noun.lemma_.lower()
    people = wordlists.words("person_nouns")
    if (
        lemma in people
        or noun.lemma_ in people
        or noun.ent_type_ == "NORP"
        or (measure in PERSONAL and measures.is_harm_noun(lemma))
    ):
        return "person"
    return lemma


def _sentence(reading: Reading, start: int, end: int) -> tuple[int, int]:
    span = reading.parse.char_span(start, end, alignment_mode="expand")
    sentence = span.sent if span is not None else reading.parse[:]
    return sentence.start_char, sentence.end_char


def _place(reading: Reading, start: int, end: int) -> str | None:
    """The place of the sentence that stands nearest to the figure, one after it before one before it."""
    first, last = _sentence(reading, start, end)
    inside = [place for place in reading.places if first <= place.span.start and place.span.end <= last]
    inside = [place for place in inside if place.span.end <= start or end <= place.span.start]
    nearest = min(inside, key=lambda place: (place.span.start < start, abs(place.span.start - end)), default=None)
    return nearest.name if nearest else None


def _since(reading: Reading, start: int, end: int) -> str | None:
    first, last = _sentence(reading, start, end)
    open_ended = [time for time in reading.times if first <= time.span.start < last and _is_since(reading, time)]
    return open_ended[0].start if open_ended else None


def _is_since(reading: Reading, time: TimeExpression) -> bool:
    before = reading.article.text[max(0, time.span.start - 10) : time.span.start].lower()
    return bool(time.start and not time.end and "since" in before)


def _on_whose_word(reading: Reading, start: int, end: int) -> str | None:
    """The speaker of the quotation around the figure, else who "according to" names in its sentence."""
    speaker = reading.speaker_at(start, end)
    if speaker:
        return speaker
    span = reading.parse.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    for token in span.sent:
        if token.lower_ == "according":
            source = next((grand for child in token.children if child.lower_ == "to" for grand in child.children), None)
            if source is not None and not start <= source.idx < end:
                return _name(reading, source)
    return None


def _name(reading: Reading, source: "Token") -> str:
    """The actor that a noun phrase names, else its words: "local authorities"."""
    words = sorted(
        (token for token in source.subtree if token.i <= source.i or token.dep_ in ("prep", "pobj")), key=lambda t: t.i
    )
    start, end = words[0].idx, source.idx + len(source)
    actors = reading.actors_of(start, end)
    return actors[0] if actors else reading.article.text[start:end]

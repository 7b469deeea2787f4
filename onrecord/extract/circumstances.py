"""Where, since when and on whose word a figure is told: read in its clause and its sentence."""

from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract.readings import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SAYING = frozenset(row[0] for row in wordlists.rows("cues") if row[1] == "speech")


def place(reading: Reading, start: int, end: int) -> str | None:
    """The nearest place in the figure's clause, else in its sentence; one behind the figure before one ahead of it."""
    words = _words(reading, start, end)
    if words is None or not reading.places:
        return None
    verb = _verb(words.root)
    clause = (verb.left_edge.idx, verb.right_edge.idx + 1) if verb is not None else (start, end)
    for first, last in (clause, (words.sent.start_char, words.sent.end_char)):
        inside = [spot for spot in reading.places if first <= spot.span.start < last]
        apart = [spot for spot in inside if spot.span.end <= start or end <= spot.span.start]
        if apart:
            return min(apart, key=lambda spot: (spot.span.start < start, abs(spot.span.start - end))).name
    return None


def since(reading: Reading, start: int, end: int) -> str | None:
    """The first day of a time in the sentence that is told with "since": "300 people have left since May 2"."""
    words = _words(reading, start, end)
    if words is None:
        return None
    for time in reading.times:
        if words.sent.start_char <= time.span.start < words.sent.end_char and time.start and not time.end:
            before = reading.article.text[max(0, time.span.start - 10) : time.span.start].lower()
            if "since" in before:
                return time.start
    return None


def on_whose_word(reading: Reading, start: int, end: int) -> str | None:
    """The speaker of the quotation around the figure, else whom "according to" or "said" names in its sentence.

    An actor's id where the words name one, else the words as they stand: "local authorities".
    """
    speaker, words = reading.speaker_at(start, end), _words(reading, start, end)
    if speaker or words is None:
        return speaker
    source = _according_to(words) or _said_by(words.root)
    if source is None or start <= source.idx < end:
        return None
    first = min(token.idx for token in source.subtree if token.i <= source.i)
    last = source.idx + len(source)
    actors = reading.actors_of(first, last)
    return actors[0] if actors else reading.article.text[first:last]


def _words(reading: Reading, start: int, end: int) -> "Span | None":
    words = reading.parse.char_span(start, end, alignment_mode="expand")
    return words if words is not None and len(words) else None


def _verb(token: "Token") -> "Token | None":
    return next((above for above in (token, *token.ancestors) if above.pos_ in ("VERB", "AUX")), None)


def _according_to(words: "Span") -> "Token | None":
    for token in words.sent:
        if token.lower_ == "according":
            return next((source for to in token.children if to.lower_ == "to" for source in to.children), None)
    return None


def _said_by(token: "Token") -> "Token | None":
    """Who says the clause in which a token stands: "police said that 12 people died", "12 people died, police said"."""
    inner = token
    for above in token.ancestors:
        if above.lemma_.lower() in _SAYING and inner.dep_ in ("ccomp", "parataxis"):
            return next((child for child in above.children if child.dep_ == "nsubj" and child.pos_ != "PRON"), None)
        inner = above
    return None

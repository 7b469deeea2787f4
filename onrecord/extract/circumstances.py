"""Since when and on whose word a figure is told: read in its clause and its sentence."""

import re
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract.readings import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FROM = re.compile(rf"\b{wordlists.pattern('figure_words', 'from_a_day_on')}\b", re.IGNORECASE)
_ACCORDING, _TO = wordlists.group("figure_words", "according"), wordlists.group("figure_words", "according_to")
_SAYING = frozenset(row[0] for row in wordlists.rows("cues") if row[1] == "speech")


def sentence_of(parse: "Doc", at: int) -> "Span | None":
    """The sentence of the token at `at`; null for one that is longer than the setting: a table or a list."""
    first, last = at, at + 1
    while first and not parse[first].is_sent_start:
        first -= 1
        if at - first > settings.EXTRACT_LONGEST_SENTENCE:
            return None
    while last < len(parse) and not parse[last].is_sent_start:
        last += 1
        if last - first > settings.EXTRACT_LONGEST_SENTENCE:
            return None
    return parse[first:last]


def since(reading: Reading, sentence: "Span") -> str | None:
    """The first day of a time in the sentence that is told with "since": "300 people have left since May 2"."""
    if not _FROM.search(sentence.text):
        return None
    for time in reading.times:
        if sentence.start_char <= time.span.start < sentence.end_char and time.start and not time.end:
            before = reading.article.text[max(0, time.span.start - 10) : time.span.start]
            if _FROM.search(before):
                return time.start
    return None


def on_whose_word(reading: Reading, words: "Span", sentence: "Span") -> str | None:
    """The speaker of the quotation around the words, else whom "according to" or "said" names in their sentence.

    An actor's id where one is named, else the words as they stand: "local authorities".
    """
    start, end = words.start_char, words.end_char
    speaker = reading.speaker_at(start, end)
    source = None if speaker else _according_to(sentence) or _said_by(words.root)
    if source is None or start <= source.idx < end:
        return speaker
    first = min(token.idx for token in source.subtree if token.i <= source.i)
    last = source.idx + len(source)
    actors = reading.actors_of(first, last)
    return actors[0] if actors else reading.article.text[first:last]


def _according_to(sentence: "Span") -> "Token | None":
    for token in sentence:
        if token.lower_ in _ACCORDING:
            return next((source for to in token.children if to.lower_ in _TO for source in to.children), None)
    return None


def _said_by(token: "Token") -> "Token | None":
    """Who says the clause in which a token stands: "police said that 12 people died", "12 people died, police said"."""
    inner = token
    for above in token.ancestors:
        if above.lemma_.lower() in _SAYING and inner.dep_ in ("ccomp", "parataxis"):
            return next((child for child in above.children if child.dep_ == "nsubj" and child.pos_ != "PRON"), None)
        inner = above
    return None

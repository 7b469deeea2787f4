"""Turns: who goes on speaking. In "It rained, Ana Bech said. Nobody saw Eva Lund, she said." Bech speaks twice."""

from dataclasses import replace

from onrecord import wordlists
from onrecord.extract.readings import Reading
from onrecord.schema import Quote

_GENDERS = {"he": "m", "she": "f"}
_OTHERS = {"m": frozenset({"she", "her", "hers", "herself"}), "f": frozenset({"he", "him", "his", "himself"})}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def resolve(quotes: list[Quote], reading: Reading) -> list[Quote]:
    """The quotations, with "he said" and "she said" given to who spoke in the sentence before, by name or as "who".

    Who is the subject of the sentence before keeps the word: "Krol, whom Dunn calls a liar, left. "Enough," he said."
    """
    found: list[Quote] = []
    for quote in quotes:
        last = next((q for q in reversed(found) if _ends(q) <= _starts(quote)), None)
        within = any(_has(other, quote) for other in quotes)
        found.append(quote if last is None or within else _resolved(quote, last, reading))
    return found


def _resolved(quote: Quote, last: Quote, reading: Reading) -> Quote:
    gender = _GENDERS.get(reading.text(quote.speaker_span).lower()) if quote.speaker_span else None
    if gender is None or last.speaker in {None, quote.speaker} or not _may_be(last.speaker, gender, reading):
        return quote
    here, before = _sentence(_starts(quote), reading), _sentence(_ends(last) - 1, reading)
    if (
        here - before > 1
        or _is_led(quote, reading)
        or (quote.speaker and quote.speaker in _subjects(before, here, reading))
    ):
        return quote
    return replace(quote, speaker=last.speaker)


def _has(other: Quote, quote: Quote) -> bool:
    """Whether a pronoun stands among the words in marks of somebody else, to whom it is somebody: "He says that"."""
    at = quote.speaker_span.start if quote.speaker_span else -1
    return other.kind == "direct" and any(span.start <= at < span.end for span in other.content)


def _starts(quote: Quote) -> int:
    return min(span.start for span in (*quote.content, quote.speaker_span, quote.cue) if span)


def _ends(quote: Quote) -> int:
    return max(span.end for span in (*quote.content, quote.speaker_span, quote.cue) if span)


def _is_led(quote: Quote, reading: Reading) -> bool:
    """Whether the sentence names a subject before its pronoun: "Dunn left, and Krol defended what | he called luck"."""
    at = quote.speaker_span.start if quote.speaker_span else 0
    span = reading.parse.char_span(at, at + 1, alignment_mode="expand")
    names = [t for t in span.sent if t.idx < at and t.dep_ in _SUBJECTS and t.pos_ == "PROPN"] if span else []
    return any(not any(piece.start <= t.idx < piece.end for piece in quote.content) for t in names)


def _sentence(offset: int, reading: Reading) -> int:
    """The number of the sentence that has the character, counted from the first token of each."""
    span = reading.parse.char_span(offset, offset + 1, alignment_mode="expand")
    return -1 if span is None else sum(sent.start <= span.start for sent in reading.parse.sents)


def _subjects(before: int, here: int, reading: Reading) -> set[str]:
    """Who is the subject of the main clause of the sentence before."""
    sentences = [sent for n, sent in enumerate(reading.parse.sents, 1) if n == before and n < here]
    heads = [t for sent in sentences for t in sent.root.lefts if t.dep_ in _SUBJECTS]
    return {m.actor for t in heads for m in reading.mentions if m.actor and m.span.start <= t.idx < m.span.end}


def _may_be(actor: str | None, gender: str, reading: Reading) -> bool:
    """Whether an actor is a person and no pronoun or first name says that it is of the other gender."""
    person = reading.actors.get(actor or "")
    if person is None or person.kind != "person":
        return False
    others = sum(m.actor == actor and m.name.lower() in _OTHERS[gender] for m in reading.mentions)
    return not others and wordlists.table("first_names").get(person.name.split()[0], gender) == gender

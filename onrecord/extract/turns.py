"""Turns: who goes on speaking. In "It rained, Ana Bech said. Nobody saw Eva Lund, she said." Bech speaks twice."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord import wordlists
from onrecord.extract.readings import Reading
from onrecord.schema import Quote

_GENDERS = dict.fromkeys(wordlists.group("speaker_words", "he"), "m") | dict.fromkeys(
    wordlists.group("speaker_words", "she"), "f"
)
_OF = dict.fromkeys(wordlists.group("speaker_words", "of_him"), "m") | dict.fromkeys(
    wordlists.group("speaker_words", "of_her"), "f"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 6  # statements within statements come between; farther back nobody is looked for


def resolve(quotes: list[Quote], reading: Reading) -> list[Quote]:
    """The quotations, with "he said" and "she said" given to who spoke in the sentence before, by name or as "who".

    Who is the subject of the sentence before keeps the word: "Krol, whom Dunn calls a liar, left. "Enough," he said."
    """
    scene, found = _Scene(reading), list[Quote]()
    marked = sorted((span.start, span.end) for q in quotes if q.kind == "direct" for span in q.content)
    for quote in quotes:
        last = next((q for q in reversed(found[-_BACK:]) if _ends(q) <= _starts(quote)), None)
        found.append(quote if last is None or _is_within(marked, quote) else _resolved(quote, last, scene))
    return found


@dataclass
class _Scene:
    """What the turns ask of a reading, counted once."""

    reading: Reading

    @cached_property
    def sentences(self) -> list[int]:
        """Where each sentence starts."""
        return [sent.start_char for sent in self.reading.parse.sents]

    @cached_property
    def named(self) -> frozenset[str]:
        """The actors that are told by a person's name."""
        return frozenset(m.actor for m in self.reading.mentions if m.actor and m.kind == "person")

    @cached_property
    def called(self) -> frozenset[tuple[str, str]]:
        """Actors and the genders of the pronouns that stand for them."""
        told = ((m.actor, _OF.get(m.name.lower())) for m in self.reading.mentions)
        return frozenset((actor, gender) for actor, gender in told if actor and gender)

    @cached_property
    def subjects(self) -> frozenset[tuple[int, str]]:
        """The sentences, by number, and the actors who are subjects of their main clauses."""
        parse, found = self.reading.parse, set()
        for m in self.reading.mentions:
            span = parse.char_span(m.span.start, m.span.end, alignment_mode="expand") if m.actor else None
            if m.actor and span is not None and span.root.dep_ in _SUBJECTS and span.root.head == span.sent.root:
                found.add((self.number(m.span.start), m.actor))
        return frozenset(found)

    def number(self, offset: int) -> int:
        """The number of the sentence that has the character."""
        return bisect_right(self.sentences, offset)


def _resolved(quote: Quote, last: Quote, scene: _Scene) -> Quote:
    gender = _GENDERS.get(scene.reading.text(quote.speaker_span).lower()) if quote.speaker_span else None
    if gender is None or last.speaker in {None, quote.speaker} or not _may_be(last.speaker, gender, scene):
        return quote
    here, before = scene.number(_starts(quote)), scene.number(_ends(last) - 1)
    led = any((number, quote.speaker) in scene.subjects for number in range(before, min(here, before + 2)))
    return quote if led or here - before > 1 or _is_led(quote, scene.reading) else replace(quote, speaker=last.speaker)


def _is_within(marked: list[tuple[int, int]], quote: Quote) -> bool:
    """Whether a pronoun stands among the words in marks of somebody else, to whom it is somebody: "He says that"."""
    start = quote.speaker_span.start if quote.speaker_span else -1
    at = bisect_right(marked, (start, len(marked) and marked[-1][1])) - 1
    return at >= 0 and marked[at][0] <= start < marked[at][1]


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


def _may_be(actor: str | None, gender: str, scene: _Scene) -> bool:
    """Whether an actor is a person with a name, and no pronoun or first name says that it is of the other gender."""
    if actor is None or actor not in scene.named:
        return False
    others = (actor, "f" if gender == "m" else "m") in scene.called
    first = scene.reading.actors[actor].name.split()[0]
    return not others and wordlists.table("first_names").get(first, gender) == gender

"""One article as claims are read off it: its sentences, its quotations, its notes on itself."""

import re
from bisect import bisect_right
from datetime import date

from onrecord import spans, tokens, wordlists
from onrecord.schema import Annotations, Article, Event, Figure, Quote, Span, Status
from onrecord.settings import (
    RECORD_CLAUSE_REST,
    RECORD_CLIP_GAP,
    RECORD_HEADING_WORDS,
    RECORD_LEAD_SENTENCES,
    RECORD_PASSED_ON,
)

Noun = Event | Figure | Quote

_CLAUSE_ENDS = ',;:.!?”"\n('
_CLAUSE_END = re.compile(wordlists.table("record_patterns")["clause_end"])

_NOT_YET = wordlists.group("record_words", "not_before")
_ADVICE = re.compile(wordlists.table("record_patterns")["advice"], re.IGNORECASE)

_DENIAL = re.compile(
    wordlists.table("record_patterns")["denial"],
    re.IGNORECASE,
)

_BUCKET = 256
"""Characters. Quotations are looked up by the stretches of this length that they touch."""

_NOTE = re.compile(
    wordlists.table("record_patterns")["note_of_correction"],
    re.IGNORECASE,
)


class Page:
    """One article with what was read in it, while its claims are made."""

    def __init__(self, article: Article, read: Annotations) -> None:
        self.article, self.read = article, read
        self._sentences = tokens.sentences(article.text)
        self._starts = [start for start, _ in self._sentences]
        self._pieces: dict[int, list[tuple[Span, Quote]]] = {}
        for quote in read.quotes:
            for piece in quote.content:
                for bucket in range(piece.start // _BUCKET, piece.end // _BUCKET + 1):
                    self._pieces.setdefault(bucket, []).append((piece, quote))
        self._times = sorted(read.times, key=lambda t: t.span)
        self._places = sorted(read.places, key=lambda p: p.span)

    def words(self, *pieces: Span) -> frozenset[str]:
        """The stems of the words of some spans."""
        return frozenset().union(*(tokens.stems(self.article.text[p.start : p.end]) for p in pieces))

    def sentence(self, span: Span) -> Span:
        """The sentence that a span starts in."""
        at = bisect_right(self._starts, span.start) - 1
        start, end = self._sentences[at] if at >= 0 else (0, 0)
        return Span(span.article, start, max(end, span.end)) if start <= span.start < end else span

    def clause(self, figure: Span) -> Span:
        """The words of a sentence around a figure, from the number before it to the one after it."""
        sentence = self.sentence(figure)
        others = [f.span for f in self.read.figures if f.value != 1 and spans.covers(sentence, f.span)]
        start = max((other.end for other in others if other.end <= figure.start), default=sentence.start)
        end = min((other.start for other in others if other.start >= figure.end), default=sentence.end)
        return Span(figure.article, min(start, figure.start), max(end, figure.end))

    def things(self, figure: Span) -> frozenset[str]:
        """The stems of a figure's words that are no number."""
        return frozenset(word for word in self.words(figure) if not word[0].isdigit())

    def days(self, sentence: Span) -> frozenset[str]:
        """The days that a sentence tells."""
        told = (t.start for t in self._times if t.start and t.start == t.end and spans.covers(sentence, t.span))
        return frozenset(day for day in told if day)

    def day_words(self, sentence: Span) -> frozenset[str]:
        """The words for times in a sentence as they are printed: "a day earlier", "on Tuesday"."""
        told = (t.span for t in self._times if spans.covers(sentence, t.span))
        return frozenset(" ".join(self.article.text[s.start : s.end].casefold().split()) for s in told)

    def passes_on(self, quote: Quote) -> bool:
        """Whether most of a quotation is what its speaker says that another said: "Lind said that Duarte had said"."""
        said = sum(piece.end - piece.start for piece in quote.content)
        for other in self.read.quotes:
            inside = all(any(spans.covers(piece, part) for piece in quote.content) for part in other.content)
            if other.id == quote.id or not other.content or not inside or other.speaker == quote.speaker:
                continue
            part = sum(piece.end - piece.start for piece in other.content)
            if part < said and part >= RECORD_PASSED_ON * said:
                return True
            if part == said and (self._nearness(other), other.id) < (self._nearness(quote), quote.id):
                return True
        return False

    def _nearness(self, quote: Quote) -> int:
        """How far the words that bring a quotation in stand from it."""
        lead = quote.cue or quote.speaker_span
        return min(abs(lead.end - quote.content[0].start), abs(lead.start - quote.content[-1].end)) if lead else 9_999

    def leads(self, span: Span) -> bool:
        """Whether words stand in the first sentences, where a report tells its news."""
        first = self._sentences[:RECORD_LEAD_SENTENCES]
        return bool(first) and span.start < first[-1][1]

    def notes(self, span: Span) -> bool:
        """Whether words stand in a note on the article itself: "Correction: an earlier version said twelve"."""
        start = self.article.text.rfind("\n", 0, span.start) + 1
        return bool(_NOTE.match(self.article.text, start, start + 80))

    def heads(self, span: Span) -> bool:
        """Whether words stand in a heading between paragraphs: a short line of its own without a full stop."""
        text = self.article.text
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.start)
        line = text[start : end if end >= 0 else len(text)].strip()
        return 0 < start <= end and len(line.split()) <= RECORD_HEADING_WORDS and line[-1:].isalnum()

    def clip(self, event: Event) -> Span:
        """The words of an event that can stand alone: from first party to last, with a time or place close by."""
        sentence = self.sentence(event.span)
        for quote in self.said_in(event.span):
            if quote.kind == "direct":
                sentence = next(piece for piece in quote.content if spans.covers(piece, event.span))
        parties = [p.span for p in (*event.actors, *event.recipients) if p.span and spans.covers(sentence, p.span)]
        start = min(s.start for s in (event.span, *parties))
        end = max(s.end for s in (event.span, *parties))
        beside = [t.span for t in self._times if t.value == event.when] + [
            p.span for p in self._places if p.name == event.place
        ]
        for span in sorted(beside):
            if (
                spans.covers(sentence, span)
                and start - RECORD_CLIP_GAP <= span.end
                and span.start <= end + RECORD_CLIP_GAP
            ):
                start, end = min(start, span.start), max(end, span.end)
        return Span(event.span.article, start, self._clause_end(end, sentence.end))

    def _clause_end(self, at: int, limit: int) -> int:
        """Where the clause ends that goes on at a character: "rejected the union" was "the union's higher number"."""
        rest = self.article.text[at : min(limit, at + RECORD_CLAUSE_REST)]
        if rest[:1] in ("", *_CLAUSE_ENDS):
            return at
        stop = _CLAUSE_END.search(rest)
        return at + stop.start() if stop else (limit if at + len(rest) == limit else at)

    def denies(self, span: Span) -> bool:
        """Whether the sentence says before some words that they are denied: "Arland denied that it seized the boat"."""
        return bool(_DENIAL.search(self.article.text, self.sentence(span).start, span.start))

    def advises(self, span: Span) -> bool:
        """Whether an event's sentence says what should not be, or not yet ("not until"), which denies nothing."""
        if not _NOT_YET.isdisjoint(self.article.text[span.end : span.end + 30].split()):
            return True
        return bool(_ADVICE.search(self.article.text, max(self.sentence(span).start, span.start - 40), span.start))

    def status_around(self, figure: Span) -> Status:
        """What a figure shares with the event that it counts the victims of: "denied that 30 prisoners were beaten"."""
        sentence = self.sentence(figure)
        for event in self.read.events:
            parties = [p.span for p in (*event.actors, *event.recipients) if p.span]
            counted = any(spans.overlap(party, figure) for party in parties)
            if event.status == "denied" and counted and spans.covers(sentence, event.span):
                return "denied"
        return "happened"

    def tells_old_time(self, sentence: Span, days: int) -> bool:
        """Whether a sentence tells a day that lies more than `days` before publication."""
        published = (self.article.published or "")[:10]
        ends = [t.end for t in self._times if t.end and spans.covers(sentence, t.span)]
        return bool(published and ends) and all(_days_between(end, published) > days for end in ends)

    def said_in(self, span: Span) -> list[Quote]:
        """The quotations that have a span, the innermost first."""
        around = [
            (piece.end - piece.start, quote.id, quote)
            for piece, quote in self._pieces.get(span.start // _BUCKET, ())
            if spans.covers(piece, span) and piece != span
        ]
        return [quote for _, _, quote in sorted(around, key=lambda a: a[:2])]


def _days_between(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0

"""One claim for each event, figure and quotation of each article: its words, its origin, on whose word it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord import spans, tokens, wordlists
from onrecord.record.parties import Cast
from onrecord.schema import (
    Annotations,
    Article,
    Basis,
    Claim,
    ClaimKind,
    Event,
    Figure,
    Lineage,
    Origin,
    OriginEvidence,
    Part,
    Participant,
    Quote,
    Span,
    Status,
    content_id,
)  # fmt: skip
from onrecord.settings import RECORD_BACKGROUND_DAYS, RECORD_CLIP_GAP, RECORD_LEAD_SENTENCES, RECORD_QUOTE_WORDS

Noun = Event | Figure | Quote
_NOT = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.IGNORECASE)
_NOTE = re.compile(
    r"\W{0,3}(?:(?:correction|clarification|editor.s note|amendment)\b"
    r"|this (?:article|story|report) (?:has been|was) (?:amended|corrected))",
    re.IGNORECASE,
)
_UNKNOWN = "no credit covers these words and no shared passage has them: the agency's, the outlet's or another's"


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with the noun it was made from, and with what decides whether another claim tells the same.

    `leads`: it stands in the first sentences of its article.
    """

    claim: Claim
    noun: Noun
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[str]
    day: str | None
    leads: bool = False

    @property
    def root(self) -> str:
        """The first word of the attribute: of an event its PLOVER type, without the mode."""
        return self.claim.attribute.split()[0]

    @property
    def parties(self) -> frozenset[str]:
        """Everybody who takes part, on either side."""
        return self.actors | self.recipients


class Origins:
    """Which origin a span has: of the parts that have half of it a handout's, else the shortest."""

    def __init__(self, lineage: Lineage) -> None:
        self._parts: dict[str, list[tuple[Part, Origin]]] = {}
        for origin in lineage.origins:
            for part in origin.parts:
                self._parts.setdefault(part.span.article, []).append((part, origin))

    def of(self, span: Span) -> tuple[str | None, OriginEvidence, str]:
        """Origin id, evidence and reason; (None, "unknown", reason) where no part has half of the span."""
        fitting = [
            (origin.kind != "handout", part.span.end - part.span.start, origin.id, part)
            for part, origin in self._parts.get(span.article, ())
            if 2 * spans.overlap(part.span, span) >= max(1, span.end - span.start)
        ]
        if not fitting:
            return None, "unknown", _UNKNOWN
        *_, origin_id, part = min(fitting, key=lambda f: f[:3])
        return (None if part.evidence == "unknown" else origin_id), part.evidence, part.reason


class Page:
    """One article with what was read in it, while its claims are made."""

    def __init__(self, article: Article, read: Annotations) -> None:
        self.article, self.read = article, read
        self._sentences = tokens.sentences(article.text)
        self._times = sorted(read.times, key=lambda t: t.span)
        self._places = sorted(read.places, key=lambda p: p.span)

    def words(self, *pieces: Span) -> frozenset[str]:
        """The stems of the words of some spans."""
        return frozenset().union(*(tokens.stems(self.article.text[p.start : p.end]) for p in pieces))

    def sentence(self, span: Span) -> Span:
        """The sentence that a span starts in."""
        for start, end in self._sentences:
            if start <= span.start < end:
                return Span(span.article, start, max(end, span.end))
        return span

    def leads(self, span: Span) -> bool:
        """Whether words stand in the first sentences, where a report tells its news."""
        first = self._sentences[:RECORD_LEAD_SENTENCES]
        return bool(first) and span.start < first[-1][1]

    def notes(self, span: Span) -> bool:
        """Whether words stand in a note on the article itself: "Correction: an earlier version said twelve"."""
        start = self.article.text.rfind("\n", 0, span.start) + 1
        return bool(_NOTE.match(self.article.text, start, start + 80))

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
        return Span(event.span.article, start, end)

    def tells_old_time(self, sentence: Span, days: int) -> bool:
        """Whether a sentence tells a day that lies more than `days` before publication."""
        published = (self.article.published or "")[:10]
        ends = [t.end for t in self._times if t.end and spans.covers(sentence, t.span)]
        return bool(published and ends) and all(_days_between(end, published) > days for end in ends)

    def said_in(self, span: Span) -> list[Quote]:
        """The quotations that have a span, the innermost first."""
        around = [
            (piece.end - piece.start, quote.id, quote)
            for quote in self.read.quotes
            for piece in quote.content
            if spans.covers(piece, span) and piece != span
        ]
        return [quote for _, _, quote in sorted(around, key=lambda a: a[:2])]


def tellings(pages: Sequence[Page], cast: Cast, origins: Origins, *, withdrawn: Mapping[str, str]) -> Iterator[Telling]:
    """The claims of all articles, in the order of the pages and of their text.

    `withdrawn`: {article: the later version that replaces it}.
    """
    for page in pages:
        newest = withdrawn.get(page.article.id)
        quotes = (quote for quote in page.read.quotes if _stands_alone(quote, page))
        nouns: list[Noun] = [*page.read.events, *page.read.figures, *quotes]
        for noun in nouns:
            if not page.notes(_key_span(noun)):
                yield _telling(noun, page, cast, origins, newest)


def _stands_alone(quote: Quote, page: Page) -> bool:
    """Whether a quotation is a statement of its own.

    An unmarked report ("police said that four died") is told by the event or figure inside it, with its speaker; one of
    a word or two ("criticised the plan") by the event that its cue is; "declined to comment" is none. Words in marks
    inside a longer quotation of the same speaker are a part of that.
    """
    if not quote.content:
        return False
    if any(quote.speaker == outer.speaker for outer in page.said_in(quote.content[0]) if outer.id != quote.id):
        return False
    if quote.kind != "indirect":
        return True
    if quote.cue and page.words(quote.cue) & _denials()[1]:
        return False
    inside = [event.span for event in page.read.events] + [figure.span for figure in page.read.figures]
    told = any(spans.covers(piece, span) for piece in quote.content for span in inside)
    return not told and len(page.words(*quote.content)) >= RECORD_QUOTE_WORDS


def _telling(noun: Noun, page: Page, cast: Cast, origins: Origins, newest: str | None) -> Telling:
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    if isinstance(noun, Event):
        span = page.clip(noun)
        actors, recipients = (_ids(side, page, cast) for side in (noun.actors, noun.recipients))
        said_by, when, background = noun.attributed_to, noun.when, noun.background
        words = page.words(noun.span)
    elif isinstance(noun, Figure):
        span, said_by, when = noun.span, noun.attributed_to, noun.since
        background = page.tells_old_time(page.sentence(span), RECORD_BACKGROUND_DAYS)
        words = frozenset(word for word in page.words(span) - _general() if not word[0].isdigit())
    else:
        span = Span(page.article.id, noun.content[0].start, noun.content[-1].end)
        said_by, when, background = noun.speaker, None, False
        words = page.words(*noun.content) - cast.name_words
    around = [q for q in page.said_in(span) if cast.id_of(q.speaker) != cast.id_of(said_by)]
    origin, evidence, reason = origins.of(span)
    kind, subject, attribute, value = describe(noun, cast, page.article.text)
    claim = Claim(
        id=content_id(page.article.id, kind, span.start, span.end, attribute, _key_span(noun).start),
        point="",
        article=page.article.id,
        span=span,
        kind=kind,
        subject=subject,
        attribute=attribute,
        value=value,
        when=when,
        reported=page.article.published,
        status=_status(noun, page),
        withdrawn_by=newest,
        origin=origin,
        origin_evidence=evidence,
        said_by=cast.id_of(said_by),
        via=tuple(dict.fromkeys(cast.name(q.speaker) for q in around if q.speaker)),
        basis=_basis(noun, page, cast),
        reason=reason,
        background=background,
    )
    return Telling(claim, noun, actors, recipients, words, _day(when), page.leads(span))


@cache
def _general() -> frozenset[str]:
    """Stems that do not tell what is counted: spelled numbers, and words for persons, living or dead."""
    told = [word for name in ("numerals", "person_nouns") for word in sorted(wordlists.words(name))]
    return tokens.stems(" ".join([*told, "bodies victims lives dead fatalities"]))


def _status(noun: Noun, page: Page) -> Status:
    """An event's own; of a quotation that its speaker denies it: "Lopez denied that the boat was seized"."""
    if isinstance(noun, Event):
        return noun.status
    denied = isinstance(noun, Quote) and noun.cue is not None and bool(page.words(noun.cue) & _denials()[0])
    return "denied" if denied or (isinstance(noun, Quote) and _negated(noun, page)) else "happened"


def _negated(quote: Quote, page: Page) -> bool:
    cue = quote.cue
    return cue is not None and bool(_NOT.search(page.article.text, cue.start, cue.end))


@cache
def _denials() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the cues that deny a statement, and of those that refuse an act ("declined to comment")."""
    rows = [(row[0], row[2]) for row in wordlists.rows("cues") if row[1] == "denial"]
    deny, refuse = ([lemma for lemma, frames in rows if (frames == "infinitive") == to] for to in (False, True))
    return tokens.stems(" ".join(deny)), tokens.stems(" ".join(refuse))


def _key_span(noun: Noun) -> Span:
    """The words that make the claim what it is: the predicate, the figure, the quotation's first piece."""
    return noun.content[0] if isinstance(noun, Quote) else noun.span


def describe(noun: Noun, cast: Cast, text: str) -> tuple[ClaimKind, str, str, str]:
    """Kind, subject, attribute and value of a claim, in words.

    An event's subject is who acts, its attribute the type and mode; a figure's what is counted and what befell it; a
    quotation's the speaker.
    """
    if isinstance(noun, Event):
        who = " and ".join(
            cast.name(p.actor) if p.actor else _words(p.span, text) for p in (noun.actors or noun.recipients)
        )
        return "event", who, " ".join(filter(None, (noun.type, noun.mode))), noun.status
    if isinstance(noun, Figure):
        where = f" in {noun.place}" if noun.place else ""
        return "figure", (noun.counts or noun.unit or "") + where, noun.measure, _words(noun.span, text)
    content = " … ".join(_words(piece, text) for piece in noun.content)
    return "quote", cast.name(noun.speaker), "said", content


def _ids(side: Sequence[Participant], page: Page, cast: Cast) -> frozenset[str]:
    """The actors of one side; a party that is no known actor ("honour guards") stands under its own words."""
    return frozenset(
        cast.id_of(p.actor) or "words:" + " ".join(sorted(page.words(*filter(None, [p.span]))))
        if p.actor or p.span
        else ""
        for p in side
    ) - {"", "words:"}


def _basis(noun: Noun, page: Page, cast: Cast) -> Basis:
    """How the article says that it knows: from the words that bring in the quotation around the claim."""
    quotes = [noun] if isinstance(noun, Quote) else page.said_in(noun.span)
    for quote in quotes:
        hearer = quote.addressee or ""
        if hearer and _is_outlet(hearer, page.article):
            return "told-to-outlet"
        if medium := (quote.medium or "").casefold():
            for row in wordlists.rows("media"):
                if row[0] in medium.split() or (" " in row[0] and row[0] in medium):
                    return row[1]  # type: ignore[return-value]
        speaker = cast.actors.get(cast.id_of(quote.speaker) or "")
        if speaker and speaker.sector == "JRN":
            return "other-media"
    return _witnessed(noun, page)


@cache
def _eyewitness() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in wordlists.words("eyewitnesses")), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s? (?:saw|watched|counted|heard)\b", re.IGNORECASE)


def _witnessed(noun: Noun, page: Page) -> Basis:
    """An outlet's own eyes: "a Courier reporter saw three boats leave"."""
    if isinstance(noun, Quote):
        return "not-said"
    sentence = page.sentence(noun.span)
    return "witnessed" if _eyewitness().search(page.article.text, sentence.start, sentence.end) else "not-said"


def _is_outlet(hearer: str, article: Article) -> bool:
    """Whether "told X" names an agency, the article's own publisher, or "this newspaper"."""
    name = hearer.removeprefix("the ").removeprefix("The ").strip()
    own = (article.publisher or "").casefold()
    inside = own and (name.casefold() in own or own in name.casefold())
    return name in wordlists.table("agencies") or bool(inside) or name.casefold() in wordlists.words("own_names")


def _words(span: Span | None, text: str) -> str:
    return " ".join(text[span.start : span.end].split()) if span else ""


def _day(when: str | None) -> str | None:
    """The day of a TIMEX3 value, where it tells one: "2023-10-17TMO" is told to the day, "2023-10" is not.

    >>> _day("2023-10-17TMO"), _day("2023-10"), _day(None)
    ('2023-10-17', None, None)
    """
    told = (when or "")[:10]
    return told if len(told) == 10 and told.replace("-", "").isdigit() else None


def _days_between(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0

"""One claim for each event, figure and quotation of each article: its words, its origin, on whose word it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord import moments, spans, tokens, wordlists
from onrecord.record.bases import basis
from onrecord.record.origins import Origins
from onrecord.record.pages import Noun, Page
from onrecord.record.parties import Cast
from onrecord.record.wordings import PLAIN, Wording, worded
from onrecord.schema import (
    Claim,
    ClaimKind,
    Event,
    Figure,
    Participant,
    Quote,
    Span,
    Status,
    content_id,
)  # fmt: skip
from onrecord.settings import EXTRACT_BACKGROUND_DAYS, RECORD_QUOTE_WORDS


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim with the noun it was made from, and with what decides whether another claim tells the same.

    `leads`: it stands in the first sentences of its article; `wording`: of a quotation, what its words cannot lose;
    `context`, `days`: of a figure, the words of its clause, and the days that its sentence tells; `denies`: a word of
    denial stands before it.
    """

    claim: Claim
    noun: Noun
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[str]
    day: str | None
    leads: bool = False
    wording: Wording = PLAIN
    context: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    denies: bool = False
    names_speaker: bool = False

    @property
    def root(self) -> str:
        """The first word of the attribute: of an event its PLOVER type, without the mode."""
        return self.claim.attribute.split()[0]

    @property
    def parties(self) -> frozenset[str]:
        """Everybody who takes part, on either side."""
        return self.actors | self.recipients


def tellings(pages: Sequence[Page], cast: Cast, origins: Origins, *, withdrawn: Mapping[str, str]) -> Iterator[Telling]:
    """The claims of all articles, in the order of the pages and of their text.

    `withdrawn`: {article: the later version that replaces it}.
    """
    for page in pages:
        newest = withdrawn.get(page.article.id)
        quotes = (quote for quote in page.read.quotes if _stands_alone(quote, page))
        nouns: list[Noun] = [*page.read.events, *page.read.figures, *quotes]
        for noun in nouns:
            if not page.notes(_key_span(noun)) and not page.heads(_key_span(noun)):
                yield _telling(noun, page, cast, origins, newest)


def _stands_alone(quote: Quote, page: Page) -> bool:
    """Whether a quotation is a statement of its own.

    An unmarked report ("police said that four died") is told by the event or figure inside it, with its speaker; one of
    a word or two ("criticised the plan") by the event that its cue is; "declined to comment" is none. Words in marks
    inside a longer quotation of the same speaker are a part of that. "Lind said
    that Duarte had said ..." is Duarte's, passed on by Lind.
    """
    if not quote.content:
        return False
    if any(quote.speaker == outer.speaker for outer in page.said_in(quote.content[0]) if outer.id != quote.id):
        return False
    if page.passes_on(quote):
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
        background = page.tells_old_time(page.sentence(span), EXTRACT_BACKGROUND_DAYS)
        words = page.things(span) - _general()
    else:
        span = Span(page.article.id, noun.content[0].start, noun.content[-1].end)
        said_by, when, background = noun.speaker, None, False
        words = page.words(*noun.content) - cast.name_words
    around_it = page.words(page.clause(span)) - page.words(span) - cast.name_words
    context = around_it if isinstance(noun, Figure) else frozenset()
    days = page.days(page.sentence(span)) if isinstance(noun, Figure) else frozenset()
    around = [q.speaker for q in page.said_in(span) if q.speaker and cast.id_of(q.speaker) != cast.id_of(said_by)]
    if cast.is_press(said_by):  # "state television said": who passes it on is nobody's word for it
        around, said_by = [*filter(None, [said_by]), *around], next((s for s in around if not cast.is_press(s)), None)
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
        when=_told_when(when, _status(noun, page), page.article.published),
        reported=page.article.published,
        status=_status(noun, page),
        withdrawn_by=newest,
        origin=origin,
        origin_evidence=evidence,
        said_by=cast.id_of(said_by),
        via=tuple(dict.fromkeys(cast.name(speaker) for speaker in around if speaker != said_by)),
        basis=basis(noun, page, cast, agency=origins.agency(origin)),
        reason=reason,
        background=background,
    )
    wording = worded(noun, page.article.text)
    return Telling(
        claim,
        noun,
        actors,
        recipients,
        words,
        _day(claim.when),
        page.leads(span),
        wording,
        context,
        days,
        page.denies(_key_span(noun)),
        isinstance(noun, Quote) and _names(noun.speaker_span, said_by, page, cast),
    )


def _names(span: Span | None, speaker: str | None, page: Page, cast: Cast) -> bool:
    """Whether the words of a span have a part of a speaker's name."""
    return bool(span and speaker) and bool(page.words(*filter(None, [span])) & tokens.stems(cast.name(speaker)))


@cache
def _general() -> frozenset[str]:
    """Stems that do not tell what is counted: spelled numbers, units, and words for persons, living or dead, whoever
    they are.
    """
    spelled = " ".join(
        sorted({*wordlists.words("numerals"), *wordlists.words("units"), *wordlists.words("time_words")})
    )
    return tokens.stems(f"{spelled} people persons person bodies victims lives dead deaths fatalities casualties")


def _status(noun: Noun, page: Page) -> Status:
    """An event's own; of a quotation or a figure that somebody denies it: "Lopez denied that 30 boats were seized"."""
    if isinstance(noun, Event):
        return "possible" if noun.status == "denied" and page.advises(noun.span) else noun.status
    quotes = [noun, *page.said_in(noun.content[0])] if isinstance(noun, Quote) else page.said_in(noun.span)
    key = _key_span(noun)
    if isinstance(noun, Quote):  # what is denied may be named in the words themselves: "rejected the union's number"
        key = Span(key.article, key.end, key.end)
    if any(q.cue and page.words(q.cue) & _denials()[0] and page.denies(key) for q in quotes):
        return "denied"
    return page.status_around(noun.span) if isinstance(noun, Figure) else "happened"


@cache
def _denials() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the cues that deny a statement, and of those that refuse an act ("declined to comment")."""
    rows = [(row[0], row[2]) for row in wordlists.rows("cues") if row[1] == "denial"]
    deny, refuse = ([lemma for lemma, frames in rows if (frames == "infinitive") == to] for to in (False, True))
    return tokens.stems(" ".join(deny)), tokens.stems(" ".join(refuse))


def _told_when(when: str | None, status: Status, published: str | None) -> str | None:
    """When it is told to be, unless that cannot be: what took place did so by the day on which it was published.

    A paper's day may be a day behind the place it writes of.

    >>> _told_when("2024-05-17", "happened", "2024-05-14T08:00"), _told_when("2024-05-15", "happened", "2024-05-14")
    (None, '2024-05-15')
    """
    told = moments.calendar_time(when)
    if not told or not published or status not in ("happened", "claimed"):
        return when
    latest = date.fromisoformat(published[:10]) + timedelta(days=1) if len(published) >= 10 else None
    return None if latest and told > latest.isoformat()[: len(told)] else when


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


def _words(span: Span | None, text: str) -> str:
    return " ".join(text[span.start : span.end].split()) if span else ""


def _day(when: str | None) -> str | None:
    """The day of a TIMEX3 value, where it tells one: "2023-10-17TMO" is told to the day, "2023-10" is not.

    >>> _day("2023-10-17TMO"), _day("2023-10"), _day(None)
    ('2023-10-17', None, None)
    """
    told = moments.calendar_time(when)
    return told if told and len(told) == len("2023-10-17") else None

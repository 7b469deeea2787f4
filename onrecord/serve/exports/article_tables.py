"""The tables of what was read in each article: the article itself, quotations, figures, places."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord import tokens
from onrecord.schema import Annotations, Article, Quote, Span
from onrecord.serve.exports.columns import ARTICLE, END, START, STORY, TEXT, Column, Row, Table, joined
from onrecord.serve.views.selectors import text_hash

NUMBER = Column("number", int, "its place in the article, from 0")


@dataclass(frozen=True, slots=True)
class Read:
    """An article with what was read in it; `story` is null while it waits to be worked.

    `version_of`: the earlier version of the same article.
    """

    article: Article
    annotations: Annotations
    story: str | None
    version_of: str | None
    with_text: bool

    def words(self, span: Span) -> str:
        """The words of a span."""
        return self.article.text[span.start : span.end]

    def named(self, actor: str | None) -> tuple[str | None, str | None]:
        """The name of an actor, and its id where it is one."""
        found = next((one for one in self.annotations.actors if one.id == actor), None)
        return (found.name, found.id) if found else (actor, None)


def day(moment: str | None) -> date | None:
    """The day of a moment; null where it is not one.

    >>> day("2024-05-14T09:10:00Z"), day("in May"), day(None)
    (datetime.date(2024, 5, 14), None, None)
    """
    try:
        return date.fromisoformat((moment or "")[:10])
    except ValueError:
        return None


def _articles(read: Read) -> Iterator[Row]:
    a = read.article
    when = (a.published, day(a.published), a.published_reason, a.retrieved)
    about = (a.id, read.story, a.publisher, a.headline, a.url, a.language, *when)
    signed = (a.byline, a.dateline, joined(a.credit), read.version_of)
    size = (len(a.text), len(tokens.words(a.text).starts), text_hash(a.text))
    yield (*about, *signed, *size, a.text if read.with_text else None)


ARTICLES = Table(
    "articles",
    "A row an article, as it was read.",
    (
        Column("article", str, "id of the article: your input's own, else made from its content"),
        Column("story", str, "id of its story; null while it waits to be worked", to="stories"),
        Column("publisher", str, "who published it; null when nobody says"),
        Column("headline", str, "null when the input gave none; no part of `text`"),
        Column("url", str, "the page's address, or the file's name"),
        Column("language", str, "ISO 639-1, given or guessed"),
        Column("published", str, "when (ISO 8601): a day where only the day is known"),
        Column("published_day", date, "the day of it"),
        Column("published_reason", str, "where that date comes from"),
        Column("retrieved", str, "when the page was saved, where the input says so"),
        Column("byline", str, "who signs"),
        Column("dateline", str, "place, day and agency before the first sentence"),
        Column("credit", str, "agencies that a credit names"),
        Column("version_of", str, "id of the earlier version of the same article, given by the input or found"),
        Column("n_characters", int, "length of the text in code points"),
        Column("n_words", int, "length of the text in words"),
        Column("text_sha256", str, "SHA-256 of the text in UTF-8: offsets hold in the text that has it"),
        Column("text", str, "the text; empty in an export without text"),
    ),
    ("article",),
    _articles,
    ("headline", "text"),
)


def _quotes(read: Read) -> Iterator[Row]:
    for number, quote in enumerate(read.annotations.quotes):
        words = " […] ".join(read.words(span) for span in quote.content)
        start = min((span.start for span in quote.content), default=None)
        end = max((span.end for span in quote.content), default=None)
        place = (read.story, read.article.id, number, quote.id, quote.kind, start, end, words)
        pieces = joined(f"{span.start},{span.end}" for span in quote.content)
        cue = (read.words(quote.cue), quote.cue.start, quote.cue.end) if quote.cue else (None, None, None)
        yield (*place, pieces, *cue, *_speaker(read, quote), quote.addressee, quote.medium)


def _speaker(read: Read, quote: Quote) -> tuple[str | int | None, ...]:
    name, actor = read.named(quote.speaker)
    at = quote.speaker_span
    return (name or (read.words(at) if at else None), actor, at.start if at else None, at.end if at else None)


QUOTES = Table(
    "quotes",
    "A row a quotation in an article: words that somebody is said to have said.",
    (
        STORY,
        ARTICLE,
        NUMBER,
        Column("quote", str, "id of the quotation"),
        Column("kind", str, "direct, mixed, or indirect (also demands, denials and beliefs told without marks)"),
        START,
        END,
        Column("text", str, "what is said, without quotation marks; pieces are joined by […]"),
        Column("pieces", str, "start,end of each piece: more than one where the article breaks in"),
        Column("cue", str, "the words that say that it was said"),
        Column("cue_start", int, "their first character"),
        Column("cue_end", int, "the character after their last"),
        Column("speaker", str, "who said it: the name"),
        Column("speaker_actor", str, "the same as an id in `actors`, where it is one"),
        Column("speaker_start", int, "first character of the words that name the speaker here"),
        Column("speaker_end", int, "the character after their last"),
        Column("addressee", str, "to whom"),
        Column("medium", str, "where: a post, a broadcast, an interview"),
    ),
    ("article", "number"),
    _quotes,
    ("text", "speaker"),
)


def _figures(read: Read) -> Iterator[Row]:
    for number, figure in enumerate(read.annotations.figures):
        place = (read.story, read.article.id, number, figure.span.start, figure.span.end, read.words(figure.span))
        size = (figure.value, figure.low, figure.high, figure.unit, figure.measure, figure.counts, figure.hedge)
        yield (*place, *size, figure.place, figure.since, *read.named(figure.attributed_to))


FIGURES = Table(
    "figures",
    "A row a quantity that an article tells.",
    (
        STORY,
        ARTICLE,
        NUMBER,
        START,
        END,
        TEXT,
        Column("value", float, "the number; null when it is vague ('dozens')"),
        Column("low", float, "the least that it may be; null: open"),
        Column("high", float, "the most that it may be; null: open"),
        Column("unit", str, "of what: a currency, kilometres, per cent; null for things that are counted"),
        Column("measure", str, "killed, injured, attending, money, share, duration, distance, count ..."),
        Column("counts", str, "what is counted"),
        Column("hedge", str, "exact, approximate, at-least, more-than, at-most or vague"),
        Column("place", str, "where"),
        Column("since", str, "since when"),
        Column("attributed_to", str, "on whose word: the name"),
        Column("attributed_to_actor", str, "the same as an id in `actors`, where it is one"),
    ),
    ("article", "number"),
    _figures,
)


def _places(read: Read) -> Iterator[Row]:
    for number, place in enumerate(read.annotations.places):
        at = (read.story, read.article.id, number, place.span.start, place.span.end, read.words(place.span))
        yield (*at, place.name, place.latitude, place.longitude, place.country, place.geonameid, place.precision)


PLACES = Table(
    "places",
    "A row a place that an article names, each time it does.",
    (
        STORY,
        ARTICLE,
        NUMBER,
        START,
        END,
        TEXT,
        Column("name", str, "its name in GeoNames"),
        Column("latitude", float, "degrees, WGS 84; null for a country"),
        Column("longitude", float, "degrees, WGS 84; null for a country"),
        Column("country", str, "ISO 3166 alpha-3"),
        Column("geonameid", int, "its number in GeoNames"),
        Column("precision", str, "country, region, city or spot"),
    ),
    ("article", "number"),
    _places,
)

ARTICLE_TABLES: tuple[Table[Read], ...] = (ARTICLES, QUOTES, FIGURES, PLACES)

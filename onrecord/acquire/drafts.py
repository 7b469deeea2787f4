"""A draft is what one input says of one article; `complete` makes the article of it, or says why it is none."""

import re
from dataclasses import dataclass

from onrecord import credits as credits_of
from onrecord import settings
from onrecord.acquire import bylines, characters, dates, publishers
from onrecord.acquire.sources import Source, why
from onrecord.errors import ModelError
from onrecord.schema import Article, Skipped, content_id

HALF_PAIR = ("half of a character pair (a lone surrogate) in it", "write the record again as valid Unicode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields as the input gives them; `page_date` is what a page says of itself, weaker than a person's word."""

    source: Source
    text: str
    place: str | None = None
    id: str | None = None
    url: str | None = None
    publisher: str | None = None
    page_publisher: str | None = None
    headline: str | None = None
    language: str | None = None
    date: object = None
    page_date: str | None = None
    retrieved: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credit: tuple[str, ...] = ()
    revision_of: str | None = None


def complete(draft: Draft, *, publisher: str | None, published: str | None) -> Article | Skipped:
    """The article, with what the person gave (`publisher`, `published`) where the record itself is silent."""
    wrong = fault(draft.text)
    if wrong:
        return draft.source.skipped(*wrong, place=draft.place)
    text = draft.text
    named = publishers.first(draft.publisher, publisher, draft.page_publisher, publishers.of_url(draft.url))
    day, reason = dates.decide(text, record=draft.date, person=published, page=draft.page_date)
    byline = draft.byline or bylines.byline(text)
    return Article(
        id=draft.id or content_id(named, day, draft.headline, text),
        text=text,
        url=draft.url,
        publisher=named,
        headline=draft.headline,
        language=draft.language or language_of(text),
        published=day,
        published_reason=reason,
        retrieved=draft.retrieved,
        byline=byline,
        dateline=draft.dateline or bylines.dateline(text),
        credit=tuple(dict.fromkeys([*_credited(text), *credits_of.signed(byline).agencies, *draft.credit])),
        revision_of=draft.revision_of,
    )


def fault(text: str) -> tuple[str, str] | None:
    """Why a text is no article, and what to do; null when it may be one."""
    if not text.strip():
        return "no text in it", "give the article's text"
    longest = settings.ACQUIRE_LONGEST_TEXT
    if len(text) > longest:
        return f"{len(text):,} characters, and no article has more than {longest:,}", "split it into articles"
    if not characters.is_writable(text):
        return HALF_PAIR
    few = settings.ACQUIRE_SHORTEST_TEXT
    if sum(1 for _, _ in zip(re.finditer(r"[^\W_]+", text), range(few), strict=False)) < few:
        return "hardly a word in it", "give the article's text"
    return None


def language_of(text: str) -> str | None:
    """The language by py3langid, null for a text too short to tell.

    >>> language_of("The ferry sank in the night. " * 5), language_of("Ferry sinks")
    ('en', None)
    """
    head = text[: settings.ACQUIRE_LANGUAGE_HEAD]
    if len(head.split()) < settings.ACQUIRE_LANGUAGE_WORDS:
        return None
    import py3langid

    try:
        ranked = py3langid.rank(head)
    except OSError as error:  # it unpacks its model into a temporary file, for which a full disk has no room
        remedy = "free some space for temporary files, or name another folder for them in TMPDIR"
        raise ModelError(f"its model cannot be unpacked: {why(error)}", name="py3langid", remedy=remedy) from error
    # English of thirty words is taken for Nigerian Pidgin (pcm) or Bikol (bcl) now and then: two-letter codes only
    return next((str(code) for code, _ in ranked if len(code) == 2), None)


def _credited(text: str) -> list[str]:
    return [credit.agency for credit in credits_of.find(text) if credit.scope == "article"]

"""How an article says that it knows: witnessed, told to the outlet, a public statement, a document, other media."""

import re
from functools import cache
from typing import cast as cast_

from onrecord import wordlists
from onrecord.record.pages import Noun, Page
from onrecord.record.parties import Cast
from onrecord.schema import Article, Basis, Quote


def basis(noun: Noun, page: Page, cast: Cast, *, agency: str | None) -> Basis:
    """How the article says that it knows: from the words that bring in the quotation around the claim.

    `agency`: the agency that the words are from. What was told to another agency was not told to this outlet.
    """
    quotes = [noun] if isinstance(noun, Quote) else page.said_in(noun.span)
    for quote in quotes:
        found = _hearer(quote.addressee or "", page.article, agency) or _medium(quote)
        if found:
            return found
        speaker = cast.actors.get(cast.id_of(quote.speaker) or "")
        if speaker and speaker.sector == "JRN":
            return "other-media"
    return _witnessed(noun, page)


def _hearer(hearer: str, article: Article, agency: str | None) -> Basis | None:
    """What "told X" says: X is the outlet itself, an agency, "this newspaper", or the press at large."""
    name, agencies = hearer.removeprefix("the ").removeprefix("The ").strip(), wordlists.table("agencies")
    own = (article.publisher or "").casefold()
    if name.casefold() in wordlists.words("own_names"):
        return "told-to-outlet"
    if len(name) > 2 and own and (name.casefold() in own or own in name.casefold()):
        return "told-to-outlet"
    if name in agencies:
        return "told-to-outlet" if agencies[name] in (agency, agencies.get(article.publisher or "")) else "other-media"
    return _listed(hearer)


def _medium(quote: Quote) -> Basis | None:
    """What "in a statement", "on X", "in an interview with state television" say."""
    return _listed(quote.medium or "")


def _listed(words: str) -> Basis | None:
    said = words.casefold()
    rows = wordlists.rows("media")
    found = next((row[1] for row in rows if row[0] in (said if " " in row[0] else said.split())), None)
    return cast_(Basis, found) if found else None


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

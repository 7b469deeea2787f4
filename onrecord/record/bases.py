"""How an article says that it knows: witnessed, told to the outlet, a public statement, a document, other media."""

import re
from functools import cache
from typing import cast as cast_

from onrecord import wordlists
from onrecord.credits import newsroom
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
    return _witnessed(noun, page, agency)


def _hearer(hearer: str, article: Article, agency: str | None) -> Basis | None:
    """What "told X" says: X is the outlet itself by its whole name, an agency, "this newspaper", or the press at
    large.
    """
    name, agencies = _bare(hearer), wordlists.table("agencies")
    own = article.publisher and name and newsroom(name) == newsroom(article.publisher)
    if name in wordlists.words("own_names") or own:
        return "told-to-outlet"
    listed = next((short for full, short in agencies.items() if full.casefold() == name), None)
    if listed:
        return "told-to-outlet" if listed in (agency, agencies.get(article.publisher or "")) else "other-media"
    return _listed(hearer)


_THE = re.compile(wordlists.table("record_patterns")["the_before_a_name"])


def _bare(name: str) -> str:
    """A name without "the", for comparison.

    >>> _bare("The Lakeland Courier") == _bare("the Lakeland courier")
    True
    """
    return _THE.sub("", name.strip().casefold())


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
    people = "|".join(sorted(map(re.escape, wordlists.words("eyewitnesses")), key=lambda name: (-len(name), name)))
    return re.compile(wordlists.table("record_patterns")["eyewitness"].replace("{PEOPLE}", people))


def _witnessed(noun: Noun, page: Page, agency: str | None) -> Basis:
    """An outlet's own eyes: "a Courier reporter saw three boats leave", in the Courier; a rival's are other media."""
    if isinstance(noun, Quote):
        return "not-said"
    sentence = page.sentence(noun.span)
    found = _eyewitness().search(page.article.text, sentence.start, sentence.end)
    if not found:
        return "not-said"
    whose = _bare(found[1])
    own = {*_bare(page.article.publisher or "").split(), (agency or "").casefold()}
    return "witnessed" if set(whose.split()) <= own else "other-media"

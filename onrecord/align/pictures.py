"""Pictures: the captions that an agency wrote, which are a text of their own within any article."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord import settings, wordlists
from onrecord.credits import Credit, kind_of
from onrecord.schema import Article, Span

_AROUND = 30


class Caption(NamedTuple):
    """A caption with its credit; `begins` are its first words, the same in every article that prints it."""

    credit: Credit
    span: Span
    begins: str


def find(article: Article, credited: Sequence[Credit]) -> Iterator[Caption]:
    r"""The captions whose words are probably those of the agency that is credited.

    A name alone ("Ann Lee/AP") tells nothing. A house of pictures sells them without words: below "AFP/Getty Images"
    stands what the outlet wrote.

    >>> from onrecord.credits import find as find_credits
    >>> text = "It sank.\n\nDivers look for the wreck of the ferry near Porto on Monday. (Ann Lee/AFP)"
    >>> [c.credit.agency for c in find(Article("a", text), find_credits(text))]
    ['AFP']
    >>> sold = text.replace("AFP", "AFP/Getty Images")
    >>> list(find(Article("a", sold), find_credits(sold)))
    []
    """
    for credit in credited:
        if credit.scope == "caption" and kind_of(credit.agency) != "pictures" and not _is_sold(article.text, credit):
            words = re.findall(r"\w+", article.text[credit.covers_start : credit.covers_end])
            if (
                len(words) >= settings.ALIGN_PASSAGE_WORDS
                and sum(map(str.islower, words)) >= settings.ALIGN_CAPTION_LOWER
            ):
                span = Span(article.id, credit.covers_start, credit.covers_end)
                yield Caption(credit, span, " ".join(words[: settings.ALIGN_CAPTION_BEGINS]).casefold())


def _is_sold(text: str, credit: Credit) -> bool:
    """Whether the credit names a house of pictures beside the agency."""
    before = text[max(0, credit.start - _AROUND) : credit.start].rpartition("\n")[2]
    after = text[credit.end : credit.end + _AROUND].partition("\n")[0]
    around = f"{before}{text[credit.start : credit.end]}{after}"
    return any(house in around for house in wordlists.words("photo_houses"))

"""Which of two articles was there first, and how that is known."""

import re
from functools import cache
from typing import NamedTuple

from onrecord import settings, wordlists
from onrecord.schema import Article

_DAY = 10
_NEWSPAPERS = frozenset({"Washington Post", "New York Times", "Tribune News Service"})
_SITES = {"apnews": "AP", "ap": "AP", "thomsonreuters": "Reuters"}


class Precedence(NamedTuple):
    """The article that was first (null when it cannot be told) and the words for it."""

    first: str | None
    reason: str


def first_of(a: Article, b: Article, *, same_text: bool) -> Precedence:
    """Which of two articles that share text was first: by what the input says, by credit, by date, by length.

    >>> a = Article("a", "A ferry sank.", publisher="Porto Post", published="2024-05-08")
    >>> first_of(a, Article("b", "A ferry sank.", published="2024-05-09"), same_text=True)
    Precedence(first='a', reason='a was published earlier')
    """
    for one, other in ((a, b), (b, a)):
        if other.revision_of == one.id:
            return Precedence(one.id, f"{other.id} is given as a later version of {one.id}")
    for one, other in ((a, b), (b, a)):
        name = credited_as(one)
        if name and name != credited_as(other) and (name not in _NEWSPAPERS or name in other.credit):
            credited = f", which {other.id} credits" if name in other.credit else ""
            return Precedence(one.id, f"{one.id} is {name}'s own report{credited}")
    earlier = _earlier(a, b)
    if earlier:
        return Precedence(earlier, f"{earlier} was published earlier")
    if same_text:
        shorter, longer = sorted((a, b), key=lambda article: (len(article.text), article.id))
        if len(longer.text) >= settings.ALIGN_LONGER_FORM * len(shorter.text):
            return Precedence(longer.id, f"{longer.id} has the longer form")
    return Precedence(None, "which of the two came first is not known")


def credited_as(article: Article) -> str | None:
    """The name under which others credit the article's publisher: an agency's, or a newspaper's that sells its reports.

    >>> credited_as(Article("a", "A ferry sank.", publisher="reuters.com"))
    'Reuters'
    """
    return _agency_of(article.publisher) if article.publisher else None


def publishing_agency(article: Article) -> str | None:
    """The agency that published the article itself: the wire's own report. A newspaper's own article is no wire.

    >>> publishing_agency(Article("a", "A ferry sank.", publisher="The Washington Post"))
    """
    name = credited_as(article)
    return None if name in _NEWSPAPERS else name


@cache
def _agency_of(publisher: str) -> str | None:
    agencies = wordlists.table("agencies")
    site = re.sub(r"^www\.|\.(?:com|org|net|fr|de|co\.uk)$", "", publisher.casefold())
    return agencies.get(publisher) or _SITES.get(site) or _squashed().get(re.sub(r"\W", "", site))


@cache
def _squashed() -> dict[str, str]:
    return {
        re.sub(r"\W", "", name.casefold()): short
        for name, short in wordlists.table("agencies").items()
        if len(name) > 3
    }


def _earlier(a: Article, b: Article) -> str | None:
    """By the day, and by the time of day where both have one."""
    if not a.published or not b.published:
        return None
    both_timed = len(a.published) > _DAY and len(b.published) > _DAY
    keys = [(article.published or "")[: None if both_timed else _DAY] for article in (a, b)]
    if keys[0] == keys[1]:
        return None
    return a.id if keys[0] < keys[1] else b.id

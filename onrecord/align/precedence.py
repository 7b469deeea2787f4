"""Which of two articles was there first, and how that is known."""

from typing import NamedTuple

from onrecord import credits as crediting
from onrecord import moments, settings
from onrecord.schema import Article

_DAY = len("2024-05-14")
_MINUTE = len("2024-05-14T06:00")


class Precedence(NamedTuple):
    """The article that was first (null when it cannot be told) and the words for it."""

    first: str | None
    reason: str


def first_of(a: Article, b: Article, *, same_text: bool) -> Precedence:
    """Which of two articles that share text was first: by what the input says, by credit, by date, by length.

    A page that gathers the texts of others never was.

    >>> a = Article("a", "A ferry sank.", publisher="Porto Post", published="2024-05-08")
    >>> first_of(a, Article("b", "A ferry sank.", published="2024-05-09"), same_text=True)
    Precedence(first='a', reason='a was published first: 2024-05-08 against 2024-05-09')
    """
    for one, other in ((a, b), (b, a)):
        if other.revision_of == one.id:
            return Precedence(one.id, f"{other.id} is given as a later version of {one.id}")
    for one, other in ((a, b), (b, a)):
        name = credited_as(one)
        if name and name != credited_as(other) and (not _is_newspaper(name) or name in other.credit):
            credited = f", which {other.id} credits" if name in other.credit else ""
            return Precedence(one.id, f"{one.id} is {name}'s own report{credited}")
    if is_gathered(a) or is_gathered(b):
        return _of_gathered(a, b)
    for one, other in ((a, b), (b, a)):
        if moments.earlier(one.published, other.published):
            return Precedence(one.id, f"{one.id} was published first: {_when(one, other)} against {_when(other, one)}")
    if same_text:
        shorter, longer = sorted((a, b), key=lambda article: (len(article.text), article.id))
        is_longer = len(longer.text) >= settings.ALIGN_LONGER_FORM * len(shorter.text)
        if is_longer and (is_signed(longer) or not is_signed(shorter)):
            sizes = f"{len(longer.text):,} characters against {len(shorter.text):,}"
            return Precedence(longer.id, f"{longer.id} has the longer form, {sizes}, and papers cut from the end")
    return Precedence(None, "which of the two came first is not known")


def credited_as(article: Article) -> str | None:
    """The name under which others credit the article's publisher: an agency's, or a newspaper's that sells its reports.

    >>> credited_as(Article("a", "A ferry sank.", publisher="reuters.com"))
    'Reuters'
    """
    return crediting.agency_of(article.publisher) if article.publisher else None


def publishing_agency(article: Article) -> str | None:
    """The agency that published the article itself: the wire's own report. A newspaper's own article is no wire.

    >>> publishing_agency(Article("a", "A ferry sank.", publisher="The Washington Post"))
    """
    name = credited_as(article)
    return None if name and _is_newspaper(name) else name


def same_publisher(a: Article, b: Article) -> bool:
    """Whether one newsroom published both, under whatever names.

    >>> same_publisher(Article("a", "", publisher="The Guardian"), Article("b", "", publisher="theguardian.com"))
    True
    """
    newsroom = newsroom_of(a)
    return newsroom is not None and newsroom == newsroom_of(b)


def newsroom_of(article: Article) -> str | None:
    """The newsroom that published an article, null when that is not given: a page that gathers texts gives none."""
    name = article.publisher
    return crediting.newsroom(name) if name and not crediting.gathers(name) else None


def is_gathered(article: Article) -> bool:
    """Whether an article stands on a page that gathers the texts of others."""
    return crediting.gathers(article.publisher or "")


def is_signed(article: Article) -> bool:
    """Whether an article says who wrote it, or where."""
    return bool(article.byline or article.dateline)


def _of_gathered(a: Article, b: Article) -> Precedence:
    """Of a page that gathers texts and a paper the paper, if it signs its text or had it before."""
    if is_gathered(a) and is_gathered(b):
        return Precedence(None, "both are on pages that gather the texts of others, so where it is from is not known")
    page, other = (a, b) if is_gathered(a) else (b, a)
    gathers = f"{page.id} is on {page.publisher}, which gathers the texts of others"
    if is_signed(other) or moments.earlier(other.published, page.published):
        return Precedence(other.id, gathers)
    return Precedence(None, f"{gathers}, and {other.id} is neither signed nor earlier")


def _is_newspaper(agency: str) -> bool:
    return crediting.kind_of(agency) == "newspaper"


def _when(article: Article, other: Article) -> str:
    """The day; of one day the time, to the minute where that tells the two apart."""
    ours, theirs = article.published or "", other.published or ""
    if ours[:_DAY] != theirs[:_DAY]:
        return ours[:_DAY]
    return ours[_DAY + 1 : _MINUTE] if ours[:_MINUTE] != theirs[:_MINUTE] else ours[_DAY + 1 :]

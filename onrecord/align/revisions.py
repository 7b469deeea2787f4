"""Versions: when two articles of one newsroom are one article that was published again."""

import re
from collections.abc import Iterator
from datetime import date

from onrecord import settings, wordlists
from onrecord.align.pairs import Pair
from onrecord.align.precedence import same_publisher
from onrecord.schema import Article


def ground(older: Article, newer: Article, pair: Pair) -> str | None:
    """What shows that one article is a later version of the other; null where nothing does, or too much speaks against.

    Two stories of one paper share their background: that alone makes no version, and nobody withdrew a word of the
    first. What is told of the two must agree as well, or nearly all of the text must be the same.
    """
    if older.id == newer.revision_of or newer.id == older.revision_of:
        return "the input says so"
    if not (_stand_on_one_site(older, newer) and pair.is_reprint):
        return None
    agree, differ = tuple(_agree(older, newer)), differences(older, newer)
    kept = pair.kept_of(older.id)
    grown = kept >= settings.ALIGN_VERSION_SHARE
    cut = pair.share >= settings.ALIGN_VERSION_SHARE and min(pair.kept) >= settings.ALIGN_REPRINT_SHARE
    if _ONE_ADDRESS in agree or (_ROLLING in agree and len(differ) < settings.ALIGN_VERSION_AGAINST):
        return agree[0]
    if agree and not differ and kept >= settings.ALIGN_REPRINT_SHARE:
        return agree[0]
    if len(differ) < settings.ALIGN_VERSION_AGAINST and (grown or cut):
        return agree[0] if agree else "nearly all of the text is the same"
    return None


def _stand_on_one_site(a: Article, b: Article) -> bool:
    """Whether one newsroom published both, or one site that gathers texts has the text twice."""
    return same_publisher(a, b) or (a.publisher is not None and a.publisher == b.publisher)


_ONE_ADDRESS = "both stand at one address"
_ROLLING = "both are states of one report that is kept up to date"


def _agree(a: Article, b: Article) -> Iterator[str]:
    """What of the two articles says that they are one."""
    if a.url and b.url and _path(a.url) == _path(b.url):
        yield _ONE_ADDRESS
    if _is_rolling(a) and _is_rolling(b):
        yield _ROLLING
    elif a.headline and b.headline and _alike(a.headline, b.headline):
        yield "they have one headline"
    if _CORRECTED.search(b.text) or _CORRECTED.match(b.headline or ""):
        yield f"{b.id} says that it was corrected or updated"


def differences(a: Article, b: Article) -> tuple[str, ...]:
    """What of two articles says that they are two: address, headline, dateline, day."""
    return tuple(_differ(a, b))


def _differ(a: Article, b: Article) -> Iterator[str]:
    if a.url and b.url and _path(a.url) != _path(b.url):
        yield "address"
    if a.headline and b.headline and not (_alike(a.headline, b.headline) or (_is_rolling(a) and _is_rolling(b))):
        yield "headline"
    if a.dateline and b.dateline and a.dateline.casefold() != b.dateline.casefold():
        yield "dateline"
    if _days_between(a, b) > settings.ALIGN_VERSION_DAYS:
        yield "day"


def _path(url: str) -> str:
    """What an address says of the article: not the host, which may be the paper's mobile or foreign one.

    >>> _path("https://m.portopost.example/2031/ferry-sinks/?from=top") == _path("http://portopost.example/2031/ferry-sinks")
    True
    >>> _path("https://portopost.example/item.php?id=5") == _path("https://portopost.example/item.php?id=6")
    False
    """
    path, _, query = re.sub(r"^\w+://[^/?#]*|#.*", "", url.strip().casefold()).partition("?")
    path = re.sub(r"(?:/(?:index\.\w+)?)+$", "", path)
    return path if re.search(r"[\d-]", path) else f"{path}?{query}"


def _alike(a: str, b: str) -> bool:
    """Whether two headlines are of one story: half of the shorter one's words, and the same years.

    >>> _alike("Ferry sinks off Lisbon | Porto Post", "Update: Four hurt as ferry sinks off Lisbon | Porto Post")
    True
    >>> _alike("2030: The year in pictures", "2031: The year in pictures")
    False
    """
    left, right = a.split(" | "), b.split(" | ")
    if len(left) > 1 and len(right) > 1 and left[-1] == right[-1]:  # the paper's name
        a, b = " ".join(left[:-1]), " ".join(right[:-1])
    ours, theirs = (set(re.findall(r"\w{3,}", headline.casefold())) for headline in (a, b))
    if not ours or not theirs:
        return a.casefold().split() == b.casefold().split()
    same_years = {w for w in ours if _YEAR.fullmatch(w)} == {w for w in theirs if _YEAR.fullmatch(w)}
    return same_years and 2 * len(ours & theirs) >= min(len(ours), len(theirs))


_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_rolling(article: Article) -> bool:
    """Whether an article is one that grows: "The Latest: Divers reach the ferry", "Live:", "(all times local)"."""
    return bool(_GROWS.match(article.headline or "") or _ALL_TIMES.search(article.text, 0, _TOP))


_GROWS = re.compile(
    wordlists.table("furniture_patterns")["article_that_grows"],
    re.IGNORECASE,
)
_TOP = 1_000
_ALL_TIMES = re.compile(wordlists.table("furniture_patterns")["times_of_an_article_that_grows"], re.IGNORECASE)
_CORRECTED = re.compile(
    wordlists.table("furniture_patterns")["corrected"],
    re.IGNORECASE | re.MULTILINE,
)


def _days_between(a: Article, b: Article) -> int:
    try:
        days = [date.fromisoformat((article.published or "")[:10]) for article in (a, b)]
    except ValueError:
        return 0
    return abs((days[0] - days[1]).days)

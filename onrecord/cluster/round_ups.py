"""Round-ups: articles that tell of several events, one after the other, and the items that they are made of."""

import re
from functools import cache

from onrecord import settings, wordlists
from onrecord.schema import Article

# "ORRIN, May 8 - ", "TARN (AP) — " at the start of a paragraph; "1. The council ..." and "2) ..." as well
_DATELINE = re.compile(
    r"^[ \t]*[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}(?:,[^\n–—]{1,30})?(?: ?\([^)\n]{1,20}\))?(?: ?[–—]| --?(?= )) *\S",
    re.MULTILINE,
)
_NUMBER = re.compile(r"^[ \t]*\(?\d{1,2}[.)] +\S", re.MULTILINE)
_PARAGRAPH = re.compile(r"[^\n]+")


def gathers(article: Article) -> bool:
    r"""Whether an article is built of news on several events: its headline says so, or dateline follows on dateline.

    What is built so may still tell one story ("Five things to know about the dam"): its items decide.

    >>> gathers(Article("a", "", headline="Weekend police blotter")), gathers(Article("b", "", headline="Dam breaks"))
    (True, False)
    >>> gathers(Article("c", "ORRIN - A dam broke.\n\nTARN - A mill burned.\n\nLUND - The book fair opened."))
    True
    """
    if article.headline and _announced().search(article.headline.casefold().replace("’", "'")):
        return True
    text = article.text[: settings.CLUSTER_LENGTH]
    return any(sum(1 for _ in sign.finditer(text)) >= settings.CLUSTER_ITEMS for sign in (_DATELINE, _NUMBER))


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(wordlists.words('gathering_headlines'))))})\b")


def items(article: Article) -> list[Article]:
    r"""The paragraphs of an article as small articles of the same day; a short line is the heading of what follows.

    >>> news = "A dam broke in Orrin on Monday and two farms by the river were flooded, so that forty people had to go."
    >>> [item.headline for item in items(Article("a", f"Orrin\n{news}"))]
    ['Orrin']
    """
    found: list[Article] = []
    heading: str | None = None
    for paragraph in _PARAGRAPH.findall(article.text[: settings.CLUSTER_LENGTH]):
        if len(paragraph.split()) < settings.CLUSTER_ITEM_WORDS:
            heading = paragraph.strip() or heading
            continue
        found.append(Article(article.id, paragraph, headline=heading, published=article.published))
        heading = None
    return found

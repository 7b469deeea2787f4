"""A saved page is one article; trafilatura finds its text, title, author, site and date."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord import settings
from onrecord.acquire import characters, plaintext
from onrecord.acquire.drafts import Draft
from onrecord.acquire.sources import Source
from onrecord.schema import Skipped

if TYPE_CHECKING:
    from trafilatura.settings import Document

_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"""<meta[^>]{0,200}?(?:property|name|itemprop)\s*=\s*["']?(?:article:published_time|datePublished)["']?"""
    r"""[^>]{0,100}?content\s*=\s*["']([^"'>]{8,40})["']""",
    re.IGNORECASE,
)
_NO_ARTICLE = ("no article found in the page", "save the article's own page, or its text in a .txt file")


def read(source: Source) -> Iterator[Draft | Skipped]:
    """The article in a page."""
    with source.open() as stream:
        data = stream.read(settings.ACQUIRE_LONGEST_PAGE + 1)
    if len(data) > settings.ACQUIRE_LONGEST_PAGE:
        yield plaintext.too_large(source)
        return
    declared = _CHARSET.search(data[:4096])
    page = characters.decode(data, declared.group(1).decode("ascii") if declared else None)
    if page is None:
        yield plaintext.not_text(source)
        return
    try:
        found = _extracted(page)
    except ImportError as error:  # trafilatura without lxml-html-clean, which its dependency forgets to ask for
        yield source.skipped(
            f"no page can be read: {str(error).splitlines()[0]}", "pip install trafilatura lxml-html-clean"
        )
        return
    yield _draft(source, page, found) if found is not None and found.text else source.skipped(*_NO_ARTICLE)


def _extracted(page: str) -> "Document | None":
    import trafilatura

    for name in ("trafilatura", "htmldate"):  # a page without an article is told by `Skipped`, not on standard error
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # broken markup can raise anything there; the run goes on
        return None
    return found if not isinstance(found, dict) else None


def _draft(source: Source, page: str, found: "Document") -> Draft:
    stamp = _PUBLISHED.search(page)
    return Draft(
        source=source,
        text=characters.clean(found.text or ""),
        url=_line(found.url) or (source.shown if source.path else None),
        page_publisher=_line(found.sitename) or _line(found.hostname),
        headline=_line(found.title),
        page_date=stamp.group(1) if stamp else found.date,
        byline=_line(found.author),
    )


def _line(value: str | None) -> str | None:
    """A piece of metadata on one line, null when there is nothing in it."""
    return " ".join(characters.clean(value).split()) or None if value else None

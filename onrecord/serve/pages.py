"""Every page of the server: its address, what may be asked of it, its view, and the template that lays it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.archive import Archive
from onrecord.serve.parameters import Asked
from onrecord.serve.views import abouts, record_pages, stories

View = Callable[[Archive, Any], Any]
"""Plain data for one page, out of the archive and what was asked: template and JSON are made from it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, also as JSON under the same address with .json; `example` is a request that samples answer."""

    path: str
    name: str
    title: str
    asked: type[Asked]
    view: View
    shown: type
    template: str


PAGES = (
    Page("/", "stories", "Stories", stories.AskedStories, stories.stories, stories.Stories, "stories.html"),
    Page(
        "/story/{story}",
        "record",
        "Record",
        record_pages.AskedStory,
        record_pages.record_page,
        record_pages.RecordPage,
        "record.html",
    ),
    Page("/about", "about", "About the method", Asked, abouts.about, abouts.About, "about.html"),
)
"""Add an entry to add a page."""

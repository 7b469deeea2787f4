"""Every page of the server: its address, what may be asked of it, its view, and the template that lays it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.archive import Archive
from onrecord.serve.parameters import Asked, AskedList
from onrecord.serve.views import (
    abouts,
    actors,
    lineages,
    pairs,
    record_pages,
    searches,
    skips,
    statement_pages,
    stories,
    texts,
)

View = Callable[[Archive, Any], Any]
"""Plain data for one page, out of the archive and what was asked: template and JSON are made from it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, also as JSON under the same address with .json.

    `view` makes what it tells, a dataclass of the kind `shown`, out of what was `asked`; `template` lays it out.
    """

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
    Page(
        "/story/{story}/statements",
        "statements",
        "Statements",
        statement_pages.AskedStatements,
        statement_pages.statement_list,
        statement_pages.StatementList,
        "statement_list.html",
    ),
    Page(
        "/story/{story}/statement/{point}",
        "statement",
        "Statement",
        statement_pages.AskedStatement,
        statement_pages.statement_page,
        statement_pages.StatementPage,
        "statement.html",
    ),
    Page(
        "/story/{story}/lineage",
        "lineage",
        "Lineage",
        lineages.AskedLineage,
        lineages.lineage,
        lineages.Lineage,
        "lineage.html",
    ),
    Page("/search", "search", "Search", searches.AskedSearch, searches.search, searches.Search, "search.html"),
    Page("/actor/{actor}", "actor", "Actor", actors.AskedActor, actors.actor, actors.ActorPage, "actor.html"),
    Page("/skipped", "skipped", "Skipped", AskedList, skips.skips, skips.Skips, "skipped.html"),
    Page("/article/{article}", "article", "Article", texts.AskedText, texts.text, texts.Text, "article.html"),
    Page("/compare/{left}/{right}", "compare", "Compare", pairs.AskedPair, pairs.pair, pairs.Pair, "compare.html"),
    Page("/about", "about", "About the method", Asked, abouts.about, abouts.About, "about.html"),
)
"""Add an entry to add a page."""

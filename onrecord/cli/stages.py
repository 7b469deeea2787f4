"""The stages as commands: JSON Lines in, JSON Lines out."""

from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.groups import commands
from onrecord.cli.inputs import read_articles, read_nouns
from onrecord.cli.options import articles_argument, source_options, strict_option, workers_option
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.schema import Annotations, Article


@commands.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@source_options
def acquire(paths: tuple[str, ...], publisher: str | None, published: str | None) -> None:
    """Stage: files and folders into one Article a line.

    PATH is a file or folder of text, HTML or JSON Lines (also .gz and .xz), or - for standard input.
    """
    from onrecord.serve import terminal

    terminal.show_lines(read_articles(paths, publisher, published))


@commands.command()
@click.option(
    "--explain", nargs=2, metavar="A B", help="For eyes: what these two articles share, and why they are tied."
)
@articles_argument
@strict_option
def align(paths: tuple[str, ...], explain: tuple[str, str] | None) -> None:
    """Stage: articles into SharedPassage, Copy and Origin lines, who has text from whom."""
    from onrecord import align as room
    from onrecord.serve import comparisons, listings, terminal

    articles = list(read_articles(paths))
    if explain:
        left, right = listings.two_named(articles, *explain)
        index = room.Index({article.id: article for article in articles}.__getitem__)
        tie = room.explain(left, right, room.trace(articles, index=index), among=articles, index=index)
        terminal.show(comparisons.page(left, right, tie), widest=terminal.WIDE)
        return
    lineage = room.trace(articles)
    terminal.show_lines((*lineage.passages, *lineage.copies, *lineage.origins), articles)


@commands.command()
@articles_argument
@strict_option
def cluster(paths: tuple[str, ...]) -> None:
    """Stage: articles into one Story a line."""
    from onrecord.cluster import assign
    from onrecord.serve import terminal

    terminal.show_lines(assign(list(read_articles(paths))))


@commands.command()
@click.option("--show", metavar="ID", help="For eyes: one article with all that was read in it.")
@click.option("--acts", is_flag=True, help="Also what PLOVER has no type for: events with an empty type.")
@workers_option
@articles_argument
@strict_option
def extract(paths: tuple[str, ...], show: str | None, acts: bool, workers: int) -> None:
    """Stage: articles into one Annotations a line: actors, dates, places, figures, quotes, events."""
    from onrecord import engine
    from onrecord.extract import annotate, annotate_all
    from onrecord.serve import highlights, listings, terminal

    if show:
        article = listings.article_named(list(read_articles(paths)), show)
        terminal.show(highlights.page(article, annotate(article)))
        return
    waiting: deque[Article] = deque()

    def remembered() -> "Iterator[Article]":
        for article in read_articles(paths):
            waiting.append(article)
            yield article

    for read in engine.run(partial(annotate_all, with_acts=acts), remembered(), workers=workers):
        terminal.show_lines([read], [waiting.popleft()])


@commands.command()
@click.argument("paths", metavar="FILES...", nargs=-1, required=True)
@strict_option
def compose(paths: tuple[str, ...]) -> None:
    """Stage: the lines of the other four, in any order, into Claim and Point lines."""
    from onrecord.record import compose as compose_record
    from onrecord.schema import Lineage
    from onrecord.serve import terminal

    kept: dict[str, list[Any]] = {}
    for noun in read_nouns(paths):
        kept.setdefault(type(noun).__name__, []).append(noun)
    articles = {article.id: article for article in kept.get("Article", ())}
    annotations = {read.article: _typed(read) for read in kept.get("Annotations", ())}
    lineage = Lineage(*(tuple(kept.get(noun, ())) for noun in ("Origin", "Copy", "SharedPassage")))
    if not kept.get("Story"):
        raise UsageError("no Story line", name=", ".join(paths), remedy="add what onrecord cluster ARTICLES prints")
    for story in kept["Story"]:
        told = [articles[article] for article in story.articles if article in articles]
        read = [annotations[article.id] for article in told if article.id in annotations]
        record = compose_record(story, told, read, lineage)
        terminal.show_lines((*record.claims, *record.points), told)


def _typed(read: "Annotations") -> "Annotations":
    """Without the acts that have no type: a record has none of them."""
    return replace(read, events=tuple(event for event in read.events if event.type))

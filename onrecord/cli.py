"""The commands. Each loads what it needs when it runs, so that `onrecord --help` answers at once."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import OnrecordError, UsageError

if TYPE_CHECKING:
    from click import Group as DefaultGroup  # click_default_group has no types

    from onrecord.archive import Archive
    from onrecord.pipeline import Report
    from onrecord.schema import Article, Skipped
else:
    from click_default_group import DefaultGroup


class Commands(DefaultGroup):
    """How every command ends: 0 done, 1 something skipped under --strict, 2 wrong usage, 130 stopped by Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except OnrecordError as error:
            from onrecord.serve import terminal

            terminal.say(f"onrecord: {error}", sys.stderr)
            ctx.exit(2)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(130)
        ctx.exit(1 if ctx.meta.get("strict") and ctx.meta.get("skipped") else 0)


@click.group(cls=Commands, default="read", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def commands() -> None:
    """Read several news articles about one event: what they say, on whose word, from how many origins at most,
    which of them repeat one text, and where they differ.

    onrecord PATH... is short for onrecord read PATH...
    """


main = commands

Command = Callable[..., None]
Inputs = Iterator["Article | Skipped"]
workers_option = click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that share the work."
)
articles_argument = click.argument("paths", metavar="ARTICLES...", nargs=-1, required=True)
strict_option = click.option(
    "--strict",
    is_flag=True,
    expose_value=False,
    callback=lambda ctx, _, strict: ctx.meta.update(strict=strict),
    help="Exit with 1 if an input was skipped.",
)


def source_options(command: Command) -> Command:
    """What a person knows about the articles and they themselves do not say."""
    publisher = click.option("--publisher", help="Who published these articles, where they do not say so.")
    published = click.option("--published", metavar="DATE", help="When, where they do not say so (2023-10-17).")
    return publisher(published(strict_option(command)))


def page_options(command: Command) -> Command:
    """How a record is shown."""
    everything = click.option("--all", "everything", is_flag=True, help="Every statement, timeline and coverage.")
    number = click.option("--statement", metavar="N", type=click.IntRange(min=1), help="The evidence of one statement.")
    as_json = click.option("--json", "as_json", is_flag=True, help="The Record, one line of JSON a story.")
    return everything(number(as_json(command)))


# The main job


@commands.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@page_options
@source_options
def read(paths: tuple[str, ...], publisher: str | None, published: str | None, **how: Any) -> None:
    """Read these articles now and show their record; keeps nothing.

    PATH is a file or folder of text, HTML or JSON Lines (also .gz and .xz), or - for standard input.
    """
    from onrecord.archive import Archive
    from onrecord.serve import terminal

    with Archive.open(None) as archive:
        _build(archive, _inputs(paths, publisher, published))
        for record in archive.records():
            terminal.show_record(archive, record, how)
        if not archive.counts()["stories"]:
            raise UsageError("no article could be read", name=", ".join(paths), remedy="give text, HTML or JSON Lines")


@commands.command()
def demo() -> None:
    """Show the sample stories that ship with onrecord, and the record of the one that most articles tell."""
    from importlib.resources import as_file, files

    from onrecord.archive import Archive
    from onrecord.serve import listings, terminal

    with as_file(files("onrecord") / "samples") as samples, Archive.open(None) as archive:
        _build(archive, _inputs(sorted(map(str, samples.glob("*/articles.jsonl")))))
        terminal.show(listings.stories(archive))
        terminal.show("")
        most = max(archive.stories(), key=lambda story: len(story.articles))
        terminal.show_record(archive, archive.record(most.id), {})


@commands.command()
@click.argument("archive", metavar="ARCHIVE")
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@workers_option
@source_options
def build(archive: str, paths: tuple[str, ...], publisher: str | None, published: str | None, workers: int) -> None:
    """Keep articles and their records in an archive, one SQLite file; again with more paths adds to it.

    Without a path, what an earlier build left undone is done, and an archive of an older onrecord is brought up to
    date.
    """
    from onrecord.archive import Archive

    if not paths and not Path(archive).exists():
        raise click.UsageError("Missing argument 'PATH...'.")
    inputs = _inputs(paths, publisher, published)  # first: a wrong path leaves no empty archive behind
    with Archive.open(archive, write=True) as kept:
        report = _build(kept, inputs, workers=workers)
    articles = f"{report.new} new articles, {report.known} known, {report.skipped} skipped"
    click.echo(f"{articles}; {report.stories} {'story' if report.stories == 1 else 'stories'} made or changed")


@commands.command()
@click.argument("archive", metavar="ARCHIVE")
@click.argument("story", metavar="[STORY]", required=False)
@page_options
def show(archive: str, story: str | None, **how: Any) -> None:
    """Show the stories of an archive, or the record of one."""
    from onrecord.archive import Archive
    from onrecord.serve import listings, terminal

    with Archive.open(archive) as kept, kept.snapshot():
        if story:
            terminal.show_record(kept, kept.record(kept.story(story).id), how)
        elif how["as_json"]:
            terminal.show_lines(kept.stories())
        else:
            terminal.show(listings.stories(kept))


@commands.command()
@click.argument("archive", metavar="ARCHIVE", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port; 0 for a free one.")
@click.option("--open", "browse", is_flag=True, help="Open the pages in the browser.")
def serve(archive: Path, host: str, port: int, browse: bool) -> None:
    """Serve the pages and the API of an archive, on this machine only unless --host says otherwise."""
    from onrecord.serve import app

    def ready(address: str) -> None:
        click.echo(f"{archive} is served at {address} (Ctrl-C ends it)", err=True)
        if browse:
            click.launch(address)

    app.run(archive, host=host, port=port, ready=ready)


@commands.command()
@click.argument("archive", metavar="ARCHIVE")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
def search(archive: str, words: tuple[str, ...]) -> None:
    """Find statements and passages that have these words, each with its support."""
    from onrecord.archive import Archive
    from onrecord.serve import listings, terminal

    with Archive.open(archive) as kept, kept.snapshot():
        terminal.show(listings.hits(kept, " ".join(words)))


@commands.command()
@click.argument("archive", metavar="ARCHIVE")
def skipped(archive: str) -> None:
    """List what was left out of an archive, and why."""
    from onrecord.archive import Archive
    from onrecord.serve import listings, terminal

    with Archive.open(archive) as kept:
        for item in kept.skipped():
            terminal.say(listings.skipped(item), sys.stdout)


@commands.command()
@click.argument("archive", metavar="ARCHIVE")
@click.argument("story", metavar="[STORY]", required=False)
@click.option("--format", "form", metavar="FORMAT", default="jsonl", show_default=True, help="See docs/exports.md.")
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Folder.")
@click.option("--without-text", is_flag=True, help="Hashes, offsets and short quotations only, for publication.")
@click.option("--background", is_flag=True, help="Events also that are told as context, not as news.")
@click.option(
    "--sample", metavar="N", type=click.IntRange(min=1), help="A blank sheet for coding N statements by hand."
)
@click.option("--seed", metavar="N", default=0, show_default=True, help="Another number draws another sample.")
def export(archive: str, story: str | None, out: Path, **how: Any) -> None:
    """Write an archive, or one story of it, into files; prints their names and numbers of rows.

    FORMAT is one of those in docs/exports.md: csv, jsonl, parquet, sqlite, ...; another name is answered with all.
    """
    from onrecord.archive import Archive
    from onrecord.serve.exports import Wanted, files, samples
    from onrecord.serve.progress import bars

    form = files.named(how["form"])
    chosen = samples.sheet(how["sample"], how["seed"]) if how["sample"] else form
    with Archive.open(archive) as kept, kept.snapshot(), bars() as progress:
        wanted = Wanted(kept, story, out, not how["without_text"], how["background"], progress)
        written = files.write(chosen, wanted)
    for file in written:
        done = "" if file.done == "new" else f"\t{file.done}"
        click.echo(f"{file.path}\t{file.rows}{done}")


# The stages: JSON Lines in, JSON Lines out


@commands.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@source_options
def acquire(paths: tuple[str, ...], publisher: str | None, published: str | None) -> None:
    """Stage: files and folders into one Article a line.

    PATH is a file or folder of text, HTML or JSON Lines (also .gz and .xz), or - for standard input.
    """
    from onrecord.serve import terminal

    terminal.show_lines(_articles(paths, publisher, published))


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

    articles = list(_articles(paths))
    lineage = room.trace(articles)
    if explain:
        left, right = (listings.article_named(articles, name) for name in explain)
        terminal.show(comparisons.page(left, right, room.explain(left, right, lineage)))
    else:
        terminal.show_lines((*lineage.passages, *lineage.copies, *lineage.origins), articles)


@commands.command()
@articles_argument
@strict_option
def cluster(paths: tuple[str, ...]) -> None:
    """Stage: articles into one Story a line."""
    from onrecord.cluster import assign
    from onrecord.serve import terminal

    terminal.show_lines(assign(list(_articles(paths))))


@commands.command()
@click.option("--show", metavar="ID", help="For eyes: one article with all that was read in it.")
@workers_option
@articles_argument
@strict_option
def extract(paths: tuple[str, ...], show: str | None, workers: int) -> None:
    """Stage: articles into one Annotations a line: actors, dates, places, figures, quotes, events."""
    from onrecord import engine
    from onrecord.extract import annotate, annotate_all
    from onrecord.serve import highlights, listings, terminal

    if show:
        article = listings.article_named(list(_articles(paths)), show)
        terminal.show(highlights.page(article, annotate(article)))
        return
    waiting: deque[Article] = deque()

    def remembered() -> "Iterator[Article]":
        for article in _articles(paths):
            waiting.append(article)
            yield article

    for read in engine.run(annotate_all, remembered(), workers=workers):
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
    for noun in _nouns(paths):
        kept.setdefault(type(noun).__name__, []).append(noun)
    articles = {article.id: article for article in kept.get("Article", ())}
    annotations = {read.article: read for read in kept.get("Annotations", ())}
    lineage = Lineage(*(tuple(kept.get(noun, ())) for noun in ("Origin", "Copy", "SharedPassage")))
    if not kept.get("Story"):
        raise UsageError("no Story line", name=", ".join(paths), remedy="add what onrecord cluster ARTICLES prints")
    for story in kept["Story"]:
        told = [articles[article] for article in story.articles if article in articles]
        read = [annotations[article.id] for article in told if article.id in annotations]
        record = compose_record(story, told, read, lineage)
        terminal.show_lines((*record.claims, *record.points), told)


# What the commands share


def _inputs(paths: Iterable[str], publisher: str | None = None, published: str | None = None) -> Inputs:
    """What was read, and what was left out, which is told at once; a wrong path is refused here and now."""
    from onrecord import acquire

    return map(_reported, acquire.read(paths, publisher=publisher, published=published))


def _articles(paths: Iterable[str], publisher: str | None = None, published: str | None = None) -> "Iterator[Article]":
    from onrecord.schema import Article

    return (item for item in _inputs(paths, publisher, published) if isinstance(item, Article))


def _nouns(paths: Iterable[str]) -> Iterator[Any]:
    """The nouns in files that the stages have written; a broken line is told and left out."""
    from onrecord import lines
    from onrecord.schema import Skipped

    found = (noun for path in paths for noun in lines.read(path))
    return (noun for noun in map(_reported, found) if not isinstance(noun, Skipped))


def _reported(item: Any) -> Any:
    """The item; if it was left out, that is told at once."""
    from onrecord.schema import Skipped
    from onrecord.serve import listings, terminal

    if isinstance(item, Skipped):
        click.get_current_context().meta["skipped"] = True
        terminal.say(f"skipped {listings.skipped(item)}", sys.stderr)
    return item


def _build(archive: "Archive", inputs: Inputs, *, workers: int = 1) -> "Report":
    from functools import partial

    from onrecord import engine, pipeline
    from onrecord.serve.progress import bars

    with bars() as progress:
        return pipeline.build(archive, inputs, run=partial(engine.run, workers=workers), progress=progress)

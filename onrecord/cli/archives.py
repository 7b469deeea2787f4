"""The commands of the main job: articles into an archive, and out of it what people want."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.groups import commands
from onrecord.cli.inputs import Inputs, read_inputs
from onrecord.cli.options import page_options, source_options, workers_option
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.pipeline import Report


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
        _build(archive, read_inputs(paths, publisher, published))
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
        _build(archive, read_inputs(sorted(map(str, samples.glob("*/articles.jsonl")))))
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
    inputs = read_inputs(paths, publisher, published)  # first: a wrong path leaves no empty archive behind
    with Archive.open(archive, write=True) as kept:
        report = _build(kept, inputs, workers=workers)
    articles = f"{report.new} new articles, {report.known} known, {report.skipped} skipped"
    click.echo(f"{articles}; {report.stories} {'story' if report.stories == 1 else 'stories'} made or changed")
    if 100 * report.words_known >= max(report.words, 1):
        click.echo(
            f"{report.words_known / report.words:.0%} of the words stand in lines that were read before", err=True
        )


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
@click.option(
    "--allow-host", "allowed", metavar="NAME", multiple=True, help="Answer to this name, too; may be repeated."
)
@click.option("--open", "browse", is_flag=True, help="Open the pages in the browser.")
def serve(archive: Path, host: str, port: int, allowed: tuple[str, ...], browse: bool) -> None:
    """Serve the pages and the API of an archive, on this machine only unless --host says otherwise.

    A request is answered that names this machine: localhost, the address at which it comes in and, with --host, the
    machine's own names. Behind another name or a proxy, give that name with --allow-host.
    """
    from onrecord.serve import app

    def ready(address: str) -> None:
        click.echo(f"{archive} is served at {address} (Ctrl-C ends it)", err=True)
        if browse:
            click.launch(address)

    app.run(archive, host=host, port=port, ready=ready, allowed=allowed)


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


def _build(archive: "Archive", inputs: Inputs, *, workers: int = 1) -> "Report":
    from functools import partial

    from onrecord import engine, pipeline
    from onrecord.serve.progress import bars

    with bars() as progress:
        return pipeline.build(archive, inputs, run=partial(engine.run, workers=workers), progress=progress)

"""Options and arguments that several commands take."""

from collections.abc import Callable

import click

Command = Callable[..., None]

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
    everything = click.option(
        "--all",
        "everything",
        is_flag=True,
        help="Every statement, timeline and coverage; with --statement every place.",
    )
    number = click.option("--statement", metavar="N", type=click.IntRange(min=1), help="The evidence of one statement.")
    as_json = click.option("--json", "as_json", is_flag=True, help="The Record, one line of JSON a story.")
    return everything(number(as_json(command)))

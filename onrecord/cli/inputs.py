"""What the commands read: articles and nouns; what is left out is told at once."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.schema import Article, Skipped

Inputs = Iterator["Article | Skipped"]


def read_inputs(paths: Iterable[str], publisher: str | None = None, published: str | None = None) -> Inputs:
    """What was read, and what was left out, which is told at once; a wrong path is refused here and now."""
    from onrecord import acquire

    return map(_reported, acquire.read(paths, publisher=publisher, published=published))


def read_articles(
    paths: Iterable[str], publisher: str | None = None, published: str | None = None
) -> "Iterator[Article]":
    """The articles alone."""
    from onrecord.schema import Article

    return (item for item in read_inputs(paths, publisher, published) if isinstance(item, Article))


def read_nouns(paths: Iterable[str]) -> Iterator[Any]:
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

"""What reaches a terminal: made harmless, at most 100 columns wide, readable without colour."""

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.console import Console, RenderableType

from onrecord import lines
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.lines import Noun
from onrecord.schema import Article, Record
from onrecord.serve.labels import harmless

WIDTH = 100
WIDE = 160
"""Columns of a page that has two texts beside one another, where the terminal has them."""

_HARMFUL_IN_JSON = re.compile("[\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(line: str) -> str:
    r"""A line of JSON in which characters that a terminal obeys are written as escapes: the value is the same.

    >>> escaped('{"text":"a\x9b31m\u202e"}')
    '{"text":"a\\u009b31m\\u202e"}'
    """
    return _HARMFUL_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


class _Pipe(Console):
    """A console that leaves a broken pipe to its caller: `onrecord show a | head` ends quietly, and as done."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 - Rich calls this while it handles the BrokenPipeError


def console(*, widest: int = WIDTH, **options: Any) -> Console:
    """Standard output, 100 columns wide or as narrow as the terminal; brackets in a text are no markup.

    `widest`: as wide as the terminal, up to so many columns.
    """
    made = _Pipe(markup=False, emoji=False, highlight=False, **options)
    made.width = min(made.width, widest) if made.is_terminal else WIDTH
    return made


def show(page: RenderableType, *, widest: int = WIDTH) -> None:
    """Prints a page on standard output."""
    console(widest=widest).print(page)


def show_record(archive: Archive, record: Record, how: Mapping[str, Any]) -> None:
    """Prints a record: its first screen or `everything`, `as_json`, or the evidence of the `statement` of a number."""
    from onrecord.serve import screens

    everything = bool(how.get("everything"))
    articles = list(archive.articles(record.story.articles))
    if how.get("as_json"):
        show_lines([record], articles)
    elif number := how.get("statement"):
        page = screens.evidence_page(record, articles, number, everything=everything)
        if page is None:
            remedy = "the numbers stand before the statements"
            raise UsageError(f"no statement has the number {number}", name="--statement", remedy=remedy)
        show(page)
    else:
        show(screens.record_page(record, articles, everything=everything))


def show_lines(nouns: Iterable[Noun], articles: Iterable[Article] = ()) -> None:
    """Prints one line of JSON a noun, its spans with the articles' text; each line leaves at once.

    The bytes are UTF-8 whatever the terminal is set to: they are data.
    """
    texts = {article.id: article.text for article in articles}
    for noun in nouns:
        sys.stdout.buffer.write(escaped(lines.dump(noun, texts)).encode() + b"\n")
        sys.stdout.buffer.flush()


def say(words: str, stream: TextIO) -> None:
    """Prints one line."""
    stream.write(harmless(" ".join(words.split())) + "\n")

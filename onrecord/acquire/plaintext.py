"""A plain text is one article, from its first character: the first line is not taken for a headline."""

from collections.abc import Iterator

from onrecord import settings
from onrecord.acquire import characters
from onrecord.acquire.drafts import Draft
from onrecord.acquire.sources import Source
from onrecord.schema import Skipped


def read(source: Source) -> Iterator[Draft | Skipped]:
    """The article in a text file."""
    with source.open() as stream:
        data = stream.read(settings.ACQUIRE_LONGEST_PAGE + 1)
    if len(data) > settings.ACQUIRE_LONGEST_PAGE:
        yield too_large(source)
        return
    text = characters.decode(data)
    if text is None:
        yield not_text(source)
        return
    yield Draft(source=source, text=characters.clean(text), url=source.shown if source.path else None)


def too_large(source: Source) -> Skipped:
    """A file that was not read to its end."""
    most = settings.ACQUIRE_LONGEST_PAGE
    return source.skipped(f"more than {most:,} bytes, which no article has", "split it into articles")


def not_text(source: Source) -> Skipped:
    """A file that no charset fits."""
    return source.skipped("binary, or in an unknown charset", "save it as text in UTF-8")

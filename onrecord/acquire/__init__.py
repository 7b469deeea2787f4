"""Acquire: every way in. `read(paths)` gives the articles of files, folders and standard input, and what it skipped."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from onrecord.acquire import dates, html, jsonl, plaintext, sources
from onrecord.acquire.drafts import Draft, complete
from onrecord.acquire.sources import UNREADABLE, Source
from onrecord.errors import UsageError
from onrecord.schema import Article, Skipped

Reader = Callable[[Source], Iterator[Draft | Article | Skipped]]

READERS: dict[str, Reader] = {
    ".txt": plaintext.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}
"""How each kind of file is read, by its suffix; each may also be compressed (.gz, .xz). A new kind is an entry here."""


def read(
    paths: Iterable[str | Path], *, publisher: str | None = None, published: str | None = None
) -> Iterator[Article | Skipped]:
    r"""The articles behind the paths, in their order, and a `Skipped` for everything that is none.

    `publisher` and `published` stand in where a record does not say. Raises `UsageError`, before anything is read,
    for a path that is not there, for a URL, and for a `published` that is no date.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "ferry.txt").write_text("PORTO (AFP) - A ferry sank.\r\nFour people died.")
    >>> article = next(read([folder], published="2024-05-08"))
    >>> article.url, article.text, article.dateline, article.credit
    ('ferry.txt', 'PORTO (AFP) - A ferry sank.\nFour people died.', 'PORTO (AFP)', ('AFP',))
    """
    names = sources.check(paths)
    if published and not dates.parse(published):
        raise UsageError("no date", name=published, remedy="write it as 2023-10-17 or 2023-10-17T09:30:00Z")
    return _once(_read(names, publisher=publisher, published=published))


def _read(
    names: Iterable[str], *, publisher: str | None, published: str | None
) -> Iterator[tuple[Source, str | None, Article] | Skipped]:
    for source in sources.find(names):
        if isinstance(source, Skipped):
            yield source
            continue
        for found in _from_source(source):
            if isinstance(found, Draft):
                made = complete(found, publisher=publisher, published=published)
                yield made if isinstance(made, Skipped) else (source, found.place, made)
            else:
                yield found if isinstance(found, Skipped) else (source, None, found)


def _from_source(source: Source) -> Iterator[Draft | Article | Skipped]:
    try:
        reader = _reader_of_stream() if source.path is None else READERS.get(source.suffix)
        if reader is None:
            yield source.skipped("not a kind of file that is read", f"give one of {', '.join(READERS)} (.gz, .xz)")
        else:
            yield from reader(source)
    except UNREADABLE as error:
        yield source.skipped(f"cannot be read: {sources.why(error)}", "check the file and your rights to it")


def _reader_of_stream() -> Reader:
    """Standard input has no name: a brace opens JSON Lines, an angle bracket a page, anything else a text."""
    first = sources.first_character()
    return jsonl.read if first == "{" else html.read if first == "<" else plaintext.read


def _once(found: Iterable[tuple[Source, str | None, Article] | Skipped]) -> Iterator[Article | Skipped]:
    """Each article once; only hashes are kept, so that a stream may be as long as it likes."""
    seen: dict[bytes, bytes] = {}
    for item in found:
        if isinstance(item, Skipped):
            yield item
            continue
        source, place, article = item
        key, text = _hash(article.id), _hash(article.text)
        if key not in seen:
            seen[key] = text
            yield article
        elif seen[key] != text:
            reason = f"its id {article.id} is that of an earlier article with another text"
            yield source.skipped(
                reason, "give it an id of its own (a later version names the earlier one in revision_of)", place=place
            )


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()

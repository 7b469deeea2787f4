"""JSON Lines: one record a line, under the field names of common tools; a record's text is never changed."""

import json
from collections.abc import Iterator
from typing import IO, Any

from onrecord import lines, settings
from onrecord.acquire import characters, dates
from onrecord.acquire.drafts import HALF_PAIR, Draft, fault
from onrecord.acquire.sources import UNREADABLE, Source, why
from onrecord.errors import InputError
from onrecord.schema import Article, Skipped

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "uid", "fingerprint"),
    "url": ("url", "link", "source_url", "canonical_url"),
    "publisher": ("publisher", "sitename", "outlet", "series", "hostname", "source_domain", "domain"),
    "headline": ("headline", "title"),
    "language": ("language", "lang"),
    "retrieved": ("retrieved", "date_download", "date_crawled", "filedate"),
    "byline": ("byline", "author", "authors"),
    "dateline": ("dateline",),
    "revision_of": ("revision_of",),
}
"""Our fields and the names they go by, the first filled one counts: ours, then those of common tools."""

TEXT = ("text", "maintext", "body", "content", "raw_text")
DATE = ("published", "date", "date_publish", "publication_date", "publish_date", "pub_date", "datetime")
_WRITE = "write one JSON object a line"


def read(source: Source) -> Iterator[Draft | Article | Skipped]:
    """The records of a file, one at a time; a damaged end does not lose what came before."""
    number = 0
    try:
        with source.open() as stream:
            for number, line in enumerate(_bounded(stream), 1):
                place = f"line {number}"
                if line is None:
                    much = f"longer than {settings.ACQUIRE_LONGEST_LINE:,} bytes, which no article has"
                    yield source.skipped(much, _WRITE, place=place)
                elif line.strip():
                    yield _record(source, line, place)
    except UNREADABLE as error:
        remedy = "get the file again, or check its rights"
        yield source.skipped(f"cannot be read on: {why(error)}", remedy, place=f"after line {number}")


def _bounded(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines; null for one that is too long, which is passed over in pieces and never held."""
    longest = settings.ACQUIRE_LONGEST_LINE
    while line := stream.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None


def _record(source: Source, line: bytes, place: str) -> Draft | Article | Skipped:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return source.skipped("not in UTF-8", "save the file in UTF-8", place=place)
    except (ValueError, RecursionError) as error:
        return source.skipped(f"not a line of JSON ({error})", _WRITE, place=place)
    if not isinstance(record, dict):
        return source.skipped("not a JSON object", _WRITE + " (jq -c '.[]' does so for a list)", place=place)
    if isinstance(record.get("noun"), str):
        return _noun(source, record, place)
    text = next((record[key] for key in TEXT if record.get(key)), None)
    if not isinstance(text, str):
        return source.skipped("no text in the record", f"give it in one of the fields {', '.join(TEXT)}", place=place)
    date = next((record[key] for key in DATE if record.get(key)), None)
    return Draft(
        source=source, text=text, place=place, date=date, credit=_names(record.get("credit")), **_fields(record)
    )


def _noun(source: Source, record: dict[str, Any], place: str) -> Article | Skipped:
    """A line of our own: an article is kept as it stands, a word on what was skipped is handed on."""
    written = json.dumps(record, ensure_ascii=False)
    if not characters.is_writable(written):
        return source.skipped(*HALF_PAIR, place=place)
    try:
        found = lines.load(written, name=source.name, place=place)
    except InputError as error:
        return source.skipped(error.problem, error.remedy or _WRITE, place=place)
    if isinstance(found, Skipped):
        return found
    if not isinstance(found, Article):
        return source.skipped(
            f"a line of the noun {record['noun']}, not an article", "give the articles' lines", place=place
        )
    wrong = fault(found.text)
    if wrong:
        return source.skipped(*wrong, place=place)
    return dates.checked(found)


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    return {
        field: next((text for key in keys if (text := _text(record.get(key)))), None) for field, keys in FIELDS.items()
    }


def _text(value: object) -> str | None:
    """One line of a field; a number is its digits, a list its members, anything else nothing."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, list)):
        return None
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value))) or None
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) or None


def _names(value: object) -> tuple[str, ...]:
    members = value if isinstance(value, list) else [value]
    return tuple(text for member in members if isinstance(member, str) and (text := _text(member)))

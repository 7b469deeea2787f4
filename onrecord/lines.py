"""The nouns as JSON Lines: how every border of the house writes and reads them.

A line's first key is `"noun"`. Where the texts are at hand, each span also carries its `text`, so that a line can be
read without the articles; a reader ignores it.
"""

import gzip
import json
import lzma
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import InputError, UsageError
from onrecord.schema import NOUNS, Skipped

Noun = Any
"""Any of the dataclasses in `schema.NOUNS`."""

SpanFields = Callable[[str, int, int], Mapping[str, Any]]
"""What a span carries beside its own fields: of an article's id, start and end."""


def plain(noun: Noun, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A noun as dictionaries, lists, strings and numbers; `texts` are the articles' texts by id.

    >>> from onrecord.schema import Span, Mention
    >>> plain(Mention(Span("a", 0, 5), "Lopez", "person"), {"a": "Lopez spoke."})["span"]
    {'article': 'a', 'start': 0, 'end': 5, 'text': 'Lopez'}
    """
    found: dict[str, Any] = msgspec.to_builtins(noun)
    told = texts or {}
    spoken: dict[str, Any] = spanned(found, lambda id_, a, b: {"text": told[id_][a:b]} if id_ in told else {})
    return spoken


def spanned(value: Any, fields: SpanFields) -> Any:
    """A plain value in which every span also carries these fields.

    >>> spanned({"cue": {"article": "a", "start": 0, "end": 5}}, lambda article, start, end: {"length": end - start})
    {'cue': {'article': 'a', 'start': 0, 'end': 5, 'length': 5}}
    """
    if isinstance(value, dict):
        if value.keys() == {"article", "start", "end"}:
            return {**value, **fields(value["article"], value["start"], value["end"])}
        return {key: spanned(part, fields) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [spanned(part, fields) for part in value]
    return value


def dump(noun: Noun, texts: Mapping[str, str] | None = None) -> str:
    """One line of JSON, without its line end.

    >>> from onrecord.schema import Skipped
    >>> dump(Skipped("a.pdf", "not a kind of file that is read"))
    '{"noun":"Skipped","input":"a.pdf","reason":"not a kind of file that is read","place":null,"remedy":""}'
    """
    return written({"noun": type(noun).__name__, **plain(noun, texts)})


def written(fields: Mapping[str, Any]) -> str:
    """Fields as one line of JSON, without its line end."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def load(line: str | bytes, *, name: str = "input", place: str | None = None) -> Noun:
    """The noun that a line tells; `name` and `place` say where it stood, should it be wrong.

    Raises `InputError` for a line that is no JSON object, has no known noun, or has a wrong field.

    >>> load('{"noun": "Skipped", "input": "a.pdf", "reason": "unreadable"}').input
    'a.pdf'
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"not a line of JSON ({error})", name=name, place=place, remedy="write one object a line"
        ) from None
    noun = fields.get("noun") if isinstance(fields, dict) else None
    if noun not in NOUNS:
        raise InputError(f"not a noun of onrecord: {noun!r}", name=name, place=place, remedy="", valid=sorted(NOUNS))
    try:
        return msgspec.convert(fields, NOUNS[noun])
    except msgspec.ValidationError as error:
        raise InputError(f"not a {noun}: {error}", name=name, place=place, remedy="see docs/record.md") from None


def read(path: str) -> Iterator[Noun]:
    """The nouns in a file of lines (also .gz and .xz; - is standard input); a line that tells none is a `Skipped`."""
    try:
        with _opened(path) as file:
            yield from told(file, name=path)
    except (OSError, EOFError, lzma.LZMAError) as error:
        remedy = "give a file that onrecord has written"
        raise UsageError(f"cannot be read ({error})", name=path, remedy=remedy) from None


def _opened(path: str) -> AbstractContextManager[Iterable[bytes]]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    opener: dict[str, Any] = {".gz": gzip.open, ".xz": lzma.open}
    found: AbstractContextManager[Iterable[bytes]] = opener.get(Path(path).suffix, open)(path, "rb")
    return found


def told(file: Iterable[bytes], *, name: str) -> Iterator[Noun]:
    """The nouns that lines tell.

    >>> [noun.reason for noun in told([b'{"noun": "Skipped", "input": "a", "reason": "empty"}', b"[]"], name="lines")]
    ['empty', 'not a noun of onrecord: None']
    """
    for number, line in enumerate(file, 1):
        try:
            if line.strip():
                yield load(line, name=name, place=f"line {number}")
        except InputError as error:
            yield Skipped(name, error.problem, error.place, error.remedy)

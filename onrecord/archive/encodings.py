"""Nouns as the archive keeps them: JSON, compressed where it is long, and text that any file can hold."""

import zlib
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from onrecord.schema import Annotations, Article, Record, Story

_ARTICLE, _STORY = msgspec.json.Decoder(Article), msgspec.json.Decoder(Story)
_ANNOTATIONS, _RECORD = msgspec.json.Decoder(Annotations), msgspec.json.Decoder(Record)


def encoded(noun: object) -> str:
    """A noun as JSON."""
    return msgspec.json.encode(noun).decode()


def packed(noun: object) -> bytes:
    """A noun as compressed JSON."""
    return zlib.compress(msgspec.json.encode(noun))


def article(text: str, noun: str) -> Article:
    """An article, out of its text and all else."""
    return replace(_ARTICLE.decode(noun), text=text)


def story(noun: str) -> Story:
    """A story."""
    return _STORY.decode(noun)


def annotations(noun: bytes) -> Annotations:
    """What was read in an article."""
    return _ANNOTATIONS.decode(zlib.decompress(noun))


def record(revision: int, composed_at: str, noun: bytes) -> Record:
    """A record, as it was composed then."""
    return replace(_RECORD.decode(zlib.decompress(noun)), revision=revision, composed_at=composed_at)


def ids(values: Iterable[str]) -> str:
    """Ids as one value of a query, which `IDS` takes apart; none that is kept has half of a surrogate pair."""
    return encoded(list(filter(has_encoding, values)))


IDS = "(SELECT value FROM json_each(?))"


def has_encoding(text: str) -> bool:
    """Whether a text is Unicode: JSON can hold half of a surrogate pair; no file and no database can."""
    return text.encode("utf-8", "replace") == text.encode("utf-8", "surrogatepass")


def printable(text: str | None) -> str | None:
    """A text with what is no character spelled out."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode()


def is_unicode(noun: object) -> bool:
    """Whether all texts of a noun are Unicode."""
    try:
        msgspec.json.encode(noun)
    except UnicodeEncodeError:
        return False
    return True

"""Bytes into characters: the charset of a file, and the one cleaning that the text of files and pages gets."""

import codecs
import re
import unicodedata

from onrecord import settings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")


def decode(data: bytes, declared: str | None = None) -> str | None:
    r"""The characters of a file, null when it is binary: by its mark, by what it declares, as UTF-8, or as detected.

    >>> decode("Förde".encode("utf-16")), decode(b"F\xf6rde", "iso-8859-1"), decode(b"\x00\x01\x02")
    ('Förde', 'Förde', None)
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for charset in (marked, declared, "utf-8"):
        text = _decoded(data, charset) if charset else None
        if text is not None:
            return None if "\x00" in text else text
    return None if b"\x00" in data else _detected(data)


def _decoded(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (ValueError, LookupError):
        return None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: settings.ACQUIRE_CHARSET_HEAD]).best()
    text = _decoded(data, best.encoding) if best else None
    return None if text is None or _is_noise(text) else text


def _is_noise(text: str) -> bool:
    """Whether a guess gave what nobody writes: more than one control character in a hundred."""
    return len(_CONTROL.findall(text)) - text.count("\r") > len(text) / 100


def clean(text: str) -> str:
    r"""One line end, composed characters (NFC), no control characters but line end and tab.

    >>> clean("\ufeffCafe\u0301\r\nclosed\x07")
    'Café\nclosed'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", lines))


def is_writable(text: str) -> bool:
    """Whether the text can be written as UTF-8: JSON lets half of a character pair through."""
    return not re.search(r"[\ud800-\udfff]", text)

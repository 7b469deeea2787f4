"""Addresses within a record that stands alone: what the file holds is an anchor in it, other pages are absent."""

from onrecord.schema import Span
from onrecord.serve.addresses import as_data, outside, segment

__all__ = ("ABSENT", "as_data", "outside", "segment")

ABSENT = "#absent"
"""Where a page would be that the file does not hold: the link to it is taken out of the file, its words stay."""


def article(id_: str) -> str:
    """The text of an article, at the end of the file."""
    return f"#article-{segment(id_)}"


def at(span: Span) -> str:
    """A place in the text of an article.

    >>> at(Span("a b", 120, 180))
    '#at-a%20b-120'
    """
    return f"#at-{segment(span.article)}-{span.start}"


def lineage(_: str) -> str:
    """The origins, as the file has them."""
    return "#origins"


def printings(_: str) -> str:
    """The origins, as the file has them: all of them are not in it."""
    return "#origins"


def compare(_: str, __: str) -> str:
    """Two articles side by side are not in the file."""
    return ABSENT


def statement(_: str, __: str) -> str:
    """A statement has no page of its own in the file."""
    return ABSENT


def statements(_: str, **__: object) -> str:
    """The list of all statements is not in the file."""
    return ABSENT


def story(_: str) -> str:
    """The record itself."""
    return "#main"


def actor(_: str) -> str:
    """An actor has no page in the file."""
    return ABSENT


def export(_: str, __: str | None = None) -> str:
    """The file is an export itself."""
    return ABSENT


def with_parameters(_: str, **__: object) -> str:
    """A list that goes on is not in the file."""
    return ABSENT


def altered(*_: object, **__: object) -> str:
    """The same page otherwise is not in the file."""
    return ABSENT

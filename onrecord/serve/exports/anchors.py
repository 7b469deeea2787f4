"""Anchors: how another program finds a span's words again, as W3C Web Annotation has it."""

from typing import Any

import msgspec

from onrecord.serve.exports.excerpts import Cut, short
from onrecord.serve.views.selectors import selectors


def anchor(text: str, start: int, end: int) -> dict[str, Any]:
    """The words of a span, and a selector by position and by quote.

    >>> found = anchor("The mill burned down on Monday.", 4, 8)
    >>> found["text"], found["selector"][0]
    ('mill', {'type': 'TextPositionSelector', 'start': 4, 'end': 8})
    >>> found["selector"][1]
    {'type': 'TextQuoteSelector', 'exact': 'mill', 'prefix': 'The ', 'suffix': ' burned down on Monday.'}
    """
    return {"text": text[start:end], "selector": list(msgspec.to_builtins(selectors(text, start, end)))}


def bare_anchor(text: str, start: int, end: int) -> dict[str, Any]:
    """The same for an export without text: the quotation only where it is short, and nothing around it.

    >>> found = bare_anchor("The mill burned down on Monday.", 4, 8)
    >>> found["selector"][1], "text" in found
    ({'type': 'TextQuoteSelector', 'exact': 'mill'}, False)
    """
    position, quotation = msgspec.to_builtins(selectors(text, start, end))
    exact = {"type": quotation["type"], "exact": quotation["exact"]}
    return {"selector": [position, exact] if short(exact["exact"]) else [position]}


def cut_all(value: Any, cut: Cut) -> Any:
    """A plain value in which every string is cut, but not the names of its fields."""
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, dict):
        return {key: cut_all(part, cut) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [cut_all(part, cut) for part in value]
    return value

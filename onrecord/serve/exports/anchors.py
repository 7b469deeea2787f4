"""Anchors: how another program finds a span's words again, as W3C Web Annotation has it."""

from typing import Any

from onrecord import settings
from onrecord.serve.exports.excerpts import Cut, short


def anchor(text: str, start: int, end: int) -> dict[str, Any]:
    """The words of a span, and a selector by position and by quote.

    >>> found = anchor("The mill burned down on Monday.", 4, 8)
    >>> found["text"], found["selector"][0]
    ('mill', {'type': 'TextPositionSelector', 'start': 4, 'end': 8})
    >>> found["selector"][1]
    {'type': 'TextQuoteSelector', 'exact': 'mill', 'prefix': 'The ', 'suffix': ' burned down on Monday.'}
    """
    words, context = text[start:end], settings.SERVE_SELECTOR_CONTEXT
    quote = {
        "type": "TextQuoteSelector",
        "exact": words,
        "prefix": text[max(0, start - context) : start],
        "suffix": text[end : end + context],
    }
    return {"text": words, "selector": [_position(start, end), quote]}


def bare_anchor(text: str, start: int, end: int) -> dict[str, Any]:
    """The same for an export without text: the quotation only where it is short, and nothing around it.

    >>> found = bare_anchor("The mill burned down on Monday.", 4, 8)
    >>> found["selector"][1], "text" in found
    ({'type': 'TextQuoteSelector', 'exact': 'mill'}, False)
    """
    selectors = [_position(start, end)]
    if short(text[start:end]):
        selectors.append({"type": "TextQuoteSelector", "exact": text[start:end]})
    return {"selector": selectors}


def _position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def cut_all(value: Any, cut: Cut) -> Any:
    """A plain value in which every string is cut, but not the names of its fields."""
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, dict):
        return {key: cut_all(part, cut) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [cut_all(part, cut) for part in value]
    return value

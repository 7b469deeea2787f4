"""Layers: what was read in a text, layer by layer, each span with its words and what they were taken for."""

from collections.abc import Iterable, Iterator

from onrecord.schema import Actor, Annotations, Event, Figure, Mention, Place, Quote, Span, TimeExpression
from onrecord.serve.labels import number
from onrecord.serve.views.selectors import Found, found

LAYERS = ("shared", "quotes", "cues", "figures", "events", "dates", "places", "actors", "notes")
"""In the order in which they are offered; "notes" are the numbers of statements and what others say of them."""

USUAL = ("shared", "quotes", "cues", "figures", "notes")
"""Those that are shown unless others are asked for: all at once is more than an eye can keep apart."""

Read = tuple[Span, str]
"""A span and what its words were taken for."""


def layers(text: str, read: Annotations, *, within: tuple[int, int]) -> dict[str, tuple[Found, ...]]:
    """Every layer, in the order of the text; a span that reaches over the border of the window is cut there."""
    names = {actor.id: actor for actor in read.actors}
    told: dict[str, Iterable[Read]] = {
        "quotes": ((span, _quote(q, names)) for q in read.quotes for span in q.content),
        "cues": ((q.cue, f"cue of {_name(q, names)}") for q in read.quotes if q.cue),
        "figures": ((f.span, _figure(f)) for f in read.figures),
        "events": ((e.span, _event(e)) for e in read.events),
        "dates": ((t.span, _date(t)) for t in read.times),
        "places": ((p.span, _place(p)) for p in read.places),
        "actors": ((m.span, _actor(m, names)) for m in read.mentions if m.kind not in ("place", "pronoun")),
    }
    return {name: tuple(sorted(_clipped(text, spans, *within), key=_place_of)) for name, spans in told.items()}


def _place_of(one: Found) -> tuple[int, int, str]:
    return one.start, one.end, one.about


def _clipped(text: str, spans: Iterable[Read], start: int, end: int) -> Iterator[Found]:
    for span, about in spans:
        left, right = max(span.start, start), min(span.end, end)
        if left < right:
            yield found(text, left, right, about)


def _said(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _name(quote: Quote, names: dict[str, Actor]) -> str:
    speaker = names.get(quote.speaker or "")
    return speaker.name if speaker else quote.speaker or "nobody named"


def _quote(quote: Quote, names: dict[str, Actor]) -> str:
    told = f"told {quote.addressee}" if quote.addressee else None
    return _said(f"{quote.kind} quotation of {_name(quote, names)}", told, quote.medium)


_HEDGES = {"approximate": "about ", "at-least": "at least ", "more-than": "more than ", "at-most": "at most "}


def _figure(figure: Figure) -> str:
    counted = f"of {figure.counts}" if figure.counts else figure.unit
    told = (
        "a vague number"
        if figure.hedge == "vague"
        else _HEDGES.get(figure.hedge, "") + number(figure.value, figure.low, figure.high)
    )
    return _said(f"{told} ({_spaced(figure.measure)})", counted, figure.since)


def _spaced(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _event(event: Event) -> str:
    kind = " ".join(filter(None, (event.type, event.mode))).lower()
    return _said(f"event: {_spaced(kind)}", event.status, event.place, event.when, "background" * event.background)


def _date(time: TimeExpression) -> str:
    days = time.value if time.start is None else " to ".join(dict.fromkeys((time.start, time.end or "open")))
    return f"{time.kind.lower()}: {days}"


def _place(place: Place) -> str:
    known = place.latitude is not None and place.longitude is not None
    degrees = f"{place.latitude:.2f}, {place.longitude:.2f}" if known else None
    return _said(f"place: {place.name}", place.precision, place.country, degrees)


def _actor(mention: Mention, names: dict[str, Actor]) -> str:
    actor = names.get(mention.actor or "")
    if actor is None:
        return f"{mention.kind}: {mention.name}"
    return _said(f"{actor.kind}: {actor.name}", *actor.roles[:2], actor.country)

"""Hand-made articles and annotations for the tests of the record: what extraction and alignment would have found."""

from dataclasses import replace

from onrecord.record import compose
from onrecord.schema import (
    Actor,
    Annotations,
    Article,
    Event,
    Figure,
    Lineage,
    Origin,
    Part,
    Participant,
    Point,
    Quote,
    Record,
    Span,
    Story,
)

GOVERNMENT = Actor("gov", "Arland", "organisation", "ARL", "GOV")
MINISTRY = Actor("ministry", "Arland Foreign Ministry", "organisation", "ARL", "GOV", party="gov")
DUARTE = Actor("duarte", "Ana Duarte", "person", "ARL", "GOV", party="gov")
LIND = Actor("lind", "Tove Lind", "person", "BEL")
CAST = (GOVERNMENT, MINISTRY, DUARTE, LIND)


def article(id_: str, text: str, publisher: str | None = None, published: str | None = "2024-05-14") -> Article:
    return Article(id_, text, publisher=publisher or id_.title(), published=published)


def at(told: Article, words: str) -> Span:
    start = told.text.index(words)
    return Span(told.id, start, start + len(words))


def figure(told: Article, words: str, value: float | None, **fields: object) -> Figure:
    known = {
        "measure": "killed",
        "counts": "people killed",
        "hedge": "exact",
        "unit": "person",
        "low": value,
        "high": value,
    }
    return Figure(span=at(told, words), value=value, **{**known, **fields})  # type: ignore[arg-type]


def quote(told: Article, words: str, speaker: str | None, **fields: object) -> Quote:
    known = {"cue": None, "speaker_span": None, "kind": "direct"}
    return Quote(id=f"{told.id}-{words[:9]}", content=(at(told, words),), speaker=speaker, **{**known, **fields})  # type: ignore[arg-type]


def event(told: Article, words: str, actors: list[str], recipients: list[str], **fields: object) -> Event:
    known = {"type": "CONSULT", "mode": None, "contexts": (), "place": None, "when": "2024-05-14", "status": "happened"}
    sides = (tuple(Participant(id_, None) for id_ in side) for side in (actors, recipients))
    actor, recipient = sides
    span = at(told, words)
    return Event(
        id=f"{told.id}-{span.start}",
        span=span,
        actors=actor,
        recipients=recipient,
        **{**known, **fields},  # type: ignore[arg-type]
    )


def read(told: Article, *nouns: Event | Figure | Quote) -> Annotations:
    def of(kind: type) -> tuple:  # type: ignore[type-arg]
        return tuple(noun for noun in nouns if isinstance(noun, kind))

    return Annotations(told.id, actors=CAST, events=of(Event), figures=of(Figure), quotes=of(Quote))


def own(told: Article) -> Origin:
    """An article that is its publisher's own from beginning to end."""
    part = Part(Span(told.id, 0, len(told.text)), "own", "signed by its own reporter")
    return Origin(f"of-{told.id}", "outlet", None, told.publisher, told.id, (told.id,), "own", "own report", (part,))


def wire(*articles: Article) -> Origin:
    """Articles that print one wire's text from beginning to end."""
    parts = tuple(Part(Span(a.id, 0, len(a.text)), "shared-text", "shared") for a in articles)
    return Origin("wire", "wire", "Norda", None, None, tuple(a.id for a in articles), "credited", "credited", parts)


def record(
    *annotations: Annotations, articles: list[Article], lineage: Lineage, earlier: Record | None = None
) -> Record:
    story = Story("s", None, tuple(a.id for a in articles))
    return compose(story, articles, annotations, lineage, earlier=earlier)


def only(made: Record) -> Point:
    assert len(made.points) == 1, [p.subject for p in made.points]
    return made.points[0]


def moved(told: Article, published: str) -> Article:
    return replace(told, published=published)

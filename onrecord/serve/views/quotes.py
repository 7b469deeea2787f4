"""A section of a record's page: who said what, the wordings of one quotation side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord import settings
from onrecord.schema import Answer, Claim, Point, Quote, QuoteKind, Span
from onrecord.serve.labels import flat, shortened
from onrecord.serve.views.differences import Run, runs
from onrecord.serve.views.marks import Tally
from onrecord.serve.views.scenes import Piece, Scene

_BASES = {
    "witnessed": "witnessed",
    "told-to-outlet": "told to the outlet",
    "public-statement": "public statement",
    "document": "from a document",
    "other-media": "from other media",
    "not-said": "",
}


@dataclass(frozen=True, slots=True)
class Printing:
    """The articles that print a wording by one origin; `labels` in the order of publication."""

    letter: str
    rank: int
    origin: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a quotation, at its place in the first article that has it.

    `in_marks`: quotation marks stand around all of it there. `speaker`: who is named there, null where all wordings
    have the same speaker.
    """

    place: Piece
    in_marks: bool
    runs: tuple[Run, ...]
    printings: tuple[Printing, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its wordings, of which there are `n_wordings`.

    `cues`, `addressees`, `media` and `bases`: how the articles bring it in, the first published first.
    """

    number: int
    point: str
    kind: QuoteKind
    denied: bool
    wordings: tuple[Wording, ...]
    n_wordings: int
    cues: tuple[Piece, ...]
    addressees: tuple[str, ...]
    media: tuple[str, ...]
    bases: tuple[str, ...]
    n_articles: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted; `id` null where it is no known actor. `n_quotations` counts those not shown, too."""

    id: str | None
    name: str
    role: str | None
    n_quotations: int
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The speakers, the one with the quotation that most articles print first; `n_printed` counts printings.

    What an earlier version alone prints is withdrawn: it is shown, and no printing.
    """

    speakers: tuple[Speaker, ...]
    n_quotations: int
    n_printed: int
    n_shown: int


def section(scene: Scene) -> Quotes:
    """The quotations that most articles print, those in quotation marks before those in the articles' own words."""
    quotes = {_place(quote.content): quote for quote in scene.record.quotes if quote.content}
    found = [
        _Found(n, p, tuple(_read(scene, p, quotes))) for n, p in enumerate(scene.record.points, 1) if p.kind == "quote"
    ]
    ranked = sorted(found, key=lambda f: (f.kind == "indirect", -len(scene.view.printed_by(f.point)), f.number))
    shown = ranked[: settings.SERVE_QUOTATIONS]
    speakers: dict[str, list[_Found]] = {}
    for item in shown:
        speakers.setdefault(_speaker_of(scene, item.point), []).append(item)
    said = Counter(_speaker_of(scene, item.point) for item in ranked)
    return Quotes(
        speakers=tuple(_speaker(scene, name, items, said[name]) for name, items in speakers.items()),
        n_quotations=len(ranked),
        n_printed=sum(len(scene.view.printed_by(item.point)) for item in ranked),
        n_shown=len(shown),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A point with what was read where it is told."""

    number: int
    point: Point
    quotes: tuple[Quote, ...]

    @property
    def kind(self) -> QuoteKind:
        """In marks where any article has marks."""
        kinds = {quote.kind for quote in self.quotes}
        return "direct" if "direct" in kinds else "mixed" if "mixed" in kinds else "indirect"


def _place(content: Sequence[Span]) -> tuple[str, int, int]:
    return content[0].article, content[0].start, content[-1].end


def _read(scene: Scene, point: Point, quotes: Mapping[tuple[str, int, int], Quote]) -> Iterator[Quote]:
    """In the order of the answers."""
    for answer in point.answers:
        for id_ in answer.claims:
            if quote := quotes.get(_place([scene.claims[id_].span])):
                yield quote


def _speaker_of(scene: Scene, point: Point) -> str:
    """By whom quotations are grouped: the actor of the first answer where it is known, else the name."""
    return scene.claims[point.answers[0].claims[0]].said_by or point.subject


def _speaker(scene: Scene, key: str, items: Sequence[_Found], n_quotations: int) -> Speaker:
    actor = scene.actors.get(key)
    return Speaker(
        id=actor.id if actor else None,
        name=actor.name if actor else scene.view.named(key) or "nobody named",
        role=actor.roles[0] if actor and actor.roles else None,
        n_quotations=n_quotations,
        quotations=tuple(_quotation(scene, item) for item in items),
    )


def _quotation(scene: Scene, found: _Found) -> Quotation:
    answers = found.point.answers[: settings.SERVE_WORDINGS]
    claims = scene.claims_of(tuple(id_ for answer in found.point.answers for id_ in answer.claims))
    claims = [claim for claim in claims if claim.article in scene.articles]
    cues = [scene.piece(span) for quote in found.quotes if (span := _cue(scene, quote))]
    told = " ".join(cue.text for cue in cues)
    return Quotation(
        number=found.number,
        point=found.point.id,
        kind=found.kind,
        denied=any(claim.status == "denied" for claim in claims),
        wordings=compared(list(_wordings(scene, answers, claims, found))),
        n_wordings=len(found.point.answers),
        cues=tuple({cue.text.casefold(): cue for cue in reversed(cues)}.values())[::-1][:3],
        addressees=_distinct(quote.addressee for quote in found.quotes if (quote.addressee or "") not in told),
        media=_distinct(quote.medium for quote in found.quotes),
        bases=_distinct(_BASES[claim.basis] for claim in claims),
        n_articles=len(scene.view.printed_by(found.point)),
        tally=scene.marks.tally(claims),
    )


def _cue(scene: Scene, quote: Quote) -> Span | None:
    """The word that says so, with the addressee where it follows: "told Norda"."""
    if quote.cue is None or quote.cue.article not in scene.articles:
        return quote.cue
    after = f" {quote.addressee}" if quote.addressee else ""
    follows = scene.articles[quote.cue.article].text.startswith(after, quote.cue.end)
    return replace(quote.cue, end=quote.cue.end + len(after)) if follows else quote.cue


def _distinct(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))[:3]


def _wordings(scene: Scene, answers: Sequence[Answer], claims: Sequence[Claim], found: _Found) -> Iterator[Wording]:
    """Where speakers differ each has its own."""
    several = len({claim.said_by for claim in claims}) > 1 and len(answers) > 1
    in_marks = {_place(quote.content) for quote in found.quotes if quote.kind == "direct"}
    for answer in answers:
        if given := [claim for claim in claims if claim.id in answer.claims]:
            first = given[0]
            place = scene.piece(first.span)
            words = shortened(flat(place.text).rstrip(","), settings.SERVE_QUOTATION_LENGTH)
            yield Wording(
                place=place,
                in_marks=_place([first.span]) in in_marks,
                runs=(Run(words, changed=False),),
                printings=tuple(_printings(scene, given)),
                speaker=scene.view.name(first.said_by) if several else None,
            )


def _printings(scene: Scene, claims: Sequence[Claim]) -> Iterator[Printing]:
    """Origin by origin, that of most articles first."""
    marked = sorted(
        ((scene.marks.of(claim.origin), claim) for claim in claims), key=lambda m: (m[0].rank or 99, m[0].letter)
    )
    for mark, group in groupby(marked, key=lambda m: m[0]):
        names = dict.fromkeys(scene.labels[claim.article] for _, claim in group)
        yield Printing(mark.letter, mark.rank, mark.name, tuple(names))


def compared(wordings: Sequence[Wording]) -> tuple[Wording, ...]:
    """Wordings with the words marked that another has not: each against the first, the first against the second."""
    texts = [_said(wording) for wording in wordings]
    others = [*texts[1:2], *texts[:1] * (len(texts) - 1)]
    pairs = zip(wordings, others, strict=True) if others else ()
    return tuple(_marked(wording, other) for wording, other in pairs) or tuple(wordings)


def _said(wording: Wording) -> str:
    """Its words, as far as they are shown."""
    return " ".join(run.text for run in wording.runs)


def _marked(wording: Wording, other: str) -> Wording:
    """Where most words would be marked they are two extracts, and none is."""
    found = runs(_said(wording), other)
    changed = sum(len(run.text) for run in found if run.changed)
    return replace(wording, runs=tuple(found)) if 2 * changed < len(_said(wording)) else wording

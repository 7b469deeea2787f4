"""A section of a record's page: what later reports put otherwise, with every printing in the order of time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord import settings
from onrecord.schema import Claim, Figure, Hedge, Span
from onrecord.serve.labels import flat
from onrecord.serve.views import evidence
from onrecord.serve.views.differences import KindShown, differing, ended
from onrecord.serve.views.evidence import Whose, Withdrawal, Words
from onrecord.serve.views.records import Disagreement
from onrecord.serve.views.scenes import Piece, Scene


@dataclass(frozen=True, slots=True)
class Printing:
    """One article's telling: `answer` is the letter of what it tells, `value` its number where it tells one.

    `words` of what is no figure, in their sentence where they say little alone.
    """

    answer: str
    place: Piece
    words: Words | None
    publisher: str | None
    reported: str | None
    letter: str
    rank: int
    origin: str
    said_by: str
    status: str
    value: float | None
    hedge: Hedge | None
    withdrawn: Withdrawal | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One answer in the order in which they were first reported; `replaces` where it takes the place of another."""

    letter: str
    words: str
    support: str
    whose: Whose
    moves: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A point that a later report puts otherwise; `is_drawn` where its numbers make a path.

    `words`: one telling in its sentence, where the title alone ("people") does not say what is counted.

    `also_differs`: its answers also differ in ways that time does not explain, and stand under the differences too;
    `kinds` are what time explains.
    """

    id: str
    number: int
    kind: str
    title: str
    words: Words | None
    also_differs: bool
    is_drawn: bool
    stages: tuple[Stage, ...]
    printings: tuple[Printing, ...]
    kinds: tuple[KindShown, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The first of `n_rows`; `n_changed` do not differ otherwise. `n_withdrawn` points have an answer taken back."""

    rows: tuple[Move, ...]
    n_rows: int
    n_changed: int
    n_withdrawn: int


def section(scene: Scene) -> Changed:
    """What changed with time, figures first; also what differs besides, when a part of it is that it moved."""
    found = [d for d in scene.view.disagreements() if _moved(d)]
    found.sort(key=lambda d: (d.statement.point.kind != "figure", -len(d.statement.coverage), d.statement.number))
    kept = found[: settings.SERVE_MOVES]
    figures = read_figures(scene, kept)
    rows = tuple(_bounded(move(scene, d, figures) for d in kept))
    n_changed = sum(d.statement.point.variation == "updated" for d in found)
    return Changed(rows, len(found), n_changed, sum(map(scene.view.is_withdrawn, scene.record.points)))


def _bounded(rows: Iterable[Move]) -> Iterator[Move]:
    """The first, as long as there is room for them."""
    room = settings.SERVE_INLINE // 3
    for place, row in enumerate(rows):
        room -= weight(row)
        if room < 0 and place:
            return
        yield row


def weight(row: Move) -> int:
    """About how many bytes a path takes on a page: drawn twice, for a desk and for a phone."""
    return 620 + 2_760 * row.is_drawn + 470 * min(len(row.printings), settings.SERVE_PRINTINGS)


def _moved(told: Disagreement) -> bool:
    return told.statement.point.variation == "updated" or any(
        d.kind == "update" for d in told.statement.point.differences
    )


def read_figures(scene: Scene, found: Iterable[Disagreement]) -> dict[Span, Figure]:
    """The figures of these points, as they were read in their articles."""
    points = [d.statement.point for d in found if d.statement.point.kind == "figure"]
    claims = [claim for point in points for claim in evidence.claims_of_all(scene, point.answers)]
    wanted, articles = {claim.span for claim in claims}, {claim.article for claim in claims}
    if not articles:
        return {}
    read = scene.annotations(sorted(articles))
    return {figure.span: figure for found in read for figure in found.figures if figure.span in wanted}


def move(scene: Scene, told: Disagreement, figures: dict[Span, Figure]) -> Move:
    """One point with every printing of it, the first printed first."""
    point = told.statement.point
    shown = differing(scene, told, each=0, most=len(told.answers))
    replaced = {position for d in point.differences if d.kind == "update" for position in (d.left, d.right)}
    answers = zip(told.answers, point.answers, strict=True)
    letters = {id_: given.letter for given, answer in answers for id_ in answer.claims}
    claims = evidence.claims_of_all(scene, point.answers)
    printings = tuple(_printing(scene, claim, letters[claim.id], figures.get(claim.span)) for claim in claims)
    stages = tuple(
        Stage(answer.letter, flat(answer.words.place.text), answer.support, answer.whose, i in replaced)
        for i, answer in enumerate(shown.answers)
    )
    return Move(
        id=point.id,
        number=told.statement.number,
        kind=point.kind,
        title=shown.title,
        words=None if evidence.is_named(point) else evidence.words(scene, claims[0]),
        also_differs=point.variation != "updated",
        is_drawn=point.kind == "figure" and is_path(printings),
        stages=stages,
        printings=printings,
        kinds=tuple(_unlettered(kind) for kind in shown.kinds if kind.kind == "update"),
    )


def _unlettered(kind: KindShown) -> KindShown:
    """A kind without the letters of answers, which no drawing has."""
    heads = dict.fromkeys(reason.partition(": ")[0] for reason in kind.reasons)
    return kind if len(kind.reasons) < 2 else replace(kind, sentence=" ".join(map(ended, heads)))


def _printing(scene: Scene, claim: Claim, answer: str, figure: Figure | None) -> Printing:
    mark = scene.marks.of(claim.origin)
    return Printing(
        answer=answer,
        place=scene.piece(claim.span),
        words=None if claim.kind == "figure" else evidence.words(scene, claim),
        publisher=scene.cards[claim.article].publisher,
        reported=claim.reported,
        letter=mark.letter,
        rank=mark.rank,
        origin=mark.name,
        said_by=scene.view.name(claim.said_by),
        status=claim.status,
        value=figure.value if figure else None,
        hedge=figure.hedge if figure else None,
        withdrawn=evidence.withdrawal(scene, claim),
    )


def is_path(printings: Sequence[Printing]) -> bool:
    """Whether numbers and times make a path: two numbers or more, all of them dated."""
    told = {printing.value for printing in printings if printing.value is not None and printing.reported}
    return len(told) > 1

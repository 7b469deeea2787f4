"""A section of a record's page: which articles have what, and what each gives where accounts differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from onrecord import settings
from onrecord.credits import newsroom
from onrecord.moments import earlier
from onrecord.schema import Claim, Mark, Point
from onrecord.serve.labels import shortened
from onrecord.serve.views.differences import runs
from onrecord.serve.views.marks import UNKNOWN
from onrecord.serve.views.records import Statement
from onrecord.serve.views.scenes import Scene

_SHORT = 10
"""Characters of a figure that a cell has room for; longer ones stand as the letters of their answers."""

_COMPARED = 400
"""Characters of two answers that are compared for what tells them apart."""


@dataclass(frozen=True, slots=True)
class Column:
    """An article, or the articles of one publisher; `label` is short, `name` the publisher where it says more."""

    label: str
    name: str | None
    published: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column has of a statement: `letter` of the origin, null where it has not the statement.

    `answers`: what it gives where accounts differ: the words of a figure, or the letters of the answers. `older`: it
    was published before the first report. `n_articles` have the statement.
    """

    letter: str | None
    rank: int
    origin: str
    answers: tuple[str, ...]
    older: bool
    n_articles: int


@dataclass(frozen=True, slots=True)
class Row:
    """A statement; `answers`: (letter in its cells, words). `withdrawn`: no article tells it any more."""

    number: int
    point: str
    words: str
    status: str
    withdrawn: bool
    differs: bool
    answers: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statements by articles, or by publishers; `n_statements` counts those not shown."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    by_publisher: bool
    n_statements: int
    marks: tuple[Mark, ...]


def section(scene: Scene) -> Coverage:
    """The statements that most articles tell, and those that are told differently."""
    columns = _columns(scene)
    most = settings.SERVE_COVERAGE_ROWS
    ranked = sorted(scene.view.statements, key=lambda s: (-len(s.coverage), s.number))
    several = {s.point.id for s in scene.view.told_once}
    room = max(3 * most // 4, min(2 * most, settings.SERVE_COVERAGE_CELLS // len(columns)))
    differ = [s for s in ranked if s.point.variation != "same"][: min(most, room - most // 4)]
    alike = [s for s in ranked if s.point.variation == "same" and s.point.id in several]
    alike = alike[: min(most, room - len(differ))]
    shown = sorted(differ + alike, key=lambda s: (-len(s.coverage), s.number))
    rows = tuple(_row(scene, statement, columns) for statement in shown)
    used = {(cell.letter, cell.rank) for row in rows for cell in row.cells}
    marks = {mark.letter: mark for mark in (*scene.marks.all, UNKNOWN) if (mark.letter, mark.rank) in used}
    by_publisher = len(columns) < len(scene.articles)
    return Coverage(columns, rows, by_publisher, len(scene.record.points), tuple(marks.values()))


def _columns(scene: Scene) -> tuple[Column, ...]:
    """The articles; of more than SERVE_SQUARES their publishers; of too many of these the largest, and the others."""
    cards = scene.cards
    if len(cards) <= settings.SERVE_SQUARES:
        return tuple(Column(c.label, c.publisher, c.published, (c.id,)) for c in cards.values())
    by_publisher: dict[str, list[str]] = {}
    for card in cards.values():
        by_publisher.setdefault(newsroom(card.publisher) if card.publisher else card.id, []).append(card.id)
    ranked = sorted(by_publisher.values(), key=lambda ids: -len(ids))
    most = (
        settings.SERVE_SQUARES
        if len(ranked) > settings.SERVE_COVERAGE_PUBLISHERS
        else settings.SERVE_COVERAGE_PUBLISHERS
    )
    kept, others = ranked[:most], [id_ for ids in ranked[most:] for id_ in ids]
    columns = [_of_publisher(scene, ids) for ids in kept]
    return (*columns, Column("others", None, None, tuple(others))) if others else tuple(columns)


def _of_publisher(scene: Scene, ids: Sequence[str]) -> Column:
    card = scene.cards[ids[0]]
    return Column(card.publisher or card.label, None, card.published, tuple(ids))


def _row(scene: Scene, statement: Statement, columns: Iterable[Column]) -> Row:
    point = statement.point
    told = [scene.claims_of(answer.claims) for answer in point.answers]
    names = _names(scene, point, told)
    claims: dict[str, list[Claim]] = {}
    given: dict[str, str] = {}
    for answer, name in zip(told, names, strict=True):
        for claim in answer:
            claims.setdefault(claim.article, []).append(claim)
            given[claim.id] = name
    return Row(
        number=statement.number,
        point=point.id,
        words=statement.words,
        status=statement.label,
        withdrawn=statement.withdrawn,
        differs=point.variation != "same",
        answers=tuple(_explained(scene, told, names)),
        cells=tuple(_cell(scene, column, claims, given, point.first_reported) for column in columns),
    )


def _names(scene: Scene, point: Point, told: Sequence[Sequence[Claim]]) -> list[str]:
    """What stands in a cell for each answer: a figure's words where they are short, else a letter; of one ""."""
    if len(told) < 2:
        return ["" for _ in told]
    words = [scene.view.text(claims[0].span) if claims else "" for claims in told]
    short = point.kind == "figure" and all(0 < len(value) <= _SHORT for value in words)
    return words if short else [ascii_lowercase[position % 26] for position in range(len(told))]


def _explained(scene: Scene, told: Sequence[Sequence[Claim]], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The letters with what tells their answers apart: the speakers where these differ, else the words that differ."""
    firsts = [(name, claims[0]) for name, claims in zip(names, told, strict=True) if claims]
    if len(firsts) < 2 or not all(len(name) == 1 and name.isalpha() for name in names):
        return
    speakers = [scene.view.name(claim.said_by) for _, claim in firsts]
    if len(set(speakers)) == len(speakers):
        yield from zip((name for name, _ in firsts), speakers, strict=True)
        return
    words = [shortened(scene.view.text(claim.span), _COMPARED) for _, claim in firsts]
    for place, (name, claim) in enumerate(firsts):
        told_apart = [run.text for run in runs(words[place], words[1 if place == 0 else 0]) if run.changed]
        yield name, " … ".join(told_apart) if told_apart and claim.kind != "figure" else words[place]


def _cell(
    scene: Scene, column: Column, claims: Mapping[str, list[Claim]], given: Mapping[str, str], first: str | None
) -> Cell:
    """A known origin before an unknown one, as in a tally."""
    told = [claim for id_ in column.articles for claim in claims.get(id_, ())]
    if not told:
        dates = [scene.articles[id_].published for id_ in column.articles]
        return Cell(None, 0, "", (), all(earlier(date, first) for date in dates), 0)
    mark = next((mark for claim in told if (mark := scene.marks.of(claim.origin)).rank), UNKNOWN)
    answers = tuple(dict.fromkeys(given[claim.id] for claim in told if given[claim.id]))
    return Cell(mark.letter, mark.rank, mark.name, answers[:3], older=False, n_articles=len({c.article for c in told}))

"""Two pages of statements: all of a story, filtered; and one of them with all its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Literal

import msgspec

from onrecord.archive import Archive
from onrecord.errors import NotFoundError, UsageError
from onrecord.moments import earlier
from onrecord.serve.addresses import cursor, place
from onrecord.serve.parameters import Asked, AskedList, Count, Id, Words
from onrecord.serve.views.changes import Move, move, read_figures
from onrecord.serve.views.differences import Differing, differing
from onrecord.serve.views.evidence import Told, told
from onrecord.serve.views.records import Disagreement, Statement
from onrecord.serve.views.scenes import Card, Scene
from onrecord.serve.views.statements import aside

MOST = 300
"""Claims and answers that the page of a statement shows: more than any story of our data has."""


_Place = tuple[str, Count, Count]
"""A story, the revision of its record, and the number of a statement in it."""


class AskedStatement(Asked, frozen=True, kw_only=True):
    """Which statement of which story."""

    story: Id
    point: Id


class AskedStatements(AskedList, frozen=True, kw_only=True):
    """Which statements of a story."""

    story: Id
    kind: Literal["event", "figure", "quote", ""] = ""
    variation: Literal["same", "differs", "updated", "disputed", ""] = ""
    where: Annotated[
        Literal["several", "once", "aside", "otherwise", ""],
        msgspec.Meta(
            description="in several articles; in one only; aside, since another says it better; or otherwise told"
            " differently: by one article, or in words that say little alone"
        ),
    ] = ""
    article: Annotated[str, msgspec.Meta(max_length=400, description="that this article has")] = ""
    words: Words = ""


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement with all its evidence; `differing` and `moved` where it is not told alike everywhere.

    `without`: the articles that do not have it; `older` are those of them surely published before the first report.
    """

    story: str
    headline: str
    told: Told
    reason: str
    differing: Differing | None
    moved: Move | None
    related: tuple[Told, ...]
    without: tuple[Card, ...]
    older: tuple[str, ...]
    first_reported: str | None
    n_articles: int


@dataclass(frozen=True, slots=True)
class StatementList:
    """A page of a story's statements in the order of their numbers; `next` is null on the last."""

    story: str
    headline: str
    articles: tuple[Card, ...]
    rows: tuple[Told, ...]
    n_rows: int
    n_statements: int
    next: str | None


def statement_page(archive: Archive, asked: AskedStatement) -> StatementPage:
    """The page of one statement."""
    scene = Scene.of(archive, asked.story)
    statement = next((s for s in scene.view.statements if s.point.id == asked.point), None)
    if statement is None:
        raise NotFoundError("no such statement", name=asked.point, remedy="see the statements of its story")
    return page(scene, statement)


def page(scene: Scene, statement: Statement) -> StatementPage:
    """One statement of a scene."""
    point = statement.point
    found = scene.view.disagreement(statement) if point.variation != "same" else None
    related = (s for s in scene.view.statements if s.point.id in point.related)
    without = tuple(card for id_, card in scene.cards.items() if id_ not in point.coverage)
    return StatementPage(
        story=scene.record.story.id,
        headline=scene.view.headline()[0],
        told=told(scene, statement, most=0 if found else MOST),
        reason=scene.view.named(point.reason),
        differing=differing(scene, found, most=MOST, each=MOST) if found else None,
        moved=_moved(scene, found) if found else None,
        related=tuple(told(scene, s) for s in islice(related, 20)),
        without=without,
        older=tuple(card.id for card in without if earlier(card.published, point.first_reported)),
        first_reported=point.first_reported,
        n_articles=len(scene.standing),
    )


def _moved(scene: Scene, found: Disagreement) -> Move | None:
    point = found.statement.point
    updates = any(d.kind == "update" for d in point.differences)
    return move(scene, found, read_figures(scene, [found])) if updates else None


def statement_list(archive: Archive, asked: AskedStatements) -> StatementList:
    """The statements of a story that were asked for."""
    scene, start = _begun(archive, asked)
    found = list(_wanted(scene, asked))
    rest = [s for s in found if s.number > start]
    rows = rest[: asked.size]
    return StatementList(
        story=scene.record.story.id,
        headline=scene.view.headline()[0],
        articles=tuple(scene.cards.values()),
        rows=tuple(told(scene, s) for s in rows),
        n_rows=len(found),
        n_statements=len(scene.view.statements),
        next=cursor((*_source(scene), rows[-1].number)) if len(rest) > len(rows) else None,
    )


def _begun(archive: Archive, asked: AskedStatements) -> tuple[Scene, int]:
    """The record that the list was begun with, and where it goes on: a build gives the statements new numbers."""
    if not asked.after:
        return Scene.of(archive, asked.story), 0
    story, revision, start = place(asked.after, _Place)
    if not story.startswith(asked.story):
        raise UsageError("a place in another story's list", name="_next", remedy="begin again without it")
    return Scene.of(archive, story, revision=revision), start


def _source(scene: Scene) -> tuple[str, int]:
    return scene.record.story.id, scene.record.revision


def _wanted(scene: Scene, asked: AskedStatements) -> Iterator[Statement]:
    """The statements that fit, in the order of their numbers."""
    lists = where(scene)
    words = asked.words.casefold().split()
    for statement in scene.view.statements:
        point = statement.point
        if (
            asked.kind in ("", point.kind)
            and asked.variation in ("", point.variation)
            and asked.where in ("", lists[statement.number])
            and (not asked.article or asked.article in point.coverage)
            and (not words or _has(scene, statement, words))
        ):
            yield statement


def where(scene: Scene) -> dict[int, str]:
    """In which list each statement stands, by its number: in one and no other."""
    found = dict.fromkeys((s.number for s in scene.view.statements), "otherwise")
    found |= {s.number: "several" for s in scene.view.printed_most()}
    found |= {s.number: "once" for _, statements in scene.view.in_one_only() for s in statements}
    return found | {s.number: "aside" for s in aside(scene)}


def _has(scene: Scene, statement: Statement, words: list[str]) -> bool:
    """Whether all these words are in the statement, its sentence or one of its answers."""
    point = statement.point
    spans = [scene.claims[id_].span for answer in point.answers for id_ in answer.claims[:1]]
    text = " ".join((statement.words, *map(scene.view.text, (point.sentence, *spans)))).casefold()
    return all(word.strip('"“”') in text for word in words)

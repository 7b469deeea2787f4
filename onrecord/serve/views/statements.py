"""The heart of a record's page: what is printed most often, what differs, what changed, what one article has alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import settings
from onrecord.serve.views import changes, differences, evidence
from onrecord.serve.views.changes import Changed
from onrecord.serve.views.differences import Differ
from onrecord.serve.views.evidence import Told, told
from onrecord.serve.views.records import Statement
from onrecord.serve.views.scenes import Card, Scene


@dataclass(frozen=True, slots=True)
class Sum:
    """How the statements of a record divide: all but `n_statements` add up to it.

    `n_aside` say nothing that another does not say better; `n_withdrawn` (of any kind) have a telling taken back.
    """

    n_statements: int
    n_alike: int
    n_differ: int
    n_denied: int
    n_changed: int
    n_once: int
    n_aside: int
    n_moved_too: int
    n_withdrawn: int


@dataclass(frozen=True, slots=True)
class PrintedMost:
    """The first of `n_rows` statements of several articles, the most often printed first."""

    rows: tuple[Told, ...]
    n_rows: int


@dataclass(frozen=True, slots=True)
class Alone:
    """The first of `n_rows` statements that one article alone has."""

    article: Card
    letter: str
    rank: int
    rows: tuple[Told, ...]
    n_rows: int


@dataclass(frozen=True, slots=True)
class Once:
    """Statements of one article only, by article."""

    groups: tuple[Alone, ...]
    n_groups: int
    n_rows: int
    n_aside: int


@dataclass(frozen=True, slots=True)
class Statements:
    """The sections, and the line that sums them up."""

    sum: Sum
    printed_most: PrintedMost
    differ: Differ
    changed: Changed
    once: Once


def section(scene: Scene) -> Statements:
    """The statements of a scene."""
    printed, differ, changed = _printed_most(scene), differences.section(scene), changes.section(scene)
    taken = sum(evidence.weight(row.evidence, row.tally) for row in printed.rows)
    taken += sum(map(differences.weight, differ.rows)) + sum(map(changes.weight, changed.rows))
    once = _once(scene, settings.SERVE_STATEMENTS - taken)
    alike = sum(s.point.variation == "same" for s in scene.view.printed_most())
    total = Sum(
        n_statements=len(scene.view.statements),
        n_alike=alike,
        n_differ=differ.n_differ,
        n_denied=differ.n_denied,
        n_changed=changed.n_changed,
        n_once=once.n_rows,
        n_aside=once.n_aside,
        n_moved_too=changed.n_rows - changed.n_changed,
        n_withdrawn=changed.n_withdrawn,
    )
    return Statements(total, printed, differ, changed, once)


def _printed_most(scene: Scene) -> PrintedMost:
    found = scene.view.printed_most()
    return PrintedMost(tuple(_with_evidence(scene, found[: settings.SERVE_ROWS])), len(found))


def _with_evidence(scene: Scene, statements: Sequence[Statement]) -> list[Told]:
    """Statements, the first with their evidence, as long as there is room."""
    room, shown = settings.SERVE_INLINE, list[Told]()
    for i, statement in enumerate(statements):
        left = room - evidence.weight((), scene.marks.tally(())) * (len(statements) - i)
        most = settings.SERVE_EVIDENCE if statement.point.variation == "same" and left > 0 else 0
        one = told(scene, statement, most=most)
        room -= evidence.weight(one.evidence, one.tally)
        if room < 0 and shown:
            break
        shown.append(one)
    return shown


def _once(scene: Scene, room: int) -> Once:
    """As many statements of each article as there is room for, and at least one."""
    found = scene.view.in_one_only()
    kept = found[: settings.SERVE_ROWS // 3]
    shares = _shares([len(told) for _, told in kept], min(settings.SERVE_ROWS, room // _USUAL))
    groups = []
    for (_, statements), most in zip(kept, shares, strict=True):
        groups.append(_alone(scene, statements, most, room=room))
        room -= sum(map(_weight, groups[-1].rows))
    return Once(tuple(groups), len(found), sum(len(statements) for _, statements in found), len(aside(scene)))


def aside(scene: Scene) -> list[Statement]:
    """The statements that say nothing that another does not say better; none of those that are told differently."""
    return [s for s in scene.view.statements if s.point.variation == "same" and scene.view.is_aside(s.point)]


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """Room shared out evenly; what one does not need the others have.

    >>> _shares([2, 30, 30], 40)
    [2, 19, 19]
    """
    shares = [0] * len(wanted)
    left = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    while left:
        first = left.pop(0)
        shares[first] = min(wanted[first], max(1, room // (len(left) + 1)))
        room -= shares[first]
    return shares


def _alone(scene: Scene, statements: Sequence[Statement], most: int, *, room: int) -> Alone:
    article = scene.cards[max(statements[0].point.coverage, key=list(scene.articles).index)]
    origins = Counter(scene.claims[id_].origin or "" for s in statements for id_ in s.point.agreed.claims)
    mark = scene.marks.of(max(sorted(origins), key=lambda id_: origins[id_]))
    rows: list[Told] = []
    for statement in statements[:most]:
        rows.append(told(scene, statement, most=1))
        room -= _weight(rows[-1])
        if room < _USUAL:
            break
    return Alone(article, mark.letter, mark.rank, tuple(rows), len(statements))


_USUAL, _BRIEF = 1_060, 200
"""Bytes that a statement of one article usually takes on a page, and those of its markup without its claim."""


def _weight(one: Told) -> int:
    return evidence.weight(one.evidence, front=_BRIEF)

"""Margins: beside each paragraph of the reader, whose words they are, who else has them, and what others say."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.serve.drawings.segments import Row, rows

if TYPE_CHECKING:
    from onrecord.serve.views.owners import Owned
    from onrecord.serve.views.scenes import Card
    from onrecord.serve.views.tellings import Telling
    from onrecord.serve.views.texts import Paragraph, Repeated, Text

ALSO = {
    "verbatim": "Word for word in",
    "edited": "Edited in",
    "reworded": "Reworded in",
    "quotation": "A quotation in it also in",
}
"""How a passage stands in another article, in words; in the order in which they are told."""

_TEXT, _NOTE = 60, 38
"""Characters of a line: of the text, and of a note."""

_BRIEF = 4
"""Lines of a note whose reasons are opened."""


@dataclass(frozen=True, slots=True)
class Also:
    """The articles that have a passage of the paragraph, in one way."""

    told: str
    others: tuple["Card", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are alike in tally, support and on whose word, so that this is said once; mostly one.

    `full`: whether there is room for the reasons of its differences; else they are opened.
    """

    statements: tuple["Telling", ...]
    full: bool = True

    @property
    def first(self) -> "Telling":
        """The one that stands for all."""
        return self.statements[0]

    @property
    def height(self) -> int:
        """About how many lines the note takes."""
        told = [self.first.said_by, *(kind.reason for kind in kinds(self.first))]
        others = " ".join(f"{one.words[:140]} {' '.join(one.labels[:3])}" for one in self.first.elsewhere[:4])
        return 1 + sum(1 + len(words) // _NOTE for words in told) + (1 + len(others) // _NOTE if others else 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of difference with the first reason for it; `n` are all of that kind."""

    kind: str
    reason: str
    n: int


def kinds(told: "Telling") -> list[Kind]:
    """The differences of a statement by kind."""
    by_kind: dict[str, list[str]] = {}
    for contrast in told.contrasts:
        by_kind.setdefault(contrast.kind, []).append(contrast.reason)
    return [Kind(kind, reasons[0], len(reasons)) for kind, reasons in by_kind.items()]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in segments, the origin of most of it, and its margin.

    `new`: those of `owned` whose reason was not told before. `told` are the notes that fit beside it, `rest` are
    opened; `places`: each statement's place here by its number.
    """

    row: Row
    rank: int
    evidence: str
    owned: tuple["Owned", ...]
    new: tuple["Owned", ...]
    also: tuple[Also, ...]
    told: tuple[Group, ...]
    rest: tuple[Group, ...]
    places: dict[int, int]


def lines(page: "Text") -> list[Line]:
    """The paragraphs of a page with their margins; what is as in the paragraph before is not told again."""
    found: list[Line] = []
    also_before: tuple[Also, ...] = ()
    owned_before: set[tuple[str, str]] = set()
    reasons: set[str] = set()
    for row, statements in zip(rows(page), _beside(page), strict=True):
        here = [s for s in page.stretches if s.start < row.paragraph.end and row.paragraph.start < s.end]
        alike = {(s.name, s.evidence): s for s in reversed(here)}
        owned = tuple(s for s in here if alike[s.name, s.evidence] is s and (s.name, s.evidence) not in owned_before)
        also = _also(page.passages, row.paragraph)
        shown = also if also != also_before else ()
        new = tuple(s for s in owned if s.reason not in reasons)
        taken = len(shown) + len(owned) + sum(1 + len(s.reason) // _NOTE for s in new)
        told, rest = _fitted(list(_groups(statements)), _room(row.paragraph) - taken)
        places = {t.number: i for i, t in enumerate((t for group in (*told, *rest) for t in group.statements), 1)}
        found.append(Line(row, *_most(here, row.paragraph), owned, new, shown, told, rest, places))
        reasons.update(s.reason for s in new)
        owned_before, also_before = {(s.name, s.evidence) for s in here}, also
    return found


def _room(paragraph: "Paragraph") -> int:
    """How many lines of notes stand beside a paragraph without tearing the text apart."""
    return 2 + (paragraph.end - paragraph.start) // _TEXT * 32 // 18


def _fitted(groups: list[Group], room: int) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The notes that fit, and the others: those that tell a difference come first, then those of several articles."""
    ranked = sorted(groups, key=lambda g: (not g.first.contrasts, g.first.alone, g.first.number))
    told: dict[int, Group] = {}
    for group in ranked:
        full = group.height <= max(room, 3)
        room -= group.height if full else _BRIEF
        if room < 0 and told:
            break
        told[group.first.number] = replace(group, full=full)
    rest = tuple(group for group in groups if group.first.number not in told)
    return tuple(told[number] for number in sorted(told)), rest


def _most(here: list["Owned"], paragraph: "Paragraph") -> tuple[int, str]:
    """The origin that most of a paragraph has: its rank, and how it is known."""
    most = max(here, key=lambda s: min(s.end, paragraph.end) - max(s.start, paragraph.start), default=None)
    return (most.rank, most.evidence) if most else (0, "unknown")


def _beside(page: "Text") -> list[list["Telling"]]:
    """The statements by the paragraph in which they are first told."""
    found: list[list[Telling]] = [[] for _ in page.paragraphs]
    starts = [paragraph.start for paragraph in page.paragraphs]
    for telling in page.statements:
        found[max(0, bisect_right(starts, telling.places[0].start) - 1)].append(telling)
    return found


def _also(passages: Iterable["Repeated"], paragraph: "Paragraph") -> tuple[Also, ...]:
    here = [p for p in passages if p.start < paragraph.end and paragraph.start < p.end]
    best: dict[str, Repeated] = {}
    for passage in sorted(here, key=lambda p: list(ALSO).index(p.kind)):
        best.setdefault(passage.other.id, passage)
    told = {kind: tuple(p.other for p in best.values() if p.kind == kind) for kind in ALSO}
    return tuple(Also(ALSO[kind], others) for kind, others in told.items() if others)


def _groups(statements: Iterable["Telling"]) -> Iterable[Group]:
    groups: dict[object, list[Telling]] = {}
    for told in statements:
        plain = not (told.contrasts or told.elsewhere or told.status)
        alike = (told.tally, told.support, told.said_by, told.withdrawn) if plain else told.number
        groups.setdefault(alike, []).append(told)
    return (Group(tuple(told)) for told in groups.values())

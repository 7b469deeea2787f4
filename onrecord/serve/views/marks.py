"""The marks of a story's origins, and the tally: one square for each article, with the letter of the origin."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord import settings
from onrecord.schema import Claim, Mark, Summary

_FEW = 9
UNKNOWN = Mark("?", 0, "origin not known", None, "unknown", (), 0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of a tally: the article in the order of publication; `letter` null where it has not the statement.

    `beside`: further known origins that tell it in that article, its report one and its picture's caption another.
    """

    article: str
    label: str
    letter: str | None
    rank: int
    origin: str
    beside: tuple[Mark, ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        """The names of all of them."""
        return (self.origin, *(mark.name for mark in self.beside))


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one origin, where a tally has too many squares to draw."""

    letter: str
    rank: int
    origin: str
    n_articles: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Which articles of a story have a statement, and by which origin.

    `cells` are the articles of the story that stand; of more than SERVE_SQUARES there are `groups` instead. What is
    withdrawn has no square.
    """

    cells: tuple[Cell, ...]
    groups: tuple[Group, ...]
    n_articles: int
    of: int

    def words(self) -> str:
        """The tally for those who cannot see it."""
        if self.groups:
            return self._counted({group.origin: group.n_articles for group in self.groups})
        having = [cell for cell in self.cells if cell.letter]
        if not self.n_articles:
            return f"In none of {self.of} articles any more"
        if len(having) > _FEW:
            return self._counted(Counter(origin for cell in having for origin in cell.origins))
        return "In " + ", ".join(f"{cell.label} ({' and '.join(cell.origins)})" for cell in having)

    def _counted(self, origins: Mapping[str, int]) -> str:
        told = ", ".join(f"{n} by {origin}" for origin, n in origins.items())
        return f"In {self.n_articles} of {self.of} articles: {told}"


class Marks:
    """The marks of one story by the ids of its origins; `labels` are the names of the articles that have a square."""

    def __init__(self, summary: Summary, labels: Mapping[str, str]) -> None:
        self.all = summary.marks
        self._labels = labels
        self._by_origin = {id_: mark for mark in summary.marks for id_ in mark.origins}

    def of(self, origin: str | None) -> Mark:
        """The mark of an origin; that of the unknown for null and for an origin that is not known."""
        return self._by_origin.get(origin or "", UNKNOWN)

    def tally(self, claims: Iterable[Claim]) -> Tally:
        """The tally of the articles that make these claims, each with the known origins by which it does."""
        told: dict[str, dict[int, Mark]] = {}
        for claim in claims:
            if claim.article in self._labels and claim.withdrawn_by is None:
                mark = self.of(claim.origin)
                told.setdefault(claim.article, {})[mark.rank] = mark
        found = {article: _known(marks.values()) for article, marks in told.items()}
        if len(self._labels) > settings.SERVE_SQUARES:
            groups = tuple(_groups([mark for marks in found.values() for mark in marks]))
            return Tally((), groups, len(found), len(self._labels))
        cells = tuple(_cell(id_, label, found.get(id_, [])) for id_, label in self._labels.items())
        return Tally(cells, (), len(found), len(cells))


def _known(marks: Iterable[Mark]) -> list[Mark]:
    """The known ones, the largest first; the unknown where there is no other."""
    return sorted((mark for mark in marks if mark.rank), key=lambda mark: mark.rank) or [UNKNOWN]


def _cell(article: str, label: str, marks: Sequence[Mark]) -> Cell:
    if not marks:
        return Cell(article, label, None, 0, "")
    first, *beside = marks
    return Cell(article, label, first.letter, first.rank, first.name, tuple(beside))


def _groups(marks: Sequence[Mark]) -> Iterable[Group]:
    """The origins, the one with most articles first and the unknown last."""
    ranked = sorted(set(marks), key=lambda m: (m.rank == 0, -marks.count(m), m.rank))
    return (Group(mark.letter, mark.rank, mark.name, marks.count(mark)) for mark in ranked)

"""Owners: whose words an article's are, stretch by stretch and in sum, by the marks of its story."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord import settings
from onrecord.schema import Article
from onrecord.serve.views.marks import UNKNOWN
from onrecord.serve.views.scenes import Scene
from onrecord.serve.views.selectors import Position, Quotation, found
from onrecord.stretches import Stretch, stretches

Border = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the article is of one origin, and how that is known where most of it is."""

    letter: str
    rank: int
    name: str
    evidence: str
    characters: int
    part: float
    reason: str


@dataclass(frozen=True, slots=True)
class Extent:
    """Characters of one origin: the extents of a text lie end to end."""

    start: int
    end: int
    letter: str
    rank: int
    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Owned:
    """A stretch that has one origin: its words, and why they are taken for that origin's."""

    start: int
    end: int
    text: str
    letter: str
    rank: int
    name: str
    evidence: str
    reason: str
    selector: tuple[Position, Quotation]


class Owners:
    """The origins of one article's words; without a story every origin is unknown."""

    def __init__(self, article: Article, scene: Scene | None) -> None:
        self.article, self.scene = article, scene
        self._laid_out = stretches(article, scene.record.lineage.origins if scene else ())

    def shares(self) -> Iterator[Share]:
        """The origins of the text, the one with most of it first and the unknown last."""
        amounts: Counter[tuple[str, int, str]] = Counter()
        largest: dict[tuple[str, int, str], Stretch] = {}
        for stretch in self._laid_out:
            mark, length = self._mark(stretch), stretch.end - stretch.start
            amounts[mark] += length
            if mark not in largest or length > largest[mark].end - largest[mark].start:
                largest[mark] = stretch
        for mark, amount in sorted(amounts.items(), key=lambda item: (item[0][1] == 0, -item[1], item[0])):
            kept, part = largest[mark], amount / max(1, len(self.article.text))
            yield Share(*mark, kept.evidence, amount, part, self._named(kept.reason))

    def extents(self) -> Iterator[Extent]:
        """The whole text, laid out by origin."""
        for stretch in self._laid_out[: settings.SERVE_EXTENTS]:
            yield Extent(stretch.start, stretch.end, *self._mark(stretch), stretch.evidence)

    def owned(self, within: Border) -> Iterator[Owned]:
        """The stretches of a part of the text, cut at its borders."""
        for stretch in self._laid_out:
            if span := clipped((stretch.start, stretch.end), within):
                at = found(self.article.text, *span)
                told = (*self._mark(stretch), stretch.evidence, self._named(stretch.reason))
                yield Owned(at.start, at.end, at.text, *told, at.selector)

    def of(self, within: Border) -> Extent:
        """The origin that most of a part of the text has; a known one before the unknown where both have as much."""
        amounts: Counter[tuple[str, int, str, str]] = Counter()
        for stretch in self._laid_out:
            if span := clipped((stretch.start, stretch.end), within):
                amounts[*self._mark(stretch), stretch.evidence] += span[1] - span[0]
        unknown = (UNKNOWN.letter, UNKNOWN.rank, UNKNOWN.name, "unknown")
        letter, rank, name, evidence = max(amounts, key=lambda mark: (amounts[mark], mark[1]), default=unknown)
        return Extent(*within, letter, rank, name, evidence)

    def _mark(self, stretch: Stretch) -> tuple[str, int, str]:
        mark = self.scene.marks.of(stretch.origin) if self.scene else UNKNOWN
        return mark.letter, mark.rank, mark.name

    def _named(self, reason: str) -> str:
        return self.scene.view.named(reason) if self.scene else reason


def clipped(span: Border, within: Border) -> Border | None:
    """The part of a span that lies within another; null where there is none.

    >>> clipped((4, 9), (0, 6)), clipped((7, 9), (0, 6))
    ((4, 6), None)
    """
    start, end = max(span[0], within[0]), min(span[1], within[1])
    return (start, end) if start < end else None

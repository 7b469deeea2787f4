"""Spines: a text from its first character to its last as one bar, each stretch in the colour of its origin."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.serve.views.texts import Text

WIDTH = 1_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the bar; `rank` null where it is no stretch."""

    x: float
    width: float
    rank: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Spine:
    """The bar, what it says in words, and the part that the page shows of a text that is longer than a page."""

    width: int
    words: str
    pieces: tuple[Piece, ...]
    window: Piece | None


def spine(page: "Text") -> Spine:
    """The bar of an article."""
    scale = WIDTH / max(1, page.n_characters)
    pieces = tuple(
        Piece(round(e.start * scale, 1), round(max(1, (e.end - e.start) * scale - 1), 1), e.rank, e.evidence)
        for e in page.extents
    )
    words = "; ".join(f"{percent(s.part)} {s.name} ({s.evidence.replace('-', ' ')})" for s in page.origins[:12])
    seen = page.window
    part = seen.start > 0 or seen.end < page.n_characters
    shown = Piece(round(seen.start * scale, 1), round((seen.end - seen.start) * scale, 1), 0, "") if part else None
    return Spine(WIDTH, f"Whose words they are: {words}", pieces, shown)


def percent(part: float | None) -> str:
    """A part in percent; what is less than one is not none.

    >>> percent(0.701), percent(0.004), percent(0.0)
    ('70 %', 'under 1 %', '0 %')
    """
    hundredths = 100 * (part or 0)
    return "under 1 %" if 0 < hundredths < 1 else f"{hundredths:.0f} %"

"""Stretches: a text laid out end to end by the origin of its characters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.schema import Article, Origin, OriginEvidence, Part

STRONGEST: tuple[OriginEvidence, ...] = ("credited", "shared-text", "own", "presumed", "unknown")
"""The ways in which it is known whose words these are, the strongest first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters `start` to `end` of a text; `origin` is null where none is known, `evidence` then "unknown"."""

    start: int
    end: int
    origin: str | None
    evidence: OriginEvidence
    reason: str


UNKNOWN = "no credit covers these words and no shared passage has them: the agency's, the outlet's or another's"


def stretches(article: Article, origins: Iterable[Origin]) -> list[Stretch]:
    """The whole text of an article, in order and without gaps but white space, each stretch with its origin.

    Where parts of several origins overlap a handout's holds, else the shortest part: a caption within a report.

    >>> from onrecord.schema import Span
    >>> credited = Part(Span("a", 0, 8), "credited", "a credit names it")
    >>> wire = Origin("w", "wire", "AFP", None, None, ("a",), "credited", "", (credited,))
    >>> [(s.start, s.end, s.origin) for s in stretches(Article("a", "It rained. The end."), [wire])]
    [(0, 8, 'w'), (8, 19, None)]
    """
    parts = [(part, origin) for origin in origins for part in origin.parts if part.span.article == article.id]
    if not parts:
        return [Stretch(0, len(article.text), None, "unknown", UNKNOWN)] if article.text.strip() else []
    return list(_joined(article.text, _pieces(article.text, parts)))


def _pieces(text: str, parts: list[tuple[Part, Origin]]) -> Iterator[Stretch]:
    """The text cut wherever a part begins or ends, each piece with the part that holds there."""
    ranked = sorted(parts, key=lambda p: (p[1].kind != "handout", p[0].span.end - p[0].span.start, p[1].id))
    cuts = sorted({0, len(text), *(at for part, _ in parts for at in (part.span.start, part.span.end))})
    for start, end in pairwise(cuts):
        held = next((found for found in ranked if found[0].span.start <= start and end <= found[0].span.end), None)
        if held is None:
            yield Stretch(start, end, None, "unknown", UNKNOWN)
        else:
            part, origin = held
            origin_id = None if part.evidence == "unknown" else origin.id
            yield Stretch(start, end, origin_id, part.evidence, part.reason)


def _joined(text: str, pieces: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one origin as one; white space belongs to the stretch before it."""
    held: Stretch | None = None
    for piece in pieces:
        blank = not text[piece.start : piece.end].strip()
        if held is None:
            held = None if blank else Stretch(0, piece.end, piece.origin, piece.evidence, piece.reason)
        elif blank or (piece.origin, piece.evidence) == (held.origin, held.evidence):
            held = Stretch(held.start, piece.end, held.origin, held.evidence, held.reason)
        else:
            yield held
            held = piece
    if held:
        yield held

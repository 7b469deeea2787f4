"""What two articles have in common, for a person who wants to check it."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import spans
from onrecord.align import asides
from onrecord.align.asides import Aside
from onrecord.align.fingerprints import Index
from onrecord.schema import Article, Copy, Lineage, Origin, Part, SharedPassage


@dataclass(frozen=True, slots=True)
class Compared:
    """One shared passage in the words of both articles."""

    passage: SharedPassage
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Common:
    """An origin that both articles have, and the parts of each that are from it."""

    origin: Origin
    left: tuple[Part, ...]
    right: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that ties two articles: passages in both wordings, copies with their shares and reasons, common origins.

    `asides`: by article, the characters that are not its own prose.
    """

    left: str
    right: str
    passages: tuple[Compared, ...]
    copies: tuple[Copy, ...]
    origins: tuple[Common, ...]
    asides: dict[str, tuple[Aside, ...]]


def explain(
    left: Article, right: Article, lineage: Lineage, *, among: Sequence[Article] = (), index: Index | None = None
) -> Explanation:
    """What ties two articles in a lineage that `trace` found.

    `among`: the articles that were traced, and `index` that with which they were: by them is known what repeats.

    >>> from onrecord.align import trace
    >>> text = "The ferry sank off Lisbon on Monday, and four people were brought to a hospital by the coast guard."
    >>> a, b = Article("a", text, published="2024-05-06"), Article("b", text, published="2024-05-07")
    >>> [copy.reason for copy in explain(a, b, trace([a, b])).copies]
    ['all 19 words of b stand word for word in a; a was published first: 2024-05-06 against 2024-05-07']
    """
    both = {left.id, right.id}
    texts = {left.id: left.text, right.id: right.text}
    passages = [p for p in lineage.passages if {p.left.article, p.right.article} == both]
    copies = [
        c for c in lineage.copies if c.passages and {c.passages[0].left.article, c.passages[0].right.article} == both
    ]
    origins = [o for o in lineage.origins if both <= set(o.articles) and _is_common(o, passages)]
    return Explanation(
        left.id,
        right.id,
        tuple(_compared(passage, left.id, texts) for passage in passages),
        tuple(copies),
        tuple(Common(origin, _parts(origin, left.id), _parts(origin, right.id)) for origin in origins),
        asides.find(among or (left, right), lineage, wanted=(left.id, right.id), index=index),
    )


def _compared(passage: SharedPassage, left: str, texts: dict[str, str]) -> Compared:
    ours, theirs = (passage.left, passage.right) if passage.left.article == left else (passage.right, passage.left)
    return Compared(
        passage, texts[ours.article][ours.start : ours.end], texts[theirs.article][theirs.start : theirs.end]
    )


def _is_common(origin: Origin, passages: Sequence[SharedPassage]) -> bool:
    """Whether two articles with one origin have the same of it: a house is told this in one, that in another."""
    if origin.kind != "handout" or not origin.publisher:
        return True
    sides = [side for passage in passages for side in (passage.left, passage.right)]
    return any(spans.overlap(part.span, side) for part in origin.parts for side in sides)


def _parts(origin: Origin, article: str) -> tuple[Part, ...]:
    return tuple(part for part in origin.parts if part.span.article == article)

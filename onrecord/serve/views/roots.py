"""Roots: what each origin of a story is, what every article has from it, and how that is known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.schema import Copy, Mark, Origin, OriginEvidence, Span
from onrecord.serve.sources import sides, source_title
from onrecord.serve.views.scenes import Piece, Scene
from onrecord.stretches import STRONGEST, stretches

BEGINNING = 90
"""Characters of a statement or post that tell it from others."""


@dataclass(frozen=True, slots=True)
class Known:
    """That an article draws on an origin, and how that is known.

    `first`: where its words begin; `tied_to`: the article of that origin with which it shares most.
    """

    article: str
    label: str
    publisher: str | None
    published: str | None
    evidence: tuple[OriginEvidence, ...]
    characters: int
    reason: str
    first: Span
    tied_to: str | None


@dataclass(frozen=True, slots=True)
class Root:
    """One origin at the right; `n_origins` is more than one where small ones stand together, `known` then empty.

    `adds`: whether it adds to the count of origins: an unknown one does not, nor one that tells no statement.
    `words`: of a statement or post, its beginning. `n_articles` stand; `known` are the first of `n_known`, earlier
    versions among them.
    """

    letter: str
    rank: int
    name: str
    kind: str
    evidence: OriginEvidence
    adds: bool
    n_articles: int
    characters: int
    known: tuple[Known, ...] = ()
    n_origins: int = 1
    n_known: int = 0
    words: Piece | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one article has from one origin: characters by the way in which that is known, and where it begins."""

    article: str
    mark: Mark
    amounts: dict[OriginEvidence, int]
    first: Span
    origin: str | None

    @property
    def characters(self) -> int:
        """All of them."""
        return sum(self.amounts.values())

    @property
    def evidence(self) -> tuple[OriginEvidence, ...]:
        """The ways in which it is known, the strongest first."""
        return tuple(sorted(self.amounts, key=STRONGEST.index))


def taken(scene: Scene) -> Iterator[Taken]:
    """What each article has from each origin: articles in the order of publication, its largest origin first."""
    by_article: dict[str, list[Origin]] = {}
    for origin in scene.record.lineage.origins:
        for id_ in {part.span.article for part in origin.parts}:
            by_article.setdefault(id_, []).append(origin)
    for article in scene.articles.values():
        found: dict[Mark, Taken] = {}
        for stretch in stretches(article, by_article.get(article.id, ())):
            mark = scene.marks.of(stretch.origin)
            here = Span(article.id, stretch.start, stretch.end)
            one = found.setdefault(mark, Taken(article.id, mark, {}, here, stretch.origin))
            one.amounts[stretch.evidence] = one.amounts.get(stretch.evidence, 0) + stretch.end - stretch.start
        yield from sorted(found.values(), key=lambda t: (t.mark.rank == 0, -t.characters, t.mark.rank))


def of_story(scene: Scene) -> list[Mark]:
    """The marks in their order, the unknown last."""
    return [*(m for m in scene.marks.all if m.rank), *(m for m in scene.marks.all if not m.rank)]


def origins_of(scene: Scene, mark: Mark) -> list[Origin]:
    """The texts of one newsroom."""
    return [origin for origin in scene.record.lineage.origins if origin.id in mark.origins]


def largest(scene: Scene, mark: Mark) -> Origin:
    """The text of a newsroom that most articles have words of."""
    return max(origins_of(scene, mark), key=lambda o: (len(o.articles), o.id))


def is_caption(scene: Scene, mark: Mark) -> bool:
    """Whether an origin gave picture captions and nothing else."""
    found = origins_of(scene, mark)
    return bool(found) and all(scene.view.lineage.is_caption(origin) for origin in found)


def is_handout(scene: Scene, mark: Mark) -> bool:
    """Whether an origin is nothing but a text that several print: an outlet whose words others print is an outlet."""
    return mark.kind == "handout" and all(origin.kind == "handout" for origin in origins_of(scene, mark))


def kind(scene: Scene, mark: Mark) -> str:
    """What an origin is, in words that keep to what is known."""
    if not mark.rank:
        return "the agency’s, the outlet’s or another’s"
    if is_handout(scene, mark):
        return source_title(largest(scene, mark), scene.labels)
    if mark.kind == "wire":
        return "picture captions only" if is_caption(scene, mark) else "wire"
    if mark.n_articles > 1 and not largest(scene, mark).publisher:
        return "which was first is not known"
    return "outlet, presumed its own" if mark.evidence == "presumed" else "outlet"


def adds(mark: Mark) -> bool:
    """Whether it adds to the count of origins: only an origin that is known and tells a statement does."""
    return mark.rank > 0 and mark.n_statements > 0


def root(scene: Scene, mark: Mark) -> Root:
    """One origin."""
    name = mark.name if mark.rank else "Origin not known"
    counts = adds(mark)
    sizes = mark.n_articles, mark.characters
    words = _beginning(scene, mark)
    return Root(mark.letter, mark.rank, name, kind(scene, mark), mark.evidence, counts, *sizes, words=words)


def _beginning(scene: Scene, mark: Mark) -> Piece | None:
    """The first words of a statement or post, by which it is told from others."""
    if not is_handout(scene, mark):
        return None
    parts = [part.span for part in largest(scene, mark).parts if part.span.article in scene.cards]
    longest = max(parts, key=lambda span: (span.end - span.start, span), default=None)
    return scene.piece(replace(longest, end=min(longest.end, longest.start + BEGINNING))) if longest else None


def known(scene: Scene, one: Taken) -> Known:
    """How it is known that an article has words from an origin."""
    card, lineage = scene.cards[one.article], scene.view.lineage
    origin = next((o for o in scene.record.lineage.origins if o.id == one.origin), None)
    reason = (
        lineage.known_by(one.article, origin) if origin else "no credit covers these words, and no article shares them"
    )
    copy = strongest(scene, one.article, one.mark)
    other = next(iter(sorted(sides(copy) - {one.article})), None) if copy else None
    return Known(
        article=card.id,
        label=card.label,
        publisher=card.publisher,
        published=card.published,
        evidence=one.evidence,
        characters=one.characters,
        reason=lineage.version(card.id) + reason.removeprefix(f"{card.label} "),
        first=one.first,
        tied_to=other,
    )


def strongest(scene: Scene, article: str, mark: Mark) -> Copy | None:
    """The strongest tie of an article to another one that draws on the same origin."""
    if not mark.rank:
        return None
    here = origins_of(scene, mark)
    agencies = {origin.agency for origin in here}
    within = {id_ for origin in here for id_ in origin.articles} & scene.cards.keys()
    tied = [c for c in scene.view.lineage.ties(article) if sides(c) <= within and len(sides(c)) == 2]
    tied = [c for c in tied if mark.kind == "handout" or c.kind == "revision" or c.agency in agencies]
    mine = [copy for copy in tied if copy.article == article] or tied
    return max(mine, key=lambda c: (c.own_share, c.share, c.original or "", c.article), default=None)

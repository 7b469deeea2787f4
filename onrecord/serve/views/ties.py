"""Ties: what two articles share, by how much, and what the record makes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.archive import Archive
from onrecord.schema import Article, Copy, CopyKind, SharedPassage, Span
from onrecord.serve.labels import labels
from onrecord.serve.sources import sides
from onrecord.serve.views.scenes import Card, Scene, card


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties an article to another: `kind` is null where they share passages but neither is a copy."""

    other: Card
    kind: CopyKind | None
    agency: str | None
    original: str | None
    share: float | None
    own_share: float | None
    n_passages: int
    characters: int
    reason: str


def turned(passage: SharedPassage, article: str) -> tuple[Span, Span]:
    """The two sides of a passage, that of this article first."""
    here = passage.left.article == article
    return (passage.left, passage.right) if here else (passage.right, passage.left)


def ties(scene: Scene | None, article: str, passages: Iterable[SharedPassage], cards: Mapping[str, Card]) -> list[Tie]:
    """What ties an article to each other one, the strongest tie first."""
    shared: dict[str, list[int]] = {}
    for passage in passages:
        here, there = turned(passage, article)
        shared.setdefault(there.article, []).append(here.end - here.start)
    copies = {
        other: copy for copy in (scene.record.lineage.copies if scene else ()) for other in _others(copy, article)
    }
    made = [
        _tie(scene, cards[other], copies.get(other), shared.get(other, []))
        for other in {**shared, **copies}
        if other in cards
    ]
    return sorted(made, key=lambda tie: (tie.kind is None, -(tie.own_share or 0), -tie.characters, tie.other.id))


def _others(copy: Copy, article: str) -> set[str]:
    found = sides(copy)
    return found - {article} if article in found else set()


def _tie(scene: Scene | None, other: Card, copy: Copy | None, lengths: list[int]) -> Tie:
    n, characters = len(lengths), sum(lengths)
    if copy is None:
        return Tie(
            other, None, None, None, None, None, n, characters, "they share passages, too few to call one a copy"
        )
    reason = scene.view.named(copy.reason) if scene else copy.reason
    return Tie(other, copy.kind, copy.agency, copy.original, copy.share, copy.own_share, n, characters, reason)


def cards(archive: Archive, scene: Scene | None, article: Article, others: Iterable[str]) -> dict[str, Card]:
    """The cards of articles, those of the story by their names there; the rest are read from the archive."""
    known = dict(scene.cards) if scene else {article.id: card(article, labels([article])[article.id])}
    strange = list(archive.articles(sorted(set(others) - set(known))))
    names = labels(strange)
    return known | {one.id: card(one, names[one.id]) for one in strange}

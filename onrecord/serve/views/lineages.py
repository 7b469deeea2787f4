"""The lineage of a story: each origin with those who printed it, along the clock, and each tie between articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from onrecord import settings
from onrecord.archive import Archive
from onrecord.credits import newsroom, newsrooms
from onrecord.schema import Copy, CopyKind, Mark, OriginEvidence, Span
from onrecord.serve.labels import counted, upper_bound
from onrecord.serve.parameters import Asked, Id
from onrecord.serve.sources import sides
from onrecord.serve.views import origins, roots
from onrecord.serve.views.families import Families, families
from onrecord.serve.views.roots import Root, Taken
from onrecord.serve.views.scenes import Card, Scene

Precision = Literal["time", "day", "unknown"]
Told = Literal["the report itself", "own report", "told to it", "shared text", "one passage", "caption", "credited"]
Role = Told | CopyKind | Literal["origin not known"]


class AskedLineage(Asked, frozen=True, kw_only=True):
    """Which story."""

    story: Id


@dataclass(frozen=True, slots=True)
class Printing:
    """That an article prints words of an origin: `number` is its place in the order of publication.

    `share`, `own_share`, `tied_to`: of its strongest tie to another article with words of the same origin.
    """

    number: int
    article: Card
    precision: Precision
    role: Role
    evidence: tuple[OriginEvidence, ...]
    characters: int
    share: float | None
    own_share: float | None
    tied_to: Card | None
    reason: str
    first: Span


@dataclass(frozen=True, slots=True)
class Lane:
    """One origin and its printings, in the order of publication; `read`: whether its own text is among the articles."""

    root: Root
    read: bool
    printings: tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A tie between two articles: `letter` of the origin that both have words of."""

    left: Card
    right: Card
    letter: str
    rank: int
    kind: CopyKind
    share: float
    own_share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """The page. `lanes` are all origins; a page prints the first of `n_printings`, and of `n_pairings` the strongest.

    `n_articles` stand; their earlier versions have printings too. `n_undated`: printed on a day that is not known;
    `n_days`: on one that is, at a time that is not. `families`: of a story of more than SERVE_SQUARES articles.
    """

    story: str
    headline: str
    title: str
    sums: tuple[str, ...]
    lanes: tuple[Lane, ...]
    pairings: tuple[Pairing, ...]
    n_articles: int
    n_undated: int
    n_days: int
    n_printings: int
    n_pairings: int
    families: Families | None


def lineage(archive: Archive, asked: AskedLineage) -> Lineage:
    """The lineage of one story."""
    return page(Scene.of(archive, asked.story))


def page(scene: Scene) -> Lineage:
    """The lineage of a scene."""
    found = list(roots.taken(scene))
    lanes = tuple(_lanes(scene, found))
    tied = [copy for copy in scene.record.lineage.copies if len(sides(copy)) == 2 and sides(copy) <= scene.cards.keys()]
    tied.sort(key=lambda c: (-c.own_share, -c.share, c.article, c.original or ""))
    precisions = [precision(card.published) for card in scene.cards.values()]
    return Lineage(
        story=scene.record.story.id,
        headline=scene.view.headline()[0],
        title=_title(scene, lanes),
        sums=tuple(_sums(scene, lanes)),
        lanes=lanes,
        pairings=tuple(_pairing(scene, copy) for copy in tied[: settings.SERVE_TIES]),
        n_articles=len(scene.standing),
        n_undated=precisions.count("unknown"),
        n_days=precisions.count("day"),
        n_printings=len(found),
        n_pairings=len(tied),
        families=families(scene.view, scene.marks) if len(scene.cards) > settings.SERVE_SQUARES else None,
    )


def moment(published: str | None) -> datetime | None:
    """When an article was published, in UTC where an offset is given; null where no day is known.

    >>> moment("2024-02-06T09:45:00+02:00"), moment("February")
    (datetime.datetime(2024, 2, 6, 7, 45), None)
    """
    try:
        told = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    try:
        return told.astimezone(UTC).replace(tzinfo=None) if told.tzinfo else told
    except OverflowError:
        return None


def precision(published: str | None) -> Precision:
    """How well it is known when an article was published.

    >>> precision("2024-02-06T09:45:00Z"), precision("2024-02-06"), precision(None)
    ('time', 'day', 'unknown')
    """
    if moment(published) is None:
        return "unknown"
    return "time" if published and len(published) >= 16 else "day"


def _lanes(scene: Scene, found: Sequence[Taken]) -> Iterator[Lane]:
    """The origins in their order, the unknown last."""
    numbers = {id_: i for i, id_ in enumerate(scene.cards, 1)}
    by_rank: dict[int, list[Taken]] = {}
    for one in found:
        by_rank.setdefault(one.mark.rank, []).append(one)
    for rank in sorted(by_rank, key=lambda rank: (rank == 0, rank)):
        mark = by_rank[rank][0].mark
        originals = {o.original for o in scene.record.lineage.origins if o.id in mark.origins and o.original}
        printings = tuple(_printing(scene, one, numbers[one.article], originals) for one in by_rank[rank])
        read = bool(originals) or not rank or any(_is_own(printing.article, mark) for printing in printings)
        yield Lane(roots.root(scene, mark), read, printings)


def _is_own(card: Card, mark: Mark) -> bool:
    """Whether an article is of the outlet whose text it has: words "told CBS News" may stand in others alone."""
    return mark.kind == "outlet" and (card.publisher is None or newsroom(card.publisher) == newsroom(mark.name))


def _printing(scene: Scene, one: Taken, number: int, originals: set[str]) -> Printing:
    card = scene.cards[one.article]
    copy = roots.strongest(scene, one.article, one.mark)
    mine = copy if copy and copy.article == one.article and one.mark.kind != "handout" else None
    other = next((scene.cards[id_] for id_ in sorted(sides(copy) - {one.article})), None) if copy else None
    reason = scene.view.named(mine.reason).removeprefix(f"{card.label} ") if mine else roots.known(scene, one).reason
    return Printing(
        number=number,
        article=card,
        precision=precision(card.published),
        role=_role(scene, one, mine, originals),
        evidence=one.evidence,
        characters=one.characters,
        share=mine.share if mine else None,
        own_share=mine.own_share if mine else None,
        tied_to=other,
        reason=reason,
        first=one.first,
    )


def _role(scene: Scene, one: Taken, copy: Copy | None, originals: set[str]) -> Role:
    """What an article is to an origin that it has words of."""
    wire = one.mark.kind == "wire"
    told: tuple[tuple[object, Role], ...] = (
        (not one.mark.rank, "origin not known"),
        (one.article in originals and wire, "the report itself"),
        (copy, copy.kind if copy else "rewrite"),
        (roots.is_caption(scene, one.mark), "caption"),
        (one.mark.kind == "handout", "one passage"),
        ("credited" in one.amounts, "credited"),
        (_is_own(scene.cards[one.article], one.mark), "own report"),
        ("own" in one.amounts, "told to it"),
    )
    return next((role for holds, role in told if holds), "shared text")


def _pairing(scene: Scene, copy: Copy) -> Pairing:
    left, right = sorted(sides(copy), key=list(scene.cards).index)
    mark = _behind(scene, left, right)
    told = mark.letter, mark.rank, copy.kind, copy.share, copy.own_share, scene.view.named(copy.reason)
    return Pairing(scene.cards[left], scene.cards[right], *told)


def _behind(scene: Scene, left: str, right: str) -> Mark:
    """The origin that two articles have words of, the largest of several; that of the unknown where there is none."""
    both = [o for o in scene.record.lineage.origins if {left, right} <= set(o.articles)]
    return min((scene.marks.of(o.id) for o in both), key=lambda m: (m.rank == 0, m.rank), default=scene.marks.of(None))


def _title(scene: Scene, lanes: Sequence[Lane]) -> str:
    """The wire that most printed, by how many, within what time; without one how many articles and origins."""
    wires = [lane for lane in lanes if lane.root.kind == "wire" and lane.root.n_articles > 1]
    if not wires:
        return origins.heading(scene)
    lane = wires[0]
    certain = lane.read or all("credited" in p.evidence for p in lane.printings)
    printings = [p for p in lane.printings if p.article.id in scene.standing]
    publishers = newsrooms(p.article.publisher for p in printings)
    times = [m for p in printings if p.precision == "time" and (m := moment(p.article.published))]
    told = [f"Text {'from' if certain else 'probably from'} {lane.root.name} in {counted(len(printings), 'article')}"]
    told += [counted(len(publishers), "publisher")] if publishers else []
    told += [f"within {lasting(max(times) - min(times))}"] if len(times) == len(printings) else []
    return ", ".join(told)


def lasting(time: timedelta) -> str:
    """A length of time in words.

    >>> lasting(timedelta(hours=24, minutes=40)), lasting(timedelta(0)), lasting(timedelta(days=9, hours=3))
    ('24 hours 40 minutes', 'one minute', '9 days')
    """
    minutes = int(time.total_seconds() // 60)
    if minutes < 1:
        return "one minute"
    if minutes >= 3 * 24 * 60:
        return counted(minutes // (24 * 60), "day")
    hours, rest = divmod(minutes, 60)
    return " ".join([counted(n, noun) for n, noun in ((hours, "hour"), (rest, "minute")) if n])


def _sums(scene: Scene, lanes: Sequence[Lane]) -> Iterator[str]:
    """What there is to see, in sentences."""
    known = [lane for lane in lanes if lane.root.rank]
    counts = (
        ("wire", sum(lane.root.kind == "wire" for lane in known)),
        ("statement or post", sum(lane.root.words is not None for lane in known)),
        ("outlet", sum(lane.root.kind.startswith("outlet") for lane in known)),
        ("origin of captions", sum(lane.root.kind.startswith("picture") for lane in known)),
    )
    plural = {"statement or post": "statements or posts", "origin of captions": "origins of captions"}
    told = [counted(n, noun, plural.get(noun, "")) for noun, n in counts if n]
    if told:
        yield f"{', '.join(told)}: {upper_bound(scene.summary.n_origins)}."
    unread = [lane.root for lane in known if not lane.read]
    if unread:
        named = len(unread) <= 3 and all(root.words is None for root in unread)
        whose = " and ".join(root.name for root in unread) if named else counted(len(unread), "origin")
        verb = "was" if len(unread) == 1 else "were"
        texts = "text" if len(unread) == 1 else "texts"
        yield f"The own {texts} of {whose} {verb} not read; open circles stand for what was not read."

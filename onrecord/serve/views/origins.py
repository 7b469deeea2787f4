"""A section of a record's page: the articles folded into the origins of their words, and how each is known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord import settings
from onrecord.credits import newsroom, newsrooms, usual_names
from onrecord.schema import Mark, OriginEvidence
from onrecord.serve.labels import counted, upper_bound
from onrecord.serve.sources import sides, source_title
from onrecord.serve.views.families import Families, families
from onrecord.serve.views.roots import (
    Root,
    Taken,
    adds,
    is_caption,
    known,
    largest,
    of_story,
    origins_of,
    root,
    taken,
)
from onrecord.serve.views.scenes import Card, Scene
from onrecord.stretches import STRONGEST


@dataclass(frozen=True, slots=True)
class Row:
    """One bar at the left: an article, or of many articles those of a publisher or of an origin."""

    name: str
    label: str
    published: str | None
    n_articles: int
    article: str | None
    is_older_version: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The characters that a row (its position) takes from a root (its position) that are known in one way."""

    row: int
    root: int
    evidence: OriginEvidence
    characters: int


@dataclass(frozen=True, slots=True)
class Origins:
    """Rows, roots and the bands between them; `known` is the table: of many origins the first `n_known`.

    `by`: what a row is: an article, a publisher or an origin. `families`: of a story of more articles than are drawn
    one by one, the agencies and outlets, the first of `n_outlets`.
    """

    heading: str
    notes: tuple[str, ...]
    by: str
    rows: tuple[Row, ...]
    roots: tuple[Root, ...]
    bands: tuple[Band, ...]
    known: tuple[Root, ...]
    n_marks: int
    n_lines: int
    compare: tuple[str, str] | None
    families: Families | None
    n_outlets: int


def section(scene: Scene) -> Origins:
    """The section of a scene."""
    found = list(taken(scene))
    by, places, rows = _rows(scene, found)
    marks = of_story(scene)
    roots, at = _roots(scene, marks, found)
    amounts: Counter[tuple[int, int, OriginEvidence]] = Counter()
    for one in found:
        for evidence, characters in one.amounts.items():
            amounts[places[one.article], at[one.mark.rank], evidence] += characters
    ordered = sorted(amounts.items(), key=lambda item: (item[0][:2], STRONGEST.index(item[0][2])))
    known = tuple(_table(scene, marks, found))
    large = len(scene.cards) > settings.SERVE_SQUARES
    told = families(scene.view, scene.marks) if large else None
    return Origins(
        heading=heading(scene),
        notes=tuple(_notes(scene, found)),
        by=by,
        rows=rows,
        roots=roots,
        bands=tuple(Band(row, root, evidence, characters) for (row, root, evidence), characters in ordered),
        known=known,
        n_marks=len(marks),
        n_lines=len(found),
        compare=_compared(scene),
        families=told and _first(told),
        n_outlets=len(told.outlets) if told else 0,
    )


def _first(told: Families) -> Families:
    """The first of each kind, as many as a page has room for; texts that several print are drawn."""
    most = settings.SERVE_ORIGINS
    return replace(told, agencies=told.agencies[:most], outlets=told.outlets[:most], handed=told.handed[:most])


def heading(scene: Scene) -> str:
    """How many articles fold into how many origins; of one wire alone what is known of it, as on the terminal.

    As many origins as articles, or more, are no fold: an article may have words of several.
    """
    n, origins = scene.summary.n_articles, scene.summary.n_origins
    known = [mark for mark in scene.marks.all if mark.rank]
    rooms = [mark for mark in known if mark.kind != "handout" and not is_caption(scene, mark)]
    articles = counted(n, "article")
    if not known:
        return f"{articles}, origin not known"
    if len(rooms) == 1 and n > 1 and rooms[0].kind == "wire":
        title = source_title(largest(scene, rooms[0]), scene.labels)
        if title.startswith("one shared text"):
            told = {id_ for origin in origins_of(scene, rooms[0]) for id_ in origin.articles}
            drawing = len(told.intersection(scene.standing))
            return f"{articles}, {title}" if drawing >= n else f"{drawing} of {articles}: {title}"
    bound = scene.view.lineage.bound()
    return f"{articles} fold into {bound}" if origins < n else f"{articles}, {bound}"


def _rows(scene: Scene, found: Sequence[Taken]) -> tuple[str, dict[str, int], tuple[Row, ...]]:
    """What a row is, the row of each article, and the rows in the order of publication."""
    cards = list(scene.cards.values())
    if len(cards) <= settings.SERVE_SQUARES:
        rows = [Row(c.publisher or "", c.label, c.published, 1, c.id, c.id not in scene.standing) for c in cards]
        return "article", {card.id: i for i, card in enumerate(cards)}, tuple(rows)
    mostly: dict[str, str] = {}
    for one in found:
        mostly.setdefault(one.article, one.mark.name)
    by = "publisher" if any(card.publisher for card in cards) else "origin"
    names = _publishers(cards) if by == "publisher" else {card.id: mostly.get(card.id, "") for card in cards}
    sizes = Counter(dict.fromkeys(names.values(), 0))
    sizes.update(names[id_] for id_ in scene.standing)
    kept = [name for name, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))]
    if len(kept) > settings.SERVE_SQUARES:
        kept = kept[: settings.SERVE_SQUARES - 1]
    order = [name for name in dict.fromkeys(names.values()) if name in kept]
    rest = len(sizes) - len(order)
    first = {names[card.id]: card.published for card in reversed(cards)}
    rows = [Row(name, "", first[name], sizes[name], None) for name in order]
    if rest:
        n = sum(size for name, size in sizes.items() if name not in order)
        rows.append(Row(f"{counted(rest, 'more ' + by)}", "", None, n, None))
    at = {name: i for i, name in enumerate(order)}
    return by, {id_: at.get(name, len(order)) for id_, name in names.items()}, tuple(rows)


def _publishers(cards: Iterable[Card]) -> dict[str, str]:
    """The publisher of each article; one that has several names by that of most articles."""
    names = usual_names(card.publisher for card in cards)
    return {c.id: names[newsroom(c.publisher)] if c.publisher else "publisher not given" for c in cards}


def _roots(scene: Scene, marks: Sequence[Mark], found: Sequence[Taken]) -> tuple[tuple[Root, ...], dict[int, int]]:
    """The origins that are drawn, the small ones of many together, and the root of each rank."""
    known = [mark for mark in marks if mark.rank]
    most = settings.SERVE_ORIGINS
    single = known if len(known) <= most else known[: most - 1]
    small = known[len(single) :]
    roots = [root(scene, mark) for mark in single]
    at = {mark.rank: i for i, mark in enumerate(single)}
    if small:
        at |= {mark.rank: len(roots) for mark in small}
        roots.append(_together(small, {t.article for t in found if t.mark in small}.intersection(scene.standing)))
    for mark in marks:
        if not mark.rank:
            at[0] = len(roots)
            roots.append(root(scene, mark))
    return tuple(roots), at


def _together(small: Sequence[Mark], articles: set[str]) -> Root:
    """The origins that are too small to be drawn one by one."""
    return Root(
        letter="+",
        rank=small[0].rank,
        name=f"{len(small):,} more origins",
        kind="each with fewer words",
        evidence=min((mark.evidence for mark in small), key=STRONGEST.index),
        adds=any(adds(mark) for mark in small),
        n_articles=len(articles),
        characters=sum(mark.characters for mark in small),
        n_origins=len(small),
    )


def _table(scene: Scene, marks: Sequence[Mark], found: Sequence[Taken]) -> Iterator[Root]:
    """The origins with their articles, as many lines as a page has room for; an origin of many articles with a few."""
    room = settings.SERVE_KNOWN
    most = room if len(found) <= room else settings.SERVE_KNOWN_FEW
    by_rank: dict[int, list[Taken]] = {}
    for one in found:
        by_rank.setdefault(one.mark.rank, []).append(one)
    for mark in marks:
        told = by_rank.get(mark.rank, [])
        lines = told[: min(most, room)]
        room -= len(lines)
        if lines:
            yield replace(root(scene, mark), known=tuple(known(scene, one) for one in lines), n_known=len(told))


def _notes(scene: Scene, found: Sequence[Taken]) -> Iterator[str]:
    """What the drawing says, in sentences."""
    marks = of_story(scene)
    for mark in marks:
        if mark.kind == "wire" and mark.n_articles > 1 and not is_caption(scene, mark):
            yield _shared_text(scene, mark, found)
            break
    yield from _beside(scene, [mark for mark in marks if adds(mark)])
    older = len(scene.cards) - scene.summary.n_articles
    if older:
        yield f"{counted(older, 'earlier version')} {_verb(older, 'is', 'are')} drawn too, and not counted."
    silent = sum(mark.rank > 0 and not adds(mark) for mark in marks)
    if silent:
        verbs = _verb(silent, "tells", "tell"), _verb(silent, "adds", "add")
        yield f"{counted(silent, 'origin')} {verbs[0]} no statement and {verbs[1]} nothing to the count."
    total, unknown = sum(mark.characters for mark in marks), sum(m.characters for m in marks if not m.rank)
    if unknown:
        part = max(1, round(100 * unknown / total))
        yield f"The origin of {part} % of the words is not known; it adds nothing to the count."


def _beside(scene: Scene, counted_marks: Sequence[Mark]) -> Iterator[str]:
    """Handouts and picture captions: origins of a part only, told as such."""
    captions = [mark.name for mark in counted_marks if is_caption(scene, mark)]
    handouts = sum(mark.kind == "handout" for mark in counted_marks)
    told = []
    if handouts:
        told.append("a text that several print" if handouts == 1 else f"{handouts} texts that several print")
    if captions:
        told.append(f"a picture’s caption credited to {captions[0]}" if len(captions) == 1 else "picture captions")
    if told:
        several = handouts > 1 or len(captions) > 1 or len(told) > 1
        words = " and ".join(told)
        bound = f"; with {'them' if several else 'it'} {upper_bound(scene.summary.n_origins)}"
        verb = "count as origins of their own" if several else "counts as an origin of its own"
        yield f"{words[0].upper()}{words[1:]} {verb}{bound if scene.summary.n_origins > 1 else ''}."


def _verb(n: int, one: str, many: str) -> str:
    return one if n == 1 else many


def _shared_text(scene: Scene, mark: Mark, found: Sequence[Taken]) -> str:
    """How many articles of how many publishers have text of one wire."""
    drawing = [scene.cards[one.article] for one in found if one.mark == mark and one.article in scene.standing]
    publishers = newsrooms(card.publisher for card in drawing)
    of = f" of {counted(len(publishers), 'publisher')}" if publishers else ""
    origin = largest(scene, mark)
    certain = origin.original or all("credited" in one.amounts for one in found if one.mark == mark)
    whose = mark.name if origin.agency else "an agency that is not named"
    return f"{counted(len(drawing), 'article')}{of} have text {'from' if certain else 'that is probably from'} {whose}."


def _compared(scene: Scene) -> tuple[str, str] | None:
    """Two articles to begin a comparison with: those that share most, else the first two."""
    tied = [copy for copy in scene.record.lineage.copies if sides(copy) <= scene.cards.keys() and len(sides(copy)) == 2]
    best = max(tied, key=lambda c: (c.own_share, c.article), default=None)
    order = list(scene.cards)
    pair = sorted(sides(best), key=order.index) if best else order[:2]
    return (pair[0], pair[1]) if len(pair) == 2 else None

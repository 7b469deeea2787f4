"""What a list of stories says of one: its counts, the marks of its origins, the figures that moved."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.credits import house, newsroom, newsrooms, usual_names
from onrecord.schema import Article, Claim, Mark, Moved, Origin, Point, Record, Summary
from onrecord.stretches import STRONGEST, stretches
from onrecord.versions import standing


def summarise(record: Record, articles: Sequence[Article]) -> Summary:
    """The summary of a record; `articles` are those of its story, whose order changes nothing.

    Versions of one article are one article, and what was withdrawn has no origin. An origin that is not known and a
    publisher that is not given add nothing.
    """
    publishers = {article.id: article.publisher for article in articles}
    counted = standing(publishers, record.lineage)
    marks = origin_marks(record, articles)
    variations = [point.variation for point in record.points]
    return Summary(
        story=record.story.id,
        n_articles=len(counted),
        n_publishers=len(newsrooms(publishers[id_] for id_ in counted)),
        n_origins=max(1, sum(mark.rank > 0 and mark.n_statements > 0 for mark in marks)),
        n_statements=len(record.points),
        n_differ=variations.count("differs"),
        n_denied=variations.count("disputed"),
        n_changed=variations.count("updated"),
        marks=marks,
        moved=tuple(_moved(record, {article.id: article for article in articles})),
    )


def origin_marks(record: Record, articles: Sequence[Article]) -> tuple[Mark, ...]:
    """A mark for each newsroom, the one that gave most characters first; last the mark of what is of unknown origin.

    An earlier version has characters, and is no article; a claim that it alone makes is withdrawn, and no statement.
    """
    counted = set(standing((article.id for article in articles), record.lineage))
    houses = {origin.id: house(origin) for origin in record.lineage.origins if origin.evidence != "unknown"}
    characters: dict[str | None, int] = dict.fromkeys(houses.values(), 0)
    printed: dict[str | None, set[str]] = {name: set() for name in houses.values()}
    by_article: dict[str, list[Origin]] = {}
    for origin in record.lineage.origins:
        for id_ in {part.span.article for part in origin.parts}:
            by_article.setdefault(id_, []).append(origin)
    for article in articles:
        for stretch in stretches(article, by_article.get(article.id, ())):
            name = houses.get(stretch.origin or "")
            characters[name] = characters.get(name, 0) + stretch.end - stretch.start
            printed.setdefault(name, set()).update(counted & {article.id})
    told: dict[str | None, set[str]] = {}
    for claim in record.claims:
        if claim.withdrawn_by is None:
            told.setdefault(houses.get(claim.origin or ""), set()).add(claim.point)
    members: dict[str, list[Origin]] = {}
    for origin in record.lineage.origins:
        if origin.id in houses:
            members.setdefault(houses[origin.id], []).append(origin)
    ranked = sorted(members, key=lambda name: (-characters[name], name))
    usual = usual_names(article.publisher for article in articles)
    called = {name: _called(members[name], usual) for name in ranked}
    letters = _letters(list(called.values()))
    made = [
        Mark(
            letter=letters[i],
            rank=i + 1,
            name=called[name],
            kind=next((o.kind for o in members[name] if o.kind != "handout"), "handout"),
            evidence=min((origin.evidence for origin in members[name]), key=STRONGEST.index),
            origins=tuple(sorted(origin.id for origin in members[name])),
            n_articles=len(printed[name]),
            characters=characters[name],
            n_statements=len(told.get(name, ())),
        )
        for i, name in enumerate(ranked)
    ]
    if characters.get(None):
        unknown = Mark(
            "?",
            0,
            "origin not known",
            None,
            "unknown",
            (),
            len(printed[None]),
            characters[None],
            len(told.get(None, ())),
        )
        made.append(unknown)
    return tuple(made)


def _called(origins: Sequence[Origin], usual: Mapping[str, str]) -> str:
    """What the texts of one newsroom are called: an agency, an outlet by its usual name, or what a handout is."""
    named = next((o for o in origins if o.agency or o.publisher), None)
    if named and named.agency:
        return named.agency
    if named and named.publisher:
        return usual.get(newsroom(named.publisher), named.publisher)
    if origins[0].kind == "handout":
        return "a statement or post"
    if len(origins[0].articles) > 1:
        return "a shared text, origin not named"
    return "publisher not given" if origins[0].kind == "outlet" else "agency not named"


def _letters(names: Sequence[str]) -> list[str]:
    """A letter for each name: one of its own, an initial first; past those of the alphabet two letters.

    >>> _letters(["AFP", "Reuters", "Radio Ambre", "AP"])
    ['A', 'R', 'D', 'P']
    >>> _letters(["Radio Ambre", "Reuters", "The Standard"])
    ['R', 'E', 'S']
    """
    found: list[str] = []
    used: set[str] = set()
    for name in names:
        found.append(next(letter for letter in _candidates(name) if letter not in used))
        used.add(found[-1])
    return found


def _candidates(name: str) -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    name = name.upper().removeprefix("THE ").removeprefix("A ")
    told = "".join(c for c in name if c in alphabet)
    initials = "".join(word[0] for word in name.split() if word[0] in alphabet)
    yield from told[:1]
    yield from initials
    yield from told
    yield from alphabet
    yield from (first + second for first in told[:1] or "X" for second in alphabet)
    yield from (first + second for first in alphabet for second in alphabet)
    yield from (f"{first}{number}" for number in range(1_000_000) for first in told[:1] or "X")


def _moved(record: Record, articles: Mapping[str, Article]) -> Iterator[Moved]:
    """The figures that later reports put otherwise: those that most articles tell first."""
    claims = {claim.id: claim for claim in record.claims}
    moved = [point for point in record.points if point.kind == "figure" and point.variation == "updated"]
    for point in sorted(moved, key=lambda p: (-len(p.coverage), p.id)):
        values = tuple(dict.fromkeys(_words(point, claims, articles)))
        if len(values) > 1:
            yield Moved(point.id, point.subject or point.attribute, values)


def _words(point: Point, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Iterator[str]:
    """The words of each answer, the first reported first."""
    told = [[claims[id_] for id_ in answer.claims] for answer in point.answers]
    firsts = [min(answer, key=lambda c: (c.reported or "9", c.article, c.span)) for answer in told if answer]
    for claim in sorted(firsts, key=lambda c: (c.reported or "9", c.article, c.span)):
        if claim.article in articles:
            yield " ".join(articles[claim.article].text[claim.span.start : claim.span.end].split())

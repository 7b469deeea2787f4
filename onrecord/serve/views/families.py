"""Families: the origins of a large story by what they are: agencies and whom they feed, outlets and what they added."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.credits import house, kind_of, newsroom
from onrecord.schema import Origin, OriginEvidence, OriginKind, Span
from onrecord.serve.views.marks import UNKNOWN, Marks
from onrecord.serve.views.records import Statement, View
from onrecord.stretches import STRONGEST, Stretch, stretches

BEGINNING = 160
"""Characters of a text that several print by which it is told from others."""

SHORT = 40
"""Characters. Shorter words of an event ("he left") say little by themselves."""


@dataclass(frozen=True, slots=True)
class Once:
    """A statement that one article alone tells."""

    number: int
    point: str
    words: str


@dataclass(frozen=True, slots=True)
class Fed:
    """An agency and the articles with words of it: so many credit it there, the others share text with one that does.

    `letter`, `rank`: its mark. `publishers`: those with most words of it first. `pictures`: nothing but captions is
    its.
    """

    letter: str
    rank: int
    name: str
    n_articles: int
    n_credited: int
    words: int
    publishers: tuple[str, ...]
    pictures: bool
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What an outlet added of its own: words in its articles that are no agency's and no other's, as far as is known.

    `part`: of all words of its articles; `n_others`: articles of others with words of it; `longest`: the longest
    stretch; `once`: of the `n_once` statements that one of its articles alone tells, one that shows what it added.
    """

    letter: str
    rank: int
    name: str
    n_articles: int
    n_others: int
    words: int
    part: float
    evidence: OriginEvidence
    longest: Span
    origins: tuple[str, ...]
    n_once: int
    once: Once | None


@dataclass(frozen=True, slots=True)
class Handed:
    """A text that several print: a statement, a post, an interview of another house, or text that nobody credits."""

    letter: str
    rank: int
    longest: Span
    words: str
    name: str | None
    n_articles: int
    origin: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words of articles that draw on others' text, of which the origin is not known."""

    n_articles: int
    words: int
    part: float


@dataclass(frozen=True, slots=True)
class Families:
    """All of it, the largest first in each; only articles that stand are counted."""

    agencies: tuple[Fed, ...]
    outlets: tuple[Added, ...]
    handed: tuple[Handed, ...]
    unknown: Unknown


@dataclass(slots=True)
class _Amounts:
    """What was found of one house or handout."""

    origins: dict[str, Origin] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, set[OriginEvidence]] = field(default_factory=dict)
    longest: dict[str, Span] = field(default_factory=dict)

    def add(self, origin: Origin, article: str, stretch: Stretch, words: int) -> None:
        self.origins[origin.id] = origin
        self.words[article] = self.words.get(article, 0) + words
        self.evidence.setdefault(article, set()).add(stretch.evidence)
        held = self.longest.get(article)
        if held is None or stretch.end - stretch.start > held.end - held.start:
            self.longest[article] = Span(article, stretch.start, stretch.end)


def families(view: View, marks: Marks | None = None) -> Families:
    """The families of a record, each with its mark where the story's `marks` are given."""
    return _Gathered(view, marks).families()


class _Gathered:
    """The words of all articles that stand, by house; `sizes` are all words of each article."""

    def __init__(self, view: View, marks: Marks | None) -> None:
        self.view, self.marks = view, marks
        self.by_house: dict[str, _Amounts] = {}
        self.sizes: dict[str, int] = {}
        self.unknown: dict[str, int] = {}
        self._gather(view)

    def families(self) -> Families:
        """Sorted, the largest first."""
        found: dict[str, list[_Amounts]] = {"wire": [], "outlet": [], "handout": []}
        for one in self.by_house.values():
            found[_kind(one)].append(one)
        total = sum(self.sizes.values()) or 1
        unknown = sum(self.unknown.values())
        return Families(
            tuple(sorted(map(self._fed, found["wire"]), key=lambda one: (one.pictures, -one.n_articles, one.name))),
            tuple(sorted(self._outlets(found["outlet"]), key=lambda one: (-one.words, one.name))),
            tuple(sorted(map(self._handed, found["handout"]), key=lambda one: (-one.n_articles, one.origin))),
            Unknown(len(self.unknown), unknown, unknown / total),
        )

    def _gather(self, view: View) -> None:
        origins = {origin.id: origin for origin in view.record.lineage.origins}
        by_article: dict[str, list[Origin]] = {}
        for origin in origins.values():
            for id_ in {part.span.article for part in origin.parts}:
                by_article.setdefault(id_, []).append(origin)
        for article in (article for id_, article in view.articles.items() if id_ in view.standing):
            for stretch in stretches(article, by_article.get(article.id, ())):
                words = len(article.text[stretch.start : stretch.end].split())
                self.sizes[article.id] = self.sizes.get(article.id, 0) + words
                if stretch.origin is None:
                    self.unknown[article.id] = self.unknown.get(article.id, 0) + words
                else:
                    origin = origins[stretch.origin]
                    self.by_house.setdefault(house(origin), _Amounts()).add(origin, article.id, stretch, words)

    def _fed(self, one: _Amounts) -> Fed:
        publishers: dict[str, int] = {}
        for id_, words in one.words.items():
            if printed := self.view.articles[id_].publisher:
                name = self.view.lineage.called(printed)
                publishers[name] = publishers.get(name, 0) + words
        agency = next((o.agency for o in one.origins.values() if o.agency), None)
        return Fed(
            *self._mark(one),
            name=agency or "an agency that is not named",
            n_articles=len(one.words),
            n_credited=sum("credited" in told for told in one.evidence.values()),
            words=sum(one.words.values()),
            publishers=tuple(sorted(publishers, key=lambda name: (-publishers[name], name))),
            pictures=all(self.view.lineage.is_caption(origin) for origin in one.origins.values()),
            origins=tuple(sorted(one.origins)),
        )

    def _handed(self, one: _Amounts) -> Handed:
        origin = next(iter(one.origins.values()))
        longest = max(one.longest.values(), key=lambda span: (span.end - span.start, span))
        start = replace(longest, end=min(longest.end, longest.start + BEGINNING))
        name = origin.agency or origin.publisher
        return Handed(*self._mark(one), longest, self.view.text(start), name, len(one.words), origin.id)

    def _mark(self, one: _Amounts) -> tuple[str, int]:
        mark = self.marks.of(min(one.origins)) if self.marks else UNKNOWN
        return mark.letter, mark.rank

    def _outlets(self, found: Iterable[_Amounts]) -> Iterator[Added]:
        """Each outlet with the words of its own origin in its own articles: who reprints it adds nothing to it."""
        once = self._told_once()
        for one in found:
            name = next((o.publisher for o in one.origins.values() if o.publisher), None)
            own = {id_ for id_ in one.words if name is None or self._is_by(id_, newsroom(name))}
            if not own:
                continue
            sizes = [size for id_, size in self.sizes.items() if name is None or self._is_by(id_, newsroom(name))]
            words = sum(one.words[id_] for id_ in own)
            evidence = min((e for id_ in own for e in one.evidence[id_]), key=STRONGEST.index)
            told = [statement for id_ in own for statement in once.get(id_, ())]
            yield Added(
                *self._mark(one),
                name=self.view.lineage.called(name) if name else "publisher not given",
                n_articles=len(sizes) if name else len(own),
                n_others=len(one.words) - len(own),
                words=words,
                part=words / max(1, sum(sizes)) if name else 1.0,
                evidence=evidence,
                longest=max(
                    (span for id_, span in one.longest.items() if id_ in own), key=lambda s: (s.end - s.start, s)
                ),
                origins=tuple(sorted(one.origins)),
                n_once=len(told),
                once=self._once(told),
            )

    def _is_by(self, article: str, room: str) -> bool:
        publisher = self.view.articles[article].publisher
        return publisher is not None and newsroom(publisher) == room

    def _told_once(self) -> dict[str, Sequence[Statement]]:
        """The statements that stand in one article only, by its id, where its own origin tells them."""
        ids = {label: id_ for id_, label in self.view.labels.items()}
        return {
            ids[label]: [s for s in told if any(self._is_own(claim) for claim in s.point.agreed.claims)]
            for label, told in self.view.in_one_only()
        }

    def _once(self, told: Sequence[Statement]) -> Once | None:
        best = min(told, key=self._telling, default=None)
        return Once(best.number, best.point.id, best.words) if best else None

    def _telling(self, statement: Statement) -> tuple[bool, bool, bool, int]:
        """Which statement shows best what an outlet added: news before background, what happened, in words enough."""
        point = statement.point
        claim = self.view.best(point)
        short = claim.span.end - claim.span.start < SHORT
        return statement.background, point.kind != "event", short, statement.number

    def _is_own(self, claim: str) -> bool:
        told = self.view.claims[claim]
        return told.origin_evidence in ("own", "presumed")


def _kind(one: _Amounts) -> OriginKind:
    """What a house is: a newspaper that sells its reports is an outlet where it has articles of its own here."""
    kinds = {origin.kind for origin in one.origins.values()}
    agencies = {origin.agency for origin in one.origins.values() if origin.kind == "wire" and origin.agency}
    if "wire" in kinds and not ("outlet" in kinds and all(kind_of(agency) == "newspaper" for agency in agencies)):
        return "wire"
    return "outlet" if "outlet" in kinds else "handout"

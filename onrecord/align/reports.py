"""The reports behind shared passages: which passages come from one text, and whose report it probably is.

A report is a group of passages, not of articles: one article may draw on two wires and on its own reporter.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from onrecord import credits as crediting
from onrecord import settings
from onrecord.align.groups import grouped
from onrecord.align.pairs import Pair
from onrecord.align.precedence import credited_as, newsroom_of, publishing_agency
from onrecord.align.prose import Prose, Proses
from onrecord.align.stretches import Sides, sides_of
from onrecord.schema import Article, SharedPassage


@dataclass(frozen=True)
class Sources:
    """What one article says of where it is from."""

    article: Article

    @cached_property
    def credits(self) -> tuple[crediting.Credit, ...]:
        """The credits in the text; those on a page that lists the first words of many texts are these texts' own."""
        return () if crediting.lists(self.article.publisher or "") else crediting.find(self.article.text)

    @cached_property
    def signs(self) -> tuple[crediting.Sign, ...]:
        """The agencies that the text speaks of as a source."""
        return crediting.signs(self.article.text)

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The agencies whose text this may be: its publisher, those of a credit, those that the input gives."""
        own = publishing_agency(self.article)
        named = [agency for agency in self._credited if agency != crediting.UNNAMED]
        return tuple(dict.fromkeys([*([own] if own else []), *named]))

    @cached_property
    def draws(self) -> bool:
        """Whether the article credits an agency, with a name or without ("With agencies")."""
        return bool(self.agencies) or crediting.UNNAMED in self._credited

    @cached_property
    def signed(self) -> crediting.Signed:
        """The agencies of the byline; a newspaper's own people who sign with its name sign for the paper itself."""
        found = crediting.signed(self.article.byline)
        own = credited_as(self.article)
        return found._replace(
            agencies=tuple(a for a in found.agencies if a != own or crediting.kind_of(a) != "newspaper")
        )

    @cached_property
    def _credited(self) -> tuple[str, ...]:
        named = [c.agency for c in self.credits if c.scope != "caption" and not self._is_own(c.agency)]
        under_pictures = {credit.agency for credit in self.credits if credit.scope == "caption"}
        beside = {*under_pictures, *crediting.signed(self.article.byline).agencies}
        given = [a for a in self.article.credit if a not in beside and crediting.kind_of(a) != "pictures"]
        lent = crediting.agency_of(self.loan.name) if self.loan else None
        return (*named, *self.signed.agencies, *given, *([lent] if lent else []))

    def _is_own(self, agency: str) -> bool:
        """Whether a name that is no agency's is the publisher's: "PORTO (Porto Post) -" in the Porto Post."""
        return crediting.agency_of(agency) is None and crediting.newsroom(agency) == newsroom_of(self.article)

    @cached_property
    def loan(self) -> crediting.Loan | None:
        """The newsroom whose report it says it is, where that is not its publisher."""
        text, name = self.article, self.article.publisher or ""
        if crediting.lists(name):
            return None
        found = crediting.loan(text.text, text.byline, is_gathered=crediting.gathers(name))
        return None if found and crediting.newsroom(found.name) == newsroom_of(text) else found

    def credit_for(self, agency: str) -> crediting.Credit | None:
        """The credit that names the agency for the text, the one that covers most."""
        held = [c for c in self.credits if c.agency == agency and c.scope != "caption"]
        return max(held, key=lambda c: (c.covers_end - c.covers_start, -c.start), default=None)

    @cached_property
    def told(self) -> tuple[crediting.Sign, ...]:
        """The agencies to which somebody spoke: "he told AFP" stands in AFP's report, "AFP reported" in another's."""
        return tuple(sign for sign in self.signs if sign.is_told)


@dataclass(frozen=True)
class Report:
    """Passages that come from one text. `agency` null: no article names whose it is."""

    pairs: tuple[Pair, ...]
    passages: tuple[SharedPassage, ...]
    agency: str | None

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The articles that have a part of it, in the order in which they were read."""
        return tuple(self.sides)

    @cached_property
    def sides(self) -> Sides:
        """Its sides of the passages, by article."""
        return sides_of(self.passages)


def find(pairs: Sequence[Pair], proses: Proses, sources: Mapping[str, Sources]) -> list[Report]:
    """The reports behind the pairs that are derived."""
    tied = [
        pair
        for pair in pairs
        if pair.is_derived and not _of_two_agencies(pair, sources) and not _is_listed(pair, sources)
    ]
    held = [_Held(pair, *one) for pair in tied for one in zip(pair.passages, pair.own_words, strict=True)]
    group = grouped([*_within_pairs(held), *_within_articles(held, proses), *_of_one_credit(held, sources)])
    members: dict[int, list[_Held]] = defaultdict(list)
    for number, one in enumerate(held):
        members[group[number]].append(one)
    return [report for found in members.values() for report in _reports(found, sources)]


class _Held(NamedTuple):
    """A passage, the pair of articles that share it, and its words of own prose."""

    pair: Pair
    passage: SharedPassage
    words: int


def _of_two_agencies(pair: Pair, sources: Mapping[str, Sources]) -> bool:
    """Whether both credit agencies and none in common: "(AP)" over one and "(Reuters)" over the other."""
    left, right = set(sources[pair.left].agencies), set(sources[pair.right].agencies)
    return bool(left and right and not left & right)


def _is_listed(pair: Pair, sources: Mapping[str, Sources]) -> bool:
    """Whether one is a page that lists the first words of many texts: these are of as many origins."""
    return any(crediting.lists(sources[id_].article.publisher or "") for id_ in (pair.left, pair.right))


Tie = tuple[int, int]


def _within_pairs(held: Sequence[_Held]) -> Iterator[Tie]:
    """All passages of two articles are taken for one report: a second would raise a count on nothing but a guess."""
    first: dict[tuple[str, str], int] = {}
    for number, one in enumerate(held):
        yield first.setdefault((one.pair.left, one.pair.right), number), number


def _within_articles(held: Sequence[_Held], proses: Proses) -> Iterator[Tie]:
    """Passages that meet in the prose of an article are one report; a quotation ties only what is reprinted whole."""
    by_article: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, one in enumerate(held):
        if one.words >= settings.ALIGN_LINK_WORDS or one.pair.is_reprint:
            for side in (one.passage.left, one.passage.right):
                by_article[side.article].append((side.start, side.end, number))
    for article, sides in by_article.items():
        open_: list[tuple[int, int]] = []
        for start, end, number in sorted(sides):
            open_ = [other for other in open_ if other[0] > start]
            for until, other in open_:
                reprinted = held[other].pair.is_reprint and held[number].pair.is_reprint
                if _words(proses[article], start, min(end, until), every=reprinted) >= settings.ALIGN_LINK_WORDS:
                    yield other, number
            open_ = sorted([*open_, (end, number)], reverse=True)[: settings.ALIGN_OPEN_PASSAGES]


def _words(prose: Prose, start: int, end: int, *, every: bool) -> int:
    first, last = prose.text.word_range(start, end)
    return last - first if every else prose.count(first, last)


def _of_one_credit(held: Sequence[_Held], sources: Mapping[str, Sources]) -> Iterator[Tie]:
    """What an article shares with others under one credit is one report: "With AFP" names one text, not two."""
    first: dict[str, int] = {}
    for number, one in enumerate(held):
        for article in (one.pair.left, one.pair.right):
            if len(sources[article].agencies) == 1:
                yield first.setdefault(article, number), number


def _reports(held: Sequence[_Held], sources: Mapping[str, Sources]) -> Iterator[Report]:
    """One report, or one for each agency where articles with different credits are tied by one that has none."""
    agencies = _agencies(held, sources)
    if not agencies:
        articles = {article for one in held for article in (one.pair.left, one.pair.right)}
        told = {sign.agency for article in articles for sign in sources[article].told}
        yield _report(held, told.pop() if len(told) == 1 else None)
        return
    by_agency: dict[str, list[_Held]] = defaultdict(list)
    for one in held:
        common = agencies[one.pair.left] & agencies[one.pair.right]
        if common:
            by_agency[min(common)].append(one)
    for agency, found in sorted(by_agency.items()):
        yield _report(found, agency)


def _agencies(held: Sequence[_Held], sources: Mapping[str, Sources]) -> dict[str, set[str]]:
    """The agencies of each article: those it credits, else the one whose articles share most of its own prose."""
    ties: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in held:
        for article, other in ((one.pair.left, one.pair.right), (one.pair.right, one.pair.left)):
            ties[article][other] += one.words + 1
    found = {article: set(sources[article].agencies) for article in sorted(ties) if sources[article].agencies}
    while found:
        new: dict[str, set[str]] = {}
        for article in sorted(ties.keys() - found.keys()):
            weights: dict[str, float] = defaultdict(float)
            for other, words in ties[article].items():
                for agency in found.get(other, ()):
                    weights[agency] += words / len(found[other])
            if weights:
                new[article] = {min(weights, key=lambda name: (-weights[name], name))}
        if not new:
            break
        found |= new
    return found


def _report(held: Sequence[_Held], agency: str | None) -> Report:
    pairs = {(one.pair.left, one.pair.right): one.pair for one in held}
    return Report(tuple(pairs.values()), tuple(one.passage for one in held), agency)

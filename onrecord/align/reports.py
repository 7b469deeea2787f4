"""The reports behind shared passages: which passages come from one text, and whose report it probably is.

A report is a group of passages, not of articles: one article may draw on two wires and on its own reporter.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord import credits as crediting
from onrecord import settings, spans
from onrecord.align.groups import grouped
from onrecord.align.pairs import Pair, side_of
from onrecord.align.precedence import publishing_agency
from onrecord.align.prose import Proses
from onrecord.schema import Article, SharedPassage, Span


@dataclass(frozen=True)
class Sources:
    """What one article says of where it is from."""

    article: Article

    @cached_property
    def credits(self) -> tuple[crediting.Credit, ...]:
        """The credits in the text."""
        return crediting.find(self.article.text)

    @cached_property
    def signs(self) -> tuple[crediting.Sign, ...]:
        """The agencies that the text speaks of as a source."""
        return crediting.signs(self.article.text)

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The agencies whose text this may be: its publisher, those of a credit, those that the input gives."""
        named = [credit.agency for credit in self.credits if credit.scope != "caption"]
        given = [agency for agency in self.article.credit if agency not in self._pictures]
        own = publishing_agency(self.article)
        return tuple(dict.fromkeys([*([own] if own else []), *named, *given]))

    @property
    def _pictures(self) -> set[str]:
        return {credit.agency for credit in self.credits if credit.scope == "caption"}

    def credit_for(self, agency: str) -> crediting.Credit | None:
        """The credit that names the agency for the text, the one that covers most."""
        held = [c for c in self.credits if c.agency == agency and c.scope != "caption"]
        return max(held, key=lambda c: (c.covers_end - c.covers_start, -c.start), default=None)

    def told(self, agency: str) -> crediting.Sign | None:
        """The first place where the text speaks of the agency as a source."""
        return next((sign for sign in self.signs if sign.agency == agency), None)


@dataclass(frozen=True)
class Report:
    """Passages that come from one text. `agency` null: no article names whose it is."""

    pairs: tuple[Pair, ...]
    passages: tuple[SharedPassage, ...]
    agency: str | None
    known_by: str | None

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The articles that have a part of it, in the order in which they were read."""
        return tuple(dict.fromkeys(side.article for p in self.passages for side in (p.left, p.right)))


def find(pairs: Sequence[Pair], proses: Proses, sources: Mapping[str, Sources]) -> list[Report]:
    """The reports behind the pairs that are derived."""
    tied = [pair for pair in pairs if pair.is_derived and not _of_two_agencies(pair, sources)]
    passages = [
        (passage, pair, words) for pair in tied for passage, words in zip(pair.passages, pair.own_words, strict=True)
    ]
    group = grouped([*_within_pairs(tied), *_within_articles(passages, proses), *_of_one_credit(tied, sources)])
    members: dict[object, list[tuple[SharedPassage, Pair]]] = defaultdict(list)
    for passage, pair, _ in passages:
        members[group[_node(passage)]].append((passage, pair))
    return [_report(held, proses, sources) for held in members.values()]


def _of_two_agencies(pair: Pair, sources: Mapping[str, Sources]) -> bool:
    """Whether both credit agencies and none in common: "(AP)" over one and "(Reuters)" over the other."""
    left, right = set(sources[pair.left].agencies), set(sources[pair.right].agencies)
    return bool(left and right and not left & right)


Node = tuple[Span, Span] | tuple[str, str]


def _node(passage: SharedPassage) -> Node:
    return passage.left, passage.right


def _within_pairs(pairs: Sequence[Pair]) -> Iterator[tuple[Node, Node]]:
    """All passages of two articles are taken for one report: a second one would raise a count on nothing but a guess."""
    for pair in pairs:
        for passage in pair.passages:
            yield _node(pair.passages[0]), _node(passage)


def _within_articles(
    passages: Sequence[tuple[SharedPassage, Pair, int]], proses: Proses
) -> Iterator[tuple[Node, Node]]:
    """Passages that meet in the prose of an article are one report; a quotation in which they meet ties nothing."""
    by_article: dict[str, list[tuple[Span, SharedPassage]]] = defaultdict(list)
    for passage, _, words in passages:
        if words >= settings.ALIGN_LINK_WORDS:
            for side in (passage.left, passage.right):
                by_article[side.article].append((side, passage))
    for article, held in by_article.items():
        held.sort(key=lambda one: one[0])
        open_: list[tuple[Span, SharedPassage]] = []
        for side, passage in held:
            open_ = [one for one in open_ if one[0].end > side.start]
            for other, with_ in open_:
                if _own_words(proses, article, side.start, min(side.end, other.end)) >= settings.ALIGN_LINK_WORDS:
                    yield _node(with_), _node(passage)
            open_.append((side, passage))
            open_ = sorted(open_, key=lambda one: -one[0].end)[:_OPEN]


_OPEN = 8


def _own_words(proses: Proses, article: str, start: int, end: int) -> int:
    first, last = proses[article].text.word_range(start, end)
    return proses[article].count(first, last)


def _of_one_credit(pairs: Sequence[Pair], sources: Mapping[str, Sources]) -> Iterator[tuple[Node, Node]]:
    """What an article shares with others under one credit is one report: "With AFP" names one text, not two."""
    first: dict[str, Node] = {}
    for pair in pairs:
        for article in (pair.left, pair.right):
            if len(sources[article].agencies) == 1:
                yield first.setdefault(article, _node(pair.passages[0])), _node(pair.passages[0])


def _report(held: Sequence[tuple[SharedPassage, Pair]], proses: Proses, sources: Mapping[str, Sources]) -> Report:
    pairs = tuple(dict.fromkeys(pair for _, pair in held))
    passages = tuple(passage for passage, _ in held)
    weights: dict[str, float] = defaultdict(float)
    for article in dict.fromkeys(side.article for p in passages for side in (p.left, p.right)):
        stretches = [side_of(p, article) for p in passages if article in (p.left.article, p.right.article)]
        for agency in sources[article].agencies:
            weights[agency] += 1 + sum(_own_words(proses, article, s.start, s.end) for s in stretches)
    if weights:
        agency = min(weights, key=lambda name: (-weights[name], name))
        return Report(pairs, passages, agency, "credit")
    told = sorted({sign.agency for p in passages for side in (p.left, p.right) for sign in _signs_in(side, sources)})
    return Report(pairs, passages, told[0] if len(told) == 1 else None, "sign" if len(told) == 1 else None)


def _signs_in(side: Span, sources: Mapping[str, Sources]) -> Iterator[crediting.Sign]:
    for sign in sources[side.article].signs:
        if spans.overlap(Span(side.article, sign.start, sign.end), side):
            yield sign

"""Tellings: sentences that say to whom a thing was told or who reported it: they are that house's wherever printed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from onrecord import credits as crediting
from onrecord import spans
from onrecord.align.precedence import newsroom_of
from onrecord.align.reports import Sources
from onrecord.align.stretches import sentence_around
from onrecord.schema import Article, SharedPassage, Span

_HALF = 2


class Telling(NamedTuple):
    """A sentence and the house that heard it: an agency, or an outlet by its name as printed.

    `says`: the article whose words say so; `partners`: the articles that share the sentence.
    """

    span: Span
    newsroom: str
    agency: str | None
    name: str
    is_told: bool
    says: str
    partners: tuple[str, ...] = ()


def find(
    articles: Mapping[str, Article], sources: Mapping[str, Sources], passages: Iterable[SharedPassage]
) -> dict[str, list[Telling]]:
    """The tellings of each article, also those that only the article with which it shares the sentence names as such.

    "The captain told the Porto Post" is the Post's, in ten papers too, and where an eleventh left the Post's name out.
    """
    named = {room for article in articles.values() if (room := newsroom_of(article)) and not _is_wire(article)}
    rooms = named | {room for room in crediting.well_known() if not _is_agency(room)}
    own = {id_: _in(article, sources[id_], rooms) for id_, article in articles.items()}
    sides: dict[str, list[tuple[Span, SharedPassage]]] = defaultdict(list)
    for passage in passages:
        for side in (passage.left, passage.right):
            if own[passage.left.article] or own[passage.right.article]:
                sides[side.article].append((side, passage))
    found: dict[str, list[Telling]] = defaultdict(list)
    for id_, tellings in own.items():
        for telling in tellings:
            there = dict(_elsewhere(telling, sides[id_], articles))
            found[id_].append(telling._replace(partners=tuple(sorted(there))))
            for other, span in sorted(there.items()):
                if not any(spans.overlap(span, one.span) for one in own[other]):
                    found[other].append(telling._replace(span=span, partners=(id_,)))
    return {id_: list(_one_each(tellings)) for id_, tellings in found.items()}


def _is_wire(article: Article) -> bool:
    agency = crediting.agency_of(article.publisher or "")
    return bool(agency) and crediting.kind_of(agency or "") != "newspaper"


def _is_agency(room: str) -> bool:
    agency = crediting.agency_of(room)
    return bool(agency) and crediting.kind_of(agency or "") != "newspaper"


def _in(article: Article, source: Sources, rooms: Collection[str]) -> list[Telling]:
    text = article.text
    heard: list[tuple[bool, int, int, str | None, str]] = [
        (sign.is_told, sign.start, sign.end, sign.agency, sign.agency) for sign in source.signs
    ]
    heard += [(True, told.start, told.end, None, told.name) for told in crediting.told_outlets(text, rooms)]
    heard.sort(key=lambda one: (not one[0], one[1]))
    return list(
        _one_each(
            Telling(
                Span(article.id, *sentence_around(text, start, end)),
                crediting.newsroom(name),
                agency,
                name,
                is_told,
                article.id,
            )
            for is_told, start, end, agency, name in heard
        )
    )


def _one_each(tellings: Iterable[Telling]) -> Iterator[Telling]:
    """Of two tellings in one sentence the first: what was told to AFP is AFP's, though Reuters reported it too."""
    seen: list[Span] = []
    for telling in tellings:
        if not any(spans.overlap(telling.span, other) for other in seen):
            seen.append(telling.span)
            yield telling


def _elsewhere(
    telling: Telling, sides: Iterable[tuple[Span, SharedPassage]], articles: Mapping[str, Article]
) -> Iterator[tuple[str, Span]]:
    """The sentences of other articles that a passage ties to most of this one."""
    length = telling.span.end - telling.span.start
    for side, passage in sides:
        common = Span(side.article, max(side.start, telling.span.start), min(side.end, telling.span.end))
        if _HALF * (common.end - common.start) < length:
            continue
        other = spans.project(common, passage)
        if other and other.start < other.end:
            yield other.article, Span(other.article, *_most_of(articles[other.article].text, other))


def _most_of(text: str, span: Span) -> tuple[int, int]:
    """The sentence in the middle of a span: projection in proportion is a few characters off at its ends."""
    middle = (span.start + span.end) // 2
    return sentence_around(text, middle, middle + 1)

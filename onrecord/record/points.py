"""Claims that answer one question become one point: two tellings of one event, one figure, one quotation."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations

from onrecord import wordlists
from onrecord.record.claims import Telling
from onrecord.record.groups import Groups
from onrecord.record.matches import TOLLS, one_mouth, one_toll, same_event, same_figure, same_quote
from onrecord.record.parties import Cast
from onrecord.schema import Event, Figure, Quote, Span
from onrecord.settings import RECORD_BLOCK_CLAIMS

Pair = tuple[Telling, Telling]


def group(tellings: Sequence[Telling], aligned: Iterable[Pair], cast: Cast) -> Groups:
    """Put claims together: first those that one passage ties, then those that agree on what the question is.

    `aligned`: pairs of claims of one kind whose words lie on the two sides of a shared passage.
    """
    groups = Groups(tellings)
    for a, b in aligned:
        if a.claim.kind != "quote" or one_mouth(a, b, cast):
            groups.join(a, b, "the same passage stands in both articles")
    for kind, same in (
        ("event", same_event),
        ("figure", same_figure),
        ("quote", partial(same_quote, cast=cast)),
    ):
        of_kind = [t for t in tellings if t.claim.kind == kind]
        for a, b in _candidates(of_kind):
            if reason := same(a, b):
                groups.join(a, b, reason)
    for a, b in _totals(tellings):
        groups.join(a, b, "each article tells one total of this kind")
    return groups


def unquoted(groups: Iterable[list[Telling]]) -> Iterator[list[Telling]]:
    """The groups without those that a quotation tells: "14 houses" within "We lost 14 houses", and nowhere else.

    A toll is asked for by itself, whoever tells it.
    """
    kept = list(groups)
    said: dict[str, list[Span]] = defaultdict(list)
    for telling in (t for members in kept for t in members):
        if isinstance(telling.noun, Quote) and telling.noun.kind != "indirect":
            said[telling.claim.article].append(telling.claim.span)
    for members in kept:
        figures = all(isinstance(t.noun, Figure) and t.claim.attribute not in TOLLS for t in members)
        if not figures or not all(_within(t.claim.span, said[t.claim.article]) for t in members):
            yield members


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def related(groups: Sequence[list[Telling]]) -> Iterator[tuple[int, int]]:
    """Positions of points that are alike and not certain to be one.

    They are events of one type with two shared parties, or a quotation and the event that its cue is, as in "called for
    talks".
    """
    yield from _told_twice(groups)
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, members in enumerate(groups):
        told = members[0]
        if told.claim.kind == "event":
            parties = sorted({p for t in members for p in t.parties})
            for pair in combinations(parties, 2):
                by_key[told.root, "+".join(pair)].append(position)
    for positions in by_key.values():
        if len(positions) <= 12:
            yield from combinations(positions, 2)


def _told_twice(groups: Sequence[list[Telling]]) -> Iterator[tuple[int, int]]:
    cues = {
        (t.claim.article, at): position
        for position, members in enumerate(groups)
        for t in members
        if isinstance(t.noun, Quote) and t.noun.cue and t.claim.article == t.noun.cue.article
        for at in range(t.noun.cue.start, t.noun.cue.end)
    }
    for position, members in enumerate(groups):
        predicates = [
            t.noun.span for t in members if isinstance(t.noun, Event) and t.noun.span.article == t.claim.article
        ]
        spoken = {cues[s.article, at] for s in predicates for at in range(s.start, s.end) if (s.article, at) in cues}
        yield from ((position, quote) for quote in sorted(spoken))


def _candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of claims that share something rare enough to be worth a look; equal signatures are compared once."""
    first: dict[object, Telling] = {}
    distinct: list[Telling] = []
    for telling in tellings:
        signature = _signature(telling)
        if signature in first:
            yield first[signature], telling
        else:
            first[signature] = telling
            distinct.append(telling)
    blocks: dict[object, list[int]] = defaultdict(list)
    for position, telling in enumerate(distinct):
        for key in _keys(telling):
            blocks[key].append(position)
    seen: set[tuple[int, int]] = set()
    for _, block in sorted(blocks.items(), key=lambda item: len(item[1])):
        seen.update(combinations(block[:RECORD_BLOCK_CLAIMS], 2))
    yield from ((distinct[i], distinct[j]) for i, j in sorted(seen))


def _signature(telling: Telling) -> object:
    """Claims with one signature are told alike in every way that is compared; a claim without parties has its own."""
    claim, noun = telling.claim, telling.noun
    if isinstance(noun, Figure):
        return (
            noun.measure,
            noun.unit,
            noun.value,
            noun.low,
            noun.high,
            noun.place,
            telling.words,
            telling.context,
            telling.leads,
            telling.claim.background,
        )
    parties: object = (telling.actors, telling.recipients) if telling.parties else claim.id
    return (
        claim.attribute,
        parties,
        telling.day,
        claim.status,
        claim.said_by if claim.kind == "quote" else None,
        telling.words,
    )


def _keys(telling: Telling) -> list[object]:
    noun = telling.noun
    if isinstance(noun, Figure):
        return [(noun.measure, noun.unit, noun.value)]
    if telling.claim.kind == "quote":
        rare = sorted(telling.words, key=lambda word: (-len(word), word))[:8]
        return list(rare)
    return [(telling.root, party) for party in sorted(telling.parties)]


def _is_toll(telling: Telling) -> bool:
    """Whether a figure is a report's own total: told high up, not of the past, not "two others" or "his wife"."""
    told = set(re.findall(r"\w+", telling.claim.value.casefold()))
    partial = bool(told & wordlists.words("partial_counts")) or not (
        told & wordlists.words("numerals") or any(word[0].isdigit() for word in told)
    )
    return telling.claim.attribute in TOLLS and telling.leads and not telling.claim.background and not partial


def _totals(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Tolls with different numbers that answer one question: of each article the largest, where the places allow it."""
    tops = sorted(_tops(tellings), key=lambda top: (top[0], top[2].claim.article, str(top[1]), top[2].claim.id))
    for (measure, place, a), (other, elsewhere, b) in combinations(tops, 2):
        placed = place == elsewhere or not (place and elsewhere)
        if measure == other and placed and one_toll(a, b) and a.claim.article != b.claim.article:
            yield a, b


def _tops(tellings: Sequence[Telling]) -> Iterator[tuple[str, str | None, Telling]]:
    """Measure, place and telling of each article's largest toll; of each place, where an article tells several."""
    told: dict[tuple[str, str], list[tuple[float, Figure, Telling]]] = defaultdict(list)
    for telling in tellings:
        noun = telling.noun
        if isinstance(noun, Figure) and noun.value is not None and _is_toll(telling):
            told[telling.claim.article, noun.measure].append((noun.value, noun, telling))
    for (_, measure), found in told.items():
        places = {noun.place for _, noun, _ in found if noun.place}
        for place in sorted(places) if len(places) > 1 else [next(iter(places), None)]:
            here = [f for f in found if f[1].place in (place, None) or len(places) < 2]
            yield measure, place, max(here, key=lambda f: (f[0], f[2].claim.id))[2]

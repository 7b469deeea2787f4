"""Claims that answer one question become one point: two tellings of one event, one figure, one quotation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from onrecord.record.claims import Telling
from onrecord.record.parties import Cast
from onrecord.schema import Event, Figure, Quote
from onrecord.settings import (
    RECORD_APPROXIMATE,
    RECORD_QUOTE_SAME,
    RECORD_QUOTE_SAME_OTHER_PARTY,
    RECORD_QUOTE_WORDS,
)  # fmt: skip

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""PLOVER types in which the sides can be swapped: "Lopez met Chen" and "Chen met Lopez" are one meeting."""

TOLLS = frozenset({"killed", "injured", "missing", "displaced", "arrested", "evacuated", "attending", "affected"})
"""Measures that are counted again as time goes on, so that two numbers may answer one question."""

TOOK_PLACE = frozenset({"happened", "ongoing", "claimed"})


class Groups:
    """Claims that are one point, and why; two claims of different days or things are never brought together."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._of = {t.claim.id: [t] for t in tellings}
        self.reasons: dict[str, str] = {}

    def join(self, a: Telling, b: Telling, reason: str) -> None:
        """Bring two groups together unless a member of one cannot be the same as a member of the other."""
        left, right = self._of[a.claim.id], self._of[b.claim.id]
        if left is right or any(_apart(x, y) for x in left for y in right):
            return
        left.extend(right)
        for telling in right:
            self._of[telling.claim.id] = left
        self.reasons.setdefault(a.claim.id, reason)
        self.reasons.setdefault(b.claim.id, reason)

    def members(self) -> Iterator[list[Telling]]:
        """The groups, each once, in the order of their first claim."""
        seen: set[int] = set()
        for group in self._of.values():
            if id(group) not in seen:
                seen.add(id(group))
                yield group


Pair = tuple[Telling, Telling]


def group(tellings: Sequence[Telling], aligned: Iterable[Pair], cast: Cast) -> Groups:
    """Put claims together: first those that one passage ties, then those that agree on what the question is.

    `aligned`: pairs of claims of one kind whose words lie on the two sides of a shared passage.
    """
    groups = Groups(tellings)
    for a, b in aligned:
        if a.claim.kind != "quote" or _one_mouth(a, b, cast):
            groups.join(a, b, "the same passage stands in both articles")
    for kind, same in (("event", _same_event), ("figure", _same_figure), ("quote", _same_quote(cast))):
        of_kind = [t for t in tellings if t.claim.kind == kind]
        for a, b in _candidates(of_kind):
            if reason := same(a, b):
                groups.join(a, b, reason)
    for a, b in _totals(tellings):
        groups.join(a, b, "each article tells one total of this kind")
    return groups


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
                by_key[told.claim.attribute.split()[0], "+".join(pair)].append(position)
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
        seen.update(combinations(block[:400], 2))
    yield from ((distinct[i], distinct[j]) for i, j in sorted(seen))


def _signature(telling: Telling) -> object:
    """Claims with one signature are told alike in every way that is compared; a claim without parties has its own."""
    claim, noun = telling.claim, telling.noun
    if isinstance(noun, Figure):
        return noun.measure, noun.unit, noun.value, noun.low, noun.high, noun.place, telling.words, telling.background
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
    kind = telling.claim.attribute.split()[0]
    return [(kind, party) for party in sorted(telling.parties)]


def _apart(a: Telling, b: Telling) -> bool:
    """What can never be one point, however it is worded."""
    if a.claim.kind != b.claim.kind:
        return True
    if a.claim.kind == "event":
        one_text = a.claim.article == b.claim.article
        return bool(a.day and b.day and a.day != b.day and one_text) or not _same_sides(a, b)
    if isinstance(a.noun, Figure) and isinstance(b.noun, Figure):
        placed = a.noun.place and b.noun.place and a.noun.place != b.noun.place
        return bool(placed) or a.noun.measure != b.noun.measure or a.background != b.background
    return a.claim.article == b.claim.article and a.claim.said_by != b.claim.said_by


def _same_sides(a: Telling, b: Telling) -> bool:
    """Whether the parties of two events can be the same: who acts in the one must not only suffer in the other."""
    if not a.parties or not b.parties:
        return True
    if _root(a) in MUTUAL:
        return bool(a.parties & b.parties)
    actors = not a.actors or not b.actors or bool(a.actors & b.actors)
    return actors and _can_be_one(a.recipients, b.recipients)


def _can_be_one(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of recipients can be the same: one that is known under no name ("its envoy") says nothing."""
    return not a or not b or bool(a & b) or any(id_.startswith("words:") for id_ in a | b)


def _same_event(a: Telling, b: Telling) -> str | None:
    """Why two events are one; null when that is not certain."""
    if _root(a) != _root(b) or not a.parties or not b.parties or a.background != b.background:
        return None
    if a.day and b.day and a.day != b.day:
        return None
    common = a.parties & b.parties
    smaller = (
        max(1, min(len(_known(a)), len(_known(b)))) if a.actors & b.actors else min(len(a.parties), len(b.parties))
    )
    one_day, one_verb = bool(a.day and a.day == b.day), bool(a.words & b.words)
    one_status = _took_place(a) == _took_place(b)
    if len(common) >= 2 and one_day and one_status and a.parties == b.parties:
        return "the same parties, the same kind of event, the same day"
    if len(common) == smaller and one_verb and _same_sides(a, b) and (one_day or one_status):
        return "the same word for it, the same parties" + (", the same day" if one_day else "")
    return None


def _known(telling: Telling) -> list[str]:
    return [id_ for id_ in telling.parties if not id_.startswith("words:")]


def _same_figure(a: Telling, b: Telling) -> str | None:
    left, right = a.noun, b.noun
    if (
        not isinstance(left, Figure)
        or not isinstance(right, Figure)
        or left.measure != right.measure
        or left.unit != right.unit
    ):
        return None
    thing = bool(a.words & b.words) or not a.words or not b.words
    if left.value is not None and left.value == right.value and (thing or left.measure in TOLLS):
        return "the same number of the same thing"
    if left.value is None and right.value is None and left.measure != "count" and a.words == b.words:
        return "the same words for the same thing"
    return None


def near(a: float, b: float) -> bool:
    """Whether two hedged numbers can be one: "about 2,700" and 2,750.

    >>> near(2700, 2750), near(4, 7)
    (True, False)
    """
    return abs(a - b) <= RECORD_APPROXIMATE * max(abs(a), abs(b))


def _totals(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Tolls with different numbers that answer one question: of each article the largest, where the places allow it."""
    tops: dict[tuple[str, str, str | None], Telling] = {}
    for telling in tellings:
        noun = telling.noun
        if isinstance(noun, Figure) and noun.measure in TOLLS and noun.value is not None and not telling.background:
            key = (telling.claim.article, noun.measure, noun.place)
            best = tops.get(key)
            if best is None or noun.value > (best.noun.value or 0):  # type: ignore[union-attr]
                tops[key] = telling
    for measure in sorted({key[1] for key in tops}):
        of_measure = [
            (key, telling)
            for key, telling in sorted(tops.items(), key=lambda i: (str(i[0]), i[1].claim.id))
            if key[1] == measure
        ]
        several = {key[0] for key, _ in of_measure if sum(k[0] == key[0] for k, _ in of_measure) > 1}
        for (left, a), (right, b) in combinations(of_measure, 2):
            placed = left[2] == right[2] or not (left[2] and right[2])
            unclear = left[2] != right[2] and (left[0] in several or right[0] in several)
            if left[0] != right[0] and placed and not unclear:
                yield a, b


def _same_quote(cast: Cast) -> Callable[[Telling, Telling], str | None]:
    def same(a: Telling, b: Telling) -> str | None:
        if not a.words or not b.words:
            return None
        smaller = min(len(a.words), len(b.words))
        part = len(a.words & b.words) / smaller
        if a.words == b.words and (smaller >= RECORD_QUOTE_WORDS or a.claim.said_by == b.claim.said_by):
            return "the same words"
        if smaller < RECORD_QUOTE_WORDS:
            return None
        left, right = cast.party(a.claim.said_by), cast.party(b.claim.said_by)
        if part >= RECORD_QUOTE_SAME and left.id == right.id and left.id:
            return f"{part:.0%} of the words of the shorter quotation, one speaker's"
        if part >= RECORD_QUOTE_SAME_OTHER_PARTY:
            return f"{part:.0%} of the words of the shorter quotation"
        return None

    return same


def _one_mouth(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether two quotations that a passage ties can be one: one party's, or for the most part in the same words."""
    same_party = cast.party(a.claim.said_by).id == cast.party(b.claim.said_by).id
    return (
        same_party or not a.claim.said_by or not b.claim.said_by or 2 * len(a.words & b.words) >= len(a.words | b.words)
    )


def _root(telling: Telling) -> str:
    return telling.claim.attribute.split()[0]


def _took_place(telling: Telling) -> str:
    return "happened" if telling.claim.status in TOOK_PLACE else telling.claim.status

"""Claims that were brought together, and what keeps others out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from onrecord.record.claims import Telling
from onrecord.record.matches import same_sides
from onrecord.schema import Event, Figure
from onrecord.settings import RECORD_DAYS_APART, RECORD_QUOTE_LINKED, RECORD_QUOTE_SAME_OTHER_PARTY

Value = TypeVar("Value")
Said = tuple[str | None, frozenset[str]]
"""A speaker and the words of a quotation."""


@dataclass(slots=True, eq=False)
class Group:
    """The tellings of one point; the other fields sum up what another telling must fit."""

    members: list[Telling]
    sides: set[tuple[str, frozenset[str], frozenset[str]]] = field(default_factory=set)
    days: dict[str, set[str]] = field(default_factory=dict)
    quotations: dict[str, set[Said]] = field(default_factory=dict)
    wordings: set[frozenset[str]] = field(default_factory=set)
    things: set[tuple[str, str | None, bool]] = field(default_factory=set)
    numbers: dict[str, set[float | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, telling: Telling) -> "Group":
        """A group of one."""
        group, noun, article = cls([telling]), telling.noun, telling.claim.article
        if isinstance(noun, Event):
            group.sides.add((telling.root, telling.actors, telling.recipients))
            if telling.day:
                group.days[article] = {telling.day}
        elif isinstance(noun, Figure):
            group.things.add((noun.measure, noun.place, telling.claim.background))
            group.numbers[article] = {noun.value}
        else:
            group.quotations[article] = {(telling.claim.said_by, telling.words)}
            group.wordings.add(telling.words)
        return group

    def apart(self, other: "Group") -> bool:
        """Whether the two can never be one point, however they are worded.

        One article that tells two days, quotations or numbers tells two things; so do two places, and sides that cannot
        be the same.
        """
        if self.members[0].claim.kind != other.members[0].claim.kind:
            return True
        return (
            _clash(self.days, other.days)
            or _far(self.days, other.days)
            or any(_says_two(said, other.quotations.get(article)) for article, said in self.quotations.items())
            or _clash(self.numbers, other.numbers)
            or any(not same_sides(a, b) for a in self.sides for b in other.sides)
            or any(_other_thing(a, b) for a in self.things for b in other.things)
            or any(not _linked(a, b) for a in self.wordings for b in other.wordings)
        )

    def take(self, other: "Group") -> None:
        """Make the other's members one's own."""
        self.members.extend(other.members)
        self.sides |= other.sides
        self.things |= other.things
        self.wordings |= other.wordings
        for article, days in other.days.items():
            self.days.setdefault(article, set()).update(days)
        for article, quotations in other.quotations.items():
            self.quotations.setdefault(article, set()).update(quotations)
        for article, numbers in other.numbers.items():
            self.numbers.setdefault(article, set()).update(numbers)


class Groups:
    """All claims of a story, put together step by step; `reasons` says of a claim why it is with others."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._of = {t.claim.id: Group.of(t) for t in tellings}
        self.reasons: dict[str, str] = {}

    def join(self, a: Telling, b: Telling, reason: str) -> None:
        """Bring the groups of two claims together unless something keeps them apart."""
        left, right = self._of[a.claim.id], self._of[b.claim.id]
        if left is right or left.apart(right):
            return
        if len(left.members) < len(right.members):
            left, right = right, left
        left.take(right)
        for telling in right.members:
            self._of[telling.claim.id] = left
        self.reasons.setdefault(a.claim.id, reason)
        self.reasons.setdefault(b.claim.id, reason)

    def members(self) -> Iterator[list[Telling]]:
        """The groups, each once, in the order of their first claim."""
        for group in dict.fromkeys(self._of.values()):
            yield group.members


def _clash(a: dict[str, set[Value]], b: dict[str, set[Value]]) -> bool:
    return any(article in b and values != b[article] for article, values in a.items())


def _far(a: dict[str, set[str]], b: dict[str, set[str]]) -> bool:
    """Whether the days of two groups are too far apart for datings of one event: two visits, two stages."""
    days = {day for told in a.values() for day in told} | {day for told in b.values() for day in told}
    if not a or not b:
        return False
    return (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days > RECORD_DAYS_APART


def _says_two(here: set[Said], there: set[Said] | None) -> bool:
    """Whether one article's quotations are two: not the same one, once in part and once in full."""
    return bool(there) and here != there and any(not _repeats(a, b) for a in here for b in there or ())


def _repeats(a: Said, b: Said) -> bool:
    return a[0] == b[0] and len(a[1] & b[1]) >= RECORD_QUOTE_SAME_OTHER_PARTY * min(len(a[1]), len(b[1])) > 0


def _linked(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two quotations can be one: a long one does not tie two short ones that share no word."""
    return len(a & b) >= RECORD_QUOTE_LINKED * min(len(a), len(b))


def _other_thing(a: tuple[str, str | None, bool], b: tuple[str, str | None, bool]) -> bool:
    placed = a[1] and b[1] and a[1] != b[1]
    return bool(placed) or a[0] != b[0] or a[2] != b[2]

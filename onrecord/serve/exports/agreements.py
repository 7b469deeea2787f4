"""Agreements: what the tellings of one event agree on, detail by detail, and how many articles tell it otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.schema import Place, Status
from onrecord.serve.exports.tellings import Party, Telling, When

TOOK_PLACE = frozenset({"happened", "ongoing", "claimed"})
"""What an article tells as done or going on, be it on somebody's word only."""

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which who did it and to whom may change places: "Xi met Putin", "Putin met Xi"."""

Side = tuple[Party, ...]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Agreed:
    """The details of an event as most known newsrooms tell them, then most articles, then the best wording.

    A reprint does not decide, nor does a version that was replaced; nothing is averaged: each detail is one telling's.
    Who did it to whom is one detail.
    """

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: Side
    recipients: Side
    place: Place | None
    when: When | None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """In how many articles another type or mode, nobody of these actors or recipients, another status or day stands.

    An article that tells less does not tell otherwise, nor does a version that was withdrawn; of actors and recipients
    only those are compared that are known.
    """

    types: int
    actors: int
    recipients: int
    statuses: int
    days: int


def agreed(told: Sequence[Telling], kind: str) -> Agreed:
    """The details of an event of a type; `told` begins with the best wording."""
    told = _voting(told)
    moded = _leading(told, lambda t: t.event and t.event.mode)
    event = moded.event if moded else None
    actors, recipients = _who_to_whom(told)
    placed = _leading(told, lambda t: t.place and (t.place.name, t.place.geonameid))
    timed = _leading(told, _one_day) or _leading(told, _days) or _leading(told, lambda t: t.when and t.when.value)
    return Agreed(
        type=kind,
        mode=event.mode if event else None,
        contexts=event.contexts if event else next((t.event.contexts for t in told if t.event), ()),
        actors=actors,
        recipients=recipients,
        place=placed.place if placed else None,
        when=timed.when if timed else None,
    )


def otherwise(told: Sequence[Telling], row: Agreed, status: Status) -> Otherwise:
    """How many articles answer otherwise than the row; `told` are all tellings, also those that answer otherwise."""
    mutual = row.type in _MUTUAL
    everybody = (*row.actors, *row.recipients)
    return Otherwise(
        types=_articles(told, lambda t: _other_kind(t, row)),
        actors=_articles(told, lambda t: _strangers(t.actors, everybody if mutual else row.actors)),
        recipients=_articles(told, lambda t: _strangers(t.recipients, everybody if mutual else row.recipients)),
        statuses=_articles(told, lambda t: _outcome(t.claim.status) != _outcome(status)),
        days=_articles(told, lambda t: _other_time(t.when, row.when)),
    )


def standing(told: Sequence[Telling]) -> list[Telling]:
    """The tellings that no later version of their article replaced."""
    return [telling for telling in told if not telling.claim.withdrawn_by]


def _voting(told: Sequence[Telling]) -> Sequence[Telling]:
    """Those that stand; all, where in none of these an event was read: their words are those of the earlier version."""
    voting = standing(told)
    return voting if any(telling.event for telling in voting) else told


def _leading(told: Sequence[Telling], value: Callable[[Telling], Value | None]) -> Telling | None:
    """The first telling of the value that most known newsrooms tell, then most articles; null where none tells one."""
    by_value: dict[Value, list[Telling]] = {}
    for telling in told:
        if found := value(telling):
            by_value.setdefault(found, []).append(telling)
    if not by_value:
        return None
    return max(by_value.values(), key=lambda same: (_newsrooms(same), len({t.article.id for t in same})))[0]


def _one_day(telling: Telling) -> str | None:
    """The day that a telling gives: statements are told apart by it, so it goes before a week or a month."""
    when = telling.when
    return when.start if when and when.start == when.end else None


def _days(telling: Telling) -> tuple[str | None, str | None] | None:
    when = telling.when
    return (when.start, when.end) if when and (when.start or when.end) else None


def _newsrooms(told: Sequence[Telling]) -> int:
    """Two reports of one agency, or its report and its own page, are one voice, as in the counts of a record."""
    return len({t.house for t in told if t.house})


def _who_to_whom(told: Sequence[Telling]) -> tuple[Side, Side]:
    """Both sides as one telling has them; a side that it leaves out is taken from one that agrees on the other side."""
    both = _leading(told, lambda t: (_keys(t.actors), _keys(t.recipients)) if t.actors and t.recipients else None)
    some = _leading(told, lambda t: (_keys(t.actors), _keys(t.recipients)) if t.actors or t.recipients else None)
    if some is None:
        return (), ()
    fits = both and _shared(some.actors, both.actors) and _shared(some.recipients, both.recipients)
    if both is None or not fits:
        return some.actors, some.recipients
    actors, recipients = some.actors or both.actors, some.recipients or both.recipients
    if _keys(actors) & _keys(recipients):  # "the two met" has on one side whom "Putin met Xi" has on both
        return both.actors, both.recipients
    return actors, recipients


def _keys(side: Side) -> frozenset[str]:
    return frozenset(party.key for party in side)


def _shared(a: Side, b: Side) -> bool:
    """Whether two tellings of one side can be the same: they share somebody, or one leaves the side out."""
    return not (a and b) or bool(_keys(a) & _keys(b))


def _strangers(a: Side, b: Side) -> bool:
    """Whether two tellings name other actors. Words that are no known actor may be of the same: "the man", "them"."""
    return all(party.id for party in (*a, *b)) and not _shared(a, b)


def _articles(told: Sequence[Telling], tells_otherwise: Callable[[Telling], bool]) -> int:
    return len({t.article.id for t in standing(told) if tells_otherwise(t)})


def _other_kind(telling: Telling, row: Agreed) -> bool:
    if telling.event is None:
        return False
    modes = {telling.event.mode, row.mode} - {None}
    return telling.event.type != row.type or len(modes) > 1


def _outcome(status: Status) -> str:
    return "happened" if status in TOOK_PLACE else status


def _other_time(a: When | None, b: When | None) -> bool:
    """Whether two times cannot be one: "in May" and "on Tuesday, 14 May" can."""
    if a is None or b is None:
        return False
    return bool((a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start))

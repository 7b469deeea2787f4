"""Where answers to one question are not the same, and of what kind the difference is: shown, never averaged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from onrecord import tokens
from onrecord.record.claims import Telling
from onrecord.record.matches import TOLLS, TOOK_PLACE, near
from onrecord.record.parties import Cast
from onrecord.schema import Difference, DifferenceKind, Figure, Variation

AGREE = frozenset({"wording", "attribution", "rounding"})
"""Differences that leave the substance of a statement as it is."""


def answers(members: Sequence[Telling], cast: Cast) -> list[list[Telling]]:
    """The claims of a point by what they answer, the answer that was reported first in front."""
    if members[0].claim.kind == "event":
        told = _undated_join(_by(members, _event_key))
    else:
        told = list(_by(members, _figure_key if members[0].claim.kind == "figure" else _quote_key).values())
    if members[0].claim.kind == "quote":
        told = _one_speaker(told, cast)
    return sorted(
        told, key=lambda answer: min((t.claim.reported or "9", t.claim.article, t.claim.span) for t in answer)
    )


Key = TypeVar("Key")


def _by(members: Sequence[Telling], key: Callable[[Telling], Key]) -> dict[Key, list[Telling]]:
    found: dict[Key, list[Telling]] = {}
    for telling in members:
        found.setdefault(key(telling), []).append(telling)
    return found


def differences(told: Sequence[Sequence[Telling]], cast: Cast) -> Iterator[Difference]:
    """Each pair of answers with the kind of its difference and a reason.

    The kinds: a number or day that cannot both be right is a conflict; a larger toll told later an update; numbers that
    the hedges allow to be one a rounding; then status, attribution (who is named), scope (what is counted), wording.
    """
    for left, right in combinations(range(len(told)), 2):
        a, b = told[left], told[right]
        if gone := _withdrawn(a, b):
            kind, reason = gone
        elif a[0].claim.kind == "event":
            kind, reason = _events(a, b, cast)
        elif a[0].claim.kind == "figure":
            kind, reason = _figures(a, b, told)
        else:
            kind, reason = _quotes(a, b, cast)
        yield Difference(left, right, kind, reason)


def variation(found: Sequence[Difference], told: Sequence[Sequence[Telling]]) -> Variation:
    """How the answers of a point lie to one another, in one word."""
    if any(t.claim.status == "denied" for answer in told for t in answer) and len(told) > 1:
        return "disputed"
    if not found:
        return "same"
    return "updated" if all(d.kind == "update" for d in found) else "differs"


def agreeing(found: Sequence[Difference], told: Sequence[Sequence[Telling]]) -> list[int]:
    """Positions of the answers that tell the leading one's substance.

    It leads that is not denied, has most origins (a reprint does not decide), then most articles, then was told last.
    """
    lead = max(range(len(told)), key=lambda i: (*_weight(told[i]), -i))
    alike = {(d.left, d.right): d.kind in AGREE for d in found}
    return [i for i in range(len(told)) if i == lead or alike[min(i, lead), max(i, lead)]]


def _weight(answer: Sequence[Telling]) -> tuple[bool, int, int, str]:
    claims = [t.claim for t in answer if not t.claim.withdrawn_by]
    origins, articles = {c.origin for c in claims if c.origin}, {c.article for c in claims}
    return (
        answer[0].claim.status != "denied",
        len(origins),
        len(articles),
        max((c.reported or "" for c in claims), default=""),
    )


def _event_key(telling: Telling) -> tuple[str, str | None]:
    status = telling.claim.status
    return ("happened" if status in TOOK_PLACE else status), telling.day


def _undated_join(found: Mapping[tuple[str, str | None], list[Telling]]) -> list[list[Telling]]:
    """A telling without a day says no other day: it joins the answer of its status that most articles give."""
    joined: dict[tuple[str, str | None], list[Telling]] = {}
    for (status, day), told in found.items():
        dated = [key for key in found if key[0] == status and key[1]]
        home = max(dated, key=lambda key: (len(found[key]), key)) if dated and day is None else (status, day)
        joined.setdefault(home, []).extend(told)
    return list(joined.values())


def _figure_key(telling: Telling) -> object:
    noun = telling.noun
    assert isinstance(noun, Figure)
    return (noun.value, noun.hedge) if noun.value is not None else (None, telling.claim.value.casefold())


def _quote_key(telling: Telling) -> object:
    return telling.words or telling.claim.value.casefold(), telling.claim.said_by, telling.claim.status


def _one_speaker(told: Sequence[list[Telling]], cast: Cast) -> list[list[Telling]]:
    """The same words under two forms of one name ("the goalkeeper Sigurdsson", "Birkir Sigurdsson") are one answer."""
    kept: list[list[Telling]] = []
    for answer in told:
        name = cast.name(answer[0].claim.said_by)
        for other in kept:
            alike = other[0].words == answer[0].words and other[0].claim.status == answer[0].claim.status
            if alike and _one_name(cast.name(other[0].claim.said_by), name):
                other.extend(answer)
                break
        else:
            kept.append(answer)
    return kept


def _withdrawn(a: Sequence[Telling], b: Sequence[Telling]) -> tuple[DifferenceKind, str] | None:
    """A later version of the article no longer has one of the answers."""
    for answer, other in ((a, b), (b, a)):
        if all(t.claim.withdrawn_by for t in answer) and not all(t.claim.withdrawn_by for t in other):
            return "update", f"{_who(answer)} is an earlier version: {answer[0].claim.withdrawn_by} replaces it"
    return None


def _events(a: Sequence[Telling], b: Sequence[Telling], cast: Cast) -> tuple[DifferenceKind, str]:
    left, right = _event_key(a[0])[0], _event_key(b[0])[0]
    days = {t.day for t in a if t.day}, {t.day for t in b if t.day}
    if "denied" in (left, right) and left != right:
        denial = a if left == "denied" else b
        names = list(dict.fromkeys(cast.name(t.claim.said_by) for t in denial if t.claim.said_by))
        return "conflict", f"denied by {', '.join(names) or 'nobody named'} in {_who(denial)}"
    if left == right and all(days):
        return "conflict", f"{_who(a)} gives {min(days[0])}, {_who(b)} gives {min(days[1])}"
    if left != right and _later(a, b) and left in ("planned", "requested", "possible") and right == "happened":
        return "update", f"{left} in {_who(a)}, told as done in {_who(b)}, published later"
    return "status", f"{a[0].claim.status} in {_who(a)}, {b[0].claim.status} in {_who(b)}"


def _figures(
    a: Sequence[Telling], b: Sequence[Telling], told: Sequence[Sequence[Telling]]
) -> tuple[DifferenceKind, str]:
    left, right = a[0].noun, b[0].noun
    assert isinstance(left, Figure)
    assert isinstance(right, Figure)
    words = f"{a[0].claim.value!r} in {_who(a)}, {b[0].claim.value!r} in {_who(b)}"
    if left.value is None or right.value is None:
        return "wording", words
    if a[0].words and b[0].words and not a[0].words & b[0].words:
        return "scope", f"other things are counted: {words}"
    if left.value == right.value or _allowed(left, right):
        return "rounding", f"the hedges allow one number: {words}"
    if left.measure in TOLLS and left.value < right.value and _later(a, b) and not _taken_back(b, told):
        return "update", f"a larger number told later: {words}"
    if left.measure in TOLLS and right.value < left.value and _later(b, a) and not _taken_back(a, told):
        return "update", f"a larger number told later: {words}"
    return "conflict", f"both cannot be right: {words}"


def _allowed(left: Figure, right: Figure) -> bool:
    """Whether the hedges allow both to be one number: "at least 40" and 43, "about 2,700" and 2,750."""
    assert left.value is not None
    assert right.value is not None
    approximate = "approximate" in (left.hedge, right.hedge)
    if approximate and near(left.value, right.value):
        return True
    open_ended = {"at-least", "more-than"}
    larger, smaller = (left, right) if left.value > right.value else (right, left)
    return smaller.hedge in open_ended and near(left.value, right.value) and larger.hedge != "at-most"


def _taken_back(answer: Sequence[Telling], told: Sequence[Sequence[Telling]]) -> bool:
    """Whether a smaller number was told for the first time after this one: then the larger was no later count."""
    value = answer[0].noun.value  # type: ignore[union-attr]
    first = min(t.claim.reported or "" for t in answer)
    return any(
        other is not answer
        and (other[0].noun.value or value) < value  # type: ignore[union-attr, operator]
        and min(t.claim.reported or "" for t in other) > first
        for other in told
    )


def _quotes(a: Sequence[Telling], b: Sequence[Telling], cast: Cast) -> tuple[DifferenceKind, str]:
    left, right = cast.name(a[0].claim.said_by), cast.name(b[0].claim.said_by)
    if a[0].claim.status != b[0].claim.status:
        denies = left if a[0].claim.status == "denied" else right
        return "conflict", f"{denies} denies it"
    if a[0].claim.said_by and b[0].claim.said_by and not _one_name(left, right):
        return "attribution", f"from {left} in {_who(a)}, from {right} in {_who(b)}"
    if bool(a[0].claim.said_by) != bool(b[0].claim.said_by):
        named = left if a[0].claim.said_by else right
        return (
            "attribution",
            f"{_who(a if a[0].claim.said_by else b)} names {named}, {_who(b if a[0].claim.said_by else a)} nobody",
        )
    return "wording", f"one quotation in two wordings: {_who(a)} and {_who(b)}"


def _one_name(left: str, right: str) -> bool:
    """Whether one name is a part of the other: "the ministry" and "the Interior Ministry"."""
    return tokens.stems(left) <= tokens.stems(right) or tokens.stems(right) <= tokens.stems(left)


def _later(a: Sequence[Telling], b: Sequence[Telling]) -> bool:
    """Whether the second answer was first told after the first, by publications with a date."""
    first, second = ([t.claim.reported for t in told] for told in (a, b))
    return all(first) and all(second) and min(r for r in second if r) > min(r for r in first if r)


def _who(told: Sequence[Telling]) -> str:
    articles = list(dict.fromkeys(t.claim.article for t in told))
    return ", ".join(articles[:3]) + (f" and {len(articles) - 3} more" if len(articles) > 3 else "")

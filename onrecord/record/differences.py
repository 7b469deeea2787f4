"""Where answers to one question are not the same, and of what kind the difference is: shown, never averaged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import TypeVar

from onrecord import moments, tokens
from onrecord.record.claims import Telling
from onrecord.record.matches import TOLLS, TOOK_PLACE, near
from onrecord.record.parties import Cast, is_unnamed
from onrecord.record.wordings import clash, numbers
from onrecord.schema import Difference, DifferenceKind, Figure, Quote, Variation
from onrecord.settings import RECORD_DAYS_APART, RECORD_NAME_ALIKE


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

    The kinds: numbers, days or words that do not fit together are a conflict; a larger toll told later an update;
    numbers
    whose bounds meet a rounding; then status, attribution (who is named), scope (what is counted), wording.
    """
    for left, right in combinations(range(len(told)), 2):
        a, b = told[left], told[right]
        if _one_article(a, b):
            continue  # "nine" in the headline and "at least nine" below it: one article does not differ from itself
        if found := _withdrawn(a, b) or _denied(a, b, cast):
            kind, reason = found
        elif a[0].claim.kind == "event":
            kind, reason = _events(a, b)
        elif a[0].claim.kind == "figure":
            kind, reason = _figures(a, b, told)
        else:
            kind, reason = _quotes(a, b, cast)
        yield Difference(left, right, kind, reason)


def variation(found: Sequence[Difference], told: Sequence[Sequence[Telling]]) -> Variation:
    """How the answers of a point lie to one another, in one word."""
    if any(d.kind == "conflict" and _is_denied(told[d.left]) != _is_denied(told[d.right]) for d in found):
        return "disputed"
    if not found:
        return "same"
    return "updated" if all(d.kind == "update" for d in found) else "differs"


def agreeing(found: Sequence[Difference], told: Sequence[Sequence[Telling]], cast: Cast) -> list[int]:
    """Positions of answers that all tell the same in substance, the leading one's among them.

    It leads that still stands, is not denied, has most origins (a reprint does not decide), then most articles, then
    was told last.
    """
    ranked = sorted(range(len(told)), key=lambda i: (*_weight(told[i]), -i), reverse=True)
    differs = {(d.left, d.right): not _agree(d, told[d.left][0], told[d.right][0], cast) for d in found}
    for left, right in combinations(range(len(told)), 2):
        if (left, right) not in differs:
            differs[left, right] = not _says_once(told[left][0], told[right][0])
    together: list[int] = []
    for position in ranked:
        if not any(differs.get((min(position, other), max(position, other))) for other in together):
            together.append(position)
    return sorted(together)


def _agree(difference: Difference, a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether two answers count together: another wording, another name for one party, a number rounded.

    One quotation in two mouths is a dispute over who spoke, and "at least 40" is no support for 43.
    """
    if difference.kind == "attribution":
        left, right = cast.party(a.claim.said_by).id, cast.party(b.claim.said_by).id
        return left == right or left is None or right is None
    if difference.kind == "rounding":
        return isinstance(a.noun, Figure) and isinstance(b.noun, Figure) and _one_number(a.noun, b.noun)
    return difference.kind == "wording" and not clash(a.wording, b.wording)


def _one_article(a: Sequence[Telling], b: Sequence[Telling]) -> bool:
    return len({t.claim.article for t in (*a, *b)}) == 1


def _says_once(a: Telling, b: Telling) -> bool:
    """Whether two answers of one article are one in substance: "nine" and "at least nine", not planned and denied."""
    if a.claim.status != b.claim.status:
        return False
    if isinstance(a.noun, Figure) and isinstance(b.noun, Figure):
        return _one_number(a.noun, b.noun)
    return a.day == b.day or not (a.day and b.day)


def _weight(answer: Sequence[Telling]) -> tuple[bool, bool, int, int, str]:
    claims = [t.claim for t in answer if not t.claim.withdrawn_by]
    origins, articles = {c.origin for c in claims if c.origin}, {c.article for c in claims}
    return (
        bool(claims),
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
    number = (noun.value, noun.hedge) if noun.value is not None else (None, telling.claim.value.casefold())
    return (*number, telling.claim.status)


def _quote_key(telling: Telling) -> tuple[object, ...]:
    words = telling.words or telling.claim.value.casefold()
    wording = telling.wording
    said = (words, wording.negates, wording.numbers, wording.names)
    return *said, telling.claim.said_by, telling.claim.status


def _one_speaker(told: Sequence[list[Telling]], cast: Cast) -> list[list[Telling]]:
    """The same words under two forms of one name ("the goalkeeper Sigurdsson", "Birkir Sigurdsson") are one answer."""
    kept: list[list[Telling]] = []
    for answer in told:
        name = cast.name(answer[0].claim.said_by)
        for other in kept:
            alike = _quote_key(other[0])[:4] == _quote_key(answer[0])[:4]
            if (
                alike
                and other[0].claim.status == answer[0].claim.status
                and _one_name(cast.name(other[0].claim.said_by), name)
            ):
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


def _events(a: Sequence[Telling], b: Sequence[Telling]) -> tuple[DifferenceKind, str]:
    left, right = _event_key(a[0])[0], _event_key(b[0])[0]
    days = {t.day for t in a if t.day}, {t.day for t in b if t.day}
    if left == right and all(days) and not _near_days(*days):
        return "scope", f"days far apart: {_who(a)} gives {min(days[0])}, {_who(b)} gives {min(days[1])}"
    if left == right and all(days):
        return "conflict", f"{_who(a)} gives {min(days[0])}, {_who(b)} gives {min(days[1])}"
    if left != right and _later(a, b) and left in ("planned", "requested", "possible") and right == "happened":
        return "update", f"{left} in {_who(a)}, told as done in {_who(b)}, published later"
    return "status", f"{a[0].claim.status} in {_who(a)}, {b[0].claim.status} in {_who(b)}"


def _near_days(left: set[str], right: set[str]) -> bool:
    """Whether two days can be two datings of one event: others are two visits, two stages."""
    apart = (abs((date.fromisoformat(a) - date.fromisoformat(b)).days) for a in left for b in right)
    return min(apart) <= RECORD_DAYS_APART


def _figures(
    a: Sequence[Telling], b: Sequence[Telling], told: Sequence[Sequence[Telling]]
) -> tuple[DifferenceKind, str]:
    left, right = _figure(a), _figure(b)
    words = f"{a[0].claim.value!r} in {_who(a)}, {b[0].claim.value!r} in {_who(b)}"
    if left.value is None or right.value is None:
        return "wording", words
    if (a[0].words and b[0].words and not a[0].words & b[0].words) or _part_of(a[0], b[0]):
        return "scope", f"other things are counted: {words}"
    if _one_number(left, right):
        return "rounding", f"one number, told more or less exactly: {words}"
    smaller, larger = (a, b) if left.value < right.value else (b, a)
    if left.measure in TOLLS and _later(smaller, larger) and not _taken_back(larger, told):
        return "update", f"a larger number told later: {words}"
    if _bounds_meet(left, right):
        return "rounding", f"their bounds allow both: {words}"
    return "conflict", f"two numbers that do not fit together: {words}"


def _denied(a: Sequence[Telling], b: Sequence[Telling], cast: Cast) -> tuple[DifferenceKind, str] | None:
    """One answer tells it, the other that it is not so.

    That contradicts what took place, where somebody denies it or both tell of one day: "tried to stop him from
    striking" is no denial of a strike.
    """
    denials = [answer for answer in (a, b) if _is_denied(answer)]
    if len(denials) != 1:
        return None
    names = dict.fromkeys(cast.name(t.claim.said_by) for t in denials[0] if cast.speaks(t.claim.said_by))
    one_day = bool({t.day for t in a if t.day} & {t.day for t in b if t.day})
    other = (b if denials[0] is a else a)[0]
    if other.wording.negates:
        return None  # "denied that it was certain" and "said that it was not certain" go together
    told = other.claim.status in TOOK_PLACE
    sure = one_day or (names and any(t.denies for t in denials[0]))
    kind: DifferenceKind = "conflict" if told and sure else "status"
    return kind, f"denied by {', '.join(names) or 'nobody named'} in {_who(denials[0])}"


def _part_of(a: Telling, b: Telling) -> bool:
    """Whether one figure tells the other with it: "$1.7 million of the $3.5 million"."""
    here, there = numbers(a.claim.value), numbers(b.claim.value)
    return here != there and (here < there or there < here)


def _is_denied(answer: Sequence[Telling]) -> bool:
    return answer[0].claim.status == "denied"


def _figure(answer: Sequence[Telling]) -> Figure:
    noun = answer[0].noun
    assert isinstance(noun, Figure)
    return noun


def _one_number(a: Figure, b: Figure) -> bool:
    """Whether both tell one number: "at least 40" and "40", "about 2,700" and 2,750, not "at least 40" and 43."""
    if a.value is None or b.value is None or a.value == b.value:
        return a.value == b.value
    return "approximate" in (a.hedge, b.hedge) and not {a.hedge, b.hedge} & _OPEN and near(a.value, b.value)


_OPEN = frozenset({"at-least", "more-than", "at-most"})


def _bounds_meet(a: Figure, b: Figure) -> bool:
    """Whether a number could lie in the bounds of both: "at least four" and "seven"."""
    lowest = max(f.low if f.low is not None else float("-inf") for f in (a, b))
    highest = min(f.high if f.high is not None else float("inf") for f in (a, b))
    return bool({a.hedge, b.hedge} & (_OPEN | {"approximate"})) and lowest <= highest


def _taken_back(answer: Sequence[Telling], told: Sequence[Sequence[Telling]]) -> bool:
    """Whether a smaller number was told for the first time after this one: then the larger was no later count."""
    value = _figure(answer).value
    others = (other for other in told if other is not answer)
    smaller = (o for o in others if value is not None and (_figure(o).value or value) < value and not _bound(o))
    return any(_later(answer, other) for other in smaller)


def _bound(answer: Sequence[Telling]) -> bool:
    return _figure(answer).hedge in ("at-least", "more-than")


def _quotes(a: Sequence[Telling], b: Sequence[Telling], cast: Cast) -> tuple[DifferenceKind, str]:
    left, right = cast.name(a[0].claim.said_by), cast.name(b[0].claim.said_by)
    if found := clash(a[0].wording, b[0].wording):
        return found[0], f"{found[1]}: {_who(a)} and {_who(b)}"
    if a[0].claim.said_by and b[0].claim.said_by and not (_one_name(left, right) or _one_office(a[0], b[0], cast)):
        return "attribution", f"from {left} in {_who(a)}, from {right} in {_who(b)}"
    if bool(a[0].claim.said_by) != bool(b[0].claim.said_by):
        named, (with_name, without) = (left, (a, b)) if a[0].claim.said_by else (right, (b, a))
        return "attribution", f"from {named} in {_who(with_name)}, nobody is named in {_who(without)}"
    marked = all(isinstance(t.noun, Quote) and t.noun.kind != "indirect" for t in (a[0], b[0]))
    return "wording", f"{'one quotation' if marked else 'told'} in two wordings: {_who(a)} and {_who(b)}"


def _one_name(left: str, right: str) -> bool:
    """Whether one name is a part of the other ("the ministry", "the Interior Ministry"), or spelled nearly so."""
    short, long = sorted((tokens.stems(left), tokens.stems(right)), key=len)
    return short <= long or SequenceMatcher(None, left.casefold(), right.casefold()).ratio() >= RECORD_NAME_ALIKE


def _one_office(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether one is told without a name as one of the other's office: "a mine official", "Tove Lind" of the mine."""
    unnamed = any(is_unnamed(cast.name(t.claim.said_by)) for t in (a, b))
    return unnamed and cast.party(a.claim.said_by).id == cast.party(b.claim.said_by).id


def _later(a: Sequence[Telling], b: Sequence[Telling]) -> bool:
    """Whether the second answer was surely first told after the first."""
    first, second = _first_told(a), _first_told(b)
    return moments.earlier(first, second)


def _first_told(answer: Sequence[Telling]) -> str | None:
    """When an answer was first told; null where one of its articles has no date."""
    times = [t.claim.reported for t in answer]
    return min((time for time in times if time), default=None) if all(times) else None


def _who(told: Sequence[Telling]) -> str:
    articles = list(dict.fromkeys(t.claim.article for t in told))
    return ", ".join(articles[:3]) + (f" and {len(articles) - 3} more" if len(articles) > 3 else "")

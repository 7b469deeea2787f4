"""Where answers to one question are not the same, and of what kind the difference is: shown, never averaged."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from onrecord.record.answers import event_key, later, one_name, who
from onrecord.record.claims import Telling
from onrecord.record.matches import TOLLS, TOOK_PLACE, near
from onrecord.record.parties import Cast, is_unnamed
from onrecord.record.wordings import clash, numbers
from onrecord.schema import Difference, DifferenceKind, Figure, Quote, Variation
from onrecord.settings import RECORD_DAYS_APART


def differences(told: Sequence[Sequence[Telling]], cast: Cast) -> Iterator[Difference]:
    """Each pair of answers with the kind of its difference and a reason.

    The kinds: numbers, days or words that do not fit together are a conflict; a larger toll told later an update;
    numbers whose bounds meet a rounding; then status, attribution (who is named), scope (what is counted), wording.
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
    left, right = cast.party(a.claim.said_by).id, cast.party(b.claim.said_by).id
    one_party = left == right or left is None or right is None
    if difference.kind == "attribution":
        return one_party
    if difference.kind == "rounding":
        return isinstance(a.noun, Figure) and isinstance(b.noun, Figure) and _one_number(a.noun, b.noun)
    return (
        difference.kind == "wording" and not clash(a.wording, b.wording) and (one_party or not _two_mouths(a, b, cast))
    )


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


def _withdrawn(a: Sequence[Telling], b: Sequence[Telling]) -> tuple[DifferenceKind, str] | None:
    """A later version of the article no longer has one of the answers."""
    for answer, other in ((a, b), (b, a)):
        if all(t.claim.withdrawn_by for t in answer) and not all(t.claim.withdrawn_by for t in other):
            return "update", f"{who(answer)} is an earlier version: {answer[0].claim.withdrawn_by} replaces it"
    return None


def _events(a: Sequence[Telling], b: Sequence[Telling]) -> tuple[DifferenceKind, str]:
    left, right = event_key(a[0])[0], event_key(b[0])[0]
    days = {t.day for t in a if t.day}, {t.day for t in b if t.day}
    if left == right and all(days) and not _near_days(*days):
        return "scope", f"days far apart: {who(a)} gives {min(days[0])}, {who(b)} gives {min(days[1])}"
    if left == right and all(days):
        return "conflict", f"{who(a)} gives {min(days[0])}, {who(b)} gives {min(days[1])}"
    if left != right and later(a, b) and left in ("planned", "requested", "possible") and right == "happened":
        return "update", f"{left} in {who(a)}, told as done in {who(b)}, published later"
    return "status", f"{a[0].claim.status} in {who(a)}, {b[0].claim.status} in {who(b)}"


def _near_days(left: set[str], right: set[str]) -> bool:
    """Whether two days can be two datings of one event: others are two visits, two stages."""
    apart = (abs((date.fromisoformat(a) - date.fromisoformat(b)).days) for a in left for b in right)
    return min(apart) <= RECORD_DAYS_APART


def _figures(
    a: Sequence[Telling], b: Sequence[Telling], told: Sequence[Sequence[Telling]]
) -> tuple[DifferenceKind, str]:
    left, right = _figure(a), _figure(b)
    words = f"{a[0].claim.value!r} in {who(a)}, {b[0].claim.value!r} in {who(b)}"
    if left.value is None or right.value is None:
        return "wording", words
    if (a[0].words and b[0].words and not a[0].words & b[0].words) or _part_of(a[0], b[0]) or _either_side(left, right):
        return "scope", f"other things are counted: {words}"
    if _one_number(left, right):
        return "rounding", f"one number, told more or less exactly: {words}"
    smaller, larger = (a, b) if left.value < right.value else (b, a)
    if left.measure in TOLLS and later(smaller, larger) and not _taken_back(larger, told):
        return "update", f"a larger number told later: {words}"
    if _bounds_meet(left, right):
        return "rounding", f"their bounds allow both: {words}"
    return "conflict", f"two numbers that do not fit together: {words}"


def _denied(a: Sequence[Telling], b: Sequence[Telling], cast: Cast) -> tuple[DifferenceKind, str] | None:
    """One answer tells it, the other that it is not so.

    That contradicts what took place, where somebody who is named denies it, in a word of denial or of the same day:
    "tried to stop him from striking" is no denial of a strike.
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
    sure = one_day or any(t.denies for t in denials[0])
    kind: DifferenceKind = "conflict" if told and names and sure else "status"
    return kind, f"denied by {', '.join(names) or 'nobody named'} in {who(denials[0])}"


def _part_of(a: Telling, b: Telling) -> bool:
    """Whether one figure tells the other with it: "$1.7 million of the $3.5 million"."""
    here, there = numbers(a.claim.value), numbers(b.claim.value)
    return here != there and (here < there or there < here)


def _either_side(a: Figure, b: Figure) -> bool:
    """Whether two figures tell what lies on the two sides of one number: "under $250,000", "over $250,000"."""
    bounds = {a.hedge, b.hedge}
    return a.value == b.value and "at-most" in bounds and not bounds.isdisjoint(("at-least", "more-than"))


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
    return any(later(answer, other) for other in smaller)


def _bound(answer: Sequence[Telling]) -> bool:
    return _figure(answer).hedge in ("at-least", "more-than")


def _quotes(a: Sequence[Telling], b: Sequence[Telling], cast: Cast) -> tuple[DifferenceKind, str]:
    """Two who are named for one quotation, else two wordings: "he" may be taken for the wrong one."""
    left, right = cast.name(a[0].claim.said_by), cast.name(b[0].claim.said_by)
    if found := clash(a[0].wording, b[0].wording):
        return found[0], f"{found[1]}: {who(a)} and {who(b)}"
    if _two_mouths(a[0], b[0], cast):
        sure = all(any(t.names_speaker for t in answer) for answer in (a, b))
        kind: DifferenceKind = "attribution" if sure else "wording"
        return kind, f"from {left} in {who(a)}, from {right} in {who(b)}"
    marked = all(isinstance(t.noun, Quote) and t.noun.kind != "indirect" for t in (a[0], b[0]))
    return "wording", f"{'one quotation' if marked else 'told'} in two wordings: {who(a)} and {who(b)}"


def _two_mouths(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether two speakers are given for one quotation, who are not one under two names."""
    left, right = a.claim.said_by, b.claim.said_by
    if a.claim.kind != "quote" or not left or not right:
        return False
    return not (one_name(cast.name(left), cast.name(right)) or _one_office(a, b, cast))


def _one_office(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether one is told without a name as one of the other's office: "a mine official", "Tove Lind" of the mine."""
    unnamed = any(is_unnamed(cast.name(t.claim.said_by)) for t in (a, b))
    return unnamed and cast.party(a.claim.said_by).id == cast.party(b.claim.said_by).id

"""Whether two claims tell the same: two events, two figures, two quotations; each answer with its reason."""

from difflib import SequenceMatcher

from onrecord import moments
from onrecord.record.claims import Telling
from onrecord.record.parties import Cast
from onrecord.schema import Figure, Quote
from onrecord.settings import (
    RECORD_APPROXIMATE,
    RECORD_FIGURE_CONTEXT,
    RECORD_QUOTE_IN_ORDER,
    RECORD_QUOTE_SAME,
    RECORD_QUOTE_SAME_OTHER_PARTY,
    RECORD_QUOTE_WORDS,
    RECORD_TOLL_GROWTH,
    RECORD_TOLL_LOWERED,
)

Sides = tuple[str, frozenset[str], frozenset[str]]
"""PLOVER type, actors, recipients."""

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""PLOVER types in which the sides can be swapped: "Lopez met Chen" and "Chen met Lopez" are one meeting."""

TOLLS = frozenset({"killed", "injured", "missing", "displaced", "evacuated", "attending"})
"""Measures of which an event has one total, counted again as time goes on. Arrests are made one after the other."""

SHARES = frozenset({"share", "voting"})
"""Measures whose numbers are so few that they often meet by chance."""

TOOK_PLACE = frozenset({"happened", "ongoing", "claimed"})


def same_sides(a: Sides, b: Sides) -> bool:
    """Whether the parties of two events can be the same: who acts in the one must not only suffer in the other."""
    if a[0] in MUTUAL:
        return _can_be_one(a[1] | a[2], b[1] | b[2])
    return _can_be_one(a[1], b[1]) and _can_be_one(a[2], b[2])


def _can_be_one(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of parties can be the same: "the two leaders", of whom nobody is known, may be anybody."""
    if not a or not b or a & b:
        return True
    named, others = (any(not id_.startswith("words:") for id_ in side) for side in (a, b))
    return named != others or (not named and bool(_said(a) & _said(b)))


def _said(parties: frozenset[str]) -> set[str]:
    """The words of parties that are known under no name."""
    return {word for id_ in parties if id_.startswith("words:") for word in id_[6:].split()}


def same_event(a: Telling, b: Telling) -> str | None:
    """Why two events are one; null when that is not certain."""
    if a.root != b.root or not a.parties or not b.parties or a.claim.background != b.claim.background:
        return None
    if not moments.compatible(a.claim.when, b.claim.when):
        return None
    common = a.parties & b.parties
    smaller = (
        max(1, min(len(_known(a)), len(_known(b)))) if a.actors & b.actors else min(len(a.parties), len(b.parties))
    )
    one_day, one_verb = bool(a.day and a.day == b.day), bool(a.words & b.words)
    one_status = _took_place(a) == _took_place(b)
    if "denied" in (a.claim.status, b.claim.status) and one_verb and a.actors & b.actors and _alike(a, b):
        return "one tells it, the other denies it" if not one_status else "the same denial"
    if len(common) >= 2 and one_day and one_status and a.parties == b.parties:
        return "the same parties, the same kind of event, the same day"
    if len(common) == smaller and one_verb and same_sides(_sides(a), _sides(b)) and (one_day or one_status):
        return "the same word for it, the same parties" + (", the same day" if one_day else "")
    return None


def _alike(a: Telling, b: Telling) -> bool:
    """Whether two events befall the same: a party of both, or one word for it, as in "a trawler", "the trawler"."""
    return bool(a.recipients & b.recipients or _said(a.recipients) & _said(b.recipients)) or not (
        a.recipients or b.recipients
    )


def _sides(telling: Telling) -> Sides:
    return telling.root, telling.actors, telling.recipients


def _known(telling: Telling) -> list[str]:
    return [id_ for id_ in telling.parties if not id_.startswith("words:")]


def same_figure(a: Telling, b: Telling) -> str | None:
    """Why two figures are one number of one thing; null when that is not certain."""
    left, right = a.noun, b.noun
    if (
        not isinstance(left, Figure)
        or not isinstance(right, Figure)
        or left.measure != right.measure
        or left.unit != right.unit
        or not _one_place(left.place, right.place)
    ):
        return None
    if left.value is not None and left.value == right.value and _one_thing(a, b, left.value):
        return "the same number of the same thing"
    if left.value is None and right.value is None and left.measure in TOLLS and a.words == b.words and _one_news(a, b):
        return "the same words for the same thing"
    return None


def _one_place(left: str | None, right: str | None) -> bool:
    return not left or not right or left == right


def _one_thing(a: Telling, b: Telling, value: float) -> bool:
    """Whether equal numbers count one thing: "two men" here and there may be any; "1,453 homes" stands for itself.

    The less a number tells, the more must be the same of the words around it and of those that tell what is counted:
    "two masked men". A toll of the news is one.
    """
    if a.words and b.words and not a.words & b.words:
        return False
    if a.claim.attribute in TOLLS and a.leads and b.leads:
        return True
    needed = max(RECORD_FIGURE_CONTEXT - _digits(value), 0) + (not (a.words and b.words))
    needed += a.claim.attribute in SHARES  # 43 percent of one poll is as often 43 percent of another
    told = len(a.context & b.context) + max(len(a.words & b.words) - 1, 0)
    return told >= needed


def _digits(value: float) -> int:
    """How many digits of a number tell something: of 1,453 four, of 2,300 two, of 40 one.

    >>> [_digits(value) for value in (1453.0, 2300.0, 40.0, 0.5)]
    [4, 2, 1, 1]
    """
    return len(f"{value:.6f}".replace(".", "").strip("0")) or 1


def one_toll(a: Telling, b: Telling) -> bool:
    """Whether two different tolls can be those of one event, counted twice: not 3 poisoned and 70,000 in the war."""
    if not isinstance(a.noun, Figure) or not isinstance(b.noun, Figure) or not a.noun.value or not b.noun.value:
        return False
    if a.words and b.words and not a.words & b.words:
        return False
    if a.days and b.days and not a.days & b.days:
        return False
    small, large = sorted((a.noun.value, b.noun.value))
    first, last = (a, b) if a.noun.value > b.noun.value else (b, a)
    if large > RECORD_TOLL_LOWERED * small and moments.earlier(first.claim.reported, last.claim.reported):
        return first.claim.withdrawn_by is not None
    return large <= RECORD_TOLL_GROWTH * small or len(a.context & b.context) >= RECORD_FIGURE_CONTEXT


def _one_news(a: Telling, b: Telling) -> bool:
    """Whether two vague tolls ("dozens") can be one: both papers tell them as the news."""
    return a.leads and b.leads


def near(a: float, b: float) -> bool:
    """Whether two hedged numbers can be one: "about 2,700" and 2,750.

    >>> near(2700, 2750), near(4, 7)
    (True, False)
    """
    return abs(a - b) <= RECORD_APPROXIMATE * max(abs(a), abs(b))


def same_quote(a: Telling, b: Telling, cast: Cast) -> str | None:
    """Why two quotations are one; null when that is not certain.

    Words that two parties are said to have said must stand in marks, and in the same order.
    """
    if not a.words or not b.words:
        return None
    smaller, shared = min(len(a.words), len(b.words)), len(a.words & b.words)
    left, right = cast.party(a.claim.said_by), cast.party(b.claim.said_by)
    if a.words == b.words and (smaller >= RECORD_QUOTE_WORDS or a.claim.said_by == b.claim.said_by):
        return "the same words"
    if shared < RECORD_QUOTE_WORDS or shared < RECORD_QUOTE_SAME * smaller or not _in_order(a, b):
        return None
    marked = all(isinstance(t.noun, Quote) and t.noun.kind != "indirect" for t in (a, b))
    told_alike = shared > RECORD_QUOTE_WORDS + 1 and shared >= RECORD_QUOTE_SAME_OTHER_PARTY * smaller
    if left.id and left.id == right.id and (marked or told_alike):
        return f"{shared / smaller:.0%} of the words of the shorter quotation, one speaker's"
    if marked and shared > RECORD_QUOTE_WORDS and shared >= RECORD_QUOTE_SAME_OTHER_PARTY * smaller:
        return f"{shared / smaller:.0%} of the words of the shorter quotation"
    return None


def _in_order(a: Telling, b: Telling) -> bool:
    """Whether half of the shorter quotation's words stand in the same order in the other."""
    blocks = SequenceMatcher(None, a.wording.words, b.wording.words, autojunk=False).get_matching_blocks()
    shorter = min(len(a.wording.words), len(b.wording.words))
    return sum(block.size for block in blocks) >= RECORD_QUOTE_IN_ORDER * shorter


def one_mouth(a: Telling, b: Telling, cast: Cast) -> bool:
    """Whether two quotations that a passage ties can be one: one party's, or for the most part in the same words."""
    same_party = cast.party(a.claim.said_by).id == cast.party(b.claim.said_by).id
    return (
        same_party or not a.claim.said_by or not b.claim.said_by or 2 * len(a.words & b.words) >= len(a.words | b.words)
    )


def _took_place(telling: Telling) -> str:
    return "happened" if telling.claim.status in TOOK_PLACE else telling.claim.status

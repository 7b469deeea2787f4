"""The claims of a point put together by what they answer; who gives an answer, and when it was first told."""

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from onrecord import moments, tokens
from onrecord.record.claims import Telling
from onrecord.record.matches import TOOK_PLACE
from onrecord.record.parties import Cast
from onrecord.schema import Figure
from onrecord.settings import RECORD_NAME_ALIKE


def answers(members: Sequence[Telling], cast: Cast) -> list[list[Telling]]:
    """The claims of a point by what they answer, the answer that was reported first in front."""
    if members[0].claim.kind == "event":
        told = _undated_join(_by(members, event_key))
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


def event_key(telling: Telling) -> tuple[str, str | None]:
    """Whether an event took place, or how else it is told, and its day."""
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
                and one_name(cast.name(other[0].claim.said_by), name)
            ):
                other.extend(answer)
                break
        else:
            kept.append(answer)
    return kept


def one_name(left: str, right: str) -> bool:
    """Whether one name is a part of the other ("the ministry", "the Interior Ministry"), or spelled nearly so."""
    short, long = sorted((tokens.stems(left), tokens.stems(right)), key=len)
    return short <= long or SequenceMatcher(None, left.casefold(), right.casefold()).ratio() >= RECORD_NAME_ALIKE


def later(a: Sequence[Telling], b: Sequence[Telling]) -> bool:
    """Whether the second answer was surely first told after the first."""
    first, second = _first_told(a), _first_told(b)
    return moments.earlier(first, second)


def _first_told(answer: Sequence[Telling]) -> str | None:
    """When an answer was first told; null where one of its articles has no date."""
    times = [t.claim.reported for t in answer]
    return min((time for time in times if time), default=None) if all(times) else None


def who(told: Sequence[Telling]) -> str:
    """The articles of an answer, the first three by their ids."""
    articles = list(dict.fromkeys(t.claim.article for t in told))
    return ", ".join(articles[:3]) + (f" and {len(articles) - 3} more" if len(articles) > 3 else "")

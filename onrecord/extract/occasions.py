"""Occasions: when an event happens, and whether it is told as background."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_HAD = wordlists.group("event_words", "had")
_AS_BACKGROUND = wordlists.group("event_words", "as_background")
_SINCE = wordlists.group("event_words", "since")
_COUNTED = wordlists.group("event_words", "counts_times")
_BACKGROUND = timedelta(days=settings.EXTRACT_BACKGROUND_DAYS)
_NEAR = 8
_CLAUSES_UP = 2
_TOLD = frozenset(("claim", "deny", "rebut"))


def is_background(predicate: Predicate, when: TimeExpression | None, reading: Reading) -> bool:
    """Told as context: "since the invasion", "had visited", a date of more than a month before publication.

    In reported speech "had" is only the past: "Chad said that Norway had seized the trawler".
    """
    if when is not None and _is_old(when, reading.article.published):
        return True
    if when is not None and when.start and reading.article.published:
        return False  # "had been shot on Sunday" is the news of Monday
    if predicate.token.pos_ == "NOUN":
        return predicate.type != "CONSULT" and _is_in_background(predicate.token)
    children = {child.lower_ for child in predicate.token.children if child.dep_ == "aux"}
    return not _HAD.isdisjoint(children) and not _TOLD.intersection(predicate.effects)


def _is_in_background(noun: "Token") -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in _AS_BACKGROUND


def _is_old(when: TimeExpression, published: str | None) -> bool:
    last = when.end or when.start
    if not last or not published:
        return False
    try:
        return date.fromisoformat(published[:10]) - date.fromisoformat(last) > _BACKGROUND
    except ValueError:
        return False


def times(predicates: list[Predicate], reading: Reading) -> dict[int, TimeExpression]:
    """The time of each predicate: one that hangs on it, else that of the clause on which its own clause hangs.

    "He flew in on Monday to meet her, praising the pact": all on Monday.
    """
    anchors = _anchored_times(predicates, reading)
    found: dict[int, TimeExpression] = {}
    for predicate in predicates:
        token = predicate.token
        if token.i not in anchors and token.pos_ == "VERB":
            token = next((above for above in _clauses_above(predicate) if above.i in anchors), token)
        if token.i in anchors:
            found[predicate.token.i] = anchors[token.i]
    return found


def _clauses_above(predicate: Predicate) -> Iterator["Token"]:
    """The clauses that its clause has its subject from; one with a subject of its own has a time of its own."""
    token = predicate.chain[-1]
    for _ in range(_CLAUSES_UP):
        own = any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
        if own or token.dep_ not in ("advcl", "conj", "xcomp"):
            return
        token = token.head
        yield token


def _anchored_times(predicates: list[Predicate], reading: Reading) -> dict[int, TimeExpression]:
    """The first date or time of day on each verb or event: it belongs to the nearest above it."""
    own = _owned(predicates)
    found: dict[int, TimeExpression] = {}
    for time in reading.times:
        token = _token_at(time.span.start, time.span.end, reading)
        if token is None or time.kind not in ("DATE", "TIME"):
            continue
        above = _before(token, own)
        if above is None:
            above = _above(token, own)
            if above < _start_of_count(token):
                continue
        found.setdefault(above, time)
    return found


def _owned(predicates: list[Predicate]) -> dict[int, int]:
    """The words that speak for each predicate: its own, its governors', a participle behind a noun ("talks held")."""
    own: dict[int, int] = {}
    for predicate in predicates:
        behind = [child for child in predicate.token.rights if child.dep_ == "acl"]
        for token in (predicate.inner, *predicate.chain, predicate.verb, *behind):
            own.setdefault(token.i, predicate.token.i)
    return own | {predicate.token.i: predicate.token.i for predicate in predicates}


def _start_of_count(token: "Token") -> int:
    """Where a count begins that a time only opens: "her third visit since May", "met twice since 2019"; else 0."""
    before = token.doc[max(token.sent.start, token.i - _NEAR) : token.i]
    since = next((other for other in reversed(before) if other.lower_ in _SINCE), None)
    if since is None or any(other.is_punct for other in before if other.i > since.i):
        return 0
    counted = since.head.pos_ == "NOUN" or any(other.lower_ in _COUNTED for other in before if other.i < since.i)
    return since.i if counted else 0


def _before(token: "Token", own: dict[int, int]) -> int | None:
    """The event of a background phrase that stands before a time: "since the invasion of the island in May 1940"."""
    for other in reversed(token.doc[max(token.sent.start, token.i - _NEAR) : token.i]):
        if other.pos_ in ("VERB", "AUX") or other.is_punct:
            return None
        if other.i in own and _is_in_background(other):
            return own[other.i]
    return None


def _token_at(start: int, end: int, reading: Reading) -> "Token | None":
    piece = reading.parse.char_span(start, end, alignment_mode="expand")
    return None if piece is None else piece.root


def _above(token: "Token", own: dict[int, int]) -> int:
    while True:
        if token.i in own:
            return own[token.i]
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            return token.i
        token = token.head

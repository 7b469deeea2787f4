"""Statuses: how an event stands in its text, whether it is told as background, and when and where it happens."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord import settings
from onrecord.extract.predicates import FUTURE, Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import Status, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


_POSSIBLE = frozenset(("may", "might", "could", "can", "ca"))
_ASKED = frozenset(("must", "should", "ought"))
_COMING = frozenset(("planned", "scheduled", "upcoming", "forthcoming", "proposed", "next", "future", "expected"))
_THOUGHT = frozenset(
    ("alleged", "allegedly", "reportedly", "suspected", "purported", "supposed", "supposedly", "apparent")
)
_FEARED = frozenset(("possible", "potential", "feared", "likely", "hypothetical"))
_NOW = frozenset(("is", "are", "'s", "’s", "'re", "’re"))
_HAS = frozenset(("has", "have", "'s", "’s", "'ve", "’ve"))  # "has been shelling the port" goes on, "had been" does not
_WITHOUT = frozenset(("no", "without", "never"))
_AS_BACKGROUND = frozenset(
    ("since", "despite", "during", "amid", "following", "over", "before", "until", "because", "after")
)
_COUNTED = frozenset(("first", "second", "third", "fourth", "fifth", "time", "times", "once", "twice", "last", "only"))
_NEAR = 8
_CLAUSES_UP = 2
_BY_EFFECT: dict[str, Status] = {
    "deny": "denied", "rebut": "denied", "avert": "denied", "fail": "denied", "refuse": "denied",
    "request": "requested",
    "plan": "planned", "commit": "planned", "possible": "possible", "claim": "claimed", "threaten": "possible",
}  # fmt: skip
_TOLD = frozenset(("claim", "deny", "rebut"))
_TURNED = frozenset(("deny", "rebut", "avert", "fail"))
_FIRST: tuple[Status, ...] = ("denied", "requested", "planned", "possible", "claimed", "ongoing", "happened")


def status_of(predicate: Predicate, reading: Reading) -> Status:
    """The strongest of what the auxiliaries, the governing words and a quotation say.

    >>> _FIRST[:3]
    ('denied', 'requested', 'planned')
    """
    said: set[Status] = set()
    turned: set[int] = set()
    for governor, effect in zip(predicate.chain[1:], predicate.effects, strict=False):
        if effect in _TURNED and governor.lemma_ != "be" and (_is_negated(governor) or _is_neither(governor)):
            turned.add(governor.i)  # "did not deny shelling the port", "did not prevent the raid"
            said |= {"possible"} if effect == "deny" else set()
        elif effect in _BY_EFFECT:
            said.add(_BY_EFFECT[effect])
    for token in dict.fromkeys((*predicate.chain, predicate.verb)):
        said |= _told_by(token) - ({"denied"} if token.i in turned else set())
    if predicate.refused:
        said -= {"denied", "planned"}  # "Norway will not sign the treaty": the refusal is no denial
    if _is_purpose(predicate.token) or _is_part_of_plan(predicate) or _is_announced(predicate.verb):
        said.add("planned")
    if _is_awaited(predicate.token) and "ongoing" not in said:
        said.add("planned")
    if not said & {"denied", "requested", "planned", "possible"} and _on_one_word(predicate.token, reading):
        said.add("claimed")
    return next((status for status in _FIRST if status in said), "happened")


def status_of_verb(verb: "Token") -> Status:
    """What its own small words say about a verb, whatever stands above it.

    >>> from onrecord import tokens
    >>> status_of_verb(tokens.parse("Norway may buy the mill.")[2])
    'possible'
    """
    said = _told_by(verb) | ({"planned"} if _is_purpose(verb) else set())
    return next((status for status in _FIRST if status in said), "happened")


def _told_by(token: "Token") -> set[Status]:
    """What the small words around a verb or a noun say about it."""
    found: set[Status] = set()
    words = {
        child.lower_
        for child in token.children
        if child.dep_ in ("aux", "auxpass", "neg", "amod", "advmod", "det", "mark")
    }
    if _is_negated(token) or words & _WITHOUT or _is_without(token) or _is_neither(token):
        found.add("denied")
    if words & FUTURE or ("would" in words and "if" not in words and token.pos_ == "VERB"):
        found.add("planned")
    if words & _ASKED:
        found.add("possible" if _is_inverted(token) else "requested")
    if words & _POSSIBLE or words & _FEARED or "if" in words:
        found.add("possible")
    if words & _THOUGHT:
        found.add("claimed")
    if words & _COMING:
        found.add("planned")
    if token.tag_ == "VBG" and (words & _NOW or ("been" in words and words & _HAS)):
        found.add("ongoing")
    return found


def _is_inverted(verb: "Token") -> bool:
    """As in "should the court strike it down, ...", which asks for nothing."""
    first = next(iter(verb.lefts), None)
    return verb.dep_ in ("advcl", "ccomp") and first is not None and first.lower_ == "should"


def _is_negated(token: "Token") -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _is_neither(verb: "Token") -> bool:
    """As in "neither Norway nor Chad seized the ship", "nobody denied it"."""
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    return any(word.lower_ in ("neither", "none", "nobody", "no") for word in (subject, *subject.lefts))


def _is_without(token: "Token") -> bool:
    return token.dep_ in ("pobj", "pcomp") and token.head.lower_ == "without"


def _is_purpose(token: "Token") -> bool:
    """Whether it lies ahead, as the meeting in "flew to Oslo to meet the king"."""
    return token.dep_ in ("advcl", "acl") and any(child.tag_ == "TO" for child in token.children)


def _is_announced(verb: "Token") -> bool:
    """As a headline tells what is to come: "Mayor to meet strikers", with a subject and no verb above."""
    deps = {child.dep_ for child in verb.lefts}
    to = any(child.tag_ == "TO" for child in verb.lefts)
    return to and bool(deps & {"nsubj", "nsubjpass"}) and verb.dep_ in ("ROOT", "conj", "parataxis")


def _is_awaited(noun: "Token") -> bool:
    """As the talks in "ahead of the talks", "on the eve of the talks", "is preparing for the talks"."""
    if noun.dep_ != "pobj":
        return False
    above = noun.head.head
    if noun.head.lower_ == "of":
        return above.lower_ in ("ahead", "eve")
    return noun.head.lower_ == "for" and above.lemma_.lower() in ("prepare", "preparation", "brace", "agenda")


def _is_part_of_plan(predicate: Predicate) -> bool:
    """Whether a noun stands in a plan: "talks will be held on Monday", "will travel to Oslo for talks"."""
    token = predicate.token
    if token.pos_ != "NOUN":
        return False
    if token.dep_ == "pobj" and token.head.lower_ in ("for", "at"):
        token = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "prep"):
        return False
    return bool({child.lower_ for child in token.head.children if child.dep_ == "aux"} & FUTURE)


def _on_one_word(token: "Token", reading: Reading) -> bool:
    """Within a quotation in marks: only its speaker says so."""
    around = reading.quotes_around(token.idx, token.idx + len(token))
    return any(quote.kind in ("direct", "mixed") for _, quote in around)


def is_background(predicate: Predicate, when: TimeExpression | None, reading: Reading) -> bool:
    """Told as context: "since the invasion", "had visited", a date of more than a month before publication.

    In reported speech "had" is only the past: "Chad said that Norway had seized the trawler".
    """
    if when is not None and _is_old(when, reading.article.published):
        return True
    if predicate.token.pos_ == "NOUN":
        return predicate.token.dep_ == "pobj" and predicate.token.head.lower_ in _AS_BACKGROUND
    children = {child.lower_ for child in predicate.token.children if child.dep_ == "aux"}
    return "had" in children and not _TOLD.intersection(predicate.effects)


def _is_old(when: TimeExpression, published: str | None) -> bool:
    last = when.end or when.start
    if not last or not published:
        return False
    try:
        return date.fromisoformat(last) + timedelta(days=settings.EXTRACT_BACKGROUND_DAYS) < date.fromisoformat(
            published[:10]
        )
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
    since = next((other for other in reversed(before) if other.lower_ == "since"), None)
    if since is None or any(other.is_punct for other in before if other.i > since.i):
        return 0
    counted = since.head.pos_ == "NOUN" or any(other.lower_ in _COUNTED for other in before if other.i < since.i)
    return since.i if counted else 0


def _before(token: "Token", own: dict[int, int]) -> int | None:
    """The event of a background phrase that stands before a time: "since the invasion of the island in May 1940"."""
    for other in reversed(token.doc[max(token.sent.start, token.i - _NEAR) : token.i]):
        if other.pos_ in ("VERB", "AUX") or other.is_punct:
            return None
        if other.i in own and other.dep_ == "pobj" and other.head.lower_ in _AS_BACKGROUND:
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


def places(predicates: list[Predicate], reading: Reading) -> dict[int, str]:
    """The place of each predicate: after "in", "at" or "near" in its clause."""
    own = _owned(predicates)
    found: dict[int, str] = {}
    for place in reading.places:
        token = _token_at(place.span.start, place.span.end, reading)
        if token is None or token.dep_ != "pobj" or token.head.lower_ not in ("in", "at", "near", "outside", "across"):
            continue
        found.setdefault(_above(token, own), place.name)
    return found

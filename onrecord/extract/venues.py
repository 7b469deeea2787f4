"""Venues: where an event happened, by its clause, its name, the dateline, or another telling of the same event.

Unknown is an answer: a place elsewhere in the sentence is where somebody came from, sits, or spoke.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import gazetteers
from onrecord.extract.predicates import Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import Event, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = wordlists.group("name_words", "is_at_a_place") | wordlists.group("name_words", "is_on_a_place")
_ON = wordlists.group("name_words", "is_on_a_place")
_ONTO = wordlists.group("name_words", "strikes_a_place")
_TO = wordlists.group("name_words", "goes_to_a_place")
_OF = wordlists.group("name_words", "before_a_whole")
_WHERE = wordlists.group("name_words", "opens_at_a_place")
_THERE = wordlists.group("name_words", "points_to_a_place")
_POINTING = wordlists.group("name_words", "points_back")
_WITHIN = frozenset({"compound", "nmod", "poss", "appos"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj"})
_HIGHEST = 5
_LEAD = 60
_PHYSICAL = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONSULT", "AID"})
"""Types whose parties are where it happens: "killed *men in Rafel*"; "denounced *the war in Rafel*" was anywhere."""
_LOCAL = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_GATHERINGS = frozenset({"CONSULT", "ASSAULT", "PROTEST", "AGREE"})


def find(predicates: list[Predicate], reading: Reading) -> dict[int, str]:
    """The name of the place of each predicate, by the token of the predicate.

    >>> from onrecord import tokens
    >>> from onrecord.extract import actors, mentions, places, predicates
    >>> from onrecord.schema import Article
    >>> def shown(text):
    ...     reading = Reading(Article("a", text), tokens.parse(text))
    ...     for step in (mentions.find, actors.resolve, places.find):
    ...         step(reading)
    ...     found = find(predicates.find(reading.parse), reading)
    ...     return {reading.parse[i].text: place for i, place in found.items()}
    >>> shown("Gunmen killed 12 people at a hotel in Bergen. The envoys met near the port of Odense.")
    {'killed': 'Bergen', 'met': 'Odense'}
    >>> shown("Norway condemned the attack by looters from Bergen.")
    {}
    """
    own = _own(predicates)
    found: dict[int, str] = {}
    spots = _spots(reading)
    for i, place in sorted(spots.items()):
        if place.precision in {"country", "region"} and reading.parse[i].dep_ in _WITHIN:
            continue  # "the *Kenya* attacks" may be by it
        at = _predicate_of(reading.parse[i], own)
        if at is not None:
            found.setdefault(at.token.i, place.name)
            above = own.get(_head_of(at.token).i)
            if above is not None and above.type == at.type:
                found.setdefault(above.token.i, place.name)  # "met for talks in Rafel"
    for predicate in predicates:
        for other in _above(predicate, own):
            if (place_ := found.get(other.token.i)) is not None:
                found.setdefault(predicate.token.i, place_)
            elif predicate.token.i in found and predicate.type == other.type:
                found[other.token.i] = found[predicate.token.i]  # "was shot and killed in Rafel"
        told = _where(predicate, spots) or _told_before(predicate, spots, reading)
        told = told or _of_dateline(predicate, spots, reading)
        if told:
            found.setdefault(predicate.token.i, told)
    return found


def _head_of(noun: "Token") -> "Token":
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _spots(reading: Reading) -> dict[int, Place]:
    """The places by the token that heads each."""
    found = {}
    for place in reading.places:
        words = reading.parse.char_span(place.span.start, place.span.end, alignment_mode="expand")
        if words is not None:
            found[words.root.i] = place
    return found


def _own(predicates: list[Predicate]) -> dict[int, Predicate]:
    """The words that speak for each predicate: its own, its governors', a participle behind a noun ("talks held")."""
    found: dict[int, Predicate] = {}
    for predicate in predicates:
        behind = [child for child in predicate.token.rights if child.dep_ == "acl"]
        for token in (predicate.inner, *predicate.chain, predicate.verb, *behind):
            found.setdefault(token.i, predicate)
    return found | {predicate.token.i: predicate for predicate in predicates}


def _predicate_of(token: "Token", own: dict[int, Predicate], steps: int = _HIGHEST) -> Predicate | None:
    """The event that happened at a place: the first that its phrase hangs on, by way of words for where things are."""
    head, at = token.head, own.get(token.head.i)
    if steps == 0 or head.i == token.i:
        return None
    if token.dep_ == "conj":
        return _predicate_of(head, own, steps - 1)
    if token.dep_ == "dobj" and at is not None:
        return at if _is_visit(at) or at.type == "ASSAULT" else None
    if token.dep_ in _WITHIN:
        if at is not None and head.pos_ in {"NOUN", "PROPN"}:
            return at if at.type in _GATHERINGS and token.dep_ != "appos" else None
        person = head.lower_ in wordlists.words("person_nouns")  # "the murder of a Rafel man"
        return None if person else _predicate_of(head, own, steps - 1)
    return _around(token, own, steps) if token.dep_ == "pobj" else None


def _around(token: "Token", own: dict[int, Predicate], steps: int) -> Predicate | None:
    found, prep = _by_preposition(token, token.head, own), token.head
    if found is not None or prep.lower_ not in _AT | _OF or prep.head.pos_ in {"VERB", "AUX"}:
        return found
    return _predicate_of(prep.head, own, steps - 1)  # "at a hotel in *Rafel*", "near the port of *Rafel*"


def _by_preposition(token: "Token", prep: "Token", own: dict[int, Predicate]) -> Predicate | None:
    above = prep.head
    predicate = own.get(above.i)
    word = prep.lower_
    if predicate is not None:
        onto = word in _ONTO and predicate.type == "ASSAULT"
        to = word in _TO and (_is_visit(predicate) or predicate.type == "MOBILIZE")
        at = word in _AT and not (word in _ON and not _is_ground(token))
        return predicate if onto or to or at else None
    if word not in _AT or above.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return None
    told = own.get(above.head.i) if above.dep_ in _OBJECTS | _SUBJECTS else None
    if above.dep_ == "pobj" and above.head.dep_ in {"prep", "agent"}:
        told = own.get(above.head.head.i) if above.head.lower_ not in _OF else None
    if told is None or told.type not in (_LOCAL if above.dep_ == "nsubj" else _PHYSICAL):
        return None
    return told


def _is_visit(predicate: Predicate) -> bool:
    return predicate.type == "CONSULT" and predicate.mode == "visit"


def _is_ground(token: "Token") -> bool:
    """Whether one can be on it: an island, a street; people report *on* a country."""
    return token.lower_ in wordlists.words("place_ends")


def _above(predicate: Predicate, own: dict[int, Predicate]) -> Iterator[Predicate]:
    """The events in whose clause its own hangs without a subject: "flew to Oslo to *meet* her, *praising* the pact"."""
    token = predicate.chain[-1] if predicate.chain else predicate.token
    for _ in range(2):
        if any(child.dep_ in _SUBJECTS for child in token.children) or token.dep_ not in {"advcl", "conj", "xcomp"}:
            return
        token = token.head
        if token.i in own and own[token.i] is not predicate and predicate.type in _PHYSICAL:
            yield own[token.i]


def _where(predicate: Predicate, spots: dict[int, Place]) -> str | None:
    """The town on which a clause hangs: "he fled to Rafel, *where* police arrested him"."""
    verb = predicate.chain[-1] if predicate.chain else predicate.token
    where = any(child.lower_ in _WHERE for child in verb.children)
    return spots[verb.head.i].name if where and verb.dep_ == "relcl" and verb.head.i in spots else None


def _of_dateline(predicate: Predicate, spots: dict[int, Place], reading: Reading) -> str | None:
    """The town before the first sentence, for what is done on the spot: "RAFEL (AP) — Gunmen killed two traders".

    Not where that sentence names another land or place, or tells a crime long after.
    """
    sentence = predicate.token.sent
    line = reading.article.text.rfind("\n", 0, predicate.token.idx) + 1
    first = next((spots[i] for i in sorted(spots) if spots[i].span.start >= line), None)
    if predicate.type not in _LOCAL or first is None:
        return None
    if first.span.start - line > 2 or not reading.text(first.span).isupper():
        return None
    last = sentence.end_char
    others = [m for m in reading.mentions_in(first.span.end, last) if m.kind in {"place", "nationality"}]
    lands = {gazetteers.known_names()[m.name].code for m in others if m.name in gazetteers.known_names()}
    towns = [m for m in others if m.kind == "place" and m.name not in gazetteers.known_names()]
    beside = [m for m in towns if m.span.start > first.span.end + 2]
    early = reading.article.text.find("\n", line, last) < 0 and sentence.start_char - line < _LEAD
    return first.name if early and not beside and lands <= {first.country} else None


def _told_before(predicate: Predicate, spots: dict[int, Place], reading: Reading) -> str | None:
    """The town of the sentence before: "They reached Rafel. *There*, police arrested two men"."""
    pointing = [child for child in predicate.token.children if child.lower_ in _THERE and child.dep_ == "advmod"]
    if not pointing:
        return None
    start = predicate.token.sent.start
    before = [spots[i].name for i in spots if i < start and reading.parse[i].sent.end == start]
    return before[-1] if before else None


def shared(events: list[Event], reading: Reading) -> list[Event]:
    """Events with the place that another telling of the same event has: "the summit in Oslo ... *the summit*".

    The same are events of one type by one noun, or between the same two; taken where the article tells one place for
    all of them, and no other day.
    """
    told: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        for key in _keys(event, reading):
            told.setdefault(key, []).append(event)
    return [event if event.place else replace(event, place=_elsewhere(event, told, reading)) for event in events]


def _keys(event: Event, reading: Reading) -> Iterator[tuple[str, ...]]:
    word = reading.parse.char_span(event.span.start, event.span.end, alignment_mode="expand")
    if event.type not in _GATHERINGS or word is None:
        return
    parties = sorted({p.actor for p in (*event.actors, *event.recipients) if p.actor})
    if len(parties) > 1 and event.recipients:
        yield (event.type, event.mode or "", *parties)
    if word.root.pos_ == "NOUN":
        yield (event.type, word.root.lemma_.lower())


def _elsewhere(event: Event, told: dict[tuple[str, ...], list[Event]], reading: Reading) -> str | None:
    cities = {place.name for place in reading.places if place.precision == "city"}
    word = reading.parse.char_span(event.span.start, event.span.end, alignment_mode="expand")
    if word is None or (word.root.pos_ == "NOUN" and not _is_definite(word.root)):
        return None
    for key in _keys(event, reading):
        same = [other for other in told[key] if other.place in cities]
        if len({other.place for other in same}) == 1 and all(_is_same_day(event, other) for other in same):
            return same[0].place
    return None


def _is_same_day(event: Event, other: Event) -> bool:
    return event.when is None or other.when is None or event.when[:10] == other.when[:10]


def _is_definite(noun: "Token") -> bool:
    """Whether a noun tells of an event that was told before: "*the* summit", "*their* talks", not "a summit"."""
    return any(child.dep_ in {"det", "poss"} and child.lower_ in _POINTING for child in noun.lefts)

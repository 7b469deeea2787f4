"""Pronouns and noun phrases to the actor they stand for: nearness, subjects first, gender and number; unknown is an answer.

A scored candidate list as in Lappin and Leass (1994), with news habits: the speaker goes on speaking, a country is "it".
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from onrecord import settings
from onrecord.extract import offices
from onrecord.extract.casts import Cast, Seen
from onrecord.extract.nominals import PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = {
    "nsubj": 1.2,
    "nsubjpass": 1.1,
    "agent": 0.7,
    "dobj": 0.4,
    "dative": 0.4,
    "poss": -0.1,
    "compound": -0.3,
    "amod": -0.4,
}
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_SPEECH = frozenset(
    "say tell add insist argue explain note claim announce warn write ask reply state tweet declare continue".split()
)


def resolve(cast: Cast) -> None:
    """Resolve roles and pronouns in the order of the text."""
    seen: list[Seen] = []
    counts: Counter[str] = Counter()
    quotes = quoted(cast.parse.text)
    for n, mention in enumerate(cast.mentions):
        if not cast.links[n]:
            if mention.kind == "role":
                offices.resolve(cast, n, seen)
            elif mention.kind == "pronoun":
                _pronoun(cast, n, seen, counts, quotes)
        if cast.links[n]:
            token = cast.head(n)
            seen.append(
                Seen(
                    token.i,
                    cast.seats[n].sentence,
                    cast.links[n],
                    _weight(token, mention.kind),
                    mention.kind != "pronoun",
                )
            )
            counts.update(cast.links[n])


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks, each within one paragraph.

    >>> quoted('He said "we go". “Now”')
    [(9, 14), (18, 21)]
    """
    return [m.span(1) for m in re.finditer(r"[“\"]([^“”\"\n]+)[”\"]", text)]


def _weight(token: "Token", kind: str) -> float:
    first = token
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    weight = _SUBJECTS.get(first.dep_, 0.0)
    if first.dep_ == "pobj" and first.head.dep_ == "agent":
        weight = 0.6
    return weight - (0.5 if kind == "nationality" else 0.0) - (0.2 if first is not token else 0.0)


def _pronoun(cast: Cast, n: int, seen: list[Seen], counts: "Counter[str]", quotes: list[tuple[int, int]]) -> None:
    token = cast.head(n)
    family = PRONOUNS[token.lower_]
    if family == "i":
        return
    if family == "who":
        found = _antecedent(cast, token)
    elif family == "they":
        found = _plural(cast, token, seen)
    elif family == "it" and _is_empty_it(token):
        return
    else:
        barred = _barred(cast, token, seen, quotes)
        found = _best(cast, token, [s for s in seen if s.head not in barred], counts, family)
    if found:
        cast.link(n, *found)


def _antecedent(cast: Cast, who: "Token") -> tuple[str, ...]:
    """The noun that a relative clause hangs on: "Roy, *who* left"."""
    verb = who
    for _ in range(4):
        if verb.dep_ in {"relcl", "acl"}:
            break
        verb = verb.head
    noun = verb.head
    if verb.dep_ not in {"relcl", "acl"}:
        return ()
    for n, seat in enumerate(cast.seats):
        if seat.start <= noun.i < seat.end and cast.links[n] and seat.end <= who.i:
            return cast.links[n]
    near = [
        n
        for n, seat in enumerate(cast.seats)
        if 0 <= who.i - seat.end <= 1 and cast.links[n] and cast.mentions[n].kind == "person"
    ]
    return cast.links[near[-1]] if near else ()


def _is_empty_it(token: "Token") -> bool:
    """ "It is clear that", "it rains", "It is Ghana that": no actor."""
    if token.dep_ == "expl" or token.lower_ != "it":
        return token.dep_ == "expl"
    verb = token.head
    if token.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in {
        "be",
        "seem",
        "appear",
        "take",
        "rain",
        "snow",
        "remain",
        "become",
        "mean",
        "happen",
    }:
        return True
    return token.dep_ in {"dobj", "pobj"}


def _barred(cast: Cast, token: "Token", seen: list[Seen], quotes: list[tuple[int, int]]) -> set[int]:
    """Heads that the pronoun cannot stand for: the other arguments of its verb; inside a quotation, who says it."""
    barred: set[int] = set()
    if token.lower_ not in _REFLEXIVE and token.dep_ != "poss":
        verb = token.head if token.dep_ not in {"pobj"} else token.head.head
        barred |= {
            child.i
            for child in verb.children
            if child.i != token.i and child.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}
        }
        barred |= {k.i for child in list(verb.children) if child.i in barred for k in child.conjuncts}
    inside = next((q for q in quotes if q[0] <= token.idx < q[1]), None)
    if inside:
        barred |= {
            s.head
            for s in seen
            if s.sentence == cast.sentence_of[token.i]
            and not inside[0] <= cast.parse[s.head].idx < inside[1]
            and cast.parse[s.head].dep_ == "nsubj"
            and cast.parse[s.head].head.lemma_ in _SPEECH
        }
    if token.dep_ == "poss":
        barred |= {s.head for s in seen if s.head == token.head.i}
    return barred


def _best(cast: Cast, token: "Token", seen: list[Seen], counts: "Counter[str]", family: str) -> tuple[str, ...]:
    """The candidate with the highest score, if it is clear of the second."""
    sentence = cast.sentence_of[token.i]
    scores: dict[str, float] = {}
    for s in seen:
        if sentence - s.sentence > settings.EXTRACT_PRONOUN_SENTENCES or s.head == token.i:
            continue
        near = -1.0 * (sentence - s.sentence) + 0.004 * (s.head - token.i)
        for id_ in s.ids:
            if len(s.ids) == 1 and _agrees(cast, id_, family):
                scores[id_] = max(scores.get(id_, -9.0), near + s.weight + _parallel(token, cast.parse[s.head]))
    for id_ in scores:
        scores[id_] += 0.45 * min(counts[id_], 6) ** 0.5
        if family in {"he", "she"} and cast.drafts[id_].gender:
            scores[id_] += 0.3
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < (settings.EXTRACT_IT_SCORE if family == "it" else settings.EXTRACT_PRONOUN_SCORE):
        return ()
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < settings.EXTRACT_PRONOUN_MARGIN:
        return ()
    return (ranked[0][0],)


def _parallel(token: "Token", other: "Token") -> float:
    """Subject goes on to subject; the one who spoke goes on speaking."""
    if token.dep_ not in {"nsubj", "nsubjpass"} or other.dep_ not in {"nsubj", "nsubjpass"}:
        return 0.0
    return 0.7 if token.head.lemma_ in _SPEECH and other.head.lemma_ in _SPEECH else 0.3


def _agrees(cast: Cast, id_: str, family: str) -> bool:
    draft = cast.drafts[id_]
    if family == "it":
        return draft.kind in {"country", "organisation"}
    return draft.kind == "person" and draft.gender in {"", {"he": "m", "she": "f"}[family]}


def _plural(cast: Cast, token: "Token", seen: list[Seen]) -> tuple[str, ...]:
    """They: a group or the nearest two that were named together; else the two of a kind in this sentence."""
    sentence = cast.sentence_of[token.i]
    for back in range(settings.EXTRACT_PLURAL_SENTENCES + 1):
        here = [s for s in seen if s.sentence == sentence - back and s.head < token.i]
        groups = [s for s in here if len(s.ids) > 1 or all(cast.drafts[i].kind == "group" for i in s.ids)]
        pair = _pair(cast, here, token)
        if groups and (not pair or max(s.weight for s in groups) >= 0.4 or back == 0):
            return max(groups, key=lambda s: (s.weight, s.head)).ids
        if pair:
            return pair
    return ()


def _pair(cast: Cast, here: list[Seen], token: "Token") -> tuple[str, ...]:
    """Two persons, else two countries, of one sentence: subject and object, or joined by "and"."""
    joined = [
        (a.ids[0], b.ids[0])
        for a in here
        for b in here
        if a.head < b.head and len(a.ids) == len(b.ids) == 1 and a.ids != b.ids
        and cast.parse[b.head] in cast.parse[a.head].conjuncts
    ]  # fmt: skip
    alike = [p for p in joined if cast.drafts[p[0]].kind == cast.drafts[p[1]].kind]
    if alike:
        return alike[-1]
    for kind in ("person", "country"):
        ids = list(
            dict.fromkeys(
                s.ids[0] for s in here if len(s.ids) == 1 and cast.drafts[s.ids[0]].kind == kind and s.weight > -0.3
            )
        )
        if len(ids) == 2 and token.i - here[0].head < settings.EXTRACT_PAIR_TOKENS:
            return tuple(ids)
    return ()

"""Pronouns to the actor they stand for: nearness, subjects first, gender and number; unknown is an answer.

A scored list of candidates as in Lappin and Leass (1994), with the habits of news: who speaks goes on speaking, a
country is "it", and somebody named once in passing is not preferred over the person whom the article is about.
"""

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from onrecord import settings
from onrecord.extract import bindings, offices
from onrecord.extract.casts import Cast, Seen, seen_since
from onrecord.extract.nominals import PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEIGHTS = {"nsubj": 1.2, "nsubjpass": 1.1, "agent": 0.6, "dobj": 0.4, "dative": 0.4, "poss": -0.1, "compound": -0.3}
_SPEECH = frozenset(["say", "tell", "add", "insist", "argue", "explain", "note", "claim", "announce", "warn", "write",
                     "ask", "reply", "state", "tweet", "continue"])  # fmt: skip
_FAMILY_GENDER = {"he": "m", "she": "f"}


class Pronouns:
    """What was seen so far in one article, and who it is about."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.seen: list[Seen] = []
        self.counts: Counter[str] = Counter()
        self._noted = 0
        self.quotes = bindings.quoted(cast.reading.article.text)
        self._at: dict[int, list[int]] = {}
        for n, seat in enumerate(cast.seats):
            for i in range(seat.start, seat.end):
                self._at.setdefault(i, []).append(n)
        self.topics = Counter(ids[0] for ids in cast.links if len(ids) == 1)

    def note(self, n: int) -> None:
        """Remember mention `n`, whose actor is known."""
        token, kind, ids = self.cast.head(n), self.cast.mentions[n].kind, self.cast.links[n]
        self.seen.append(Seen(token.i, self.cast.seats[n].sentence, ids, _weight(token, kind), kind != "pronoun"))
        self.counts.update(ids)
        self._noted += len(ids)

    def resolve(self, n: int) -> tuple[str, ...]:
        """The actors of pronoun `n`: none, one, or two."""
        token = self.cast.head(n)
        family = PRONOUNS[token.lower_]
        if family in {"i", "we"}:
            return ()
        if family == "who":
            return _antecedent(self.cast, token)
        if family == "they":
            return self._plural(token)
        return () if bindings.is_empty_it(token) else self._best(token, family)

    def _best(self, token: "Token", family: str) -> tuple[str, ...]:
        """The candidate with the highest score, if it is clear of the second."""
        scores = self._scores(token, family)
        top = max((self.topics[id_] for id_ in scores), default=0)
        for id_ in scores:
            scores[id_] += 0.45 * min(self.counts[id_], 6) ** 0.5 + 0.6 * self.topics[id_] / max(1, top)
            if family != "it" and self.cast.drafts[id_].gender:
                scores[id_] += 0.3
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        floor = settings.EXTRACT_IT_SCORE if family == "it" else settings.EXTRACT_PRONOUN_SCORE
        if not ranked or ranked[0][1] < floor:
            return ()
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < settings.EXTRACT_PRONOUN_MARGIN:
            return ()
        if family != "it":
            self.cast.drafts[ranked[0][0]].gender = _FAMILY_GENDER[family]
        return (ranked[0][0],)

    def _scores(self, token: "Token", family: str) -> dict[str, float]:
        cast, sentence = self.cast, self.cast.sentence_of[token.i]
        barred = bindings.barred(token) | self._speakers_around(token)
        owner = bindings.owner(token, barred)
        favoured = owner.i if owner is not None else -1
        near = seen_since(self.seen, sentence - settings.EXTRACT_PRONOUN_SENTENCES)
        others = {id_ for s in near if s.head in barred for id_ in s.ids}
        candidates = [*near, *self._ahead(favoured, token)]
        liked = {id_ for s in candidates if s.head == favoured for id_ in s.ids}
        scores: dict[str, float] = {}
        for s in candidates:
            far = sentence - s.sentence
            if s.head in barred or len(s.ids) != 1 or far > settings.EXTRACT_PRONOUN_SENTENCES:
                continue
            (id_,) = s.ids
            if id_ in others or not _agrees(cast, id_, family):
                continue
            close = -0.9 * min(far, 2) - 0.5 * max(0, far - 2) + 0.004 * (s.head - token.i)
            if far and self.topics[id_] == 1 and self._noted > 8:
                close -= 0.6
            score = close + s.weight + _parallel(token, cast.parse[s.head]) + (1.2 if id_ in liked and not far else 0.0)
            scores[id_] = max(scores.get(id_, -9.0), score)
        return scores

    def _ahead(self, head: int, token: "Token") -> list[Seen]:
        """A subject that stands after its pronoun: "In *her* speech, Roy said"."""
        if head < token.i:
            return []
        cast = self.cast
        here = [n for n in self._at.get(head, ()) if cast.mentions[n].kind != "pronoun"]
        return [Seen(head, cast.sentence_of[token.i], cast.links[n], 1.2, True) for n in here if cast.links[n]][:1]

    def _speakers_around(self, token: "Token") -> set[int]:
        """Inside quotation marks, who says the words is "I": not the "he" in them."""
        at = bisect_right(self.quotes, token.idx, key=lambda quote: quote[0]) - 1
        inside = self.quotes[at] if at >= 0 and token.idx < self.quotes[at][1] else None
        if inside is None:
            return set()
        parse, sentence = self.cast.parse, self.cast.sentence_of[token.i]
        heads = [parse[s.head] for s in seen_since(self.seen, sentence) if s.sentence == sentence]
        return {
            h.i for h in heads if not inside[0] <= h.idx < inside[1] and h.dep_ == "nsubj" and h.head.lemma_ in _SPEECH
        }

    def _plural(self, token: "Token") -> tuple[str, ...]:
        """They: a group, or the nearest two that were named together."""
        sentence = self.cast.sentence_of[token.i]
        near = seen_since(self.seen, sentence - settings.EXTRACT_PLURAL_SENTENCES)
        for back in range(settings.EXTRACT_PLURAL_SENTENCES + 1):
            here = [s for s in near if s.sentence == sentence - back and s.head < token.i]
            groups = [s for s in here if len(s.ids) > 1 or self._is_group(s)]
            pair = _pair(self.cast, here, token)
            if groups and (not pair or back == 0 or max(s.weight for s in groups) >= 0.4):
                return max(groups, key=lambda s: (s.weight, s.head)).ids
            if pair:
                return pair
        return ()

    def _is_group(self, seen: Seen) -> bool:
        """People of some country or body; "residents" and "the West" only where they are the subject."""
        draft = self.cast.drafts[seen.ids[0]]
        return draft.kind == "group" and (seen.weight > 1 or bool(draft.country or draft.party))


def resolve(cast: Cast) -> None:
    """Resolve roles and pronouns in the order of the text."""
    pronouns = Pronouns(cast)
    for n, mention in enumerate(cast.mentions):
        if not cast.links[n] and mention.kind == "role":
            offices.resolve(cast, n, pronouns.seen)
        elif not cast.links[n] and mention.kind == "pronoun":
            cast.links[n] = pronouns.resolve(n)
        if cast.links[n]:
            pronouns.note(n)


def _weight(token: "Token", kind: str) -> float:
    first = token
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    weight = 0.6 if first.dep_ == "pobj" and first.head.dep_ == "agent" else _WEIGHTS.get(first.dep_, 0.0)
    return weight - (0.5 if kind == "nationality" else 0.0) - (0.2 if first is not token else 0.0)


def _parallel(token: "Token", other: "Token") -> float:
    """Subject goes on to subject; the one who spoke goes on speaking."""
    if token.dep_ not in {"nsubj", "nsubjpass"} or other.dep_ not in {"nsubj", "nsubjpass"}:
        return 0.0
    return 0.7 if token.head.lemma_ in _SPEECH and other.head.lemma_ in _SPEECH else 0.3


def _agrees(cast: Cast, id_: str, family: str) -> bool:
    draft = cast.drafts[id_]
    if family == "it":
        return draft.kind in {"country", "organisation"}
    return draft.kind == "person" and draft.gender in {"", _FAMILY_GENDER[family]}


def _antecedent(cast: Cast, who: "Token") -> tuple[str, ...]:
    """The noun that a relative clause hangs on: "Roy, *who* left"."""
    verb = who
    for _ in range(4):
        if verb.dep_ in {"relcl", "acl"}:
            break
        verb = verb.head
    if verb.dep_ not in {"relcl", "acl"}:
        return ()
    for n, seat in enumerate(cast.seats):
        if seat.start <= verb.head.i < seat.end <= who.i and cast.links[n]:
            return cast.links[n]
    before = [
        n for n, seat in enumerate(cast.seats) if 0 <= who.i - seat.end <= 1 and cast.mentions[n].kind == "person"
    ]
    return cast.links[before[-1]] if before else ()


def _pair(cast: Cast, here: list[Seen], token: "Token") -> tuple[str, ...]:
    """Two persons, else two countries, of one sentence: joined by "and", the only two, or a subject "with" somebody."""
    single = [s for s in here if len(s.ids) == 1]
    joined = [
        (a.ids[0], b.ids[0])
        for a in single
        for b in single
        if a.head < b.head and a.ids != b.ids and cast.parse[b.head] in cast.parse[a.head].conjuncts
    ]
    alike = [pair for pair in joined if cast.drafts[pair[0]].kind == cast.drafts[pair[1]].kind]
    if alike:
        return alike[-1]
    if token.lower_ == "them":
        return ()
    for kind in ("person", "country"):
        fitting = [s for s in single if cast.drafts[s.ids[0]].kind == kind and (s.weight > 0.3 or _is_with(cast, s))]
        ids = list(dict.fromkeys(s.ids[0] for s in fitting))
        if len(ids) > 2:
            strong = [s for s in fitting if s.weight > 1 or _is_with(cast, s)]
            ids = list(dict.fromkeys(s.ids[0] for s in strong))
        if len(ids) == 2 and token.i - here[0].head < settings.EXTRACT_PAIR_TOKENS:
            return (ids[0], ids[1])
    return ()


def _is_with(cast: Cast, seen: Seen) -> bool:
    return cast.parse[seen.head].head.lower_ == "with"

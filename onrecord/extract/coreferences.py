"""Pronouns to the actor they stand for: nearness, subjects first, gender and number; unknown is an answer.

A scored list of candidates as in Lappin and Leass (1994), with the habits of news: who speaks goes on speaking, a
country is "it", and somebody named once in passing is not preferred over the person whom the article is about.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import bindings, cues, offices
from onrecord.extract.casts import Cast, Seen, seen_since
from onrecord.extract.cues import SUBJECTS
from onrecord.extract.dialogues import Dialogue
from onrecord.extract.nominals import PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEIGHTS = {"nsubj": 1.2, "nsubjpass": 1.1, "agent": 0.6, "dobj": 0.4, "dative": 0.4, "poss": -0.1, "compound": -0.3}
_TOLD_OF = -1.2
"""For who is only talked about in marks, where the reporter says "he"."""
_ALONE = wordlists.group("speaker_words", "never_both_before")
_WITH = wordlists.group("speaker_words", "beside_somebody")
_STANDS_OUT = 0.4
"""Weight of a group (see `_WEIGHTS`) of another sentence that may be "they": not "before the judges"."""
_FAMILY_GENDER = {"he": "m", "she": "f"}


class Pronouns:
    """What was seen so far in one article, and who it is about."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.seen: list[Seen] = []
        self.counts: Counter[str] = Counter()
        self._noted = 0
        self.dialogue = Dialogue(cast.parse)
        self._at: dict[int, list[int]] = {}
        for n, seat in enumerate(cast.seats):
            for i in range(seat.start, seat.end):
                self._at.setdefault(i, []).append(n)
        self.topics = Counter(ids[0] for ids in cast.links if len(ids) == 1)

    def note(self, n: int) -> None:
        """Remember mention `n`, whose actor is known."""
        token, kind, ids = self.cast.head(n), self.cast.mentions[n].kind, self.cast.links[n]
        new = Seen(token.i, self.cast.seats[n].sentence, ids, _weight(token, kind), kind != "pronoun")
        insort(self.seen, new, key=_place)
        self.counts.update(ids)
        self._noted += len(ids)

    def before(self, n: int) -> Sequence[Seen]:
        """What stands before mention `n`."""
        here = self.cast.seats[n].sentence, self.cast.seats[n].head
        if not self.seen or _place(self.seen[-1]) < here:
            return self.seen
        return self.seen[: bisect_left(self.seen, here, key=_place)]

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
        sentence = self.cast.sentence_of[token.i]
        barred = bindings.barred(token)
        owner = bindings.owner(token, barred)
        favoured = owner.i if owner is not None else -1
        near = seen_since(self.seen, self._first(token, sentence))
        others = {id_ for s in near if s.head in barred for id_ in s.ids}
        others |= self._speakers_around(token) | self._told_by(token)
        candidates = [*near, *self._ahead(favoured, token)]
        liked = {id_ for s in candidates if s.head == favoured for id_ in s.ids}
        scores: dict[str, float] = {}
        for s in candidates:
            if s.head in barred or len(s.ids) != 1 or s.sentence > sentence:
                continue
            (id_,) = s.ids
            if id_ in others or not _agrees(self.cast, id_, family):
                continue
            far, score = self._closeness(s, token)
            score += s.weight + _parallel(token, self.cast.parse[s.head]) + (1.2 if id_ in liked and not far else 0.0)
            scores[id_] = max(scores.get(id_, -9.0), score)
        return scores

    def _first(self, token: "Token", sentence: int) -> int:
        """The first sentence in which to look."""
        if self.dialogue.passage(token.idx) is not None:
            return sentence - settings.EXTRACT_PRONOUN_SENTENCES
        return self.dialogue.back(sentence, settings.EXTRACT_PRONOUN_SENTENCES)

    def _closeness(self, seen: Seen, token: "Token") -> tuple[int, float]:
        """How many sentences back somebody was seen, and the points for that; the reporter skips what others say."""
        sentence, inside = self.cast.sentence_of[token.i], self.dialogue.passage(token.idx) is not None
        far = sentence - seen.sentence if inside else self.dialogue.between(seen.sentence, sentence)
        points = -0.9 * min(far, 2) - 0.5 * max(0, far - 2) + 0.004 * (seen.head - token.i)
        if far and self.topics[seen.ids[0]] == 1 and self._noted > 8:
            points -= 0.6
        if not inside and self.dialogue.passage(self.cast.parse[seen.head].idx) is not None:
            points += _TOLD_OF
        return far, points

    def _ahead(self, head: int, token: "Token") -> list[Seen]:
        """A subject that stands after its pronoun: "In *her* speech, Roy said"."""
        if head < token.i:
            return []
        cast = self.cast
        here = [n for n in self._at.get(head, ()) if cast.mentions[n].kind != "pronoun"]
        return [Seen(head, cast.sentence_of[token.i], cast.links[n], 1.2, True) for n in here if cast.links[n]][:1]

    def _speakers_around(self, token: "Token") -> set[str]:
        """Inside quotation marks, who says the words is "I": not the "he" in them."""
        heads = self.dialogue.speakers(token.idx)
        return {id_ for head in heads for n in self._at.get(head, ()) for id_ in self.cast.links[n]}

    def _told_by(self, token: "Token") -> set[str]:
        """Whom a subject names in what it tells: "*he* never saw Roy", "“Roy left. Roy is ill,” *he* said"."""
        behind = bindings.reach(token)
        named = [n for first, end in behind for n in self.cast.mentions_between(first, end)]
        if behind and cues.reports(token.head) and self.dialogue.passage(token.idx) is None:
            named += [n for n in self.cast.mentions_between(*self.dialogue.block(token)) if self._is_marked(n)]
        return {id_ for n in named if self.cast.mentions[n].kind == "person" for id_ in self.cast.links[n]}

    def _is_marked(self, n: int) -> bool:
        return self.dialogue.passage(self.cast.mentions[n].span.start) is not None

    def _plural(self, token: "Token") -> tuple[str, ...]:
        """They: a group, or the nearest two that were named together."""
        sentence = self.cast.sentence_of[token.i]
        near = seen_since(self.seen, sentence - settings.EXTRACT_PLURAL_SENTENCES)
        for back in range(settings.EXTRACT_PLURAL_SENTENCES + 1):
            here = [s for s in near if s.sentence == sentence - back and s.head < token.i]
            groups = [
                s for s in here if len(s.ids) > 1 or (self._is_group(s) and (not back or s.weight >= _STANDS_OUT))
            ]
            pair = _pair(self.cast, here, token)
            if groups and (not pair or back == 0 or max(s.weight for s in groups) >= 0.4):
                return max(groups, key=lambda s: (s.weight, s.head)).ids
            if pair:
                return pair
        return ()

    def _is_group(self, seen: Seen) -> bool:
        """People of a country or body: "officials", "the Democrats"; "residents" and "the West" only as the subject."""
        draft, token = self.cast.drafts[seen.ids[0]], self.cast.parse[seen.head]
        if draft.kind != "group":
            return draft.kind in {"country", "organisation"} and token.tag_ in {"NNS", "NNPS"} and seen.named
        if token.tag_ == "NN" and token.lemma_.lower() in wordlists.words("unnamed_speakers"):
            return False  # an official
        return seen.weight > 1 or bool(draft.country or draft.party)


def _place(seen: Seen) -> tuple[int, int]:
    return seen.sentence, seen.head


def resolve(cast: Cast) -> None:
    """Resolve roles and pronouns in the order of the text, but of a quotation first the words around it.

    Of "The mayor is late, like Moe," he said, neither the mayor nor Moe is "he", unless told of before.
    """
    pronouns = Pronouns(cast)
    for n in pronouns.dialogue.order([cast.head(n) for n in range(len(cast.mentions))]):
        mention = cast.mentions[n]
        if not cast.links[n] and mention.kind == "role":
            offices.resolve(cast, n, pronouns.before(n))
        elif not cast.links[n] and mention.kind == "pronoun":
            cast.links[n] = pronouns.resolve(n)
        if cast.links[n]:
            pronouns.note(n)


def _weight(token: "Token", kind: str) -> float:
    first = token
    while (first.dep_ in {"conj", "appos"} and first.head.i < first.i) or _is_cut(first):
        first = first.head
    weight = 0.6 if first.dep_ == "pobj" and first.head.dep_ == "agent" else _WEIGHTS.get(first.dep_, 0.0)
    return weight - (0.5 if kind == "nationality" else 0.0) - (0.2 if first is not token else 0.0)


def _is_cut(token: "Token") -> bool:
    """Whether a hyphen cuts off the rest of a name: "Ban Ki | -moon"."""
    return token.dep_ == "compound" and token.head.i == token.i + 2 and token.nbor().text == "-"


def _parallel(token: "Token", other: "Token") -> float:
    """Subject goes on to subject, and who spoke goes on speaking; not who did in passing: "Dunn, whom *Roy* calls"."""
    if token.dep_ not in SUBJECTS or other.dep_ not in SUBJECTS or other.head.dep_ == "relcl":
        return 0.0
    return 0.7 if cues.reports(token.head) and cues.reports(other.head) else 0.3


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
    nouns = [verb.head, *([verb.head.head] if verb.head.dep_ == "appos" else [])]  # "Roy, a nurse | who left"
    for noun in nouns:
        for n, seat in enumerate(cast.seats):
            if seat.start <= noun.i < seat.end <= who.i and cast.links[n]:
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
    if token.lower_ in _ALONE:
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
    return cast.parse[seen.head].head.lower_ in _WITH

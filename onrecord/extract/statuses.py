"""Statuses: how an event stands in its text: done, planned, asked for, denied, only possible."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract.predicates import FUTURE, Predicate
from onrecord.extract.readings import Reading
from onrecord.schema import Status, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


_POSSIBLE = wordlists.group("event_words", "may")
_ASKED = wordlists.group("event_words", "must")
_SHOULD = wordlists.group("event_words", "should")
_WOULD = wordlists.group("event_words", "would")
_COMING = wordlists.group("event_words", "to_come")
_THOUGHT = wordlists.group("event_words", "on_somebodys_word")
_FEARED = wordlists.group("event_words", "may_come")
_NOW = wordlists.group("event_words", "is")
_HAS = wordlists.group("event_words", "has")  # "has been shelling the port" goes on, "had been" does not
_HAD = wordlists.group("event_words", "had")
_BEEN = wordlists.group("event_words", "been")
_WITHOUT = wordlists.group("event_words", "without")
_LACKING = wordlists.group("event_words", "lacking")
_NOBODY = wordlists.group("event_words", "nobody")
_OPEN = wordlists.group("event_words", "open")
_ASKS = wordlists.group("event_words", "asks_for_what_was")
_EVE = wordlists.group("event_words", "eve")
_OF = wordlists.group("event_words", "of")
_FOR = wordlists.group("event_words", "for")
_FOR_OR_AT = wordlists.group("event_words", "for_or_at")
_PREPARES = wordlists.group("event_words", "prepares")
_DOES_BY = wordlists.group("event_words", "does_by")
_GOES_ON = wordlists.group("event_words", "goes_on")
_AS_SOON_AS = wordlists.group("event_words", "as_soon_as")
_WHERE_TALKS_ARE = wordlists.group("event_words", "where_talks_are")
_WHEN = wordlists.group("event_words", "when")
_NOR = wordlists.group("event_words", "nor")
_SEEKS = wordlists.group("event_words", "seeks")
_LIKELY = wordlists.group("event_words", "likely")
_BE = wordlists.group("event_words", "be")
_HOLDS_ON: frozenset[Status] = frozenset(("planned", "possible", "claimed", "requested"))
_BY_EFFECT: dict[str, Status] = {
    "deny": "denied", "rebut": "denied", "avert": "denied", "fail": "denied", "refuse": "denied",
    "request": "requested",
    "plan": "planned", "commit": "planned", "possible": "possible", "claim": "claimed", "threaten": "possible",
}  # fmt: skip
_TURNED = frozenset(("deny", "rebut", "avert", "fail"))
_FIRST: tuple[Status, ...] = ("denied", "requested", "planned", "possible", "claimed", "ongoing", "happened")


def status_of(predicate: Predicate, reading: Reading) -> Status:
    """The strongest of what the auxiliaries, the governing words and a quotation say.

    >>> _FIRST[:3]
    ('denied', 'requested', 'planned')
    """
    if _is_left_open(predicate):
        return "possible"
    turned = _turned(predicate)
    said = _by_governors(predicate, turned)
    for token in dict.fromkeys((*predicate.chain, predicate.verb)):
        said |= (_told_by(token) | _shared(token)) - ({"denied"} if token.i in turned else set())
    if predicate.refused:
        said -= {"denied", "planned"}  # "Norway will not sign the treaty": the refusal is no denial
    said |= _ahead(predicate, said)
    if not said & {"denied", "requested", "planned", "possible"} and _on_one_word(predicate.token, reading):
        said.add("claimed")
    return next((status for status in _FIRST if status in said), "happened")


def _turned(predicate: Predicate) -> set[int]:
    """Where a denial is denied: "did not deny shelling the port", "did not prevent the raid"."""
    governors = zip(predicate.chain[1:], predicate.effects, strict=False)
    turning = (word for word, effect in governors if effect in _TURNED and word.lemma_ not in _BE)
    return {word.i for word in turning if _is_negated(word) or _is_neither(word)}


def _by_governors(predicate: Predicate, turned: set[int]) -> set[Status]:
    said: set[Status] = set()
    for governor, effect in zip(predicate.chain[1:], predicate.effects, strict=False):
        if predicate.type == "CONSULT" and effect == "pass" and governor.lemma_ in _SEEKS:
            said.add("requested")  # "sought to meet the king"
        elif governor.i in turned:
            said |= {"possible"} if effect == "deny" else set()
        elif effect == "possible" and _is_told_as_done(predicate.token):
            said.add("claimed")
        elif effect == "avert" and any(child.tag_ == "TO" for child in governor.lefts):
            said.add("possible")  # "to prevent a raid"
        elif effect in _BY_EFFECT:
            said.add(_BY_EFFECT[effect])
    return said


def _ahead(predicate: Predicate, said: set[Status]) -> set[Status]:
    token = predicate.token
    if token.tag_ in ("VBZ", "VBP") and predicate.type == "CONSULT" and _has_mark(token, _WHEN):
        return {"planned"}  # "what they will say when they meet"
    if (
        (_is_purpose(token) and not _is_protest(predicate))
        or _is_part_of_plan(predicate)
        or _is_announced(predicate.verb)
        or _is_to_come(token)
    ):
        return {"planned"}
    if "ongoing" not in said and (_is_awaited(token) or (predicate.type == "CONSULT" and _is_at_coming_talks(token))):
        return {"planned"}
    return set()


def _has_mark(verb: "Token", marks: frozenset[str]) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in marks for child in verb.lefts)


def _is_protest(predicate: Predicate) -> bool:
    """As in "walked out to protest": the walking is the protest."""
    return predicate.type == "PROTEST" and predicate.token.head.tag_ == "VBD"


def at_its_time(status: Status, predicate: Predicate, when: TimeExpression | None, reading: Reading) -> Status:
    """What has a day after that of publication is still to come: "the summit on Friday" in a paper of Thursday."""
    published = reading.article.published
    if status not in ("happened", "claimed", "ongoing") or when is None or not when.start or not published:
        return status
    to_come = when.start == when.end and when.start > published[:10] and predicate.token.tag_ not in ("VBD", "VBN")
    return "planned" if to_come else status


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
    if words & FUTURE:
        found.add("planned")
    if words & _WOULD and token.pos_ == "VERB":
        found.add("planned" if _is_reported(token) else "possible")
    if words & _ASKED:
        found.add("possible" if _is_inverted(token) else "requested")
    if words & _POSSIBLE or words & _FEARED:
        found.add("possible")
    if words & _THOUGHT:
        found.add("claimed")
    if words & _COMING:
        found.add("planned")
    if token.tag_ == "VBG" and (words & _NOW or (words & _BEEN and words & _HAS)):
        found.add("ongoing")
    return found


def _shared(token: "Token") -> set[Status]:
    """What small words of the verb before hold for this one too: "allegedly went in and shot", "by signing"."""
    small = {child.dep_ for child in token.children}
    if token.pos_ != "VERB" or small & {"nsubj", "nsubjpass", "aux", "auxpass"}:
        return set()
    if token.dep_ == "conj":
        kept = _HOLDS_ON | ({"denied"} if _is_behind_nor(token) else set())
        return _told_by(token.head) & kept if token.head.pos_ == "VERB" else set()
    above = token.head.head if token.dep_ == "pcomp" else token.head
    if any(child.lower_ in _HAS for child in above.lefts):
        return set()  # "may have lost more by shunning him"
    if token.tag_ != "VBG" or token.dep_ not in ("pcomp", "advcl") or above.pos_ != "VERB":
        return set()
    return _told_by(above) & _HOLDS_ON


def _is_behind_nor(verb: "Token") -> bool:
    """As in "has not been tried nor convicted"."""
    return any(child.dep_ == "cc" and child.lower_ in _NOR for child in verb.head.rights if child.i < verb.i)


def _is_inverted(verb: "Token") -> bool:
    """As in "should the court strike it down, ...", which asks for nothing."""
    first = next(iter(verb.lefts), None)
    return first is not None and first.lower_ in _SHOULD and any(child.dep_ == "nsubj" for child in verb.lefts)


def _is_to_come(verb: "Token") -> bool:
    """As in "the ban may end when the emergency is lifted": what is present there lies ahead."""
    if verb.pos_ != "VERB" or verb.dep_ != "advcl":
        return False
    tense = {verb.tag_, *(child.tag_ for child in verb.lefts if child.dep_ in ("aux", "auxpass"))}
    if not _has_mark(verb, _AS_SOON_AS) or not tense & {"VBZ", "VBP"} or "VBD" in tense:
        return False
    above = {child.lower_ for child in verb.head.lefts if child.dep_ == "aux"}
    return bool(above & (FUTURE | _POSSIBLE | _ASKED))


def _is_at_coming_talks(noun: "Token") -> bool:
    """As in "will raise it during his talks with Chad", "Duarte's talks with Chad could bring peace"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in ("pobj", "nsubj", "dobj"):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ not in _WHERE_TALKS_ARE:
        return False
    verb = next((above for above in noun.ancestors if above.pos_ in ("VERB", "AUX")), None)
    if verb is None or any(child.lower_ in _HAS for child in verb.lefts):
        return False
    to = any(child.tag_ == "TO" for child in verb.lefts) and verb.dep_ in ("xcomp", "acl")
    return to or any(child.lower_ in FUTURE | _POSSIBLE for child in verb.lefts if child.dep_ == "aux")


def _is_negated(token: "Token") -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _is_neither(verb: "Token") -> bool:
    """As in "neither Norway nor Chad seized the ship", "nobody denied it"."""
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    return any(word.lower_ in _NOBODY for word in (subject, *subject.lefts))


def _is_without(token: "Token") -> bool:
    return token.dep_ in ("pobj", "pcomp") and token.head.lower_ in _LACKING


def _is_left_open(predicate: Predicate) -> bool:
    """Whether nobody says that it will be: "whether Norway will attack", "fears that it will", "Will it attack?".

    What governs it decides before its own small words do.
    """
    if "possible" in predicate.effects:
        return not _is_told_as_done(predicate.token)
    tops = [predicate.chain[-1], *_clauses_over(predicate.chain[-1])]
    verbs = [word for word in (predicate.token, *tops) if word.pos_ in ("VERB", "AUX")]
    if any(child.dep_ == "mark" and child.lower_ in _OPEN for verb in verbs for child in verb.lefts):
        return True
    if any(child.dep_ == "acomp" and child.lower_ in _LIKELY for verb in verbs[1:] for child in verb.rights):
        return True  # "it is possible that the two agree"
    return bool(verbs) and verbs[-1].dep_ == "ROOT" and _is_asked(verbs[-1])


def _is_told_as_done(verb: "Token") -> bool:
    """As in "concerns that the banks have refused loans": somebody's word, and no fear of what will be."""
    small = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.tag_ == "VBD" or (bool(small & (_HAS | _HAD)) and not small & _POSSIBLE)


def _clauses_over(word: "Token") -> Iterator["Token"]:
    """The clauses that a clause belongs to, up to one that stands by itself or behind a noun."""
    while word.pos_ in ("VERB", "AUX") and word.dep_ in ("xcomp", "ccomp", "conj") and word.head != word:
        word = word.head
        yield word


def _is_asked(root: "Token") -> bool:
    """Whether a sentence asks if it is so; "why did Norway attack?" takes it that it did."""
    sentence = root.sent
    return any(word.text == "?" for word in root.rights) and all(word.lower_ not in _ASKS for word in sentence[:2])


def _is_reported(verb: "Token") -> bool:
    """As in "said that it would send aid": what was ahead then; "that would help" is no plan."""
    while verb.dep_ in ("conj", "xcomp"):
        verb = verb.head
    return verb.dep_ == "ccomp"


def _is_purpose(token: "Token") -> bool:
    """Whether it lies ahead, as the meeting in "flew to Oslo to meet the king".

    Not in "gathered to protest", "went on to praise them": there it is what they do.
    """
    if token.dep_ not in ("advcl", "acl") or not any(child.tag_ == "TO" for child in token.children):
        return False
    above = token.head
    on = any(child.lower_ in _GOES_ON and next(child.children, None) is None for child in above.children)
    return not (token.dep_ == "advcl" and above.tag_ in ("VBD", "VBZ") and (above.lemma_ in _DOES_BY or on))


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
    if noun.head.lower_ in _OF:
        return above.lower_ in _EVE
    return noun.head.lower_ in _FOR and above.lemma_.lower() in _PREPARES


def _is_part_of_plan(predicate: Predicate) -> bool:
    """Whether a noun stands in a plan: "talks will be held on Monday", "will travel to Oslo for talks"."""
    token = predicate.token
    if token.pos_ != "NOUN":
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _FOR_OR_AT:
        token = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "prep"):
        return False
    return bool({child.lower_ for child in token.head.children if child.dep_ == "aux"} & FUTURE)


def _on_one_word(token: "Token", reading: Reading) -> bool:
    """Within a quotation in marks: only its speaker says so."""
    around = reading.quotes_around(token.idx, token.idx + len(token))
    return any(quote.kind in ("direct", "mixed") for _, quote in around)

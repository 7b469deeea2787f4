"""Cues: words that say that somebody said, thought, asked for or denied something, and what may hold the content."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord import settings, wordlists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_IF = wordlists.group("speaker_words", "supposes")
_WITHOUT = wordlists.group("speaker_words", "leaves_unsaid")
_GOES_ON = wordlists.group("speaker_words", "goes_on_to_say")
_DASHES = frozenset({"-", "--", "–", "—", "―"})
CLOSING = frozenset({"”", '"', "''", "»", "’"})
_OPENING = frozenset({"“", '"', "''", "``", "«", "„"})
_SPEAKING = wordlists.group("speaker_words", "speaks_here")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_UNDONE = frozenset({"speech", "act"})
_HIDES = wordlists.group("speaker_words", "asks_for_no_name")
_HIDDEN = wordlists.group("speaker_words", "has_no_name")
CREDITS = wordlists.group("speaker_words", "credits")
_TO = wordlists.group("speaker_words", "speaks_to")
_TO_DO = wordlists.group("speaker_words", "leads_to_an_act")
_DENIES = wordlists.group("speaker_words", "denies")
_NEVER = wordlists.group("speaker_words", "denies_ahead")
_CUT = wordlists.group("speaker_words", "cut_negation")


FRAMES = ("bare", "marks", "clause", "infinitive", "object", "naming", "matter", "according", "noun", "dash", "colon")
"""What may hold what a cue reports; with them stand, in the lists, prepositions of the language."""


class Cue(NamedTuple):
    """A word that reports: its token, the characters of the cue, its kind, and its frames (both as in `cues.tsv`).

    A verb of no list has the frame "bare": it reports only what stands in marks beside it ("...," she fired back).
    """

    head: "Token"
    start: int
    end: int
    kind: str
    frames: frozenset[str]


@cache
def _verbs() -> dict[str, tuple[str, frozenset[str]]]:
    return {lemma: (kind, frozenset(frames.split(","))) for lemma, kind, frames in wordlists.rows("cues")}


@cache
def _nouns() -> dict[str, tuple[str, frozenset[str]]]:
    return {lemma: (kind, frozenset(frames.split(","))) for lemma, kind, frames in wordlists.rows("cue_nouns")}


def find(parse: "Doc") -> list[Cue]:
    """The cues of a text, in its order.

    >>> from onrecord import tokens
    >>> text = "She asked for calm, according to the paper. He has never said that. His claim that it rains is wrong."
    >>> [(text[c.start:c.end], c.kind) for c in find(tokens.parse(text)) if "bare" not in c.frames]
    [('asked for', 'demand'), ('according to', 'speech'), ('claim', 'speech')]
    """
    return [
        cue
        for sentence in parse.sents
        if len(sentence) <= settings.EXTRACT_LONGEST_SENTENCE
        for token in sentence
        for cue in _of(token)
    ]


def _of(token: "Token") -> Iterator[Cue]:
    lemma = token.lemma_.lower()
    if token.i and token.nbor(-1).text == "-":  # the so-called "experts"
        return
    if token.lower_ in CREDITS and token.i + 1 < len(token.doc) and token.nbor().lower_ in _TO:
        yield Cue(token, token.idx, token.nbor().idx + 2, "speech", frozenset({"according"}))
    elif token.pos_ in {"VERB", "AUX"} and lemma in _verbs():
        kind, frames = _verbs()[lemma]
        undone = negated(token) and kind in _UNDONE
        if not (unsaid(token) or undone or hides(token) or (kind == "belief" and _repeats(token))):
            yield Cue(token, *_extent(token, frames), kind, frames)
    elif token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}:
        yield Cue(token, token.idx, token.idx + len(token), "speech", frozenset({"bare"}))
    elif token.pos_ == "NOUN" and lemma in _nouns():
        kind, frames = _nouns()[lemma]
        yield Cue(token, token.idx, token.idx + len(token), kind, frames | {"noun"})
    elif token.is_punct and (name := _signs(token)):
        yield Cue(token, token.idx, token.idx + len(token), "speech", frozenset({name}))


def _signs(token: "Token") -> str | None:
    """What stands between a quotation and a name: "We will be back." - Ana Duarte, or Duarte: "We will be back."."""
    if not 0 < token.i < len(token.doc) - 1:
        return None
    before, after = token.nbor(-1), token.nbor()
    if token.text in _DASHES and before.text in CLOSING and after.pos_ == "PROPN":
        return "dash"
    starts = before.left_edge.is_sent_start or before.left_edge.i == 0
    return "colon" if starts and token.text == ":" and before.pos_ == "PROPN" and after.text in _OPENING else None


def reports(token: "Token") -> bool:
    """Whether a verb is one of the list, whatever it reports here."""
    return token.pos_ == "VERB" and token.lemma_.lower() in _verbs()


def negated(verb: "Token") -> bool:
    """Whether the verb is denied: "has never said that it will pay", "has not thanked the crew" are no statements."""
    return any(child.dep_ == "neg" or child.lower_ in _DENIES for child in verb.lefts)


def unsaid(verb: "Token") -> bool:
    """Whether it reports nobody's words: "refused to admit", "without saying", "might say", "if she asked"."""
    if verb.dep_ in {"xcomp", "pcomp"} and verb.head.lemma_ in _WITHOUT:
        return True
    for child in verb.lefts:
        if child.tag_ == "MD" or (child.dep_ == "mark" and child.lower_ in _IF):
            return True
        if child.dep_ in SUBJECTS and child.lower_ in _SPEAKING:
            return True
        if child.dep_ == "aux" and child.lower_ in _TO_DO and verb.head.lemma_ not in _GOES_ON:
            return True
    return False


def is_date(token: "Token") -> bool:
    """Whether a word is a day, a month or a stretch of time, which says nothing: "until | December | said"."""
    first = token.nbor(-1) if token.i else token
    if first.dep_ == "compound" and first.head == token and not is_date(first):  # "Theresa May"
        return False
    said = {token.text, token.lemma_} if token.is_lower else {token.text}  # "Summers told" is a man
    return not wordlists.words("time_words").isdisjoint(said)


def hides(verb: "Token") -> bool:
    """Whether it is only why no name is given: "asked not to be named", "declined to be identified"."""
    behind = verb.doc[verb.i + 1 : min(verb.i + settings.EXTRACT_MEDIUM_WITHIN, verb.sent.end)]
    return verb.lemma_ in _HIDES and any(t.lower_ in _HIDDEN and _is_of(t, verb) for t in behind)


def _is_of(token: "Token", verb: "Token") -> bool:
    """Whether the token is what the verb asks for, at most a step below it: not a name in a clause further down."""
    return verb in {token.head, token.head.head}


def _repeats(verb: "Token") -> bool:
    """Whether a belief is only how the speaker puts it: "she said she thinks that it will rain"."""
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in _verbs()
    return told and any(child.dep_ == "nsubj" and child.pos_ == "PRON" for child in verb.lefts)


def _extent(verb: "Token", frames: frozenset[str]) -> tuple[int, int]:
    """From the negation ("never condemned") to the particle or preposition ("pointed out", "called for")."""
    first = next((child for child in verb.lefts if child.dep_ == "neg" or child.lower_ in _NEVER), verb)
    following = verb.doc[verb.i + 1 : verb.i + 2]
    last = next((t for t in following if t.head == verb and (t.dep_ == "prt" or t.lower_ in frames)), verb)
    start = first.nbor(-1).idx if first.lower_ in _CUT else first.idx
    return start, last.idx + len(last)

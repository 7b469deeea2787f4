"""Subjects: the word that names who speaks, from the parse around a cue."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord import wordlists
from onrecord.extract import closings
from onrecord.extract.cues import CLOSING, SUBJECTS, Cue, is_date

if TYPE_CHECKING:
    from spacy.tokens import Token

_HANGS = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "dep", "acl", "pobj", "dobj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MADE = wordlists.group("speaker_words", "made_to_speak")
_JOINS = wordlists.group("speaker_words", "joins_a_name")
_BY = wordlists.group("speaker_words", "done_by")
_SEEN = wordlists.group("speaker_words", "is_seen")


def subject(cue: Cue) -> "Token | None":
    """The head of the phrase that names the speaker.

    >>> from onrecord import tokens
    >>> from onrecord.extract import cues
    >>> def shown(text):
    ...     return [str(subject(cue)) for cue in cues.find(tokens.parse(text)) if "bare" not in cue.frames]
    >>> shown("The mayor apologised, saying that it was late."), shown("The plan was rejected by the unions.")
    (['mayor', 'mayor'], ['unions'])
    >>> shown("It rained, according to witnesses."), shown("His claim that it rained is wrong.")
    (['witnesses'], ['His'])
    """
    found = _subject(cue)
    return None if found is not None and is_mute(found) else found


def is_mute(head: "Token") -> bool:
    """Whether a noun is nobody who speaks: a date, a part of the body, an abstract thing ("the evidence shows")."""
    if head.dep_ == "poss" or head.pos_ not in _NOUNS:
        return False
    return head.lemma_.lower() in wordlists.words("mute_nouns") or (is_date(head) and head.ent_type_ != "PERSON")


def _subject(cue: Cue) -> "Token | None":
    word = cue.head
    if cue.frames & {"according", "noun"}:
        return _of_noun(cue)
    if (closing := closings.find(cue)) is not None:
        return closing.heads[0]
    if is_passive(word):
        return _by(word, "agent")
    if "colon" in cue.frames:
        return word.nbor(-1)
    if "dash" in cue.frames or (word.i > 0 and word.nbor(-1).text in CLOSING):
        return _named(word.doc[word.i + 1 : max(word.i + 2, word.sent.end)]) or _of_verb(word)
    return turned(word) or _of_verb(word) or _since_mark(word) or _ahead(word)


def _of_noun(cue: Cue) -> "Token | None":
    """Of "according to the police", "his claim", "a demand by unions"."""
    word = cue.head
    if "according" in cue.frames:
        return next((child for child in word.nbor().children if child.dep_ == "pobj"), None)
    owner = next((child for child in word.lefts if child.dep_ == "poss"), None)
    return owner or _by(word, "prep")


def turned(verb: "Token") -> "Token | None":
    """The speaker behind the verb: "Eleven were hurt, two of them badly, said the hospital" has the hospital."""
    behind = verb.doc[verb.i + 1 : verb.sent.end]
    if not verb.i or verb.nbor(-1).text != "," or verb.tag_ not in {"VBD", "VBZ"}:
        return None
    own = next((t for t in behind if t.dep_ in SUBJECTS and t.head == verb), None)
    return own if own is not None and own.left_edge.i == verb.i + 1 else None


def _named(words: Iterable["Token"]) -> "Token | None":
    """The name with which words begin: "It rained," said | former mayor Ana Duarte, smiling; Ana Bech of the union."""
    head: Token | None = None
    joined = False
    for token in words:
        if token.pos_ in _NOUNS or (token.pos_ == "PRON" and head is None):
            head = token if head is None or not joined or _goes_on(head, token) else head
        elif token.pos_ not in {"DET", "ADJ", "NUM", "PART"} and token.lower_ not in _JOINS:
            break
        joined = joined or token.pos_ == "ADP"
    return head


def _goes_on(head: "Token", token: "Token") -> bool:
    """Whether a name goes on, or comes at last: "Secretary of State | John | Renner"."""
    return token.ent_type_ == "PERSON" and (head.ent_type_ != "PERSON" or head.i + 1 == token.i)


def _since_mark(verb: "Token") -> "Token | None":
    """The name between a closing mark and the verb, where the parse went astray: "It rained," Ana Duarte, 41, said."""
    for at in range(verb.i - 1, max(-1, verb.i - 30), -1):
        if verb.doc[at].text in CLOSING:
            return _named(verb.doc[at + 1 : verb.i])
        if verb.doc[at].is_space:
            break
    return None


def _ahead(verb: "Token") -> "Token | None":
    """The subject that the parse gives to the words reported: "Dunn, a clerk, clearly | says, "We have learned..."."""
    if verb.dep_ not in {"parataxis", "ccomp"} or verb.head.i < verb.i:
        return None
    return next((child for child in verb.head.lefts if child.dep_ == "nsubj" and child.i < verb.i), None)


def _of_verb(verb: "Token") -> "Token | None":
    """Its own subject, or that of the verb on which it hangs: "agreed, saying", "came and said", "wants to ask"."""
    if (heard := seen(verb)) is not None:
        return heard
    for _ in range(8):
        own = next((child for child in verb.children if child.dep_ == "nsubj"), None) or _before_noun(verb)
        if own is not None and is_date(own):  # "An engineer who worked there until December said"
            return next((above for above in verb.ancestors if above.pos_ in _NOUNS), None)
        if own is not None:
            return own
        if verb.dep_ == "acl" and verb.tag_ == "VBG" and not _is_aside(verb):
            return verb.head
        if verb.dep_ not in _HANGS or verb.head == verb or _is_of_object(verb):
            return None
        verb = verb.head
    return None


def seen(verb: "Token") -> "Token | None":
    """Who is seen or heard as they speak: "a tape shows | him | at a rally saying that"."""
    if verb.tag_ != "VBG" or not verb.i or verb.nbor(-1).is_punct:
        return None
    before = verb.doc[max(verb.sent.start, verb.i - 5) : verb.i]
    return next((t for t in before if t.lower_ in _SEEN and t.dep_ in {"dobj", "pobj", "nsubj"}), None)


def _before_noun(verb: "Token") -> "Token | None":
    """Of "The spy service claims to have a tape" some parses make one phrase, whose head are the claims."""
    if verb.pos_ != "NOUN" or verb.dep_ != "ROOT" or all(child.dep_ != "xcomp" for child in verb.rights):
        return None
    return next((child for child in verb.lefts if child.dep_ == "compound" and child.i == verb.i - 1), None)


def _is_of_object(verb: "Token") -> bool:
    """Whether it is the object that says, or did not: "criticised the mayor for not condemning the strike"."""
    above = verb.head.head
    return verb.dep_ == "pcomp" and verb.head.lower_ not in _BY and any(child.dep_ == "dobj" for child in above.rights)


def _is_aside(verb: "Token") -> bool:
    """Whether the subject speaks, not the noun before: "defended the plan, saying", "passed a law calling for"."""
    before = verb.nbor(-1) if verb.i else verb
    made = wordlists.words("media") | wordlists.words("mute_nouns") | _MADE
    return before.is_punct or is_date(before) or verb.head.lemma_ in made


def is_passive(verb: "Token") -> bool:
    """Whether the verb tells what was done to its subject: "was criticised", "a plan condemned by", "Asked whether"."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.lefts):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or any(child.dep_ in {"nsubj", "aux"} for child in verb.children):
        return False
    return verb.dep_ in {"advcl", "acl"} or any(child.dep_ == "agent" for child in verb.rights)


def _by(word: "Token", dep: str) -> "Token | None":
    agent = next((child for child in word.rights if child.dep_ == dep and child.lower_ in _BY), None)
    return next((child for child in agent.rights if child.dep_ == "pobj"), None) if agent is not None else None

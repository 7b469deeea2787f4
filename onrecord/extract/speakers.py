"""Speakers: whose words a cue reports, to whom they were said and by what means."""

from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import closings, phrases
from onrecord.extract.cues import CLOSING, SUBJECTS, Cue, is_date

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.readings import Reading

_TOLD = frozenset({"tell", "ask", "inform", "remind", "assure", "reassure", "warn", "notify", "advise", "brief"})
_BY_MEANS_OF = frozenset({"in", "on", "at", "via", "during", "through", "by"})
REASONS = frozenset({"for", "over", "on", "about", "as"})
_HANGS = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "dep", "acl", "pobj", "dobj"})
_ASIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_MADE = frozenset({"resolution", "motion", "law", "bill", "order", "decree", "petition", "appeal", "call", "campaign",
                   "ad", "advert", "note", "draft", "proposal", "measure", "deal", "agreement"})  # fmt: skip
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLACED = frozenset({"in", "at", "near", "from", "outside"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})


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
    """The name with which words begin: "It rained," said | former mayor Ana Duarte, smiling."""
    head = None
    for token in words:
        if token.pos_ in _NOUNS or (token.pos_ == "PRON" and head is None):
            head = token
        elif token.pos_ not in {"DET", "ADJ", "NUM", "PART"} and token.lower_ not in {"-", "of", "for"}:
            break
    return head


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
    return next((t for t in before if t.lower_ in {"him", "her", "them"} and t.dep_ in {"dobj", "pobj", "nsubj"}), None)


def _before_noun(verb: "Token") -> "Token | None":
    """Of "The spy service claims to have a tape" some parses make one phrase, whose head are the claims."""
    if verb.pos_ != "NOUN" or verb.dep_ != "ROOT" or all(child.dep_ != "xcomp" for child in verb.rights):
        return None
    return next((child for child in verb.lefts if child.dep_ == "compound" and child.i == verb.i - 1), None)


def _is_of_object(verb: "Token") -> bool:
    """Whether it is the object that says, or did not: "criticised the mayor for not condemning the strike"."""
    above = verb.head.head
    return verb.dep_ == "pcomp" and verb.head.lower_ != "by" and any(child.dep_ == "dobj" for child in above.rights)


def _cuts(child: "Token", cue: Cue) -> bool:
    """Whether a dependent of the speaker's name is no part of it: "criticised by residents over noise"."""
    reason = child.dep_ == "prep" and child.lower_ in REASONS and is_passive(cue.head)
    return reason or child.dep_ in _ASIDE


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
    agent = next((child for child in word.rights if child.dep_ == dep and child.lower_ == "by"), None)
    return next((child for child in agent.rights if child.dep_ == "pobj"), None) if agent is not None else None


def phrase(head: "Token", cue: Cue) -> tuple[int, int]:
    """The characters of the phrase around its head, on its own side of the cue, without what only explains it."""
    parse, closing = head.doc, closings.find(cue)
    first, last = closing[:2] if closing else (_first(head, cue), _core_end(head, cue).i)
    if head.i < cue.head.i:
        last = min(last, cue.head.i - 1)
    while last > head.i and (parse[last].is_punct or parse[last].is_space) and parse[last].text != ")":
        last -= 1
    return parse[first].idx, parse[last].idx + len(parse[last])


def _first(head: "Token", cue: Cue) -> int:
    """The first word of the phrase around its head, on its own side of the cue."""
    left = (head.head if head.dep_ == "compound" else head).left_edge.i
    first = max(left, cue.head.i + 1) if head.i > cue.head.i else left
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return first


def _core_end(head: "Token", cue: Cue) -> "Token":
    """The last word before a relative clause: of "Ana Duarte, the mayor, who smiled" what names her."""
    if head.dep_ == "poss":
        return head
    aside = [child.left_edge.i for child in head.rights if _cuts(child, cue)]
    return head.doc[min(aside, default=head.right_edge.i + 1) - 1]


def name(head: "Token", cue: Cue, reading: "Reading") -> str | None:
    """The actor's id, else the words of the text without what explains them; null for a pronoun of nobody known."""
    if head.lower_ in _RELATIVE:
        clause = next((a for a in head.ancestors if a.dep_ == "relcl"), None)
        if clause is None:
            return None
        head = _person_before(head) or clause.head
    head = _owner(head)
    closing = closings.find(cue)
    named = [child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if closing is None and named and head.doc[named[0].left_edge.i - 1].text != ",":  # "the energy agency | Enerval"
        named = [child for child in named if reading.actors_of(child.left_edge.idx, child.idx + len(child))]
    heads = closing.heads if closing is not None else (head, *named)
    if len(heads) > 1 and (closing is not None or head.pos_ != "PROPN"):
        return _of_heads(heads, reading)
    first, end = head.doc[_first(head, cue)], _core_end(head, cue)
    if (head.pos_ == "NUM" or head.lower_ == "one") and all(word.pos_ not in _NOUNS for word in head.subtree):
        return None  # "One said", "two of them badly"
    found = reading.actors_of(head.idx, head.idx + len(head)) or reading.actors_of(first.idx, end.idx + len(end))
    if found and _is_elsewhere(head, found[0], reading):
        found = ()
    if found or head.pos_ == "PRON":
        return found[0] if found else None
    aside = next((child for child in head.rights if child.dep_ == "appos" or child.is_punct), None)
    if aside is not None and head.dep_ != "poss":
        end = head.doc[min(end.i, aside.left_edge.i - 1)]
    return phrases.plain(reading.article.text, first.idx, end.idx + len(end)) or None


def _person_before(who: "Token") -> "Token | None":
    """Of "the anger of Judge Lund, who said" the parse may take the anger: Lund stands right before "who"."""
    before = who.nbor(-2) if who.i > 1 and who.nbor(-1).text == "," else who.nbor(-1) if who.i else who
    return before if who.lower_ == "who" and before.ent_type_ == "PERSON" and before.pos_ == "PROPN" else None


def _is_elsewhere(head: "Token", actor: str, reading: "Reading") -> bool:
    """Whether the actor is only the place of a thing: "the hospital | in Porto" is not Porto. Its people are."""
    if head.pos_ != "NOUN" or head.lemma_.lower() in wordlists.words("person_nouns"):
        return False
    places = [c for prep in head.rights if prep.lower_ in _PLACED for c in prep.rights if c.dep_ == "pobj"]
    return any(actor in reading.actors_of(t.left_edge.idx, t.idx + len(t)) for t in places)


def _of_heads(heads: "tuple[Token, ...]", reading: "Reading") -> str | None:
    """Of "the dam's operator, Torvia Hydro" the one with a name, wherever it stands."""
    named = [head for head in heads if head.pos_ == "PROPN"]
    for head in [*named, *heads]:
        first = next((t for t in head.lefts if t.dep_ == "compound"), head)
        if found := reading.actors_of(first.idx, head.idx + len(head)):
            return found[0]
        if head in named:
            return reading.article.text[first.idx : head.idx + len(head)]
    return None


def _owner(head: "Token") -> "Token":
    """Whose paper it is that speaks: of "the ministry's statement" the ministry."""
    if head.lemma_ not in wordlists.words("media"):
        return head
    return next((child for child in head.lefts if child.dep_ == "poss" and child.pos_ != "PRON"), head)


def addressee(cue: Cue, reading: "Reading") -> str | None:
    """To whom: "told reporters", "said to the court"."""
    if "according" in cue.frames:
        return None
    for child in cue.head.rights:
        if child.dep_ in {"dobj", "dative"} and cue.head.lemma_ in _TOLD and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _words(child, reading)
        if cue.kind == "speech" and child.lower_ == "to" and "to" not in cue.frames:
            inner = next((c for c in child.rights if c.dep_ == "pobj"), None)
            if inner is not None:
                return _words(inner, reading)
    return None


def medium(cue: Cue, reading: "Reading") -> str | None:
    """By what means: "in a statement", "on Telegram"; before the verb or not far behind it."""
    parse, at = cue.head.doc, cue.head.i
    behind = parse[at + 1 : min(at + settings.EXTRACT_MEDIUM_WITHIN, cue.head.sent.end)]
    for token in [*cue.head.lefts, *takewhile(lambda t: t.pos_ != "VERB" and not t.is_quote, behind)]:
        if token.dep_ == "prep" and token.lower_ in _BY_MEANS_OF:
            inner = next((c for c in token.rights if c.dep_ == "pobj"), None)
            if inner is not None and inner.lemma_ in wordlists.words("media"):
                return _words(token, reading)
    return None


def _words(head: "Token", reading: "Reading") -> str:
    end = head.right_edge.idx + len(head.right_edge)
    words = reading.article.text[head.left_edge.idx : end]
    if words.count("(") > words.count(")"):
        words += ")" if reading.article.text[end : end + 1] == ")" else ""
    return words.strip(' ,"“”')

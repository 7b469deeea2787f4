"""Speakers: whose words a cue reports, to whom they were said and by what means."""

from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import closings, phrases
from onrecord.extract.cues import Cue, is_date
from onrecord.extract.subjects import is_mute, is_passive, seen, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.readings import Reading

__all__ = ["REASONS", "addressee", "is_mute", "medium", "name", "phrase", "seen", "subject"]

REASONS = wordlists.group("speaker_words", "gives_the_reason")
_TOLD = wordlists.group("speaker_words", "tells_somebody")
_BY_MEANS_OF = wordlists.group("speaker_words", "leads_to_a_medium")
_PLACED = wordlists.group("speaker_words", "is_where_it_stands")
_RELATIVE = wordlists.group("speaker_words", "opens_a_relative_clause")
_PEOPLE = wordlists.group("speaker_words", "stands_for_people")
_PART = wordlists.group("speaker_words", "a_part_of")
_TO = wordlists.group("speaker_words", "speaks_to")
_ONE = wordlists.group("speaker_words", "one_of_some")
_ASIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BREAKS = frozenset({",", ";", ":", "(", "–", "—", "--"})
_HOUSES = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})


def _cuts(child: "Token", cue: Cue) -> bool:
    """Whether a dependent of the speaker's name is no part of it: "criticised by residents over noise"."""
    reason = child.dep_ == "prep" and child.lower_ in REASONS and is_passive(cue.head)
    return reason or child.dep_ in _ASIDE


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
    told = _owner(_foremost(_antecedent(head)))
    if told is None:
        return None
    closing = closings.find(cue)
    heads = closing.heads if closing is not None else (told, *_called(told, reading))
    if len(heads) > 1 and (closing is not None or told.pos_ != "PROPN"):
        return _of_heads(heads, reading)
    first, end = told.doc[_first(told, cue)], _core_end(told, cue)
    if told.i < head.i:
        end = told.doc[min(end.i, head.i - 1)]
    if (told.pos_ == "NUM" or told.lower_ in _ONE) and all(word.pos_ not in _NOUNS for word in told.subtree):
        return None  # "One said", "two of them badly"
    found = reading.actors_of(told.idx, told.idx + len(told)) or reading.actors_of(first.idx, end.idx + len(end))
    if found and (_is_elsewhere(told, found[0], reading) or _is_unlike(told, found, reading)):
        found = ()
    if found or told.pos_ == "PRON":
        return found[0] if found else None
    aside = next((child for child in told.rights if child.dep_ == "appos" or child.text in _BREAKS), None)
    if aside is not None and told.dep_ != "poss":
        end = told.doc[min(end.i, aside.left_edge.i - 1)]
    titled = _titled(first.idx, end.idx + len(end), reading)
    return titled or phrases.plain(reading.article.text, first.idx, end.idx + len(end)) or None


def _antecedent(head: "Token") -> "Token | None":
    """For whom "who" and "many of whom" stand; a house or a place is nobody: "Moe, a judge at Lund Court, who said"."""
    part = next((c for of in head.rights if of.lower_ in _PART for c in of.rights if c.lower_ in _PEOPLE), None)
    who = head if head.lower_ in _RELATIVE else part
    if who is None:
        return head
    clause = next((a for a in who.ancestors if a.dep_ == "relcl"), None)
    if clause is None:
        return None
    noun = _person_before(who) or clause.head
    while who.lower_ in _PEOPLE and noun.dep_ == "pobj" and noun.ent_type_ in _HOUSES and noun.head.head.pos_ in _NOUNS:
        noun = noun.head.head
        noun = noun.head if noun.dep_ == "appos" else noun
    return noun


def _foremost(head: "Token | None") -> "Token | None":
    """Who is named first: of "Duarte and union officials" some parses make officials of two kinds."""
    if head is None or head.tag_ != "NNS":
        return head
    first = (t for t in head.lefts if t.ent_type_ == "PERSON" and any(c.dep_ == "cc" for c in t.rights))
    return next(first, head)


def _person_before(who: "Token") -> "Token | None":
    """Of "the anger of Judge Lund, who said" the parse may take the anger: Lund stands right before "who"."""
    before = who.nbor(-2) if who.i > 1 and who.nbor(-1).text == "," else who.nbor(-1) if who.i else who
    return before if who.lower_ in _PEOPLE and before.ent_type_ == "PERSON" and before.pos_ == "PROPN" else None


def _owner(head: "Token | None") -> "Token | None":
    """Whose paper it is that speaks: of "the ministry's statement" the ministry; not the day of "Monday's report"."""
    if head is None or head.lemma_ not in wordlists.words("media"):
        return head
    owners = (child for child in head.lefts if child.dep_ == "poss" and child.pos_ != "PRON" and not is_date(child))
    return next(owners, head)


def _called(head: "Token", reading: "Reading") -> list["Token"]:
    """The names that explain a noun: "the mayor, Ana Duarte", but not "the parents of her friend, Ana Duarte"."""
    named = [child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if named and head.tag_ == "NNS" and not any(True for _ in named[0].conjuncts):
        return []
    if named and head.doc[named[0].left_edge.i - 1].text != ",":  # "the energy agency | Enerval"
        return [child for child in named if reading.actors_of(child.left_edge.idx, child.idx + len(child))]
    return named


def _is_elsewhere(head: "Token", actor: str, reading: "Reading") -> bool:
    """Whether the actor is only the place of a thing: "the hospital | in Porto" is not Porto. Its people are."""
    if head.pos_ != "NOUN" or head.lemma_.lower() in wordlists.words("person_nouns"):
        return False
    places = [c for prep in head.rights if prep.lower_ in _PLACED for c in prep.rights if c.dep_ == "pobj"]
    return any(actor in reading.actors_of(t.left_edge.idx, t.idx + len(t)) for t in places)


def _is_unlike(head: "Token", found: tuple[str, ...], reading: "Reading") -> bool:
    """Whether one is told of and many are found, or the reverse: "the Norwegian" is not Norway, nor "parents" Moe."""
    actor = reading.actors[found[0]]
    if head.tag_ == "NNS" and head.text not in actor.name:
        return actor.kind == "person" and len(found) == 1
    single = head.ent_type_ == "NORP" and head.tag_ in {"NN", "NNP", "JJ"} and head.left_edge.dep_ == "det"
    return single and actor.kind in {"country", "organisation"}


def _titled(start: int, end: int, reading: "Reading") -> str | None:
    """The person with whose name a phrase ends: "Chief of Staff | Ana Bech"; nobody in "aides of Governor Bech"."""
    last = [m for m in reading.mentions_in(start, end) if m.kind == "person" and m.actor and m.span.end == end]
    if not last:
        return None
    words = reading.parse.char_span(start, last[0].span.start, alignment_mode="contract")
    for n, word in enumerate(words or ()):
        titled = n and word.lower_ in _PART and word.nbor(-1).tag_ == "NNP" and n < len(words or ()) - 1
        if (word.pos_ == "ADP" or word.tag_ == "POS") and not titled:
            return None
    return last[0].actor if words else None


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


def addressee(cue: Cue, reading: "Reading") -> str | None:
    """To whom: "told reporters", "said to the court"."""
    if "according" in cue.frames:
        return None
    for child in cue.head.rights:
        if child.dep_ in {"dobj", "dative"} and cue.head.lemma_ in _TOLD and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _words(child, reading)
        if cue.kind == "speech" and child.lower_ in _TO and _TO.isdisjoint(cue.frames):
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

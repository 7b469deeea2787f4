"""Closings: who speaks where the attribution ends its sentence, read off the words and not off the parse.

Of "Nine were hurt, the chief of the brigade, Piet Maas, said." parsers take the nine, or the chief alone, for the
subject.
"""

from typing import TYPE_CHECKING, NamedTuple

from onrecord import settings, wordlists
from onrecord.extract.cues import CLOSING, Cue, is_date

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADP"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_ASIDE = wordlists.group("speaker_words", "stands_before_said")
_THAT = wordlists.group("speaker_words", "opens_a_statement")
_TELLS = wordlists.group("speaker_words", "tells")


class Closing(NamedTuple):
    """The speaker's words: their first and last tokens, and the heads of the name and of what explains it."""

    first: int
    last: int
    heads: tuple["Token", ...]


def find(cue: Cue) -> Closing | None:
    """The speaker before a verb that ends its sentence; null where the verb has something to report behind it.

    >>> from onrecord import tokens
    >>> from onrecord.extract import cues
    >>> def shown(text):
    ...     parse = tokens.parse(text)
    ...     found = [find(cue) for cue in cues.find(parse)]
    ...     return [(parse[c.first : c.last + 1].text, [str(h) for h in c.heads]) for c in found if c]
    >>> shown("Nine were hurt, the chief of the brigade, Piet Maas, said.")
    [('the chief of the brigade, Piet Maas', ['chief', 'Maas'])]
    >>> shown("The dam leaked in May, operator Torvia Hydro said on Monday.")
    [('operator Torvia Hydro', ['Hydro'])]
    >>> shown("In Porto, the mayor said the dam leaked.")
    []
    """
    verb = cue.head
    if not {"marks", "clause"} <= cue.frames or cue.kind != "speech" or not _ends(verb):
        return None
    parse, at = verb.doc, verb.i - 1
    while at > verb.sent.start and parse[at].lower_ in _ASIDE:
        at -= 1
    parts = 1
    if parse[at].text == ",":
        parts, at = 2, at - 1
    return _phrases(parse, at, verb.sent.start, parts)


def _phrases(parse: "Doc", last: int, start: int, parts: int) -> Closing | None:
    """The last phrases before a token, parted by commas, behind a clause: "... was hurt, | Ana Bech, 41, a nurse"."""
    heads: list[Token] = []
    at = last
    while parts:
        first = _first_of_phrase(parse, at, start)
        if first is None or parse[first - 1].text not in CLOSING | {","}:
            return None
        head = _head(parse, first, at)
        if head is not None:
            heads.insert(0, head)
        parts -= head is not None or not parse[at].like_num
        at = first - 2
    told = parse[at + 1].text in CLOSING or any(token.pos_ in _VERBS for token in parse[start : at + 1])
    return Closing(at + 2, last, tuple(heads)) if told and heads else None


def _first_of_phrase(parse: "Doc", last: int, start: int) -> int | None:
    first = last + 1
    while first > start and (parse[first - 1].pos_ in _IN_PHRASE or parse[first - 1].tag_ == "PRP$"):
        first -= 1
    return first if start < first <= last and parse[first].pos_ != "ADP" else None


def _head(parse: "Doc", first: int, last: int) -> "Token | None":
    """The noun on which a phrase is built: "the chief | of the brigade", "the dam's operator"."""
    head = None
    for token in parse[first : last + 1]:
        if token.pos_ in _NOUNS and not is_date(token):
            head = token
        elif token.pos_ == "ADP" and head is not None:
            break
    return head


def _ends(verb: "Token") -> bool:
    """Whether no clause, object or quotation follows that the verb might report: "told the Star", "said on Monday"."""
    behind = verb.doc[verb.i + 1 : verb.sent.end]
    if len(behind) > settings.EXTRACT_MEDIUM_WITHIN or verb.tag_ not in {"VBD", "VBZ", "VBN", "VBP"}:
        return False
    if any(t.pos_ in _VERBS or t.is_quote or t.text == ":" or t.lower_ in _THAT for t in behind):
        return False
    to_whom = verb.lemma_ in _TELLS or not behind or behind[0].pos_ not in _NOUNS | {"DET", "PRON", "NUM", "ADJ"}
    return to_whom or is_date(behind[0])

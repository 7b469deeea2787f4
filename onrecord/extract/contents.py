"""Contents: which words a cue reports, read from the parse of its sentence."""

from typing import TYPE_CHECKING, NamedTuple

from onrecord import wordlists
from onrecord.extract import closings
from onrecord.extract.cues import CREDITS, SUBJECTS, Cue, reports
from onrecord.extract.speakers import REASONS
from onrecord.extract.subjects import is_passive, subject, turned

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_TELLS = wordlists.group("speaker_words", "tells")
_SAYS = wordlists.group("speaker_words", "says")
_THAT = wordlists.group("speaker_words", "opens_a_statement")
_OPENS = wordlists.group("speaker_words", "opens_a_view")
_TO_DO = wordlists.group("speaker_words", "leads_to_an_act")
_AND = wordlists.group("speaker_words", "goes_on_with")
_ON = wordlists.group("speaker_words", "calls_on")
_AS = wordlists.group("speaker_words", "sees_as")
_CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})
_LEFT_OUT = frozenset({"punct", "npadvmod", "advmod", "advcl", "agent", "prt", "cc", "conj", "mark", "aux", "dep"})


class Stretch(NamedTuple):
    """Tokens of the parse, `first` to `last`, both in."""

    first: int
    last: int


def of(cue: Cue) -> list[Stretch]:
    """What a cue reports, in one piece or two; nothing when the sentence does not tell.

    >>> from onrecord import tokens
    >>> from onrecord.extract import cues
    >>> def shown(text):
    ...     parse = tokens.parse(text)
    ...     return [[parse[s.first : s.last + 1].text for s in of(cue)] for cue in cues.find(parse)]
    >>> shown("The mayor said on Monday that the bridge would open.")
    [['the bridge would open']]
    >>> shown("The bridge will open, the mayor said.")
    [['The bridge will open']]
    >>> shown("Unions urged the city to wait.")
    [['to wait']]
    """
    if cue.frames & {"bare", "dash", "colon"}:
        return []
    if "according" in cue.frames:
        return _according(cue)
    if "noun" in cue.frames:
        return _of_noun(cue)
    return _after(cue) or _passive(cue) or _behind_setting(cue) or _before(cue)


def asked(cue: Cue) -> Stretch | None:
    """Who is to do what is demanded: "urged | the city | to wait", "called on | the city | to wait"."""
    demands = cue.kind == "demand" or cue.head.lemma_ in _TELLS or _calls_on(cue)
    reach = _reach(cue) if demands and "noun" not in cue.frames else None
    if reach is None:
        return None
    words = cue.head.doc[reach.first : reach.last + 1]
    if cue.head.doc[reach.first - 1].lower_ in _THAT:  # "told reporters that failure | to pay would hurt"
        return None
    to = next((t for t in words if t.lower_ in _TO_DO and t.dep_ == "aux"), None)
    if to is None or to.i - (to.nbor(-1).tag_ in _WH) <= reach.first or any(_is_verbal(t) for t in words if t.i < to.i):
        return None
    return Stretch(reach.first, to.i - 1 - (to.nbor(-1).tag_ in _WH))


def _is_verbal(token: "Token") -> bool:
    return token.pos_ == "ADP" or token.dep_ == "mark" or (token.pos_ == "VERB" and token.dep_ != "amod")


def _after(cue: Cue) -> list[Stretch]:
    """What follows the verb, without the one of whom it is demanded."""
    reach, to_do = _reach(cue), asked(cue)
    if reach is None:
        return []
    return [reach if to_do is None else Stretch(to_do.last + 1, reach.last)]


def _behind_setting(cue: Cue) -> list[Stretch]:
    """The clause behind the means: "told the Star in an interview | that the roof was lost", where the parse hangs
    it on the interview.
    """
    if cue.kind != "speech" or "clause" not in cue.frames or is_passive(cue.head):
        return []
    settings_ = (part for part in cue.head.rights if part.dep_ == "prep" and is_setting(part))
    for token in (token for part in settings_ for token in part.subtree):
        if token.dep_ == "mark" and token.tag_ == "IN" and token.head.dep_ in {"acl", "ccomp", "relcl"}:
            return [Stretch(token.i + 1, _without_aside(token.doc[token.i + 1 : token.head.right_edge.i + 1]))]
    return []


def _reach(cue: Cue) -> Stretch | None:
    """The clause, infinitive or object that follows the verb, with what belongs to it."""
    verb = cue.head
    if is_passive(verb) and "infinitive" not in cue.frames:
        return None
    parts = [child for child in verb.rights if child.dep_ not in SUBJECTS]
    at = next((i for i, part in enumerate(parts) if _holds(part, cue)), None)
    if at is None:
        return None
    first = _first(parts[at], cue)
    last = parts[at].right_edge.i
    for part in parts[at + 1 :]:
        if part.dep_ in _LEFT_OUT or is_setting(part) or part.left_edge.i != last + 1:
            break
        last = part.right_edge.i
    last = _without_aside(verb.doc[first : _with_second_clause(verb, last) + 1])
    return Stretch(first, last) if last >= first else None


def _without_aside(words: "Span") -> int:
    """The last word before a relative clause at the end that a comma sets off, most often the reporter's own words:
    "asked the city to open the hall, which has 300 beds"; and before ", according to the police", who speak of it.
    """
    last = words.end - 1
    passed_on = next((t.i for t in words if t.lower_ in CREDITS and t.i - words.start > 1), None)
    if passed_on is not None and words.doc[passed_on - 1].text == ",":
        last = passed_on - 2
    for token in words:
        opens, before = token.left_edge, token.left_edge.i - 1
        if token.dep_ == "relcl" and before > words.start and token.right_edge.i >= last - 1 and opens.tag_ in _WH:
            return before - 1 if words.doc[before].text == "," else last
    return last


def _last_clause(words: "Span") -> Stretch:
    """Of "The union asked the city to close the port, where | two ships sank", a clause that police may speak of, the
    last: what stands before has another speaker. All the words, where they have none.
    """
    for token in reversed(words):
        if token.tag_ not in _WH or token.i < words.start + 2 or token.nbor(-1).text != ",":
            continue
        clause = next((a for a in token.ancestors if a.dep_ in {"relcl", "advcl"} and a.i > token.i), None)
        if (
            clause is None
            or clause.right_edge.i < words.end - 1
            or not any(map(reports, words.doc[words.start : token.i]))
        ):
            break
        return Stretch(token.i + (token.tag_ == "WRB"), words.end - 1)
    return Stretch(words.start, words.end - 1)


def _with_second_clause(verb: "Token", last: int) -> int:
    """The end of "said that it was late, | and that nobody came", where the parse ends the content at the comma."""
    behind = [t for t in verb.doc[last + 1 : min(last + 6, verb.sent.end)] if not t.is_punct]
    if len(behind) > 1 and behind[0].lower_ in _AND and behind[1].lower_ in _THAT:
        return behind[1].sent.end - 1
    return last


def _holds(part: "Token", cue: Cue) -> bool:
    """Whether a dependent of the verb may be its content, by the verb's frames."""
    if part.dep_ == "prep":
        return part.lower_ in cue.frames and not is_setting(part)
    if part.dep_ in {"ccomp", "xcomp"}:
        if _is_infinitive(part):
            return "infinitive" in cue.frames or _calls_on(cue)
        clause = part.pos_ in {"VERB", "AUX"} or part.left_edge.dep_ == "mark"
        return ("clause" if clause else "naming") in cue.frames
    if part.dep_ == "dobj" and cue.head.lemma_ in _SAYS:
        # "The operator said the dam leaked": some parses make "leaked" a participle of the dam.
        return any(child.dep_ == "acl" and child.tag_ in {"VBD", "VBN"} for child in part.rights)
    return part.dep_ in {"dobj", "oprd"} and _holds_object(part, cue)


def _holds_object(part: "Token", cue: Cue) -> bool:
    """Whether an object is what is told ("rejected the plan"), not only the one who is told it ("told the court")."""
    later = [other for other in cue.head.rights if other.i > part.i]
    if "naming" in cue.frames:
        if any(child.dep_ == "prt" for child in cue.head.rights):  # "called off the match"
            return False
        return part.dep_ == "oprd" or any(map(_names, later))
    if "matter" in cue.frames:
        return part.pos_ == "NOUN" and part.ent_type_ != "PERSON"
    if "infinitive" in cue.frames and any(o.dep_ in {"xcomp", "advcl"} and _is_infinitive(o) for o in later):
        return True
    return "object" in cue.frames and (part.pos_ != "PRON" or cue.kind == "act")


def _calls_on(cue: Cue) -> bool:
    return not _ON.isdisjoint(cue.frames) and cue.head.doc[cue.head.i + 1 : cue.head.i + 2].text.lower() in _ON


def _is_infinitive(part: "Token") -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _TO_DO for child in part.lefts)


def _names(part: "Token") -> bool:
    """The second half of "described the plan as a gift", "called it unwise"."""
    return part.dep_ in {"oprd", "acomp"} or (part.dep_ == "prep" and part.lower_ in _AS)


def _first(part: "Token", cue: Cue) -> int:
    """Where the content begins: after "that", after the preposition of the cue."""
    if part.dep_ == "prep":
        return part.i + 1
    first = part.left_edge
    if part.dep_ in _CLAUSES and first.dep_ == "mark" and first.lower_ in _OPENS:
        return first.i + 1
    return max(first.i, cue.head.i + 1)


def _passive(cue: Cue) -> list[Stretch]:
    """What follows, else the subject: "The harbour was criticised by residents over noise". Not without a speaker."""
    verb = cue.head
    agent = next((child for child in verb.rights if child.dep_ == "agent"), None)
    if agent is None or not is_passive(verb):
        return []
    speaker = next((child for child in agent.rights if child.dep_ == "pobj"), agent)
    for part in [*verb.rights, *speaker.rights]:
        if part.dep_ == "prep" and part.lower_ in REASONS and not is_setting(part):
            return [Stretch(part.i, part.right_edge.i)]
    if "object" not in cue.frames:
        return []
    if verb.dep_ == "acl":  # "the deal announced by the mayor" is a thing, not what she said
        return []
    spoken_of = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    return [Stretch(spoken_of.left_edge.i, spoken_of.right_edge.i)] if spoken_of else []


def zone(cue: Cue) -> Stretch:
    """The words of an attribution that stands beside its content: ", the mayor said" or ", said the mayor"."""
    verb = cue.head
    if (closing := closings.find(cue)) is not None:
        return Stretch(closing.first, verb.i)
    found = turned(verb) or next((child for child in verb.children if child.dep_ == "nsubj"), None)
    first, last = verb.i, max(verb.i, verb.i + (cue.end > verb.idx + len(verb)))
    for child in verb.lefts:
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and child.i > verb.i - 4:
            first = min(first, child.left_edge.i)
    if found is None:
        return Stretch(first, last)
    if found.i < verb.i:
        return Stretch(min(first, found.left_edge.i), last)
    return Stretch(first, max(last, found.right_edge.i))


def _before(cue: Cue) -> list[Stretch]:
    """The clause before ", the mayor said", and what goes on behind it: "The bridge, the mayor said, will open"."""
    if (closing := closings.find(cue)) is not None and closing.first - 2 >= cue.head.sent.start:
        return [_last_clause(cue.head.doc[cue.head.sent.start : closing.first - 1])]
    if "clause" not in cue.frames or cue.head.dep_ in {"relcl", "acl", "xcomp", "advcl", "conj"}:
        return []
    return _around(cue.head, zone(cue))


def _around(word: "Token", zone: Stretch) -> list[Stretch]:
    """The clause around an attribution that is set off by commas; not "In other words, she said yes"."""
    sentence = word.sent
    # In "It rained, officials said, media reported" some parses hang both clauses on the last verb.
    above = word.head.lefts if word.dep_ == "ccomp" and word.head.i > word.i else ()
    clause = next((c for c in [*word.children, *above] if c.dep_ == "ccomp" and c.left_edge.i < zone.first), None)
    if zone.first <= sentence.start or not _breaks(word.doc[zone.first - 1]):
        return []
    if clause is None and word.dep_ != "parataxis":
        return []
    pieces = [_last_clause(word.doc[sentence.start : zone.first - 1])] if zone.first - 2 >= sentence.start else []
    rest = zone.last + 1
    goes_on = (clause is not None and clause.i > zone.last) or (word.dep_ == "parataxis" and word.head.i > word.i)
    if pieces and goes_on and rest < sentence.end - 1 and word.doc[rest].text == ",":
        pieces.append(Stretch(rest + 1, sentence.end - 1))
    return pieces


def has_clause(cue: Cue) -> bool:
    """Whether a clause follows the verb that it may report: "of the plan she said it was late"."""
    return any(child.dep_ == "ccomp" for child in cue.head.rights)


def _breaks(token: "Token") -> bool:
    return token.text in {",", "”", '"', "''", "--", "—", "–", "-", "?", "!"}


def _according(cue: Cue) -> list[Stretch]:
    """The clause on the other side of the comma: "Two left, according to the police" and the reverse."""
    word, sentence = cue.head, cue.head.sent
    last = max((child.right_edge.i for child in word.subtree), default=word.i)
    follows = word.doc[last + 1] if last + 1 < sentence.end else None
    if word.i - sentence.start <= 1:
        return [Stretch(last + 2, sentence.end - 1)] if follows is not None and follows.text == "," else []
    first, verb = sentence.start, word.head
    while (
        verb.dep_ in {"prep", "pobj", "amod", "advmod", "acl", "compound", "nmod", "dobj", "attr"} and verb.head != verb
    ):
        verb = verb.head
    if verb.dep_ in {"relcl", "advcl", "ccomp"} and verb.left_edge.i < word.i:
        first = verb.left_edge.i
        first += word.doc[first].tag_ in {"WRB", "WDT", "IN"}
    end = word.i - 1 - (word.nbor(-1).text == ",")
    pieces = [_last_clause(word.doc[first : end + 1])] if end >= first else []
    if pieces and word.nbor(-1).text == "," and follows is not None and follows.text == "," and verb.i > word.i:
        pieces.append(Stretch(last + 2, sentence.end - 1))
    return pieces


def _of_noun(cue: Cue) -> list[Stretch]:
    """His claim "that it rains", calls "for a ban": only where somebody has it (his, the mayor's, by the unions)."""
    if subject(cue) is None:
        return []
    for part in cue.head.rights:
        if part.dep_ == "prep" and part.lower_ in cue.frames:
            return [Stretch(part.i + 1, part.right_edge.i)]
        if part.dep_ in {"acl", "ccomp", "relcl"} and "clause" in cue.frames:
            mark = part.left_edge
            if mark.lower_ in _THAT and mark.dep_ == "mark":
                return [Stretch(mark.i + 1, part.right_edge.i)]
    return []


def is_setting(part: "Token") -> bool:
    """Whether a phrase tells when or by what means it was said: "on Monday", "in a statement"."""
    if part.dep_ == "npadvmod":
        return True
    inner = next((child for child in part.rights if child.dep_ == "pobj"), None) if part.dep_ == "prep" else None
    if inner is None:
        return False
    return inner.ent_type_ in {"DATE", "TIME"} or inner.lemma_ in wordlists.words("media")

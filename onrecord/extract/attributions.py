"""Attributions: which cue reports which passage in quotation marks, by where they stand."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord import settings, tokens, wordlists
from onrecord.extract import contents, marks
from onrecord.extract.cues import Cue
from onrecord.extract.marks import Marked

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset('“”"')
_COLON = re.compile(r"[^\n\".!?“”]{0,60}:\s*")
_BETWEEN = wordlists.group("speaker_words", "only_leads")
_LEADS = frozenset({"", ",", ":"})
_BESIDE = frozenset({"marks", "naming", "according", "dash", "colon"})
_LEADING = frozenset({"marks", "bare", "naming", "colon"})
_PAUSES = ",?!…—–-"
_STOPS = ".!?:…—–(["

Pieces = tuple[tuple[int, int], ...]


def find(text: str, found: list[Cue], marked: list[Marked]) -> dict[Cue, list[int]]:
    """The passages in marks that stand beside a cue, by their places in `marked`: "...", she said / She said: "...".

    Verbs that no list has may report a passage that is left: "We won," she beamed.
    """
    owners: dict[Cue, list[int]] = {}
    listed = [cue for cue in found if cue.frames & _BESIDE]
    left = _assign(text, listed, marked, owners)
    bare = [cue for cue in found if "bare" in cue.frames]
    _assign(text, bare, [mark if i in left else None for i, mark in enumerate(marked)], owners)
    return owners


def _assign(text: str, cues: list[Cue], marked: Sequence[Marked | None], owners: dict[Cue, list[int]]) -> set[int]:
    """Give each passage to the cue behind it or the one before it; returns the passages that no cue takes."""
    starts = [cue.start for cue in cues]
    left = set()
    for i, mark in enumerate(marked):
        if mark is None:
            continue
        at = bisect_left(starts, mark.closed)
        if marks.is_name(text[mark.start : mark.end]) and not (at and _shouted(text, mark, cues[at - 1])):
            continue
        if at < len(cues) and _follows(text, mark, cues[at]):
            owners.setdefault(cues[at], []).append(i)
        elif at and _leads(text, mark, cues[at - 1], i - 1 in owners.get(cues[at - 1], [])):
            owners.setdefault(cues[at - 1], []).append(i)
        else:
            left.add(i)
    return left


def _between(text: str, start: int, end: int) -> str | None:
    """The words between a cue and a passage that may belong together; null when they are too far apart."""
    if not 0 <= end - start <= settings.EXTRACT_LONGEST_ATTRIBUTION:
        return None
    return text[start:end]


def _in_one_sentence(between: str) -> bool:
    return "\n" not in between and len(tokens.sentences(between.strip() + " X")) < 2


def _shouted(text: str, mark: Marked, cue: Cue) -> bool:
    """Whether capitalised words are said after all: the crowd chanted, "Free Lisbon!"."""
    led = "marks" in cue.frames and not text[cue.end : mark.opened].strip(" ,:")
    return led and text[mark.end - 1] in ".!?"


def _follows(text: str, mark: Marked, cue: Cue) -> bool:
    """Whether the cue reports the words before it: "We lost," she said."""
    between = _between(text, mark.closed, cue.start)
    if between is None or _MARKS & set(between) or "colon" in cue.frames:
        return False
    if "dash" in cue.frames:
        return not between.strip()
    ends = text[mark.start : mark.end].rstrip()[-1:]
    if (ends not in _PAUSES and not between.lstrip().startswith(",")) or not _in_one_sentence(between):
        return False
    return (opens_sentence(text, mark) and "bare" not in cue.frames) or _is_beside(text, mark, cue)


def _is_beside(text: str, mark: Marked, cue: Cue) -> bool:
    """Whether the attribution begins right behind the mark and has no clause of its own to report."""
    zone = contents.zone(cue)
    lead = text[mark.closed : cue.head.doc[zone.first].idx].strip(" ,")
    return not lead and not contents.has_clause(cue) and ("bare" not in cue.frames or _has_subject(text, mark, cue))


def _has_subject(text: str, mark: Marked, cue: Cue) -> bool:
    """Whether a verb of no list has a name beside it: "..." she beamed, "..." beamed Ana Duarte."""
    turned = (
        not text[mark.closed : cue.start].strip(" ,")
        and cue.head.doc[cue.head.i + 1 : cue.head.i + 2].text[:1].isalpha()
    )
    return turned or contents.zone(cue).first < cue.head.i


def _leads(text: str, mark: Marked, cue: Cue, resumed: bool) -> bool:
    """Whether the cue reports the words after it: She told us: "We lost"; "The roof," she said, "is gone"."""
    between = _between(text, cue.end, mark.opened)
    if between is None or not cue.frames & _LEADING:
        return False
    if "colon" in cue.frames:
        return not between.strip()
    if "bare" in cue.frames or "\n" in between:
        # He put it this way: "..." and, with the words alone in the next paragraph, She wrote: / "..."
        return bool(_COLON.fullmatch(between)) and ("\n" not in between or mark.opened == mark.line)
    if not _in_one_sentence(between) or (not resumed and _MARKS & set(between)):
        return False
    goes_on = resumed and between.rstrip()[-1:] == "," and text[mark.start].islower()
    return goes_on or between.rstrip()[-1:] == ":" or _only_leads(between) or _ends_before(text, mark, cue)


def _ends_before(text: str, mark: Marked, cue: Cue) -> bool:
    """Whether the attribution ends where the passage begins, or names the thing that the passage describes."""
    end = _attribution_end(cue, mark.opened)
    reaches = end <= mark.opened and _only_leads(text[end : mark.opened])
    return reaches or ("naming" in cue.frames and _names(cue, mark))


def _names(cue: Cue, mark: Marked) -> bool:
    """Whether only the thing described stands between: she called the plan "a gift", described it as "a gift"."""
    between = cue.head.doc.char_span(cue.end, mark.opened, alignment_mode="contract")
    return between is not None and not any(token.pos_ in {"VERB", "AUX"} or token.text == "," for token in between)


def _attribution_end(cue: Cue, limit: int) -> int:
    """Where "she told the court in a statement on Monday" ends."""
    last = cue.head.doc[contents.zone(cue).last]
    asides = [c for c in cue.head.rights if c.dep_ in {"dobj", "dative"} or contents.is_setting(c)]
    return max([cue.end, last.idx + len(last), *(end for end in map(_end, asides) if end <= limit)])


def _only_leads(between: str) -> bool:
    """Whether nothing but punctuation and "that" stands between a cue and the opening mark."""
    return _BETWEEN.issuperset(re.findall(r"\w+", between.lower()))


def _end(token: "Token") -> int:
    return token.right_edge.idx + len(token.right_edge)


def opens_sentence(text: str, mark: Marked) -> bool:
    """Whether the marks hold the beginning of a sentence."""
    before = text[max(mark.line, mark.opened - 20) : mark.opened].rstrip(" \t\"'”’)")
    return not before or before[-1] in _STOPS


def pieces(text: str, own: list[Marked], cue: Cue) -> Pieces:
    """The passages with the words outside that they go on from: The two "will talk at noon," the palace said."""
    found = [(mark.start, mark.end) for mark in own]
    first = own[0]
    if opens_sentence(text, first):
        return tuple(found)
    if first.start < cue.start:
        found[0] = (_sentence_start(text, first.line, first.opened), first.end)
    elif "naming" in cue.frames and text[cue.end : first.opened].rstrip()[-1:] not in _LEADS:
        found[0] = (cue.end, first.end)
    elif text[first.start].islower() and text[cue.end : first.opened].rstrip()[-1:] == ",":
        # The roof, she said, "is gone": the marks hold the second half of her sentence.
        zone = cue.head.doc[contents.zone(cue).first]
        start = _sentence_start(text, first.line, zone.idx)
        if text[start : zone.idx].rstrip()[-1:] == ",":
            found.insert(0, (start, zone.idx))
    return tuple(found)


def _sentence_start(text: str, line: int, end: int) -> int:
    start = max(line, end - settings.EXTRACT_LONGEST_ATTRIBUTION)
    found = tokens.sentences(text[start:end])
    return start + found[-1][0] if found else end

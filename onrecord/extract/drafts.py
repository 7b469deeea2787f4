"""Drafts: quotations as the rules read them, from cues, layout and parse, before anybody weighs them."""

from bisect import bisect_right
from typing import NamedTuple

from onrecord.extract import attributions, contents, marks, speakers
from onrecord.extract.cues import Cue
from onrecord.extract.marks import Marked
from onrecord.extract.readings import Reading


class Draft(NamedTuple):
    """A quotation before its roles are named: its cue (null: the speaker is carried over from `after`), its pieces.

    `source` are the characters that name the speaker where the roles are `learned`; the rules ask the cue.
    """

    cue: Cue | None
    pieces: tuple[tuple[int, int], ...]
    after: "Draft | None" = None
    source: tuple[int, int] | None = None
    learned: bool = False


def find(reading: Reading, found: list[Cue], marked: list[Marked]) -> list[Draft]:
    """What each cue reports."""
    text = reading.article.text
    found = [cue for cue in found if mark_at(cue.start, marked) is None]
    owners = attributions.find(text, found, marked)
    drafts = [_in_marks(reading, cue, [marked[i] for i in own], marked) for cue, own in owners.items()]
    for cue in found:
        if cue not in owners:
            drafts.extend(_from_parse(reading, cue, marked))
    return drafts


def mark_at(offset: int, marked: list[Marked]) -> int | None:
    """The passage in marks that has the character."""
    at = bisect_right(marked, offset, key=lambda m: m.start) - 1
    return at if at >= 0 and offset < marked[at].end else None


def _in_marks(reading: Reading, cue: Cue, own: list[Marked], marked: list[Marked]) -> Draft:
    """The passages; or the clause that they begin: She said the roof was "gone" and the wall "about to go"."""
    text = reading.article.text
    lead = text[cue.end : own[0].opened].rstrip() if own[0].start > cue.start else ","
    if lead[-1:] not in {":", ","}:
        for draft in _from_parse(reading, cue, marked):
            if draft.pieces[0][0] <= own[0].start and draft.pieces[-1][1] > own[-1].closed + 2:
                return draft
    return Draft(cue, attributions.pieces(text, own, cue))


def _from_parse(reading: Reading, cue: Cue, marked: list[Marked]) -> list[Draft]:
    parse = reading.parse
    if speakers.subject(cue) is None:
        return []
    pieces = []
    for first, last in contents.of(cue):
        start, end = parse[first].idx, parse[last].idx + len(parse[last])
        at = mark_at(end - 1, marked)
        pieces.append((start, marked[at].end if at is not None and marked[at].start > start else end))
    return [Draft(cue, tuple(pieces))] if pieces else []


def carried(text: str, marked: list[Marked], taken: dict[int, Draft]) -> list[Draft]:
    """A further sentence in marks in the same paragraph is of the same speaker, and a next paragraph all in marks."""
    drafts = []
    last: Draft | None = None
    line = -1
    for i, mark in enumerate(marked):
        if mark.line != line:
            last = last if last is not None and _goes_on(text, marked[i - 1], mark) else None
            line = mark.line
        if i in taken:
            last = taken[i]
        elif last is not None and attributions.opens_sentence(text, mark) and _is_sentence(text[mark.start : mark.end]):
            drafts.append(Draft(None, ((mark.start, mark.end),), last))
    return drafts


def _goes_on(text: str, before: Marked, mark: Marked) -> bool:
    """Whether a paragraph goes on with the words of the one before, which nobody closed, or has nothing but marks."""
    if before.end == before.closed:
        return True
    end = text.find("\n", before.closed)
    next_to = end >= 0 and not text[end : mark.line].strip()
    rest = text[mark.closed :].split("\n", 1)[0]
    return next_to and mark.opened == mark.line and not rest.strip() and mark.end < mark.closed


def _is_sentence(words: str) -> bool:
    return words[:1].isupper() and words.rstrip()[-1:] in ".!?,…" and not marks.is_name(words)

"""Quotations: what somebody is said to have said, thought, asked for or denied, in marks or without.

The roles are those of PARC: a cue, its content and its source (here the speaker). `cues` finds the words that report,
`contents` what each of them reports, `marks` the passages in quotation marks, `attributions` whose these are.
"""

from bisect import bisect_right
from typing import NamedTuple

from onrecord.extract import attributions, contents, cues, marks, speakers, turns
from onrecord.extract.cues import Cue
from onrecord.extract.marks import Marked
from onrecord.extract.readings import Reading
from onrecord.schema import Quote, QuoteKind, Span, content_id
from onrecord.spans import trim

_EDGES = ' \t\n\r\u00a0"“”«»„`'

_ABOUT = frozenset({"demand", "belief", "act"})


class Draft(NamedTuple):
    """A quotation before its roles are named: its cue (null: the speaker is carried over from `after`), its pieces."""

    cue: Cue | None
    pieces: tuple[tuple[int, int], ...]
    after: "Draft | None" = None


def find(reading: Reading) -> None:
    """Fill `reading.quotes`, in the order of the text.

    >>> from onrecord import tokens
    >>> from onrecord.schema import Article
    >>> text = '"We lost the roof," Ana Duarte told reporters. "It fell at noon." The city called for more money.'
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> find(reading)
    >>> for q in reading.quotes:
    ...     print(q.kind, [reading.text(s) for s in q.content], q.speaker, q.addressee)
    direct ['We lost the roof,'] Ana Duarte reporters
    direct ['It fell at noon.'] Ana Duarte None
    indirect ['more money'] The city None
    """
    marked = marks.find(reading.article.text)
    drafts = _drafts(reading, cues.find(reading.parse), marked)
    kept: dict[str, Quote] = {}
    for draft in sorted(drafts, key=lambda d: (d.pieces[0], d.pieces[-1][1])):
        quote = _quote(draft, reading, marked)
        if quote is not None:
            kept.setdefault(quote.id, quote)
    reading.quotes.extend(turns.resolve(list(kept.values()), reading))


def _drafts(reading: Reading, found: list[Cue], marked: list[Marked]) -> list[Draft]:
    text = reading.article.text
    found = [cue for cue in found if _mark_at(cue.start, marked) is None]
    owners = attributions.find(text, found, marked)
    drafts: list[Draft] = []
    taken: dict[int, Draft] = {}
    for cue, own in owners.items():
        drafts.append(_in_marks(reading, cue, [marked[i] for i in own], marked))
        taken.update(dict.fromkeys(own, drafts[-1]))
    for cue in found:
        if cue not in owners:
            drafts.extend(_from_parse(reading, cue, marked))
    drafts.extend(_carried(text, marked, taken))
    return drafts


def _mark_at(offset: int, marked: list[Marked]) -> int | None:
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
        at = _mark_at(end - 1, marked)
        pieces.append((start, marked[at].end if at is not None and marked[at].start > start else end))
    return [Draft(cue, tuple(pieces))] if pieces else []


def _carried(text: str, marked: list[Marked], taken: dict[int, Draft]) -> list[Draft]:
    """A further sentence in marks in the same paragraph is of the same speaker."""
    drafts = []
    last: Draft | None = None
    line = -1
    for i, mark in enumerate(marked):
        if mark.line != line:
            goes_on = i and i - 1 in taken and marked[i - 1].end == marked[i - 1].closed
            last, line = (last if goes_on and last else None), mark.line
        if i in taken:
            last = taken[i]
        elif last is not None and attributions.opens_sentence(text, mark) and _is_sentence(text[mark.start : mark.end]):
            drafts.append(Draft(None, ((mark.start, mark.end),), last))
    return drafts


def _is_sentence(words: str) -> bool:
    return words[:1].isupper() and words.rstrip()[-1:] in ".!?,…" and not marks.is_name(words)


def _quote(draft: Draft, reading: Reading, marked: list[Marked]) -> Quote | None:
    text = reading.article.text
    content = tuple(_trimmed(reading.span(*piece), text, marked) for piece in draft.pieces)
    content = tuple(span for span in content if span.end > span.start)
    if not content or (draft.cue and _only_names(content, draft.cue, reading, marked)):
        return None
    cue = draft.cue or (draft.after.cue if draft.after else None)
    head = speakers.subject(cue) if cue else None
    where = speakers.phrase(head, cue) if head is not None and cue is not None else None
    return Quote(
        id=content_id(reading.article.id, content[0].start, content[0].end),
        content=content,
        cue=reading.span(draft.cue.start, draft.cue.end) if draft.cue else None,
        speaker_span=reading.span(*where) if where else None,
        speaker=speakers.name(head, cue, reading) if head is not None and cue else None,
        kind=_kind(content, marked, text),
        addressee=_addressee(draft.cue, reading) if draft.cue else None,
        medium=speakers.medium(draft.cue, reading) if draft.cue else None,
    )


def _only_names(content: tuple[Span, ...], cue: Cue, reading: Reading, marked: list[Marked]) -> bool:
    """Whether a demand, a belief or an act tells only its object: "called for calm", "thanked Mayor Ana Duarte"."""
    if cue.kind not in _ABOUT and cue.head.lemma_ != "call":
        return False
    if _kind(content, marked, reading.article.text) != "indirect":
        return False
    words = reading.parse.char_span(content[0].start, content[-1].end, alignment_mode="expand") or ()
    told = [word for word in words if word.is_alpha and word.pos_ not in {"DET", "PROPN", "PRON"}]
    return not told or sum(word.is_alpha and word.pos_ != "DET" for word in words) < 2


def _addressee(cue: Cue, reading: Reading) -> str | None:
    asked = contents.asked(cue)
    if asked is None:
        return speakers.addressee(cue, reading)
    return reading.parse[asked.first : asked.last + 1].text.strip()


def _trimmed(span: Span, text: str, marked: list[Marked]) -> Span:
    """Without the marks around all of it, with those around a part of it; without the last comma outside of marks."""
    first, last = _mark_at(span.start, marked), _mark_at(span.end - 1, marked)
    if first is not None and first == last:
        return trim(span, text, _EDGES)
    if first is not None and span.start == marked[first].start:
        span = Span(span.article, marked[first].opened, span.end)
    if last is not None and span.end == marked[last].end:
        return trim(Span(span.article, span.start, marked[last].closed), text, " \n\t")
    abbreviated = text[span.end : span.end + 1] == ","  # "The A.G., according to the Star, said"
    return trim(span, text, " \t\r\n\u00a0,;:" + "." * (not abbreviated))


def _kind(content: tuple[Span, ...], marked: list[Marked], text: str) -> QuoteKind:
    """Direct: all of it stands in marks; mixed: some of its words do, a name in marks aside."""
    quoted = 0
    for span in content:
        at = max(0, bisect_right(marked, span.start, key=lambda m: m.start) - 1)
        while at < len(marked) and marked[at].start < span.end:
            if not marks.is_name(text[marked[at].start : marked[at].end]):
                quoted += max(0, min(span.end, marked[at].end) - max(span.start, marked[at].start))
            at += 1
    total = sum(span.end - span.start for span in content)
    return "indirect" if not quoted else "direct" if quoted >= total - 2 else "mixed"

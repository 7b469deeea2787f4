"""Quotations: what somebody is said to have said, thought, asked for or denied, in marks or without.

The roles are those of PARC: a cue, its content and its source (here the speaker). `cues` finds the words that report,
`contents` what each of them reports, `marks` the passages in quotation marks, `attributions` whose these are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import (
    attributions,
    contents,
    cues,
    drafts,
    hints,
    marks,
    passes,
    phrases,
    signatures,
    speakers,
    traits,
    transcripts,
    turns,
)
from onrecord.extract.cues import Cue
from onrecord.extract.drafts import Draft, mark_at
from onrecord.extract.hints import Hints
from onrecord.extract.marks import Marked
from onrecord.extract.proposals import Proposal
from onrecord.extract.readings import Reading
from onrecord.extract.traits import Traits
from onrecord.schema import Quote, QuoteKind, Span, content_id
from onrecord.spans import trim

if TYPE_CHECKING:
    from spacy.tokens import Token

_THAT = wordlists.group("quotation_words", "leads_to_a_clause")
_WHERE = wordlists.group("quotation_words", "leads_to_a_place")
_VERBS = frozenset({"VERB", "AUX"})
_LEFT_OPEN = re.compile(rf"(?:[\s,;–—-]+{wordlists.pattern('speaker_words', 'goes_on_with')}|\s*\([^()]*)\s*$")
_EDGES = ' \t\n\r\u00a0"“”«»„`'


def find(reading: Reading) -> None:
    """Fill `reading.quotes`, in the order of the text.

    >>> from onrecord import tokens
    >>> from onrecord.schema import Article
    >>> text = '"We lost the roof and a wall," Ana Duarte told reporters. "It fell." The city called for more money.'
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> find(reading)
    >>> for q in reading.quotes:
    ...     print(q.kind, [reading.text(s) for s in q.content], q.speaker, q.addressee)
    direct ['We lost the roof and a wall,'] Ana Duarte reporters
    direct ['It fell.'] Ana Duarte None
    indirect ['more money'] The city None
    """
    marked = marks.find(reading.article.text)
    found = cues.find(reading.parse)
    ruled = drafts.find(reading, found, marked)
    known = hints.read(traits.read(reading.parse, marked), found, ruled)
    kept: dict[str, Quote] = {}
    for draft in sorted(_kept(reading, known, ruled), key=lambda d: (d.pieces[0], d.pieces[-1][1])):
        quote = _quote(draft, reading, marked)
        if quote is not None:
            kept.setdefault(quote.id, quote)
    reading.quotes.extend(turns.resolve(list(kept.values()), reading))


def _kept(reading: Reading, known: Hints, ruled: list[Draft]) -> list[Draft]:
    """The readings of the cues that are kept, and the sentences in marks that go on from one of them."""
    by_cue = {draft.cue.head.i: draft for draft in ruled if draft.cue is not None}
    found = []
    taken: dict[int, Draft] = {}
    for proposal, _ in passes.find(known):
        draft, *further = _parted(proposal, known) if proposal.by != "rules" else [by_cue[proposal.cue]]
        found += [draft, *further]
        told = {known.traits.marks[at] for piece in proposal.content for at in piece} - {-1}
        taken |= dict.fromkeys(sorted(told), draft)
    for draft in signatures.find(reading, known.traits.passages):
        mark = mark_at(draft.pieces[0][0], known.traits.passages)
        if mark is not None and mark not in taken:
            taken[mark] = draft
            found.append(draft)
    found += transcripts.find(reading)
    return found + drafts.carried(reading.article.text, known.traits.passages, taken)


def _parted(proposal: Proposal, known: Hints) -> list[Draft]:
    """The reading, and a short further sentence as a draft of its own: "We lost the roof," she said. "It fell."."""
    draft, traits = _draft(proposal, known), known.traits
    behind = [n for n, piece in enumerate(proposal.content) if piece.start > proposal.cue and _opens(piece, traits)]
    main = tuple(piece for n, piece in enumerate(draft.pieces) if n not in behind)
    further = tuple(draft.pieces[n] for n in behind)
    if proposal.content[0].start > proposal.cue or _size(further) > settings.EXTRACT_QUOTE_FURTHER * _size(main):
        return [draft]
    draft = draft._replace(pieces=main)
    return [draft, *(Draft(None, (piece,), draft) for piece in further)]


def _opens(piece: range, traits: Traits) -> bool:
    """Whether a piece is a passage in marks that begins a sentence."""
    passage = traits.passages[traits.marks[piece.start]] if traits.marks[piece.start] >= 0 else None
    begins = passage is not None and passage.opened <= traits.starts[piece.start] <= passage.start
    return begins and passage is not None and attributions.opens_sentence(traits.text, passage)


def _size(pieces: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in pieces)


def _draft(proposal: Proposal, known: Hints) -> Draft:
    """A reading of the learned roles, by characters."""
    chars = known.traits.characters
    head = known.traits.parse[proposal.cue]
    start, end = chars(proposal.extent)
    cue = known.heads.get(proposal.cue) or Cue(head, start, end, "speech", frozenset())
    pieces = tuple(_inside(chars(_told(piece, known)), known.traits.passages) for piece in proposal.content)
    source = _named(chars(proposal.source), known.traits.text) if proposal.source is not None else None
    return Draft(cue._replace(start=start, end=end), pieces, source=source, learned=True)


def _quote(draft: Draft, reading: Reading, marked: list[Marked]) -> Quote | None:
    text = reading.article.text
    content = tuple(_trimmed(_closed(reading.span(*piece), text), text, marked) for piece in draft.pieces)
    content = tuple(span for span in content if span.end > span.start)
    if not content:
        return None
    cue = draft.cue or (draft.after.cue if draft.after else None)
    head, where = _speaker(draft.after or draft, reading)
    return Quote(
        id=content_id(reading.article.id, content[0].start, content[0].end),
        content=content,
        cue=reading.span(draft.cue.start, draft.cue.end) if draft.cue else None,
        speaker_span=reading.span(*where) if where and where[0] < where[1] else None,
        speaker=_name(draft, head, reading),
        kind="direct" if cue and transcripts.TURN in cue.frames else _kind(content, marked, text),
        addressee=_addressee(draft.cue, reading) if draft.cue else None,
        medium=speakers.medium(draft.cue, reading) if draft.cue else None,
    )


def _name(draft: Draft, head: "Token | None", reading: Reading) -> str | None:
    cue = draft.cue or (draft.after.cue if draft.after else None)
    if cue and draft.source and transcripts.TURN in cue.frames:
        return transcripts.speaker(reading.article.text[slice(*draft.source)], reading)
    return speakers.name(head, cue, reading) if head is not None and cue else None


def _named(source: tuple[int, int], text: str) -> tuple[int, int]:
    """The words that name the speaker, without the comma behind "Ana Duarte, the mayor,", and "co-owner" whole."""
    start, end = source
    return start, phrases.unhyphened(text, start + len(text[start:end].rstrip(" ,;:–—-")))


def _told(piece: range, known: Hints) -> range:
    """The piece without the word that leads to it: "said | that it rained", ", | where two ships sank, police said"."""
    words, tags, first = known.traits.words, known.traits.tags, piece.start
    place = words[first] in _WHERE and words[first - 1] == ","
    led = place or (words[first] in _THAT and tags[first] == "IN")
    return piece[1:] if led and len(piece) > 1 else piece


def _inside(piece: tuple[int, int], passages: list[Marked]) -> tuple[int, int]:
    """The characters of a piece without the quotation marks at its edges."""
    start, end = piece
    for passage in passages[bisect_right(passages, start, key=lambda m: m.closed) :]:
        if passage.opened >= end:
            break
        start = passage.start if passage.opened <= start < passage.start else start
        end = passage.end if passage.end < end <= passage.closed else end
    return start, end


def _speaker(draft: Draft, reading: Reading) -> "tuple[Token | None, tuple[int, int] | None]":
    """The head of the words that name the speaker, and their characters."""
    cue = draft.cue
    head = speakers.subject(cue) if cue else None
    if not draft.learned:
        where = speakers.phrase(head, cue) if head is not None and cue is not None else None
        return head, _named(where, reading.article.text) if where else None
    if draft.source is None:
        return None, None
    start, end = draft.source
    span = reading.parse.char_span(start, end, alignment_mode="expand")
    if span is not None and span.root.pos_ in _VERBS:  # a whole clause speaks for nobody
        where = speakers.phrase(head, cue) if head is not None and cue is not None else None
        return (head, _named(where, reading.article.text)) if where else (None, None)
    aside = next((t.left_edge for t in span or () if t.dep_ == "relcl" and t.left_edge.idx > start), None)
    if aside is not None and span is not None and span.root.i < aside.i:  # "Ana Bech, | who works there"
        start, end = _named((start, aside.idx), reading.article.text)
    if head is None or not start <= head.idx < end:
        head = span.root if span is not None else None
    return head, (start, end)


def _addressee(cue: Cue, reading: Reading) -> str | None:
    asked = contents.asked(cue)
    if asked is None:
        return speakers.addressee(cue, reading)
    return reading.parse[asked.first : asked.last + 1].text.strip()


def _closed(span: Span, text: str) -> Span:
    """Without a conjunction or an open bracket at its end: "could last “years” | and", "it leaked | (READ MORE"."""
    found = _LEFT_OPEN.search(text[span.start : span.end])
    if found and "(" in found.group() and text[span.end : span.end + 1] == ")":
        return Span(span.article, span.start, span.end + 1)
    return Span(span.article, span.start, span.start + found.start()) if found else span


def _trimmed(span: Span, text: str, marked: list[Marked]) -> Span:
    """Without the marks around all of it, with those around a part of it; without the last comma outside of marks."""
    first, last = mark_at(span.start, marked), mark_at(span.end - 1, marked)
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

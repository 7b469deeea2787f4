"""Doubts: words of an article that stand in another one too, where nothing but its own page says that they are its."""

from collections.abc import Iterator, Sequence, Set

from onrecord import spans, tokens
from onrecord.align.drafts import Draft, listed
from onrecord.align.grounds import Grounds
from onrecord.align.precedence import first_of, newsroom_of
from onrecord.align.stretches import sentence_around
from onrecord.schema import Article, Part, SharedPassage, Span
from onrecord.settings import ALIGN_DOUBT_WORDS

_REASON = "which of them had it of its own is not known"

Side = tuple[Span, str, SharedPassage]
"""What an article shares, with which other one, and the passage."""


def draft(article: Article, grounds: Grounds, tied: Set[tuple[str, str]], known: Sequence[Span]) -> Draft:
    """What an article that is only presumed its publisher's own shares with articles that a report does not tie to it.

    "I have nothing to add," said the mayor, in two papers: both may have heard it, or one has it from the other. Where
    the other one is signed or credits an agency, or this one was not surely first, it is no second origin of it, nor is
    it in a copy. `known`: what in it is known to be a statement or a post, or what somebody told a house.
    """
    found = Draft("outlet", None, None, f"not known whose: words of {article.id} that others print too")
    sides = [(side, _other(side, passage), passage) for side, passage in grounds.shared.get(article.id, ())]
    copies = [side for side in sides if {(article.id, side[1]), (side[1], article.id)} & tied]
    doubtful = [(side, other) for side, other, _ in set(sides) - set(copies) if _is_doubtful(article, other, grounds)]
    stretches = grounds.stretches(article.id, sorted(doubtful)) if doubtful else ()
    quoted = [side for side, _, passage in sides if passage.kind == "quotation"]
    for stretch in (one for one in stretches if not any(spans.covers(span, one.span) for span in known)):
        if _is_common(stretch.span, article.text) and not any(spans.overlap(stretch.span, side) for side in quoted):
            continue
        found.add(Part(stretch.span, "unknown", f"shared with {listed(stretch.partners)}: {_REASON}"))
        for part in _copied(stretch.span, copies, grounds):
            found.add(part)
    return found


def _other(side: Span, passage: SharedPassage) -> str:
    return passage.right.article if side == passage.left else passage.left.article


def _is_doubtful(article: Article, other: str, grounds: Grounds) -> bool:
    theirs = grounds.articles[other]
    room = newsroom_of(article)
    if grounds.is_gathered(other) or (room is not None and room == newsroom_of(theirs)):
        return False
    return grounds.is_sure(other) or first_of(article, theirs, same_text=False).first != article.id


def _is_common(span: Span, text: str) -> bool:
    """Whether anybody may have put it so: a few words of a longer sentence, "in the 200 block of Harbour Street"."""
    first, last = sentence_around(text, span.start, span.end)
    n_words = len(tokens.words(text[span.start : span.end]).starts)
    return n_words < min(ALIGN_DOUBT_WORDS, len(tokens.words(text[first:last]).starts))


def _copied(span: Span, copies: Sequence[Side], grounds: Grounds) -> Iterator[Part]:
    """The same words in copies of the article."""
    for side, other, passage in copies:
        enough = 2 * spans.overlap(span, side) >= span.end - span.start
        there = spans.project(span, passage) if enough and not grounds.is_sure(other) else None
        if there and there.start < there.end:
            yield Part(there, "unknown", f"shared with {side.article}: {_REASON}")

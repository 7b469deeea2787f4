"""Stretches of an article that passages cover, widened to whole sentences, each with the articles that share it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from onrecord import settings, tokens
from onrecord.align.texts import Text
from onrecord.schema import SharedPassage, Span

Sides = dict[str, list[tuple[Span, str]]]
"""By article its sides of some passages, each with the article on the other side."""


def sides_of(passages: Iterable[SharedPassage]) -> Sides:
    """The sides of passages by article: a report of thousands is gone through once, not once for each article."""
    found: Sides = defaultdict(list)
    for passage in passages:
        for mine, other in ((passage.left, passage.right), (passage.right, passage.left)):
            found[mine.article].append((mine, other.article))
    return found


def passages_by_side(passages: Iterable[SharedPassage]) -> dict[str, list[tuple[Span, SharedPassage]]]:
    """By article its sides of some passages, each with the passage."""
    found: dict[str, list[tuple[Span, SharedPassage]]] = defaultdict(list)
    for passage in passages:
        for side in (passage.left, passage.right):
            found[side.article].append((side, passage))
    return found


class Stretch(NamedTuple):
    """Characters of one article and the articles with which it shares them."""

    span: Span
    partners: tuple[str, ...]


def widen(text: Text, shared: Iterable[tuple[Span, str]]) -> list[Stretch]:
    """The sentences that the spans cover for the most part, and of other sentences the covered words alone.

    `shared` are spans of the text, each with the article on its other side. Sentences that follow each other and have
    the same partners are one stretch.

    >>> from onrecord.align.texts import read
    >>> from onrecord.schema import Article
    >>> text = read(Article("a", "A ferry sank off Lisbon. Four people died there on Monday. Nobody knew why it sank."))
    >>> [(text.article.text[s.start:s.end], with_) for s, with_ in widen(text, [(Span("a", 2, 57), "b")])]
    [('A ferry sank off Lisbon. Four people died there on Monday.', ('b',))]
    """
    pieces: dict[tuple[int, int], set[str]] = defaultdict(set)
    for span, partner in shared:
        for sentence in text.sentences_at(span.start, span.end):
            piece = _piece(text, sentence, span)
            if piece:
                pieces[piece].add(partner)
    return _joined(text, sorted((start, end, tuple(sorted(partners))) for (start, end), partners in pieces.items()))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentences in which the characters `start` to `end` stand.

    >>> sentence_around("It sank. Nobody knew why. They asked.", 10, 12)
    (9, 25)
    """
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    lines = text[first : last if last >= 0 else len(text)]
    held = [s for s in tokens.sentences(lines) if s[0] + first < end and start < s[1] + first]
    return (held[0][0] + first, held[-1][1] + first) if held else (start, end)


def _piece(text: Text, sentence: tuple[int, int], span: Span) -> tuple[int, int] | None:
    all_first, all_last = text.word_range(*sentence)
    first, last = text.word_range(max(span.start, sentence[0]), min(span.end, sentence[1]))
    if last - first >= settings.ALIGN_SENTENCE_COVERED * (all_last - all_first):
        return sentence
    if last - first < settings.ALIGN_SEED_WORDS:
        return None
    return int(text.words.starts[first]), int(text.words.ends[last - 1])


_NOTHING = re.compile(r"\W*")


def _joined(text: Text, pieces: list[tuple[int, int, tuple[str, ...]]]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end, partners in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and last.partners == partners
            and _NOTHING.fullmatch(text.article.text, last.span.end, max(last.span.end, start))
        ):
            joined[-1] = Stretch(Span(last.span.article, last.span.start, max(last.span.end, end)), partners)
        else:
            joined.append(Stretch(Span(text.article.id, start, end), partners))
    return joined

"""Handouts: a statement or post in articles that are no copies of each other, and prose whose origin nobody names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from onrecord import settings, spans, wordlists
from onrecord.align.groups import grouped
from onrecord.align.pairs import Pair
from onrecord.align.prose import Prose, Proses
from onrecord.schema import SharedPassage, Span

_WRITTEN = re.compile(
    wordlists.table("furniture_patterns")["written_statement"],
    re.IGNORECASE,
)


class Handout(NamedTuple):
    """One text that several articles print: `is_written` when they say that it is a statement or a post.

    `copied`: where it stands in copies of these articles.
    """

    passages: tuple[SharedPassage, ...]
    is_written: bool
    copied: tuple[SharedPassage, ...] = ()


def find(pairs: Sequence[Pair], tied: frozenset[tuple[str, str]], proses: Proses) -> list[Handout]:
    """The handouts in pairs that no report ties (`tied`: the pairs that one does), and in copies of these."""
    held: list[tuple[SharedPassage, bool]] = []
    copied: dict[str, list[SharedPassage]] = defaultdict(list)
    for pair in pairs:
        if (pair.left, pair.right) not in tied:
            held.extend(_handed_out(pair, proses))
        else:
            for passage in pair.passages:
                copied[pair.left].append(passage)
                copied[pair.right].append(passage)
    group = grouped(_ties([passage for passage, _ in held], proses))
    members: dict[Node, list[tuple[SharedPassage, bool]]] = defaultdict(list)
    for passage, written in held:
        members[group[passage.left, passage.right]].append((passage, written))
    return [_handout(found, copied) for found in members.values()]


def _handout(found: Sequence[tuple[SharedPassage, bool]], copied: Mapping[str, Sequence[SharedPassage]]) -> Handout:
    passages = tuple(passage for passage, _ in found)
    sides = dict.fromkeys(side for passage in passages for side in (passage.left, passage.right))
    again = (_printed_again(side, passage) for side in sides for passage in copied.get(side.article, ()))
    return Handout(passages, any(written for _, written in found), tuple(filter(None, again)))


def _printed_again(side: Span, passage: SharedPassage) -> SharedPassage | None:
    """The part of a passage with a copy in which most of what was handed out stands: it is the handout's there too."""
    ours, theirs = (
        (passage.left, passage.right) if side.article == passage.left.article else (passage.right, passage.left)
    )
    held = Span(side.article, max(ours.start, side.start), min(ours.end, side.end))
    if 2 * (held.end - held.start) < side.end - side.start:
        return None
    there = spans.project(held, passage)
    return replace(passage, left=held, right=there) if there and there.article == theirs.article else None


def _handed_out(pair: Pair, proses: Proses) -> Iterator[tuple[SharedPassage, bool]]:
    for passage in pair.passages:
        sides = [_Side(proses[side.article], side) for side in (passage.left, passage.right)]
        prose = min(side.first_hand for side in sides) * passage.identity
        others = min(side.others for side in sides) * passage.identity
        if others >= settings.ALIGN_PASSAGE_WORDS and any(side.is_written for side in sides):
            yield passage, True
        elif prose >= settings.ALIGN_COMMON_TEXT_WORDS:
            yield passage, False


class _Side:
    """One side of a passage: how many of its words the writer wrote, and how many stand there as another's."""

    def __init__(self, prose: Prose, side: Span) -> None:
        self._text, self._side = prose.text, side
        words = slice(*prose.text.word_range(side.start, side.end))
        self.first_hand = int(np.count_nonzero(prose.first_hand[words]))
        self.others = int(np.count_nonzero(((prose.text.quoted | prose.posted) & ~prose.furniture)[words]))

    @property
    def is_written(self) -> bool:
        """Whether the sentences of the passage, or the words after them, say that its words were written.

        "We regret what happened," the company said in a statement. Words said aloud were heard by two reporters.
        """
        held = self._text.sentences_at(self._side.start, self._side.end)
        start, end = (held[0][0], held[-1][1]) if held else (self._side.start, self._side.end)
        start = max(start, self._side.start - settings.ALIGN_STATEMENT_BEFORE)
        last = max(end, self._side.end) + settings.ALIGN_STATEMENT_AFTER
        return bool(_WRITTEN.search(self._text.article.text, start, last))


Node = tuple[Span, Span]


def _ties(passages: Sequence[SharedPassage], proses: Proses) -> Iterator[tuple[Node, Node]]:
    """Passages that meet in an article in half of the shorter one, and in more than a name."""
    by_article: dict[str, list[tuple[Span, Node]]] = defaultdict(list)
    for passage in passages:
        node = passage.left, passage.right
        yield node, node
        for side in node:
            by_article[side.article].append((side, node))
    for article, held in by_article.items():
        text = proses[article].text
        open_: list[tuple[Span, Node]] = []
        for side, node in sorted(held):
            open_ = [one for one in open_ if one[0].end > side.start]
            for other, tied in open_:
                end = min(other.end, side.end)
                first, last = text.word_range(side.start, end)
                shorter = min(side.end - side.start, other.end - other.start)
                if 2 * (end - side.start) >= shorter and last - first >= settings.ALIGN_LINK_WORDS:
                    yield node, tied
            open_ = sorted([*open_, (side, node)], key=lambda one: -one[0].end)[: settings.ALIGN_OPEN_PASSAGES]

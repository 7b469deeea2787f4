"""Dialogues: which words stand in quotation marks and who may be saying them, known before quotations are read.

In `Roy said: "He is late. His ship sank."` neither pronoun is Roy, who would have said "I" and "my".
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.extract import cues, marks
from onrecord.extract.cues import SUBJECTS
from onrecord.extract.marks import Marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LEADS = frozenset({":", ","})


class Dialogue:
    """The passages in marks of a text, and the heads of those who speak beside them."""

    def __init__(self, parse: "Doc") -> None:
        self._parse = parse
        self._passages = marks.find(parse.text)
        self._starts = [passage.start for passage in self._passages]
        self._heads: dict[int, frozenset[int]] = {}
        sentences = list(parse.sents)
        self._ends = [sent.end for sent in sentences]
        self._told = list(accumulate(map(self._is_told, sentences)))
        self._blocks = list(accumulate(map(self._begins, sentences)))

    def between(self, first: int, last: int) -> int:
        """How many sentences on the reporter goes from one to another, those that are all in marks left out."""
        return self._told[last] - self._told[first]

    def back(self, sentence: int, count: int) -> int:
        """The first sentence from which it is so many sentences to this one."""
        return bisect_left(self._told, self._told[sentence] - count)

    def block(self, word: "Token") -> tuple[int, int]:
        """The tokens, half open, of the sentences that marks join to that of a word."""
        block = self._blocks[bisect_right(self._ends, word.i)]
        first, last = bisect_left(self._blocks, block), bisect_right(self._blocks, block) - 1
        return self._ends[first - 1] if first else 0, self._ends[last]

    def order(self, words: "list[Token]") -> list[int]:
        """The places of words in the list, those in marks behind the others of the sentences that the marks join."""

        def key(n: int) -> tuple[int, bool, int]:
            block = self._blocks[bisect_right(self._ends, words[n].i)]
            return block, self.passage(words[n].idx) is not None, n

        return sorted(range(len(words)), key=key)

    def _begins(self, sentence: "Span") -> bool:
        """Whether no passage goes on from the sentence before."""
        passage = self.passage(sentence.start_char)
        return passage is None or passage.start >= sentence.start_char

    def _is_told(self, sentence: "Span") -> bool:
        """Whether the reporter has a word in a sentence."""
        passage = self.passage(sentence.start_char) or self.passage(sentence.start_char + 1)
        return passage is None or sentence.end_char > passage.closed

    def passage(self, offset: int) -> Marked | None:
        """The passage in marks that has the character."""
        at = bisect_right(self._starts, offset) - 1
        return self._passages[at] if at >= 0 and offset < self._passages[at].end else None

    def speakers(self, offset: int) -> frozenset[int]:
        """The heads of those who speak in the paragraph of a passage: they are "I" in it. None outside of marks.

        >>> from onrecord import tokens
        >>> text = 'Ana Roy told Ole Moe: "He came late." "His ship sank," she said.'
        >>> parse = tokens.parse(text)
        >>> [parse[i].text for i in sorted(Dialogue(parse).speakers(text.index("His")))]
        ['Roy', 'she']
        """
        passage = self.passage(offset)
        if passage is None:
            return frozenset()
        if passage.line not in self._heads:
            self._heads[passage.line] = self._of_line(passage.line)
        return self._heads[passage.line]

    def _of_line(self, line: int) -> frozenset[int]:
        """The subjects outside of marks whose verb reports, or leads to a passage: Roy attacked Moe: "He is late."."""
        text = self._parse.text
        end = text.find("\n", line)
        words = self._parse.char_span(line, end if end >= 0 else len(text), alignment_mode="expand")
        own = [p for p in self._passages if p.line == line]
        found = [
            token.i
            for token in words or ()
            if token.dep_ in SUBJECTS and self.passage(token.idx) is None and _speaks(token, own, text)
        ]
        return frozenset(found) or self._carried(line)

    def _carried(self, line: int) -> frozenset[int]:
        """Those of the paragraph before, whose quotation was not closed."""
        before = [p for p in self._passages if p.line < line]
        return self.speakers(before[-1].start) if before and before[-1].end == before[-1].closed else frozenset()


def _speaks(subject: "Token", passages: list[Marked], text: str) -> bool:
    verb = subject.head
    if cues.reports(verb):
        return True
    leads = [p for p in passages if p.opened > verb.idx and text[: p.opened].rstrip()[-1:] in _LEADS]
    return verb.dep_ == "ROOT" and any(p.opened <= verb.sent.end_char for p in leads)

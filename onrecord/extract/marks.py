"""Passages in quotation marks: where they begin and end, and which of them are names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord import settings, wordlists

_MARK = re.compile(r"[“”„«»\"]|''|``|’’|‘‘")
_OPENING, _CLOSING = frozenset(("“", "„", "«", "‘‘")), frozenset(("”", "»", "’’"))
_SINGLE = re.compile(r"(?<!\w)(?:[‘'](?=\w)[^‘\n]{1,1000}?[.,!?…][’']|‘(?=\w)[^‘’\n]{1,200}’)(?!\w)")
_GOES_ON = re.compile(r"\s*[“„«\"]")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_SENTENCE = re.compile(r"[.!?]\s|[?!]$")
_SMALL = wordlists.group("speaker_words", "small_in_a_title")


class Marked(NamedTuple):
    """The characters between two quotation marks, those with the marks (`opened`, `closed`), and the line's start."""

    start: int
    end: int
    opened: int
    closed: int
    line: int


def find(text: str) -> list[Marked]:
    r"""The marked passages of a text, none within another.

    Marks are counted anew in each line, so that a missing one spoils one paragraph and not the rest of the text.
    An unclosed one ends with its line: a quotation over several paragraphs has an opening mark at each.

    >>> text = 'The "slow" start, she said. “It will end.\n“I know it.”'
    >>> [text[m.start:m.end] for m in find(text)]
    ['slow', 'It will end.', 'I know it.']
    """
    return [
        marked
        for line in _LINE.finditer(text)
        for marked in (_in_line if _MARK.search(line.group()) else _single)(text, line.start(), line.end())
        if text[marked.start : marked.end].strip()
    ]


def _in_line(text: str, start: int, end: int) -> Iterator[Marked]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            opened = mark if _opens(text, mark, start) else None
        elif mark.group() in _OPENING:
            # "“We came late, he said. “We lost." The first mark was never closed: where it ended nobody can tell.
            opened = mark
        elif not _only_opens(text, mark, end):
            yield Marked(opened.end(), mark.start(), opened.start(), mark.end(), start)
            opened = None
    if opened is not None and (not text[start : opened.start()].strip() or _GOES_ON.match(text, end)):
        yield Marked(opened.end(), end, opened.start(), end, start)


def _single(text: str, start: int, end: int) -> Iterator[Marked]:
    """British papers: ‘We lost the roof,’ she said. No comma stands before the mark of 'the workers' union'."""
    for found in _SINGLE.finditer(text, start, end):
        yield Marked(found.start() + 1, found.end() - 1, found.start(), found.end(), start)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether a mark outside any quotation opens one: not the inches of 6'2" nor a closing mark without its partner."""
    if mark.group() in _CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    return mark.group() in _OPENING or (not before.isalnum() and bool(after.strip()))


def _only_opens(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a straight mark can only open ( "so): the closing mark before it is missing."""
    before, after = text[mark.start() - 1], text[mark.end()] if mark.end() < end else " "
    return mark.group() == '"' and before.isspace() and after.isalnum()


def is_name(words: str) -> bool:
    """Whether the words in marks are a title: the “Northern Light” festival is nobody's quotation.

    >>> is_name("Northern Light"), is_name("A Tale of the Sea"), is_name("We will not pay,"), is_name("Never")
    (True, True, False, False)
    """
    found = _WORD.findall(words)
    long = [word for word in found if word.lower() not in _SMALL]
    if len(found) < 2 or not long or _SENTENCE.search(words):
        return False
    return all(word[0].isupper() for word in long) and len(found) <= settings.EXTRACT_LONGEST_TITLE

"""Which words of a text are its own prose: not quoted, not a post, not furniture of the page, not common to many.

Two reporters who heard one man print the same words. Only what a writer wrote shows from whom it was copied.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np

from onrecord import credits as crediting
from onrecord import settings, wordlists
from onrecord.align.fingerprints import Index
from onrecord.align.furniture import Furniture, Repeated
from onrecord.align.texts import Flags, Hashes, Ints, Text, hash_runs, read
from onrecord.schema import Article

_LINE = re.compile(r"\S[^\n]*")
_WORD = re.compile(r"\S+")
_POST = re.compile(r"\(@\w{2,}\)|pic\.twitter|https://t\.co/|twitter\.com/\w+/status")
_RIGHTS = re.compile(wordlists.table("furniture_patterns")["rights"], re.IGNORECASE)
# how a poll was made, in the words of the house that made it
_METHOD = re.compile(wordlists.table("furniture_patterns")["method_of_a_poll"], re.IGNORECASE)
# scripts and forms of the page, and the labels that stand before a link or an offer
_PAGE = re.compile(
    wordlists.table("furniture_patterns")["page"],
    re.IGNORECASE,
)
# All that the three patterns above find has one of these, or stands at the start of a line and begins with one of the
# letters: a new choice in a pattern needs its mark here.
_MARKS = tuple(sorted(wordlists.group("furniture_words", "marks_of_patterns")))
_LABELS = tuple("RrSsMmCc")
_BULLETS = "*•▪●·"
_ITEM = re.compile(rf"^[ \t]*[{_BULLETS}] ?\S[^\n]*", re.MULTILINE)
_COLON = re.compile(r":[”\"]?[ \t]*\n")
# "The club released the following statement:", and the statement is the next paragraph
_BLOCK = re.compile(
    wordlists.table("furniture_patterns")["before_a_statement"],
    re.MULTILINE | re.IGNORECASE,
)
# "That was not all that she found in the cellar:", and the next paragraph speaks as somebody: "I was told to go."
_SPEECH = re.compile(wordlists.table("furniture_patterns")["speech_after_a_colon"], re.MULTILINE)
_I = re.compile(wordlists.table("furniture_patterns")["first_person"])
# "Photos: The bridge of Vell Divers at the pier on Monday. Hide Caption 3 of 14"
_GALLERY = re.compile(wordlists.table("furniture_patterns")["gallery"])
_LONGEST_CAPTION = 1_500
# "MAYOR DUARTE: We were not warned.", also within a paragraph, and "Duarte: We were not.", where two take turns
_TURN = re.compile(r"(?:^|(?<=[.?!…”\"] ))[A-Z][A-Z.'’ -]{2,40}(?:,[^:\n]{0,60})?:", re.MULTILINE)
_NAMED_TURN = re.compile(r"^(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]+){0,2}): (?=\S)", re.MULTILINE)
_TWO = 2


class Prose:
    """The words of one text by what they are."""

    def __init__(self, text: Text, repeated: Repeated) -> None:
        self.text = text
        self._repeated = repeated
        self._own: Flags | None = None
        self._before: Ints | None = None

    @cached_property
    def furniture(self) -> Flags:
        """Words of headings, labels and menus: short paragraphs, and those that a publisher prints again and again."""
        return self.text.flags(self._furniture()) | self._repeated.lines

    @cached_property
    def posted(self) -> Flags:
        """Words of posts, of an interview's turns, of statements and points of papers: another's, without marks."""
        text = self.text.article.text
        before_block = [_BLOCK, _SPEECH] if _COLON.search(text) else []
        kinds = [*before_block, *([_ITEM] if any(bullet in text for bullet in _BULLETS) else [])]
        points = (item.span(item.lastgroup or 0) for kind in kinds for item in kind.finditer(text))
        spoken = (*_posts(text), *_transcripts(self.text), *_speeches(self.text), *points)
        return self.text.flags(spoken) & ~self.furniture

    @cached_property
    def first_hand(self) -> Flags:
        """Words that the writer wrote, as far as this text alone can tell."""
        captions = self.text.flags(crediting.captions(self.text.article.text))
        nobodys = self._repeated.runs | _listed(self.text) | _stuttered(self.text)
        return ~(self.furniture | nobodys | self.text.quoted | self.posted | captions)

    @property
    def own(self) -> Flags:
        """The text's own prose."""
        if self._own is None:
            self._take(self.first_hand)
        assert self._own is not None
        return self._own

    @property
    def size(self) -> int:
        """How many words of own prose the text has."""
        return self.count(0, self.text.size)

    def count(self, start: int, end: int) -> int:
        """How many of the words `start` to `end` are own prose."""
        if self._before is None:
            self._take(self.first_hand)
        assert self._before is not None
        return int(self._before[end] - self._before[start])

    @cached_property
    def verbatim(self) -> Hashes:
        """The runs of words by which a reprint is known, furniture left out, each once."""
        kept = ~self.furniture
        return np.unique(hash_runs(self.text.words.hashes[kept], settings.ALIGN_VERBATIM_WORDS))

    def set_common(self, runs: Hashes) -> None:
        """Take the words of these runs, which are sorted, out of the own prose."""
        length = settings.ALIGN_FINGERPRINT_WORDS
        held = self.text.runs(length)
        starts = np.flatnonzero(runs[np.minimum(np.searchsorted(runs, held), len(runs) - 1)] == held)
        self._take(self.first_hand & ~_reached(self.text, starts, length))

    def _take(self, own: Flags) -> None:
        self._own, self._before = own, np.concatenate(([0], np.cumsum(own)))

    def _furniture(self) -> Iterator[tuple[int, int]]:
        text, words = self.text.article.text, self.text.words
        spans = [line.span() for line in _LINE.finditer(text)]
        starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        sizes = np.searchsorted(words.ends, ends, "right") - np.searchsorted(words.starts, starts)
        small = text.lower()
        some = any(mark in small for mark in _MARKS)  # few texts have one, and no pattern needs to be tried
        for span, size in zip(spans, sizes.tolist(), strict=True):
            line = text[slice(*span)] if some or text.startswith(_LABELS, span[0]) else ""
            is_of_page = line and any(kind.search(line) for kind in (_RIGHTS, _METHOD, _PAGE))
            if size < settings.ALIGN_SHORT_PARAGRAPH_WORDS or is_of_page:
                yield span
        yield from _galleries(self.text.article.text)


Proses = Mapping[str, Prose]


def read_all(
    articles: Mapping[str, Article], wanted: Container[str], *, index: Index | None = None
) -> dict[str, Prose]:
    """The prose of the `wanted` articles; what repeats is known by all that `index` keeps, else by these alone."""
    if index is None:
        texts = {id_: read(article) for id_, article in articles.items()}
        furniture = Furniture.of(texts.values())
    else:
        index.shelf.lend(articles)
        texts = {id_: index.shelf[id_] for id_ in articles if id_ in wanted}
        furniture = index.furniture
    return {id_: Prose(text, furniture.repeated(text)) for id_, text in texts.items() if id_ in wanted}


def _listed(text: Text) -> Flags:
    """Words of lists: "Alabama (9), Alaska (3), Arkansas (6)", the countries of a form; nearly none begins small."""
    letters = np.frombuffer(text.article.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)[text.words.starts]
    names = ((letters >= ord("A")) & (letters <= ord("Z"))) | ((letters >= ord("0")) & (letters <= ord("9")))
    length = settings.ALIGN_LIST_WORDS
    before = np.concatenate(([0], np.cumsum(names)))
    return _reached(
        text, np.flatnonzero(before[length:] - before[:-length] >= settings.ALIGN_LIST_PART * length), length
    )


def _reached(text: Text, starts: Ints, length: int) -> Flags:
    flags = np.zeros(text.size, dtype=np.bool_)
    for step in range(length):
        flags[starts + step] = True
    return flags


def _stuttered(text: Text) -> Flags:
    """Words of runs that one text has again and again: the label of each picture of a series."""
    length = settings.ALIGN_FINGERPRINT_WORDS
    runs, apart = text.runs(length), settings.ALIGN_STUTTER - 1
    ordered = np.sort(runs)
    often = ordered[apart:][ordered[apart:] == ordered[:-apart]]
    return _reached(text, np.flatnonzero(np.isin(runs, often)) if len(often) else often, length)


def common_runs(held: Iterable[tuple[Hashes, int]]) -> Hashes:
    """The runs that stand in many groups of copies, from runs of passages with the number of their article's group.

    "The two leaders are to meet in the palace at noon" in four unrelated reports: nobody copied it from the others.
    """
    pieces = [(runs, np.full(len(runs), group)) for runs, group in held]
    if not pieces:
        return np.zeros(0, dtype=np.uint64)
    runs, groups = np.concatenate([p[0] for p in pieces]), np.concatenate([p[1] for p in pieces])
    order = np.lexsort((groups, runs))
    runs, groups = runs[order], groups[order]
    first = np.ones(len(runs), dtype=np.bool_)
    first[1:] = (runs[1:] != runs[:-1]) | (groups[1:] != groups[:-1])
    found, counts = np.unique(runs[first], return_counts=True)
    return found[counts >= settings.ALIGN_COMMON_GROUPS]


def _galleries(text: str) -> Iterator[tuple[int, int]]:
    """The captions of a gallery, each with its label."""
    last = 0
    for mark in _GALLERY.finditer(text):
        start = text.find("Photos: ", max(last, mark.start() - _LONGEST_CAPTION), mark.start())
        yield (start if start >= 0 else max(last, text.rfind("\n", 0, mark.start()) + 1)), mark.end()
        last = mark.end()


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Posts pasted without quotation marks: the handle, the link and the date stand after the words."""
    for mark in _POST.finditer(text):
        start = text.rfind("\n", 0, mark.start()) + 1
        if len(text[start : mark.start()].split()) < settings.ALIGN_SHORT_PARAGRAPH_WORDS:
            start = text.rfind("\n", 0, len(text[:start].rstrip())) + 1  # the handle has a line of its own
        before = [word.start() for word in _WORD.finditer(text, start, mark.start())]
        end = text.find("\n", mark.end())
        yield min(before[-settings.ALIGN_POST_WORDS :], default=mark.start()), end if end >= 0 else len(text)


def _speeches(text: Text) -> Iterator[tuple[int, int]]:
    """Paragraphs that say "I" again and again outside quotation marks: a speech printed whole, no reporter's words."""
    said = np.array([match.start() for match in _I.finditer(text.article.text)], dtype=np.int64)
    said = said[~text.quoted[np.searchsorted(text.words.starts, said)]]
    if len(said) >= _TWO:
        for line in _LINE.finditer(text.article.text):
            first, last = np.searchsorted(said, line.span())
            if last - first >= _TWO:
                yield line.span()


def _turns(text: str) -> Iterator[int]:
    yield from (turn.start() for turn in _TURN.finditer(text))
    named = list(_NAMED_TURN.finditer(text))
    speakers = {name for name, count in Counter(turn["name"] for turn in named).items() if count >= _TWO}
    if len(speakers) >= _TWO:
        yield from (turn.start() for turn in named if turn["name"] in speakers)


def _transcripts(text: Text) -> Iterator[tuple[int, int]]:
    """From the first to the last turn of an interview; on a live page there may be two of them."""
    words = text.article.text
    turns = np.array(sorted(_turns(words)), dtype=np.int64)
    apart = np.diff(np.searchsorted(text.words.starts, turns)) > settings.ALIGN_TRANSCRIPT_GAP
    for some in np.split(turns, np.flatnonzero(apart) + 1):
        if len(some) >= settings.ALIGN_TRANSCRIPT_TURNS:
            end = words.find("\n", int(some[-1]))
            yield int(some[0]), end if end >= 0 else len(words)

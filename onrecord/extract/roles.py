"""Roles: the words of a source and of a content, each word seen from one cue."""

from typing import Final, NamedTuple

import numpy as np

from onrecord.extract import branches, templates
from onrecord.extract.branches import NONE, Branches
from onrecord.extract.codes import SIGNS, Codes
from onrecord.extract.templates import FIRST, NOTHING, Column, Columns, Features, Ints, counted
from onrecord.extract.traits import Traits

LABELS = ("O", "K", "BS", "IS", "BC", "IC")
"""Other words, the cue, the first word of a source and the next ones, the first word of a content and the next ones."""

OF_WORDS: Final = (
    "one",
    *("word-2", "word-1", "word", "word+1", "word+2", "tag-2", "tag-1", "tag", "tag+1", "tag+2"),
    *("dep-1", "dep", "dep+1", "word dep", "word-1 tag", "tag word+1", "tag-1 tag", "tag tag+1"),
    *("entity entity-1", "sign-1 sign sign+1", "first last", "sure sure-1 sure+1", "holds"),
)
"""What is known of a word whatever the cue: itself and its neighbours, marks, its place, other likely cues."""

HERE: Final = "above below side"
"""Where a word stands, seen from a cue: on which branch ("said | that it rained": the clause), before or behind."""

OF_PAIRS: Final = (
    *("here", "here-1 here", "here cue", "here cue_tag", "here inner", "here inner cue"),
    *("here dep begins", "here word", "here tag", "head_tag dep hangs", "here passage"),
    *("here ruled drafted", "here owner commas", "steps", "steps cue", "side passage cue_marked"),
    *("side commas verbs cues", "side cues passage", "ruled drafted passage", "ruled-1 ruled ruled+1 drafted"),
    *("ruled listed side", "ruled cue", "ruled owner drafted side", "sentences passage"),
)
"""What is known of a word and a cue: where the word hangs, how far away it is, what stands between, in which passage
in marks it is, and what the rules make of it."""

CUE_KINDS = ("speech", "belief", "demand", "denial", "act")
_REACH = 110
_ENDS = 3
_MOST = 2
_FAR = np.array([5, 8, 15, 30])
_OTHER, _SOURCE, _CONTENT = 0, 1, 2
_UNMARKED, _OWN, _RULED, _BEFORE, _BEHIND, _FURTHER = range(FIRST, FIRST + 6)


class Pairs(NamedTuple):
    """Words of windows, each with the row of its cue, and the columns of what is known of both."""

    words: Ints
    rows: Ints
    columns: Columns


def window(at: int, traits: Traits) -> range:
    """The paragraph around a cue, as far as it is near."""
    line = traits.lines[at]
    first, end = at, at + 1
    while first > 0 and at - first < _REACH and traits.lines[first - 1] == line:
        first -= 1
    while end < len(traits.words) and end - at <= _REACH and traits.lines[end] == line:
        end += 1
    return range(first, end)


def of_words(codes: Codes, sure: frozenset[int]) -> Columns:
    """The columns that `OF_WORDS` asks for; `sure` are the words that are likely cues."""
    size = len(codes.heads)
    places = np.arange(size)
    likely = np.zeros(size, dtype=np.int64)
    likely[sorted(sure)] = 1
    marked = np.array([word in SIGNS for word in codes.hints.traits.words], dtype=bool)
    found = codes.columns | {
        "one": counted(np.zeros(size, dtype=np.int64), 0),
        "sign": counted(np.where(marked, 2, codes.marks >= 0).astype(np.int64), 2),
        "first": counted(places - codes.firsts, _ENDS),
        "last": counted(codes.ends - places, _ENDS),
        "sure": counted(likely, 1),
        "holds": counted(np.bincount(codes.heads[codes.heads != places], minlength=size).clip(max=1), 1),
    }
    return templates.shifted(OF_WORDS, found, np.zeros(size, dtype=np.int64))


def of_pairs(cues: list[int], windows: list[range], codes: Codes, sure: frozenset[int]) -> Pairs:
    """The words of windows as seen from their cues: the columns that `OF_PAIRS` asks for, but for `here`."""
    at = np.array(cues, dtype=np.int64)
    rows = np.repeat(np.arange(len(cues)), [len(window) for window in windows])
    words = np.concatenate([np.arange(window.start, window.stop) for window in windows])
    cue = at[rows]
    found = (
        {name: codes.columns[name].at(words) for name in ("word", "tag", "dep")}
        | _of_cues(at, rows, codes)
        | _hanging(at, rows, words, codes)
        | _between(cue, words, codes, sure)
        | _by_rules(cues, rows, words, codes)
    )
    return Pairs(words, rows, found)


def with_places(pairs: Pairs, here: Features) -> Columns:
    """The columns with `here`, and with those of the words before and behind."""
    found = {**pairs.columns, "here": templates.joined(here, pairs.columns)}
    return templates.shifted(OF_PAIRS, found, pairs.rows)


def _of_cues(cues: Ints, rows: Ints, codes: Codes) -> dict[str, Column]:
    """What a cue is, for each word of its row."""
    heads, told = codes.hints.heads, codes.hints.told
    listed = [CUE_KINDS.index(heads[cue].kind) if cue in heads else -1 for cue in cues.tolist()]
    drafted = [cue in told for cue in cues.tolist()]
    of_cue = {
        "cue": codes.columns["entry"].at(cues),
        "cue_tag": codes.columns["tag"].at(cues),
        "cue_marked": counted((codes.marks[cues] >= 0).astype(np.int64), 1),
        "listed": counted(np.array(listed), len(CUE_KINDS) - 1, -1),
        "drafted": counted(np.array(drafted, dtype=np.int64), 1),
    }
    return {name: column.at(rows) for name, column in of_cue.items()}


def _hanging(cues: Ints, rows: Ints, words: Ints, codes: Codes) -> dict[str, Column]:
    """Where each word hangs: the parts of `HERE`, and what is next to them."""
    deps, cue = codes.columns["dep"], cues[rows]
    away = codes.sentences[words] - codes.sentences[cue]
    near = away == 0
    hung = Branches(*(np.full_like(words, NONE) for _ in range(4)))
    for found, told in zip(hung, branches.find(cues, rows[near], words[near], codes), strict=True):
        found[near] = told
    rooted, led = hung.root != NONE, hung.inner != NONE
    within = hung.above != NONE  # hangs on the cue or on what is above it, not only in its sentence
    way = np.where(hung.above > 0, (hung.above - 1) * deps.size + deps.codes[hung.below] + 7, 6)
    inner = np.where(led, deps.codes[hung.inner], deps.size)
    return {
        "above": Column(np.where(within, way, away.clip(-2, 2) + 3), 3 * deps.size + 7),
        "below": Column(np.where(within & rooted, deps.codes[hung.root], NOTHING), deps.size),
        "inner": Column(np.where(within & rooted, inner, NOTHING), deps.size + 1),
        "side": counted(np.sign(words - cue), 1, -1),
        "begins": counted((within & (np.where(rooted, hung.root, words) == words)).astype(np.int64), 1),
        "head_tag": codes.columns["tag"].at(codes.heads[words]),
        "hangs": counted((codes.heads[words] == cue).astype(np.int64), 1),
        "sentences": counted(away, 9, -9),
    }


def _between(cue: Ints, words: Ints, codes: Codes, sure: frozenset[int]) -> dict[str, Column]:
    """How far each word is from its cue, and how many commas, verbs and other likely cues stand between."""
    traits, size = codes.hints.traits, len(codes.heads)
    likely = np.zeros(size, dtype=bool)
    likely[sorted(sure)] = True
    counts = {
        "commas": np.array([word == "," for word in traits.words], dtype=bool),
        "verbs": np.array([kind == "VERB" for kind in traits.kinds], dtype=bool),
        "cues": likely,
    }
    first, end = np.minimum(cue, words) + 1, np.maximum(cue, words)
    found = {}
    for name, told in counts.items():
        sums = np.concatenate(([0], told.cumsum()))
        found[name] = counted(sums[np.maximum(first, end)] - sums[first], _MOST)
    steps = words - cue
    size_of = np.abs(steps)
    near = np.where(size_of < _FAR[0], size_of, _FAR[0] - 1 + np.searchsorted(_FAR, size_of, side="right"))
    return found | {"steps": counted(near * np.sign(steps), 8, -8)}


def _by_rules(cues: list[int], rows: Ints, words: Ints, codes: Codes) -> dict[str, Column]:
    """What the rules make of each word, and in which passage in marks it stands: the cue's, one that they give to it,
    the one before it or behind it, another.
    """
    owners = np.array(codes.hints.owners, dtype=np.int64)[words]
    at = np.array(cues, dtype=np.int64)
    ruled, marks, starts = np.full_like(words, _OTHER), codes.marks[words], np.searchsorted(rows, np.arange(len(cues)))
    given = np.zeros((len(cues), int(codes.marks.max(initial=0)) + 2), dtype=bool)  # the last column: in no marks
    for row, cue in enumerate(cues):
        if (told := codes.hints.told.get(cue)) is None:
            continue
        first = words[starts[row]] - starts[row]
        end = starts[row + 1] if row + 1 < len(cues) else len(words)
        pieces = [(told.source, _SOURCE)] if told.source else []
        for piece, role in [*pieces, *((piece, _CONTENT) for piece in told.pieces)]:
            ruled[max(starts[row], piece.start - first) : max(starts[row], min(end, piece.stop - first))] = role
        for piece in told.pieces:
            given[row, codes.marks[piece.start : piece.stop]] = True
    own = at[rows]
    passage = np.full_like(words, _FURTHER)
    for name, beside in ((_BEHIND, codes.behind[at]), (_BEFORE, codes.before[at])):
        near = (beside >= 0) & (np.abs(beside - at) < _REACH)
        passage[np.where(near, codes.marks[beside], -2)[rows] == marks] = name
    passage[given[rows, marks]] = _RULED
    passage[marks == codes.marks[own]] = _OWN
    passage[marks < 0] = _UNMARKED
    return {
        "ruled": counted(ruled, _CONTENT),
        "owner": counted(np.where(owners < 0, 0, np.where(owners == own, 1, 2)), 2),
        "passage": Column(passage, FIRST + 6),
    }

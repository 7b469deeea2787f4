"""Reports: words that may report what somebody said or thought, each with its chance."""

from typing import Final, NamedTuple

import numpy as np

from onrecord import settings
from onrecord.extract import templates
from onrecord.extract.codes import Codes
from onrecord.extract.hints import Hints
from onrecord.extract.roles import CUE_KINDS
from onrecord.extract.templates import (
    FIRST,
    NOTHING,
    UNKNOWN,
    Column,
    Columns,
    Features,
    Flags,
    Floats,
    Ints,
    coded,
    counted,
)
from onrecord.extract.traits import Traits

OF_WORDS: Final = (
    *("entry", "rate", "tag", "dep", "tag dep", "rate tag", "rate dep", "entry dep", "entry tag", "arcs"),
    *("head_entry", "dep head_dep head_kind", "dep head_lemma"),
    *("word-2", "word-1", "word+1", "word+2", "tag-2", "tag-1", "tag+1", "tag+2"),
    *("word-1 rate", "word+1 rate", "word-1 lemma", "word+1 lemma"),
    *("first last", "last rate", "length", "marked", "marked rate", "marked mark_before", "marked mark_behind"),
    *("mark_before mark_behind rate", "mark_before mark_behind dep"),
    *("no_nsubj rate", "no_nsubjpass rate", "no_ccomp rate", "no_dobj rate", "no_xcomp rate"),
    *("listed drafted", "drafted rate", "drafted lemma", "drafted sourced", "drafted pieces side"),
    *("held rate", "holder"),
)
"""What is known of a word that may report: itself, its neighbours, where it and marks stand in its sentence, what it
lacks, and what the rules make of it. `rate` is how often its entry was a cue in training."""

OF_CHILDREN: Final = (
    *("arc", "arc entry", "arc rate", "arc tag", "arc child", "arc child rate", "arc child_tag child_entity"),
    *("bound child entry", "clause helper helper_next", "clause helper rate", "stop_side stop"),
)
"""What is known of each word that hangs on it; `stop` is a mark of punctuation, `bound` a preposition, particle or
conjunction, `helper` a conjunction, auxiliary, article or possessive within a clause or an object."""

OF_FRAMES: Final = ("frame drafted",)
"""What is known of each frame that the rules read it with."""

TABLES: Final = {"report": OF_WORDS, "report_child": OF_CHILDREN, "report_frame": OF_FRAMES}
VOCABULARIES: Final = ("arcs", "frame")
"""Those of this pass alone."""

_ENDS = 4
_DISTANCES = np.array([1, 2, 3, 4, 6, 12, 13])
_FAR = 100
_LACKED = ("nsubj", "nsubjpass", "ccomp", "dobj", "xcomp")
_STOPS = frozenset({"punct"})
_BOUND = frozenset({"prep", "prt", "mark"})
_CLAUSES = frozenset({"ccomp", "xcomp", "dobj", "advcl"})
_HELPERS = frozenset({"mark", "aux", "det", "poss"})
_HOLDERS = "-sbda"
"""The first letters of the kinds of cues."""
_LEAST_RATE, _MOST_RATE = -9, 3
UNSEEN = _LEAST_RATE - 1
"""The rate of an entry that training has not seen often enough."""


class ReportWeights(NamedTuple):
    """What was learned: for each entry's code whether it may report though it is no verb, and how often it did; the
    features of each table, and their weights, with a naught before the first.
    """

    listed: Ints
    rates: Ints
    tables: tuple[Features, ...]
    values: tuple[Floats, ...]
    bias: float


class Table(NamedTuple):
    """Columns, and for each row of them the place of its candidate."""

    rows: Ints
    columns: Columns


def chances(codes: Codes, weights: ReportWeights) -> dict[int, float]:
    """The chance that each candidate is a cue, by its token."""
    found = candidates(codes, weights.listed)
    total = np.full(len(found), weights.bias)
    for table, features, values in zip(
        tables(found, codes, weights.rates), weights.tables, weights.values, strict=True
    ):
        rows, numbers = features_of(table, features)
        total += np.bincount(rows, weights=values[numbers], minlength=len(found))
    sure = 1 / (1 + np.exp(-total.clip(-30, 30)))
    return dict(zip(found.tolist(), sure.tolist(), strict=True))


def features_of(table: Table, features: Features) -> tuple[Ints, Ints]:
    """The numbers of the features of a table, each once a candidate, with the places of their candidates."""
    if not len(table.rows):
        return table.rows, table.rows
    size = features.size + 1
    found = np.concatenate([table.rows * size + templates.numbers(way, table.columns) for way in features.ways])
    found = np.unique(found)
    found = found[found % size > 0]
    return found // size, found % size


def candidates(codes: Codes, listed: Ints) -> Ints:
    """Tokens that may be cues: verbs, words that were cues in training, and what the rules take for one."""
    may = listed.take(codes.columns["entry"].codes) > 0
    may |= np.array([kind == "VERB" for kind in codes.hints.traits.kinds], dtype=bool)
    may[sorted(codes.hints.heads)] = True
    return np.flatnonzero(may & (codes.ends - codes.firsts <= settings.EXTRACT_LONGEST_SENTENCE))


def tables(found: Ints, codes: Codes, rates: Ints) -> tuple[Table, ...]:
    """What is known of candidates, for each of `TABLES`; `rates` are those of the entries' codes."""
    return rated(found, codes, rates.take(codes.columns["entry"].codes.take(found)))


def rated(found: Ints, codes: Codes, rates: Ints) -> tuple[Table, ...]:
    """What is known of candidates, for each of `TABLES`; `rates` are the candidates' own."""
    rate = counted(rates, _MOST_RATE, UNSEEN)
    own = _itself(found, codes) | _around(found, codes) | _by_rules(found, codes.hints) | {"rate": rate}
    return (
        Table(np.arange(len(found)), own),
        _children(found, codes, own),
        _frames(found, codes, own),
    )


def _itself(found: Ints, codes: Codes) -> dict[str, Column]:
    columns, head = codes.columns, codes.heads[found]
    arcs = arcs_of(found, codes.hints.traits)
    lacked = {f"no_{dep}": np.array([int(dep not in told) for told in arcs], dtype=np.int64) for dep in _LACKED}
    return (
        {name: columns[name].at(found) for name in ("entry", "lemma", "tag", "dep")}
        | {f"head_{name}": columns[name].at(head) for name in ("entry", "lemma", "dep", "kind")}
        | {name: Column(told, NOTHING + 1) for name, told in lacked.items()}
        | {"arcs": coded(arcs, codes.vocabularies["arcs"])}
    )


def arcs_of(found: Ints, traits: Traits) -> list[str]:
    """For each candidate how its children hang on it, before or behind, punctuation left out: "ccompR nsubjL"."""
    deps = traits.deps
    told = (
        {f"{deps[child]}{'L' if child < at else 'R'}" for child in traits.children[at] if deps[child] not in _STOPS}
        for at in found.tolist()
    )
    return [" ".join(sorted(arcs)) for arcs in told]


def _around(found: Ints, codes: Codes) -> dict[str, Column]:
    near = templates.shifted(OF_WORDS, {name: codes.columns[name] for name in ("word", "tag")}, codes.sentences)
    first, end = codes.firsts[found], codes.ends[found]
    return {name: column.at(found) for name, column in near.items() if name[-1].isdigit()} | {
        "first": counted(found - first, _ENDS),
        "last": counted(end - 1 - found, _ENDS),
        "length": counted((end - first) // 8, 5),
        "marked": counted((codes.marks[found] >= 0).astype(np.int64), 1),
        "mark_before": _mark(found - codes.before[found], codes.before[found] >= first),
        "mark_behind": _mark(codes.behind[found] - found, (codes.behind[found] >= 0) & (codes.behind[found] < end)),
    }


def _mark(distances: Ints, there: Flags) -> Column:
    """How far away another passage in marks is."""
    near = np.searchsorted(_DISTANCES, distances, side="right") + FIRST
    return Column(np.where(there & (distances <= _FAR), near, NOTHING), len(_DISTANCES) + 1 + FIRST)


def _by_rules(found: Ints, hints: Hints) -> dict[str, Column]:
    """What the rules make of it, and of which kind the contents are in which it stands."""
    at = found.tolist()
    told = [hints.told.get(k) for k in at]
    listed = [CUE_KINDS.index(hints.heads[k].kind) if k in hints.heads else -1 for k in at]
    drafted = [0 if draft is None else 2 if draft.marked else 1 for draft in told]
    sourced = [0 if draft is None else 2 if draft.source else 1 for draft in told]
    pieces = [0 if draft is None else len(draft.pieces) for draft in told]
    side = [0 if draft is None else 2 if draft.pieces[0].start < k else 1 for draft, k in zip(told, at, strict=True)]
    holders = [_HOLDERS.find(hints.holders[k][:1] or "-") for k in at]
    return {
        "listed": counted(np.array(listed, dtype=np.int64), len(CUE_KINDS) - 1, -1),
        "drafted": counted(np.array(drafted, dtype=np.int64), 2),
        "sourced": counted(np.array(sourced, dtype=np.int64), 2),
        "pieces": counted(np.array(pieces, dtype=np.int64), 3),
        "side": counted(np.array(side, dtype=np.int64), 2),
        "held": counted(np.array([int(hints.holders[k] != "") for k in at], dtype=np.int64), 1),
        "holder": counted(np.array(holders, dtype=np.int64), 4),
    }


def _children(found: Ints, codes: Codes, own: Columns) -> Table:
    """The words that hang on each candidate."""
    traits, columns = codes.hints.traits, codes.columns
    below = [traits.children[at] for at in found.tolist()]
    rows = np.repeat(np.arange(len(found)), [len(told) for told in below])
    children = np.array([child for told in below for child in told], dtype=np.int64)
    deps = [traits.deps[child] for child in children.tolist()]
    stops, bound, clauses = (_where(deps, asked) for asked in (_STOPS, _BOUND, _CLAUSES))
    helpers = [_helpers(child, traits, asked) for child, asked in zip(children.tolist(), clauses.tolist(), strict=True)]
    dep, side = columns["dep"].at(children), (children > found[rows]).astype(np.int64)
    arc = np.where(stops | (dep.codes == UNKNOWN), UNKNOWN, dep.codes * 2 + side)
    word = columns["word"]
    return Table(
        rows,
        {name: own[name].at(rows) for name in ("entry", "rate", "tag")}
        | {
            "arc": Column(arc, dep.size * 2),
            "child": columns["lemma"].at(children),
            "child_tag": columns["tag"].at(children),
            "child_entity": columns["entity"].at(children),
            "bound": Column(np.where(bound, dep.codes, UNKNOWN), dep.size),
            "clause": Column(np.where(clauses, dep.codes, UNKNOWN), dep.size),
            "helper": _words(word, [told[:1] for told in helpers]),
            "helper_next": _words(word, [told[1:2] for told in helpers]),
            "stop_side": Column(np.where(stops, side + NOTHING, UNKNOWN), NOTHING + 2),
            "stop": word.at(children),
        },
    )


def _where(deps: list[str], asked: frozenset[str]) -> Flags:
    return np.array([dep in asked for dep in deps], dtype=bool)


def _helpers(at: int, traits: Traits, asked: bool) -> list[int]:
    return [child for child in traits.children[at] if traits.deps[child] in _HELPERS] if asked else []


def _words(column: Column, found: list[list[int]]) -> Column:
    """The word that each row names, or nothing."""
    return Column(np.array([column.codes[told[0]] if told else NOTHING for told in found], dtype=np.int64), column.size)


def _frames(found: Ints, codes: Codes, own: Columns) -> Table:
    """The frames of the rules' cues."""
    heads = codes.hints.heads
    told = [(row, frame) for row, at in enumerate(found.tolist()) if at in heads for frame in sorted(heads[at].frames)]
    rows = np.array([row for row, _ in told], dtype=np.int64)
    frames = coded((frame for _, frame in told), codes.vocabularies["frame"])
    return Table(rows, {"frame": frames, "drafted": own["drafted"].at(rows)})

"""Roles: the words of a source and of a content, each word seen from one cue."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.extract import branches
from onrecord.extract.branches import Branch
from onrecord.extract.hints import Hints, Told
from onrecord.extract.traits import Traits

LABELS = ("O", "K", "BS", "IS", "BC", "IC")
"""Other words, the cue, the first word of a source and the next ones, the first word of a content and the next ones."""
_REACH = 110
_NO = "-"
_SIGNS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "«", "»"})


def window(at: int, traits: Traits) -> range:
    """The paragraph around a cue, as far as it is near."""
    line = traits.lines[at]
    first, end = at, at + 1
    while first > 0 and at - first < _REACH and traits.lines[first - 1] == line:
        first -= 1
    while end < len(traits.words) and end - at <= _REACH and traits.lines[end] == line:
        end += 1
    return range(first, end)


def word_features(at: int, traits: Traits, sure: frozenset[int]) -> list[str]:
    """What is known of a token, whatever the cue; `sure` are the tokens that are likely cues."""
    words, tags, deps = traits.words, traits.tags, traits.deps
    size = len(words)
    before, after = max(0, at - 1), min(at + 1, size - 1)
    found = [
        "1",
        f"t-10={tags[before]} {tags[at]}",
        f"t01={tags[at]} {tags[after]}",
        f"d={deps[at]}",
        f"d-1={deps[before]}",
        f"d1={deps[after]}",
        f"wd={words[at]} {deps[at]}",
        f"wt={words[before]} {tags[at]}",
        f"tw={tags[at]} {words[after]}",
        f"e={traits.entities[at]} {traits.entities[before]}",
        f"q={_sign(before, traits)}{_sign(at, traits)}{_sign(after, traits)}",
        f"s={min(at - traits.sentence(at)[0], 3)} {min(traits.sentence(at)[1] - at, 3)}",
        f"k={at in sure} {before in sure} {after in sure}",
        f"b={len(traits.children[at]) > 0}",
    ]
    for step in (-2, -1, 0, 1, 2):
        inside = 0 <= at + step < size
        found.append(f"w{step}={words[at + step] if inside else _NO}")
        found.append(f"t{step}={tags[at + step] if inside else _NO}")
    return found


def _sign(at: int, traits: Traits) -> str:
    return "m" if traits.words[at] in _SIGNS else "i" if traits.marks[at] >= 0 else "o"


class _View(NamedTuple):
    """What a cue knows of itself and of the passages in marks, before it looks at any token."""

    cue: int
    lemma: str
    tag: str
    kind: str
    drafted: bool
    rule: dict[int, str]
    mark: int
    passages: dict[int, str]


def cue_features(cue: int, reach: range, hints: Hints, sure: frozenset[int]) -> Iterator[list[str]]:
    """What is known of each token of a window as seen from the cue."""
    traits, view = hints.traits, _view(cue, hints)
    hung = branches.find(cue, reach, traits)
    first = max(traits.sentence(cue)[0], reach.start)
    between = _between(cue, reach, traits, sure)
    last = ""
    for at in reach:
        inside = first <= at < first + len(hung)
        branch = hung[at - first] if inside else Branch(_away(at, cue, traits), _NO, -1)
        here = f"{branch.name}{'@' if at == cue else 'L' if at < cue else 'R'}"
        yield [
            f"Bc={last} {here}",
            *_hanging(at, here, branch, view, traits),
            *_beside(at, here, view, hints, between[at]),
        ]
        last = here


def _view(cue: int, hints: Hints) -> _View:
    traits, told = hints.traits, hints.told.get(cue)
    return _View(
        cue=cue,
        lemma=f"{traits.lemmas[cue]}/{traits.kinds[cue]}",
        tag=traits.tags[cue],
        kind=hints.heads[cue].kind if cue in hints.heads else _NO,
        drafted=told is not None,
        rule=_rule(told),
        mark=traits.marks[cue],
        passages=_passages(cue, told, traits),
    )


def _rule(told: Told | None) -> dict[int, str]:
    """The role that the rules give to a token."""
    if told is None:
        return {}
    return dict.fromkeys(told.source or (), "s") | {at: "c" for piece in told.pieces for at in piece}


def _passages(cue: int, told: Told | None, traits: Traits) -> dict[int, str]:
    """The passages in marks that the rules give to the cue, the one before it and the one behind it."""
    own, marks = traits.marks[cue], traits.marks
    outside = {-1, own}
    before = next((marks[at] for at in range(cue - 1, max(-1, cue - _REACH), -1) if marks[at] not in outside), None)
    ahead = range(cue + 1, min(len(marks), cue + _REACH))
    after = next((marks[at] for at in ahead if marks[at] not in outside), None)
    found = {mark: name for mark, name in ((after, "a"), (before, "b")) if mark is not None}
    ruled = {marks[at]: "r" for piece in (told.pieces if told else ()) for at in piece if marks[at] >= 0}
    return found | ruled | {own: "c"} | {-1: "o"}


def _hanging(at: int, here: str, branch: Branch, view: _View, traits: Traits) -> list[str]:
    """Where the token hangs, with what it is."""
    tag, dep, head = traits.tags[at], traits.deps[at], traits.heads[at]
    return [
        f"B={here}",
        f"Bl={here} {view.lemma}",
        f"Bt={here} {view.tag}",
        f"Bi={here} {branch.inner}",
        f"Bil={branch.inner} {here} {view.lemma}",
        f"Bd={here} {dep} {branch.root == at}",
        f"Bw={here} {traits.words[at]}",
        f"BT={here} {tag}",
        f"H={traits.tags[head]} {dep} {head == view.cue}",
    ]


def _beside(at: int, here: str, view: _View, hints: Hints, between: tuple[int, int, int]) -> list[str]:
    """How far it is from the cue, what stands between, in which marks it stands, and what the rules make of it."""
    traits, drafted = hints.traits, view.drafted
    commas, verbs, rivals = between
    side = "@" if at == view.cue else "L" if at < view.cue else "R"
    quoted = view.passages.get(traits.marks[at], "x")
    rule, owner = view.rule.get(at, "o"), hints.owners[at]
    other = "n" if owner < 0 else "m" if owner == view.cue else "x"
    near = f"{view.rule.get(at - 1, 'o')}{rule}{view.rule.get(at + 1, 'o')}"
    steps = _distance(at - view.cue)
    return [
        f"Bq={here} {quoted}",
        f"Br={here} {rule} {drafted}",
        f"Bo={here} {other} {commas}",
        f"D={steps}",
        f"Dl={steps} {view.lemma}",
        f"Dq={side} {quoted} {view.mark >= 0}",
        f"Dc={side} {commas} {verbs} {rivals}",
        f"Dr={side} {rivals} {quoted}",
        f"R={rule} {drafted} {quoted}",
        f"Rc={near} {drafted}",
        f"Rk={rule} {view.kind} {side}",
        f"Rl={rule} {view.lemma}",
        f"Ro={rule} {other} {drafted} {side}",
        f"S={traits.sentences[at] - traits.sentences[view.cue]} {quoted}",
    ]


def _between(cue: int, reach: range, traits: Traits, sure: frozenset[int]) -> dict[int, tuple[int, int, int]]:
    """How many commas, verbs and other likely cues stand between a token and the cue, up to two."""
    found = {cue: (0, 0, 0)}
    for steps in (range(cue - 1, reach.start - 1, -1), range(cue + 1, reach.stop)):
        commas = verbs = rivals = 0
        for at in steps:
            found[at] = (commas, verbs, rivals)
            commas = min(2, commas + (traits.words[at] == ","))
            verbs = min(2, verbs + (traits.kinds[at] == "VERB"))
            rivals = min(2, rivals + (at in sure))
    return found


def _away(at: int, cue: int, traits: Traits) -> str:
    return f"s{max(-2, min(2, traits.sentences[at] - traits.sentences[cue]))}"


@cache
def _distance(steps: int) -> str:
    size = abs(steps)
    near = size if size < 5 else 5 + (size >= 8) + (size >= 15) + (size >= 30)
    return f"{'-' if steps < 0 else '+'}{near}"

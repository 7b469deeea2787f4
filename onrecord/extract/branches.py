"""Branches: where words hang in a sentence, seen from one cue: below which child of it, or of what is above it."""

from typing import NamedTuple

from onrecord.extract.traits import Traits

_DEEPEST = 60
NONE = "-"


class Branch(NamedTuple):
    """The way up to the cue or to what is above it, the next step of the way, and the word on which the branch hangs.

    In "She said | that it rained" the words of the second half have the name "c>ccomp".
    """

    name: str
    inner: str
    root: int


_LOOSE = Branch(NONE, NONE, -1)


def find(cue: int, reach: range, traits: Traits) -> list[Branch]:
    """The branches of the tokens of `reach` that stand in the cue's sentence, from the first of them.

    >>> from onrecord import tokens
    >>> from onrecord.extract import traits
    >>> read = traits.read(tokens.parse("She said that it rained."), [])
    >>> [branch.name for branch in find(1, range(6), read)]
    ['c>nsubj', 'c@', 'c>ccomp', 'c>ccomp', 'c>ccomp', 'c>punct']
    """
    first, end = traits.sentence(cue)
    above = _above(cue, range(first, end), traits)
    return [_branch(at, above, traits) for at in range(max(first, reach.start), min(end, reach.stop))]


def _above(cue: int, sentence: range, traits: Traits) -> dict[int, str]:
    """The cue and the words above it, each with its name."""
    found, at = {cue: "c"}, cue
    while (head := traits.heads[at]) not in found and head in sentence:
        found[head] = f"{min(len(found), 3)}{traits.deps[at]}"
        at = head
    return found


def _branch(at: int, above: dict[int, str], traits: Traits) -> Branch:
    node, root, inner = at, -1, -1
    for _ in range(_DEEPEST):
        if node in above:
            break
        if (head := traits.heads[node]) == node:
            return _LOOSE
        node, root, inner = head, node, root
    if node not in above:
        return _LOOSE
    if root < 0:
        return Branch(f"{above[node]}@", NONE, node)
    return Branch(f"{above[node]}>{traits.deps[root]}", traits.deps[inner] if inner >= 0 else "@", root)

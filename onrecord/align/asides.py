"""Asides: the words of a text that show no copy, and what they are: another's, furniture, or common to many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from onrecord import credits as crediting
from onrecord.align import pairs, prose
from onrecord.align.fingerprints import Index
from onrecord.align.prose import Prose
from onrecord.schema import Article, Lineage

Why = Literal["furniture", "quotation", "post or turn", "caption", "common words"]
"""The first that holds is told."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters of a text that are not its own prose."""

    start: int
    end: int
    why: Why


def find(
    articles: Sequence[Article], lineage: Lineage, *, wanted: Sequence[str], index: Index | None = None
) -> dict[str, tuple[Aside, ...]]:
    r"""The asides of the `wanted` articles; what is furniture and what is common is known by all that were read.

    >>> text = "Home\n\nThe harbour of Vell was closed on Monday. “Nobody was hurt,” said the captain."
    >>> [text[a.start : a.end] for a in find([Article("a", text)], Lineage(), wanted=["a"])["a"]]
    ['Home', 'Nobody was hurt']
    """
    by_id = {article.id: article for article in articles}
    within = [p for p in lineage.passages if p.left.article in by_id and p.right.article in by_id]
    drawn = {side.article for p in within for side in (p.left, p.right)}
    proses = prose.read_all(by_id, drawn.union(wanted), index=index)
    pairs.measure(within, proses)  # takes the words that are common to many out of the own prose
    return {id_: tuple(_asides(proses[id_])) for id_ in wanted}


def _asides(read: Prose) -> Iterator[Aside]:
    text = read.text
    captions = text.flags(crediting.captions(text.article.text))
    kinds = np.select([read.own, read.furniture, text.quoted, read.posted, captions], [0, 1, 2, 3, 4], default=5)
    edges = [0, *(np.flatnonzero(np.diff(kinds)) + 1).tolist(), len(kinds)]
    for start, end in pairwise(edges):
        if end > start and kinds[start]:
            span = text.span(start, end)
            yield Aside(span.start, span.end, get_args(Why)[kinds[start] - 1])

"""Articles with marked quotations as the learned passes see them: parse, hints of the rules, roles of the gold."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord import tokens
from onrecord.extract import cues, drafts, hints, marks, traits
from onrecord.extract.codes import Codes
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import BC, BS, CUE, Proposal
from onrecord.extract.readings import Reading
from onrecord.extract.templates import Columns, Known, keys, sizes
from onrecord.extract.traits import Traits
from onrecord.schema import Article

_FIRST = {"VERB": 0, "NOUN": 1, "AUX": 2, "ADJ": 3}
_WITHIN = re.compile(r"(\S)[ \u00a0]([A-Za-z][\w’'.-]*\w|[A-Za-z])")
_PARTS = re.compile(r"[ =/]")
_ENDS = frozenset('.?!:“”"‘’—–-•|')
Chars = frozenset[int]


@dataclass(frozen=True)
class Told:
    """One quotation of the gold: the token on which its cue hangs, the tokens of its roles, their characters."""

    cue: int
    cues: list[int]
    source: list[int]
    content: list[int]
    source_chars: Chars
    content_chars: Chars


@dataclass(frozen=True)
class Marked:
    """One article."""

    id: str
    publisher: str
    hints: Hints
    told: list[Told]

    @property
    def cues(self) -> frozenset[int]:
        """The tokens on which the cues of the gold hang."""
        return frozenset(told.cue for told in self.told)


def load(path: Path, first: int | None = None) -> Iterator[Marked]:
    """The articles of a file of PolNeAR, in its order, or as many of them, spread over its publishers."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows, texts = tee(json.loads(line) for line in lines[:: len(lines) // (first or len(lines))])
    for row, parse in zip(rows, tokens.parse_all(row["text"] for row in texts), strict=True):
        passages, found = marks.find(row["text"]), cues.find(parse)
        ruled = drafts.find(Reading(Article(row["id"], row["text"]), parse), found, passages)
        known = hints.read(traits.read(parse, passages), found, ruled)
        told = [_told(a, known.traits) for a in row["attributions"] if a["content"] and a["cue"]]
        yield Marked(row["id"], row["publisher"], known, told)


def _told(row: dict[str, list[tuple[int, int]]], known: Traits) -> Told:
    said, source, content = (
        sorted({at for start, end in row[role] for at in known.tokens(start, end)})
        for role in ("cue", "source", "content")
    )
    tops = [at for at in said if known.heads[at] not in said or known.heads[at] == at]
    head = min(tops, key=lambda at: (_FIRST.get(known.kinds[at], 4), at))
    return Told(head, said, source, content, _chars(row["source"]), _chars(row["content"]))


def _chars(spans: Iterable[tuple[int, int]]) -> Chars:
    return frozenset(at for start, end in spans for at in range(start, end))


def labels(told: Told, window: range) -> list[int]:
    """The label of each token of a window, as `roles.LABELS` numbers them."""
    found = [0] * len(window)
    for begins, words in ((BS, told.source), (BC, told.content)):
        for at in words:
            if at in window:
                place = at - window.start
                found[place] = begins + (place > 0 and found[place - 1] in (begins, begins + 1) and at - 1 in words)
    for at in told.cues:
        if at in window:
            found[at - window.start] = CUE
    for place, label in enumerate(found):
        if label in (BS + 1, BC + 1) and (place == 0 or found[place - 1] not in (label - 1, label)):
            found[place] = label - 1
    return found


def is_right(proposal: Proposal, article: Marked) -> bool:
    """Whether half of the contents' characters are shared, and half of the source lies in the gold's."""
    known = article.hints.traits
    content = _chars(map(known.characters, proposal.content))
    source = _chars([known.characters(proposal.source)] if proposal.source else [])
    return any(
        len(content & told.content_chars) >= 0.5 * len(content | told.content_chars)
        and _same(source, told.source_chars)
        for told in article.told
        if content & told.content_chars
    )


def _same(found: Chars, told: Chars) -> bool:
    common = len(found & told)
    return (common > 0 and common >= 0.5 * len(found)) or (not found and not told)


def proper(path: Path) -> frozenset[str]:
    """Words that mostly begin with a capital within a sentence: taggers take names in headings for other words."""
    seen, capital = Counter[str](), Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        for before, word in _WITHIN.findall(json.loads(line)["text"]):
            if before not in _ENDS:
                seen[word.lower()] += 1
                capital[word.lower()] += word[0].isupper()
    return frozenset(word for word, n in capital.items() if n >= 0.5 * seen[word] and len(word) > 2)


def is_named(feature: str, names: frozenset[str]) -> bool:
    """Whether a feature holds a name."""
    return not names.isdisjoint(_PARTS.split(feature))


def common(told: Iterable[tuple[Iterable[str], str]], names: frozenset[str]) -> list[str]:
    """The words of ten articles of three publishers that hold no name, from the words of each article."""
    articles, publishers = Counter[str](), defaultdict[str, set[str]](set)
    for words, publisher in told:
        for word in set(words):
            articles[word] += 1
            publishers[word].add(publisher)
    return sorted(w for w, n in articles.items() if n >= 10 and len(publishers[w]) >= 3 and not is_named(w, names))


def known(templates: Sequence[str], told: Iterable[tuple[Columns, str]]) -> Known:
    """The features of ten articles of three publishers, from the columns of each article."""
    found: list[list[np.ndarray]] = [[] for _ in templates]
    publishers: list[str] = []
    spread: tuple[tuple[int, ...], ...] = ()
    for columns, publisher in told:
        publishers.append(publisher)
        spread = tuple(sizes(template, columns) for template in templates)
        for template, keys_of in zip(templates, found, strict=True):
            keys_of.append(np.unique(keys(template, columns)))
    houses = np.unique(publishers, return_inverse=True)[1]
    return Known(tuple(_frequent(keys_of, houses) for keys_of in found), spread)


def _frequent(found: list[np.ndarray], houses: np.ndarray) -> np.ndarray:
    every, articles = np.unique(np.concatenate(found), return_counts=True)
    size = int(houses.max()) + 1
    pairs = np.concatenate([kept * size + house for kept, house in zip(found, houses.tolist(), strict=True)])
    publishers = np.unique(np.unique(pairs) // size, return_counts=True)[1]
    return every[(articles >= 10) & (publishers >= 3) & (every > 0)]


def pruned(kept: Known, wanted: np.ndarray) -> Known:
    """The features for which `wanted`, which has an entry for each, is true."""
    parts = np.split(wanted, np.cumsum([len(keys_of) for keys_of in kept.keys])[:-1])
    return Known(tuple(keys_of[part] for keys_of, part in zip(kept.keys, parts, strict=True)), kept.sizes)


class Coded(NamedTuple):
    """An article, and its words by number."""

    gold: Marked
    codes: Codes

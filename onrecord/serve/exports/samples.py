"""Samples: statements drawn at random, on a blank sheet for coding by hand, and the machine's own coding beside it."""

import heapq
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord import tokens
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.schema import Article, Claim, content_id
from onrecord.serve.exports import Export, Wanted
from onrecord.serve.exports.columns import Row, joined
from onrecord.serve.exports.csv import write_sheet
from onrecord.serve.exports.tellings import Reading, Telling

GIVEN = (
    "item", "seed", "kind", "story", "article", "publisher", "published", "start", "end", "before", "sentence", "after"
)  # fmt: skip
"""What the coder reads; the words in question stand between ⟦ and ⟧."""

CODED = ("is_kind", "type", "actor", "recipient", "status", "said_by", "origin", "comment")
"""What the coder fills in."""

KEY = (
    "item", "seed", "kind", "story", "article", "claim", "statement", "is_kind", "type", "actor", "recipient",
    "status", "said_by", "origin", "origin_evidence", "background", "reason", "said_by_right", "origin_right",
)  # fmt: skip
"""The machine's coding; its last two columns are empty, for a second look with the key open."""


@dataclass(frozen=True, slots=True, order=True)
class Drawn:
    """A claim with the number by which it is drawn: the smallest are."""

    lot: str
    story: str
    claim: str
    kind: str


def sheet(size: int, seed: int) -> Export:
    """The export that writes such a sheet and its key."""

    def write(wanted: Wanted) -> Mapping[str, int]:
        if not wanted.with_text:
            problem = "a sheet for coding by hand needs the sentences"
            raise UsageError(problem, name="--sample", remedy="leave out --without-text")
        drawn = _in_any_order(draw(wanted, size, seed), seed)
        name = f"sample-{size}-seed-{seed}"
        coding = _Coding(wanted.archive)
        coded = [coding.rows(item) for item in drawn]
        given = ((n, seed, *row) for n, (row, _) in enumerate(coded, 1))
        key = ((n, seed, *row) for n, (_, row) in enumerate(coded, 1))
        blank = ("",) * len(CODED)
        return {
            f"{name}.csv": write_sheet(wanted.folder / f"{name}.csv", GIVEN + CODED, ((*r, *blank) for r in given)),
            f"{name}-key.csv": write_sheet(wanted.folder / f"{name}-key.csv", KEY, key),
        }

    return write


def draw(wanted: Wanted, size: int, seed: int) -> list[Drawn]:
    """Claims drawn at random, as many of each kind as is its part of all: told as news unless background is wanted.

    What a later version of its article replaced is left out: nobody stands by it. What is drawn depends on the seed and
    the claims alone, not on the order in which they are met.
    """
    lots: dict[str, list[Drawn]] = {}
    counts: Counter[str] = Counter()
    for story in wanted.stories():
        for claim in wanted.archive.record(story.id).claims:
            if not claim.withdrawn_by and (wanted.background or not claim.background):
                lot = content_id(seed, story.id, claim.id)
                found = lots.setdefault(claim.kind, [])
                found.append(Drawn(lot, story.id, claim.id, claim.kind))
                counts[claim.kind] += 1
                if len(found) > 4 * size:
                    lots[claim.kind] = heapq.nsmallest(size, found)
    parts = quotas(counts, size)
    return [one for kind in sorted(lots) for one in heapq.nsmallest(parts[kind], lots[kind])]


def quotas(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each kind, in proportion: the largest remainders take what is left over.

    >>> quotas({"event": 50, "figure": 30, "quote": 21}, 10)
    {'event': 5, 'figure': 3, 'quote': 2}
    >>> quotas({"event": 2, "quote": 1}, 10)
    {'event': 2, 'quote': 1}
    """
    total = sum(counts.values())
    if size >= total:
        return dict(counts)
    found = {kind: n * size // total for kind, n in counts.items()}
    ranked = sorted(counts, key=lambda kind: (-(counts[kind] * size % total), kind))
    for kind in ranked[: size - sum(found.values())]:
        found[kind] += 1
    return found


def _in_any_order(drawn: list[Drawn], seed: int) -> list[Drawn]:
    """Kinds and stories mixed, so that the order tells the coder nothing."""
    mixed = sorted(drawn)
    random.Random(seed).shuffle(mixed)
    return mixed


class _Coding:
    """How the machine coded what was drawn, story by story."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._reading = lru_cache(maxsize=64)(self._read)

    def _read(self, story: str) -> Reading:
        record = self._archive.record(story)
        ids = record.story.articles
        return Reading(record, self._archive.articles(ids), self._archive.annotations(ids))

    def rows(self, drawn: Drawn) -> tuple[Row, Row]:
        """What the coder reads of a claim, and how the machine coded it."""
        reading = self._reading(drawn.story)
        claim, record = reading.claims[drawn.claim], reading.record
        article = reading.articles[claim.article]
        where = (claim.kind, drawn.story, claim.article)
        place = (article.publisher, article.published, claim.span.start, claim.span.end)
        names = {actor.id: actor.name for actor in record.actors}
        said_by = names.get(claim.said_by or "", claim.said_by) or "nobody named"
        origins = {o.id: o.agency or o.publisher or o.kind for o in record.lineage.origins}
        origin = origins.get(claim.origin or "", "unknown")
        what = ("yes", claim.attribute, *_sides(reading.telling(claim)), claim.status, said_by, origin)
        why = (claim.origin_evidence, claim.background, claim.reason, "", "")
        return (*where, *place, *_context(claim, article)), (*where, claim.id, claim.point, *what, *why)


def _sides(telling: Telling) -> tuple[str | None, str | None]:
    """Who did it to whom; of a figure what is counted, of a quotation who spoke."""
    if telling.event is None:
        return telling.claim.subject, None
    return joined(party.name for party in telling.actors), joined(party.name for party in telling.recipients)


def _context(claim: Claim, article: Article) -> Iterator[str]:
    """The sentence before, the sentence with the words marked, the sentence after."""
    text, start, end = article.text, claim.span.start, claim.span.end
    around = tokens.sentences(text)
    before = [at for at in around if at[1] <= start]
    after = [at for at in around if at[0] >= end]
    left, right = (before[-1][1] if before else 0), (after[0][0] if after else len(text))
    yield _flat(text[slice(*before[-1])]) if before else ""
    yield _flat(f"{text[left:start]}⟦{text[start:end]}⟧{text[end:right]}")
    yield _flat(text[slice(*after[0])]) if after else ""


def _flat(words: str) -> str:
    return " ".join(words.split())

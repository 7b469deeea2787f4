"""How many copies across publishers are none: python bench/false_copies.py DATA [VERDICTS] [SEED].

DATA is the folder with the data sets (allsides is read). All its articles are aligned in one call; of the copies
between two publishers that the silver list does not have, 100 are drawn. Those that VERDICTS (bench/read/
false_copies.tsv) does not judge are printed for reading: each passage with the words around it, the own prose in
[brackets]. A person adds a line for each: both ids, smaller first, `copy`, or what it is instead, split by tabs. No
text goes into that file.
"""

import gzip
import json
import lzma
import random
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from onrecord.align import Index, pairs, prose, shared, trace
from onrecord.align.precedence import same_publisher
from onrecord.align.prose import Prose
from onrecord.schema import Article, Copy, SharedPassage, Span

DRAWN = 100
AROUND = 100
Tie = tuple[str, str]


def articles(folder: Path) -> dict[str, Article]:
    with lzma.open(folder / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = (
        Article(
            row["id"], row["text"], headline=row["title"] or None, publisher=row["outlet"] or None,
            published=row["published"] or None, url=row["url"] or None,
        )
        for row in rows
    )  # fmt: skip
    return {article.id: article for article in found}


def silver(folder: Path) -> set[Tie]:
    with gzip.open(folder / "allsides" / "copy_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {tie(row["id1"], row["id2"]) for row in rows}


def judged(path: Path) -> dict[Tie, str]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return {tie(left, right): verdict for left, right, verdict in rows}


def tie(left: str, right: str) -> Tie:
    return (left, right) if left < right else (right, left)


def ties(copy: Copy) -> set[Tie]:
    return {tie(p.left.article, p.right.article) for p in copy.passages}


def shown(passages: tuple[SharedPassage, ...], proses: dict[str, Prose]) -> Iterator[str]:
    for passage in passages:
        for side in (passage.left, passage.right) if passage.identity < 1 else (passage.left,):
            yield f"  {passage.kind} {passage.identity}: {_in_words(side, proses[side.article])}"


def _in_words(side: Span, read: Prose) -> str:
    text, first_last = read.text.article.text, read.text.word_range(side.start, side.end)
    words = range(*first_last)
    own = "".join(
        _bracketed(text[read.text.words.starts[held[0]] : read.text.words.ends[held[-1]]], is_own=is_own) + " "
        for is_own, held in ((key, list(group)) for key, group in groupby(words, key=lambda at: bool(read.own[at])))
    )
    before, after = text[max(0, side.start - AROUND) : side.start], text[side.end : side.end + AROUND]
    return " ".join(f"{before} << {own}>> {after}".split())


def _bracketed(words: str, *, is_own: bool) -> str:
    return f"[{words}]" if is_own else words


def main(folder: Path, verdicts: Path, seed: int) -> None:
    by_id = articles(folder)
    index = Index(by_id.__getitem__)
    passages = shared(list(by_id.values()), index=index)
    copies = trace(list(by_id.values()), passages=passages, index=index).copies
    report(by_id, copies, (passages, index), (folder, verdicts, seed))


def report(
    by_id: dict[str, Article],
    copies: tuple[Copy, ...],
    found: tuple[tuple[SharedPassage, ...], Index],
    told: tuple[Path, Path, int],
) -> None:
    folder, verdicts, seed = told
    known, read = silver(folder), judged(verdicts)
    by_tie = {one: copy for copy in copies for one in ties(copy)}
    open_ = sorted(one for one in by_tie if one not in known and not same_publisher(by_id[one[0]], by_id[one[1]]))
    sample = random.Random(seed).sample(open_, min(DRAWN, len(open_)))
    proses = prose.read_all(by_id, {id_ for one in by_tie for id_ in one}, index=found[1])
    pairs.measure([p for p in found[0] if p.left.article in proses and p.right.article in proses], proses)
    for left, right in sample:
        if (left, right) not in read:
            a, b, copy = by_id[left], by_id[right], by_tie[left, right]
            print(f"{left}\t{right}\t{copy.share} {copy.own_share} {copy.reason}")
            print(f"  {a.publisher} {a.published} {a.headline}\n  {b.publisher} {b.published} {b.headline}")
            print(*shown(copy.passages, proses), sep="\n")
    seen = [read[one] for one in sample if one in read]
    wrong = sum(verdict != "copy" for verdict in seen)
    all_seen = [read[one] for one in open_ if one in read]
    print(f"{len(copies)} copies, {len(open_)} across publishers not in the silver list")
    print(f"{len(seen)} of {len(sample)} drawn were read: {wrong} false")
    print(f"of these copies {len(all_seen)} were read at any time: {sum(one != 'copy' for one in all_seen)} false")


if __name__ == "__main__":
    given = [*sys.argv[1:], "bench/read/false_copies.tsv", "1"]
    main(Path(given[0]), Path(given[1] if len(sys.argv) > 2 else given[-2]), int(given[2] if len(sys.argv) > 3 else 1))

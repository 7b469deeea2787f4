"""How fast `align` is as the number of kept articles grows, and what it finds: python bench/lineage.py DATA [N].

DATA is the folder with the data sets (allsides is read), N the number of articles (10,000). Batches of 500 are traced
with one index, as a build does. The articles of one time are longer than those of another: so the last batch is traced
again beside a small index and a large one, to see whether the cost grows with what is kept. Then the search for
candidates alone (words, fingerprints, index) is timed beside two others, in the same run on the same articles.

    python bench/lineage.py DATA --growth

takes all articles of allsides and reuters21578 (48,774; each set in order of publication, poured together in
proportion) and traces the last 500 of them beside the 5,000 to 48,274 before them. What articles of other days cost
tells nothing of growth: they are longer, or have more partners. It takes some minutes and writes nothing. All times are
processor time of one process.
"""

import gzip
import json
import lzma
import re
import resource
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord import settings
from onrecord.align import Index, trace
from onrecord.align.texts import read
from onrecord.schema import Article

BATCH = 500
FEW = 5_000
COMPARED = 3_000
PERMUTATIONS, BANDS = 128, 64


def main(folder: Path, count: int) -> None:
    given = in_order(islice(allsides(folder), count))
    index, stored, written, total = index_of(given), dict[str, int](), 0, 0.0
    print(
        f"{'kept':>7} {'articles/s':>10} {'ms/article':>10} {'passages':>9}"
        f" {'copies':>7} {'index MiB':>10} {'RSS MiB':>8}"
    )
    for batch in batches(given, BATCH):
        spent, found = timed(trace, batch, index=index)
        total += spent
        new, gone = index.changes()
        stored = {name: size for name, size in stored.items() if name not in gone}
        stored |= {name: len(packed) for name, packed in new.items()}
        written += sum(map(len, new.values()))
        print(
            f"{len(index):>7} {len(batch) / spent:>10.0f} {1000 * spent / len(batch):>10.2f} {len(found.passages):>9}"
            f" {len(found.copies):>7} {sum(stored.values()) / 2**20:>10.1f} {memory():>8.0f}",
            flush=True,
        )
    few, many = (cost_of_last(given, indexed(given[-BATCH - kept : -BATCH])) for kept in (1_000, len(given) - BATCH))
    print(
        f"the last {BATCH} again: {few:.2f} ms/article beside 1,000 kept, {many:.2f} beside all: {many / few:.2f} times"
    )
    again = written / sum(stored.values())
    print(f"all: {len(given) / total:.0f} articles/s; {again:.1f} bytes of index written for each byte kept")
    peers(given[:COMPARED])


def growth(folder: Path) -> None:
    """What the same articles cost beside ever more that are kept, and how many pairs of them are aligned."""
    given = poured(in_order(allsides(folder)), in_order(reuters(folder)))
    before, costs = given[:-BATCH], list[float]()
    print(f"the last {BATCH} articles again: milliseconds for an article, and without the pairs that are aligned")
    print(f"{'kept':>7} {'ms/article':>10} {'search alone':>12} {'pairs':>6} {'index MiB':>10} {'RSS MiB':>8}")
    for kept in (*(size for size in (FEW, 10_000, 20_000, 30_000) if size < len(before)), len(before)):
        index = indexed(before[-kept:])
        size = sum(map(len, index.segments().values()))
        costs.append(cost_of_last(given, index))
        search, pairs = search_of_last(given, index)
        print(
            f"{kept:>7} {costs[-1]:>10.2f} {search:>12.2f} {pairs:>6} {size / 2**20:>10.1f} {memory():>8.0f}"
            f" {'#' * round(30 * costs[-1] / costs[0])}",
            flush=True,
        )
    print(f"beside all {costs[-1] / costs[0]:.2f} times as much as beside {FEW:,}")


def peers(given: Sequence[Article]) -> None:
    """The search for candidates alone: ours, and MinHash over 5-word shingles with bands, by two libraries."""
    try:
        import datasketch
        import rensa
    except ImportError as error:
        print(f"{error.name} is not installed: no peers (pip install 'onrecord[bench]')")
        return

    def ours(given: Sequence[Article]) -> int:
        index = index_of(given)
        return sum(len(index.add([read(article) for article in some])) for some in batches(given, settings.ALIGN_BATCH))

    def by_rensa(given: Sequence[Article]) -> int:
        found, kept = 0, rensa.RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        for number, article in enumerate(given):
            sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
            sketch.update(shingles(article.text))
            found += len(kept.query(sketch))
            kept.insert(number, sketch)
        return found

    def by_datasketch(given: Sequence[Article]) -> int:
        found, kept = 0, datasketch.MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
        for number, article in enumerate(given):
            sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([shingle.encode() for shingle in shingles(article.text)])
            found += len(kept.query(sketch))
            kept.insert(number, sketch)
        return found

    own, _ = timed(ours, given)
    print(f"candidates alone, {len(given):,} articles{'':>6} ms/article  pairs  times ours")
    for name, search in (("onrecord", ours), ("rensa", by_rensa), ("datasketch", by_datasketch)):
        spent, found = timed(search, given)
        print(f"{name:>30} {1000 * spent / len(given):>12.2f} {found:>6} {spent / own:>11.1f}", flush=True)


def shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return list(dict.fromkeys(" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))))


def allsides(folder: Path) -> Iterator[Article]:
    with lzma.open(folder / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(article, lines)


def reuters(folder: Path) -> Iterator[Article]:
    with gzip.open(folder / "reuters21578" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(article, lines)


def article(line: str) -> Article:
    row = json.loads(line)
    return Article(row["id"], row["text"], publisher=row["outlet"] or None, published=row["published"] or None)


def in_order(given: Iterable[Article]) -> list[Article]:
    return sorted(given, key=lambda article: (article.published or "", article.id))


def poured(*sets: Sequence[Article]) -> list[Article]:
    """All articles, each set in its order, at every place as many of each as its part of the whole."""
    placed = ((at / len(some), number, at) for number, some in enumerate(sets) for at in range(len(some)))
    return [sets[number][at] for _, number, at in sorted(placed)]


def batches(given: Sequence[Article], size: int) -> Iterator[Sequence[Article]]:
    return (given[start : start + size] for start in range(0, len(given), size))


def index_of(given: Sequence[Article]) -> Index:
    """An empty index that finds the texts of these articles."""
    return Index({article.id: article for article in given}.__getitem__)


def indexed(given: Sequence[Article]) -> Index:
    """An index that keeps these articles."""
    index = index_of(given)
    for some in batches(given, BATCH):
        index.add([read(article) for article in some])
    return index


def cost_of_last(given: Sequence[Article], index: Index) -> float:
    """Milliseconds for each of the last articles beside what the index keeps: the best of three."""
    by_id, kept = {article.id: article for article in given}, index.segments()
    again = (Index.load(kept, by_id.__getitem__) for _ in range(3))
    return 1000 * min(timed(trace, given[-BATCH:], index=one)[0] for one in again) / BATCH


def search_of_last(given: Sequence[Article], index: Index) -> tuple[float, int]:
    """Milliseconds for each of the last articles to be read, put into the index and sought, and the pairs found."""
    spent, met = timed(lambda: index.add([read(article) for article in given[-BATCH:]]))
    return 1000 * spent / BATCH, len(met)


def timed(work: Callable[..., Any], *given: Any, **options: Any) -> tuple[float, Any]:
    started = time.process_time()
    found = work(*given, **options)
    return time.process_time() - started, found


def memory() -> float:
    """MiB that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    parser.add_argument("--growth", action="store_true")
    told = parser.parse_args()
    if told.growth:
        growth(told.data)
    else:
        main(told.data, told.articles)

"""How fast `align` is as the number of kept articles grows, and what it finds: python bench/lineage.py DATA [N].

DATA is the folder with the data sets (allsides is read), N the number of articles (10,000). Batches of 500 are traced
with one index, as a build does. The articles of one time are longer than those of another: so the last batch is traced
again beside a small index and a large one, to see whether the cost grows with what is kept.
"""

import json
import lzma
import resource
import sys
import time
from pathlib import Path

from onrecord.align import Index, trace
from onrecord.align.texts import read
from onrecord.schema import Article

BATCH = 500


def articles(folder: Path, count: int) -> list[Article]:
    found = []
    with lzma.open(folder / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.append(
                Article(row["id"], row["text"], publisher=row["outlet"] or None, published=row["published"] or None)
            )
            if len(found) == count:
                break
    return sorted(found, key=lambda article: (article.published or "", article.id))


def cost_of_last(given: list[Article], kept: int) -> float:
    """Milliseconds for each article of the last batch, when so many of the articles before it are kept."""
    by_id = {article.id: article for article in given}
    index = Index(by_id.__getitem__)
    before = given[-BATCH - kept : -BATCH]
    for start in range(0, kept, BATCH):
        index.add([read(article) for article in before[start : start + BATCH]])
    started = time.process_time()
    trace(given[-BATCH:], index=index)
    return 1000 * (time.process_time() - started) / BATCH


def main(folder: Path, count: int) -> None:
    given = articles(folder, count)
    by_id = {article.id: article for article in given}
    index, stored, written = Index(by_id.__getitem__), dict[str, int](), 0
    print(
        f"{'kept':>7} {'articles/s':>10} {'ms/article':>10} {'passages':>9}"
        f" {'copies':>7} {'index MiB':>10} {'RSS MiB':>8}"
    )
    total = 0.0
    for start in range(0, len(given), BATCH):
        batch = given[start : start + BATCH]
        before = time.process_time()
        found = trace(batch, index=index)
        spent = time.process_time() - before
        total += spent
        new, gone = index.changes()
        stored = {name: size for name, size in stored.items() if name not in gone}
        stored |= {name: len(packed) for name, packed in new.items()}
        written += sum(map(len, new.values()))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(index):>7} {len(batch) / spent:>10.0f} {1000 * spent / len(batch):>10.2f} {len(found.passages):>9}"
            f" {len(found.copies):>7} {sum(stored.values()) / 2**20:>10.1f} {memory:>8.0f}"
        )
    size = sum(stored.values())
    few, many = cost_of_last(given, 1_000), cost_of_last(given, len(given) - BATCH)
    print(
        f"the last {BATCH} again: {few:.2f} ms/article beside 1,000 kept, {many:.2f} beside all: {many / few:.2f} times"
    )
    print(f"all: {len(given) / total:.0f} articles/s; {written / size:.1f} bytes of index written for each byte kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)

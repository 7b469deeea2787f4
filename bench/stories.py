"""Stories against gold, one setting for all sets, and articles a second.

usage: stories.py DATA [SET ...]      (DATA has a folder for each set, with its articles.jsonl.gz)
"""

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from onrecord.cluster import assign
from onrecord.schema import Article

SETS = ("gva", "newscluster5w", "basil", "ecbplus_docs")


def load(data: Path, name: str) -> tuple[list[Article], dict[str, str]]:
    """The articles of a set, in the order in which they are read, and the story of each."""
    with gzip.open(data / name / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [
        Article(row["id"], row["text"], headline=row.get("title") or None, published=row.get("published") or None)
        for row in rows
    ]
    articles.sort(key=lambda article: (article.published is None, article.published or "", article.id))
    return articles, {row["id"]: row["story_id"] for row in rows}


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def agreement(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed F1 and F1 of pairs."""
    sizes, stories = Counter(gold.values()), Counter(found.values())
    shared = Counter((gold[article], found[article]) for article in gold)
    precision = sum(n * n / stories[b] for (_, b), n in shared.items()) / len(gold)
    recall = sum(n * n / sizes[a] for (a, _), n in shared.items()) / len(gold)
    together, gold_pairs, found_pairs = (
        sum(n * (n - 1) / 2 for n in counts.values()) for counts in (shared, sizes, stories)
    )
    pairs = f1(together / found_pairs, together / gold_pairs) if found_pairs and gold_pairs else 0.0
    return f1(precision, recall), pairs


def main(data: Path, *names: str) -> None:
    print(f"{'set':15}{'articles':>9}{'stories':>9}{'gold':>7}{'b3 f1':>8}{'pair f1':>9}{'articles/s':>12}")
    for name in names or SETS:
        articles, gold = load(data, name)
        start = time.perf_counter()
        stories = assign(articles)
        speed = len(articles) / (time.perf_counter() - start)
        b3, pairs = agreement(gold, {article: story.id for story in stories for article in story.articles})
        counts = f"{len(articles):9}{len(stories):9}{len(set(gold.values())):7}"
        print(f"{name:15}{counts}{b3:8.3f}{pairs:9.3f}{speed:12.0f}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

"""Stories against gold, one setting for all sets, and articles a second.

usage: stories.py DATA [SET ...] [--folds 2] [--stream] [--orders 2]
       stories.py DATA --speed [SET]         what an article costs with 1,000 kept, and with 25,000

DATA has a folder for each set, with its articles.jsonl.gz.
--folds 2: the stories are parted in two halves; pairs of one half are judged by a model trained on the other, pairs
across them by the mean of both. Without it the shipped weights judge what they were trained on.
--stream: all sets poured into one stream, dated articles by day, undated ones in the order of their ids after them.
--orders N: each set that has undated articles also in N other orders of these, dealt by chance.
"""

import argparse
import gzip
import json
import lzma
import resource
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.cluster import Index, assign
from onrecord.schema import Article, Story

SETS = ("gva", "newscluster5w", "basil", "ecbplus_docs")
SPEED = "allsides"
STEPS = (1_000, 5_000, 10_000, 15_000, 20_000, 25_000)
Model = Callable[[Any], Any]


def rows_of(data: Path, name: str) -> list[dict[str, Any]]:
    (path,) = (data / name).glob("articles.jsonl.[gx]z")
    with (gzip if path.suffix == ".gz" else lzma).open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ordered(articles: list[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))


def load(data: Path, name: str) -> tuple[list[Article], dict[str, str]]:
    """The articles of a set, in the order in which they are read, and the story of each."""
    rows = rows_of(data, name)
    articles = [
        Article(row["id"], row["text"], headline=row.get("title") or None, published=row.get("published") or None)
        for row in rows
    ]
    return ordered(articles), {row["id"]: row["story_id"] for row in rows if "story_id" in row}


def poured(data: Path, names: Sequence[str]) -> tuple[list[Article], dict[str, str]]:
    """All sets in one stream; ids and stories are told apart by their set."""
    articles: list[Article] = []
    gold: dict[str, str] = {}
    for name in names:
        found, stories = load(data, name)
        articles += [Article(f"{name}:{a.id}", a.text, headline=a.headline, published=a.published) for a in found]
        gold |= {f"{name}:{article}": f"{name}:{story}" for article, story in stories.items()}
    return ordered(articles), gold


def dealt_anew(
    articles: Sequence[Article], gold: Mapping[str, str], order: int
) -> tuple[list[Article], dict[str, str]]:
    """The same set, its undated articles in another order: undated ones are read in the order of their ids."""
    names = {a.id: a.id if a.published else f"{zlib.crc32(f'{order} {a.id}'.encode()):08x} {a.id}" for a in articles}
    found = [Article(names[a.id], a.text, headline=a.headline, published=a.published) for a in articles]
    return ordered(found), {names[article]: story for article, story in gold.items()}


def fold(story: str) -> int:
    """The half that a story is in: by its name alone, so that it is the same in its set and in the one stream."""
    return zlib.crc32(story.rpartition(":")[2].encode()) & 1


def judge_of(models: Sequence[Model], gold: Mapping[str, str]) -> Callable[..., Any]:
    """A pair is judged by the models whose training never saw its stories, or by both where its sides are parted."""

    def judge(article: str, others: Sequence[str], rows: Any) -> Any:
        mine = fold(gold[article])
        both = np.stack([model(rows.astype(float)) for model in models])
        theirs = np.array([fold(gold[other]) for other in others])
        return np.where(theirs == mine, both[1 - mine], both.mean(0))

    return judge


def trained(data: Path, names: Sequence[str]) -> list[Model]:
    """One model for each half of the stories."""
    sys.path.insert(0, str(Path(__file__).parent / "train"))
    import pair_weights

    found = pair_weights.all_pairs(data, names)
    left, right = (np.array([fold(story) for story in stories]) for stories in (found.left, found.right))
    rows, same = found.rows, found.same
    return [pair_weights.model(rows[at], same[at]) for at in ((left == half) & (right == half) for half in (0, 1))]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def agreement(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float, float]:
    """B-cubed precision, recall and F1, and F1 of pairs."""
    sizes, stories = Counter(gold.values()), Counter(found.values())
    shared = Counter((gold[article], found[article]) for article in gold)
    precision = sum(n * n / stories[b] for (_, b), n in shared.items()) / len(gold)
    recall = sum(n * n / sizes[a] for (a, _), n in shared.items()) / len(gold)
    together, gold_pairs, found_pairs = (
        sum(n * (n - 1) / 2 for n in counts.values()) for counts in (shared, sizes, stories)
    )
    pairs = f1(together / found_pairs, together / gold_pairs) if found_pairs and gold_pairs else 0.0
    return precision, recall, f1(precision, recall), pairs


def told(stories: Sequence[Story]) -> dict[str, str]:
    """The story of each article; a round-up of several is scored in the one that lists it first."""
    return {article: story.id for story in reversed(stories) for article in (*story.round_ups, *story.articles)}


def score(name: str, articles: list[Article], gold: Mapping[str, str], models: Sequence[Model]) -> None:
    index = Index(judge=judge_of(models, gold)) if models else Index()
    start = time.process_time()
    stories = assign(articles, index=index)
    speed = len(articles) / (time.process_time() - start)
    figures = "".join(f"{value:8.3f}" for value in agreement(gold, told(stories)))
    counts = f"{len(articles):9}{len(stories):9}{len(set(gold.values())):7}"
    print(f"{name:15}{counts}{figures}{speed:12.0f}", flush=True)


def speeds(data: Path, name: str) -> None:
    """What an article costs at each size, over the 500 around it, in time of the processor: others may run beside."""
    articles = load(data, name)[0][: STEPS[-1] + 500]
    index, start = Index(), time.process_time()
    print(f"{'kept':>9}{'ms':>8}{'articles/s':>12}")
    for at in range(0, len(articles), 500):
        begun = time.process_time()
        assign(articles[at : at + 500], index=index)
        spent = (time.process_time() - begun) / 500
        if at in STEPS:
            print(f"{at:9,}{1000 * spent:8.2f}{1 / spent:12.0f}", flush=True)
    whole = len(articles) / (time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'all':>9}{1000 / whole:8.2f}{whole:12.0f}   {len(index.story_ids()):,} stories, peak {peak:.0f} MiB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("sets", nargs="*")
    options.add_argument("--folds", type=int, choices=(0, 2), default=0)
    options.add_argument("--stream", action="store_true")
    options.add_argument("--orders", type=int, default=0)
    options.add_argument("--speed", action="store_true")
    chosen = options.parse_intermixed_args()
    if chosen.speed:
        speeds(chosen.data, *(chosen.sets or [SPEED]))
        return
    print(
        f"{'set':15}{'articles':>9}{'stories':>9}{'gold':>7}{'b3 p':>8}{'b3 r':>8}{'b3 f1':>8}{'pair f1':>8}"
        f"{'articles/s':>12}"
    )
    names = chosen.sets or SETS
    models = trained(chosen.data, names) if chosen.folds else []
    for name in names:
        found = load(chosen.data, name)
        score(name, *found, models)
        for order in range(1, chosen.orders + 1) if any(not a.published for a in found[0]) else ():
            score(f"- order {order}", *dealt_anew(*found, order), models)
    if chosen.stream:
        stream = poured(chosen.data, names)
        score("one stream", *stream, models)
        for order in range(1, chosen.orders + 1):
            score(f"- order {order}", *dealt_anew(*stream, order), models)


if __name__ == "__main__":
    main()

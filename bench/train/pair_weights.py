"""Trains the chance that two articles tell one story: writes onrecord/weights/pairs.npz.

usage: pair_weights.py DATA onrecord/weights/pairs.npz      needs lightgbm

Boosted trees on every article with its neighbours, as a stream would meet them: each set alone, all sets as one
stream, where an article has neighbours of other kinds, and that one dealt into short streams, as a user has them who
reads forty articles. The sets must include gva: without its hundreds of near-alike shootings the trees join all of a
kind. Only numbers are learned from: no word of the articles is in the weights.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from onrecord import trees
from onrecord.cluster.evidence import EVIDENCE, VERSION, chances, evidence
from onrecord.cluster.features import Features, Frequencies, features
from onrecord.cluster.neighbours import Postings, sought_of
from onrecord.schema import Article

sys.path.insert(0, str(Path(__file__).parent.parent))
from stories import SETS, load, poured

Rows = NDArray[Any]
TREES = 250
STREAMS = (2, 3, 5, 8, 12, 20)
"""Stories in a short stream."""
LEARNING = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 20, "max_depth": 6, "min_data_in_leaf": 50,
    "lambda_l2": 5.0, "feature_fraction": 0.7, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip


class Pairs(NamedTuple):
    """The evidence of pairs, whether they tell one story, and the story of either side."""

    rows: Rows
    same: Rows
    left: list[str]
    right: list[str]


def pairs(articles: Sequence[Article], gold: dict[str, str]) -> Pairs:
    """The evidence of every article with its neighbours, as a stream would meet them."""
    frequencies, postings, stories = Frequencies(), Postings(), Counter[str]()
    kept: list[Features] = []
    rows: list[Rows] = []
    sides: list[tuple[str, str]] = []
    for number, article in enumerate(articles):
        found, words = features(article, frequencies)
        sought = sought_of(found.views)
        near, scores = postings.nearest(sought, oldest=0, newest=number)
        if len(near):
            found = found.among(scores)
            rows.append(evidence(found, [kept[at] for at in near], scores))
            sides += [(gold[article.id], gold[articles[at].id]) for at in near]
        postings.add(number, sought)
        stories[gold[article.id]] += 1
        frequencies.add(words, 1 / stories[gold[article.id]])
        kept.append(found)
    left, right = [one for one, _ in sides], [other for _, other in sides]
    same = np.array([one == other for one, other in sides], dtype=float)
    return Pairs(np.concatenate(rows or [np.zeros((0, len(EVIDENCE)))]), same, left, right)


def dealt(articles: Sequence[Article], gold: dict[str, str]) -> list[list[Article]]:
    """A stream as short ones: in the order in which stories begin, a few to each."""
    chosen, streams = random.Random(7), list[list[Article]]()
    stream_of: dict[str, list[Article]] = {}
    left = 0
    for article in articles:
        story = gold[article.id]
        if story not in stream_of:
            if not left:
                streams.append([])
                left = chosen.choice(STREAMS)
            stream_of[story] = streams[-1]
            left -= 1
        stream_of[story].append(article)
    return streams


def all_pairs(data: Path, names: Sequence[str]) -> Pairs:
    """Of each set alone, of all as one stream, and of short streams."""
    stream, gold = poured(data, names)
    streams = [load(data, name) for name in names] + [(stream, gold)] * (len(names) > 1)
    found = [pairs(*one) for one in streams + [(short, gold) for short in dealt(stream, gold)]]
    found = [p for p in found if len(p.same)]
    left, right = [story for p in found for story in p.left], [story for p in found for story in p.right]
    return Pairs(np.concatenate([p.rows for p in found]), np.concatenate([p.same for p in found]), left, right)


def learned(rows: Rows, same: Rows) -> lightgbm.Booster:
    """The trees."""
    return lightgbm.train(LEARNING, lightgbm.Dataset(rows, same), num_boost_round=TREES)


def model(rows: Rows, same: Rows) -> Callable[[Rows], Rows]:
    """What is trained here as a function: the chances of rows of evidence. `bench/stories.py --folds` trains two."""
    forest = trees.forest(arrays(learned(rows, same)))
    return lambda rows: chances(rows, forest)


def arrays(found: lightgbm.Booster) -> dict[str, Rows]:
    """The trees as flat arrays."""
    nodes = Nodes([], [], [], [], [])
    told = [tree["tree_structure"] for tree in found.dump_model()["tree_info"]]
    roots = np.array([nodes.add(tree) for tree in told], dtype=np.int32)
    kinds = (np.int32, np.float64, np.int32, np.int32, np.float64)
    kept = {name: np.array(values, dtype=kind) for name, values, kind in zip(nodes._fields, nodes, kinds, strict=True)}
    return kept | {"roots": roots, "depth": np.int32(max(map(depth_of, told))), "version": np.int32(VERSION)}


class Nodes(NamedTuple):
    """The nodes of all trees, field by field as `onrecord.trees.Forest` has them."""

    columns: list[int]
    limits: list[float]
    left: list[int]
    right: list[int]
    values: list[float]

    def add(self, tree: dict[str, Any]) -> int:
        """A node with all that is under it; its place."""
        at = len(self.columns)
        leaf = "leaf_value" in tree
        row = (0, 0.0, at, at, tree["leaf_value"]) if leaf else (tree["split_feature"], tree["threshold"], 0, 0, 0)
        for values, value in zip(self, row, strict=True):
            values.append(value)
        if not leaf:
            self.left[at] = self.add(tree["left_child"])
            self.right[at] = self.add(tree["right_child"])
        return at


def depth_of(tree: dict[str, Any]) -> int:
    """Questions from the root to the farthest leaf."""
    return 0 if "leaf_value" in tree else 1 + max(depth_of(tree["left_child"]), depth_of(tree["right_child"]))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("weights", type=Path)
    chosen = options.parse_args()
    start = time.perf_counter()
    found = all_pairs(chosen.data, SETS)
    np.savez_compressed(chosen.weights, **arrays(learned(found.rows, found.same)))
    print(f"{len(found.rows):,} pairs, {time.perf_counter() - start:.0f} s, {chosen.weights.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

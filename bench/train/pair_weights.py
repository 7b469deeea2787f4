"""Trains the chance that two articles tell one story: prints onrecord/wordlists/pair_weights.tsv.

usage: pair_weights.py DATA > onrecord/wordlists/pair_weights.tsv

A logistic regression on every article with its neighbours, as a stream would meet them; logistic so that its weights
can be read. The sets must include gva: without its hundreds of near-alike shootings the weights join all of a kind.
"""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.cluster.features import Features, Frequencies, features
from onrecord.cluster.neighbours import EVIDENCE, Postings, evidence

sys.path.insert(0, str(Path(__file__).parent.parent))
from stories import SETS, load

Rows = NDArray[np.float64]
RIDGE = 3e-3


class Pairs(NamedTuple):
    """The evidence of pairs, whether they tell one story, and the story of either side."""

    rows: Rows
    same: Rows
    left: list[str]
    right: list[str]


def pairs(data: Path, name: str) -> Pairs:
    """The evidence of every article with its neighbours, as a stream would meet them."""
    articles, gold = load(data, name)
    frequencies, postings, stories = Frequencies(), Postings(), Counter[str]()
    kept: list[Features] = []
    rows: list[Rows] = []
    sides: list[tuple[str, str]] = []
    for number, article in enumerate(articles):
        found, words = features(article, frequencies)
        near, scores = postings.nearest(found, oldest=0, newest=number)
        if len(near):
            rows.append(evidence(found, [kept[at] for at in near], scores))
            sides += [(gold[article.id], gold[articles[at].id]) for at in near]
        postings.add(number, found)
        stories[gold[article.id]] += 1
        frequencies.add(words, 1 / stories[gold[article.id]])
        kept.append(found)
    left, right = map(list, zip(*sides, strict=True))
    same = np.array([one == other for one, other in sides], dtype=float)
    return Pairs(np.concatenate(rows).astype(float), same, left, right)


def model(rows: Rows, same: Rows) -> Callable[[Rows], Rows]:
    """What is trained here as a function: the chances of rows of evidence. `bench/stories.py --folds` trains two."""
    weights = fit(rows, same)
    return lambda rows: 1 / (1 + np.exp(-(rows @ weights)))


def fit(rows: Rows, same: Rows) -> Rows:
    """Newton's method on standardised columns; the first column is the constant."""
    mean, spread = rows.mean(0), rows.std(0)
    mean[0], spread[0] = 0, 1
    scaled = (rows - mean) / spread
    ridge = RIDGE * np.diag([0] + [1] * (rows.shape[1] - 1))
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - same) / len(same) + ridge @ weights
        bend = (scaled.T * (chance * (1 - chance))) @ scaled / len(same) + ridge
        weights -= np.linalg.solve(bend, slope)
    plain = weights / spread
    plain[0] -= (weights[1:] * mean[1:] / spread[1:]).sum()
    return plain


def main(data: Path) -> None:
    found = [pairs(data, name) for name in SETS]
    weights = fit(np.concatenate([p.rows for p in found]), np.concatenate([p.same for p in found]))
    print(
        "# weights of what is known of a pair, of a logistic regression: the chance of one story; trained by"
        f" bench/train/pair_weights.py on the dev parts of {', '.join(SETS)}; Apache-2.0"
    )
    for name, weight in zip(EVIDENCE, weights, strict=True):
        print(f"{name}\t{weight:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

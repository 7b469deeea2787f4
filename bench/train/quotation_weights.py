"""Trains the passes that read quotations: writes onrecord/weights/quotations.npz.

usage: quotation_weights.py DATA [--out FILE] [--first N]      (DATA/quotes-polnear/train.jsonl: 840 articles)

1. reports: logistic regression over what is known of a word: may it report?
2. roles: a linear chain over the words near each cue of the gold: which are its source, which its content? What ships
   is the mean of two chains, each trained on half of the articles: one on all of them takes three times as long.
3. verdicts: boosted trees over what the first two say: is this reading right? They learn from articles that the first
   two have not seen: each half of the articles is read by passes that were trained on the other half.

A feature becomes a weight only when it stands in 10 articles of 3 publishers at least; names are no features at all.
Seed 1; six minutes of one core. PolNeAR dev, with the settings: sourced P .796 R .566 F1 .661.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import lightgbm
import numpy as np
from forests import arrays
from quotation_gold import Coded, Marked, common, is_right, load, proper
from quotation_reports import kept_reports, known_reports, train_reports
from quotation_roles import kept_roles, known_roles, train_roles

from onrecord import weights
from onrecord.extract import codes, passes, reports, templates, verdicts
from onrecord.extract.proposals import RoleWeights
from onrecord.extract.templates import Vocabulary

FORK = get_context("fork")
"""The articles are not copied: a parse is slow to pickle."""
OUT = Path(weights.__file__).parent / "quotations.npz"
BOOST = {
    "objective": "binary",
    "num_leaves": 16,
    "learning_rate": 0.05,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,
}
ROUNDS = 300


def main(data: Path, out: Path, first: int | None) -> None:
    path = data / "quotes-polnear" / "train.jsonl"
    gold, names = list(load(path, first)), proper(path)
    vocabularies = vocabularies_of(gold, names)
    articles = [Coded(article, codes.read(article.hints, vocabularies)) for article in gold]
    halves = articles[::2], articles[1::2]
    of_reports = known_reports(articles)
    found = [train_reports(half, of_reports)[0] for half in halves]
    chances = {
        article.gold.id: reports.chances(article.codes, found[1 - at])
        for at, half in enumerate(halves)
        for article in half
    }
    table = known_roles(articles, chances)
    trained = [forked(partial(train_roles, half, chances, table)) for half in halves]
    chains = [one.recv() for one in trained]
    rows, right = [], []
    for at, half in enumerate(halves):
        for article in half:
            told = passes.propose(chances[article.gold.id], article.codes, chains[1 - at])
            if told:
                rows.append(verdicts.rows(told, article.codes, found[1 - at].rates))
                right += [is_right(proposal, article.gold) for proposal in told]
    booster = lightgbm.train(BOOST, lightgbm.Dataset(np.concatenate(rows), np.array(right)), ROUNDS)
    np.savez_compressed(
        out,
        version=np.array(passes.VERSION),
        **{f"{name}_words": weights.packed(list(told)) for name, told in vocabularies.items()},
        **kept_reports(*train_reports(articles, of_reports)),
        **kept_roles(chains, table),
        **{f"verdict_{name}": value for name, value in arrays(booster.model_to_string()).items()},
    )


def forked(make: Callable[[], RoleWeights]) -> Connection:
    """What `make` makes in a process of its own, to be received: feeding the chain takes most of the time."""
    here, there = FORK.Pipe(duplex=False)
    FORK.Process(target=lambda: there.send(make()), daemon=True).start()
    there.close()
    return here


def vocabularies_of(articles: Sequence[Marked], names: frozenset[str]) -> dict[str, Vocabulary]:
    """The words of each trait that may have weights."""
    found: dict[str, Vocabulary] = {}
    for trait in codes.TRAITS:
        told = ((codes.texts(article.hints.traits)[trait], article.publisher) for article in articles)
        found[trait] = templates.vocabulary(common(told, names))
    frames = ((frames_of(article), article.publisher) for article in articles)
    verbs = ((np.flatnonzero([kind == "VERB" for kind in article.hints.traits.kinds]), article) for article in articles)
    arcs = ((reports.arcs_of(at, article.hints.traits), article.publisher) for at, article in verbs)
    return found | {
        "arcs": templates.vocabulary(common(arcs, names)),
        "frame": templates.vocabulary(common(frames, names)),
    }


def frames_of(article: Marked) -> list[str]:
    return [frame for cue in article.hints.heads.values() for frame in cue.frames]


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--first", type=int, help="train on N articles only, spread over all: to try the script")
    asked = parser.parse_args()
    main(asked.data, asked.out, asked.first)

"""Trains the passes that read quotations: writes onrecord/weights/quotations.npz.

usage: quotation_weights.py DATA [--out FILE] [--first N]      (DATA/quotes-polnear/train.jsonl: 840 articles)

1. reports: logistic regression over what is known of a word: may it report?
2. roles: a linear chain over the words near each cue of the gold: which are its source, which its content? What ships
   is the mean of two chains, each trained on half of the articles: one on all of them takes three times as long.
3. verdicts: boosted trees over what the first two say: is this reading right? They learn from articles that the first
   two have not seen: each half of the articles is read by passes that were trained on the other half.

A feature becomes a weight only when it stands in 10 articles of 3 publishers at least; names are no features at all.
Seed 1; eight minutes on two shared cores, and the parse. PolNeAR dev, with the settings: sourced P .791 R .566 F1 .660.
"""

import math
from argparse import ArgumentParser
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import lightgbm
import numpy as np
import pycrfsuite
from forests import arrays
from quotation_gold import Counts, Marked, is_named, is_right, kept_words, labels, load, proper
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from onrecord import weights
from onrecord.extract import passes, reports, roles, verdicts
from onrecord.extract.proposals import RoleWeights
from onrecord.extract.reports import UNSEEN, ReportWeights

FORK = get_context("fork")
"""The articles are not copied: a parse is slow to pickle."""
OUT = Path(weights.__file__).parent / "quotations.npz"
LEAST_OF_REPORTS, LEAST_OF_ROLES = 0.005, 0.01
"""Weights nearer to naught are left out."""
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
REACH = 60
"""Words before and behind a cue from which the chain learns; it is used on 110."""
CHAIN = {"c1": 0.3, "c2": 0.05, "max_iterations": 60, "feature.minfreq": 0}


def main(data: Path, out: Path, first: int | None) -> None:
    path = data / "quotes-polnear" / "train.jsonl"
    articles, names = list(load(path, first)), proper(path)
    halves = articles[::2], articles[1::2]
    found = [train_reports(half, names) for half in halves]
    chances = {
        article.id: reports.chances(article.hints, found[1 - at]) for at, half in enumerate(halves) for article in half
    }
    trained = [forked(partial(train_roles, half, chances, names)) for half in halves]
    chains = [one.recv() for one in trained]
    rows, right = [], []
    for at, half in enumerate(halves):
        for article in half:
            told = passes.propose(chances[article.id], article.hints, chains[1 - at])
            if told:
                rows.append(verdicts.rows(told, article.hints, found[1 - at].rates))
                right += [is_right(proposal, article) for proposal in told]
    booster = lightgbm.train(BOOST, lightgbm.Dataset(np.concatenate(rows), np.array(right)), ROUNDS)
    forest = {f"verdict_{name}": value for name, value in arrays(booster.model_to_string()).items()}
    np.savez_compressed(out, **_kept(train_reports(articles, names), mean(chains)), **forest)


def forked(make: Callable[[], RoleWeights]) -> Connection:
    """What `make` makes in a process of its own, to be received: feeding the chain takes most of the time."""
    here, there = FORK.Pipe(duplex=False)
    FORK.Process(target=lambda: there.send(make()), daemon=True).start()
    there.close()
    return here


def mean(chains: Sequence[RoleWeights]) -> RoleWeights:
    """The mean of chains: a feature that one of them has not counts as naught there."""
    features = sorted(set().union(*(chain.rows for chain in chains)))
    scores = [chain.scores[[chain.rows.get(feature, -1) for feature in features] + [-1]] for chain in chains]
    steps = np.mean([chain.steps for chain in chains], axis=0)
    return RoleWeights({feature: row for row, feature in enumerate(features)}, np.mean(scores, axis=0), steps)


def train_reports(articles: Sequence[Marked], names: frozenset[str]) -> ReportWeights:
    """The first pass. A word's rate is counted without its own article, or the weights trust it blindly."""
    seen, cues, own, counted = _counted(articles)
    known = frozenset(word for word in counted if not is_named(word, names))
    counts, features, starts, told = Counts(), array("i"), array("q", [0]), []
    listed = frozenset(
        word for word in known if cues[word] >= 4 and cues[word] >= 0.004 * seen[word] and not word.endswith("/VERB")
    )
    for number, article in enumerate(articles):
        for at in reports.candidates(article.hints, listed):
            word = reports.word(at, article.hints.traits)
            here = own[number][word]
            rate = _rate(seen[word] - here[0], cues[word] - here[1]) if word in known else UNSEEN
            made = reports.features(at, article.hints, rate)
            features.extend(counts.number(feature, number, article.publisher) for feature in made)
            starts.append(len(features))
            told.append(at in article.cues)
    keep = kept_words(counts, names)
    shape = (len(told), len(keep))
    table = csr_matrix((np.ones(len(features), np.float32), np.array(features), np.array(starts)), shape=shape)
    model = LogisticRegression(C=0.3, max_iter=150, tol=1e-3).fit(table[:, keep], told)
    columns = [feature for feature, kept in zip(counts.numbers, keep, strict=True) if kept]
    values = {n: float(v) for n, v in zip(columns, model.coef_[0], strict=True) if abs(v) > LEAST_OF_REPORTS}
    rates = {word: _rate(seen[word], cues[word]) for word in sorted(known)}
    return ReportWeights(listed, rates, values, float(model.intercept_[0]))


def _counted(
    articles: Sequence[Marked],
) -> tuple[Counter[str], Counter[str], list[dict[str, tuple[int, int]]], frozenset[str]]:
    """How often each word stands, and is a cue: in all articles and in each; and the words of enough articles."""
    seen, cues, own = Counter[str](), Counter[str](), []
    publishers: dict[str, set[str]] = defaultdict(set)
    stands = Counter[str]()
    for article in articles:
        words = [reports.word(at, article.hints.traits) for at in range(len(article.hints.traits.words))]
        here, told = Counter(words), Counter(words[at] for at in article.cues)
        seen.update(here)
        cues.update(told)
        stands.update(here.keys())
        own.append({word: (n, told[word]) for word, n in here.items()})
        for word in here:
            publishers[word].add(article.publisher)
    return seen, cues, own, frozenset(w for w, n in stands.items() if n >= 10 and len(publishers[w]) >= 3)


def _rate(seen: int, cues: int) -> str:
    if seen < 10:
        return UNSEEN
    share = (cues + 0.1) / (seen + 4)
    return str(round(math.log(share / (1 - share))))


def train_roles(articles: Sequence[Marked], chances: dict[str, dict[int, float]], names: frozenset[str]) -> RoleWeights:
    """The second pass, from the cues of the gold."""
    counts = Counts()
    told: list[tuple[list[array[int]], list[int]]] = []
    for number, article in enumerate(articles):
        sure = passes.sure(chances[article.id])
        own: dict[int, list[str]] = {}
        for quotation in article.told:
            window = near(quotation.cue, roles.window(quotation.cue, article.hints.traits))
            rows = []
            for at, seen in zip(window, roles.cue_features(quotation.cue, window, article.hints, sure), strict=True):
                if at not in own:
                    own[at] = roles.word_features(at, article.hints.traits, sure)
                made = (counts.number(feature, number, article.publisher) for feature in [*own[at], *seen])
                rows.append(array("i", made))
            told.append((rows, labels(quotation, window)))
    return _chain(told, counts, kept_words(counts, names).tolist())


def near(cue: int, window: range) -> range:
    """The words of a window that stand near its cue: the chain learns little from those far away."""
    return range(max(window.start, cue - REACH), min(window.stop, cue + REACH + 1))


def _chain(told: list[tuple[list["array[int]"], list[int]]], counts: Counts, keep: list[bool]) -> RoleWeights:
    names = [str(number) for number in range(len(counts.articles))]
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, wanted in told:
        trainer.append([[names[n] for n in row if keep[n]] for row in rows], [roles.LABELS[n] for n in wanted])
    trainer.set_params(CHAIN)
    place = {label: at for at, label in enumerate(roles.LABELS)}
    scores = np.zeros((len(names), len(place)), np.float32)
    steps = np.zeros((len(place), len(place)), np.float32)
    with TemporaryDirectory() as folder:
        path = f"{folder}/chain"
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            info = tagger.info()
    for (feature, label), weight in info.state_features.items():
        scores[int(feature), place[label]] = weight
    for (left, right), weight in info.transitions.items():
        steps[place[left], place[right]] = weight
    features = sorted(f for f, n in counts.numbers.items() if np.abs(scores[n]).max() > LEAST_OF_ROLES)
    table = scores[[counts.numbers[feature] for feature in features] + [-1]]
    table[-1] = 0
    return RoleWeights({feature: row for row, feature in enumerate(features)}, table, steps)


def _kept(first: ReportWeights, second: RoleWeights) -> dict[str, np.ndarray]:
    names, words = sorted(first.values), sorted(first.rates)
    return {
        "version": np.array(passes.VERSION),
        "report_names": weights.packed(names),
        "report_values": np.array([first.values[name] for name in names], np.float16),
        "report_bias": np.array(first.bias),
        "rate_words": weights.packed(words),
        "rate_values": weights.packed([first.rates[word] for word in words]),
        "listed": weights.packed(sorted(first.listed)),
        "role_names": weights.packed(list(second.rows)),
        "role_scores": second.scores.astype(np.float16),
        "role_steps": second.steps,
    }


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--first", type=int, help="train on N articles only, spread over all: to try the script")
    asked = parser.parse_args()
    main(asked.data, asked.out, asked.first)

"""Trains the first pass over quotations: which words report? A logistic regression over what is known of each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from quotation_gold import Coded, known, pruned
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from onrecord.extract import reports, templates
from onrecord.extract.reports import UNSEEN, ReportWeights
from onrecord.extract.templates import Known

_LEAST = 0.005
"""Weights nearer to naught are left out."""


class Counts(NamedTuple):
    """For each entry's code how often it stands, and how often it is a cue."""

    seen: np.ndarray
    cues: np.ndarray


def counted(articles: Sequence[Coded]) -> list[Counts]:
    """How often each entry stands in each article, and is a cue."""
    found = []
    for gold, read in articles:
        entries = read.columns["entry"]
        cues = entries.codes[sorted(gold.cues)]
        found.append(Counts(*(np.bincount(told, minlength=entries.size) for told in (entries.codes, cues))))
    return found


def rates_of(seen: np.ndarray, cues: np.ndarray) -> np.ndarray:
    """The logarithm of the odds that an entry is a cue, rounded; unseen below ten times."""
    share = (cues + 0.1) / (seen + 4)
    rates = np.where(seen < 10, UNSEEN, np.log(share / (1 - share)).round().clip(UNSEEN + 1)).astype(np.int64)
    rates[: templates.FIRST] = UNSEEN
    return rates


def candidates_of(articles: Sequence[Coded]) -> tuple[list[np.ndarray], list[np.ndarray], ReportWeights]:
    """The candidates of each article, and their rates, counted without their own article, or the weights trust them
    blindly; and what holds for all articles, as weights without a feature.
    """
    own = counted(articles)
    seen, cues = (np.sum(told, axis=0) for told in zip(*own, strict=True))
    verbs = articles[0].codes.vocabularies["entry"].items()
    listed = ((cues >= 4) & (cues >= 0.004 * seen)).astype(np.int64)
    listed[[code for entry, code in verbs if entry.endswith("/VERB")] + [templates.UNKNOWN, templates.NOTHING]] = 0
    found = [reports.candidates(article.codes, listed) for article in articles]
    rates = [
        rates_of(seen - here.seen, cues - here.cues)[article.codes.columns["entry"].codes[at]]
        for article, here, at in zip(articles, own, found, strict=True)
    ]
    return found, rates, ReportWeights(listed, rates_of(seen, cues), (), (), 0.0)


def tables_of(articles: Sequence[Coded]) -> list[tuple[reports.Table, ...]]:
    found, rates, _ = candidates_of(articles)
    told = zip(found, articles, rates, strict=True)
    return [reports.rated(at, article.codes, rate) for at, article, rate in told]


def known_reports(articles: Sequence[Coded]) -> list[Known]:
    """The features of the first pass, for each of its tables."""
    tables = tables_of(articles)
    publishers = [article.gold.publisher for article in articles]
    return [
        known(told, zip([tables_of_one[at].columns for tables_of_one in tables], publishers, strict=True))
        for at, told in enumerate(reports.TABLES.values())
    ]


def train_reports(articles: Sequence[Coded], kept: Sequence[Known]) -> tuple[ReportWeights, Sequence[Known]]:
    """The first pass, and its features."""
    ways = [templates.features(told, one) for told, one in zip(reports.TABLES.values(), kept, strict=True)]
    offsets = np.cumsum([0, *(one.size + 1 for one in ways)])
    found, _, plain = candidates_of(articles)
    rows, columns, before = [], [], 0
    for at, tables in zip(found, tables_of(articles), strict=True):
        for table, one, offset in zip(tables, ways, offsets.tolist(), strict=False):
            places, numbers = reports.features_of(table, one)
            rows.append(places + before)
            columns.append(numbers + offset)
        before += len(at)
    where = np.concatenate(rows), np.concatenate(columns)
    table = csr_matrix((np.ones(len(where[0]), np.float32), where), shape=(before, int(offsets[-1])))
    told = np.concatenate([np.isin(at, sorted(one.gold.cues)) for at, one in zip(found, articles, strict=True)])
    model = LogisticRegression(C=0.3, max_iter=150, tol=1e-3).fit(table, told)
    values = tuple(np.split(model.coef_[0].astype(np.float32), offsets[1:-1]))
    return plain._replace(tables=tuple(ways), values=values, bias=float(model.intercept_[0])), kept


def kept_reports(learned: ReportWeights, kept: Sequence[Known]) -> dict[str, np.ndarray]:
    """The arrays of the first pass, without the weights that are nearly naught."""
    found = {"listed": learned.listed, "rates": learned.rates, "report_bias": np.array(learned.bias)}
    for name, one, values in zip(reports.TABLES, kept, learned.values, strict=True):
        wanted = np.abs(values[1:]) > _LEAST
        found |= templates.packed(name, pruned(one, wanted))
        found[f"{name}_values"] = np.concatenate(([0], values[1:][wanted])).astype(np.float16)
    return found

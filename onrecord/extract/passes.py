"""Passes: the three learned passes over a text: which words report, what each of them reports, what of that is kept."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord import settings, trees, weights
from onrecord.extract import codes, proposals, refusals, reports, roles, templates, verdicts
from onrecord.extract.codes import Codes
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import Proposal, RoleWeights
from onrecord.extract.reports import ReportWeights
from onrecord.extract.templates import Vocabulary
from onrecord.trees import Forest

VERSION = 2
"""Of the features that this code makes: weights of another version do not fit them."""


class _Learned(NamedTuple):
    vocabularies: Mapping[str, Vocabulary]
    reports: ReportWeights
    roles: RoleWeights
    verdicts: Forest


def find(hints: Hints) -> list[tuple[Proposal, float]]:
    """The proposals that are kept, each with its chance to be right, in the order of their cues."""
    learned = _learned()
    read = codes.read(hints, learned.vocabularies)
    chances = reports.chances(read, learned.reports)
    found = propose(chances, read, learned.roles)
    if not found:
        return []
    rows = verdicts.rows(found, read, learned.reports.rates)
    kept = [at for at, proposal in enumerate(found) if not refusals.is_refused(proposal, hints)]
    found, sure = [found[at] for at in kept], trees.chances(learned.verdicts, rows[kept])
    return [(found[at], float(sure[at])) for at in verdicts.choose(found, sure, hints)]


def propose(chances: dict[int, float], read: Codes, roles: RoleWeights) -> list[Proposal]:
    """The readings of all words that may report, and of all that the rules take for a report."""
    likely = {at: chance for at, chance in chances.items() if chance >= settings.EXTRACT_CUE_CHANCE}
    likely |= {at: chances.get(at, 0.0) for at in read.hints.told}
    return proposals.find(likely, sure(chances), read, roles)


def sure(chances: dict[int, float]) -> frozenset[int]:
    """The words that probably report: where they stand tells what others report."""
    return frozenset(at for at, chance in chances.items() if chance >= settings.EXTRACT_CUE_SURE)


@cache
def _learned() -> _Learned:
    kept = weights.load("quotations", VERSION)
    names = (*codes.TRAITS, *reports.VOCABULARIES)
    return _Learned(
        {name: templates.vocabulary(weights.unpacked(kept[f"{name}_words"])) for name in names},
        report_weights(kept),
        role_weights(kept),
        trees.forest(kept, "verdict_"),
    )


def report_weights(kept: Mapping[str, NDArray[Any]]) -> ReportWeights:
    """The weights of the first pass, from the arrays of a file."""
    tables = tuple(templates.unpacked(name, told, kept) for name, told in reports.TABLES.items())
    values = tuple(kept[f"{name}_values"].astype(np.float32) for name in reports.TABLES)
    return ReportWeights(
        kept["listed"].astype(np.int64), kept["rates"].astype(np.int64), tables, values, float(kept["report_bias"])
    )


def role_weights(kept: Mapping[str, NDArray[Any]]) -> RoleWeights:
    """The weights of the second pass, from the arrays of a file."""
    return RoleWeights(
        templates.unpacked("role_words", roles.OF_WORDS, kept),
        templates.unpacked("role_here", [roles.HERE], kept),
        templates.unpacked("role_pairs", roles.OF_PAIRS, kept),
        kept["role_words_scores"].astype(np.float32),
        kept["role_pairs_scores"].astype(np.float32),
        kept["role_steps"],
    )

"""Passes: the three learned passes over a text: which words report, what each of them reports, what of that is kept."""

from functools import cache
from typing import NamedTuple

from onrecord import settings, trees, weights
from onrecord.extract import proposals, refusals, reports, verdicts
from onrecord.extract.hints import Hints
from onrecord.extract.proposals import Proposal, RoleWeights
from onrecord.extract.reports import ReportWeights
from onrecord.trees import Forest

VERSION = 1
"""Of the features that this code makes: weights of another version do not fit them."""


class _Learned(NamedTuple):
    reports: ReportWeights
    roles: RoleWeights
    verdicts: Forest


def find(hints: Hints) -> list[tuple[Proposal, float]]:
    """The proposals that are kept, each with its chance to be right, in the order of their cues."""
    learned = _learned()
    chances = reports.chances(hints, learned.reports)
    found = propose(chances, hints, learned.roles)
    if not found:
        return []
    rows = verdicts.rows(found, hints, learned.reports.rates)
    kept = [at for at, proposal in enumerate(found) if not refusals.is_refused(proposal, hints)]
    found, sure = [found[at] for at in kept], trees.chances(learned.verdicts, rows[kept])
    return [(found[at], float(sure[at])) for at in verdicts.choose(found, sure, hints)]


def propose(chances: dict[int, float], hints: Hints, roles: RoleWeights) -> list[Proposal]:
    """The readings of all words that may report, and of all that the rules take for a report."""
    likely = {at: chance for at, chance in chances.items() if chance >= settings.EXTRACT_CUE_CHANCE}
    likely |= {at: chances.get(at, 0.0) for at in hints.told}
    return proposals.find(likely, sure(chances), hints, roles)


def sure(chances: dict[int, float]) -> frozenset[int]:
    """The words that probably report: where they stand tells what others report."""
    return frozenset(at for at, chance in chances.items() if chance >= settings.EXTRACT_CUE_SURE)


@cache
def _learned() -> _Learned:
    kept = weights.load("quotations", VERSION)
    names = weights.unpacked(kept["report_names"])
    values = dict(zip(names, kept["report_values"].astype(float).tolist(), strict=True))
    rates = dict(zip(weights.unpacked(kept["rate_words"]), weights.unpacked(kept["rate_values"]), strict=True))
    listed = frozenset(weights.unpacked(kept["listed"]))
    rows = {name: row for row, name in enumerate(weights.unpacked(kept["role_names"]))}
    return _Learned(
        ReportWeights(listed, rates, values, float(kept["report_bias"])),
        RoleWeights(rows, kept["role_scores"].astype("float32"), kept["role_steps"]),
        trees.forest(kept, "verdict_"),
    )

"""Drawings: the geometry of what a page draws, laid out as SVG by the templates; no styles and no colours here."""

from onrecord.serve.drawings import (
    clocks,
    columns,
    folds,
    fragments,
    lags,
    maps,
    margins,
    networks,
    quotations,
    readings,
    segments,
    sparks,
    spines,
    steps,
    strips,
    tallies,
)

__all__ = (
    "clocks",
    "columns",
    "folds",
    "fragments",
    "lags",
    "maps",
    "margins",
    "networks",
    "quotations",
    "readings",
    "segments",
    "sparks",
    "spines",
    "steps",
    "strips",
    "tallies",
)

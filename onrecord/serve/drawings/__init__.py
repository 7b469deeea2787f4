"""Drawings: the geometry of what a page draws, laid out as SVG by the templates; no styles and no colours here."""

from onrecord.serve.drawings import columns, fragments, lags, margins, readings, segments, sparks, spines, steps, strips

__all__ = ("columns", "fragments", "lags", "margins", "readings", "segments", "sparks", "spines", "steps", "strips")

"""Drawings: the geometry of what a page draws, laid out as SVG by the templates; no styles and no colours here."""

from onrecord.serve.drawings import fragments, lags, margins, readings, segments, sparks, spines, steps, strips

__all__ = ("fragments", "lags", "margins", "readings", "segments", "sparks", "spines", "steps", "strips")

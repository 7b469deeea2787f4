"""Drawings: the geometry of what a page draws, laid out as SVG by the templates; no styles and no colours here."""

from onrecord.serve.drawings import sparks, strips

__all__ = ("sparks", "strips")

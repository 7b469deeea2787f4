"""Drawings: the geometry of what a page draws, laid out as SVG by the templates; no styles and no colours here."""

"""What several news articles say of one event, on whose word, which repeat one text, and where they differ."""

__version__ = "0.1.0"

"""Reads places; being written."""

from onrecord.extract.readings import Reading


def find(reading: Reading) -> None:
    """Fill `reading.places`."""

"""Reads actors; being written."""

from onrecord.extract.readings import Reading


def resolve(reading: Reading) -> None:
    """Fill `reading.actors`."""

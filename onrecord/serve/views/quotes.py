"""A section of a record's page: who said what."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Quotes:
    """What the section shows."""


def section(_: Scene) -> Quotes:
    """The section of a scene."""
    return Quotes()

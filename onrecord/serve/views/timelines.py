"""A section of a record's page: when."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Timelines:
    """What the section shows."""


def section(_: Scene) -> Timelines:
    """The section of a scene."""
    return Timelines()

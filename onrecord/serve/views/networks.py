"""A section of a record's page: actors and what they did with one another."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Network:
    """What the section shows."""


def section(_: Scene) -> Network:
    """The section of a scene."""
    return Network()

"""A section of a record's page: what is said."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Statements:
    """What the section shows."""


def section(_: Scene) -> Statements:
    """The section of a scene."""
    return Statements()

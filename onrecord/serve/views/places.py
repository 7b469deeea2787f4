"""A section of a record's page: where."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Places:
    """What the section shows."""


def section(_: Scene) -> Places:
    """The section of a scene."""
    return Places()

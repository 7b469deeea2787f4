"""A section of a record's page: which articles have what."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the section shows."""


def section(_: Scene) -> Coverage:
    """The section of a scene."""
    return Coverage()

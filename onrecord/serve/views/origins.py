"""A section of a record's page: articles folded into origins."""

from dataclasses import dataclass

from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Origins:
    """What the section shows."""


def section(_: Scene) -> Origins:
    """The section of a scene."""
    return Origins()

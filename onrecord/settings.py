"""Every threshold of the house: its unit, its value, and the measurement or the reason that set it.

A name starts with the room that reads it. `all_settings` is what a record keeps under `versions`.
"""

from typing import Final

ACQUIRE_LONGEST_TEXT: Final = 200_000
"""Characters. A longer text is no article (the longest of 27,196 allsides articles has under 100,000); it is skipped, not cut."""


def all_settings() -> dict[str, float | int | str]:
    """The settings by name, in the order of the file.

    >>> all_settings()["ACQUIRE_LONGEST_TEXT"]
    200000
    """
    return {name: value for name, value in globals().items() if name.isupper() and isinstance(value, (int, float, str))}

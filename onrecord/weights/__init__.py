"""Weights that were learned: arrays of numbers that ship with the package, each file with its origin in README.md."""

import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError

_FOLDER = Path(__file__).parent
_BETWEEN = "\0"
_REMEDY = "install onrecord again: pip install --force-reinstall --no-deps onrecord"


@cache
def load(name: str, version: int) -> Mapping[str, NDArray[Any]]:
    """The arrays of a file, which must be of the version that the code was measured with.

    >>> load("nobody", 1)
    Traceback (most recent call last):
    onrecord.errors.ModelError: nobody.npz: learned weights are missing or cannot be read; install onrecord again: ...
    """
    path = _FOLDER / f"{name}.npz"
    try:
        with np.load(path, allow_pickle=False) as kept:
            found = {key: kept[key] for key in kept.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError("learned weights are missing or cannot be read", name=path.name, remedy=_REMEDY) from error
    if "version" not in found or int(found["version"]) != version:
        raise ModelError(f"learned weights are not of version {version}", name=path.name, remedy=_REMEDY)
    return found


def packed(words: list[str]) -> NDArray[np.uint8]:
    """Words as an array of bytes, for a file without pickles.

    >>> unpacked(packed(["to", "said"]))
    ['to', 'said']
    """
    return np.frombuffer(_BETWEEN.join(words).encode(), dtype=np.uint8)


def unpacked(kept: NDArray[np.uint8]) -> list[str]:
    """The words that `packed` made an array of."""
    return kept.tobytes().decode().split(_BETWEEN) if len(kept) else []

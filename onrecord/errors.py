"""Every exception of the house: each names the input, the place in it and the remedy."""

from collections.abc import Iterable
from functools import partial
from typing import Any


class OnrecordError(Exception):
    """Something that a person can put right.

    `name` is the input as the person gave it, `place` where in it (a line, a field, an offset), `remedy` what to do,
    and `valid` lists what would have been accepted.

    >>> print(OnrecordError("no such story", name="news.onrecord", remedy="list the stories", valid=["s1", "s2"]))
    news.onrecord: no such story; list the stories (valid: s1, s2)
    """

    def __init__(
        self, problem: str, *, name: str, place: str | None = None, remedy: str = "", valid: Iterable[str] = ()
    ) -> None:
        self.problem, self.name, self.place, self.remedy, self.valid = problem, name, place, remedy, tuple(valid)
        where = f"{name}, {place}" if place else name
        text = f"{where}: {problem}" + (f"; {remedy}" if remedy else "")
        super().__init__(text + (f" (valid: {', '.join(self.valid)})" if self.valid else ""))

    def __reduce__(self) -> tuple[Any, ...]:
        """An error comes back from a worker process as it was."""
        again = partial(type(self), name=self.name, place=self.place, remedy=self.remedy, valid=self.valid)
        return again, (self.problem,)


class UsageError(OnrecordError):
    """What was asked for cannot be done as asked: the command ends with exit code 2."""


class NotFoundError(UsageError):
    """There is nothing of that name: `valid` lists what there is, where that is not too much."""


class MergedError(NotFoundError):
    """A story that there was, and that a build merged into others: `successor` has most of its articles now."""

    def __init__(self, problem: str, *, successor: str, **where: Any) -> None:
        super().__init__(problem, **where)
        self.successor = successor

    def __reduce__(self) -> tuple[Any, ...]:
        """With its successor."""
        again, told = super().__reduce__()
        return partial(again, successor=self.successor), told


class InputError(OnrecordError):
    """An input that cannot be read: it is kept under `skipped` with its reason, and the run goes on."""


class ArchiveError(OnrecordError):
    """The archive cannot be opened, is held by another build, or cannot be written to."""


class ModelError(OnrecordError):
    """A model that extraction needs is missing or of another version than the one that was measured."""


class WorkerError(OnrecordError):
    """A process that shares the work was ended from outside."""

"""Progress bars for long work: on standard error, and only when that is a terminal."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import Progress

Track = Callable[[str, Iterable[Any], int | None], Iterable[Any]]


@contextmanager
def bars() -> Iterator[Track]:
    """Gives a function that hands on items and shows how far they are: (what is done, the items, how many or null)."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:

        def track(label: str, items: Iterable[Any], total: int | None) -> Iterator[Any]:
            task = shown.add_task(label, total=total)
            for item in items:
                yield item
                shown.advance(task)
            shown.remove_task(task)

        yield track

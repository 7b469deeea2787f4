"""Where the work runs: in this process, or in several of this machine."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, TypeVar

from onrecord import settings
from onrecord.errors import WorkerError

Item = TypeVar("Item")
Result = TypeVar("Result")

_THREAD_COUNTS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def run(
    function: Callable[[list[Item]], Iterable[Result]], items: Iterable[Item], *, workers: int = 1
) -> Generator[Result, None, None]:
    """The results of `function`, which is called with some items at a time, in the order of the items.

    With more than one worker `function` must be one that a module has at its top: processes find it by its name.
    No more than a few calls are ahead of the one that is waited for, so memory does not grow with the items.

    >>> list(run(sorted, [3, 1, 2]))
    [1, 2, 3]
    """
    chunks = _chunks(items, settings.ENGINE_CHUNK)
    if workers == 1:
        return (result for chunk in chunks for result in function(chunk))
    results = _in_processes(function, chunks, workers)
    next(results)  # the workers begin now, not when the first result is asked for
    return results


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _in_processes(
    function: Callable[[list[Item]], Iterable[Result]], chunks: Iterator[list[Item]], workers: int
) -> Generator[Any, None, None]:
    """The results; before them nothing, once, when the workers have their first work."""
    context = multiprocessing.get_context("spawn")  # a fork would keep the archive's lock after its holder is gone
    waiting: deque[Future[list[Result]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        for chunk in islice(chunks, 2 * workers):
            waiting.append(pool.submit(_call, function, chunk))
        yield None
        while waiting:
            results = waiting.popleft().result()
            waiting.extend(pool.submit(_call, function, chunk) for chunk in islice(chunks, 1))
            yield from results
    except BrokenProcessPool as error:
        remedy = "run the same command again, with fewer workers if memory ran out: what was done is kept"
        raise WorkerError("a worker process was ended from outside", name="workers", remedy=remedy) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _call(function: Callable[[list[Item]], Iterable[Result]], chunk: list[Item]) -> list[Result]:
    return list(function(chunk))


def _begin() -> None:
    """A worker computes in one thread, leaves Ctrl-C to the first process, and ends with it, even under kill -9."""
    os.environ.update(dict.fromkeys(_THREAD_COUNTS, "1"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)

"""The engine: the same results in the same order from one process and from several."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from onrecord import engine, settings
from onrecord.errors import InputError, WorkerError


def doubled(items: list[int]) -> Iterator[int]:
    return (2 * item for item in items)


def process_of(items: list[int]) -> list[int]:
    time.sleep(0.05)
    return [os.getpid() for _ in items]


def refuse(items: list[int]) -> list[int]:
    raise InputError("cannot be read", name="a.txt", place="line 3", valid=["x"])


def die(items: list[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return items


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    items = range(settings.ENGINE_CHUNK * 9 + 5)
    assert list(engine.run(doubled, items, workers=workers)) == [2 * item for item in items]


def test_work_is_done_in_other_processes() -> None:
    pids = set(engine.run(process_of, range(settings.ENGINE_CHUNK * 12), workers=2))
    assert os.getpid() not in pids
    assert len(pids) == 2


def test_items_are_taken_no_faster_than_results_are() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100_000):
            taken.append(item)
            yield item

    results = engine.run(doubled, items(), workers=2)
    assert next(results) == 0
    assert len(taken) <= 6 * settings.ENGINE_CHUNK
    results.close()


def test_an_error_comes_back_whole() -> None:
    with pytest.raises(InputError, match=r"a\.txt, line 3: cannot be read \(valid: x\)"):
        list(engine.run(refuse, [1], workers=2))
    again = pickle.loads(pickle.dumps(WorkerError("gone", name="workers", remedy="again")))
    assert (type(again), str(again)) == (WorkerError, "workers: gone; again")


def test_a_killed_worker_is_told() -> None:
    with pytest.raises(WorkerError, match="ended from outside"):
        list(engine.run(die, [1], workers=2))


def test_workers_end_with_their_parent() -> None:
    script = "from onrecord import engine; import test_engine\nif __name__ == '__main__':\n"
    script += "    for pid in engine.run(test_engine.process_of, range(10**9), workers=2): print(pid, flush=True)"
    here = os.path.dirname(__file__)
    run = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=here, text=True
    )
    assert run.stdout is not None
    worker = int(run.stdout.readline())
    run.kill()
    run.stdout.close()
    run.wait()
    deadline = time.monotonic() + 5
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(worker)


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False

"""Downloads: who takes his file slowly, or not at all, keeps nobody else from theirs, nor the file for ever."""

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord import settings
from onrecord.serve.app import app


class Takers:
    """Ask for exports by ASGI; each takes the head of its answer and then nothing until it is let go on."""

    def __init__(self, samples: Path, path: str) -> None:
        self._app, self._path, self.go_on = app(samples, hosts=["localhost"]), path, asyncio.Event()

    async def status(self) -> tuple[int, asyncio.Task[None]]:
        """The status of a new answer, and what sends the rest of it."""
        begun: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def send(message) -> None:
            if message["type"] == "http.response.start":
                begun.set_result(message["status"])
            elif begun.result() == 200:
                await self.go_on.wait()

        async def receive():
            await asyncio.Event().wait()

        head = {
            "type": "http",
            "asgi": {"spec_version": "2.4"},
            "method": "GET",
            "path": self._path,
            "query_string": b"",
        }
        scope = {**head, "raw_path": self._path.encode(), "headers": [(b"host", b"localhost")], "root_path": ""}
        task = asyncio.create_task(self._app(scope, receive, send))
        return await begun, task


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """The folder in which an export lies while it is sent."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_one_who_takes_nothing_keeps_nobody_from_an_export(samples, fire, place, monkeypatch):
    monkeypatch.setattr(settings, "SERVE_DOWNLOADS", 2)

    async def asks() -> None:
        takers = Takers(samples, f"/story/{fire}/export/md")
        answers = [await takers.status() for _ in range(3)]
        assert [status for status, _ in answers] == [200, 200, 503]
        assert len(list(place.iterdir())) == 2
        takers.go_on.set()
        await asyncio.gather(*(task for _, task in answers))
        assert (await takers.status())[0] == 200

    with ThreadPoolExecutor(1) as threads:  # the main thread may have a loop of its own, that of the browser's driver
        threads.submit(asyncio.run, asks()).result()


@pytest.mark.parametrize("bound", ["SERVE_STALLED", "SERVE_SENT"])
def test_a_file_that_nobody_takes_is_removed_and_its_place_is_free(samples, fire, place, monkeypatch, bound):
    monkeypatch.setattr(settings, "SERVE_DOWNLOADS", 1)
    monkeypatch.setattr(settings, bound, 0.05)

    async def asks() -> None:
        takers = Takers(samples, f"/story/{fire}/export/md")
        for _ in range(2):
            status, task = await takers.status()
            assert status == 200
            await asyncio.wait_for(task, 20)
            assert list(place.iterdir()) == []

    with ThreadPoolExecutor(1) as threads:  # the main thread may have a loop of its own, that of the browser's driver
        threads.submit(asyncio.run, asks()).result()

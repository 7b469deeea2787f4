"""A server on the loopback address, and Debian's Chromium that looks at it."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page

from onrecord.serve.app import app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(
    not CHROMIUM and not os.environ.get("CI"), reason="no Chromium: apt-get install chromium"
)
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """The address of a server of this archive, which runs in a thread of its own."""
    config = uvicorn.Config(app(archive), host="127.0.0.1", port=0, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def soon(page: Page, told: str) -> bool:
    """Whether a page comes to a state within some seconds.

    Playwright's own waiting compiles its question in the page each time that it asks again, which our pages forbid.
    """
    until = time.monotonic() + 20
    while not (there := bool(page.evaluate(told))) and time.monotonic() < until:
        page.wait_for_timeout(50)
    return there

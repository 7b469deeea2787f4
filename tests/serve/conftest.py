"""An archive of the sample stories, and a client that asks its pages."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from sites import CHROMIUM, served
from starlette.testclient import TestClient

import onrecord
from onrecord.archive import Archive
from onrecord.serve.app import app

SAMPLES = Path(onrecord.__file__).parent / "samples"


@pytest.fixture(scope="session")
def samples(tmp_path_factory) -> Path:
    """The path of an archive of the sample stories: read it, do not write to it."""
    path = tmp_path_factory.mktemp("serve") / "samples.onrecord"
    onrecord.build(path, *sorted(SAMPLES.glob("*/articles.jsonl")))
    return path


@pytest.fixture(scope="session")
def client(samples):
    """Asks the pages of the samples, in this process."""
    with TestClient(app(samples), base_url="http://127.0.0.1:8001") as asks:
        yield asks


@pytest.fixture(scope="session")
def fire(samples) -> str:
    """The id of the story of the fire, that most articles tell."""
    with Archive.open(samples) as archive:
        return max(archive.stories(), key=lambda story: len(story.articles)).id


@pytest.fixture(scope="session")
def site(samples):
    """The address of a running server of the samples."""
    with served(samples) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium; a test tool's own download of a browser is not to be had everywhere."""
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def look(chromium, site):
    """Opens pages of the site; afterwards nothing was asked of another host, and no script or policy complained."""
    contexts, complaints, strangers = [], [], []

    def opened(path: str, **how):
        context = chromium.new_context(**how)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: strangers.append(asked.url) if not asked.url.startswith(site) else None)
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert (complaints, strangers) == ([], [])

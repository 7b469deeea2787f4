"""An archive of the sample stories, and a client that asks its pages."""

from pathlib import Path

import pytest
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

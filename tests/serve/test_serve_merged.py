"""Stories that a build merged into others: who has the old address is led to the story that has their articles."""

from dataclasses import replace

import msgspec
import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.archive import Archive, Batch
from onrecord.serve.app import app

PAPERS = ("Altapress", "Norda Post")


def article(place: int) -> onrecord.Article:
    told = "A fire destroyed a paint factory in Portel on Monday night. The mayor said three people died."
    return onrecord.Article(f"p-{place}", told, publisher=PAPERS[place], published=f"2024-05-0{place + 1}")


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """A client, and the ids of a story that was merged and of the one that has its articles."""
    folder = tmp_path_factory.mktemp("merged")
    path, given = folder / "m.onrecord", folder / "articles.jsonl"
    given.write_bytes(b"\n".join(msgspec.json.encode(article(place)) for place in range(2)))
    onrecord.build(path, given)
    with Archive.open(path, write=True) as archive:
        (story,) = archive.stories()
        old = replace(story, id=f"old-{story.id}")
        archive.commit(Batch(stories=(old,), records=(replace(archive.record(story.id), story=old),)))
        archive.commit(Batch(stories=(story,), dropped_stories=(old.id,)))
    with TestClient(app(path), base_url="http://127.0.0.1:8001", follow_redirects=False) as client:
        yield client, old.id, story.id


@pytest.mark.parametrize("what", ["", ".json", "/statements?kind=quote", "/lineage.json", "/export/csv"])
def test_an_old_address_leads_to_the_story_that_has_most_of_its_articles(merged, what):
    client, old, new = merged
    answer = client.get(f"/story/{old}{what}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/story/{new}{what}")
    assert client.get(answer.headers["location"]).status_code == 200


def test_data_says_what_became_of_the_story(merged):
    client, old, new = merged
    told = client.get(f"/story/{old}.json").json()
    assert (told["ok"], told["status"]) == (False, 307)
    assert told["error"] == f"story {old} was merged into {new}"

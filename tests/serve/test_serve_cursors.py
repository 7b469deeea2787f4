"""Lists that go on while a build adds to the archive: no row twice, none left out, or it is said that it cannot be."""

import pytest
from meetings import archive_of
from starlette.testclient import TestClient

from onrecord.serve.app import app

FIRST = {
    "id": "d-1",
    "publisher": "Harbour Gazette",
    "published": "2024-03-04T08:00:00Z",
    "headline": "Fire destroys boat shed in Dorum",
    "text": "A fire destroyed a boat shed in Dorum on Monday. Two people were hurt, fire chief Ida Holm said.\n\n"
    '"We saw the smoke at four in the morning," said Ida Holm. Police arrested a man in Dorum on Monday.\n\n'
    "The mayor visited the harbour. The shed had stood for ninety years, and fourteen boats burned in it.",
}
SECOND = {
    "id": "d-0",
    "publisher": "Coast Daily",
    "published": "2024-03-04T06:00:00Z",
    "headline": "Boat shed burns in Dorum",
    "text": "A boat shed burned in Dorum on Monday, and 200 people left their homes. Three people were hurt.\n\n"
    "Police arrested a man in Dorum on Monday. The fire destroyed fourteen boats. Ida Holm praised the rescuers.",
}


@pytest.fixture
def growing(tmp_path):
    """A client of an archive, and what adds a second article to its story."""
    path = archive_of([FIRST], tmp_path)
    with TestClient(app(path), base_url="http://127.0.0.1:8001") as client:
        yield client, lambda: archive_of([FIRST, SECOND], tmp_path)


def test_statements_go_on_in_the_revision_in_which_they_were_begun(growing):
    client, build = growing
    story = client.get("/.json?articles=all").json()["rows"][0]["id"]
    path = f"/story/{story}/statements.json"
    before = client.get(path).json()
    begun = client.get(f"{path}?_size=2").json()
    build()
    assert client.get(path).json()["rows"] != before["rows"]
    rest = client.get(path, params={"_next": begun["next"]}).json()
    ids = [[row["id"] for row in found["rows"]] for found in (begun, rest, before)]
    assert ids[0] + ids[1] == ids[2]
    assert rest["n_rows"] == before["n_rows"]


def test_a_place_in_the_list_of_one_story_is_none_in_that_of_another(client, fire):
    begun = client.get(f"/story/{fire}/statements.json?_size=2").json()
    others = [row["id"] for row in client.get("/.json?articles=all").json()["rows"] if row["id"] != fire]
    answer = client.get(f"/story/{others[0]}/statements.json", params={"_next": begun["next"]})
    assert (answer.status_code, answer.json()["name"]) == (400, "_next")


@pytest.mark.parametrize("path", ["/search?q=Dorum+OR+boats", "/actor/{actor}"])
def test_a_list_whose_rows_may_have_moved_is_begun_again(growing, path):
    client, build = growing
    actor = next(a["id"] for a in client.get("/search.json?q=Ida+Holm").json()["actors"])
    path, _, query = path.format(actor=actor).partition("?")
    begun = client.get(f"{path}.json?{query}&_size=1").json()
    assert client.get(f"{path}.json?{query}&_size=1", params={"_next": begun["next"]}).status_code == 200
    build()
    told = client.get(f"{path}.json?{query}&_size=1&_next={begun['next']}")
    assert (told.status_code, told.json()["error"]) == (400, "the archive has changed since the page before")
    assert "begin again" in told.json()["remedy"]
    page = client.get(f"{path}?{query}&_size=1&_next={begun['next']}")
    assert f'href="{path}?{query}'.rstrip("?") in page.text
    assert "_next=" not in page.text

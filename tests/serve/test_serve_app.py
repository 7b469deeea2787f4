"""The server: every page as HTML and JSON from one view, and what stands before it."""

import re
from pathlib import Path

import pytest

from onrecord.serve import views


def test_pages_are_there_as_html_and_json(client, fire):
    for path in ("/", f"/story/{fire}", "/about"):
        page, data = client.get(path), client.get("/.json" if path == "/" else f"{path}.json")
        assert page.status_code == data.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        assert data.json()["ok"] is True


def test_what_did_not_change_is_not_sent_again(client):
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/about", headers={"if-none-match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_host_is_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8001"}).status_code == 200


def test_a_browser_may_run_nothing_of_a_page(client):
    for path in ("/", "/no/such/page", "/story/none"):
        headers = client.get(path).headers
        assert "'unsafe-inline'" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_what_is_not_there_is_told_with_a_remedy(client):
    page, data = client.get("/story/none"), client.get("/story/none.json")
    assert page.status_code == data.status_code == 404
    assert data.json()["remedy"]
    assert "no such story" in page.text


def test_a_view_knows_nothing_of_how_it_is_laid_out():
    for view in Path(views.__file__).parent.glob("*.py"):
        assert not re.search(r"import.* layouts|serve\.layouts|import.* drawings|markupsafe", view.read_text()), view

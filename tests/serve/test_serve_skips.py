"""What was left out: all of it, in order, as text."""

import json

import pytest
from starlette.testclient import TestClient

import onrecord
from onrecord.archive import Archive
from onrecord.schema import Skipped
from onrecord.serve.app import app

SKIPPED = [
    Skipped(f"in-{i}.jsonl", "not JSON <script>alert(1)</script>", f"line {i}", "write it anew") for i in range(7)
]


@pytest.fixture
def asks(tmp_path):
    with Archive.open(tmp_path / "s.onrecord", write=True) as archive:
        archive.stage([*SKIPPED, Skipped("w" * 1_000_000, "\u202etoo long")])
    with TestClient(app(tmp_path / "s.onrecord"), base_url="http://127.0.0.1:8001") as client:
        yield client


def test_pages_hold_all_of_it_once_in_order(asks):
    found, asked = [], {"_size": 3}
    while True:
        page = asks.get("/skipped.json", params=asked).json()
        found += [row["input"] for row in page["rows"]]
        if not page["next"]:
            break
        asked["_next"] = page["next"]
    assert found == [item.input for item in SKIPPED] + ["w" * 1_000_000]
    assert page["n_skipped"] == 8


def test_the_page_is_text_and_short(asks):
    page = asks.get("/skipped").text
    assert "<script" not in page
    assert "\u202e" not in page
    assert len(page) < 20_000
    assert "8 inputs, or parts of inputs, were left out" in page
    assert "write it anew" in page


def test_nothing_left_out_is_said(client):
    assert "Nothing was left out" in client.get("/skipped").text


def test_a_broken_line_is_told_with_its_place_and_remedy(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": "Rain fell."}) + "\nnot json\n", encoding="utf-8")
    onrecord.build(tmp_path / "b.onrecord", tmp_path / "a.jsonl")
    with TestClient(app(tmp_path / "b.onrecord"), base_url="http://127.0.0.1:8001") as client:
        (row,) = [row for row in client.get("/skipped.json").json()["rows"] if row["place"] == "line 2"]
    assert row["input"].endswith("a.jsonl")
    assert row["remedy"]


def test_a_place_that_is_none_is_refused(client):
    assert client.get("/skipped", params={"_next": "LTE"}).status_code == 400

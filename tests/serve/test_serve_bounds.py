"""The page of a vast story is small, says how much it does not show, and leads to it."""

import re

import pytest
import vast
from starlette.testclient import TestClient

from onrecord.serve.app import app

STORY = "/story/vast"


@pytest.fixture(scope="module")
def asks(tmp_path_factory):
    archive = vast.build(tmp_path_factory.mktemp("vast") / "vast.onrecord")
    with TestClient(app(archive), base_url="http://127.0.0.1:8001") as client:
        yield client


@pytest.fixture(scope="module")
def html(asks) -> str:
    return asks.get(STORY).text


@pytest.fixture(scope="module")
def data(asks):
    return asks.get(f"{STORY}.json").json()


def band(html: str, name: str) -> str:
    return html.partition(f'<section class="band" id="{name}"')[2].partition('<section class="band"')[0]


def test_a_record_is_under_250_kilobytes(html) -> None:
    assert len(html.encode()) < 250_000


def test_every_section_is_there(html) -> None:
    names = re.findall(r'<section class="band" id="([^"]+)"', html)
    drawn = ["origins", "timeline", "coverage", "network", "places"]
    assert set(names) >= {"printed-most", "differ", "changed", "once", "quotes", *drawn}


def test_the_counts_are_those_of_the_whole_story(data) -> None:
    told = data["statements"]["sum"]
    assert told["n_statements"] == vast.STATEMENTS
    assert told["n_alike"] == vast.ALIKE + vast.QUOTED
    assert (told["n_differ"], told["n_changed"], told["n_once"]) == (vast.DIFFER, vast.CHANGED, vast.ONCE)
    assert data["summary"]["n_articles"] == vast.ARTICLES


@pytest.mark.parametrize(
    ("section", "rows", "where"),
    [
        ("printed_most", vast.STATEMENTS - vast.ONCE, "where=several"),
        ("differ", vast.DIFFER, "variation=differs"),
        ("changed", vast.CHANGED, "variation=updated"),
        ("once", vast.ONCE, "where=once"),
    ],
)
def test_what_is_not_shown_is_counted_and_linked(asks, section, rows, where) -> None:
    page, listed = asks.get(f"{STORY}.json").json(), asks.get(f"{STORY}/statements.json?{where}").json()
    found = page["statements"][section]
    shown = found["rows"] if "rows" in found else [row for group in found["groups"] for row in group["rows"]]
    assert 0 < len(shown) < found["n_rows"] == rows
    assert f'href="{STORY}/statements?{where}">All {rows}' in band(asks.get(STORY).text, section.replace("_", "-"))
    assert listed["n_rows"] == rows


def test_the_articles_of_statements_told_once_say_how_many_more_they_have(html, data) -> None:
    part = band(html, "once")
    for group in data["statements"]["once"]["groups"]:
        assert group["rows"]
        assert f"{group['n_rows'] - len(group['rows'])} more in this article only" in part


def test_links_within_the_page_lead_somewhere(html) -> None:
    anchors, ids = set(re.findall(r'href="#([^"]+)"', html)), set(re.findall(r' id="([^"]+)"', html))
    assert anchors <= ids


def test_no_id_stands_twice(html) -> None:
    ids = re.findall(r' id="([^"]+)"', html)
    assert sorted({id_ for id_ in ids if ids.count(id_) > 1}) == []


def test_quotations_and_the_matrix_say_what_they_leave_out(html, data) -> None:
    assert f"All {vast.QUOTED} quotations" in band(html, "quotes")
    assert f"{len(data['coverage']['rows'])} of {vast.STATEMENTS} statements" in band(html, "coverage")

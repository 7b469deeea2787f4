"""What a later version of an article left out is told as withdrawn, on every page, and what is denied as denied."""

import re
from dataclasses import replace

import pytest
from retractions import ARREST, retraction_in
from starlette.testclient import TestClient

from onrecord.archive import Archive
from onrecord.serve.app import app
from onrecord.serve.drawings.networks import ring
from onrecord.serve.views import coverages, networks, timelines
from onrecord.serve.views.networks import Knot, Network
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def retraction(tmp_path_factory):
    """The path of an archive in which an arrest was taken back."""
    return retraction_in(tmp_path_factory.mktemp("retraction"))


@pytest.fixture(scope="module")
def asks(retraction):
    """Asks its pages."""
    with TestClient(app(retraction), base_url="http://127.0.0.1:8001") as client:
        yield client


@pytest.fixture(scope="module")
def scene(retraction):
    with Archive.open(retraction) as archive:
        yield Scene.of(archive, next(iter(archive.stories())).id)


def told(rows, words):
    """The row of a statement by its words."""
    return next(row for row in rows if words in row["place"]["text"])


def lines(page, words):
    """The pieces of a page, from one row to the next, that have some words."""
    rows = re.split(r"<(?:tr|li)\b", page)
    return [row for row in rows if words in re.sub(r"<[^>]+>", "", row)]


# Each statement has its outcome in the archive


def test_the_archive_keeps_the_outcome_of_a_statement(retraction):
    with Archive.open(retraction) as archive:
        (hit,) = archive.search("arrested mayor", kind="statement")
        assert (hit.status, hit.withdrawn) == ("happened", True)
        (passage,) = archive.search("taken station Vasa", kind="passage")
        assert (passage.status, passage.withdrawn) == (None, False)
        sweden = next(actor for actor in archive.actors_named("Sweden"))
        outcomes = {s.attribute: (s.status, s.withdrawn) for s in archive.statements_of_actor(sweden.id)}
        assert outcomes == {
            "SUPPORT": ("happened", False), "SANCTION": ("planned", False), "ASSAULT": ("denied", False)
        }  # fmt: skip


# Pages


def test_a_search_says_that_it_was_withdrawn_and_what_is_denied_or_planned(asks):
    rows = asks.get("/search.json", params={"q": "arrested mayor"}).json()["rows"]
    found = told(rows, ARREST)["statement"]
    assert (found["status"], found["withdrawn"]) == ("happened", True)
    (line,) = lines(asks.get("/search", params={"q": "arrested mayor", "kind": "statement"}).text, ARREST)
    assert ">withdrawn</span>" in line
    assert 'class="said gone"' in line
    page = asks.get("/search", params={"q": "sanction", "kind": "statement"}).text
    assert ">planned</span>" in page
    assert "withdrawn" not in page


def test_the_page_of_an_actor_says_what_is_denied_and_planned(asks, retraction):
    with Archive.open(retraction) as archive:
        sweden = archive.actors_named("Sweden")[0].id
    rows = asks.get(f"/actor/{sweden}.json").json()["rows"]
    assert {row["about"]: row["statement"]["status"] for row in rows} == {
        "support": "happened", "sanction": "planned", "assault": "denied"
    }  # fmt: skip
    page = asks.get(f"/actor/{sweden}").text
    assert re.search(r"assault</span> <span class=\"tag[^\"]*\">denied</span>", page)
    assert re.search(r"sanction</span> <span class=\"tag[^\"]*\">planned</span>", page)
    assert not re.search(r"support</span> <span class=\"tag", page)


def test_the_reader_of_the_earlier_version_says_that_it_was_withdrawn(asks):
    statements = asks.get("/article/k-1.json").json()["statements"]
    outcomes = {one["words"]: one["withdrawn"] for one in statements}
    assert [gone for words, gone in outcomes.items() if ARREST in words] == [True]
    assert ">withdrawn</span>" in asks.get("/article/k-1").text
    assert ">withdrawn</span>" not in asks.get("/article/k-3").text


def test_the_sections_of_a_record_say_so(scene, asks):
    rows = {row.words: row.withdrawn for row in coverages.section(scene).rows}
    shown = {moment.words: moment.withdrawn for moment in timelines.section(scene).happened}
    assert [gone for words, gone in shown.items() if ARREST in words] == [True]
    assert not any(gone for words, gone in (rows | shown).items() if ARREST not in words)
    page = asks.get(f"/story/{scene.record.story.id}").text
    timeline = page.split('id="timeline"')[1].split("</section>")[0]
    assert lines(timeline, ARREST)
    for line in lines(timeline, ARREST):
        assert ">withdrawn</span>" in line
        assert "said gone" in line


def test_a_tie_that_was_withdrawn_is_drawn_as_what_is_not_sure(scene):
    ties = networks.section(scene).ties
    assert {tie.withdrawn for tie in ties if ARREST in tie.words} == {True}
    assert {tie.withdrawn for tie in ties if ARREST not in tie.words} == {False}
    one = next(tie for tie in ties if tie.withdrawn)
    third = Knot("third", "Third", "person")
    others = tuple(replace(one, left=knot, right=third, withdrawn=False) for knot in (one.left, one.right))
    drawn = ring(Network((one, *others), (one.left, one.right, third), 3))
    assert [(curve.certain, "withdrawn" in curve.words) for curve in drawn.curves].count((False, True)) == 1
    assert [curve.certain for curve in drawn.curves].count(False) == 1

"""Versions on pages: an article that a later version replaces is shown and not counted, wherever it is told."""

import io
import re

import pytest
from meetings import exported
from revisions import revisions_in
from rich.console import Console
from starlette.testclient import TestClient

from onrecord import settings
from onrecord.archive import Archive
from onrecord.serve import listings, screens
from onrecord.serve.app import app
from onrecord.serve.views import origins
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def revisions(tmp_path_factory):
    return revisions_in(tmp_path_factory.mktemp("revisions"))


@pytest.fixture(scope="module")
def asks(revisions):
    with TestClient(app(revisions), base_url="http://127.0.0.1:8001") as asked:
        yield asked


@pytest.fixture(scope="module")
def story(revisions):
    with Archive.open(revisions) as archive:
        (found,) = archive.stories()
        return found.id


@pytest.fixture(scope="module")
def page(asks, story):
    return asks.get(f"/story/{story}.json").json()


@pytest.fixture(scope="module")
def shown(revisions, story):
    """The story's page on a terminal, and the list of stories."""
    with Archive.open(revisions) as archive:
        record = archive.record(story)
        told = Console(width=120, record=True, file=io.StringIO())
        told.print(screens.record_page(record, list(archive.articles(record.story.articles))))
        told.print(listings.stories(archive))
        return told.export_text()


def test_the_list_the_page_the_lineage_and_the_reader_count_the_same_articles(asks, story, page, shown):
    assert (page["summary"]["n_articles"], page["summary"]["n_publishers"], len(page["articles"])) == (4, 3, 6)
    assert page["origins"]["heading"] == "4 articles, one shared text, probably Reuters'"
    assert page["origins"]["notes"][:2] == [
        "4 articles of 3 publishers have text from Reuters.",
        "2 earlier versions are drawn too, and not counted.",
    ]
    assert (
        asks.get(f"/story/{story}/lineage.json")
        .json()["title"]
        .startswith("Text from Reuters in 4 articles, 3 publishers, ")
    )
    assert asks.get("/article/w-0.json").json()["story"]["n_articles"] == 4
    assert asks.get("/compare/w-0/w-2.json").json()["story"]["n_articles"] == 4
    assert "4 ARTICLES, ONE SHARED TEXT" in shown
    assert "2 earlier versions are not counted" in shown
    assert re.search(rf"^{story} +4 ", shown, re.MULTILINE)


def test_an_origin_counts_the_articles_that_stand(page):
    assert [mark["n_articles"] for mark in page["summary"]["marks"]] == [4]
    assert [root["n_articles"] for root in page["origins"]["roots"]] == [4]
    assert page["places"]["of"] == 4
    assert max(place["n_articles"] for place in page["places"]["places"]) <= 4


def test_an_older_version_has_no_square(page):
    tallies = [q["tally"] for speaker in page["quotes"]["speakers"] for q in speaker["quotations"]]
    assert {tally["of"] for tally in tallies} == {4}
    assert {cell["article"] for tally in tallies for cell in tally["cells"]} == {"w-2", "w-3", "w-0b", "w-1b"}


def test_a_quotation_is_printed_as_often_as_articles_that_stand_print_it(revisions, page, shown, tmp_path):
    quoted = [q for speaker in page["quotes"]["speakers"] for q in speaker["quotations"]]
    assert {q["wordings"][0]["place"]["text"].strip('"')[:12]: q["n_articles"] for q in quoted} == {
        "The blaze br": 4,
        "We heard one": 3,
        "production w": 3,
        "The crane dr": 0,  # no later version has it
    }
    assert page["quotes"]["n_printed"] == sum(q["n_articles"] for q in quoted) == 10
    assert "4 quotations, printed 10 times" in shown
    exported(revisions, "md", tmp_path)
    (markdown,) = tmp_path.glob("*.md")
    assert "4 quotations, printed 10 times." in markdown.read_text(encoding="utf-8")


def test_what_no_article_prints_any_more_says_so(asks, story, page):
    (gone,) = [q for s in page["quotes"]["speakers"] for q in s["quotations"] if not q["n_articles"]]
    assert gone["tally"]["n_articles"] == 0
    html = asks.get(f"/story/{story}").text
    assert "In none of 4 articles any more" in html
    assert ">0 articles<" not in html


def test_one_publisher_under_two_names_is_one_row(revisions, story, monkeypatch):
    monkeypatch.setattr(settings, "SERVE_SQUARES", 5)
    with Archive.open(revisions) as archive:
        rows = origins.section(Scene.of(archive, story)).rows
    assert {row.name: row.n_articles for row in rows} == {"The Guardian": 2, "Lowland Ledger": 1, "Coast Post": 1}


def test_of_many_articles_none_is_no_drawing(revisions, story, monkeypatch):
    monkeypatch.setattr(settings, "SERVE_SQUARES", 3)
    with TestClient(app(revisions), base_url="http://127.0.0.1:8001") as fresh:
        html = fresh.get(f"/story/{story}").text
    assert 'width="-' not in html
    assert "withdrawn" in html


def test_words_beside_a_tally_count_its_squares(asks, story, page):
    assert "Squares are the 4 articles" in asks.get(f"/story/{story}").text
    point = page["quotes"]["speakers"][0]["quotations"][0]["point"]
    assert asks.get(f"/story/{story}/statement/{point}.json").json()["n_articles"] == 4

"""The lineage of a story: lanes, printings and ties, and the clock on which they are drawn."""

from dataclasses import replace
from itertools import pairwise

import pytest
from crowds import crowd

from onrecord import settings
from onrecord.archive import Archive
from onrecord.record import summarise
from onrecord.serve.drawings import clocks
from onrecord.serve.views import lineages
from onrecord.serve.views.records import View
from onrecord.serve.views.scenes import Scene


def at(*published: str | None) -> lineages.Lineage:
    """The lineage of articles that were published then, the first half by a wire."""
    scene = crowd(len(published), publishers=3)
    articles = [replace(a, published=p) for a, p in zip(scene.articles.values(), published, strict=True)]
    return lineages.page(Scene(View(scene.record, articles), summarise(scene.record, articles), Archive.open(None)))


def test_the_fire_is_a_report_and_its_copies(client, fire):
    page = client.get(f"/story/{fire}/lineage.json").json()
    assert page["title"] == "Text from Altapress in 5 articles, 3 publishers, within 28 hours 40 minutes"
    wire = page["lanes"][0]
    assert wire["read"] is True
    roles = {one["article"]["id"]: one["role"] for one in wire["printings"]}
    assert roles == {
        "fire-altapress-1": "the report itself",
        "fire-altapress-2": "same-wire",
        "fire-inland": "reprint",
        "fire-gazette": "rewrite",
        "fire-altapress-3": "same-wire",
    }
    assert len(page["pairings"]) == page["n_pairings"] == 5


def test_every_pair_can_be_compared(client, fire):
    page, data = client.get(f"/story/{fire}/lineage").text, client.get(f"/story/{fire}/lineage.json").json()
    for pair in data["pairings"]:
        address = f"/compare/{pair['left']['id']}/{pair['right']['id']}"
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    assert "style=" not in page[page.index("<main") :]


def test_what_was_not_read_is_an_open_circle(client, fire):
    norda = lineages.page(crowd(6))
    assert norda.lanes[0].read is False
    assert clocks.clock(norda).lanes[0].open is not None
    assert "hollow" not in client.get(f"/story/{fire}/lineage").text
    assert any("was not read" in words for words in norda.sums)


def test_printings_stand_in_the_order_of_time():
    drawn = clocks.clock(lineages.page(crowd(10)))
    dots = drawn.lanes[0].dots
    assert [dot.printing.number for dot in dots] == [1, 2, 3, 4, 5]
    assert all(before.x < after.x for before, after in pairwise(dots))
    assert drawn.lanes[0].open < dots[0].x


def test_an_offset_is_taken_into_account():
    page = at("2024-05-14T10:00:00+05:00", "2024-05-14T06:00:00Z")
    first, second = (clocks.clock(page).lanes[i].dots[0] for i in (0, 1))
    assert first.x < second.x


def test_a_day_is_a_bar_and_not_midnight():
    drawn = clocks.clock(at("2024-05-14", "2024-05-14T12:00:00Z", "2024-05-15", "2024-05-15"))
    day, noon = drawn.lanes[0].dots
    assert (day.width > 0, noon.width) == (True, 0)
    assert noon.x == pytest.approx(day.x + day.width / 2, abs=1)
    assert drawn.ticks[0].words == "Tue 14 May"


def test_printings_of_one_minute_stand_below_each_other():
    drawn = clocks.clock(at(*["2024-05-14T12:00:00Z"] * 8))
    dots = drawn.lanes[0].dots
    assert len({dot.x for dot in dots}) == 1
    assert len({dot.y for dot in dots}) == len(dots) == 4
    assert drawn.lanes[0].y < dots[-1].y < drawn.lanes[1].y


def test_without_dates_there_is_no_clock_but_an_order():
    page = at(None, "about noon", None, None)
    assert clocks.clock(page) is None
    assert page.n_undated == 4
    assert [one.number for one in page.lanes[0].printings] == sorted(one.number for one in page.lanes[0].printings)


def test_some_without_a_date_are_told():
    page = at("2024-05-14T12:00:00Z", None, "2024-05-14T12:00:00Z", None)
    drawn = clocks.clock(page)
    assert page.n_undated == 2
    assert sum(len(lane.dots) for lane in drawn.lanes) == 2
    assert any("not dated" in lane.told for lane in drawn.lanes)


@pytest.mark.parametrize("publishers", [None, 40, 300])
def test_a_crowded_lane_counts(publishers):
    page = lineages.page(crowd(300, publishers=publishers))
    lane = clocks.clock(page).lanes[0]
    assert lane.dots == ()
    assert sum(bar.n for bar in lane.bars) == 150
    assert len(page.lanes) <= settings.SERVE_ORIGINS


@pytest.mark.parametrize("days", [0, 1, 3, 40, 900, 30_000])
def test_the_clock_has_few_lines(days):
    last = (lineages.moment("2020-01-01") + lineages.timedelta(days=days)).isoformat()
    drawn = clocks.clock(at("2020-01-01T00:00:00Z", last + "Z"))
    assert 1 <= len(drawn.ticks) <= 10
    assert all(0 <= tick.x <= clocks.WIDTH for tick in drawn.ticks)


def test_one_article_has_a_lineage():
    page = lineages.page(crowd(1))
    assert page.title == "1 article, one origin"
    assert page.pairings == ()


def test_a_version_is_told_as_one(client):
    stories = client.get("/.json", params={"_size": 50}).json()["rows"]
    tram = next(row["id"] for row in stories if "tram" in row["headline"]["text"])
    page = client.get(f"/story/{tram}/lineage").text
    assert "later version" in page
    assert client.get("/story/none/lineage").status_code == 404

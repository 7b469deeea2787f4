"""A record on paper, and with all its evidence opened."""

import re
from importlib.resources import files

import pytest
from sites import needs_chromium

from onrecord.serve import assets

DETAILS = re.compile(r"<details[^>]*>")


def test_paper_has_the_layout_of_the_desk_however_narrow_it_is() -> None:
    """A page of A4 is narrower than the width below which a phone's layout begins."""
    widths = re.findall(r"@media[^{]*max-width[^{]*", assets.sheet())
    assert widths
    assert [rule for rule in widths if "screen" not in rule] == []


def test_all_evidence_opens_without_scripts(client, fire) -> None:
    usual = DETAILS.findall(client.get(f"/story/{fire}").text)
    opened = DETAILS.findall(client.get(f"/story/{fire}?open=all").text)
    assert len(opened) == len(usual) > 0
    assert sum("open" in tag for tag in usual) < len(usual)
    assert all("open" in tag for tag in opened)


def test_the_link_asks_for_the_other_form(client, fire) -> None:
    link = re.compile(r'id="open-all" href="([^"]+)">([^<]+)<')
    assert link.findall(client.get(f"/story/{fire}").text) == [(f"/story/{fire}?open=all", "Open all evidence")]
    assert link.findall(client.get(f"/story/{fire}?open=all").text) == [(f"/story/{fire}", "Close all evidence")]


@pytest.mark.parametrize("open_", ["some", "ALL", "1"])
def test_another_value_is_refused(client, fire, open_) -> None:
    assert client.get(f"/story/{fire}?open={open_}").status_code == 400


def test_the_script_stands_in_a_file(client) -> None:
    assert (files("onrecord.serve") / "static" / "record.js").is_file()
    assert "record.js" in assets.assets()


@needs_chromium
def test_a_click_opens_all_and_the_next_closes_what_it_opened(look, fire) -> None:
    page = look(f"/story/{fire}")
    states = "[...document.querySelectorAll('main details')].map((one) => one.open)"
    usual = page.evaluate(states)
    page.click("#open-all")
    assert set(page.evaluate(states)) == {True}
    page.click("#open-all")
    assert page.evaluate(states) == usual


@needs_chromium
def test_a_page_of_paper_is_filled_from_margin_to_margin(look, fire) -> None:
    page = look(f"/story/{fire}", viewport={"width": 703, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    columns = page.evaluate("getComputedStyle(document.querySelector('.band')).gridTemplateColumns")
    assert len(columns.split()) == 2

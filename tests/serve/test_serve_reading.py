"""Reading in a real browser: links to words arrive there, layers are switched, and two texts lead into one another."""

import re

from playwright.sync_api import expect
from sites import needs_chromium, soon

from onrecord.archive import Archive

pytestmark = needs_chromium
DESK = {"width": 1280, "height": 500}
NORDA = "/article/summit-norda"


def text_of(samples, article: str) -> str:
    with Archive.open(samples) as archive:
        return archive.article(article).text


def test_characters_in_the_fragment_are_marked_by_the_script(look, samples):
    text = text_of(samples, "summit-norda")
    page = look(f"{NORDA}#char=713,829", viewport=DESK)
    assert soon(page, "CSS.highlights.has('at')")
    assert page.evaluate("[...CSS.highlights.get('at')][0].toString()") == text[713:829]
    assert soon(page, "scrollY > 0")


def test_characters_in_the_address_are_marked_without_a_script(look, samples):
    text = text_of(samples, "summit-norda")
    page = look(f"{NORDA}?at=713,829#char=713,829", viewport=DESK, java_script_enabled=False)
    assert "".join(page.locator(".at").all_text_contents()) == text[713:829]
    expect(page.locator('[id="char=713,829"]')).to_be_in_viewport()  # the browser scrolls after the page is loaded


def test_a_text_fragment_finds_the_words(look):
    page = look(NORDA, viewport=DESK)
    links = page.locator("a[data-copy][href*=':~:text=']")
    fragment = links.nth(links.count() - 1).get_attribute("href").partition("#")[2]
    assert page.evaluate("scrollY") == 0
    opened = look(f"{NORDA}#{fragment}", viewport=DESK)
    assert soon(opened, "scrollY > 0")


def test_layers_are_switched_without_a_script(look):
    page = look(NORDA, viewport=DESK, java_script_enabled=False)
    note = page.locator(".reader aside").first
    assert note.is_visible()
    page.uncheck("#l-notes")
    assert not note.is_visible()
    page.check("#l-places")
    page.click(".keep")
    assert not page.is_checked("#l-notes")
    assert page.is_checked("#l-places")


def test_layers_that_are_shown_stand_in_the_address(look):
    page = look(f"{NORDA}#char=0,9", viewport=DESK)
    page.check("#l-dates")
    assert re.search(r"layers=shared(,|%2C)quotes(,|%2C)cues(,|%2C)figures(,|%2C)dates(,|%2C)notes#char=0,9$", page.url)


def test_the_keyboard_goes_from_a_number_to_its_note(look):
    page = look(NORDA, viewport=DESK)
    number = page.locator("a.n").first
    number.focus()
    assert page.locator(".note.on").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == f"n{number.get_attribute('data-n')}"


def test_another_article_is_chosen_and_has_an_address_of_its_own(look):
    page = look("/compare/summit-norda/summit-post", viewport=DESK)
    page.select_option("#with", "summit-ledger")
    page.click(".choose button")
    page.wait_for_url("**/compare/summit-norda/summit-ledger")
    assert "summit-ledger" in page.locator("h1").inner_text()

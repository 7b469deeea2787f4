"""The pages as people go through them: from a story or a search to the words in an article, by mouse, by keyboard."""

from urllib.parse import urlsplit

import pytest
from sites import needs_chromium

pytestmark = needs_chromium
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def marked(page) -> str:
    """The words that the reader shows as those of the link."""
    return " ".join("".join(page.locator(".reader p .at").all_inner_texts()).split())


@WITH_AND_WITHOUT_SCRIPTS
def test_from_the_list_to_the_words_in_an_article(look, scripts):
    page = look("/", java_script_enabled=scripts)
    page.get_by_role("link", name="At least three die in fire at furniture factory").click()
    assert urlsplit(page.url).path.startswith("/story/")
    statement = page.locator("#printed-most .st").first
    evidence = statement.get_by_role("link", name="in the article").first
    assert not evidence.is_visible()
    statement.locator("summary").first.click()
    said = " ".join(statement.locator(".evid mark").first.inner_text().split())
    evidence.click()
    assert urlsplit(page.url).path.startswith("/article/")
    assert marked(page) == said


@WITH_AND_WITHOUT_SCRIPTS
def test_from_a_sentence_to_its_statement(look, scripts):
    page = look("/", java_script_enabled=scripts)
    search = page.get_by_role("searchbox", name="Search statements and passages")
    search.fill('"furniture factory" killed')
    search.press("Enter")
    assert urlsplit(page.url).path == "/search"
    found = page.locator("main a[href*='/statement/']").first
    found.click()
    assert page.locator("main .evid").count() > 0
    page.get_by_role("link", name="in the article").first.click()
    assert marked(page)


@WITH_AND_WITHOUT_SCRIPTS
def test_a_filter_leaves_the_stories_of_a_publisher(look, scripts):
    page = look("/", java_script_enabled=scripts)
    before = page.locator("main a[href^='/story/']").count()
    page.get_by_label("Publisher").select_option("Coimbra Tribune")
    page.get_by_role("button", name="Show").click()
    assert "publisher=Coimbra" in page.url
    headlines = page.locator("main h2 a[href^='/story/'], main h3 a[href^='/story/']").all_inner_texts()
    assert headlines == ["At least three die in fire at furniture factory"]
    assert len(headlines) < before


@WITH_AND_WITHOUT_SCRIPTS
def test_from_an_origin_to_two_articles_side_by_side(look, fire, scripts):
    page = look(f"/story/{fire}", java_script_enabled=scripts)
    page.locator("#origins").get_by_role("link", name="compare").first.click()
    assert urlsplit(page.url).path.startswith("/compare/")
    assert "shared" in page.locator("main").inner_text().lower()


def test_by_keyboard_from_a_record_to_an_article(look, fire):
    """Tab and Enter alone: a statement is opened, and its link followed."""
    page = look(f"/story/{fire}", viewport={"width": 1280, "height": 900})
    focused = "document.activeElement"
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.matches('#printed-most summary')"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focused}.parentElement.open")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.innerText") == "in the article":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    assert marked(page)


def test_paper_gets_what_is_open(look, fire):
    page = look(f"/story/{fire}?open=all")
    page.emulate_media(media="print")
    assert page.locator("#printed-most .evid").first.is_visible()
    assert not page.locator(".top form").is_visible()

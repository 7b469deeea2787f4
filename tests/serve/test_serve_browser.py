"""Every page in a real browser: nothing asked elsewhere, nothing refused, no barrier, no page that scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sites import SCREENSHOTS, needs_chromium

from onrecord.serve.pages import PAGES

pytestmark = needs_chromium
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def addresses(client) -> dict[str, str]:
    """An address of each page that the samples answer, by its name."""
    told = client.get("/openapi.json").json()["paths"]
    given = {page: {p["name"]: p.get("example") for p in told[page.path]["get"]["parameters"]} for page in PAGES}
    return {page.name: page.path.format(**given[page]) for page in PAGES}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_has_no_barrier(look, addresses, name, viewport, scheme):
    page = look(addresses[name], viewport=viewport, color_scheme=scheme)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}-{viewport['width']}.png", full_page=True)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
    assert not serious


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_says_the_same_without_scripts(look, addresses, name):
    """What scripts add is comfort: the words that can be seen are the same without them."""
    words = [
        look(addresses[name], viewport=DESK, java_script_enabled=scripts).locator("main").inner_text().split()
        for scripts in (True, False)
    ]
    assert set(words[0]) <= set(words[1]) | {"Copy", "copied", "Open", "all", "Close"}
    assert set(words[1]) <= set(words[0])


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_can_be_gone_through_by_keyboard(look, addresses, name):
    """The first stop skips to the content; every stop is seen; none is a trap."""
    page = look(addresses[name], viewport=DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, s.outlineStyle !== 'none' || s.boxShadow !== 'none', e.outerHTML.slice(0, 120)] })()"
        )
        if told[0] in ("BODY", "HTML"):
            break
        assert told[1], f"the focus cannot be seen on {told[2]}"
        seen.append(told[2])
    assert len(set(seen)) > 4

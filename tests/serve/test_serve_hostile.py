"""Hostile articles: whatever they hold reaches every page, form and file as text, in bounded time and size."""

import json
import time
from itertools import pairwise

import hostile
import pytest
from sites import needs_chromium, served
from starlette.testclient import TestClient

from onrecord.archive import Archive
from onrecord.serve import addresses as to
from onrecord.serve.addresses import as_data
from onrecord.serve.app import app
from onrecord.serve.exports import EXPORTS
from onrecord.serve.labels import harmless

LARGEST, LONGEST_SECONDS = 9_000_000, 20
LISTS = ("/", "/skipped", "/search?q=mill", "/search?q=%3Cscript%3E", "/?q=mill", "/about")
ON_A_PAGE = (
    "[onclick], [onerror], [onload], [onfocus], [onmouseover], [onbegin], [style], iframe, base, img, object, embed,"
    " meta[http-equiv=refresh], main script, main style, main link"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return hostile.build(tmp_path_factory.mktemp("hostile") / "hostile.onrecord")


@pytest.fixture(scope="module")
def asks(archive):
    with TestClient(app(archive), base_url="http://127.0.0.1:8001", headers={"accept-encoding": "identity"}) as client:
        yield client


@pytest.fixture(scope="module")
def pages(archive) -> list[str]:
    """Addresses of every kind of page, of each article and of pairs of them."""
    with Archive.open(archive) as kept:
        story = max(kept.stories(), key=lambda story: len(story.articles))
        (long,) = kept.stories_of(["long-headline"])
        record, ids = kept.record(story.id), [a.id for a in kept.articles() if len(a.id) <= 2_000]
    found = [*LISTS, to.story(story.id), to.lineage(story.id), f"{to.story(story.id)}/statements"]
    found += [to.story(long.id), to.lineage(long.id), f"{to.story(long.id)}/statements"]
    found += [to.statement(story.id, point.id) for point in record.points[:8]]
    found += [to.actor(actor.id) for actor in record.actors[:4]]
    return [*found, *map(to.article, ids), *(to.compare(*pair) for pair in list(pairwise(ids))[::8])]


def test_what_is_built_has_what_is_hostile(archive):
    with Archive.open(archive) as kept:
        assert len(next(iter(kept.articles(["long-headline"]))).headline) == 10_000_000
        assert not kept.pending()
        assert kept.counts()["articles"] > 40
        assert any("null character" in left.reason for left in kept.skipped())


def test_every_page_is_made_in_bounded_time_and_size(asks, pages):
    for page in pages:
        path, _, query = page.partition("?")
        for address in (page, f"{as_data(path)}?{query}"):
            began = time.monotonic()
            answer = asks.get(address)
            assert answer.status_code == 200, address
            assert len(answer.content) < LARGEST, address
            assert time.monotonic() - began < LONGEST_SECONDS, address
            if address != page:
                assert json.loads(answer.content)["ok"] is True


def test_pages_have_no_character_that_a_reader_obeys(asks, pages):
    for page in pages:
        text = asks.get(page).text
        assert harmless(text) == text, page


def test_lines_of_json_are_whole(asks):
    for address in ("/.json?_nl=on", "/skipped.json?_nl=on&_size=200"):
        lines = asks.get(address).text.splitlines()
        assert all(json.loads(line) for line in asks.get(address).content.split(b"\n") if line)
        assert lines


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_every_file_is_made_and_bounded(asks, pages, form):
    story = pages[len(LISTS)]
    for address in (f"{story}/export/{form}", f"/export/{form}?without_text=on"):
        answer = asks.get(address)
        assert answer.status_code == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"].isascii()
        if form in ("html", "md"):
            assert len(answer.content) < LARGEST
    if form == "html":
        assert "<script" not in asks.get(f"{story}/export/html").text.lower()


@pytest.mark.parametrize(
    "words",
    ["a\ud800b", "\ufffe\uffff\ufdd0", "\x00\x1b[31m\x9b", "\u202e\u2066\u061c", "Z" + "\u0301" * 100],
)
def test_text_is_harmless_and_keeps_its_length(words):
    assert len(harmless(words)) == len(words)
    assert not any(c in harmless(words) for c in "\ud800\ufffe\x00\x1b\x9b\u202e\u2066\u061c")
    assert harmless(words).count("\u0301") <= 8


@needs_chromium
def test_a_browser_shows_all_of_it_as_text(chromium, archive, pages):
    """No dialog, no script, nothing refused by the policy, nothing asked elsewhere, links of the web only."""
    seen, context = [], chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    with served(archive) as site:
        page.on("request", lambda asked: None if asked.url.startswith(site) else seen.append(asked.url))
        for path in [*pages[:24], *pages[24::12], f"{pages[len(LISTS)]}?open=all#100%", "/article/a%2Fb%2Fc#%"]:
            page.goto("about:blank")
            assert page.goto(site + path).status == 200, path
            told = page.evaluate(
                "on => [window.pwned, document.querySelectorAll(on).length,"
                " [...document.links].filter(a => !/^https?:$/.test(a.protocol)).map(a => a.href).join(),"
                " document.documentElement.scrollWidth <= innerWidth]",
                ON_A_PAGE,
            )
            assert (told, seen) == ([None, 0, "", True], []), path
    context.close()


@needs_chromium
def test_a_file_that_is_handed_on_runs_nothing(chromium, asks, pages, tmp_path):
    file = tmp_path / "record.html"
    file.write_bytes(asks.get(f"{pages[len(LISTS)]}/export/html").content)
    seen, context = [], chromium.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else seen.append(asked.url))
    page.goto(file.as_uri())
    bad = page.evaluate(
        "on => [window.pwned, document.querySelectorAll(on).length]", ON_A_PAGE.replace("main style, ", "")
    )
    assert (bad, seen) == ([None, 0], [])
    context.close()

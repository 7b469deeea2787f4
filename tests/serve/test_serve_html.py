"""The record as one file: it asks for nothing, and every link in it opens at the words that it is for."""

import re
from urllib.parse import unquote

import pytest
from lxml import html

from onrecord.archive import Archive
from onrecord.serve.exports.html import alone
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def scene(samples, fire):
    with Archive.open(samples) as archive:
        yield Scene.of(archive, fire)


def test_the_file_asks_for_nothing(scene):
    page = html.document_fromstring(alone(scene, with_text=True))
    asked = page.xpath("//@src | //link/@href | //form | //script")
    assert not asked
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))
    inside = [href for href in page.xpath("//a/@href") if not href.startswith("http")]
    assert inside
    assert all(href.startswith("#") and href != "#absent" for href in inside)


def test_every_link_opens_at_its_words(scene):
    page = html.document_fromstring(alone(scene, with_text=True))
    places = {href for href in page.xpath("//a/@href") if href.startswith("#at-")}
    assert len(places) > 10
    for place in places:
        article, _, start = unquote(place.removeprefix("#at-")).rpartition("-")
        (anchor,) = page.xpath("//*[@id=$id]", id=place[1:])
        said = anchor.text_content()
        assert said
        assert scene.articles[article].text[int(start) :].startswith(said)


def test_without_text_there_are_no_articles(scene):
    page = html.document_fromstring(alone(scene, with_text=False))
    assert not page.xpath("//*[@id='texts']")
    for article in scene.articles.values():
        assert article.text[:120] not in page.text_content()

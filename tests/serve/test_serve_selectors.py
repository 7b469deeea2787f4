"""Every place that the data of a page tells: its words exactly, and how another program finds it again."""

from collections.abc import Iterator
from typing import Any

import pytest
from meetings import archive_of
from starlette.testclient import TestClient

from onrecord.archive import Archive
from onrecord.serve import addresses
from onrecord.serve.app import app

TOLD = (
    "A fire burned the  old mill of Varde on Monday, police said. Two  guards were taken to hospital.\n\n"
    '"We lost  the roof and all of the grain," owner Ida Holm told the Post. Police arrested a  man on Tuesday.\n'
)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
ARTICLES = (
    {"id": HASH, "publisher": "Varde Post", "published": "2024-05-14T08:00:00Z", "text": TOLD},
    {"id": "two", "publisher": "Coast Daily", "published": "2024-05-14T09:00:00Z", "text": TOLD},
)


@pytest.fixture(scope="module")
def mill(tmp_path_factory):
    """The path of an archive of two articles with two blanks where one would do."""
    return archive_of(ARTICLES, tmp_path_factory.mktemp("mill"))


def places(node: Any) -> Iterator[dict[str, Any]]:
    """Every span with its words in the data of a page."""
    if isinstance(node, dict):
        if {"article", "start", "end", "text"} <= set(node):
            yield node
        node = list(node.values())
    for one in node if isinstance(node, list) else ():
        yield from places(one)


def asked(path) -> Iterator[str]:
    with Archive.open(path) as archive:
        for record in archive.records():
            here = addresses.story(record.story.id)
            yield from (f"{here}.json", f"{here}/statements.json", f"{here}/lineage.json")
            yield from (f"{addresses.statement(record.story.id, point.id)}.json" for point in record.points)
            yield from (f"{addresses.actor(actor.id)}.json" for actor in record.actors)


@pytest.mark.parametrize("name", ["mill", "samples"])
def test_every_place_has_its_words_and_selectors(request, name) -> None:
    path, found, broken = request.getfixturevalue(name), 0, 0
    with Archive.open(path) as archive:
        texts = {article.id: article for article in archive.articles()}
    with TestClient(app(path), base_url="http://127.0.0.1:8001") as client:
        for address in (*asked(path), "/search.json?q=fire"):
            answer = client.get(address)
            assert answer.status_code == 200, address
            for place in places(answer.json()):
                article, start, end = texts[place["article"]], place["start"], place["end"]
                assert place["text"] == article.text[start:end]
                position, quotation = place["selector"]
                assert position == {"start": start, "end": end, "type": "TextPositionSelector"}
                around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
                assert quotation["exact"] == place["text"]
                assert article.text.find(around) == start - len(quotation["prefix"])
                assert place["publisher"] == article.publisher
                found, broken = found + 1, broken + ("  " in place["text"])
    assert found > 5
    assert broken or name == "samples"


def test_a_label_is_the_short_name_of_the_article(mill) -> None:
    with TestClient(app(mill), base_url="http://127.0.0.1:8001") as client:
        labels = {
            place["label"]
            for address in (*asked(mill), "/search.json?q=mill")
            for place in places(client.get(address).json())
        }
    assert labels == {"Varde Post", "two"}


def test_pages_show_words_on_one_line(mill) -> None:
    with Archive.open(mill) as archive:
        (story,) = archive.stories()
    with TestClient(app(mill), base_url="http://127.0.0.1:8001") as client:
        shown = client.get(addresses.story(story.id)).text
    assert "Two  guards" not in shown
    assert "Two guards" in shown

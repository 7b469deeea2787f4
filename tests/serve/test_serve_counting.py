"""The numbers of the first screen: what is shown as counting adds up to the bound, and one newsroom has one name."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from onrecord.archive import Archive
from onrecord.schema import Article, Lineage, Origin, Part, Record, Span
from onrecord.serve.screens import record_page
from onrecord.serve.sources import Sources
from onrecord.serve.views import origins
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def scenes(samples):
    with Archive.open(samples) as archive:
        yield {scene.view.headline()[0]: scene for scene in (Scene.of(archive, s.id) for s in archive.stories())}


def scene_of(scenes: dict[str, Scene], word: str) -> Scene:
    return next(scene for headline, scene in scenes.items() if word in headline)


def screen(record: Record, articles: list[Article]) -> str:
    console = Console(file=StringIO(), width=400)
    console.print(record_page(record, articles))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_caption_and_a_common_text_are_told_beside_the_reports(scenes):
    summit, handout = (scene_of(scenes, word) for word in ("ocean wind accord", "Meridian"))
    assert origins.heading(summit) == "6 articles fold into up to 3 origins: 2 reports, 1 caption"
    assert handout.view.lineage.bound() == "up to 4 origins: 3 reports, 1 text that several print"


def test_what_the_terminal_shows_as_counting_adds_up(scenes):
    for scene in scenes.values():
        page = screen(scene.record, list(scene.articles.values()))
        head = next((line for line in page.splitlines() if re.match(r"\d+ ARTICLES?, ", line)), "")
        bound = re.search(r"UP TO (\d+) ORIGINS(?:: (.*))?", head)
        if bound is None:
            assert scene.summary.n_origins == 1
            continue
        reports = sum(line.startswith("•") and "not counted" not in line for line in page.splitlines())
        beside = page.count("counted as an origin.")
        assert int(bound[1]) == reports + beside == scene.summary.n_origins
        if bound[2]:
            assert int(bound[1]) == sum(map(int, re.findall(r"\d+", bound[2])))


def test_an_origin_on_which_no_statement_rests_says_that_it_does_not_count(scenes):
    scene = scene_of(scenes, "Goalkeeper")
    page = screen(scene.record, list(scene.articles.values()))
    assert "Capital Herald's own report: not counted, no statement rests on it" in page


def test_a_newsroom_has_the_name_that_most_of_its_articles_print(scenes):
    text = "A dam broke in Orrin on Monday, and the lower town was under water."
    names = {"a": "orrinpost.com", "b": "Orrin Post", "c": "Orrin Post"}
    articles = {id_: Article(id_, text, publisher=name) for id_, name in names.items()}
    part = Part(Span("a", 0, len(text)), "own", "byline")
    told = Origin("o", "outlet", None, "orrinpost.com", None, ("a", "b", "c"), "own", "byline", (part,))
    record = replace(scene_of(scenes, "Goalkeeper").record, lineage=Lineage((told,)))
    known = Sources(record, articles, {id_: id_ for id_ in articles})
    assert [source.title for source in known.newsrooms()] == ["Orrin Post's own report"]
    assert known.called("The Lund Courier") == "The Lund Courier"

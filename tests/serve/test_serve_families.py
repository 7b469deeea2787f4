"""The origins of a large story by what they are: whom an agency feeds, what an outlet added, and what is not known."""

import io
from dataclasses import replace

import pytest
from crowds import crowd
from rich.console import Console

from onrecord.archive import Archive
from onrecord.record import summarise
from onrecord.schema import Origin, Part, Span
from onrecord.serve import layouts, screens
from onrecord.serve.labels import percent
from onrecord.serve.views import lineages, origins, roots
from onrecord.serve.views.families import Families, families
from onrecord.serve.views.records import View
from onrecord.serve.views.scenes import Scene


def printed(scene: Scene, width: int = 100, *, everything: bool = False) -> str:
    page = screens.record_page(scene.record, list(scene.articles.values()), everything=everything)
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False)
    console.print(page)
    return console.file.getvalue()


def with_outlets(scene: Scene, evidence: str = "own") -> Scene:
    """The same story in which each of the articles that the wire does not feed begins with an outlet's own words."""
    wire = scene.record.lineage.origins[0]
    fed = set(wire.articles)
    own = [a for id_, a in scene.articles.items() if id_ not in fed]
    made = []
    for publisher in sorted({a.publisher for a in own}):
        by = [a for a in own if a.publisher == publisher]
        parts = tuple(Part(Span(a.id, 0, a.text.index(".") + 1), evidence, "a byline") for a in by)
        made.append(
            Origin(f"o{publisher}", "outlet", None, publisher, None, tuple(a.id for a in by), evidence, "own", parts)
        )
    return of(scene, (wire, *made))


def of(scene: Scene, found: tuple[Origin, ...]) -> Scene:
    record = replace(scene.record, lineage=replace(scene.record.lineage, origins=found))
    articles = list(scene.articles.values())
    return Scene(View(record, articles), summarise(record, articles), Archive.open(None))


def all_words(told: Families) -> int:
    return sum(one.words for one in (*told.agencies, *told.outlets)) + told.unknown.words


@pytest.mark.parametrize("n", [1, 25, 60])
def test_every_word_is_somebodys_or_of_unknown_origin(n):
    scene = with_outlets(crowd(n, publishers=7))
    told = families(scene.view)
    assert all_words(told) == sum(len(article.text.split()) for article in scene.articles.values())


def test_an_agency_is_told_with_the_articles_that_it_feeds():
    (wire,) = families(crowd(60, publishers=40).view).agencies
    assert (wire.name, wire.n_articles, wire.n_credited, len(wire.publishers)) == ("Norda", 30, 30, 30)
    assert not wire.pictures


def test_an_article_that_shares_the_text_without_a_credit_is_told_apart():
    scene = crowd(30, publishers=40)
    wire = scene.record.lineage.origins[0]
    parts = tuple(replace(p, evidence="shared-text" if i % 3 else "credited") for i, p in enumerate(wire.parts))
    (told,) = families(of(scene, (replace(wire, parts=parts),)).view).agencies
    assert (told.n_articles, told.n_credited) == (15, 5)


def test_what_an_outlet_added_is_counted_in_its_own_articles_only():
    scene = with_outlets(crowd(60, publishers=3))
    reprinted = replace(scene.record.lineage.origins[1])
    guest = next(a for a in scene.articles.values() if a.publisher != reprinted.publisher and a.id > "a030")
    parts = (*reprinted.parts, Part(Span(guest.id, guest.text.index('"'), len(guest.text)), "shared-text", "shares it"))
    found = replace(reprinted, parts=parts, articles=(*reprinted.articles, guest.id))
    again = of(scene, (scene.record.lineage.origins[0], found, *scene.record.lineage.origins[2:]))
    before = next(o for o in families(scene.view).outlets if o.name == reprinted.publisher)
    after = next(o for o in families(again.view).outlets if o.name == reprinted.publisher)
    assert (before.words, before.n_others) == (after.words, 0)
    assert (after.n_others, after.n_articles) == (1, before.n_articles)
    assert after.longest.article in {a.id for a in again.articles.values() if a.publisher == reprinted.publisher}
    assert 0 < after.part < 1


def test_the_first_screen_of_a_large_story_has_its_families_first():
    told = printed(with_outlets(crowd(60, publishers=20), "presumed"))
    lines = told.splitlines()
    head = next(i for i, line in enumerate(lines) if line.startswith("60 ARTICLES OF 20 PUBLISHERS, ONE ORIGIN"))
    assert head < 6
    places = [told.index(part) for part in ("AGENCIES", "Norda", "OUTLETS", "ORIGIN NOT KNOWN", "PRINTED MOST OFTEN")]
    assert places == sorted(places)
    assert "presumed" in told
    assert "and 11 more outlets: --all" in told


def test_all_outlets_are_there_when_all_is_asked_for():
    scene = with_outlets(crowd(60, publishers=20))
    told = printed(scene, everything=True)
    assert all(f"\nPaper {i} " in told for i in range(20))
    assert "more outlets" not in told


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_lines_of_families_fit(width):
    told = printed(with_outlets(crowd(60, publishers=20)), width)
    assert max(map(len, told.splitlines())) <= width


def test_a_small_story_keeps_an_article_a_line():
    told = printed(crowd(24, publishers=3))
    assert "AGENCIES" not in told
    assert origins.section(crowd(24, publishers=3)).families is None
    assert lineages.page(crowd(24, publishers=3)).families is None


def test_the_page_shows_the_largest_and_leads_to_all():
    scene = with_outlets(crowd(60, publishers=20))
    it = origins.section(scene)
    assert it.families is not None
    assert (len(it.families.outlets), it.n_outlets) == (12, 20)
    assert [one.rank for one in it.families.agencies] == [scene.marks.of("w").rank]
    words = [one.words for one in it.families.outlets]
    assert words == sorted(words, reverse=True)
    page = layouts.fill("lineage.html", page=lineages.page(scene), here="/story/s/lineage", title="", asked=None)
    assert all(f"Paper {i}</span>" in page for i in range(20))
    assert 'id="added"' in page


def test_a_part_is_never_told_as_all_when_it_is_not():
    assert [percent(part) for part in (1, 0.9999, 0.5, 0.0001, 0)] == ["all", "99 %", "50 %", "under 1 %", "none"]


def test_an_outlet_whose_words_others_print_is_drawn_as_an_outlet():
    scene = with_outlets(crowd(60, publishers=3))
    (wire, first, *others) = scene.record.lineage.origins
    guest = next(a for a in scene.articles.values() if a.publisher != first.publisher and a.id > "a030")
    part = Part(Span(guest.id, guest.text.index('"'), len(guest.text)), "shared-text", f"told to {first.publisher}")
    heard = replace(first, id="heard", kind="handout", articles=(guest.id,), parts=(part,))
    again = of(scene, (wire, heard, first, *others))
    mark = again.marks.of("heard")
    assert set(mark.origins) == {"heard", first.id}
    root = roots.root(again, mark)
    assert (root.words, root.name) == (None, first.publisher)
    alone = of(scene, (wire, replace(heard, publisher=None)))
    assert roots.root(alone, alone.marks.of("heard")).words is not None


def test_the_coverage_of_a_large_story_is_a_number(monkeypatch):
    scene = with_outlets(crowd(25, publishers=7))
    large = printed(scene, everything=True).partition("COVERAGE")[2]
    several = [one for one in scene.view.statements if len(one.coverage) > 1]
    assert f"in how many of the {len(scene.articles)} articles" in large
    assert several
    assert all(f"{len(one.coverage)}\n" in large.replace(" ", "") for one in several)
    assert "■" not in large
    monkeypatch.setattr("onrecord.settings.SERVE_SQUARES", 25)
    assert "■" in printed(scene, everything=True).partition("COVERAGE")[2]

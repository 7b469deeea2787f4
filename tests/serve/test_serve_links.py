"""Links, lists and stops: what leads somewhere arrives, what is listed was counted, what a mouse gets keys get too."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from crowds import crowd
from lxml import html

from onrecord.archive import Archive
from onrecord.record import summarise
from onrecord.schema import Difference, Span
from onrecord.serve import addresses, layouts
from onrecord.serve.exports.html import alone
from onrecord.serve.views import differences, record_pages, statement_pages, statements
from onrecord.serve.views.layers import LAYERS
from onrecord.serve.views.records import View
from onrecord.serve.views.scenes import Scene

ALL = ",".join(LAYERS)


def dated(scene: Scene, published: str) -> Scene:
    """The same story, its second article published at another time."""
    articles = [replace(a, published=published) if a.id == "a001" else a for a in scene.articles.values()]
    return Scene(View(scene.record, articles), summarise(scene.record, articles), scene.archive)


def test_only_what_is_surely_older_is_said_to_be_before_the_first_report() -> None:
    for published, older in (("2024-05-14", ()), ("2024-05-14T07:00:00Z", ("a001",)), ("2024-05-13", ("a001",))):
        scene = dated(crowd(4), published)
        (saw,) = (s for s in scene.view.statements if s.point.id == "saw")
        shown = statement_pages.page(scene, saw)
        assert shown.first_reported == "2024-05-14T08:00:00Z"
        assert [card.id for card in shown.without] == ["a001"]
        assert shown.older == older


def test_every_statement_is_in_one_list_and_what_is_aside_is_what_was_counted() -> None:
    whole = crowd(4)
    without_noun = tuple(replace(p, subject="") if p.kind == "figure" else p for p in whole.record.points)
    alike = replace(without_noun[0], id="alike", variation="same", differences=())
    record = replace(whole.record, points=(*without_noun, alike))
    articles = list(whole.articles.values())
    scene = Scene(View(record, articles), summarise(record, articles), whole.archive)
    lists = statement_pages.where(scene)
    total = statements.section(scene).sum
    assert lists == {1: "otherwise", 2: "several", 3: "several", 4: "aside"}
    assert total.n_aside == list(lists.values()).count("aside") == 1
    assert statements.section(scene).printed_most.n_rows == list(lists.values()).count("several")


def strays(page: html.HtmlElement) -> list[str]:
    """Links within a page that have no target in it."""
    ids = set(page.xpath("//@id"))
    inside = [href.removeprefix("#") for href in page.xpath("//a/@href | //use/@href") if href.startswith("#")]
    return [href for href in inside if href not in ids and not href.startswith(":~:")]


def twice(page: html.HtmlElement) -> list[str]:
    """Ids that stand in a page more than once, and names that lead nowhere."""
    found = Counter(page.xpath("//@id"))
    named = {id_ for ids in page.xpath("//@aria-labelledby | //@aria-describedby | //@for") for id_ in ids.split()}
    return [id_ for id_, n in found.items() if n > 1] + sorted(named - set(found))


def addresses_of(archive: Archive) -> Iterator[str]:
    """Every page of an archive, the lists also filtered."""
    yield from ("/", "/search?q=fire", "/skipped", "/about")
    for story in archive.stories():
        here, record = addresses.story(story.id), archive.record(story.id)
        yield from (
            here,
            f"{here}?open=all",
            f"{here}/statements",
            f"{here}/statements?where=otherwise",
            f"{here}/lineage",
        )
        yield from (addresses.statement(story.id, point.id) for point in record.points)
        yield from (addresses.article(id_) + layers for id_ in story.articles for layers in ("", f"?layers={ALL}"))
        yield from (addresses.actor(actor.id) for actor in record.actors[:5])
        yield from (addresses.compare(*two) for two in pairwise(story.articles[:4]))


def test_every_page_has_its_anchors_and_no_id_twice(samples, client) -> None:
    with Archive.open(samples) as archive:
        asked = list(addresses_of(archive))
    seen = 0
    for path in asked:
        found = client.get(path)
        assert found.status_code == 200, path
        page = html.document_fromstring(found.text)
        seen += len(page.xpath("//a[starts-with(@href, '#')]"))
        assert (strays(page), twice(page)) == ([], []), path
    assert seen > 500


def test_every_list_that_a_page_leads_to_is_there(client, samples) -> None:
    with Archive.open(samples) as archive:
        stories = [story.id for story in archive.stories()]
    for story in stories:
        page = html.document_fromstring(client.get(addresses.story(story)).text)
        for href in set(page.xpath("//a[contains(@href, '/statements') or contains(@href, '/lineage')]/@href")):
            assert client.get(href).status_code == 200, href


@pytest.mark.parametrize("with_text", [True, False])
def test_every_link_of_a_file_arrives_in_it(samples, with_text) -> None:
    with Archive.open(samples) as archive:
        for story in archive.stories():
            page = html.document_fromstring(alone(Scene.of(archive, story.id), with_text=with_text))
            assert (strays(page), twice(page)) == ([], []), story
            assert not page.xpath("//a[starts-with(@href, '/')]")
            assert bool(page.xpath("//a[starts-with(@href, '#at-')]")) is with_text


def ranked(n: int) -> Scene:
    """A story of `n` articles, each word for word from an agency of its own: more origins than colours."""
    whole = crowd(n)
    (wire,) = whole.record.lineage.origins
    origins = tuple(
        replace(
            wire,
            id=f"w{i}",
            agency=f"Agency {i}",
            articles=(id_,),
            parts=(replace(wire.parts[0], span=Span(id_, 0, 40), evidence="shared-text"),),
            evidence="shared-text",
        )
        for i, id_ in enumerate(whole.articles)
    )
    claims = tuple(
        replace(c, origin=f"w{int(c.article[1:])}", origin_evidence="shared-text") for c in whole.record.claims
    )
    record = replace(whole.record, lineage=replace(whole.record.lineage, origins=origins), claims=claims)
    articles = list(whole.articles.values())
    return Scene(View(record, articles), summarise(record, articles), whole.archive)


def filled(scene: Scene) -> html.HtmlElement:
    """The page of a record that is in no archive."""
    asked = record_pages.AskedStory(story="s")
    return html.document_fromstring(
        layouts.fill("record.html", page=record_pages.page(scene), asked=asked, here="/story/s", title="Record")
    )


def test_more_origins_than_colours_share_one_pattern() -> None:
    page = filled(ranked(11))
    assert page.xpath("//*[@id='hatch-o7']")
    assert (strays(page), twice(page)) == ([], [])


def test_a_difference_that_has_no_room_is_linked_on_its_own_page(monkeypatch) -> None:
    whole = crowd(6)
    points = tuple(
        replace(p, differences=(*p.differences, Difference(0, 1, "update", "told later"))) if p.kind == "figure" else p
        for p in whole.record.points
    )
    record = replace(whole.record, points=points)
    articles = list(whole.articles.values())
    monkeypatch.setattr(differences, "_bounded", lambda scene, found: ())
    scene = Scene(View(record, articles), summarise(record, articles), whole.archive)
    page = filled(scene)
    (link,) = page.xpath("//a[contains(text(), 'also told differently')]")
    assert link.get("href") == addresses.statement("s", "men")
    assert strays(page) == []
    for with_text in (True, False):
        assert strays(html.document_fromstring(alone(scene, with_text=with_text))) == []


def test_what_words_were_taken_for_comes_by_keyboard_and_by_touch(look, samples, fire) -> None:
    with Archive.open(samples) as archive:
        here = addresses.article(archive.record(fire).story.articles[0])
    usual = look(here)
    assert usual.locator("article span[tabindex]").count() == 0
    usual.locator("#l-dates").check()
    assert usual.locator("article span.date[tabindex]").count() > 0
    page = look(f"{here}?layers=dates,actors", has_touch=True)
    stop = page.locator("article span.date[tabindex]").first
    for act in (stop.focus, stop.tap):
        act()
        assert page.locator(".taken").inner_text() == f"{stop.inner_text()}: {stop.get_attribute('title')}"
        page.keyboard.press("Escape")
        assert not page.locator(".taken").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.title") != ""
    assert page.locator(".taken").is_visible()

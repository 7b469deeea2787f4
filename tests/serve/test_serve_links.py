"""Links and lists: what leads somewhere arrives, what is listed is what was counted, what is said is known."""

from dataclasses import replace

from crowds import crowd

from onrecord.record import summarise
from onrecord.serve.views import statement_pages, statements
from onrecord.serve.views.records import View
from onrecord.serve.views.scenes import Scene


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

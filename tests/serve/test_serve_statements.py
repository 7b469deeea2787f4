"""The heart of a record's page: its numbers agree, every span has its words, no answer stands above another."""

import html
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from crowds import crowd
from starlette.testclient import TestClient

import onrecord
from onrecord import settings
from onrecord.archive import Archive
from onrecord.serve.app import app
from onrecord.serve.drawings import steps, tallies
from onrecord.serve.labels import flat
from onrecord.serve.views import statements
from onrecord.serve.views.changes import Move, Printing, Stage
from onrecord.serve.views.evidence import Whose, Withdrawal, bare
from onrecord.serve.views.marks import Cell, Tally
from onrecord.serve.views.scenes import Piece, Scene

PHRASES = re.compile(
    r"one origin"
    r"|up to \d+ origins, all on the word of .+"
    r"|up to \d+ origins, different people say so"
    r"|independently reported: up to \d+ origins, at least two of them first-hand"
)


@pytest.fixture(scope="module")
def scenes(samples) -> dict[str, Scene]:
    """Every sample story, by a word of its headline."""
    with Archive.open(samples) as archive:
        found = [Scene.of(archive, story.id) for story in archive.stories()]
        sections = {(scene.record.story.headline or "").split()[-1]: scene for scene in found}
        for scene in found:
            statements.section(scene)
        yield sections


def page(client, scene: Scene, rest: str = "") -> Any:
    found = client.get(f"/story/{scene.record.story.id}{rest}")
    assert found.status_code == 200, found.text[:300]
    return found


def walked(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from walked(one)


def test_the_sum_adds_up_and_agrees_with_the_summary_and_with_the_lists(client, scenes) -> None:
    for scene in scenes.values():
        total = page(client, scene, ".json").json()["statements"]["sum"]
        parts = ("n_alike", "n_differ", "n_denied", "n_changed", "n_once", "n_aside")
        assert sum(total[name] for name in parts) == total["n_statements"]
        summary = scene.summary
        assert [total[name] for name in ("n_statements", "n_differ", "n_denied", "n_changed")] == [
            summary.n_statements,
            summary.n_differ,
            summary.n_denied,
            summary.n_changed,
        ]
        for asked, name in (
            ("where=once", "n_once"),
            ("where=several&variation=same", "n_alike"),
            ("variation=disputed", "n_denied"),
        ):
            assert page(client, scene, f"/statements.json?{asked}").json()["n_rows"] == total[name], asked


def test_the_sections_show_what_the_sum_counts(client, scenes) -> None:
    for scene in scenes.values():
        found = page(client, scene, ".json").json()["statements"]
        total = found["sum"]
        assert len(found["differ"]["rows"]) == total["n_differ"] + total["n_denied"]
        assert sum(not row["also_differs"] for row in found["changed"]["rows"]) == total["n_changed"]
        assert sum(group["n_rows"] for group in found["once"]["groups"]) == total["n_once"]
        assert sum(row["variation"] == "same" for row in found["printed_most"]["rows"]) == total["n_alike"]


def test_every_span_in_the_data_has_the_words_that_stand_there(client, scenes) -> None:
    seen = 0
    for scene in scenes.values():
        ids = [row["id"] for row in page(client, scene, "/statements.json").json()["rows"]]
        data = [page(client, scene, f"/statement/{id_}.json").json() for id_ in ids]
        for node in walked([page(client, scene, ".json").json()["statements"], *data]):
            if {"article", "start", "end", "text"} <= set(node):
                text = scene.articles[node["article"]].text
                assert text[node["start"] : node["end"]] == node["text"]
                seen += 1
            if "sentence" in node and "same" in node:
                assert node["sentence"][1] == flat(node["place"]["text"])
                for other in node["same"]:
                    text = scene.articles[other["place"]["article"]].text
                    assert bare("".join(node["sentence"])) in bare(text)
                    assert bare(other["place"]["text"]) == bare(node["sentence"][1])
    assert seen > 300


def test_every_claim_of_a_statement_is_on_its_page_once(client, scenes) -> None:
    for scene in scenes.values():
        for point in scene.record.points:
            data = page(client, scene, f"/statement/{point.id}.json").json()
            whole = [data["told"], *(data["differing"]["answers"] if data["differing"] else [])]
            shown = [
                p for part in whole for e in part["evidence"] for p in (e["place"], *(s["place"] for s in e["same"]))
            ]
            claims = [c for c in scene.record.claims if c.point == point.id]
            assert sorted((p["article"], p["start"], p["end"]) for p in shown) == sorted(
                (c.span.article, c.span.start, c.span.end) for c in claims
            )


def test_support_is_told_in_the_four_phrases_and_no_others(client, scenes) -> None:
    for scene in scenes.values():
        for node in walked(page(client, scene, ".json").json()["statements"]):
            if "support" in node:
                assert PHRASES.fullmatch(node["support"])
    assert "independent sources" not in page(client, next(iter(scenes.values()))).text


def test_answers_stand_in_the_order_of_their_first_report_each_with_the_same_parts(client, scenes) -> None:
    fire = scenes["factory"]
    found = page(client, fire, ".json").json()["statements"]["differ"]["rows"][0]
    assert [answer["words"]["place"]["text"] for answer in found["answers"]] == [
        "At least three people",
        "three bodies",
        "five",
        "Nine people",
        "Six people",
    ]
    assert "".join(answer["letter"] for answer in found["answers"]) == "abcde"
    assert len({frozenset(answer) for answer in found["answers"]}) == 1
    assert found["kinds"][0] == {
        "kind": "conflict",
        "pairs": ["b-d", "c-d", "d-e"],
        "sentence": "Two numbers that do not fit together: b and d, c and d, d and e.",
        "reasons": found["kinds"][0]["reasons"],
    }
    printed = page(client, fire, ".json").json()["statements"]["printed_most"]["rows"]
    toll = next(row for row in printed if row["variation"] == "differs")
    assert toll["figures"] == [answer["words"]["place"]["text"] for answer in found["answers"]]


def test_a_quotation_in_other_words_has_the_changed_words_marked(client, scenes) -> None:
    rows = page(client, scenes["Porto"], ".json").json()["statements"]["differ"]["rows"]
    cable = next(row for row in rows if row["kind"] == "quote")
    marked = [[run["text"] for run in answer["runs"] if run["changed"]] for answer in cable["answers"]]
    assert marked == [["finished"], ["to be ready"], ["completed"]]


def test_what_is_withdrawn_stays_struck_through_and_dated(client, scenes) -> None:
    tram = scenes["(corrected)"]
    moved = page(client, tram, ".json").json()["statements"]["changed"]["rows"][0]
    assert [bool(one["withdrawn"]) for one in moved["printings"]] == [True, False, False]
    text = page(client, tram).text
    assert re.search(r'class="gone">.*?Twelve people.*?withdrawn Tue 19 Nov, 15:10', text, re.DOTALL)
    assert re.search(r'<circle class="hollow"', text)


def test_versions_of_one_article_are_one_article(client, scenes) -> None:
    found = page(client, scenes["(corrected)"], ".json").json()["statements"]
    rails = [
        row
        for group in found["once"]["groups"]
        for row in group["rows"]
        if "left the rails" in row["words"]["place"]["text"]
    ]
    assert [row["n_articles"] for row in rails] == [1]


def test_what_one_says_and_another_denies_is_among_the_differences(client, scenes) -> None:
    found = page(client, scenes["trawler"], ".json").json()["statements"]["differ"]["rows"]
    assert [(row["variation"], row["asked"]) for row in found] == [("disputed", "read as said and denied")]
    assert [answer["status"] for answer in found[0]["answers"]] == ["claimed", "denied"]


def test_the_page_has_everything_without_a_script(client, scenes) -> None:
    for scene in scenes.values():
        text = page(client, scene).text
        plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())
        for node in walked(page(client, scene, ".json").json()["statements"]):
            if "sentence" in node and "same" in node:
                place = node["place"]
                at = f"at={place['start']},{place['end']}#char={place['start']},{place['end']}"
                assert f'{at}">in the article' in text
                assert " ".join("".join(node["sentence"]).split()) in plain
        assert "style=" not in text


def test_a_link_to_a_statement_is_stable_and_leads_back(client, scenes) -> None:
    fire = scenes["factory"]
    toll = next(p for p in fire.record.points if p.variation == "differs")
    text = page(client, fire, f"/statement/{toll.id}").text
    assert f"/story/{fire.record.story.id}" in text
    for words in ("People killed", "Nine people", "Six people", "Not in" if len(toll.coverage) < 7 else "Answers"):
        assert words in text
    missing = client.get(f"/story/{fire.record.story.id}/statement/none")
    assert missing.status_code == 404
    assert "no such statement" in missing.text


def test_the_list_goes_on_where_it_stopped_and_is_filtered(client, scenes) -> None:
    fire = scenes["factory"]
    seen, after = [], ""
    while after is not None:
        found = page(client, fire, f"/statements.json?_size=5&_next={after}").json()
        seen += [row["number"] for row in found["rows"]]
        after = found["next"]
    assert seen == list(range(1, len(fire.record.points) + 1))
    figures = page(client, fire, "/statements.json?kind=figure").json()["rows"]
    assert {row["kind"] for row in figures} == {"figure"}
    assert page(client, fire, "/statements.json?words=paint+shop").json()["n_rows"] > 0
    assert page(client, fire, "/statements.json?words=zebra").json()["rows"] == []
    assert "No statement of this story fits" in page(client, fire, "/statements?words=zebra").text
    assert client.get(f"/story/{fire.record.story.id}/statements?kind=poem").status_code == 400


@pytest.mark.parametrize("n", [1, 30, 120])
def test_a_story_of_any_size_is_bounded(n) -> None:
    found = statements.section(crowd(n))
    rows = [row for row in found.printed_most.rows if row.evidence]
    assert all(len(row.evidence) <= settings.SERVE_EVIDENCE for row in rows)
    assert all(row.n_evidence >= len(row.evidence) for row in rows)
    assert sum(len(group.rows) for group in found.once.groups) <= settings.SERVE_ROWS
    assert found.sum.n_statements == 3
    left = next((row for row in rows if row.kind == "event"), None)
    assert n == 1 or sum(1 + len(one.same) for one in left.evidence) == n


def test_hostile_words_are_text(tmp_path) -> None:
    evil = '</details><script>alert("x")</script>'
    text = (
        f"Five men {evil} were killed in Arland on Monday, \u202epolice\u202c said."
        ' Mayor "Ana <b>Reis</b> said "We saw it all" on Monday.'
    )
    rows = [
        {
            "id": f"{i}/<img src=x onerror=alert(1)>",
            "text": text,
            "publisher": f"{evil} {i}",
            "headline": f"Fire {evil}",
            "published": f"2024-05-1{i}T08:00:00Z",
        }
        for i in range(1, 3)
    ]
    (tmp_path / "evil.jsonl").write_text("\n".join(map(json.dumps, rows)))
    onrecord.build(tmp_path / "evil.onrecord", tmp_path / "evil.jsonl")
    with TestClient(app(tmp_path / "evil.onrecord"), base_url="http://127.0.0.1:8001") as asks:
        story = asks.get("/.json").json()["rows"][0]["id"]
        points = asks.get(f"/story/{story}/statements.json").json()["rows"]
        assert points
        for path in ("", "/statements", *(f"/statement/{point['id']}" for point in points)):
            told = asks.get(f"/story/{story}{path}")
            assert told.status_code == 200
            assert "<script>alert" not in told.text
            assert "<img" not in told.text
            assert "\u202e" not in told.text


def printing(value: float, hour: int, answer: str, *, withdrawn: bool = False, day_only: bool = False) -> Printing:
    words = f"{value:g} people"
    return Printing(
        answer=answer,
        place=Piece("a", "a", 0, len(words), words),
        words=None,
        publisher=None,
        reported=f"2024-05-{14 + hour // 24:02}" + ("" if day_only else f"T{hour % 24:02}:00:00Z"),
        letter="A",
        rank=1,
        origin="AFP",
        said_by="police",
        status="happened",
        value=value,
        hedge="exact",
        withdrawn=Withdrawal("b", "2024-05-15T10:00:00Z") if withdrawn else None,
    )


def moved(*printings: Printing, apart: str = "") -> Move:
    letters = dict.fromkeys(p.answer for p in printings)
    stages = tuple(Stage(x, x, "one origin", Whose((), others=False), moves=x not in apart) for x in letters)
    return Move("p", 1, "figure", "People killed", None, False, True, stages, printings, ())


def test_the_line_is_the_latest_figure_and_no_withdrawn_one() -> None:
    drawn = steps.path(
        moved(printing(4, 6, "a"), printing(12, 9, "b", withdrawn=True), printing(7, 12, "c"), printing(4, 14, "a"))
    )
    assert [dot.withdrawn for dot in drawn.dots] == [False, True, False, False]
    first, _, later, again = drawn.dots
    heights = {float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", drawn.line)}
    assert heights == {round(first.y, 1), round(later.y, 1)}
    assert drawn.line.endswith(f"L{drawn.right:.1f} {later.y:.1f}")
    assert again.y == first.y
    assert len(drawn.gone) == 1


def test_a_figure_of_others_stands_apart_from_the_line() -> None:
    drawn = steps.path(moved(printing(4, 6, "a"), printing(9, 9, "b"), printing(7, 12, "c"), apart="b"))
    union = next(dot for dot in drawn.dots if dot.words.endswith("9 people, AFP"))
    assert f"{union.y:.1f}" not in drawn.line


@pytest.mark.parametrize("width", [920, 358])
@pytest.mark.parametrize("n", [1, 2, 24, 60])
def test_dots_lie_apart_and_within_the_drawing(n, width) -> None:
    one_day = steps.path(moved(*(printing(i + 1, i // 24 * 24, str(i), day_only=True) for i in range(n))), width=width)
    assert len(one_day.dots) <= settings.SERVE_PRINTINGS
    xs = [dot.x for dot in one_day.dots]
    assert all(b > a for a, b in pairwise(xs))
    assert all(one_day.left <= dot.x <= one_day.right and 0 < dot.y < one_day.height for dot in one_day.dots)
    assert all(0 <= label.x <= width for label in one_day.labels)


def test_a_label_keeps_its_hedge() -> None:
    told = printing(2750, 6, "a")
    words = "at least 2,750 people of whom most were asleep"
    long = Printing(
        **{f: getattr(told, f) for f in told.__dataclass_fields__}
        | {"hedge": "at-least", "place": Piece("a", "a", 0, len(words), words)}
    )
    assert steps.path(moved(long)).labels[0].words == "at least 2,750"


def test_a_tally_draws_each_article_once() -> None:
    cells = tuple(Cell(str(i), str(i), "AB?"[i % 3] if i % 4 else None, (1, 2, 0)[i % 3], "x") for i in range(24))
    drawn = tallies.squares(Tally(cells, (), 18, 24))
    places = [x for ink in drawn.inks for x in ink.places]
    assert sorted(places) == [i * 20 + 8.5 for i in range(24) if i % 4]
    assert drawn.empty.count("M") == 6

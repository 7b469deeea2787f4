"""The sample stories: what each stage makes of them, and every count of every point, as written beside them."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
import samples

STORIES = samples.stories()


def expected(story: str, name: str) -> list[dict[str, Any]]:
    text = (samples.EXPECTED / f"{story}.{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_there_are_enough_stories_and_articles() -> None:
    articles = [len((samples.SAMPLES / s / "articles.jsonl").read_text("utf-8").splitlines()) for s in STORIES]
    assert len(STORIES) >= 5
    assert 25 <= sum(articles) <= 40


@pytest.mark.parametrize("story", STORIES)
def test_every_point_has_the_counts_that_are_written_beside_it(story: str) -> None:
    assert samples.points(story) == expected(story, "points")


@pytest.mark.parametrize("story", STORIES)
def test_each_stage_prints_what_is_written_beside_the_story(story: str) -> None:
    for name, rows in samples.stages(story).items():
        assert rows == expected(story, name), name


def test_the_four_phrases_all_occur() -> None:
    phrases = {point["support"] for story in STORIES for point in expected(story, "points")}
    assert "one origin" in phrases
    for start, end in (("up to ", "different people say so"), ("independently reported: up to ", "first-hand")):
        assert any(p.startswith(start) and p.endswith(end) for p in phrases), (start, end)
    assert any(", all on the word of " in p for p in phrases)


def words(story: str, part: str) -> dict[str, Any]:
    return next(point for point in expected(story, "points") if part in point["words"])


def test_what_the_stories_were_written_to_show() -> None:
    """By hand, apart from the files: a mistake that is written down in both is not likely."""
    cable = words("summit", "We want the cable")
    assert (cable["n_articles"], cable["n_publishers"], cable["n_origins"]) == (4, 4, 1)
    assert cable["parties"] == ["Norway"]
    dead = words("fire", "three people")
    assert {answer[0] for answer in dead["answers"]} >= {"five", "Nine people", "Six people"}
    assert {d[2] for d in dead["differences"]} >= {"update", "conflict"}
    assert dead["support"] == "up to 2 origins, all on the word of the fire brigade"
    seized = words("denial", "Argentina seized a Uruguayan trawler")
    assert (seized["variation"], seized["n_origins"], seized["parties"]) == ("disputed", 2, ["Uruguay"])
    hurt = words("correction", "Two people")
    assert (hurt["variation"], hurt["n_articles"], hurt["n_origins"]) == ("updated", 2, 2)
    recalled = words("cabinet", "Chile recalled its ambassador")
    assert (recalled["n_articles"], recalled["n_origins"], recalled["parties"]) == (5, 5, ["Chile"])
    assert recalled["support"] == "up to 5 origins, all on the word of Chile"
    post = words("post", "nineteen years and two knees")
    assert (post["n_articles"], post["n_publishers"], post["n_origins"], post["support"]) == (4, 4, 1, "one origin")
    jobs = words("handout", "430 employees")
    assert (jobs["n_articles"], jobs["n_origins"], jobs["support"]) == (4, 1, "one origin")
    masked = words("robberies", "Two masked men")
    assert masked["support"] == "independently reported: up to 2 origins, at least two of them first-hand"


def test_near_alike_events_of_one_day_stay_apart_and_a_post_makes_nobody_a_copy() -> None:
    stories = [set(row["articles"]) for row in expected("robberies", "cluster")]
    assert len(stories) == 2
    assert all(len({article.split("-")[1] for article in story}) == 1 for story in stories)
    assert not [row for row in expected("post", "align") if row["noun"] == "Copy"]
    origins = [row for row in expected("handout", "align") if row["noun"] == "Origin"]
    assert any(row["kind"] == "handout" and len(row["articles"]) >= 2 for row in origins)

"""Who and whom: ties between actors, and the ring that draws them."""

import re
from dataclasses import replace

import pytest
from crowds import crowd

from onrecord.archive import Archive
from onrecord.serve.drawings import networks as drawing
from onrecord.serve.views import networks
from onrecord.serve.views.networks import SPEAKS, Knot, Network, Tie
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def summit(samples) -> Network:
    with Archive.open(samples) as archive:
        story = next(s for s in archive.stories() if s.headline and "Porto" in s.headline)
        return networks.section(Scene.of(archive, story.id))


def made(n: int) -> Network:
    """A network of so many actors, each tied to the next and to the third after it."""
    knots = [Knot(f"k{i}", f"Actor number {i}", ("person", "organisation", "country")[i % 3]) for i in range(n)]
    ties = tuple(
        Tie(
            knots[i], knots[(i + step) % n], "meets or talks with", "planned" * (step > 1), step > 1, "p", "words", 1, 2
        )
        for step in (1, 3)
        for i in range(n)
    )
    return Network(ties, tuple(knots), len(ties))


def test_ties_tell_who_acts_on_whom_with_the_status(summit) -> None:
    told = [(tie.left.name, tie.deed, tie.status, tie.right.name, tie.n_articles) for tie in summit.ties]
    assert ("Ingrid Solheim", "visits", "", "Portugal", 5) in told
    assert ("Ingrid Solheim", "meets or talks with", "planned", "Rui Lobato", 5) in told
    assert [tie.mutual for tie in summit.ties if tie.deed == "meets or talks with"] == [True, False]


def test_what_was_said_of_one_another_comes_last_and_is_never_a_tie_alone(summit) -> None:
    spoken = [tie.deed == SPEAKS for tie in summit.ties]
    assert any(spoken)
    assert spoken == sorted(spoken)
    acting = {knot for tie in summit.ties if tie.deed != SPEAKS for knot in (tie.left, tie.right)}
    assert set(summit.drawn) <= acting


def test_groups_are_no_knots(summit) -> None:
    assert {knot.kind for tie in summit.ties for knot in (tie.left, tie.right)} <= {"person", "organisation", "country"}


def test_fewer_than_three_are_not_drawn() -> None:
    assert networks.section(crowd(3)).drawn == ()
    assert drawing.ring(replace(made(4), drawn=())) is None


@pytest.mark.parametrize("n", [4, 5, 9, 16])
def test_names_stand_inside_the_drawing_and_apart(n) -> None:
    ring = drawing.ring(made(n))
    assert ring
    boxes = [drawing._box(dot) for dot in ring.dots]
    assert all(x >= 0 and x + width <= drawing.WIDTH and y >= 0 and y + 16 <= ring.height for x, y, width, _ in boxes)
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if drawing._overlap(a, b)]


def test_the_drawing_is_the_same_each_time() -> None:
    assert drawing.ring(made(16)) == drawing.ring(made(16))


def test_the_page_has_the_table_of_what_is_drawn(client, samples, summit) -> None:
    with Archive.open(samples) as archive:
        story = next(s for s in archive.stories() if s.headline and "Porto" in s.headline)
    section = re.search(
        r'<section class="band" id="network".*?</section>', client.get(f"/story/{story.id}").text, re.DOTALL
    )
    assert section
    assert section[0].count("<tr>") == len(summit.ties) + 1
    assert section[0].count('<path class="tie') == 3
    assert "meets or talks with, planned" in section[0]

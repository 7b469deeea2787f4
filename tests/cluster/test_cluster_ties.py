"""Ties and wide events: reprints in their originals' story, and hundreds of reports of one event in one."""

import random
from dataclasses import replace

import numpy as np
import pytest

from onrecord import settings
from onrecord.cluster import Index, assign
from onrecord.cluster.indexes import carries_most_of
from onrecord.cluster.neighbours import Neighbour
from onrecord.cluster.stories import groups, pairs
from onrecord.schema import Article, SharedPassage, Span

WIRE = (
    "The ferry Santa Rita ran onto a rock off Orrin on Monday. Captain Ivo Kral said that all forty on board were safe."
)
ESSAY = "Of all the summers of my childhood I remember the one by the lake best: the boats, the wasps, my uncle's jam."


def strangers() -> Index:
    """An index for which no two articles are alike by their words."""
    return Index(judge=lambda _, others, __: np.zeros(len(others)))


def shared(one: Article, other: Article, text: str) -> SharedPassage:
    sides = (
        Span(a.id, a.text.index(text), a.text.index(text) + len(text)) for a in sorted((one, other), key=lambda a: a.id)
    )
    return SharedPassage(*sides, 1.0, "verbatim")


def test_a_reprint_is_in_its_originals_story_whatever_is_around_it() -> None:
    wire = Article("a", WIRE, published="2024-05-08")
    page = Article("b", f"{ESSAY} {ESSAY} {WIRE}", published="2024-12-24")
    assert len(assign([wire, page], index=strangers())) == 2
    (story,) = assign([wire, page], index=strangers(), passages=[shared(wire, page, WIRE)])
    assert story.articles == ("a", "b")
    quotation = replace(shared(wire, page, WIRE), kind="quotation")
    assert len(assign([wire, page], index=strangers(), passages=[quotation])) == 2


def test_one_item_of_a_long_page_ties_nothing() -> None:
    wire = Article("a", WIRE, published="2024-05-08")
    page = Article("b", f"{ESSAY * 6} {WIRE}", published="2024-12-24")
    assert len(assign([wire, page], index=strangers(), passages=[shared(wire, page, WIRE)])) == 2
    assert carries_most_of(60, 100, 250)
    assert not carries_most_of(59, 100, 250)
    assert not carries_most_of(60, 100, 301)


def test_a_tie_holds_through_a_restart() -> None:
    wire = Article("a", WIRE, published="2024-05-08")
    page = Article("b", f"{ESSAY} {ESSAY} {WIRE}", published="2024-12-24")
    index = Index()
    assign([wire], index=index)
    again = Index.load(index.segments())
    assign([page], index=again, passages=[shared(wire, page, WIRE)])
    later = Index.load(again.segments())
    (story,) = assign([Article("c", f"{ESSAY} {WIRE}", published="2024-12-25")], index=later)
    assert story.articles == ("a", "b", "c")


def test_a_pair_that_had_no_room_in_a_full_list_is_as_likely_as_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CLUSTER_NEIGHBOURS", 2)
    near = {
        1: [],
        2: [Neighbour(1, 0.9)],
        3: [Neighbour(2, 0.8), Neighbour(1, 0.6)],
        4: [Neighbour(3, 0.8), Neighbour(2, 0.4)],
    }
    likely = pairs([1, 2, 3, 4], near)
    assert likely[3, 0] == pytest.approx(settings.CLUSTER_TAIL * 0.6)
    assert pairs([1, 2, 3, 4], near | {4: near[4][:1]})[3, 0] == settings.CLUSTER_UNKNOWN_PAIR


@pytest.mark.parametrize("seed", range(5))
def test_groups_are_those_of_plain_average_linkage(seed: int) -> None:
    chosen, numbers = random.Random(seed), list(range(24))
    near = {
        n: [Neighbour(m, round(chosen.random() ** 2, 4)) for m in chosen.sample(range(n), min(n, 6))] for n in numbers
    }
    likely = pairs(numbers, near)
    found = [[n] for n in numbers]
    while True:
        mean, one, other = max(
            (float(likely[a][:, b].mean()), -i, -j)
            for i, a in enumerate(found) for j, b in enumerate(found) if i < j
        )  # fmt: skip
        if mean < settings.CLUSTER_CUT:
            break
        found[-one] += found.pop(-other)
    assert sorted(map(sorted, found)) == sorted(groups(numbers, near))


def test_many_reports_of_one_event_are_one_story_and_do_not_make_its_words_common() -> None:
    chosen = random.Random(3)
    facts = [
        "Chancellor Maud Teller met King Olaf in Kirkwall on Monday.",
        "The summit in Kirkwall was the first of Teller and the king since the war over herring.",
        "Protesters of the Herring League blocked the bridge to Kirkwall castle.",
        "Teller said that she wanted a treaty on the northern fishing grounds by autumn.",
        "The king's spokesman, Ivar Holm, called the Kirkwall talks open and useful.",
        "A lunch of herring and barley was served at Kirkwall castle.",
        "Markets in Orrin rose after Teller had spoken of a treaty.",
        "Fishermen from Tarn sailed into the harbour of Kirkwall with black flags.",
    ]
    articles = [
        Article(f"{n:03}", " ".join(chosen.sample(facts, 5)), headline=f"Kirkwall summit {n}", published="2024-03-04")
        for n in range(120)
    ]
    sizes = sorted((len(story.articles) for story in assign(articles)), reverse=True)
    assert sizes[0] >= 110

"""Round-ups: in every story that they tell of, and no tie between stories."""

from dataclasses import replace

import pytest

from onrecord import settings
from onrecord.cluster import Index, assign, restored
from onrecord.cluster.round_ups import gathers, items
from onrecord.schema import Article, SharedPassage, Span, Story

FIRE = (
    "A fire destroyed the old textile mill on Canal Street in Orrin on Monday night. Fire chief Ana Duarte said that"
    " eleven workers were brought to the hospital of Orrin with burns, and that the weaving hall collapsed."
)
STRIKE = (
    "Nurses at the Saint Brice hospital in Quimper went on strike on Monday for a raise of nine percent. Union leader"
    " Maud Teller said that eight hundred nurses had walked out; director Yann Kermor called the strike reckless."
)
FLOOD = (
    "The river Velse flooded the harbour of Lund on Sunday after a dike broke over forty metres. Engineer Nils Berg"
    " said that the sluice had been closed too late, and three hundred people slept in the gymnasium."
)
CAT = (
    "A cat in Tarn was brought down from a tree by four firemen with two ladders on Monday, to the applause of all the"
    " neighbours and their children."
)
DAY = "2024-05-07"
STORIES = [
    Article("fire-1", FIRE, headline="Mill burns in Orrin", published=DAY),
    Article("fire-2", FIRE + " The mayor thanked the crews.", headline="Fire destroys Orrin mill", published=DAY),
    Article("flood-1", FLOOD, headline="Dike breaks in Lund", published=DAY),
    Article("flood-2", FLOOD + " Trains to the coast stood still.", headline="Lund harbour flooded", published=DAY),
    Article("strike-1", STRIKE, headline="Quimper nurses on strike", published=DAY),
    Article("strike-2", STRIKE + " Talks go on.", headline="Strike at Saint Brice hospital", published=DAY),
]
BRIEF = Article(
    "brief",
    "\n\n".join((FIRE.replace(" on Monday night", ""), FLOOD.replace(" on Sunday", ""), CAT)),
    headline="The region in brief",
    published="2024-05-08",
)


def told(stories: tuple[Story, ...]) -> dict[str, list[str]]:
    """The articles of each story, by the name that its first one begins with."""
    return {story.articles[0].partition("-")[0]: sorted(story.articles) for story in stories}


def test_a_round_up_stands_in_each_story_that_it_tells_of_and_says_so() -> None:
    stories = assign([*STORIES, BRIEF])
    assert told(stories) == {
        "fire": ["brief", "fire-1", "fire-2"],
        "flood": ["brief", "flood-1", "flood-2"],
        "strike": ["strike-1", "strike-2"],
    }
    assert {story.articles[0].partition("-")[0]: story.round_ups for story in stories} == {
        "fire": ("brief",),
        "flood": ("brief",),
        "strike": (),
    }
    assert [story.last_published for story in stories] == [DAY, DAY, DAY]


def test_what_is_announced_as_a_round_up_and_tells_one_story_is_an_article_of_it() -> None:
    one = replace(
        BRIEF,
        text=FIRE
        + "\n\nThe mill of Orrin had been closed for a year, and its weaving hall was to be a museum of cloth.",
    )
    stories = assign([*STORIES, one])
    assert told(stories)["fire"] == ["brief", "fire-1", "fire-2"]
    assert not any(story.round_ups for story in stories)


def test_a_round_up_of_reprints_ties_no_stories_together() -> None:
    brief = replace(BRIEF, text=f"{FIRE}\n\n{FLOOD}\n\n{CAT}")
    passages = [
        SharedPassage(Span("brief", start, start + len(text)), Span(id_, 0, len(text)), 1.0, "verbatim")
        for id_, text in (("fire-1", FIRE), ("flood-1", FLOOD))
        for start in [brief.text.index(text)]
    ]
    stories = assign([*STORIES, brief], passages=passages)
    assert sorted(len(story.articles) for story in stories) == [2, 3, 3]
    assert sum(story.round_ups == ("brief",) for story in stories) == 2


def test_old_news_is_no_item_of_a_round_up() -> None:
    late = replace(BRIEF, published="2024-06-30")
    assert not any(story.round_ups for story in assign([*STORIES, late]))


def test_two_round_ups_of_one_paper_are_not_one_story() -> None:
    head = (
        "Police blotter: what officers in Orrin were called to this week, from the log of the Orrin police department"
    )
    one = Article(
        "a", f"{head}\n\nA bicycle was stolen in Elm Road.", headline="Orrin police blotter", published="2024-05-01"
    )
    other = Article(
        "b", f"{head}\n\nA shop window broke in Mill Lane.", headline="Orrin police blotter", published="2024-05-08"
    )
    assert len(assign([one, other])) == 2
    plain = [replace(article, headline="Orrin police news") for article in (one, other)]
    assert len(assign([replace(article, published="2024-05-01") for article in plain])) == 1


def test_a_round_up_follows_when_stories_merge_and_survives_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()
    assign([*STORIES, BRIEF], index=index)
    again = Index.load(index.segments())
    assert again.segments() == index.segments()
    both = Article("both", FIRE + " " + FLOOD, published="2024-05-09")
    passages = [
        SharedPassage(Span("both", 0, len(FIRE)), Span("fire-1", 0, len(FIRE)), 1.0, "verbatim"),
        SharedPassage(Span("both", len(FIRE) + 1, len(both.text)), Span("flood-1", 0, len(FLOOD)), 1.0, "verbatim"),
    ]
    monkeypatch.setattr(settings, "CLUSTER_TIE", 0.4)
    (one,) = assign([both], index=again, passages=passages)
    assert sorted(one.articles) == ["both", "brief", "fire-1", "fire-2", "flood-1", "flood-2"]
    assert one.round_ups == ()
    assert len(again.dropped) == 1


def test_round_ups_go_with_their_stories_when_these_are_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CLUSTER_KEPT", 8)
    index = Index()
    assign([*STORIES, BRIEF], index=index)
    more = [Article(f"n{n}", f"Nothing known of number {n}.", published=f"2024-05-{10 + n}") for n in range(12)]
    assign(more, index=index)
    saved = Index.load(index.segments())
    assert saved.segments() == index.segments()
    assert assign([BRIEF], index=saved)[0].articles == ("brief",)


@pytest.mark.parametrize("kept", [1, 3, 5, 6, 7, 9])
def test_an_index_is_loaded_when_one_story_of_a_round_up_is_too_old_and_another_lives(
    monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(settings, "CLUSTER_KEPT", kept)
    monkeypatch.setattr(settings, "CLUSTER_SEGMENT", 3)
    never_saved, saved, store = Index(), Index(), dict[str, bytes]()
    later = [Article(f"n{n}", f"Nothing known of number {n}.", published=f"2024-05-{10 + n}") for n in range(9)]
    half_alive = 0
    for article in [*STORIES, BRIEF, *later]:
        for index in (never_saved, saved):
            assign([article], index=index)
        assert [never_saved.story(id_) for id_ in sorted(never_saved.story_ids())] == [
            saved.story(id_) for id_ in sorted(saved.story_ids())
        ]
        half_alive += sum(bool(never_saved.story(id_).round_ups) for id_ in never_saved.story_ids()) == 1
        new, gone = saved.changes()
        store = {name: content for name, content in (store | new).items() if name not in gone}
        saved = Index.load(store)
    assert half_alive or kept < 5


def test_a_restored_round_up_whose_other_story_is_too_old_still_tells_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CLUSTER_KEPT", 4)
    stories = [Story("fire", None, ("fire-1", "brief")), Story("flood", None, ("flood-1", "flood-2", "brief"))]
    stories.append(Story("strike", None, ("strike-1", "strike-2")))
    index = restored([*STORIES, BRIEF], stories, [])
    assert index.story("flood").round_ups == ("brief",)
    stories[:2] = [Story("fire", None, ("fire-1", "brief")), Story("mill", None, ("fire-2", "brief"))]
    stories.append(Story("flood", None, ("flood-1", "flood-2")))
    index = restored([*STORIES, BRIEF], stories, [])
    assert "brief" not in {id_ for story in index.story_ids() for id_ in index.story(story).articles}
    assert assign([BRIEF], index=index)[0].articles == ("brief",)


@pytest.mark.parametrize(
    ("headline", "text", "expected"),
    [
        ("World news in brief", "", True),
        ("Sheriff’s log, May 3", "", True),
        ("Five things to know about the Orrin dam", "", False),
        ("Mayor reviews police logistics", "", False),
        (None, "ORRIN (AP) - A dam broke.\n\nLUND, May 3 - A fair opened.\n\nTARN — A cat fell.", True),
        (None, "1. A dam broke.\n2. A fair opened.\n3. A cat fell.", True),
        (None, "ORRIN (AP) - A dam broke.\n\nPolice came. So did 3 cats.", False),
        (None, "DUARTE: Did it break?\nBERG: It did.\nDUARTE: When?\nBERG: At noon.", False),
    ],
)
def test_what_may_be_a_round_up(headline: str | None, text: str, expected: bool) -> None:
    assert gathers(Article("a", text, headline=headline)) is expected


def test_a_short_line_is_the_heading_of_the_item_after_it() -> None:
    found = items(Article("a", f"Read more\nOrrin\n{FIRE}\n\nBy our staff\n\nLund\n{FLOOD}", published=DAY))
    assert [(item.headline, item.text) for item in found] == [("Orrin", FIRE), ("Lund", FLOOD)]

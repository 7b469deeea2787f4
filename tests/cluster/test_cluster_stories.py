"""Stories: every article in exactly one, whatever the order and however the stream is cut."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from onrecord import settings
from onrecord.cluster import Index, assign
from onrecord.cluster.neighbours import Neighbour
from onrecord.cluster.stories import groups, names_of
from onrecord.schema import Article, Story

PLACES = ["Orrin", "Tarnby", "Lund", "Velsen", "Quimper", "Brest", "Ostrava", "Kirkwall"]
PEOPLE = ["Ana Duarte", "Nils Berg", "Ivo Kral", "Maud Teller", "Sam Okoye", "Lea Brandt", "Jan Visser", "Rosa Melo"]
EVENTS = [
    "A fire burned down the old textile mill in {place}. Mayor {who} said {n} workers were missing.",
    "A gunman robbed a savings bank in {place}. Police chief {who} said he fled with {n} thousand crowns.",
    "Nurses at the hospital of {place} went on strike. Union leader {who} asked for a raise of {n} percent.",
    "The river flooded the harbour of {place}. Engineer {who} said the dike broke over {n} metres.",
]
EXTRA = [
    "Neighbours had heard shouting before dawn.",
    "A spokeswoman declined to say more on the matter.",
    "Schools stayed closed and trains ran late.",
    "Experts had warned of this for years.",
    "The council meets again next month.",
]


def stream(stories: int, *, seed: int = 1) -> list[Article]:
    """Two or three articles of each story, days apart, told in changed order and with other sentences around."""
    chosen, articles = random.Random(seed), []
    for story in range(stories):
        place, who = PLACES[story % 8] + "ton" * (story // 8), PEOPLE[(story * 3 + story // 8) % 8]
        told = EVENTS[story % 4].format(place=place, who=who, n=11 + 7 * story).split(". ")
        for n in range(chosen.randint(2, 3)):
            sentences = [*chosen.sample(told, len(told)), *chosen.sample(EXTRA, 2)]
            day = f"2024-03-{1 + (story + n) % 28:02}"
            articles.append(Article(f"{story:02}-{n}", ". ".join(sentences), published=day))
    return articles


def found(stories: tuple[Story, ...]) -> set[tuple[str, ...]]:
    return {tuple(sorted(story.articles)) for story in stories}


def expected(articles: list[Article]) -> set[tuple[str, ...]]:
    stories: dict[str, list[str]] = {}
    for article in articles:
        stories.setdefault(article.id[:2], []).append(article.id)
    return {tuple(sorted(ids)) for ids in stories.values()}


def test_each_article_joins_the_others_of_its_event() -> None:
    articles = stream(4)
    assert found(assign(articles)) == expected(articles)


@pytest.mark.parametrize("published", ["2024-05-08", None])
def test_three_articles_alone_are_one_story(published: str | None) -> None:
    texts = [
        "BERN - The Swiss president received the king of Norway on Monday for talks on dams. They signed an accord.",
        "Norway's king arrived in Bern on Monday, where the Swiss president welcomed him to talk about dams.",
        "Switzerland and Norway signed an accord on dams in Bern. The king had not come to Switzerland for ten years.",
    ]
    assert len(assign([Article(str(n), text, published=published) for n, text in enumerate(texts)])) == 1


def test_two_alike_events_on_one_day_stay_apart() -> None:
    template = (
        "A {age}-year-old man was shot in {street} in {town} late on Friday, police said. {name} died in hospital."
        " No arrest was made. Anyone who saw something is asked to call the police."
    )
    one = {"age": 34, "street": "Mill Lane", "town": "Orrin", "name": "Karl Hobb"}
    other = {"age": 19, "street": "Quay Road", "town": "Tarnby", "name": "Luis Ferrand"}
    texts = [(template + more).format(**which) for which in (one, other) for more in ("", " A van was seen.")]
    stories = assign([Article(str(n), text, published="2024-05-08") for n, text in enumerate(texts)])
    assert found(stories) == {("0", "1"), ("2", "3")}


def test_a_reprint_and_a_later_version_join_however_it_was_rewritten() -> None:
    first = Article("a", "A dam broke at Orrin and two farms were flooded.", published="2024-05-08", headline="Dam")
    reprint = replace(first, id="b", publisher="Herald", published="2024-07-30")
    version = Article("c", "Correction: nothing that we wrote was so.", published="2024-05-09", revision_of="a")
    (story,) = assign([reprint, version, first])
    assert story.articles == ("a", "c", "b")
    assert (story.headline, story.first_published, story.last_published) == ("Dam", "2024-05-08", "2024-07-30")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_reading_changes_nothing(seed: int) -> None:
    articles = stream(8)
    assert assign(random.Random(seed).sample(articles, len(articles))) == assign(articles)


@trying(max_examples=12, deadline=None)
@given(cut=st.integers(0, 24), seed=st.integers(0, 3))
def test_two_batches_through_a_saved_index_equal_one_run(cut: int, seed: int) -> None:
    articles = sorted(stream(9, seed=seed), key=lambda a: (a.published, a.id))
    whole = assign(articles)
    first = Index()
    kept = {story.id: story for story in assign(articles[:cut], index=first)}
    second = Index.load(first.segments())
    kept |= {story.id: story for story in assign(articles[cut:], index=second)}
    assert {story for story in kept.values() if story.id not in second.dropped} == set(whole)


def test_changes_alone_keep_the_index_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CLUSTER_SEGMENT", 4)
    monkeypatch.setattr(settings, "CLUSTER_KEPT", 15)
    articles = sorted(stream(16), key=lambda a: (a.published, a.id))
    saved: dict[str, bytes] = {}
    running = Index()
    for start in range(0, len(articles), 5):
        reloaded = Index.load(saved)
        batch = articles[start : start + 5]
        assert assign(batch, index=reloaded) == assign(batch, index=running)
        new, gone = reloaded.changes()
        saved = {name: content for name, content in (saved | new).items() if name not in gone}
        assert Index.load(saved).segments() == running.segments()
        assert len(saved) <= 2 + 15 // 4 + 2
    assert reloaded.changes() == ({}, ())


def test_an_article_that_is_known_changes_nothing() -> None:
    articles, index = stream(4), Index()
    assert assign(articles, index=index)
    before = index.segments()
    assert assign(articles, index=index) == ()
    assert index.segments() == before


def test_every_article_is_in_exactly_one_story_even_if_it_says_nothing() -> None:
    odd = ["", " ", "🔥", "7", "A", "no name here", "X" * 9000, "12 34 56", "\n\n", 'a"b']
    articles = [Article(f"o{n}", text, published=["0000-00-00", None, "2024"][n % 3]) for n, text in enumerate(odd)]
    articles += stream(5)
    placed = [article for story in assign(articles) for article in story.articles]
    assert sorted(placed) == sorted(article.id for article in articles)


def test_a_story_keeps_the_id_that_most_of_its_articles_had() -> None:
    story_of = {1: "fire", 2: "fire", 3: "blaze"}
    assert names_of([[1, 2, 3]], story_of) == ["fire"]
    assert names_of([[1], [2, 3]], story_of) == ["fire", "blaze"]
    assert names_of([[4], [1]], story_of) == [None, "fire"]


def test_one_article_between_two_stories_does_not_make_them_one() -> None:
    near = {2: [Neighbour(1, 0.99)], 4: [Neighbour(3, 0.99)], 5: [Neighbour(1, 0.9), Neighbour(3, 0.9)]}
    assert len(groups([1, 2, 3, 4, 5], near)) == 2


def test_stories_that_turn_out_to_be_one_are_merged_and_the_lost_id_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()
    monkeypatch.setattr(Index, "_compared", lambda self, article, *_: iter(CHANCES[article.id]))
    articles = [Article(name, f"Words of {name}.") for name in "abcd"]
    assign(articles[:2], index=index)
    assert len(index.story_ids()) == 2
    (story,) = assign(articles[2:], index=index)
    assert story.articles == ("a", "b", "c", "d")
    assert len(index.dropped) == 1
    assert index.story_ids() == {story.id}


CHANCES = {
    "a": [],
    "b": [],
    "c": [Neighbour(0, 0.9), Neighbour(1, 0.9)],
    "d": [Neighbour(0, 0.9), Neighbour(1, 0.9), Neighbour(2, 0.9)],
}

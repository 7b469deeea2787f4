"""What must hold for whatever articles are traced."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.align import Index, trace
from onrecord.credits import house
from onrecord.schema import Article

SENTENCES = [
    "The ferry Aurora sank off the coast of Lisbon late on Monday after it struck a rock.",
    "Four people were brought to a hospital and eleven others reached the beach by themselves.",
    "The harbour office opened an inquiry and closed the northern channel to all traffic.",
    "Divers searched the hull through the night and found nobody left on board.",
    "“I was asleep in the cabin and then the water came in through the door,” said Ana Duarte.",
    "The owner of the ferry has had trouble with its licences for several years.",
    "Relatives gathered in a school gymnasium where volunteers handed out blankets and tea.",
    "Parliament will hear the minister of transport on Thursday about the state of the buoys.",
    "“We are deeply sorry for what happened to our passengers,” the company said in a statement.",
    "A second ferry of the same yard was held in port while its radar is being checked.",
    "The captain, who has thirty years of service, told AFP that the fog came within minutes.",
    "Insurers put the loss at some nine million euros, not counting the cars on the lower deck.",
]
CREDITS = ["", "", "", "With AFP; adapted from its Portuguese version", "With Reuters"]
DATES = ["2024-05-06", "2024-05-06", "2024-05-07", "2024-05-08T09:00:00"]


@st.composite
def stories(draw: st.DrawFn, *, agencies: int = 2) -> list[Article]:
    """Articles made of a small stock of sentences, so that they share much; with one agency only AFP is credited."""
    endings = CREDITS if agencies == 2 else CREDITS[:-1]
    publishers = [None, "Porto Post", "Norte", "Reuters"] if agencies == 2 else [None, "Porto Post", "Norte"]
    size = draw(st.integers(2, 6))
    return [
        Article(
            f"{number:02d}",
            "\n\n".join(
                filter(
                    None,
                    [
                        *draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8, unique=True)),
                        draw(st.sampled_from(endings)),
                    ],
                )
            ),
            publisher=draw(st.sampled_from(publishers)),
            published=draw(st.sampled_from(DATES)),
        )
        for number in range(size)
    ]


slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(stories())
def test_spans_lie_on_word_borders_within_their_texts(articles: list[Article]) -> None:
    texts = {article.id: article.text for article in articles}
    found = trace(articles)
    for side in (side for p in found.passages for side in (p.left, p.right)):
        text = texts[side.article]
        assert 0 <= side.start < side.end <= len(text)
        assert re.fullmatch(r"\w(?:.*\w)?", text[side.start : side.end], re.DOTALL)
        assert not re.match(r"\w", text[side.end : side.end + 1])
        assert side.start == 0 or not re.match(r"\w", text[side.start - 1])
    for part in (part for origin in found.origins for part in origin.parts):
        assert 0 <= part.span.start <= part.span.end <= len(texts[part.span.article])


@slow
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(articles: list[Article], random: object) -> None:
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert trace(shuffled) == trace(articles) == trace(articles)


@slow
@given(stories(agencies=1), st.data())
def test_an_unattributed_reprint_adds_no_origin(articles: list[Article], data: st.DataObject) -> None:
    """With a publisher or none; its date may be missing, but is none before the original's."""
    chosen = data.draw(st.sampled_from(articles))
    text = re.sub(r"\n\nWith .*$", "", chosen.text)
    published = data.draw(st.sampled_from(["2024-05-09", None]))
    reprint = Article("99", text, publisher=data.draw(st.sampled_from([None, "Copyist"])), published=published)
    assert _heads([*articles, reprint]) <= _heads(articles)


@slow
@given(stories(agencies=1), st.data())
def test_a_part_of_an_article_adds_no_origin(articles: list[Article], data: st.DataObject) -> None:
    """Some of its paragraphs, the first half or every other one, with no credit."""
    paragraphs = re.sub(r"\n\nWith .*$", "", data.draw(st.sampled_from(articles)).text).split("\n\n")
    half = (len(paragraphs) + 1) // 2
    some = data.draw(st.sampled_from([paragraphs[:half], paragraphs[-half:], paragraphs[::2]]))
    reprint = Article("99", "\n\n".join(some), publisher="Copyist", published="2024-05-09")
    assert _heads([*articles, reprint]) <= _heads(articles)


def test_an_undated_reprint_of_a_later_article_is_not_first_by_its_length() -> None:
    short, full = "\n\n".join(SENTENCES[:2]), "\n\n".join(SENTENCES[:3])
    articles = [
        Article("a", "\n\n".join((SENTENCES[1], SENTENCES[4])), published="2024-05-06"),
        Article("b", full, published="2024-05-07"),
        Article("c", short, publisher="Porto Post", published="2024-05-06"),
        Article("d", short, publisher="Porto Post", published="2024-05-06"),
    ]
    assert _heads([*articles, Article("z", full)]) == _heads(articles) == 1


def _heads(articles: list[Article]) -> int:
    """How many newsrooms at most: where all are unknown there is one all the same."""
    return max(1, len({house(origin) for origin in trace(articles).origins if origin.evidence != "unknown"}))


@slow
@given(stories(), st.data())
def test_batches_find_the_passages_that_one_call_finds(articles: list[Article], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(articles)))
    kept = {article.id: article for article in articles}
    index = Index(kept.__getitem__)
    batches = [trace(part, index=index).passages for part in (articles[:cut], articles[cut:])]
    assert set(batches[0]) | set(batches[1]) == set(trace(articles).passages)


@slow
@given(stories())
def test_stored_passages_give_the_same_lineage(articles: list[Article]) -> None:
    found = trace(articles)
    assert trace(articles, passages=found.passages) == found


@slow
@given(stories())
def test_every_copy_and_origin_says_why(articles: list[Article]) -> None:
    found = trace(articles)
    assert all(copy.reason and copy.passages for copy in found.copies)
    assert all(origin.reason and origin.parts for origin in found.origins)
    assert all(origin.articles == tuple(sorted({p.span.article for p in origin.parts})) for origin in found.origins)


@given(
    st.lists(
        st.lists(
            st.sampled_from(["fire", "harbour", "mayor", "said", "on", "Monday", "bridge", "closed"]), max_size=15
        ),
        max_size=4,
    )
)
def test_a_few_words_without_a_publisher_stop_nothing(texts: list[list[str]]) -> None:
    articles = [Article(f"{n}{twin}", " ".join(words)) for n, words in enumerate(texts) for twin in "ab"]
    index = Index({article.id: article for article in articles}.__getitem__)
    for article in articles:
        trace([article], index=index)
    assert trace(articles) == trace(articles[::-1])

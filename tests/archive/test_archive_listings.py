"""Lists of stories: each filter as plain Python has it, each story on one page, and what is counted is there."""

import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mills import PASSAGE, STORY, annotations, filled, record, whole_batch

from onrecord.archive import Archive, Batch, Listed, PublishedDay, Publisher, Sort, StoryFilter
from onrecord.record import summarise
from onrecord.schema import Actor, Annotations, Article, Lineage, Mention, Place, Record, Span, Story, Timeline

WORDS = ("alder", "birch", "cedar", "dogwood", "elder", "fir")
PUBLISHERS = (None, "Courier", "Herald", "Kurier")
DAYS = (None, "2024-05-01", "2024-05-02", "2024-05-02T10:00:00+00:00", "2024-05-04", "2024-06-01")
ACTORS = tuple(Actor(f"act{n}", f"Ada {name}", "person") for n, name in enumerate(("Berg", "Falk", "Lind", "Mohr")))
PLACES = ("Orrin", "Lund", "Kelda")


def grove(seed: int = 7, count: int = 40) -> tuple[list[Article], list[Annotations], list[Story]]:
    """Articles, what was read in them, and their stories, drawn at random."""
    chance = random.Random(seed)
    articles, read = [], []
    for n in range(count):
        text = " ".join(chance.choices(WORDS, k=3)) + "."
        head = chance.choice((None, chance.choice(WORDS)))
        id_ = f"a{n:02}"
        articles.append(
            Article(id_, text, publisher=chance.choice(PUBLISHERS), headline=head, published=chance.choice(DAYS))
        )
        named = chance.choices(ACTORS, k=chance.randrange(4))
        span = Span(id_, 0, 4)
        found = [Place(span, name, None, None, None, None, "city") for name in chance.choices(PLACES, k=2)]
        mentions = tuple(Mention(span, actor.name, "person", actor.id) for actor in named)
        read.append(Annotations(id_, mentions, tuple(dict.fromkeys(named)), places=tuple(found)))
    stories, rest = [], iter(articles)
    while members := list(islice(rest, chance.randrange(1, 5))):
        days = sorted(article.published for article in members if article.published)
        ends = (days[0], days[-1]) if days else (None, None)
        ids = tuple(article.id for article in members)
        stories.append(Story(f"s{len(stories):02}", None, ids, (chance.choice(articles).id,), *ends))
    return articles, read, stories


ARTICLES, READ, STORIES = grove()


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with Archive.open(None) as kept:
        kept.stage(ARTICLES)
        records = tuple(Record(story, Lineage(), (), (), Timeline(), (), ()) for story in STORIES)
        done = tuple(article.id for article in ARTICLES)
        kept.commit(Batch(done=done, annotations=tuple(READ), stories=tuple(STORIES), records=records))
        yield kept


def fits(story: Story, wanted: StoryFilter) -> bool:
    """Whether a story is in a list, without any SQL."""
    articles = [article for article in ARTICLES if article.id in story.articles]
    read = [found for found in READ if found.article in story.articles]
    first, last = (moment and moment[:10] for moment in (story.first_published, story.last_published))
    words = [set(f"{article.headline or ''} {article.text.strip('.')}".split()) for article in articles]
    return (
        any(set(wanted.words.split()) <= told for told in words)
        and (not wanted.publishers or any(article.publisher in wanted.publishers for article in articles))
        and (wanted.actor is None or any(m.actor == wanted.actor for found in read for m in found.mentions))
        and (wanted.place is None or any(p.name.casefold() == wanted.place for found in read for p in found.places))
        and (wanted.first_day is None or (last is not None and last >= wanted.first_day))
        and (wanted.last_day is None or (first is not None and first <= wanted.last_day))
        and (wanted.least_articles is None or len(articles) >= wanted.least_articles)
    )


def ordered(stories: list[Story], sort: Sort) -> list[Story]:
    stories = sorted(stories, key=lambda story: story.id)
    stories.sort(key=lambda story: story.last_published or "", reverse=True)
    if sort == "size":
        stories.sort(key=lambda story: len(story.articles), reverse=True)
    return stories


def walked(archive: Archive, wanted: StoryFilter, sort: Sort, limit: int) -> list[Listed]:
    """All pages of a list."""
    found: list[Listed] = []
    while page := archive.listing(wanted, sort=sort, limit=limit, after=found[-1].after if found else None):
        found += page
    return found


filters = st.builds(
    StoryFilter,
    words=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    first_day=st.sampled_from((None, "2024-04-30", "2024-05-02", "2024-05-03", "2024-06-02")),
    last_day=st.sampled_from((None, "2024-04-30", "2024-05-02", "2024-05-03", "2024-06-02")),
    publishers=st.lists(st.sampled_from((*filter(None, PUBLISHERS), "Nobody")), max_size=2).map(tuple),
    actor=st.sampled_from((None, *(actor.id for actor in ACTORS), "nobody")),
    place=st.sampled_from((None, *(name.casefold() for name in PLACES), "nowhere")),
    least_articles=st.sampled_from((None, 1, 3)),
)


@settings(deadline=None)
@given(wanted=filters, sort=st.sampled_from(("latest", "size")), limit=st.integers(1, 9))
def test_a_listing_is_what_a_plain_filter_finds(archive: Archive, wanted: StoryFilter, sort: Sort, limit: int) -> None:
    expected = ordered([story for story in STORIES if fits(story, wanted)], sort)
    assert [listed.story for listed in walked(archive, wanted, sort, limit)] == expected
    of_any_size = [story for story in STORIES if fits(story, replace(wanted, least_articles=None))]
    several = [story for story in of_any_size if len(story.articles) > 1]
    assert archive.counted_by_size(wanted) == (len(of_any_size), len(several))


def test_a_row_has_the_summary_and_the_main_actors(archive: Archive) -> None:
    for listed in archive.listing(limit=100):
        record = archive.record(listed.story.id)
        articles = list(archive.articles(record.story.articles))
        assert listed.summary == summarise(record, articles) == archive.summary(listed.story.id)
        assert (listed.revision, listed.composed_at) == (record.revision, record.composed_at)
        assert [actor.name for actor in listed.actors] == main_actors(listed.story)


def main_actors(story: Story) -> list[str]:
    named = [[m.name for m in found.mentions] for found in READ if found.article in story.articles]
    everybody = {name for names in named for name in names}
    return sorted(
        everybody, key=lambda n: (-sum(n in names for names in named), -sum(names.count(n) for names in named), n)
    )


def test_the_values_of_the_filters(archive: Archive) -> None:
    given_by = [article.publisher for article in ARTICLES if article.publisher]
    expected = [Publisher(name, given_by.count(name)) for name in sorted(set(given_by))]
    assert archive.publishers() == sorted(expected, key=lambda publisher: -publisher.n_articles)
    assert archive.days() == ("2024-05-01", "2024-06-01")
    assert [actor.n_articles for actor in archive.most_named_actors()] == sorted(
        (sum(any(m.actor == actor.id for m in found.mentions) for found in READ) for actor in ACTORS), reverse=True
    )
    places = {place.name: place.n_articles for place in archive.most_named_places()}
    assert places == {name: sum(name in {p.name for p in found.places} for found in READ) for name in PLACES}
    told = list(archive.published_days())
    assert sum(day.n_articles for day in told) == len(ARTICLES)
    same_day = [a for a in ARTICLES if a.publisher == "Herald" and (a.published or "").startswith("2024-05-02")]
    assert PublishedDay("Herald", "2024-05-02", len(same_day)) in told


def test_an_article_has_its_stories_and_its_sentences(archive: Archive) -> None:
    for article in ARTICLES:
        found = [listed.story for listed in archive.article_stories(article.id)]
        assert {story.id for story in found} == {s.id for s in STORIES if article.id in (*s.articles, *s.round_ups)}
        assert article.id in found[0].articles
        assert archive.sentences(article.id) == [(0, len(article.text))]


def test_words_that_are_none_find_nothing(archive: Archive) -> None:
    assert archive.listing(StoryFilter(words="🔥")) == []
    assert len(archive.listing(StoryFilter(words=" "), limit=100)) == len(STORIES)


def counted_again(archive: Archive) -> dict[str, int]:
    tables = ("articles", "stories", "points", "claims", "origins", "passages", "skipped")
    return {table: archive._db.row(f"SELECT count(*) FROM {table}")[0] for table in tables}


def test_what_is_counted_is_there() -> None:
    with filled() as archive:
        for batch in (
            whole_batch(),
            Batch(passages=(PASSAGE,)),
            Batch(records=(record(toll="6"),)),
            Batch(dropped_stories=("s1",)),
            Batch(stories=(STORY,), records=(record(toll="6"),)),
        ):
            archive.commit(batch)
            assert {name: n for name, n in archive.counts().items() if name != "pending"} == counted_again(archive)
        assert archive.counts()["points"] == 1


def test_a_record_that_comes_back_unchanged_is_in_the_flat_tables_again() -> None:
    with filled() as archive:
        before = everything(archive)
        archive.commit(Batch(dropped_stories=("s1",)))
        assert archive.listing() == []
        archive.commit(Batch(stories=(STORY,), records=(record(),)), now="2030-01-01T00:00:00+00:00")
        assert everything(archive) == before
        assert archive.record("s1").revision == 1


def everything(archive: Archive) -> list[Any]:
    return [
        *map(asdict, archive.listing()),
        archive.search("mill"),
        archive.counts(),
        archive.statements_of_actor("act1"),
    ]


def test_every_commit_raises_the_stamp_and_nothing_else_does() -> None:
    with filled() as archive:
        stamps = [archive.stamp()]
        archive.stage([Article("new", "A fair opened.")])
        stamps.append(archive.stamp())
        archive.commit(Batch(annotations=(annotations("a1"),)))
        stamps.append(archive.stamp())
        assert stamps == sorted(set(stamps))
        archive.stage([Article("new", "A fair opened.")])
        assert archive.stamp() == stamps[-1]
        assert archive.story_stamp("s1") == 1
        archive.commit(Batch(records=(record(toll="6"),)))
        assert archive.story_stamp("s1") == 2
        assert archive.story_stamp("nothing") is None

"""What a list needs beside its rows: the article that heads a story, how many are hidden, who takes part with whom."""

from dataclasses import replace

from mills import STORY, annotations, filled, record

from onrecord.archive import Archive, Batch, Participating, StoryFilter
from onrecord.schema import Article, Event, Lineage, Participant, Record, Skipped, Span, Story, Timeline


def kept(*articles: Article, stories: tuple[Story, ...]) -> Archive:
    archive = Archive.open(None)
    archive.stage(articles)
    records = tuple(Record(story, Lineage(), (), (), Timeline(), (), ()) for story in stories)
    done = tuple(article.id for article in articles)
    archive.commit(Batch(done=done, stories=stories, records=records))
    return archive


FAIR = Article("f1", "A fair opened in Lund.", headline="Fair opens", publisher="Courier", published="2024-05-02")
AGAIN = Article("f2", "The fair in Lund is open.", headline="Fair opens", publisher="Herald", published="2024-05-03")
FIRST = Article("f0", "Lund waits for its fair.", headline="Lund waits", publisher="Kurier", published="2024-05-01")
BARE = Article("b1", "Snow fell. Nobody came.")


def test_a_story_is_headed_by_the_first_article_with_its_headline() -> None:
    fair, snow = Story("s1", "Fair opens", ("f0", "f1", "f2")), Story("s2", None, ("b1",), ("f0",))
    with kept(FIRST, FAIR, AGAIN, BARE, stories=(fair, snow)) as archive:
        leads = archive.leads(["s1", "s2", "none"])
        assert sorted(leads) == ["s1", "s2"]
        assert (leads["s1"].article, leads["s1"].publisher, leads["s1"].beginning) == ("f1", "Courier", "")
        assert (leads["s2"].article, leads["s2"].headline, leads["s2"].beginning) == ("b1", None, BARE.text)
        assert archive.leads([]) == {}


def test_stories_are_counted_by_size_in_one_walk() -> None:
    fair, snow = Story("s1", "Fair opens", ("f0", "f1", "f2")), Story("s2", None, ("b1",))
    with kept(FIRST, FAIR, AGAIN, BARE, stories=(fair, snow)) as archive:
        for words in ("", "fair", "snow", "fog"):
            counts = archive.counted_by_size(StoryFilter(words=words, least_articles=2))
            filters = (StoryFilter(words=words), StoryFilter(words=words, least_articles=2))
            assert counts == tuple(len(archive.listing(wanted)) for wanted in filters)


def test_how_a_story_is_told_is_in_its_summary() -> None:
    with filled() as archive:
        told = archive.summary("s1")
        for asked, holds in (
            ("differently", told.n_differ + told.n_denied > 0),
            ("changed", told.n_changed > 0),
            ("one origin", told.n_origins == 1 and told.n_publishers > 1),
        ):
            assert bool(archive.listing(StoryFilter(told=asked))) == holds


def test_who_takes_part_with_whom() -> None:
    with filled() as archive:
        told = record()
        sides = {"actors": (Participant("act1", None),), "recipients": (Participant("act2", None),)}
        event = Event("e", Span("a1", 2, 4), "killed", None, (), **sides, place=None, when=None, status="happened")
        read = annotations("a1")
        other = replace(read.actors[0], id="act2", name="clerk")
        mentions = (*read.mentions, replace(read.mentions[0], actor="act2"))
        read = replace(read, events=(event,), actors=(*read.actors, other), mentions=mentions)
        claims = tuple(replace(claim, kind="event", said_by=None) for claim in told.claims)
        archive.commit(Batch(annotations=(read,), stories=(STORY,), records=(replace(told, claims=claims),)))
        (point,) = [said.point for said in archive.statements_of_actor("act1", part="takes part")]
        cast = archive.participating([("s1", point), ("s1", "none")])
        assert cast == {
            ("s1", point): [Participating("act1", "mayor", "actor"), Participating("act2", "clerk", "recipient")]
        }
        assert [(one.name, one.n_events) for one in archive.companions("act1")] == [("clerk", 1)]
        assert archive.statements_of_actor("act1", part="says") == []
        assert archive.actor_names(["act2", "none"]) == {"act2": "clerk"}


def test_places_are_found_by_their_whole_name() -> None:
    with filled() as archive:
        assert [place.id for place in archive.places_named("ORRIN")] == ["7"]
        assert archive.places_named("Orr") == []


def test_what_was_left_out_comes_page_by_page() -> None:
    items = [Skipped(f"{n}.pdf", "not read") for n in range(5)]
    with kept(stories=()) as archive:
        archive.stage(items)
        found, number = [], 0
        while page := archive.skipped_after(number, limit=2):
            found += [item for _, item in page]
            number = page[-1][0]
        assert found == items == list(archive.skipped())

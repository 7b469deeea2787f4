"""Actors and places across articles: who is named where, and what they say and take part in."""

from dataclasses import replace

import pytest
from mills import FIRE, LATER, STORY, annotations, filled, record

from onrecord.archive import Batch, Role, StoryFilter
from onrecord.errors import UsageError
from onrecord.schema import Actor, Annotations, Event, Mention, Participant, Span


def test_an_actor_is_told_by_all_articles() -> None:
    with filled() as archive:
        other = Actor("act1", "mayor", "person", "SWE", None, "p1", ("chair",), ("the mayor of Orrin",))
        said = tuple(Mention(Span("a2", at, at + 4), "mayor", "role", "act1") for at in (0, 5))
        archive.commit(Batch(annotations=(Annotations("a2", said, (other,)),)))
        known = archive.actor("act1")
        assert known.actor == Actor(
            "act1", "mayor", "person", "SWE", "GOV", "p1", ("chair", "mayor"), ("she", "the mayor of Orrin")
        )
        assert (known.n_articles, known.n_stories) == (2, 1)
        assert known.roles == (
            Role("chair", LATER.published, LATER.published, 1), Role("mayor", FIRE.published, FIRE.published, 1)
        )  # fmt: skip
        with pytest.raises(UsageError, match="no such actor"):
            archive.actor("nobody")


def test_the_articles_of_an_actor_come_page_by_page() -> None:
    with filled() as archive:
        first = archive.articles_of_actor("act1", limit=1)
        assert [(a.article, a.headline, a.n_mentions, a.roles) for a in first] == [("a2", None, 1, ("mayor",))]
        second = archive.articles_of_actor("act1", limit=1, after=first[-1].after)
        assert [(a.article, a.headline, a.publisher) for a in second] == [("a1", "Mill fire", "Courier")]
        assert archive.articles_of_actor("act1", limit=1, after=second[-1].after) == []


def test_annotations_that_come_again_replace_what_was_read_before() -> None:
    with filled() as archive:
        archive.commit(Batch(annotations=(annotations("a1"), Annotations("a2"))))
        assert [a.article for a in archive.articles_of_actor("act1")] == ["a1"]
        assert archive.actor("act1").n_articles == 1
        assert [place.n_articles for place in archive.most_named_places()] == [1]
        assert len(archive.listing(StoryFilter(actor="act1"))) == 1
        archive.commit(Batch(annotations=(Annotations("a1"),)))
        assert archive.listing(StoryFilter(actor="act1")) == archive.listing(StoryFilter(place="7")) == []
        assert archive.listing()[0].actors == ()


def test_the_statements_of_an_actor() -> None:
    with filled() as archive:
        (said,) = archive.statements_of_actor("act1")
        assert (said.story, said.number, said.point, said.roles) == ("s1", 1, "p1", ("says",))
        assert said.span.article == "a1"
        assert FIRE.text[said.span.start : said.span.end] == said.sentence
        assert archive.statements_of_actor("act1", after=said.after) == []


def test_who_takes_part_in_an_event_is_found_with_the_statement() -> None:
    with filled() as archive:
        told = record()
        events = tuple(
            Event(
                f"e{n}",
                Span("a1", at, at + 2),
                kind,
                None,
                (),
                (Participant("act1", None),),
                (),
                None,
                None,
                "happened",
            )
            for n, (at, kind) in enumerate(((2, "killed"), (40, "killed"), (3, "ASSAULT")))
        )
        claims = tuple(replace(claim, kind="event", said_by=None) for claim in told.claims)
        read = replace(annotations("a1"), events=events)
        archive.commit(Batch(annotations=(read,), stories=(STORY,), records=(replace(told, claims=claims),)))
        assert [found.roles for found in archive.statements_of_actor("act1")] == [("actor",)]


def test_actors_are_found_by_how_a_name_begins() -> None:
    with filled() as archive:
        people = tuple(
            Actor(f"x{n}", name, "person") for n, name in enumerate(("Ana Duarte", "Rui Duarte", "Ann Lind"))
        )
        mentions = tuple(Mention(Span("a1", 0, 4), person.name, "person", person.id) for person in people)
        archive.commit(Batch(annotations=(Annotations("a1", mentions, people),)))
        assert [found.name for found in archive.actors_named("dua")] == ["Ana Duarte", "Rui Duarte"]
        assert [found.name for found in archive.actors_named("an")] == ["Ana Duarte", "Ann Lind"]
        assert [found.name for found in archive.actors_named("Duarte R")] == ["Rui Duarte"]
        for odd in ("", "*", '"', "🔥", "NOT", "a OR"):
            archive.actors_named(odd)


def test_the_places_of_some_articles() -> None:
    with filled() as archive:
        (place,) = archive.places_of(["a1", "a2"])
        assert (place.id, place.name, place.latitude, place.n_articles) == ("7", "Orrin", 1.5, 2)
        assert archive.places_of(["a0"]) == []

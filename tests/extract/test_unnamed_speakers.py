"""Speakers of whom no name is told stay as words: their statements are given to nobody else."""

import pytest

from onrecord.extract import annotate
from onrecord.schema import Article


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Ana Moe praised the hotel.", "A 34-year-old nurse"),
        ("Kofi Boateng met the press.", "The firm's lawyer"),
        ("Helen Marsh left the hall.", "The foreign minister"),
        ("Ole Roy left the hall.", "A neighbour of Ana Moe"),
        ("Chad blamed Norway.", "A woman who knows Ana Moe"),
    ],
)
def test_an_unnamed_speaker_is_no_actor(before: str, speaker: str) -> None:
    read = annotate(Article("a", f"{before} {speaker} said that the food was cold.", published="2150-01-01"))
    (quote,) = read.quotes
    assert quote.speaker not in {actor.id for actor in read.actors}
    assert quote.speaker == speaker.partition(" who")[0]


@pytest.mark.parametrize("speaker", ["A Norwegian", "Two Norwegians", "Some Democrats", "One Republican"])
def test_some_of_a_people_or_a_party_do_not_speak_for_it(speaker: str) -> None:
    read = annotate(Article("a", f"{speaker} said that the food was cold."))
    actors = {actor.id: actor for actor in read.actors}
    (quote,) = read.quotes
    found = actors.get(quote.speaker or "")
    assert found is None or (found.kind, found.party) == ("group", None)


def test_a_people_as_a_whole_is_its_country() -> None:
    read = annotate(Article("a", "The Norwegians said that the food was cold."))
    assert {actor.id: actor.name for actor in read.actors}[read.quotes[0].speaker or ""] == "Norway"

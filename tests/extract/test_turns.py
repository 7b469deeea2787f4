"""Who goes on speaking, on invented lines."""

import pytest

from onrecord import tokens
from onrecord.extract import actors, mentions, quotes
from onrecord.extract.readings import Reading
from onrecord.schema import Article


def read(text: str) -> Reading:
    reading = Reading(Article("a", text), tokens.parse(text))
    for find in (mentions.find, actors.resolve, quotes.find):
        find(reading)
    return reading


def spoken(text: str) -> list[tuple[str, str | None]]:
    """The words of each quotation in marks and the name of its speaker."""
    reading = read(text)
    names = {id_: actor.name for id_, actor in reading.actors.items()}
    told = [q for q in reading.quotes if q.kind == "direct"]
    return [(reading.text(q.content[0]), names.get(q.speaker or "", q.speaker)) for q in told]


TURNS = [
    (
        "Paul Renner",
        "The plan drew the anger of Justice Paul Renner, who said he was puzzled by the lawyer, Mark Hale.",
    ),
    (
        "Mark Hale",
        "The house debates the deal of Governor Carl Dunn. Senator Mark Hale said that he would vote against it.",
    ),
    ("Carl Dunn", "Governor Carl Dunn, whom Mark Hale calls a liar, left the hall."),
]


@pytest.mark.parametrize(("speaker", "before"), TURNS)
def test_who_spoke_last_goes_on_speaking(speaker: str, before: str) -> None:
    assert spoken(f'{before} "There is nothing good in that deal," he said.')[-1][1] == speaker


def test_a_subject_of_the_same_sentence_is_nearer() -> None:
    text = (
        'Carl Dunn said that it was late. Mark Hale, who had left at noon, defended what he called "a very good plan".'
    )
    reading = read(text)
    assert [reading.actors[q.speaker].name for q in reading.quotes if q.speaker][-1] == "Mark Hale"


def test_a_pronoun_of_the_other_gender_is_somebody_else() -> None:
    text = 'Governor Carl Dunn left. The reporter, Anna Bech, said that it was late. "I am done," he said.'
    assert spoken(text)[-1][1] != "Anna Bech"


def test_a_thing_is_not_its_town() -> None:
    reading = read("Two people died in Porto. The hospital in Porto said on Monday that two people died.")
    assert [q.speaker for q in reading.quotes] != [m.actor for m in reading.mentions if m.name == "Porto"][:1]

"""Whom pronouns stand for, inside quotation marks and out of them, on invented lines."""

import pytest

from onrecord import tokens
from onrecord.extract import actors, mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Article


def told(text: str, pronoun: str) -> list[str | None]:
    """The names of those for whom a pronoun stands, at each place where it stands."""
    reading = Reading(Article("a", text), tokens.parse(text))
    mentions.find(reading)
    actors.resolve(reading)
    return [reading.actors[m.actor].name if m.actor else None for m in reading.mentions if m.name == pronoun]


@pytest.mark.parametrize(
    ("text", "pronoun", "names"),
    [
        (
            "President Kofi Boateng vowed to act. Minister Lars Holm seemed unsure what to do, but he predicted rain.",
            "he",
            ["Lars Holm"],
        ),
        ("Togo denied it. Ghana said that 105 shells were fired and it believed that none had hit.", "it", ["Ghana"]),
    ],
)
def test_a_subject_of_its_own_may_be_the_subject_before_it(text: str, pronoun: str, names: list[str]) -> None:
    assert told(text, pronoun)[-1:] == names


def test_who_is_talked_about_in_marks_is_not_who_says_it() -> None:
    text = (
        "Senator Carl Dunn left the hall.\n"
        "“Mark Hale is a liar. Governor Hale never built the school,” he said. “Hale had ten years for it.”\n"
        "He called for a vote."
    )
    assert told(text, "he") == ["Carl Dunn"]
    assert told(text, "He") == ["Carl Dunn"]


def test_who_says_the_words_in_marks_is_nobody_else_in_them() -> None:
    text = "Senator Carl Dunn spent the hour on an attack on Mark Hale: “He built nothing. His school is a ruin.”"
    assert "Carl Dunn" not in told(text, "He") + told(text, "His")


def test_what_others_say_at_length_does_not_count_as_distance() -> None:
    said = " ".join(["It rained all night."] * 8)
    text = f"Mayor Ana Duarte opened the hall.\n“{said}\n“{said}”\nShe left at noon."
    assert told(text, "She") == ["Ana Duarte"]

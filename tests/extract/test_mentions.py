"""Mentions: which words are names, roles and pronouns."""

import pytest

from onrecord import tokens
from onrecord.extract import mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Article


def found(text: str, kind: str) -> list[str]:
    reading = Reading(Article("a", text), tokens.parse(text))
    mentions.find(reading)
    assert all(reading.text(m.span) == m.name for m in reading.mentions)
    return [m.name for m in reading.mentions if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mayor Ana Duarte's plan failed, Mr. Okoro said.", ["Ana Duarte", "Okoro"]),
        ("President Kofi Boateng and Ana Duarte met.", ["Kofi Boateng", "Ana Duarte"]),
        ("The Clean Water Act was signed by Helen Marsh.", ["Helen Marsh"]),
        ("They met Deputy Prime Minister Helen Marsh.", ["Helen Marsh"]),
    ],
)
def test_a_person_is_the_name_alone(text: str, people: list[str]) -> None:
    assert found(text, "person") == people


def test_a_surname_is_found_again_where_the_pipeline_missed_it() -> None:
    text = "Helen Marsh won the vote.\n\nMarsh, meanwhile, thanked the town. Later Marsh left."
    assert found(text, "person") == ["Helen Marsh", "Marsh", "Marsh"]


def test_a_country_inside_a_longer_name_is_no_mention() -> None:
    assert "Ghana" not in found("The Bank of Ghana raised its rate.", "place")
    assert found("Officials of the Bank of Ghana met in Kenya.", "place") == ["Kenya"]


def test_a_forum_and_the_end_of_an_office_are_no_bodies() -> None:
    names = found("Secretary of State Helen Marsh spoke at the “Green Shores” forum in Oslo.", "organisation")
    assert names == []


def test_joined_countries_are_two() -> None:
    assert found("The Kenya-Uganda talks went on.", "place") == ["Kenya", "Uganda"]


def test_a_title_is_no_role_of_its_own_and_a_lone_role_is() -> None:
    assert found("Norwegian Prime Minister Helen Marsh spoke.", "role") == []
    assert found("The Norwegian prime minister spoke.", "role") == ["The Norwegian prime minister"]
    assert found("Later the two leaders and the two sides spoke.", "role") == ["the two leaders", "the two sides"]


def test_pronouns_and_what_only_looks_like_one() -> None:
    assert found("She told the WHO that the US gave it to him.", "pronoun") == ["She", "it", "him"]
    assert found("Who knows?", "nationality") == []


def test_empty_and_odd_texts_have_no_mentions() -> None:
    for text in ("", "\n\n", "1234 5678", "“”", "…"):
        reading = Reading(Article("a", text), tokens.parse(text))
        mentions.find(reading)
        assert reading.mentions == []

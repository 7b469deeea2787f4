"""Leaders by their surnames, counterparts, and names that stand for more than one land or for none."""

import pytest

from onrecord.extract import annotate
from onrecord.schema import Article


def named(text: str, words: str, published: str = "2023-05-15") -> str | None:
    """The name of the actor for whom the last mention of these words stands."""
    read = annotate(Article("a", text, published=published))
    actors = {actor.id: actor.name for actor in read.actors}
    found = [m.actor for m in read.mentions if m.name == words]
    return actors.get(found[-1] or "") if found else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("South Korea's President Yoon arrived in Oslo.", "Yoon", "Yoon Suk Yeol"),
        ("President Xi met the king in Oslo.", "Xi", "Xi Jinping"),
        ("President Lopez Obrador said that it rained.", "Lopez Obrador", "Andres Manuel Lopez Obrador"),
        ("President López Obrador said that it rained.", "López Obrador", "Andres Manuel Lopez Obrador"),
        ("Andrés Manuel López Obrador sang.", "Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador"),
    ],
)
def test_a_surname_is_not_always_the_last_word(text: str, words: str, name: str) -> None:
    assert named(text, words) == name


@pytest.mark.parametrize("name", ["Jinping", "Yeol", "Obrador"])
def test_the_last_word_of_such_a_name_is_no_surname(name: str) -> None:
    assert named(f"President {name} said that it rained.", name) in {name, None}


def test_who_is_in_office_stays_in_office() -> None:
    assert named("The Russian president spoke on Monday.", "The Russian president", "2041-03-01") == "Vladimir Putin"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Norwegian Foreign Minister Ole Roy met his Chadian counterpart Ana Moe. The Chadian minister smiled.",
            "The Chadian minister",
            "Ana Moe",
        ),
        (
            "President Ole Roy called his Ghanaian counterpart, Kofi Boateng. The Ghanaian president agreed.",
            "The Ghanaian president",
            "Kofi Boateng",
        ),
        (
            "Norwegian Defence Minister Ole Roy met his Chadian counterpart Ana Moe. The Chadian president smiled.",
            "The Chadian president",
            "Chadian president",
        ),
    ],
)
def test_a_counterpart_has_the_office_of_the_other(text: str, words: str, name: str) -> None:
    assert named(text, words, "2150-01-01") == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Norway sued Chad over the ferry. The former wants the money back.", "The former", "Norway"),
        ("Helen Marsh praised Kofi Boateng. The former is a lawyer.", "The former", "Helen Marsh"),
        ("Norway sold Chad a ferry. The latter has not paid.", "The latter", "Chad"),
    ],
)
def test_the_former_and_the_latter(text: str, words: str, name: str) -> None:
    assert named(text, words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Georgia signed the pact in Tbilisi.", "Georgia", "Georgia"),
        ("Georgia and Chad opened an embassy.", "Georgia", "Georgia"),
        ("Georgia opened a bridge in Savannah.", "Georgia", None),
        ("Georgia and Alabama sued the company.", "Georgia", None),
        ("Norway blamed the West for the shortage.", "West", "the West"),
        ("Norway urged the Global South to vote.", "Global South", "the Global South"),
        ("Snow fell in the West on Monday.", "West", None),
    ],
)
def test_names_of_more_than_one_land(text: str, words: str, name: str | None) -> None:
    assert named(text, words) == name

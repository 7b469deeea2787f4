"""Places: which town, region or country a name is."""

import pytest

from onrecord import tokens
from onrecord.extract import actors, mentions, places, toponyms
from onrecord.extract.readings import Reading
from onrecord.schema import Article, Place


def found(text: str) -> list[Place]:
    reading = Reading(Article("a", text), tokens.parse(text))
    mentions.find(reading)
    actors.resolve(reading)
    places.find(reading)
    assert all(reading.text(p.span).casefold() == p.name.casefold() for p in reading.places)
    return reading.places


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("They met in Moscow on Monday.", "Moscow", "RUS"),
        ("They met in Moscow, Idaho, on Monday.", "Moscow", "USA"),
        ("Alabama police came. The fire in Birmingham is out.", "Birmingham", "USA"),
        ("British police came. The fire in Birmingham is out.", "Birmingham", "GBR"),
        ("Troops went to Kiev.", "Kiev", "UKR"),
    ],
)
def test_a_town_is_chosen_by_what_the_article_names(text: str, name: str, country: str) -> None:
    place = next(p for p in found(text) if p.name == name)
    assert (place.country, place.precision) == (country, "city")
    assert place.geonameid is not None
    assert place.latitude is not None


def test_who_acts_is_no_place() -> None:
    assert [p.name for p in found("Norway and Togo signed. They met in Kenya.")] == ["Kenya"]


def test_countries_have_no_point_and_regions_have_one() -> None:
    kenya, crimea = found("They met in Kenya and later in Crimea.")
    assert (kenya.precision, kenya.latitude, kenya.country) == ("country", None, "KEN")
    assert (crimea.precision, crimea.country) == ("region", "UKR")


def test_a_person_is_no_place() -> None:
    assert found("Robert London spoke. London then left.") == []


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Suits were filed in California, Maine and Ohio.", "California", ("USA", "region")),
        ("A fire broke out in Mukilteo, Washington, on Monday.", "Washington", ("USA", "region")),
        ("The rally in Texas, New York and Ohio is off.", "New York", ("USA", "region")),
        ("He lives in Logan, West Virginia, with two dogs.", "Logan", ("USA", "spot")),
        ("BRAGA, Portugal (AP) — Two ferries sank on Monday.", "Braga", ("PRT", "city")),
        ("They met in Venice on Monday. Americans came too.", "Venice", ("ITA", "city")),
        ("Shops closed in downtown Chicago on Monday.", "Chicago", ("USA", "city")),
    ],
)
def test_what_stands_beside_a_name_says_which_place_it_is(text: str, name: str, expected: tuple[str, str]) -> None:
    place = next(p for p in found(text) if p.name == name)
    assert (place.country, place.precision) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Ohio governor objected.",
        "Sen. Helen Marsh, D-N.Y., objected.",
        "U.S. President Helen Marsh objected to the ban.",
        "She sang at the Togo versus Kenya match.",
        'The list of "Oslo\'s Kindest Bakers" is long.',
    ],
)
def test_whose_something_is_and_who_plays_is_no_place(text: str) -> None:
    assert found(text) == []


def test_a_state_has_a_point() -> None:
    (ohio,) = found("A dam broke in Ohio.")
    assert (ohio.latitude, ohio.longitude) == (40.3, -82.8)


def test_the_gazetteer_is_read_whole() -> None:
    assert toponyms.towns("Oslo")[0].country == "NOR"
    assert toponyms.towns("Reykjavík")[0].country == "ISL"
    assert toponyms.towns("No Such Town") == ()

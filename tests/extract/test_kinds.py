"""Kinds of names, by all that an article does with them; names that the pipeline missed; who "I" is."""

import pytest

from onrecord import extract
from onrecord.schema import Annotations, Article


def read(text: str, published: str | None = "2019-05-02") -> Annotations:
    return extract.annotate(Article("a", text, published=published))


def found(text: str, kind: str) -> list[str]:
    return [m.name for m in read(text).mentions if m.kind == kind]


def actors(text: str, published: str | None = "2019-05-02") -> set[str]:
    return {actor.name for actor in read(text, published).actors}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The trade has NEVER been worse, Helen Marsh said.", "NEVER"),
        ("They shouted: Stop Brexit now. Brexit is dear, said Helen Marsh.", "Brexit"),
        ("Shops close over Easter weekend in Bergen.", "Easter weekend"),
        ("Sen. Helen Marsh, D-Calif., left. Rep. Ole Moe (R-La.) stayed.", "D-Calif."),
    ],
)
def test_plain_words_and_things_are_no_names(text: str, gone: str) -> None:
    assert gone not in {m.name for m in read(text).mentions}


def test_a_country_that_plays_is_a_team_and_no_government() -> None:
    text = (
        "Kenya beat Togo in the cup. The coach praised the striker and the goalkeeper. "
        "The tournament goes on in Kenya. Togo lost the match; its captain scored no goal."
    )
    names = {actor.name: actor for actor in read(text).actors}
    assert {"Kenya team", "Togo team"} <= names.keys()
    assert names["Kenya team"].party is None
    assert [place.name for place in read(text).places] == ["Kenya"]
    assert actors("Kenya beat Togo to the contract.") == {"Kenya", "Togo"}


def test_who_is_called_by_the_last_word_is_a_person() -> None:
    text = "Bernfrid Tveitnes won. The town thanked Tveitnes, and it was Tveitnes who wept."
    assert "Bernfrid Tveitnes" in found(text, "person")


def test_towns_of_a_list_and_before_a_state_are_places() -> None:
    assert {"Orange", "Riverside"} <= set(
        found("They have shops in Los Angeles, Orange, Riverside and Fresno.", "place")
    )
    assert {"Houston", "TX"} <= set(found("The clinic is in Houston, TX, and is small.", "place"))


def test_a_town_told_once_with_its_state_is_there_everywhere() -> None:
    places = read("A fire broke out near Moscow, Idaho. In Moscow nobody was hurt.").places
    assert {p.country for p in places if p.name == "Moscow"} == {"USA"}


def test_seas_and_islands_are_no_towns() -> None:
    places = read("The rocket fell into the Pacific. Ministers met in Bali.").places
    assert [(p.name, p.precision, p.country) for p in places] == [
        ("Pacific", "region", None),
        ("Bali", "region", "IDN"),
    ]


def test_the_north_is_a_government_where_the_koreas_are_named() -> None:
    text = (
        "The North fired a rocket on Sunday. Pyongyang said that it was a test. North Korea's foreign ministry agreed."
    )
    governments = {a.party or a.id for a in read(text).actors}
    assert len(governments) == 1
    assert "North Korea" not in actors("The North won the cup, said Helen Marsh.")


def test_a_leader_is_meant_by_the_surname_alone() -> None:
    text = (
        "Donald Trump and his wife Melania Trump came. Trump spoke. First lady Melania Trump smiled. Then Trump left."
    )
    result = read(text)
    names = {a.id: a.name for a in result.actors}
    assert {names[m.actor or ""] for m in result.mentions if m.name == "Trump"} == {"Donald Trump"}


def test_a_street_number_counts_no_people_and_a_language_acts_not() -> None:
    assert "Downing Street" in actors("10 Downing Street said that nobody would resign.")
    assert "United Kingdom" not in actors("A key language of the region is English, said Helen Marsh.")


def test_a_part_of_a_listed_body_has_its_country_and_sector() -> None:
    (body,) = [a for a in read("The Senate Fisheries Committee met.").actors if "Committee" in a.name]
    assert (body.country, body.sector) == ("USA", "LEG")


def test_a_member_of_congress_has_a_country() -> None:
    (person,) = [a for a in read("Sen. Helen Marsh, D-N.Y., objected.").actors if a.kind == "person"]
    assert (person.country, person.sector) == ("USA", "LEG")


def test_i_in_a_quotation_is_who_says_it() -> None:
    result = read("“I gave my word,” said Helen Marsh. The mayor smiled.")
    names = {a.id: a.name for a in result.actors}
    assert {names.get(m.actor or "") for m in result.mentions if m.name in {"I", "my"}} == {"Helen Marsh"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Fjord News's Brooke Lindqvist asked.", "Brooke Lindqvist", "person"),
        ("Photo: AP Photo, taken by Helen Marsh in Bergen.", "AP", "organisation"),
        (
            "The Norwegian Department of Fish and Lakes agreed.",
            "Norwegian Department of Fish and Lakes",
            "organisation",
        ),
        ("The Duchess of Arendal opened the fair.", "Duchess of Arendal", "person"),
    ],
)
def test_names_are_cut_and_found(text: str, name: str, kind: str) -> None:
    assert name in found(text, kind)

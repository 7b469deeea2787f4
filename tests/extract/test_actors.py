"""Actors: whom mentions stand for, with country, sector and party."""

import os
import subprocess
import sys

import pytest

from onrecord import extract, tokens
from onrecord.extract import actors, gazetteers, mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Actor, Article

NORWAY = gazetteers.country_id("NOR")


def read(text: str, published: str | None = "2024-05-08") -> Reading:
    reading = Reading(Article("a", text, published=published), tokens.parse(text))
    mentions.find(reading)
    actors.resolve(reading)
    return reading


def actor(reading: Reading, words: str) -> Actor | None:
    """The actor of the last mention with these words."""
    ids = [m.actor for m in reading.mentions if m.name == words]
    assert ids, f"no mention {words!r} in {[m.name for m in reading.mentions]}"
    return reading.actors[ids[-1]] if ids[-1] else None


def name(reading: Reading, words: str) -> str | None:
    found = actor(reading, words)
    return found.name if found else None


def names(reading: Reading, words: str) -> set[str]:
    return {reading.actors[m.actor].name for m in reading.mentions if m.name == words and m.actor}


def test_one_person_under_three_names_with_role_country_and_party() -> None:
    reading = read("Norwegian President Helen Marsh spoke. Mrs. Marsh left. Marsh slept.")
    assert {m.actor for m in reading.mentions if m.kind == "person"} == {actor(reading, "Marsh").id}  # type: ignore[union-attr]
    marsh = actor(reading, "Marsh")
    assert marsh is not None
    assert (marsh.name, marsh.country, marsh.sector, marsh.party) == ("Helen Marsh", "NOR", "GOV", NORWAY)
    assert "Norwegian President" in marsh.roles
    assert NORWAY in reading.actors


def test_two_with_one_surname_are_told_apart_by_title() -> None:
    reading = read("Helen Marsh and Robert Marsh came. Mr. Marsh spoke first.")
    assert name(reading, "Marsh") == "Robert Marsh"


def test_a_ministry_is_of_the_party_of_its_country_and_an_expert_of_none() -> None:
    reading = read(
        "The Norwegian Foreign Ministry denied it. Norway agreed. "
        "Kofi Boateng, a professor at Fjord University, said so."
    )
    ministry, expert = actor(reading, "Norwegian Foreign Ministry"), actor(reading, "Kofi Boateng")
    assert ministry is not None
    assert expert is not None
    assert (ministry.kind, ministry.country, ministry.sector, ministry.party) == ("organisation", "NOR", "GOV", NORWAY)
    assert actor(reading, "Norway").id == NORWAY  # type: ignore[union-attr]
    assert expert.party is None


def test_a_former_minister_does_not_speak_for_the_government() -> None:
    former = actor(read("Former Norwegian Prime Minister Helen Marsh agreed."), "Helen Marsh")
    assert former is not None
    assert (former.country, former.party) == ("NOR", None)


def test_the_town_of_the_dateline_is_no_person_below() -> None:
    reading = read("PORTO, May 8 - Two ferries sank off Porto on Monday. The ferries left Porto on Monday.")
    assert {m.kind for m in reading.mentions if m.name.casefold() == "porto"} == {"place"}


def test_a_paper_and_a_team_called_by_a_first_name_are_no_persons() -> None:
    reading = read("Charlotte was quiet. He read the Charlotte Observer. The Charlotte Panthers won on Monday.")
    people = [m.name for m in reading.mentions if m.kind == "person"]
    assert not [name for name in people if name.endswith(("Observer", "Panthers"))]


def test_the_police_of_a_state_are_of_its_country() -> None:
    found = actor(read("Virginia police closed the road."), "Virginia police")
    assert found
    assert found.country == "USA"


def test_ids_are_the_same_in_two_articles() -> None:
    first, second = read("Norwegian officials met Helen Marsh."), read("Helen Marsh told Norwegian officials so.")
    assert first.actors.keys() == second.actors.keys()


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Helen Marsh met Kofi Boateng. She thanked him.", "him", "Kofi Boateng"),
        ("Helen Marsh met Kofi Boateng. She thanked him.", "She", "Helen Marsh"),
        ("In her speech, Helen Marsh thanked nobody.", "her", "Helen Marsh"),
        ("Ghana asked Togo to open its border.", "its", "Togo"),
        ("Norway condemned Ghana for its raids.", "its", "Ghana"),
        ("Robert Marsh met Kofi Boateng, who praised the plan.", "who", "Kofi Boateng"),
        ("It rained all day in Norway.", "It", None),
        ("Norway signed. The country will pay next year.", "The country", "Norway"),
        ("Helen Marsh spoke with Kofi Boateng. The latter agreed.", "The latter", "Kofi Boateng"),
    ],
)
def test_pronouns(text: str, words: str, wanted: str | None) -> None:
    assert name(read(text), words) == wanted


def test_the_two_leaders_are_two_mentions_with_one_span() -> None:
    text = "Norwegian President Helen Marsh met Togolese President Kofi Boateng. The two leaders talked."
    reading = read(text)
    assert names(reading, "The two leaders") == {"Helen Marsh", "Kofi Boateng"}
    start = text.index("The two leaders")
    assert len(reading.actors_of(start, start + len("The two leaders"))) == 2


def test_the_first_person_is_left_to_whoever_knows_the_speaker() -> None:
    reading = read("“I will go,” Helen Marsh said.")
    assert [(m.kind, m.actor) for m in reading.mentions if m.name == "I"] == [("pronoun", None)]


def test_a_capital_acts_or_is_a_place() -> None:
    reading = read("Oslo announced a ban. Talks were held in Oslo.")
    assert [bool(m.actor) for m in reading.mentions if m.name == "Oslo"] == [True, False]


def test_offices_and_groups_of_a_country() -> None:
    reading = read("Norwegian officials left. The Ghanaian and Togolese envoys stayed. A Hamas fighter fled.")
    officials = actor(reading, "Norwegian officials")
    assert officials is not None
    assert (officials.kind, officials.country, officials.sector, officials.party) == ("group", "NOR", "GOV", NORWAY)
    envoys = [m for m in reading.mentions if m.name.endswith("envoys")]
    assert {reading.actors[m.actor or ""].country for m in envoys} == {"GHA", "TGO"}


def test_the_leader_of_the_year_stands_for_the_office() -> None:
    text = "The French president spoke on Monday."
    assert name(read(text, "2014-03-01"), "The French president") == "Francois Hollande"
    assert name(read(text, "2019-03-01"), "The French president") == "Emmanuel Macron"
    assert name(read(text, None), "The French president") == "French president"


def test_short_forms_of_a_body_are_the_body() -> None:
    reading = read("The Fjord Aid Association paid for it. On Monday the FAA left the country, an FAA report said.")
    assert name(reading, "FAA") == "Fjord Aid Association"


def test_every_actor_of_a_mention_and_every_party_is_listed() -> None:
    reading = read("UN Security Council members met the Kremlin and Norwegian officials; Hamas fighters fled.")
    assert {m.actor for m in reading.mentions if m.actor} <= reading.actors.keys()
    assert {a.party for a in reading.actors.values() if a.party} <= reading.actors.keys()


PROGRAM = """
from onrecord import tokens
from onrecord.extract import actors, mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Article
text = "Helen Marsh met Kofi Boateng in Oslo. The two agreed with Norwegian and UN officials; they left it."
reading = Reading(Article("a", text), tokens.parse(text))
mentions.find(reading)
actors.resolve(reading)
print(reading.mentions, reading.actors)
"""


def test_the_result_does_not_hang_on_the_hash_seed() -> None:
    def printed(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True
        ).stdout.decode()

    assert printed("1") == printed("2")


def party(reading: Reading, words: str) -> str | None:
    found = actor(reading, words)
    return reading.actors[found.party].name if found and found.party else None


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Police came late, police spokesman Jan Mertens said.", "Jan Mertens", "police"),
        ("Leeds police captain Ann Moore said that it was over.", "Ann Moore", "Leeds police"),
        ("Firefighters left at nine, fire chief Ana Lopes said.", "Ana Lopes", "the fire brigade"),
        ("The dockers' union met. Union secretary Piet Vos spoke.", "Piet Vos", "dockers' union"),
        ("Hospital director Marta Sole was sorry.", "Marta Sole", "the hospital"),
        ("Ida Holm, a spokeswoman for the coast guard, said so.", "Ida Holm", "the coast guard"),
        ("Juma Kariuki, a spokesman for the Kenyan government, agreed.", "Juma Kariuki", "Kenya"),
        ('"We shall appeal," said Lars Berg, who speaks for the union.', "Lars Berg", "the union"),
        ("Army spokesman Omar Diallo said nothing.", "Omar Diallo", "the army"),
        ("The mayor's office was shut. Mayor Olga Petrova agreed.", "Olga Petrova", "the mayor's office"),
        ("Mayor Olga Petrova and Mayor Ana Lopes met.", "Ana Lopes", None),
        ("A company driver, Bob Hale, was hurt.", "Bob Hale", None),
        ("Former police chief Bob Hale was hurt.", "Bob Hale", None),
    ],
)
def test_who_speaks_for_a_body(text: str, words: str, wanted: str | None) -> None:
    assert party(read(text), words) == wanted


def test_a_bare_body_has_one_id_in_all_articles_and_is_an_alias_of_the_longer_one() -> None:
    one, other = read("Police said that two men fled."), read("The road is shut, according to police.")
    assert actor(one, "Police").id == actor(other, "police").id  # type: ignore[union-attr]
    both = read("Police said that two men fled. Leeds police found them.")
    assert name(both, "Police") == "Leeds police"
    assert actor(both, "Police").aliases == ("police",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two firefighters were hurt.", "Two firefighters"),
        ("A company was fined.", "A company"),
        ("Several officials resigned.", "Several officials"),
    ],
)
def test_some_of_a_body_are_not_the_body(text: str, words: str) -> None:
    assert name(read(text), words) is None


def test_the_company_is_the_one_that_is_named_before() -> None:
    reading = read("Norfolk Timber Inc. will close its mill, the company said.")
    assert name(reading, "the company") == "Norfolk Timber Inc."


def test_the_field_of_a_minister_is_no_body() -> None:
    reading = read(
        "Kenyan Defense Minister Ann Were met US Secretary of State Mary Hill. Labour Minister Per Dahl left."
    )
    assert {m.name for m in reading.mentions if m.kind == "organisation"} == set()
    assert (party(reading, "Ann Were"), party(reading, "Mary Hill"), party(reading, "Per Dahl")) == (
        "Kenya",
        "United States",
        None,
    )


def test_a_minister_without_a_country_is_of_the_one_that_the_article_is_about() -> None:
    def of(text: str) -> str | None:
        reading = Reading(Article("a", text, dateline="OSLO"), tokens.parse(text))
        mentions.find(reading)
        actors.resolve(reading)
        return party(reading, "Per Dahl")

    assert of("The fire is out. Labour Minister Per Dahl thanked Norway.") == "Norway"
    assert of("Norway accused Sweden. Labour Minister Per Dahl denied it.") is None


def test_a_shared_name_is_a_capital_where_its_country_is_named() -> None:
    assert name(read("Santiago said that Chile had lost patience."), "Santiago") == "Chile"
    assert name(read("Santiago said that it rained in Galicia."), "Santiago") != "Chile"


def test_a_trade_before_a_name_is_a_role() -> None:
    reading = read("Goalkeeper Jon Palsson ends his career.")
    palsson = actor(reading, "Jon Palsson")
    assert palsson is not None
    assert (palsson.id, palsson.roles) == (actor(read("Jon Palsson left."), "Jon Palsson").id, ("Goalkeeper",))  # type: ignore[union-attr]
    assert name(read("Baker Mayfield left on Monday."), "Baker Mayfield") == "Baker Mayfield"


def test_the_goalkeeper_is_the_only_person_told_of() -> None:
    told = 'Jon Palsson wept. Palsson had won. "It is over," the goalkeeper said.'
    assert name(read(told), "the goalkeeper") == "Jon Palsson"
    assert name(read("A goalkeeper fell. " + told), "the goalkeeper") is None


@pytest.mark.parametrize("words", ["Western leaders", "Residents", "Local authorities", "The international community"])
def test_groups_have_a_name_no_country_and_no_party(words: str) -> None:
    group = actor(read(f"{words} protested on Monday."), words)
    assert group is not None
    assert (group.kind, group.country, group.party) == ("group", None, None)


def test_the_noun_before_a_name_is_an_alias() -> None:
    reading = read("The gas agency Fluxar said that it would pay.")
    assert "gas agency" in actor(reading, "Fluxar").aliases  # type: ignore[union-attr]


def test_a_member_of_congress_and_an_adviser_have_the_country_of_the_article() -> None:
    text = (
        "The U.S. Senate met on Monday. Rep. Helen Marsh of Ohio objected to the United States leaving. "
        "Okoro's firm sued. The Texas attorney general, Ole Moe, agreed."
    )
    result = extract.annotate(Article("a", text, published="2019-05-02"))
    countries = {actor.name: (actor.country, actor.party) for actor in result.actors}
    assert countries["Helen Marsh"][0] == "USA"
    assert countries["Ole Moe"][1] is None


def test_a_heading_is_cut_to_a_name_of_the_article() -> None:
    text = "Helen Marsh Slams Rivals Over Harbour Plan\nHelen Marsh spoke in Bergen. The mayor, Helen Marsh, left."
    result = extract.annotate(Article("a", text, published="2019-05-02"))
    assert {m.name for m in result.mentions if m.kind == "person"} == {"Helen Marsh"}

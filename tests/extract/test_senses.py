import pytest

from onrecord import tokens, wordlists
from onrecord.extract.senses import classes_of, is_somebody, sense_of

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
MODES = { "",
    "visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access",
    "resign", "disapprove", "investigate", "allege", "restrict", "arrest", "relations", "expel", "territory",
    "violence", "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize", "convict", "discontinue",
    "troops", "weapons", "police", "militia", "seize", "censor", "curfew", "martial-law", "deport", "withhold",
    "misinformation", "cyber", "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive",
    "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
    "unconventional",
}  # fmt: skip


def word(text, wanted):
    return next(token for token in tokens.parse(text) if token.text == wanted)


def sense(text, wanted):
    found = sense_of(word(text, wanted))
    return found and (found.type, found.mode)


@pytest.mark.parametrize(("name", "cells"), [("event_verbs", 4), ("event_nouns", 5)])
def test_the_lists_have_plover_types_and_modes_and_no_row_twice(name, cells):
    rows = wordlists.rows(name)
    assert len(set(rows)) == len(rows)
    assert {len(row) for row in rows} == {cells}
    assert {row[1] for row in rows} <= TYPES
    assert {row[2] for row in rows} <= MODES


def test_every_class_that_a_need_names_is_listed():
    listed = {row[0] for name in ("event_objects", "event_agents") for row in wordlists.rows(name)} | {"LAND", "NAME"}
    needs = [need for name in ("event_verbs", "event_nouns") for row in wordlists.rows(name) for need in row[3].split()]
    assert {need.partition("@")[2] for need in needs if "@" in need} <= listed


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("A general strike closed the schools.", "strike", ("PROTEST", "strike")),
        ("An air strike closed the port.", "strike", ("ASSAULT", "aerial")),
        ("The minister attacked Senator Ann Lee.", "attacked", ("ACCUSE", "disapprove")),
        ("The senator launched an attack on the minister.", "attack", ("ACCUSE", "disapprove")),
        ("The rebels launched an attack on the town.", "attack", ("ASSAULT", None)),
        ("The rebels attacked the village.", "attacked", ("ASSAULT", None)),
        ("The army fired a rocket at the village.", "fired", ("ASSAULT", "heavy-weapons")),
        ("The president fired the police chief.", "fired", ("SANCTION", "expel")),
        ("The court convicted the banker.", "convicted", ("SANCTION", "convict")),
        ("Norway penalised Chad.", "penalised", ("SANCTION", None)),
        ("Norway seized the trawler.", "seized", ("COERCE", "seize")),
        ("Norway seized the trawler Aurora.", "seized", ("COERCE", "seize")),
        ("The rebels seized the town.", "seized", ("ASSAULT", None)),
        ("The banker was found guilty of fraud.", "found", ("SANCTION", "convict")),
        ("The banker was found at home.", "found", None),
        ("Norway withdrew from the treaty.", "withdrew", ("SANCTION", "withdraw")),
        ("The government shut down the newspaper.", "shut", ("COERCE", "censor")),
        ("Norway closed its airspace.", "closed", ("COERCE", "restrict")),
        ("Norway downed a jet.", "downed", ("ASSAULT", None)),
        ("Norway shared evidence with Chad.", "shared", ("COOPERATE", None)),
        ("The minister bowed to the demands of the farmers.", "bowed", ("CONCEDE", None)),
        ("The army carried out strikes on Friday against the rebels.", "strikes", ("ASSAULT", "aerial")),
        ("Thousands took to the streets.", "took", ("PROTEST", "demo")),
        ("A suicide bomber blew himself up.", "blew", ("ASSAULT", "suicide-attack")),
        ("Police used tear gas against the crowd.", "used", ("ASSAULT", "crowd-control")),
        ("Norway provided Chad with tents.", "provided", ("AID", None)),
        ("The coast guard boarded the ship.", "boarded", ("COERCE", "seize")),
        ("The passengers boarded the train.", "boarded", None),
        ("The company met expectations.", "met", None),
        ("The blaze killed two men.", "killed", None),
    ],
)
def test_the_clause_decides_between_the_senses_of_a_word(text, wanted, expected):
    assert sense(text, wanted) == expected


def test_the_senses_of_british_spellings_are_those_of_the_american():
    assert sense("Norway criticised Chad.", "criticised") == sense("Norway criticized Chad.", "criticized")


def test_somebody_is_a_person_a_body_a_country_or_a_crowd():
    text = "Four of the men, the ministry and thousands of farmers want a treaty."
    heads = {name: is_somebody(word(text, name)) for name in ("Four", "ministry", "thousands", "treaty")}
    assert heads == {"Four": True, "ministry": True, "thousands": True, "treaty": False}


def test_a_country_acts_as_an_army_and_can_be_visited():
    assert {"LAND", "MILITARY"} <= classes_of(word("She visited Norway.", "Norway"))

"""Cues and their word lists."""

import pytest

from onrecord import tokens, wordlists
from onrecord.extract import cues

KINDS = {"speech", "belief", "demand", "denial", "act"}
FRAMES = {"marks", "clause", "infinitive", "object", "matter", "naming"}
PREPOSITIONS = {"about", "against", "at", "for", "of", "on", "to", "with"}


def words(text: str) -> list[str]:
    return [text[cue.start : cue.end] for cue in cues.find(tokens.parse(text)) if "bare" not in cue.frames]


@pytest.mark.parametrize("name", ["cues", "cue_nouns"])
def test_lists_have_known_kinds_and_frames(name: str) -> None:
    rows = wordlists.rows(name)
    assert len({row[0] for row in rows}) == len(rows)
    for _, kind, frames in rows:
        assert kind in KINDS
        assert set(frames.split(",")) <= FRAMES | PREPOSITIONS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor called for calm and pointed out that it rained.", ["called for", "pointed out"]),
        ("The mayor did not expect the attack.", ["not expect"]),
        ("The mayor didn't expect the attack.", ["didn't expect"]),
        ("She went on to say that it rained.", ["say"]),
    ],
)
def test_a_cue_has_its_negation_and_its_particle(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She wants to say that it rained.",
        "She would say that it rained.",
        "Unless she says that it rained, we go.",
        "You say that it rained.",
        "She left without saying that it rained.",
        "The so-called experts left.",
        "She did not say whether it rained.",
        "The mayor did not condemn the attack.",
        "The mayor has never thanked the crew for its work.",
        "A clerk asked not to be named.",
    ],
)
def test_what_is_not_said_has_no_cue(text: str) -> None:
    assert words(text) == []

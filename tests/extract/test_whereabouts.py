"""The place of a figure: where its noun or its verb has one in the parse, and nowhere else in the sentence."""

import pytest

from onrecord.extract import annotate
from onrecord.schema import Article


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At least 40 people were killed in Basra on Monday.", "Basra"),
        ("In Basra, 12 people died and nine were hurt.", "Basra"),
        ("Soldiers who crossed from Chad into Sudan killed 22 farmers in Geneina.", "Geneina"),
        ("12 people died on Lesbos.", "Lesbos"),
        ("The storm killed 12 people on the coast of Norway.", "Norway"),
        ("A fire at a hotel in Porto killed 12 people.", "Porto"),
        ("The death toll in Basra rose to 12.", "Basra"),
        ("Italy has had 12 deaths.", "Italy"),
        ("Italy's 12 deaths shocked its neighbours.", "Italy"),
        ("12 Basra residents were hurt.", "Basra"),
        ("Officials in Oslo said 52 people were wounded in Basra.", "Basra"),
    ],
)
def test_the_place_hangs_on_the_figure(text: str, place: str) -> None:
    assert annotate(Article("a", text)).figures[0].place == place


@pytest.mark.parametrize(
    "text",
    [
        "Rebels crossed the border between Chad and Sudan to kill more than 900 people.",
        "Trucks from Oslo carried 300 survivors to Bergen.",
        "Police in Oslo said that 12 people had died.",
        "Prosecutors in Bergen charged 12 people.",
        "The council passed 12 sanctions on Norway.",
        "Norway sent 12 doctors, and a week later Sudan thanked it.",
    ],
)
def test_a_place_elsewhere_in_the_sentence_is_not_that_of_the_figure(text: str) -> None:
    assert [figure.place for figure in annotate(Article("a", text)).figures if figure.measure != "duration"] == [None]

"""Who is told to have said it, on invented lines."""

import pytest

from onrecord.extract import annotate
from onrecord.schema import Article


def speakers(text: str) -> list[str | None]:
    """The names of those who speak, in the order of the quotations."""
    read = annotate(Article("a", text))
    names = {actor.id: actor.name for actor in read.actors}
    return [names.get(q.speaker, q.speaker) if q.speaker else None for q in read.quotes]


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Jon Turner", "Jon Turner, a professor at Harbour University, who defended the deal, said that it was late."),
        ("nervous sailors on Harbour Hill", "It may please nervous sailors on Harbour Hill, who argue that it helps."),
        ("the Ohio Republican", "Carl Dunn left. “We have lost the roof of the hall,” the Ohio Republican conceded."),
        ("the Norwegian", "Ole Moe left for Norway. “We have lost the roof of the hall,” the Norwegian said."),
        ("Thursday's filing", "According to Thursday's filing, the mayor knew of the leak."),
        ("the parents of one of his friends", "The parents of one of his friends, Jo Lund, claimed that she was ill."),
        ("Dan Hoff", "Former Chief of Station Dan Hoff said on Sunday that the mayor must act."),
    ],
)
def test_the_speaker_is_neither_a_house_nor_a_people_nor_a_day(speaker: str, text: str) -> None:
    found = speakers(text)
    assert speaker.casefold() in [name.casefold() for name in found if name], found


def test_aides_of_somebody_are_not_that_person() -> None:
    assert "Ana Duarte" not in speakers("Aides of Governor Ana Duarte said that the hall was full.")


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Mel Kawa", "“We gather to say that it is over,” said Rev. Mel Kawa of the Harbour Methodist Church."),
        ("John Renner", "“We gather to say that it is over,” said Secretary of State John Renner."),
        ("Ana Bech", "Ole Moe fell. “It was late,” said Ana Bech, a nurse who saw him. “It was cold,” she said."),
    ],
)
def test_who_is_of_a_house_speaks_and_not_the_house(speaker: str, text: str) -> None:
    assert speakers(text)[-1] == speaker


def test_the_speaker_is_not_named_in_her_own_words() -> None:
    text = (
        "Hanna Lund is worried by the vote. “They thought that Jane saying ‘vote for Ina Roy’ would do it. It is not "
        "enough,” she said."
    )
    assert speakers(f"Minister Ina Roy met the union. {text}")[-1] == "Hanna Lund"


def said(text: str) -> list[tuple[str, str | None]]:
    """The words of each quotation and who speaks them."""
    read = annotate(Article("a", text))
    names = {actor.id: actor.name for actor in read.actors}
    return [(text[q.content[0].start : q.content[0].end], names.get(q.speaker or "", q.speaker)) for q in read.quotes]


def test_a_quotation_over_several_paragraphs_has_one_speaker() -> None:
    text = (
        "Mayor Ana Duarte said: “We lost the roof.\n“We will build it again.\n“Nobody was hurt.”\n"
        "The hall was built in 1950. The “Blue Door” is gone."
    )
    assert said(text) == [
        ("We lost the roof.", "Ana Duarte"),
        ("We will build it again.", "Ana Duarte"),
        ("Nobody was hurt.", "Ana Duarte"),
    ]


def test_a_next_paragraph_all_in_marks_goes_on_and_one_behind_other_words_does_not() -> None:
    first = "“We lost the roof and a wall,” Mayor Ana Duarte said.\n\n"
    assert ("Nobody has told us why.", "Ana Duarte") in said(first + "“Nobody has told us why.”\n\nIt rained.")
    assert len(said(first + "It rained all night.\n\n“Nobody has told us why.”")) == 1


def test_words_behind_the_means_are_found() -> None:
    text = "Duarte told AFP in an interview that the roof of the hall was lost."
    assert [words for words, _ in said(text)] == ["the roof of the hall was lost"]

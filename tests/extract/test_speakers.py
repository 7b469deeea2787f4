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

"""Transcripts: turns of speakers without quotation marks, and lists that only look so."""

from onrecord.extract import annotate
from onrecord.schema import Article

TALK = """Mayor Ana Duarte spoke with Moe Lund of Radio Porto on Monday.

LUND: Did the storm take the roof?

DUARTE: It took the roof and a wall.

LUND: Was anybody hurt?

DUARTE: Nobody was hurt.
"""


def turns(text: str) -> list[tuple[str, str, str]]:
    read = annotate(Article("a", text, published="2024-05-08"))
    names = {actor.id: actor.name for actor in read.actors}
    return [
        (quote.kind, names.get(quote.speaker or "", ""), text[quote.content[0].start : quote.content[0].end])
        for quote in read.quotes
        if quote.cue and text[quote.cue.start : quote.cue.end] == ":"
    ]


def test_each_turn_is_the_words_of_whose_name_stands_before_it() -> None:
    found = turns(TALK)
    assert ("direct", "Ana Duarte", "It took the roof and a wall") in found
    assert ("direct", "Ana Duarte", "Nobody was hurt") in found
    assert [name for _, name, _ in found] == ["Moe Lund", "Ana Duarte"] * 2


def test_labels_of_lists_are_no_speakers() -> None:
    text = (
        "Ana Duarte spoke.\n\nDUARTE: Taxes fell.\n\nTHE FACTS: They rose.\n\nPHOTOS: The storm.\n\nRELATED: The roof."
    )
    assert turns(text) == []

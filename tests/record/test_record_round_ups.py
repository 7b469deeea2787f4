"""Round-ups: of an article on several events, a record has what it says of its own."""

from desk import DUARTE, article, at

from onrecord.record import compose
from onrecord.record.round_ups import items, narrowed
from onrecord.schema import Annotations, Figure, Lineage, Mention, Story
from onrecord.tokens import stems

FIRE = "A fire destroyed the textile mill of Orrin on Monday, and 11 workers were hurt, fire chief Ana Duarte said."
FLOOD = "The river flooded the harbour of Lund on Sunday after a dike broke, and 300 people slept in a gymnasium."
NEWS = article("news", f"{FIRE} The weaving hall fell in.")
BRIEF = article("brief", f"{FLOOD}\n\n{FIRE}\n\nA cat fell from a tree in Tarn.")
STORY = Story("s", None, ("news", "brief"), ("brief",))


def read(told: object) -> Annotations:
    source = NEWS if told is NEWS else BRIEF
    known = [(words, value) for words, value in (("11 workers", 11), ("300 people", 300)) if words in source.text]
    return Annotations(
        source.id,
        mentions=(Mention(at(source, "Ana Duarte"), "Ana Duarte", "person", DUARTE.id),),
        actors=(DUARTE,),
        figures=tuple(Figure(at(source, w), v, v, v, None, "injured", "people", "exact") for w, v in known),
    )


def test_what_a_round_up_says_of_another_event_is_in_no_claim() -> None:
    record = compose(STORY, [NEWS, BRIEF], [read(NEWS), read(BRIEF)], Lineage())
    assert {claim.value.split()[0] for claim in record.claims} == {"11"}
    assert {claim.article for claim in record.claims} == {"news", "brief"}
    whole = compose(Story("s", None, ("news", "brief")), [NEWS, BRIEF], [read(NEWS), read(BRIEF)], Lineage())
    assert {claim.value.split()[0] for claim in whole.claims} == {"11", "300"}


def test_a_story_of_round_ups_alone_is_read_whole() -> None:
    alone = Story("s", None, ("brief",), ("brief",))
    assert narrowed(alone, {"brief": BRIEF}, {"brief": read(BRIEF)}) == {"brief": read(BRIEF)}


def test_the_nearest_paragraph_stands_where_none_is_near() -> None:
    told = stems("The mill of Orrin was the oldest of its kind, and had been closed for a year by then.")
    assert [BRIEF.text[start:end] for start, end in items(BRIEF.text, told)] == [FIRE]
    assert items(BRIEF.text, stems("Nothing else.")) == []

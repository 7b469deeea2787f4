"""Quotations: who is said to have said what, on invented lines."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import tokens
from onrecord.extract import quotes
from onrecord.extract.readings import Reading
from onrecord.schema import Actor, Article, Mention, Quote, Span


def read(text: str) -> Reading:
    reading = Reading(Article("a", text), tokens.parse(text))
    quotes.find(reading)
    return reading


def told(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, speaker and content of each quotation."""
    reading = read(text)
    return [(q.kind, q.speaker, " ... ".join(map(reading.text, q.content))) for q in reading.quotes]


def only(text: str) -> tuple[Quote, Reading]:
    reading = read(text)
    assert len(reading.quotes) == 1, reading.quotes
    return reading.quotes[0], reading


DIRECT = [
    ('"We lost the roof," Ana Duarte said on Monday.', "Ana Duarte", "We lost the roof,"),
    ('"We lost the roof," said Ana Duarte, who lives there.', "Ana Duarte", "We lost the roof,"),
    (
        "“We lost the roof. It fell at noon,” the mayor told reporters.",
        "the mayor",
        "We lost the roof. It fell at noon,",
    ),
    ('Ana Duarte told the council: "We lost the roof."', "Ana Duarte", "We lost the roof."),
    ('The minister said, "We will pay for it."', "The minister", "We will pay for it."),
    ("''We lost the roof,'' Ms. Duarte said.", "Ms. Duarte", "We lost the roof,"),
    ('"We will be back next year." - Ana Duarte', "Ana Duarte", "We will be back next year."),
    ('The mayor wrote:\n\n"We lost the roof and the wall."', "The mayor", "We lost the roof and the wall."),
    ('"We lost the roof," beamed former mayor Ana Duarte.', "former mayor Ana Duarte", "We lost the roof,"),
    ("‘We lost the roof. It’s gone,’ Ana Duarte said.", "Ana Duarte", "We lost the roof. It’s gone,"),
    ("«We lost the roof», the mayor said.", "the mayor", "We lost the roof"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), DIRECT)
def test_words_in_marks_belong_to_the_cue_beside_them(text: str, speaker: str, content: str) -> None:
    assert told(text) == [("direct", speaker, content)]


def test_a_sentence_that_goes_on_is_one_quotation_in_two_pieces() -> None:
    text = '"The roof," Ana Duarte said, "fell at noon."'
    assert told(text) == [("direct", "Ana Duarte", "The roof, ... fell at noon.")]


def test_a_further_sentence_has_the_same_speaker_and_no_cue() -> None:
    reading = read('"We lost the roof and half of the wall," Ana Duarte told Lusa. "It fell at noon."')
    first, second = reading.quotes
    assert (first.speaker, second.speaker) == ("Ana Duarte", "Ana Duarte")
    assert first.addressee == "Lusa"
    assert second.cue is None
    assert second.kind == "direct"


def test_a_quotation_over_paragraphs_keeps_its_speaker() -> None:
    text = "Ana Duarte said: “We lost the roof.\n“The wall fell too.”"
    assert told(text) == [
        ("direct", "Ana Duarte", "We lost the roof."),
        ("direct", "Ana Duarte", "The wall fell too."),
    ]


MIXED = [
    (
        "The two “will talk at noon about the roof,” the palace said.",
        "the palace",
        "The two “will talk at noon about the roof,”",
    ),
    ("The union called for an “immediate halt” to the work.", "The union", "an “immediate halt” to the work"),
    ("The mayor described the plan as “a gift to nobody”.", "The mayor", "the plan as “a gift to nobody”"),
    ("The mayor called the new plan “a gift to nobody”.", "The mayor", "the new plan “a gift to nobody”"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), MIXED)
def test_marks_around_a_part_of_the_clause(text: str, speaker: str, content: str) -> None:
    assert told(text) == [("mixed", speaker, content)]


INDIRECT = [
    ("The mayor said on Monday that the bridge would open.", "The mayor", "the bridge would open"),
    ("The bridge will open in May, the mayor announced.", "the mayor", "The bridge will open in May"),
    ("The bridge, officials said, will open in May.", "officials", "The bridge ... will open in May"),
    ("According to the police, two people left the house.", "the police", "two people left the house"),
    ("Two people left the house, according to the police.", "the police", "Two people left the house"),
    ("The party called for a halt to the work.", "The party", "a halt to the work"),
    ("The minister denied that the dam had failed.", "The minister", "the dam had failed"),
    ("Few experts expect a quick recovery.", "Few experts", "a quick recovery"),
    ("The council thanked the firefighters for their work.", "The council", "the firefighters for their work"),
    ("The plan was rejected by the unions.", "the unions", "The plan"),
    ("The firm was criticised by residents over the noise.", "residents", "over the noise"),
    ("The mayor vowed to rebuild the bridge.", "The mayor", "to rebuild the bridge"),
    ("The mayor proposed a hall near the port, which has 300 beds.", "The mayor", "a hall near the port"),
    ("The mayor said that it was late, and that nobody came.", "The mayor", "it was late, and that nobody came"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), INDIRECT)
def test_statements_without_marks(text: str, speaker: str, content: str) -> None:
    assert told(text) == [("indirect", speaker, content)]


CLOSINGS = [
    ("Nine were hurt, the chief of the brigade, Piet Maas, said.", "Piet Maas", "Nine were hurt"),
    ("Six were hurt, Anna Bech, the director of the hospital, told the Star.", "Anna Bech", "Six were hurt"),
    ("Fourteen people died, the town's mayor, Jan Krol, told the Herald.", "Jan Krol", "Fourteen people died"),
    (
        "Nine were hurt, two of them badly, said the hospital in Porto.",
        "the hospital in Porto",
        "Nine were hurt, two of them badly",
    ),
    ("The dam leaked in May, the dam's operator, Torvia Hydro, said.", "Torvia Hydro", "The dam leaked in May"),
    ("The dam's operator, Torvia Hydro, said that the dam leaked.", "Torvia Hydro", "the dam leaked"),
    ("Operator Torvia Hydro said the dam leaked in May.", "Operator Torvia Hydro", "the dam leaked in May"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), CLOSINGS)
def test_of_a_name_and_what_explains_it_the_name_speaks(text: str, speaker: str, content: str) -> None:
    assert ("indirect", speaker, content) in told(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The dam leaked in May, the dam's operator, Torvia Hydro, said.", "the dam's operator, Torvia Hydro"),
        ("An engineer who worked there until December said the dam leaked.", "An engineer"),
        ("The council passed a resolution Tuesday calling for a halt to the work.", "The council"),
        ("The spy service has evidence suggesting that the dam was weak.", "The spy service"),
        ("Prime Minister Theresa May said that the dam leaked.", "Prime Minister Theresa May"),
    ],
)
def test_the_words_that_name_the_speaker(text: str, speaker: str) -> None:
    quote, reading = only(text)
    assert quote.speaker_span is not None
    assert reading.text(quote.speaker_span) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The evidence shows that the wall was cracked.",
        "His conclusion suggests that the wall was cracked.",
        "The shot entered the left side of his neck, suggesting that he was turned away.",
    ],
)
def test_a_thing_says_nothing(text: str) -> None:
    assert told(text) == []


LAST_CLAUSES = [
    (
        "Lisbon called on Rome to calm the region, where raids have killed 40 people, according to local authorities.",
        [("Lisbon", "to calm the region"), ("local authorities", "raids have killed 40 people")],
    ),
    (
        "The mayor said that the road was shut near the dam, where a wall fell, according to the fire brigade.",
        [("The mayor", "the road was shut near the dam"), ("the fire brigade", "a wall fell")],
    ),
    (
        "The road was shut near the dam, where a wall fell, according to the fire brigade.",
        [("the fire brigade", "The road was shut near the dam, where a wall fell")],
    ),
]


@pytest.mark.parametrize(("text", "found"), LAST_CLAUSES)
def test_who_is_named_last_speaks_of_the_last_clause(text: str, found: list[tuple[str, str]]) -> None:
    assert [(speaker, content) for _, speaker, content in told(text)] == found


def test_a_verb_within_the_content_takes_no_marks() -> None:
    found = told('Summers told reporters that failure to pass the deal announced by Mr. Ruiz "would raise the risk".')
    assert ("Summers", 'failure to pass the deal announced by Mr. Ruiz "would raise the risk"') in [
        q[1:] for q in found
    ]
    assert not [speaker for _, speaker, content in found if speaker != "Summers" and "risk" in content]


def test_words_between_a_name_and_its_verb() -> None:
    text = 'Senator Dunn, advocating for troops, clearly says, "We have learned our lesson."'
    assert told(text) == [("direct", "Senator Dunn", "We have learned our lesson.")]


def test_who_is_heard_speaks() -> None:
    found = told('The camp called a report that shows him at a rally saying he had served "in the war" a lie.')
    assert {speaker for _, speaker, content in found if "served" in content and "him" not in content} <= {None}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("it could last “years” – and", "it could last “years”"),
        ("the dam leaked (READ MORE", "the dam leaked"),
        ("the dam leaked (twice", "the dam leaked (twice)"),
    ],
)
def test_no_content_ends_in_a_conjunction_or_an_open_bracket(words: str, kept: str) -> None:
    text = f"{words}{')' if kept.endswith(')') else ' here'}"
    span = quotes._closed(Span("a", 0, len(words)), text)
    assert text[span.start : span.end] == kept


def test_a_relative_clause_is_no_part_of_the_name() -> None:
    found = read('"We lost the roof," said Teresa Moura, who works at the port.')
    assert [found.text(q.speaker_span) for q in found.quotes if q.speaker_span] == ["Teresa Moura"]


def test_an_abbreviation_keeps_its_point() -> None:
    pieces = [content for _, speaker, content in told("Nobody saw the A.G., according to the Star.")]
    assert pieces == ["Nobody saw the A.G."]


def test_a_number_speaks_for_nobody() -> None:
    quote, _ = only("One said the wall was cracked.")
    assert quote.speaker is None


NOBODY = [
    'The "Northern Light" festival opens on Friday.',
    "“Nothing left to burn”\nThe fire began at noon.",
    "The so-called “experts” came late.",
    "The mayor refused to admit that the dam had failed.",
    "The minister has never said that the dam would hold.",
    "The minister might say that the dam held.",
    "I believe that the dam held.",
    "She was 6'2\" and came from Porto.",
    "In other words, the figures show little.",
]


@pytest.mark.parametrize(
    "text",
    [
        "The firm has never publicly condemned the attack on the port.",
        "The mayor did not thank the firefighters for their work.",
        "He asked not to be named.",
        "She asked that she not be identified.",
        "The officials declined to be identified by name.",
        "An aide requested anonymity for fear of losing her work.",
        "The union called for calm.",
        "The council thanked Ana Duarte.",
        "Farmers expected rain.",
    ],
)
def test_no_judgement_no_condition_no_bare_object(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", NOBODY)
def test_what_nobody_is_said_to_have_said(text: str) -> None:
    assert [q for q in told(text) if q[0] != "indirect" or q[2].startswith(("the dam", "show", "In"))] == []


def test_who_passes_it_on_speaks_of_the_whole() -> None:
    found = told("State media reported that officials said the guests had left Lisbon.")
    assert found == [
        ("indirect", "State media", "officials said the guests had left Lisbon"),
        ("indirect", "officials", "the guests had left Lisbon"),
    ]


def test_a_participle_has_the_speaker_of_its_verb() -> None:
    found = told("The mayor defended the plan, saying that it was cheap.")
    assert found[-1] == ("indirect", "The mayor", "it was cheap")


def test_who_is_asked_is_the_addressee_and_not_the_content() -> None:
    quote, reading = only("Lisbon urged the neighbouring cities to open their shelters.")
    assert quote.addressee == "the neighbouring cities"
    assert reading.text(quote.content[0]) == "to open their shelters"


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ('"We lost the roof," the ministry said in a statement.', "in a statement"),
        (
            "In an interview with state television, the mayor said that the roof was lost.",
            "in an interview with state television",
        ),
        ('"We lost the roof," the ministry said on Monday.', None),
    ],
)
def test_the_medium_is_told_in_the_words_of_the_text(text: str, medium: str | None) -> None:
    quote, _ = only(text)
    assert (quote.medium or "").lower() == (medium or "")


def test_a_pronoun_stands_for_its_actor_and_an_unknown_one_for_nobody() -> None:
    text = '"We lost the roof," she said.'
    reading = Reading(Article("a", text), tokens.parse(text))
    at = text.index("she")
    reading.mentions.append(Mention(reading.span(at, at + 3), "she", "pronoun", "duarte"))
    reading.actors["duarte"] = Actor("duarte", "Ana Duarte", "person")
    quotes.find(reading)
    assert reading.quotes[0].speaker == "duarte"
    assert told(text)[0][1] is None


def test_one_missing_mark_spoils_one_paragraph() -> None:
    text = 'The "slow start was long.\n"We lost the roof," the mayor said.'
    assert ("direct", "the mayor", "We lost the roof,") in told(text)


def test_ids_and_order_are_of_the_text_alone() -> None:
    text = '"We lost the roof," Ana Duarte said. The city called for help. "It fell," she said.'
    first, second = read(text).quotes, read(text).quotes
    assert first == second
    starts = [q.content[0].start for q in first]
    assert starts == sorted(starts)
    assert len({q.id for q in first}) == len(first)


@pytest.mark.parametrize(
    "text", ["“ " * 5_000, '" ' * 5_000, '"a," he said "b" ' * 1_000, ": " * 5_000, "", "\n\n", '"' * 200]
)
def test_hostile_input_takes_linear_time(text: str) -> None:
    parse = tokens.parse(text)
    started = time.process_time()
    quotes.find(Reading(Article("a", text), parse))
    assert time.process_time() - started < 3


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "''", " said ", "Ana Duarte", ", ", ". ", "\n", "that it rained", " "]),
        max_size=25,
    )
)
def test_any_mixture_of_marks_is_read(parts: list[str]) -> None:
    text = "".join(parts)
    for quote in read(text).quotes:
        assert all(0 <= s.start < s.end <= len(text) for s in quote.content)
        assert quote.cue is None or text[quote.cue.start : quote.cue.end].strip()

"""Figures: numbers with their hedges, what they count, what is told of them; numbers that are no claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import tokens
from onrecord.extract import figures, numerals, quantities, times
from onrecord.extract.readings import Reading
from onrecord.schema import Article, Figure, Place, Quote

PUBLISHED = "2024-05-15"


def reading_of(text: str) -> Reading:
    reading = Reading(Article("a", text, published=PUBLISHED), tokens.parse(text))
    times.find(reading)
    return reading


def read(text: str) -> list[Figure]:
    reading = reading_of(text)
    figures.find(reading)
    return reading.figures


def words(text: str) -> list[str]:
    return [text[figure.span.start : figure.span.end] for figure in read(text)]


def only(text: str) -> Figure:
    (figure,) = read(text)
    return figure


@pytest.mark.parametrize(
    ("text", "span", "value", "hedge", "unit"),
    [
        ("Envoys from some 40 countries came.", "some 40 countries", 40, "approximate", "country"),
        ("The flood killed more than 1,200 people.", "more than 1,200 people", 1200, "more-than", "person"),
        ("At least 12 villagers were hurt.", "At least 12 villagers", 12, "at-least", "person"),
        ("Up to 200 houses burned down.", "Up to 200 houses", 200, "at-most", "house"),
        ("Twenty-three rockets hit the port.", "Twenty-three rockets", 23, "exact", "rocket"),
        ("A dozen trucks crossed.", "A dozen trucks", 12, "exact", "truck"),
        ("Dozens of farmers left.", "Dozens of farmers", None, "vague", "person"),
        ("Few analysts expect a deal.", "Few analysts", None, "vague", "person"),
        ("The dam cost $3.2 billion.", "$3.2 billion", 3.2e9, "exact", "USD"),
        ("The club paid nearly €40m.", "nearly €40m", 4e7, "approximate", "EUR"),
        ("Turnout fell by 12 percent.", "12 percent", 12, "exact", "percent"),
        ("Two-thirds of the harvest was lost.", "Two-thirds of the harvest", 0.6667, "exact", "share"),
        ("He began a two-day visit.", "two-day", 2, "exact", "day"),
        ("The fence is 30 kilometres long.", "30 kilometres", 30, "exact", "km"),
    ],
)
def test_a_figure_and_its_words(text: str, span: str, value: float | None, hedge: str, unit: str) -> None:
    figure = only(text)
    assert words(text) == [span]
    assert (figure.value, figure.hedge, figure.unit) == (value, hedge, unit)


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("The blast killed at least 27 miners.", 27, "killed"),
        ("At least 27 miners were killed in the blast.", 27, "killed"),
        ("The death toll rose to 31.", 31, "killed"),
        ("The fire claimed 14 lives.", 14, "killed"),
        ("Rescuers found 6 bodies.", 6, "killed"),
        ("The crash left 11 wounded.", 11, "injured"),
        ("Police said 19 others were seriously hurt.", 19, "injured"),
        ("Some 40 sailors are missing.", 40, "missing"),
        ("Officers arrested 52 protesters.", 52, "arrested"),
        ("Police detained 52 students.", 52, "arrested"),
        ("The storm displaced 9,000 families.", 9000, "displaced"),
        ("Delegates from 30 states took part.", 30, "attending"),
        ("The abduction of 70 girls shocked the town.", 70, "abducted"),
        ("The plant will make 300 buses.", 300, "count"),
    ],
)
def test_what_is_told_of_the_counted(text: str, value: float, measure: str) -> None:
    figure = only(text)
    assert (figure.value, figure.measure) == (value, measure)


def test_two_figures_of_one_sentence_keep_their_own_measures() -> None:
    found = read("Five people were killed and 12 injured when the bus overturned.")
    assert [(figure.value, figure.measure) for figure in found] == [(5, "killed"), (12, "injured")]


def test_a_share_of_the_dead_is_a_share() -> None:
    found = read("The quake killed more than 300 people, most of them farmers.")
    assert [(figure.measure, figure.hedge) for figure in found] == [("killed", "more-than"), ("share", "vague")]


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers shook hands.",
        "It was her second visit and his first speech.",
        "Dana Reyes, 34, won the prize.",
        "A 34-year-old baker won the prize.",
        "The Falcons won 3-2.",
        "The G20 summit ended.",
        "A Boeing 737 landed.",
        "One of them smiled.",
        "Call 555-0100 now.",
        "There are two ways to read it.",
        "The meeting is at 10 a.m. on May 20.",
        "The past two years were dry.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert words(text) == []


def test_a_range_has_bounds_and_no_value() -> None:
    figure = only("Between 30 and 50 horses escaped.")
    assert (figure.value, figure.low, figure.high, figure.hedge) == (None, 30, 50, "approximate")


def test_a_victim_told_alone_is_one() -> None:
    figure = only("A cyclist was struck and killed near the harbour.")
    assert (figure.value, figure.measure, figure.unit) == (1, "killed", "person")


def test_those_shot_are_injured_unless_somebody_died() -> None:
    assert only("Four men were shot outside a bar.").measure == "injured"
    assert {f.measure for f in read("Four men were shot outside a bar. Two people died.")} == {"shot", "killed"}


def test_victims_that_a_number_tells_are_not_counted_again() -> None:
    found = read("Three hikers died. One of them, a nurse, was killed by a falling rock.")
    assert next(figure.value for figure in found if figure.measure == "killed") == 3


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A nurse was taken to a hospital after the crash.", "injured"),
        ("The fall left a climber in critical condition.", "injured"),
        ("The driver, 30, suffered a wound to his leg.", "injured"),
        ("A guard was shot. He died at a clinic.", "killed"),
        ("Police are looking into the death of a student.", "killed"),
    ],
)
def test_signs_of_harm_to_one_person(text: str, measure: str) -> None:
    assert [(figure.value, figure.measure) for figure in read(text)] == [(1, measure)]


def test_a_death_remembered_is_no_victim_of_the_news() -> None:
    assert read("The court has eight judges since John Parker, who died in 2016, left an empty chair.")[1:] == []


def test_what_has_not_happened_has_no_victims() -> None:
    assert read("He threatened to kill the mayor.") == []


def test_since_place_and_source_come_from_the_sentence() -> None:
    text = "Floods in Norland have killed at least 60 people since May 2, according to local authorities."
    reading = reading_of(text)
    reading.places.append(Place(reading.span(10, 17), "Norland", None, None, None, None, "country"))
    figures.find(reading)
    (figure,) = reading.figures
    assert (figure.place, figure.since, figure.attributed_to) == ("Norland", "2024-05-02", "local authorities")
    assert figure.counts == "people killed"


def test_the_speaker_of_a_quotation_gives_the_figure() -> None:
    text = "Nine houses burned down."
    reading = reading_of(text)
    reading.quotes.append(Quote("q", (reading.span(0, len(text)),), None, None, "mayor-id", "indirect"))
    figures.find(reading)
    assert reading.figures[0].attributed_to == "mayor-id"


def test_who_says_it_in_the_sentence_gives_the_figure() -> None:
    assert only("The ministry said that 14 villages were flooded.").attributed_to == "The ministry"


@given(st.integers(0, 999_999_999))
def test_a_written_number_has_its_value(number: int) -> None:
    assert numerals.value_of(f"{number:,}") == number == numerals.value_of(str(number))


@given(st.text(alphabet="1234567890,.- $€%/abdehilmnorstwz\n", max_size=80))
def test_no_text_breaks_the_search_for_quantities(text: str) -> None:
    ends = 0
    for quantity in quantities.find(text):
        assert ends <= quantity.start < quantity.end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        ends = quantity.end


@pytest.mark.parametrize(
    "text",
    [
        "The strike went on for several weeks.",
        "It ended just weeks before the vote.",
        "911 dispatchers were busy.",
        "A 911 call came at noon.",
        "Neighbours called 999 at noon.",
        "Interstate traffic stopped. Terminal 4 passengers waited.",
        "The 2016 Fiat burned.",
        "The top 10 runners came from Kenya.",
        "A 40 strong choir sang.",
    ],
)
def test_vague_durations_and_numbers_that_name_are_no_figures(text: str) -> None:
    assert words(text) == []


def test_a_count_of_calls_is_a_figure() -> None:
    assert words("Police answered three 911 calls.") == ["three 911 calls"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The crash hurt 40 riders, most of them students.", "most of them students"),
        ("The crash killed 12 people, mostly old men.", "mostly old men"),
        ("The fire killed nine people, the majority young women.", "the majority young women"),
        ("Police held 200 guests, a majority of them women.", "a majority of them women"),
    ],
)
def test_a_vague_share_has_who_they_are(text: str, share: str) -> None:
    assert words(text)[1:] == [share]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The fund holds $846.8million.", [(846_800_000.0, "money")]),
        ("Eighty people died of cholera.", [(80.0, "died")]),
        ("Agents were sent to kill him.", []),
        ("A shooting left a man dead on Monday.", [(1.0, "killed")]),
        ("About 100-odd miners were there.", [(100.0, "count")]),
        ("Of 25 who signed, few came.", [(25.0, "count")]),
        ("Three more died, bringing the toll to 12.", [(3.0, "killed"), (12.0, "killed")]),
        ("Up to 300 people were displaced.", [(300.0, "displaced")]),
        ("It was 40 metres deep (131 feet).", [(40.0, "distance"), (131.0, "distance")]),
    ],
)
def test_figures_that_readers_missed_or_took_for_others(text: str, told: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.measure) for figure in read(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt.",
        "Image 2 of 4.",
        "My rivals are 100 percent wrong.",
        "The shop closed at 10: 53 AM.",
        "The north has more numerous mills.",
        "Quite a few of them left.",
        "He is of two minds.",
        "The first two talks failed.",
        '"Our two towns agree," he said.',
        "Most powerful towns sleep most of the night.",
        "Dana Reyes, 34, won 3-2.",
    ],
)
def test_words_that_only_look_like_figures(text: str) -> None:
    assert read(text) == []


def test_a_distance_counts_no_place() -> None:
    assert words("No vessel was within 20 miles of the Santa Rita.") == ["20 miles"]


def test_a_range_may_tell_its_unit_twice() -> None:
    figure = only("The kite flies between 500 miles and 900 miles.")
    assert (figure.value, figure.low, figure.high, figure.unit) == (None, 500.0, 900.0, "mile")


def test_digits_without_end_are_no_number() -> None:
    assert [figure.value for figure in read(f"Police counted {'9' * 400} boats.") if figure.value is not None] == []

"""Times: values against the day of publication, open ends, words that only look like times."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import tokens
from onrecord.extract import annotate, calendars, expressions, times
from onrecord.extract.readings import Reading
from onrecord.schema import Article, TimeExpression

PUBLISHED = "2024-05-15"  # a Wednesday


def read(text: str, published: str | None = PUBLISHED) -> Reading:
    reading = Reading(Article("a", text, published=published), tokens.parse(text))
    times.find(reading)
    return reading


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    reading = read(text, published)
    return [(reading.text(time.span), time.value) for time in reading.times]


def only(text: str) -> TimeExpression:
    (time,) = read(text).times
    return time


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bridge opened on Tuesday.", "Tuesday", "2024-05-14"),
        ("The council will meet on Friday.", "Friday", "2024-05-17"),
        ("The hearing is scheduled for Monday.", "Monday", "2024-05-20"),
        ("The verdict could come as early as Monday.", "Monday", "2024-05-20"),
        ("The judge postponed the trial until Monday.", "Monday", "2024-05-20"),
        ("He arrived last Wednesday.", "last Wednesday", "2024-05-08"),
        ("The ferry sank in March.", "March", "2024-03"),
        ("The museum closed in November.", "November", "2023-11"),
        ("The law will take effect in February.", "February", "2025-02"),
        ("Voters last March chose a new mayor.", "last March", "2024-03"),
        ("It began on Oct. 7.", "Oct. 7", "2023-10-07"),
        ("It began on 7 October 2021.", "7 October 2021", "2021-10-07"),
        ("It began on Saturday, May 4.", "Saturday, May 4", "2024-05-04"),
        ("It began on 10/17/2023.", "10/17/2023", "2023-10-17"),
        ("It began on 2023-10-17.", "2023-10-17", "2023-10-17"),
        ("The envoy leaves this week.", "this week", "2024-W20"),
        ("The port shut in early 2019.", "early 2019", "2019"),
        ("Prices fell in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("It rained all through last autumn.", "last autumn", "2023-FA"),
        ("The town grew in the late 1990s.", "the late 1990s", "199"),
        ("The mill dates from the 19th century.", "the 19th century", "18"),
        ("The strike began two days ago.", "two days ago", "2024-05-13"),
        ("The strike began two months ago.", "two months ago", "2024-03"),
        ("They met on Sunday night.", "Sunday night", "2024-05-12TNI"),
        ("Polls close at 8:30 p.m. Wednesday.", "8:30 p.m. Wednesday", "2024-05-15T20:30"),
        ("She waited for several months.", "several months", "PXM"),
        ("The truce held for two and a half years.", "two and a half years", "P2.5Y"),
        ("A three-day visit begins.", "three-day", "P3D"),
        ("The choir sings every Sunday.", "every Sunday", "XXXX-WXX-7"),
        ("The shop closed on Thanksgiving.", "Thanksgiving", "2023-11-23"),
        ("The port lost money in the past decade.", "the past decade", "P10Y"),
        ("The hearing is set for the week of June 3.", "the week of June 3", "2024-W23"),
        ("Sales fell in fiscal 2022.", "fiscal 2022", "2022"),
        ("Sales fell in the first quarter of fiscal 2023.", "the first quarter of fiscal 2023", "2023-Q1"),
        ("The mill lost money in the fiscal year.", "the fiscal year", "2024"),
        ("The mill lost money in the year ended March 31.", "the year", "P1Y"),
        ("Hundreds came to protest on Friday.", "Friday", "2024-05-10"),
        ("The licence had been scheduled to expire on Friday.", "Friday", "2024-05-10"),
        ("Five months until Election Day, rivals clashed.", "Election Day", "2024-11-05"),
        ("They feared protests when the ministers meet on Friday.", "Friday", "2024-05-17"),
        ("The mast fell at around 4pm local time on Sunday.", "around 4pm local time on Sunday", "2024-05-12T16:00"),
        ("Posted: 7:05 AM, March 9, 2021", "7:05 AM, March 9, 2021", "2021-03-09T07:05"),
        ("In this June 24, 2003 picture he smiles.", "June 24, 2003", "2003-06-24"),
        ("The trial may last two and a half weeks.", "two and a half weeks", "P2.5W"),
        ("They talked for half an hour.", "half an hour", "PT30M"),
        ("He was shot in the small hours of Sunday.", "Sunday", "2024-05-12"),
    ],
)
def test_the_value_of_an_expression(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


def test_the_next_day_counts_from_the_day_told_before_it() -> None:
    told = values("The minister landed on Saturday and flew home the next day.")
    assert told == [("Saturday", "2024-05-11"), ("the next day", "2024-05-12")]


def test_a_year_earlier_counts_from_the_quarter_told_before_it() -> None:
    told = values("Profit rose in the first quarter from a year earlier.")
    assert told == [("the first quarter", "2024-Q1"), ("a year earlier", "2023-Q1")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In March 2019 the ward had 90 beds, up from 60 a year earlier.", ["2019-03", "2018-03"]),
        ("The mill closed in 2015; a year earlier it had 90 hands.", ["2015", "2014"]),
        ("She won in November 2022 and took office two months later.", ["2022-11", "2023-01"]),
        ("It opened in March 2019 and burned ten days later.", ["2019-03", "P10D"]),
        ("The envoy landed on Monday and left later in the day.", ["2024-05-13", "2024-05-13"]),
        ("Prices fell on Friday, more than on the previous Friday.", ["2024-05-10", "2024-05-03"]),
        ("They met on Tuesday morning, and again that evening.", ["2024-05-14TMO", "2024-05-14TEV"]),
        ("The fair was held on May 3 and 4, 2023.", ["2023-05-03", "2023-05-04"]),
        ("The fair runs June 17-19.", ["2024-06-17", "2024-06-19"]),
        ("On May 3 and 40 people left.", ["2024-05-03"]),
        (
            "Profit rose in the first quarter from the year-ago quarter. In the latest quarter sales fell.",
            ["2024-Q1", "2023-Q1", "2024-Q1"],
        ),
    ],
)
def test_what_counts_from_the_time_told_before(text: str, told: list[str]) -> None:
    assert [value for _, value in values(text)] == told


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They have marched since October 7.", "2023-10-07", None),
        ("The road is shut until Friday.", None, "2024-05-17"),
        ("He must answer by May 31.", None, "2024-05-31"),
        ("She had resigned before May 3.", None, "2024-05-02"),
        ("The bridge will hardly open before the end of the year.", None, "2024-12-31"),
        ("The dam broke in February 2022.", "2022-02-01", "2022-02-28"),
        ("Snow fell last week.", "2024-05-06", "2024-05-12"),
        ("It lasted three weeks.", None, None),
    ],
)
def test_the_days_that_an_expression_covers(text: str, start: str | None, end: str | None) -> None:
    time = only(text)
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The guards march past the palace.",
        "Thousands joined the March on Norham.",
        "Jun Tanaka has won.",
        "He told it on This Week.",
        "Her show, Ana Duarte Tonight, was dropped, a NORDA TODAY critic said.",
        "Nobody on Flight 1943 was hurt.",
        "He starts his days late.",
        "The daily Correio reported a fire.",
        "Theresa May may resign.",
        "A 34-year-old nurse was praised.",
        "The troupe sold 2,022 tickets.",
        "Copyright 2014 The Valley Echo",
        "Nobody knows why the mills stopped.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert values(text) == []


def test_last_week_in_a_paper_of_sunday_ends_on_that_day() -> None:
    assert values("Snow fell last week.", "2024-05-19") == [("last week", "2024-W20")]


def test_a_bracket_that_did_not_open_is_no_part() -> None:
    assert values("They land at night (6:20 a.m. EDT).")[0][0] == "6:20 a.m. EDT"


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    reading = read("They met on Tuesday, in March and on May 4, 2021; yesterday it rained.", None)
    assert [time.value for time in reading.times] == ["XXXX-WXX-2", "XXXX-03", "2021-05-04"]
    assert [time.start for time in reading.times] == [None, None, "2021-05-04"]


def test_a_date_that_the_calendar_does_not_have_is_left_out() -> None:
    assert values("Lot 13/13/2013 was sold on Feb. 30, 2021.") == []


def test_spans_carry_neither_preposition_nor_blank() -> None:
    reading = read("Since Tuesday, and until\nFriday, and in early 2019, the road is shut.")
    assert [reading.text(time.span) for time in reading.times] == ["Tuesday", "Friday", "early 2019"]


def test_a_core_changes_nothing_but_the_time_it_takes() -> None:
    text = (
        "On Friday, March 3, at 9 a.m., or in the second quarter of 2020, or two weeks ago, or last spring, or at noon."
    )
    whole = {match.span() for rule in expressions.RULES for match in rule.pattern.finditer(text)}
    assert {match.span() for _, match in expressions.matches(text)} <= whole


@given(st.dates(), st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_the_nearest_weekday_is_less_than_a_week_away(day, weekday, side):  # type: ignore[no-untyped-def]
    try:
        found = calendars.nearest_weekday(day, weekday, side)
    except OverflowError:
        return
    distance = (found - day).days
    assert found.weekday() == weekday
    assert 0 <= (distance if side == "future" else -distance) < 7


@given(st.text(alphabet="aMarch0123456789 ,-/:.dyears'\n", max_size=60))
def test_no_text_breaks_the_grammar(text: str) -> None:
    ends = 0
    for rule, match in expressions.matches(text):
        assert match.start() >= ends
        ends = match.end()
        assert rule.kind in ("DATE", "TIME", "DURATION", "SET")
        assert re.fullmatch(rule.pattern, text[match.start() : match.end()]) or match.group().strip()


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "not a date", "2023-02-30"])
def test_a_day_of_publication_that_cannot_be_counted_from_is_unknown(published: str) -> None:
    text = "They met on Tuesday, last March, two years ago, a century ago and 900 days later."
    assert ("Tuesday", "XXXX-WXX-2") in values(text, published)


@pytest.mark.parametrize(
    "text", ["The truce holds until 9999-12-31 and the following day.", "Norway attacked Chad on December 31, 9999."]
)
def test_days_beyond_the_calendar_break_nothing(text: str) -> None:
    assert all(time.span.start < time.span.end for time in annotate(Article("a", text, published="2024-05-08")).times)


def test_a_verb_before_a_duration_leaves_words() -> None:
    assert [reading_text for reading_text, _ in values("The cohorts days earlier had met.")] == ["days"]

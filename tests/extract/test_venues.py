"""Venues: where an event happened, and where its place is not told."""

import pytest

from onrecord import extract
from onrecord.schema import Article


def venues(text: str) -> list[tuple[str, str | None]]:
    result = extract.annotate(Article("a", text, published="2019-05-02"))
    names = {place.name for place in result.places}
    assert all(event.place in names for event in result.events if event.place)
    return [(text[event.span.start : event.span.end], event.place) for event in result.events]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Gunmen killed 12 people at a hotel in Bergen.", "killed", "Bergen"),
        ("Two traders were shot and killed in Bergen.", "shot", "Bergen"),
        ("The envoy travelled to Bergen on Monday.", "travelled", "Bergen"),
        ("Looters fled to Bergen, where police arrested two men.", "arrested", "Bergen"),
        ("BERGEN, Norway (AP) - Gunmen killed two traders on Monday.", "killed", "Bergen"),
    ],
)
def test_an_event_has_the_place_of_its_clause(text: str, word: str, place: str) -> None:
    assert dict(venues(text))[word] == place


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned the attack by looters from Bergen.",
        "Gunmen killed a Bergen man.",
        "BERGEN, Norway - Gunmen killed two traders in the west of Kenya.",
    ],
)
def test_a_place_elsewhere_in_the_sentence_is_not_where_it_happened(text: str) -> None:
    assert "Bergen" not in {(place or "").title() for _, place in venues(text)}


def test_the_summit_is_where_the_article_says_once() -> None:
    text = "Norway and Togo held a summit in Bergen. Togo left the summit."
    assert {place for _, place in venues(text)} == {"Bergen"}
    met = "Togo's president visited Norway. The two leaders met for talks in Bergen."
    assert venues(met) == [("visited", "Norway"), ("met", "Bergen")]

"""What stands around a text: its date, byline, dateline and publisher."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire import bylines, dates, publishers

PROSE = "The mayor said on Monday that nobody had died when the ferry sank off the port of Porto."


@pytest.mark.parametrize(
    ("given_date", "iso"),
    [
        ("2023-10-17", "2023-10-17"),
        ("2023-10-17T09:30:00", "2023-10-17T09:30:00"),
        ("2023-10-17T09:30:00Z", "2023-10-17T09:30:00Z"),
        ("2023-10-17T23:30:00-04:00", "2023-10-18T03:30:00Z"),
        ("2023-10-17 00:00:00", "2023-10-17"),
        ("2023-10-17 09:30:00 UTC", "2023-10-17T09:30:00Z"),
        ("20231017", "2023-10-17"),
        ("20231017093000", "2023-10-17T09:30:00"),
        ("Tue, 17 Oct 2023 09:30:00 GMT", "2023-10-17T09:30:00Z"),
        ("Oct. 17, 2023", "2023-10-17"),
        ("17th October 2023", "2023-10-17"),
        (1697500000, "2023-10-16T23:46:40Z"),
        (1697500000000, "2023-10-16T23:46:40Z"),
        ("0001-01-01T00:00:00+10:00", None),
        ("9999-12-31T23:59:59-10:00", None),
        ("2101-01-01", None),
        ("10/11/2023", None),
        ("Feb. 30, 2023", None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
    ],
)
def test_dates(given_date: object, iso: str | None) -> None:
    assert dates.parse(given_date) == iso


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none() | st.lists(st.text()))
def test_any_date_is_read_or_not(value: object) -> None:
    found = dates.parse(value)
    assert found is None or dates.parse(found) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Ferry sinks\nOct. 17, 2023\n{PROSE}", "2023-10-17"),
        (f"Ferry sinks\nPublished: 17 October 2023 at 5:30 p.m.\n{PROSE}", "2023-10-17"),
        (f"Ferry sinks Posted by the desk on October 17, 2023 {PROSE}", "2023-10-17"),
        (f"{PROSE}\nThe ferry sank on Tuesday, October 17, 2023, in the night.", "2023-10-17"),
        (f"The ferry was built on May 3, 1990.\nOct. 17, 2023\n{PROSE}", "2023-10-17"),
        (f"{PROSE}\nThe ferry was built on May 3, 1990, in Porto.", None),
        (f"FILE - In this photo of Tuesday, October 17, 2017, a ferry lies in Porto.\n{PROSE}", None),
        (PROSE, None),
    ],
)
def test_a_text_that_tells_its_day(text: str, day: str | None) -> None:
    found, reason = dates.decide(text, record=None, person=None, page=None)
    assert found == day
    assert reason.startswith("read in the text: " if day else "not given")


def test_who_gives_the_day() -> None:
    def decide(**given_by: str | None) -> tuple[str | None, str]:
        return dates.decide("", **{"record": None, "person": None, "page": None} | given_by)  # type: ignore[arg-type]

    assert decide(record="2023-10-17", person="2023-10-18") == ("2023-10-17", "given by the record")
    assert decide(person="2023-10-18", page="2023-10-19") == ("2023-10-19", "given by the page")
    assert decide(person="2023-10-18") == ("2023-10-18", "given by you")
    assert decide(page="2023-10-19") == ("2023-10-19", "given by the page")
    assert decide(record="soon", page="2023-10-19") == ("2023-10-19", "given by the page")


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE AND JO DIAZ", "ANN LEE AND JO DIAZ"),
        ("By Ann Lee and Jo Diaz, Science Writer", "Ann Lee and Jo Diaz, Science Writer"),
        ("By Ann Lee | May 8, 2024", "Ann Lee"),
        ("By Monday, the water had gone.", None),
        ("By the harbour", None),
    ],
)
def test_bylines(line: str, who: str | None) -> None:
    assert bylines.byline(f"Ferry sinks\n{line}\n{PROSE}") == who


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("PORTO, May 8 (Reuters) - A ferry sank.", "PORTO, May 8 (Reuters)"),
        ("PORTO, Portugal — A ferry sank.", "PORTO, Portugal"),
        ("Porto (AFP) – A ferry sank.", "Porto (AFP)"),
        ("VILA NOVA DE GAIA (AP) — A ferry sank.", "VILA NOVA DE GAIA (AP)"),
        ("FILE - A ferry in Porto.", None),
        ("Ferries — all of them — stay in port.", None),
        (PROSE, None),
    ],
)
def test_datelines(line: str, where: str | None) -> None:
    assert bylines.dateline(f"Ferry sinks\n{line}\n{PROSE}") == where


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("www.example.com", "example.com"),
        ("https://www.Example.com/news", "example.com"),
        ("m.example.co.uk", "example.co.uk"),
        ("The Porto  Mail", "The Porto Mail"),
    ],
)
def test_publishers(name: str, one: str) -> None:
    assert publishers.first(None, " ", name) == one
    assert publishers.of_url("http://[broken") is None

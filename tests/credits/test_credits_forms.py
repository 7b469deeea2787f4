"""Forms of foreign credits, of agencies that stand in no list, and lines that only look like credits."""

import pytest

from onrecord import credits as agency_credits

PROSE = "The mayor said on Monday that nobody had died when the ferry sank off the port of Porto."
FILLER = "\n".join(f"{PROSE} Divers went down {n} times." for n in range(30))


def credited(text: str) -> set[str]:
    return {credit.agency for credit in agency_credits.find(text) if credit.scope == "article"}


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("BERLIN (dpa) - Two ferries sank.", "dpa"),
        ("(ANSA) - PORTO, MAY 8 - Two ferries sank.", "ANSA"),
        ("PORTO, May 8 (EFE).- Two ferries sank.", "EFE"),
        ("Porto [Norte], May 8 (ANI): Two ferries sank.", "ANI"),
        ("PORTO (APP): Two ferries sank.", "APP"),
        ("Porto, May 8, 2024, SPA -- Two ferries sank.", "SPA"),
        ("PORTO, May 8. /TASS/ Two ferries sank.", "TASS"),
        ("PTI | Porto | Updated: May 8, 2024", "PTI"),
        ("By: PTI | Porto | Published: May 8", "PTI"),
        ("Press Trust of India, Porto", "PTI"),
        ("PORTO, Norte (CMC) — Two ferries sank.", "CMC"),
        ("PORTO (Mondapress) — Two ferries sank.", "Mondapress"),
        ("PORTO, May 8 (Monda News Agency) - Two ferries sank.", "Monda News Agency"),
    ],
)
def test_opening_forms(line: str, agency: str) -> None:
    assert credited(f"{line}\n{PROSE}\n{FILLER}") == {agency}


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("with inputs from ANI", "ANI"),
        ("(Source: ANI)", "ANI"),
        ("Source: Xinhua", "Xinhua"),
        ("- with files from The Canadian Press", "Canadian Press"),
        ("This report by The Canadian Press was first published on May 8, 2024.", "Canadian Press"),
        ("This article was originally published by Norda.", "Norda"),
        ("(AFP/APP)", "AFP"),
        ("(ANSA).", "ANSA"),
        ("(©NTB)", "NTB"),
        ("— PA", "PA"),
        ("Nobody died, she said. (ANI)", "ANI"),
        ("(Made by a machine out of a feed from PTI.)", "PTI"),
        ("(This story has been published from a wire agency feed without changes to the text.)", "agencies"),
        ("With inputs from Mondapress News Agency", "Mondapress News Agency"),
        ("(Monda Press Agency)", "Monda Press Agency"),
    ],
)
def test_closing_forms(line: str, agency: str) -> None:
    assert agency in credited(f"{FILLER}\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "PORTO (KMOV) - Two ferries sank.",
        "PORTO (UPDATED) - Two ferries sank.",
        "PORTO (NPR) - Two ferries sank.",
        "Ann Lee (Lisbon) - Two ferries sank.",
        "The minister praised the work of the Space Agency",
        "Mayor (left): Two ferries sank.",
        "Harbour | Town | Sport",
    ],
)
def test_lines_that_credit_nobody(line: str) -> None:
    assert credited(f"{line}\n{PROSE}\n{FILLER}") == set()
    assert credited(f"{FILLER}\n{line}\n{PROSE}\n{PROSE}\n{PROSE}") == set()


@pytest.mark.parametrize(
    ("text", "byline", "lender"),
    [
        (PROSE, "Ann Lee New York Times", "New York Times"),
        (PROSE, "ANN LEE AND JO DIAZ, CNN", "CNN"),
        (PROSE, "Ann Lee, Politico", "Politico"),
        (PROSE, "Samuel Politico", None),
        (PROSE, "Ann Lee", None),
        (f"(CNN) - {PROSE}", None, "CNN"),
        (f"PORTO (NPR) — {PROSE}", None, "NPR"),
        (f"PORTO (AP) — {PROSE}", None, None),
        (f"PORTO (Lagoon) — {PROSE}", None, None),
        (f"By Ann Lee, The New York Times\n{PROSE}", None, "New York Times"),
        (f"{PROSE}\nThis story was originally published by NPR.", None, "NPR"),
        (f"{PROSE}\n© 2024 The New York Times", None, "New York Times"),
        (f"{PROSE}\n© 2024 Porto Harbour Office", None, None),
    ],
)
def test_a_report_that_was_lent(text: str, byline: str | None, lender: str | None) -> None:
    found = agency_credits.loan(text, byline, is_gathered=False)
    assert (found.name if found else None) == lender


def test_the_line_of_a_provider_counts_on_a_page_that_gathers_texts_alone() -> None:
    text = f"Ferry sinks off Porto\n\nLagoon Herald•\n\n{PROSE}"
    found = agency_credits.loan(text, None, is_gathered=True)
    assert found
    assert found.name == "Lagoon Herald"
    assert agency_credits.loan(text, None, is_gathered=False) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Porto Post", "PORTO\N{NO-BREAK SPACE}POST"),
        ("Porto Post", "Porto Post Online"),
        ("Porto Post", "portopost.com"),
        ("Porto Post", "Porto Post (Web News)"),
        ("Porto Post", "Porto Post - Opinion"),
    ],
)
def test_one_newsroom_in_every_spelling(one: str, other: str) -> None:
    assert agency_credits.newsroom(one) == agency_credits.newsroom(other)


def test_a_town_in_brackets_is_another_newsroom() -> None:
    assert agency_credits.newsroom("The Guardian (Nigeria)") != agency_credits.newsroom("The Guardian")


def test_pages_that_gather_texts() -> None:
    assert all(map(agency_credits.gathers, ("yahoo.com/news", "uk.news.yahoo.com", "MSN", "www.msn.com/en-us")))
    assert not any(map(agency_credits.gathers, ("notyahoo.com", "Porto Post", "amsn.com")))
    assert agency_credits.lists("news.google.com")
    assert not agency_credits.lists("msn.com")


def test_a_word_in_brackets_at_the_end_is_no_dateline() -> None:
    report = "\n\n".join(
        f"Boat {number} lay in the harbour of Vell and nobody had rowed it." * 5 for number in range(12)
    )
    update = "UPDATE III (Flashback) - What the mayor said of boats ten years ago."
    assert not credited(f"{report}\n\n{update}")
    assert credited(f"VELL (Mondapress) - {report}") == {"Mondapress"}

"""Credits: every rule on its own line, what a credit covers, what is no credit, and any text at all."""

import time

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord import credits as agency_credits
from onrecord import wordlists

HEADLINE = "Ferry sinks off Porto"
PROSE = "The mayor said on Monday that nobody had died when the ferry sank off the port of Porto."
FILLER = "\n".join(f"{PROSE} Divers went down {n} times." for n in range(30))
CAPTION = "A ferry in the port of Porto on Monday."


def found(text: str) -> list[tuple[str, str]]:
    return [(credit.agency, credit.scope) for credit in agency_credits.find(text)]


def covered(text: str) -> list[str]:
    return [text[credit.covers_start : credit.covers_end] for credit in agency_credits.find(text)]


@pytest.mark.parametrize("rule", wordlists.rows("credit_rules"), ids=lambda rule: rule[5])
def test_every_rule_fits_its_line(rule: tuple[str, ...]) -> None:
    kind, where, _, _, _, line = rule
    text = f"{PROSE}\n{line}" if where == "tail" else f"{line}\n{PROSE}\n{FILLER}"
    scope = {"article": "article", "dateline": "article", "share": "passage", "caption": "caption", "above": "caption"}[
        kind
    ]
    if kind == "above":
        text = f"{PROSE}\n{FILLER}\n{CAPTION}\n{line}\n{FILLER}"
    assert found(text), line
    assert {scope for _, scope in found(text)} == {scope}


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("*With AFP; adapted from its Portuguese original", ["AFP"]),
        ("With AFP", ["AFP"]),
        ("(With inputs from agencies)", ["agencies"]),
        ("(With inputs from PTI, AFP and Reuters)", ["PTI", "AFP", "Reuters"]),
        ("— With files from The Canadian Press", ["Canadian Press"]),
        ("Source: Reuters", ["Reuters"]),
        ("(Reuters)", ["Reuters"]),
        ("AFP", ["AFP"]),
        ("© AFP", ["AFP"]),
        ("Reuters, dpa", ["Reuters", "dpa"]),
        ("With PA", ["PA"]),
        ("PA", []),
        ("With Reuters reporters on deck, the crew kept silent about the ferry.", []),
    ],
)
def test_closing_lines(line: str, agencies: list[str]) -> None:
    text = f"{FILLER}\n{line}"
    assert found(text) == [(agency, "article") for agency in agencies]
    assert set(covered(text)) <= {text}


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("PORTO (AP) — A ferry sank.", "AP"),
        ("PORTO, Portugal (AP) -- A ferry sank.", "AP"),
        ("PORTO, May 8 (Reuters) - A ferry sank.", "Reuters"),
        ("Porto (AFP) – A ferry sank.", "AFP"),
        ("LONDON (PA) - A ferry sank.", "PA"),
        ("SEOUL, May 8 (Yonhap) -- A ferry sank.", "Yonhap"),
        ("By Ann Lee, Associated Press", "AP"),
        ("By ANN LEE AP Science Writer", "AP"),
        ("By Reuters Staff", "Reuters"),
    ],
)
def test_opening_lines(line: str, agency: str) -> None:
    assert found(f"{HEADLINE}\n{line}\n{FILLER}") == [(agency, "article")]


def test_a_dateline_within_the_text_speaks_up_to_the_next_one() -> None:
    parts = [f"PORTO (AFP) — {PROSE}\n{FILLER}\n", f"LISBON (AP) — {PROSE}\n", f"FARO (dpa) — {PROSE}"]
    text = "".join(parts)
    assert found(text) == [("AFP", "article"), ("AP", "passage"), ("dpa", "passage")]
    assert [part.split(" (")[0].strip() for part in covered(text)[1:]] == ["LISBON", "FARO"]


@pytest.mark.parametrize(
    "credit",
    [
        "Ann Lee/AP",
        "(Ann Lee / AP)",
        "(AP Photo/Ann Lee)",
        "(AP Photo/Ann Lee, File)",
        "(Photo by Ann Lee/AP)",
        "Ann Lee | AP",
        "Ann Lee, AP",
        "(Ann Lee/Harbour via AP)",
        "Photo: Ann Lee, AP",
        "Ann Lee / AP via Getty Images",
        "AP/Getty Images",
    ],
)
def test_pictures(credit: str) -> None:
    text = f"{PROSE}\n{CAPTION} {credit}\n{FILLER}"
    assert found(text) == [("AP", "caption")]
    assert covered(text) == [f"{CAPTION} {credit}"]
    below = f"{PROSE}\n{CAPTION}\n{credit}\n{FILLER}"
    assert sorted(covered(below)) == sorted([credit, CAPTION])
    assert {scope for _, scope in found(below)} == {"caption"}


def test_a_caption_that_stands_twice_is_covered_in_both_places() -> None:
    text = f"{PROSE}\n{CAPTION}\n{CAPTION} Ann Lee/AP\n{FILLER}"
    assert covered(text) == [f"{CAPTION} Ann Lee/AP", CAPTION]
    assert len(agency_credits.captions(text)) == 2


def test_a_picture_says_nothing_of_the_story() -> None:
    text = f"{PROSE}\nImage copyright AFP\nImage caption {CAPTION}\n{FILLER}"
    assert covered(text) == ["Image copyright AFP", f"Image caption {CAPTION}"]


def test_of_a_contribution_nobody_knows_the_part() -> None:
    text = f"{FILLER}\nThe Associated Press contributed to this report."
    (credit,) = agency_credits.find(text)
    assert (credit.agency, credit.scope) == ("AP", "passage")
    assert (credit.covers_start, credit.covers_end) == (credit.start, credit.end)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told AFP that nobody died.",
        "Reuters reported that nobody died.",
        "In an interview with The Associated Press, she said that nobody died.",
        "A photo shown by AFP on Monday went round the world, the mayor said.",
        "Ma and PA Kettle ran the ferry, and TT was the captain's name.",
        "The ap store and the apparent reason (spa) are closed.",
        "T.T. and P.A. Lee ran the ferry.",
        "The Associated Press (AP) — a cooperative — has an office in Porto, as she said.",
        "By Reuters' count, forty people were on board of the ferry.",
        "Write to us at @AP or #AFP or desk@AP.example today.",
    ],
)
def test_no_credit(text: str) -> None:
    assert found(f"{PROSE}\n{text}\n{FILLER}") == []


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("The mayor told AFP that nobody died.", ["AFP"]),
        ("She told the AP on Monday", ["AP"]),
        ("Reuters reported that nobody died.", ["Reuters"]),
        ("according to the news agency Interfax, nobody died", ["Interfax"]),
        ("An AFP journalist saw the ferry.", ["AFP"]),
        ("She told PA that nobody died.", []),
        ("PORTO (AFP) - A ferry sank.", []),
    ],
)
def test_signs(text: str, agencies: list[str]) -> None:
    assert [sign.agency for sign in agency_credits.signs(f"{text}\n{FILLER}")] == agencies


@pytest.mark.parametrize(
    "line", [f"{CAPTION} Ann Lee/Getty Images", f"{CAPTION} (Photo: Ann Lee)", f"{CAPTION} | Shutterstock"]
)
def test_captions_of_photo_houses(line: str) -> None:
    text = f"{PROSE}\n{line}\n{FILLER}"
    assert [text[start:end] for start, end in agency_credits.captions(text)] == [line]


def test_prose_is_no_caption() -> None:
    assert agency_credits.captions(f"{FILLER}\nShe posed for a photo on Facebook.") == ()


_WORDS = st.sampled_from(
    [
        "AP",
        "AFP",
        "Reuters",
        "PA",
        "By",
        "With",
        "and",
        "/",
        "(",
        ")",
        "—",
        " - ",
        "\n",
        "\n\n",
        "Photo",
        "via",
        "Ann Lee",
        "©",
        ".",
        CAPTION,
    ]
)


@profile(max_examples=300, deadline=None)
@given(st.lists(_WORDS | st.text(max_size=8), max_size=40), st.sampled_from(["", " "]))
def test_any_text(words: list[str], between: str) -> None:
    text = between.join(words)
    for credit in agency_credits.find(text):
        assert 0 <= credit.start < credit.end <= len(text)
        assert 0 <= credit.covers_start < credit.covers_end <= len(text)
        assert "\n" not in text[credit.start : credit.end]
        if credit.scope != "caption":  # a caption may stand beside its credit
            assert credit.covers_start <= credit.start
            assert credit.end <= credit.covers_end
    for sign in agency_credits.signs(text):
        assert text[sign.start : sign.end] in wordlists.table("agencies")
    for start, end in agency_credits.captions(text):
        assert text[start:end].strip() == text[start:end] != ""


@pytest.mark.parametrize(
    "piece",
    [
        "AP ",
        "AP\n",
        "a and AP ",
        "By A AP, ",
        "(Photo AP/",
        "With AP and ",
        "x AP AP AP\n",
        "A A A A, AP\n",
        "/" * 50 + "AP",
    ],
)
def test_a_text_of_nothing_but_agencies_does_not_hang(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    agency_credits.find(text)
    agency_credits.signs(text)
    agency_credits.captions(text)
    assert time.perf_counter() - start < 4


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("With agencies", "tail"),
        ("Agencies", "tail"),
        ("(Agencies)", "tail"),
        ("Staff and agencies", "head"),
        ("By Ann Lee and agencies", "head"),
        ("From our wires", "tail"),
        ("with agency reports", "tail"),
        ("Compiled from wire reports", "tail"),
        ("Wire services", "head"),
        ("PORTO (Agencies) — A ferry sank.", "head"),
        ("Nobody died, she added. (Agencies)", "tail"),
    ],
)
def test_agencies_without_a_name(line: str, where: str) -> None:
    text = f"{line}\n{FILLER}" if where == "head" else f"{FILLER}\n{line}"
    assert found(text) == [("agencies", "article")]


@pytest.mark.parametrize(
    "line",
    [
        "Aid agencies leave Porto",
        "New rules for airports and agencies",
        "The agencies have asked for boats.",
        "He sold wires.",
        "Banks trust agencies in Porto less than before",
    ],
)
def test_words_that_credit_nobody(line: str) -> None:
    assert found(f"{line}\n{FILLER}") == []
    assert found(f"{FILLER}\n{line}") == []


@pytest.mark.parametrize(
    ("byline", "agencies", "is_whole"),
    [
        ("AFP", ["AFP"], True),
        ("Associated Press", ["AP"], True),
        ("By Ann Lee, Associated Press", ["AP"], True),
        ("Ann Lee and Jo Diaz | AP", ["AP"], True),
        ("reuters", ["Reuters"], True),
        ("Reuters Staff", ["Reuters"], True),
        ("AFP in Lisbon", ["AFP"], True),
        ("Ann Lee Associated Press", ["AP"], True),
        ("AFP, Reuters", ["AFP", "Reuters"], True),
        ("PA", ["PA"], True),
        ("With AFP", ["AFP"], False),
        ("Ann Lee and AFP", ["AFP"], False),
        ("AFP and Ann Lee", ["AFP"], False),
        ("Porto Post staff, AFP", ["AFP"], False),
        ("Agencies", ["agencies"], False),
        ("Our correspondent & agencies", ["agencies"], False),
        ("Michael Bloomberg", [], False),
        ("Ann Lee", [], False),
        ("Getty Images", [], False),
        ("", [], False),
        (None, [], False),
    ],
)
def test_agencies_that_sign(byline: str | None, agencies: list[str], is_whole: bool) -> None:
    assert agency_credits.signed(byline) == (tuple(agencies), is_whole)


@pytest.mark.parametrize(
    ("line", "agency", "is_told"),
    [
        ("According to Reuters, nobody died.", "Reuters", False),
        ("Citing Reuters, the paper said that nobody died.", "Reuters", False),
        ("Speaking to AFP, she said that nobody died.", "AFP", True),
        ("The find was first reported by Reuters.", "Reuters", False),
        ("Reuters first reported the find.", "Reuters", False),
        ("In comments to Reuters she said that nobody died.", "Reuters", True),
        ("She said in an interview with AP that nobody died.", "AP", True),
        ("The letter was seen by AFP.", "AFP", False),
    ],
)
def test_signs_in_every_place(line: str, agency: str, is_told: bool) -> None:
    text = f"{FILLER}\n{line}\n{FILLER}"
    assert [(sign.agency, sign.is_told) for sign in agency_credits.signs(text)] == [(agency, is_told)]
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Guardian", "theguardian.com"),
        ("Guardian", "www.theguardian.com"),
        ("BBC", "BBC News"),
        ("bbc.co.uk", "BBC News"),
        ("Porto Post", "the  porto post"),
        ("portopost.com", "The Porto Post"),
        ("Reuters", "Thomson Reuters"),
        ("AP", "apnews.com"),
        ("nytimes.com", "The New York Times"),
        ("Sky News", "news.sky.com"),
    ],
)
def test_one_newsroom(one: str, other: str) -> None:
    assert agency_credits.newsroom(one) == agency_credits.newsroom(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("New York Post", "Washington Post"),
        ("New York Times", "New York Post"),
        ("Daily News", "Evening News"),
        ("guardian.ng", "The Guardian"),
        ("lagoon.substack.com", "harbour.substack.com"),
        ("timesofindia.indiatimes.com", "economictimes.indiatimes.com"),
        ("Irish Times", "Irish Independent"),
        ("news.com.au", "The News"),
        ("Лента", "Вести"),
    ],
)
def test_two_newsrooms(one: str, other: str) -> None:
    assert agency_credits.newsroom(one) != agency_credits.newsroom(other)


def test_told_to_an_outlet() -> None:
    rooms = [agency_credits.newsroom(name) for name in ("Porto Post", "The Guardian", "Norte", "Lagos Post")]

    def told(line: str) -> list[str]:
        return [found.name for found in agency_credits.told_outlets(line, rooms)]

    assert told("She told the Guardian’s Ann Lee so.") == ["Guardian"]
    assert told("She told The Porto Post on Monday that nobody died.") == ["Porto Post"]
    assert told("She told the Guardian Monday that nobody died.") == ["Guardian"]
    assert told("She told the Guardian Angels of Porto.") == []
    assert told("The girl told the guardian of it.") == []
    assert told("She told the Post.") == []
    assert told("Speaking to Norte, she wept.") == ["Norte"]

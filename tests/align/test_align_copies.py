"""Copies: what makes one article a copy of another, which was first, and the words for it."""

from dataclasses import replace

import pytest

from onrecord.align import trace
from onrecord.schema import Article, Copy
from onrecord.versions import newest_versions

GREETED = (
    "Monday, July 9, 2031. President Ana Duarte smiles during her talk with Prime Minister Rui Sousa of Spain in the"
    " harbour. Fishermen had waited in the rain since dawn to hand over their letter about the northern channel."
)
SEATED = (
    "Monday, July 9, 2031. President Ana Duarte eats while guards stand by; her visitor, Prime Minister Rui Sousa, came"
    " late. Bakers closed their shops at noon and marched to the quay, where the band of the fire brigade played."
)


def test_names_and_dates_alone_are_no_shared_passage() -> None:
    assert not trace([Article("a", GREETED), Article("b", SEATED)]).passages


BACKGROUND = (
    "The ferry Aurora sank off the coast of Lisbon late on Monday after it struck a rock in thick fog. Four people were"
    " brought to a hospital and eleven others reached the beach in the small boats of local fishermen."
)
INQUIRY = "Prosecutors in Lisbon opened an inquiry into the owner of the ferry on Wednesday and seized its books. "
VIGIL = (
    "Some two hundred people lit candles on the quay for the missing cook of the Aurora, whose mother sang to them. "
)


def paper(id_: str, text: str, **told: str | None) -> Article:
    return Article(id_, text, **{"publisher": "Porto Post", **told})  # type: ignore[arg-type]


def only(*articles: Article) -> Copy:
    [copy] = trace(articles).copies
    return copy


def test_two_stories_of_one_paper_with_one_background_are_no_versions() -> None:
    first = paper(
        "a", INQUIRY + BACKGROUND, headline="Ferry owner under inquiry", published="2031-07-09", url="x/inquiry-1"
    )
    second = paper("b", VIGIL + BACKGROUND, headline="Candles for the cook", published="2031-07-10", url="x/candles-2")
    copy = only(first, second)
    assert copy.share >= 0.5
    assert (copy.article, copy.original, copy.kind) == ("b", "a", "reprint")
    assert "both were published by Porto Post as two articles (address and headline differ)" in copy.reason
    assert len(newest_versions(trace([first, second]))) == 0


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            ({"url": "https://p.example/sea/ferry-1"}, {"url": "https://m.p.example/sea/ferry-1?from=top"}),
            "one address",
        ),
        (({"headline": "Ferry sinks off Lisbon"}, {"headline": "Owner of ferry that sank off Lisbon"}), "one headline"),
        (({"headline": "The Latest: Fog"}, {"headline": "The Latest: Candles on the quay"}), "kept up to date"),
    ],
)
def test_what_is_told_of_two_texts_makes_them_versions(told: tuple[dict[str, str], dict[str, str]], why: str) -> None:
    first = paper("a", INQUIRY + BACKGROUND, published="2031-07-09T08:00", **told[0])
    second = paper("b", VIGIL + BACKGROUND, published="2031-07-09T11:30", **told[1])
    copy = only(first, second)
    assert (copy.article, copy.original, copy.kind) == ("b", "a", "revision")
    assert why in copy.reason
    assert copy.reason.endswith("a was published first: 08:00 against 11:30")


def test_a_text_that_grows_is_a_version_under_a_new_headline_but_not_at_a_new_address_too() -> None:
    first = paper("a", BACKGROUND, headline="Ferry sinks off Lisbon", published="2031-07-09", url="x/ferry-1")
    grown = paper("b", BACKGROUND + " " + VIGIL, headline="Candles for the cook", published="2031-07-09")
    assert only(first, grown).kind == "revision"
    assert only(first, replace(grown, url="x/candles-2")).kind == "reprint"


def test_a_correction_is_a_version_whatever_its_headline_says() -> None:
    first = paper("a", INQUIRY + BACKGROUND, published="2031-07-09")
    second = paper("b", VIGIL + BACKGROUND + "\n\nCorrection: The cook is missing, not dead.", published="2031-07-10")
    assert only(first, second).kind == "revision"
    assert "b says that it was corrected or updated" in only(first, second).reason


def test_the_input_may_say_which_is_a_version_of_which() -> None:
    first = paper("a", INQUIRY + BACKGROUND, headline="Ferry owner under inquiry")
    second = paper("b", VIGIL + BACKGROUND, headline="Candles for the cook", revision_of="a")
    assert (only(first, second).kind, only(first, second).original) == ("revision", "a")


def test_another_paper_with_the_same_headline_is_no_version() -> None:
    first = paper("a", BACKGROUND, headline="Ferry sinks off Lisbon", published="2031-07-09")
    second = paper("b", BACKGROUND, headline="Ferry sinks off Lisbon", published="2031-07-09", publisher="Norte")
    assert only(first, second).kind == "reprint"


def test_a_wires_later_report_is_no_rewrite_of_its_earlier_one() -> None:
    first = paper("a", INQUIRY + BACKGROUND, publisher="AFP", headline="Ferry owner", published="2031-07-09")
    second = paper("b", VIGIL + BACKGROUND, publisher="AFP", headline="Candles", published="2031-07-10")
    for later in (second, replace(second, text=VIGIL + BACKGROUND[: BACKGROUND.index(" Four people")])):
        copy = only(first, later)
        assert (copy.kind, copy.agency, copy.original) == ("same-wire", "AFP", None)
        assert "both were published by AFP as two articles (headline differs)" in copy.reason


def test_of_papers_with_two_agencies_neither_has_it_from_the_other() -> None:
    first = paper("a", "LISBON (AP) - " + BACKGROUND, published="2031-07-09")
    copy = only(first, paper("b", "LISBON (Reuters) - " + BACKGROUND, publisher="Norte", published="2031-07-10"))
    assert copy.original is None
    assert copy.reason.endswith("a is from AP and b is from Reuters, so whose text it is cannot be told")


def test_a_reason_counts_words_that_a_person_can_find() -> None:
    first = paper("a", BACKGROUND + " " + INQUIRY, published="2031-07-09")
    copy = only(first, paper("b", BACKGROUND, publisher="Norte", published="2031-07-10"))
    size = len(BACKGROUND.split())
    assert copy.reason == (
        f"all {size} words of b stand word for word in a; a was published first: 2031-07-09 against 2031-07-10"
    )


def test_rights_and_buttons_are_no_shared_passage() -> None:
    rights = "\n\nCopyright 2031 Harbour Press of Lisbon. All rights reserved; ask the Press before you print it."
    first, second = paper("a", INQUIRY * 2 + rights), paper("b", VIGIL * 2 + rights, publisher="Norte")
    assert not trace([first, second]).passages
    plain = (
        "\n\nNobody on the pier had been warned of the rock, and every captain in the harbour had said so for years."
    )
    assert trace([replace(first, text=INQUIRY + plain), replace(second, text=VIGIL + plain)]).passages

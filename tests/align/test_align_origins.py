"""Origins of stories in which several newsrooms, gathering pages, interviews, pictures and statements meet."""

from dataclasses import replace

import pytest

from onrecord.align import explain, trace
from onrecord.credits import house
from onrecord.schema import Article, Lineage, Origin

FERRY = (
    "The ferry Aurora sank off the coast of Lisbon late on Monday after it struck a rock in thick fog. "
    "Four people were brought to a hospital and eleven others reached the beach in the small boats of local fishermen. "
    "The harbour office opened an inquiry and closed the northern channel to all traffic until the wreck is marked. "
    "Divers searched the hull through the night and found nobody left on board, the office added."
)
BUDGET = (
    "Parliament passed the budget by three votes after a debate that lasted until dawn. The finance minister thanked "
    "the small parties for their patience and promised a review of the fuel tax before the summer break begins in July."
)
SCHOOL = (
    "A school in Norte opened its doors to parents who want to learn with their children. Two teachers give evening "
    "lessons in reading, and a baker of the town brings bread for those who come straight from work in the fields."
)
STATEMENT = (
    "“We are deeply sorry for what happened to our passengers and we will help every family that needs it now,” "
    "the company said in a statement."
)
MARKET = (
    "Fishmongers of Lagoon moved their stalls to the old station because the roof of the hall leaks. Their customers "
    "found them by the smell, one of them said, and the mayor wants to keep the place as it is until the autumn fair. "
    "A painter has begun to cover the walls with herrings, and children bring her the names of their grandmothers."
)
TOLD = (
    "The captain Rui Prates told the Norte Herald that the fog had come within minutes of noon.",
    "In an interview with the Norte Herald, Prates spoke of fog that nobody on the bridge had expected.",
    "He saw no light at all, Prates told the Norte Herald.",
)
CAPTION = "Divers look for the wreck of the ferry near Lisbon on Monday, May 6, 2024."


def known(lineage: Lineage) -> list[Origin]:
    return [origin for origin in lineage.origins if origin.evidence != "unknown"]


def houses(lineage: Lineage) -> set[str]:
    return {house(origin) for origin in known(lineage)}


def test_what_one_house_was_told_is_one_origin_in_every_paper() -> None:
    norte = Article("n", f"{SCHOOL} {TOLD[0]}", publisher="norteherald.com")
    texts = (f"{FERRY} {TOLD[1]}", f"{BUDGET} {TOLD[2]}")
    papers = [Article(f"p{n}", text, publisher=f"Paper {n}") for n, text in enumerate(texts)]
    found = trace([norte, *papers])
    [told] = [origin for origin in found.origins if origin.kind == "handout"]
    assert (told.publisher, told.articles) == ("norteherald.com", ("p0", "p1"))
    assert told.reason == "norteherald.com's: n, p0 and p1 say that it was told to Norte Herald"
    assert len(houses(found)) == 3


def test_an_agency_that_is_only_cited_gives_no_article() -> None:
    cited = "The owner had no licence for the channel, according to TASS."
    found = trace([Article("a", f"{FERRY} {cited}", publisher="Porto Post")])
    assert {origin.agency for origin in found.origins} == {None}
    assert {origin.publisher for origin in found.origins} == {"Porto Post", "TASS"}


def test_a_statement_that_came_once_is_no_origin() -> None:
    """A reprint, or a second article of the same house, tells nothing new of where the statement is from."""
    first = Article("a", f"{FERRY}\n\n{STATEMENT}", publisher="Porto Post", published="2024-05-06")
    second = Article("b", f"{BUDGET}\n\n{STATEMENT}", publisher="portopost.com", published="2024-05-07")
    reprint = Article("c", first.text, publisher="Norte", published="2024-05-08")
    other = Article("d", f"{SCHOOL}\n\n{STATEMENT}", publisher="Lagoon Herald", published="2024-05-08")
    assert [o.kind for o in trace([first, second]).origins] == ["outlet"]
    assert houses(trace([first, second, reprint])) == houses(trace([first, second]))
    assert [o.kind for o in trace([first, other]).origins].count("handout") == 1


def test_prose_of_an_agency_in_a_paper_that_credits_none_is_not_known() -> None:
    line = FERRY.split(". ")[2] + "."
    wire = Article("w", f"LISBON (Reuters) - {BUDGET} {SCHOOL} {line}", publisher="Norte")
    paper = Article("p", f"{MARKET} {line}", publisher="Porto Post")
    found = trace([wire, paper])
    [common] = [origin for origin in found.origins if origin.kind == "handout"]
    assert (common.articles, common.evidence) == (("p",), "unknown")
    assert common.reason == "common text, origin not named: printed by p and w; w credits Reuters"
    assert len(houses(found)) == 2


def test_a_gathering_page_is_no_publisher() -> None:
    page = Article("y", FERRY, publisher="yahoo.com/news", published="2024-05-06")
    paper = Article("p", FERRY, publisher="Porto Post", published="2024-05-07")
    for first in (replace(paper, published="2024-05-05"), replace(paper, byline="By Ana Duarte")):
        found = trace([page, first])
        assert [(o.publisher, o.articles) for o in found.origins] == [("Porto Post", ("p", "y"))]
        assert [(copy.article, copy.original) for copy in found.copies] == [("y", "p")]
    found = trace([page, paper])
    assert [(o.publisher, o.evidence) for o in found.origins] == [(None, "unknown")]
    assert found.copies[0].original is None
    [alone] = trace([page]).origins
    assert (alone.publisher, alone.evidence) == (None, "unknown")
    assert (
        alone.reason == "not known whose: y is on yahoo.com/news, which gathers the texts of others, without a credit"
    )


def test_the_provider_of_a_gathering_page_is_the_origin() -> None:
    page = Article("y", f"Ferry sinks\n\nPorto Post•\n\n{FERRY}", publisher="yahoo.com/news")
    [origin] = trace([page]).origins
    assert (origin.kind, origin.publisher, origin.evidence) == ("outlet", "Porto Post", "credited")
    assert origin.parts[0].reason == 'y names Porto Post as its source: "Porto Post•"'
    wire = Article("w", f"Ferry sinks\n\nReuters•\n\n{FERRY}", publisher="yahoo.com/news")
    assert [(o.kind, o.agency) for o in trace([wire]).origins] == [("wire", "Reuters")]


def test_a_page_of_first_words_is_no_report() -> None:
    texts = [FERRY, BUDGET, SCHOOL]
    page = Article("g", "\n\n".join(["Reuters", *texts, "LISBON (AFP) - More."]), publisher="news.google.com")
    papers = [Article(f"p{n}", text, publisher=f"Paper {n}") for n, text in enumerate(texts)]
    found = trace([page, *papers])
    assert {o.agency for o in found.origins} == {None}
    assert len(houses(found)) == 3


@pytest.mark.parametrize("byline", ["Ann Lee New York Times", "Ann Lee, CNN"])
def test_a_report_that_another_newsroom_signs_is_that_newsrooms(byline: str) -> None:
    lender = byline.removeprefix("Ann Lee").lstrip(", ")
    papers = [Article(id_, FERRY, publisher=f"Paper {id_}", byline=byline, published="2024-05-06") for id_ in "ab"]
    [origin] = trace(papers).origins
    assert (origin.kind, origin.publisher, origin.articles) == ("outlet", lender, ("a", "b"))
    assert {part.evidence for part in origin.parts} == {"credited"}
    own = Article("o", BUDGET, publisher=lender)
    assert [o.publisher for o in trace([*papers, own]).origins] == [lender]


@pytest.mark.parametrize(
    ("credit", "agencies"),
    [("(Ann Lee/AP)", {"AP"}), ("(Ann Lee/AFP via Getty Images)", set()), ("(Ann Lee/AFP/Getty Images)", set())],
)
def test_a_caption_is_an_agencys_where_no_house_of_pictures_sold_it(credit: str, agencies: set[str]) -> None:
    found = trace([Article("a", f"{FERRY}\n\n{CAPTION} {credit}", publisher="Porto Post")])
    assert {o.agency for o in found.origins if o.agency} == agencies


def test_a_caption_in_an_agencys_report_is_that_report() -> None:
    text = f"LISBON (AP) — {FERRY}\n\n{CAPTION} (Ann Lee/AP)"
    [origin] = trace([Article("a", text, publisher="Porto Post")]).origins
    assert origin.agency == "AP"


def test_names_alone_are_no_caption() -> None:
    found = trace([Article("a", f"{FERRY}\n\nANN LEE, JO DIAZ, MAX BORG and RUI PRATES LOBATO / AP", publisher="Post")])
    assert not any(o.reason.startswith("a picture") for o in found.origins)


def test_bloombergs_own_page_is_an_outlet_and_its_reprint_bloombergs() -> None:
    own = Article("b", FERRY, publisher="bloomberg.com", published="2024-05-06")
    [origin] = trace([own]).origins
    assert (origin.kind, origin.agency) == ("outlet", None)
    reprint = Article("p", f"{FERRY}\n© 2024 Bloomberg L.P.", publisher="Porto Post", published="2024-05-07")
    assert {house(o) for o in trace([own, reprint]).origins} == {house(origin)}


def test_hundreds_of_papers_with_one_statement_are_no_more_origins_than_papers() -> None:
    wire = [Article(f"w{n:03}", f"LISBON (AP) — {FERRY}\n\n{STATEMENT}", publisher=f"Paper {n}") for n in range(40)]
    own = Article("x", f"{SCHOOL}\n\n{STATEMENT}", publisher="Norte")
    other = Article("y", BUDGET, publisher="Lagoon")
    found = trace([*wire, own, other])
    assert len(houses(found)) == 3  # nobody signs what Norte prints: it may have the statement from the agency
    assert len(houses(trace([*wire, replace(own, byline="By Ana Duarte"), other]))) == 4
    assert max(len(o.articles) for o in found.origins if o.agency == "AP") == 40


def test_what_two_papers_print_as_told_to_one_house_is_no_common_origin_of_other_words() -> None:
    one = Article("a", f"{BUDGET} The owner told the Porto Post that the hull was old.", publisher="Norte")
    two = Article("b", f"{MARKET} A teacher told the Porto Post that lessons begin in May.", publisher="Sul")
    lineage = trace([one, two, Article("c", SCHOOL, publisher="Porto Post")])
    assert any({"a", "b"} <= set(origin.articles) for origin in lineage.origins)
    assert not explain(one, two, lineage).origins


def test_a_few_words_of_a_longer_sentence_put_nothing_in_doubt_unless_in_marks() -> None:
    """Two reporters name one address; what both have in marks may be from one of them."""
    street = "on the corner of Harbour Street and the Old Salt Road"
    said = "“I saw nothing of it until my brother called me”"

    def doubted(words: str) -> bool:
        one = Article(
            "a", f"{BUDGET} Neighbours found the dog of the late baker {words} before the rain began on Monday."
        )
        two = Article("b", f"{MARKET} Police closed a bakery and two garages {words} while firemen pumped out cellars.")
        return any("which of them" in part.reason for origin in trace([one, two]).origins for part in origin.parts)

    assert (doubted(street), doubted(said)) == (False, True)

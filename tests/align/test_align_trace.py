"""Copies and origins of small invented stories, told as a person would tell them."""

import pytest

from onrecord.align import Index, explain, trace
from onrecord.credits import house
from onrecord.schema import Article, Lineage, Origin

FERRY = (
    "The ferry Aurora sank off the coast of Lisbon late on Monday after it struck a rock in thick fog. "
    "Four people were brought to a hospital and eleven others reached the beach in the small boats of local fishermen. "
    "The harbour office opened an inquiry and closed the northern channel to all traffic until the wreck is marked. "
    "Divers searched the hull through the night and found nobody left on board, the office added."
)
REWRITE = (
    "A passenger boat went down near Lisbon on Monday. The ferry Aurora sank off the coast of Lisbon late on Monday "
    "when it struck a rock in thick fog. Relatives gathered in a school gymnasium, and volunteers brought tea. "
    "Four people were brought to a hospital and eleven others reached the beach in boats of local fishermen. "
    "The owner of the ferry has had trouble with its licences for years, according to court papers from last spring."
)
OTHER = (
    "Parliament passed the budget by three votes after a debate that lasted until dawn. The finance minister thanked "
    "the small parties for their patience and promised a review of the fuel tax before the summer break begins in July."
)
STATEMENT = (
    "“We are deeply sorry for what happened to our passengers and we will help every family that needs it now,” "
    "the company said in a statement."
)
SPOKEN = (
    "“I was asleep in the cabin and then the water came in through the door and I ran for my life,” said Ana Duarte."
)


def origin_of(lineage: Lineage, article: str, text: str, words: str) -> Origin | None:
    """The origin that holds for the words: the shortest part that covers them."""
    start = text.index(words)
    held = [
        (part.span.end - part.span.start, origin.id, origin)
        for origin in lineage.origins
        for part in origin.parts
        if part.span.article == article and part.span.start <= start and start + len(words) <= part.span.end
    ]
    return min(held)[2] if held else None


def test_two_texts_that_share_nothing_are_their_publishers_own_presumed() -> None:
    found = trace([Article("a", FERRY, publisher="Porto Post"), Article("b", OTHER, publisher="Norte")])
    assert not found.copies
    assert not found.passages
    assert [(o.kind, o.publisher, o.evidence, o.articles) for o in sorted(found.origins, key=lambda o: o.articles)] == [
        ("outlet", "Porto Post", "presumed", ("a",)),
        ("outlet", "Norte", "presumed", ("b",)),
    ]


def test_without_a_publisher_each_article_is_its_own() -> None:
    assert len(trace([Article("a", FERRY), Article("b", OTHER)]).origins) == 2


def test_one_publisher_is_one_origin() -> None:
    found = trace([Article("a", FERRY, publisher="Porto Post"), Article("b", OTHER, publisher="Porto Post")])
    assert [o.articles for o in found.origins] == [("a", "b")]


def test_a_rewrite_of_a_credited_wire_is_the_wires_and_its_rest_is_unknown() -> None:
    a = Article("a", FERRY + "\n\nWith Reuters; adapted", published="2024-05-06")
    b = Article("b", REWRITE, published="2024-05-06")
    found = trace([a, b])
    [copy] = found.copies
    assert (copy.article, copy.original, copy.agency, copy.kind) == ("b", None, "Reuters", "same-wire")
    assert copy.own_share >= 0.08
    assert copy.share < 0.5
    assert "a credits Reuters" in copy.reason
    [wire] = [o for o in found.origins if o.kind == "wire"]
    assert (wire.agency, wire.articles, wire.evidence) == ("Reuters", ("a", "b"), "credited")
    assert origin_of(found, "b", REWRITE, "Four people were brought") == wire
    assert {p.evidence for p in wire.parts if p.span.article == "b"} == {"shared-text"}
    assert origin_of(found, "b", REWRITE, "The owner of the ferry") is None
    assert origin_of(found, "a", a.text, "Divers searched the hull") is None, "“with” says that something was added"


def test_a_dateline_speaks_for_the_whole_text() -> None:
    text = "LISBON (AP) — " + FERRY
    found = trace([Article("a", text, publisher="Porto Post")])
    [wire] = found.origins
    assert (wire.kind, wire.agency, wire.evidence) == ("wire", "AP", "credited")
    assert origin_of(found, "a", text, "Divers searched the hull") == wire


def test_the_wires_own_report_is_the_original() -> None:
    a = Article("a", FERRY, publisher="Reuters", published="2024-05-07")
    b = Article("b", FERRY, publisher="Porto Post", published="2024-05-06")
    found = trace([a, b])
    assert [(c.article, c.original, c.agency, c.kind) for c in found.copies] == [("b", "a", "Reuters", "reprint")]
    assert [(o.agency, o.original, o.articles) for o in found.origins] == [("Reuters", "a", ("a", "b"))]


def test_without_an_agency_the_earlier_article_is_the_original() -> None:
    a = Article("late", FERRY, publisher="Porto Post", published="2024-05-07")
    b = Article("early", FERRY + " " + OTHER, publisher="Norte", published="2024-05-06")
    found = trace([a, b])
    assert [(c.article, c.original, c.kind) for c in found.copies] == [("late", "early", "reprint")]
    assert [(o.publisher, o.articles) for o in found.origins] == [("Norte", ("early", "late"))]


def test_when_nothing_says_which_was_first_it_stays_open_and_is_one_origin() -> None:
    found = trace([Article("a", FERRY, publisher="Norte"), Article("b", FERRY, publisher="Porto Post")])
    assert [(c.original, c.agency) for c in found.copies] == [(None, None)]
    assert "not known" in found.copies[0].reason
    assert [(o.publisher, o.articles) for o in found.origins] == [(None, ("a", "b"))]


def test_a_later_version_is_a_revision_and_no_second_origin() -> None:
    first = Article("v1", FERRY, publisher="Porto Post", published="2024-05-06T08:00:00")
    later = FERRY.replace("Four people", "Five people")
    second = Article("v2", later, publisher="Porto Post", published="2024-05-06T11:00:00", revision_of="v1")
    found = trace([second, first])
    assert [(c.article, c.original, c.kind) for c in found.copies] == [("v2", "v1", "revision")]
    assert len(found.origins) == 1


def test_a_spoken_quotation_alone_ties_nothing() -> None:
    a = Article("a", f"{FERRY}\n\n{SPOKEN}", publisher="Porto Post")
    b = Article("b", f"{OTHER}\n\n{SPOKEN}", publisher="Norte")
    found = trace([a, b])
    assert [p.kind for p in found.passages] == ["quotation"]
    assert not found.copies
    assert all(len(o.articles) == 1 for o in found.origins)


def test_a_written_statement_is_a_handout_and_no_copy() -> None:
    a = Article("a", f"{FERRY}\n\n{STATEMENT}", publisher="Porto Post")
    b = Article("b", f"{OTHER}\n\n{STATEMENT}", publisher="Norte")
    found = trace([a, b])
    assert not found.copies
    [handout] = [o for o in found.origins if o.kind == "handout"]
    assert handout.articles == ("a", "b")
    assert origin_of(found, "a", a.text, "deeply sorry") == origin_of(found, "b", b.text, "deeply sorry") == handout


def test_a_post_pasted_without_marks_makes_nobody_a_copy() -> None:
    post = (
        "We are closing the northern channel tonight because the fog is thick and the wreck has not been marked yet\n"
        "— Lisbon Harbour (@lisbonharbour) May 6, 2024"
    )
    a = Article("a", f"{FERRY}\n\n{post}", publisher="Porto Post")
    b = Article("b", f"{OTHER}\n\n{post}", publisher="Norte")
    found = trace([a, b])
    assert not found.copies
    assert [o.articles for o in found.origins if o.kind == "handout"] == [("a", "b")]


def test_prose_of_two_agencies_is_common_text_whose_origin_nobody_names() -> None:
    a = Article("a", f"LISBON (AP) — {FERRY}", publisher="Porto Post")
    b = Article("b", f"LISBON, May 6 (Reuters) - {FERRY}", publisher="Norte")
    found = trace([a, b])
    common = origin_of(found, "a", a.text, "Four people were brought")
    assert common is not None
    assert (common.kind, common.agency) == ("handout", None)
    assert "not named" in common.reason
    assert origin_of(found, "b", b.text, "Four people were brought") == common


def test_a_picture_has_an_origin_of_its_own() -> None:
    caption = "Fishermen bring passengers of the ferry to the beach near Lisbon on Monday. (Ann Lee/AP)"
    a = Article("a", f"{FERRY}\n\n{caption}", publisher="Porto Post")
    found = trace([a])
    assert {(o.kind, o.agency, o.evidence) for o in found.origins} == {
        ("wire", "AP", "credited"),
        ("outlet", None, "presumed"),
    }
    picture = origin_of(found, "a", a.text, "Fishermen bring")
    assert picture is not None
    assert picture.agency == "AP"


def test_told_to_an_agency_is_a_sign_and_leaves_the_rest_unknown() -> None:
    text = FERRY + " Ana Duarte, who runs the harbour office, told AFP that the fog had come within minutes."
    found = trace([Article("a", text, publisher="Porto Post")])
    told = origin_of(found, "a", text, "told AFP")
    assert told is not None
    assert told.agency == "AFP"
    assert "probably" in told.reason
    assert origin_of(found, "a", text, "Divers searched the hull") is None


def test_a_byline_makes_an_article_the_outlets_own() -> None:
    found = trace([Article("a", FERRY, publisher="Porto Post", byline="Rui Costa")])
    assert [(o.kind, o.evidence) for o in found.origins] == [("outlet", "own")]


def test_stored_passages_give_the_same_lineage() -> None:
    articles = [
        Article("a", FERRY + "\n\nWith AFP; adapted"),
        Article("b", REWRITE),
        Article("c", FERRY),
        Article("d", OTHER),
    ]
    found = trace(articles)
    assert trace(articles, passages=found.passages) == found
    assert found.copies


def test_passages_with_articles_that_are_not_asked_for_are_kept_but_not_judged() -> None:
    a, b = Article("a", FERRY), Article("b", FERRY)
    found = trace([a, b])
    alone = trace([a], passages=found.passages)
    assert alone.passages == found.passages
    assert not alone.copies
    assert [o.articles for o in alone.origins] == [("a",)]


def test_an_index_finds_what_was_read_before() -> None:
    kept = {"a": Article("a", FERRY), "d": Article("d", OTHER)}
    index = Index(kept.__getitem__)
    trace(list(kept.values()), index=index)
    found = trace([Article("b", REWRITE)], index=index)
    assert {(p.left.article, p.right.article) for p in found.passages} == {("a", "b")}
    assert not trace([Article("b", REWRITE)], index=index).passages, "what the index keeps is not read again"


def test_explain_gives_both_wordings() -> None:
    a, b = Article("a", FERRY + "\n\nWith AFP; adapted"), Article("b", REWRITE)
    told = explain(b, a, trace([a, b]))
    assert told.passages
    assert all(one.left in b.text and one.right in a.text for one in told.passages)
    assert [c.agency for c in told.copies] == ["AFP"]
    assert [common.origin.agency for common in told.origins] == ["AFP"]
    assert {part.span.article for common in told.origins for part in common.left} == {"b"}


@pytest.mark.parametrize("text", ["", "!", "word", "“" * 2000, "a " * 5000, "x" * 20000, "\n" * 500])
def test_odd_texts_are_traced(text: str) -> None:
    found = trace([Article("a", text), Article("b", text), Article("c", FERRY)])
    assert all(0 <= s.start < s.end <= len(text) for p in found.passages for s in (p.left, p.right))


def parts_of(lineage: Lineage, article: str, text: str, words: str) -> list[tuple[str | None, str]]:
    """The newsrooms and the evidence of the parts that cover the words, the shortest first."""
    start = text.index(words)
    held = [
        (part.span.end - part.span.start, origin.agency or origin.publisher, part.evidence)
        for origin in lineage.origins
        for part in origin.parts
        if part.span.article == article and part.span.start <= start and start + len(words) <= part.span.end
    ]
    return [(name, evidence) for _, name, evidence in sorted(held, key=lambda one: one[0])]


@pytest.mark.parametrize("byline", ["AFP", "Ann Lee, Agence France-Presse", "By Ann Lee | AFP"])
def test_an_agency_that_signs_speaks_for_the_whole_text(byline: str) -> None:
    [wire] = trace([Article("a", FERRY, publisher="Porto Post", byline=byline)]).origins
    assert (wire.kind, wire.agency, wire.evidence) == ("wire", "AFP", "credited")
    assert [(p.span.start, p.span.end) for p in wire.parts] == [(0, len(FERRY))]


def test_an_agency_that_signs_with_others_leaves_the_rest_unknown() -> None:
    found = trace([Article("a", FERRY, publisher="Porto Post", byline="Ann Lee and AFP")])
    assert not [o for o in found.origins if o.kind == "outlet"]


@pytest.mark.parametrize(
    "article",
    [
        Article("a", FERRY, publisher="Porto Post", byline="Staff and agencies"),
        Article("a", FERRY, publisher="Porto Post", byline="Ann Lee", credit=("agencies",)),
        Article("a", f"{FERRY}\n\nWith agency reports", publisher="Porto Post", byline="Ann Lee"),
        Article("a", f"{FERRY}\n\nFrom our wires", publisher="Porto Post"),
    ],
    ids=lambda article: f"{article.byline} {article.credit} {article.text[-22:]}",
)
def test_agencies_without_a_name_leave_the_text_unknown(article: Article) -> None:
    found = trace([article, Article("b", OTHER, publisher="Norte")])
    assert [o.articles for o in found.origins] == [("b",)]


def test_text_shared_with_one_who_credits_agencies_is_no_outlets() -> None:
    a = Article("a", FERRY, publisher="Porto Post", byline="Agencies", published="2024-05-06")
    b = Article("b", FERRY, publisher="Norte", published="2024-05-07")
    [shared] = trace([a, b]).origins
    assert (shared.kind, shared.agency, shared.publisher, shared.articles) == ("wire", None, None, ("a", "b"))


TOLD = "The harbour master Ana Duarte told the Norte Herald that the fog had come within minutes of noon."


def test_what_was_told_to_an_outlet_is_that_outlets_in_every_paper() -> None:
    norte = Article("n", f"{OTHER} {TOLD}", publisher="norteherald.com")
    papers = [Article(f"p{n}", f"{FERRY} {TOLD} Page {n}.", publisher=f"Paper {n}") for n in range(3)]
    found = trace([norte, *papers])
    rooms = {house(o) for o in found.origins for p in o.parts for a in papers if p.span.article == a.id
             and p.span.start == a.text.index(TOLD)}  # fmt: skip
    assert rooms == {house(origin) for origin in found.origins if origin.articles == ("n",)}
    assert parts_of(found, "n", norte.text, TOLD)[0] == ("norteherald.com", "own")
    assert {parts_of(found, a.id, a.text, TOLD)[0] for a in papers} == {("norteherald.com", "shared-text")}


def test_what_was_told_to_an_outlet_that_was_not_read_is_its_own_all_the_same() -> None:
    text = f"{FERRY} The mayor told the Guardian that nobody had warned her of the fog."
    found = trace([Article("a", text, publisher="Porto Post"), Article("b", OTHER, publisher="Norte")])
    assert parts_of(found, "a", text, "told the Guardian")[0] == ("Guardian", "presumed")
    assert [o.original for o in found.origins if o.publisher == "Guardian"] == [None]
    assert parts_of(found, "a", text, "Divers searched")[0][0] == "Porto Post"


def test_a_sign_in_another_agencys_report_is_the_signs() -> None:
    said = "According to Reuters, the owner had no licence for the channel that day."
    text = f"LISBON (AP) — {FERRY}\n{said}"
    found = trace([Article("a", text, publisher="Porto Post")])
    assert parts_of(found, "a", text, said)[0] == ("Reuters", "presumed")
    assert parts_of(found, "a", text, "Divers searched")[0] == ("AP", "credited")


def test_a_sign_is_never_a_credit() -> None:
    told = "Ana Duarte, who runs the harbour office, told AFP that the fog had come within minutes of noon."
    a = Article("a", f"{FERRY} {told}", publisher="Porto Post")
    [(agency, evidence)] = parts_of(trace([a]), "a", a.text, told)
    assert (agency, evidence) == ("AFP", "presumed")
    b = Article("b", f"{OTHER} {told}", publisher="Norte")
    assert parts_of(trace([a, b]), "a", a.text, told)[0] == ("AFP", "shared-text")


def test_a_sign_holds_for_those_who_print_the_sentence_without_it() -> None:
    told = "Ana Duarte, who runs the harbour office of the town, said that the fog had come within minutes"
    a = Article("a", f"{FERRY} {told}, according to Reuters.", publisher="Porto Post")
    b = Article("b", f"{OTHER} {told}.", publisher="Norte")
    assert parts_of(trace([a, b]), "b", b.text, told)[0] == ("Reuters", "shared-text")


def test_a_house_of_pictures_is_no_origin() -> None:
    caption = "Fishermen bring passengers of the ferry to the beach near Lisbon on Monday."
    found = trace([Article("a", f"{FERRY}\n\n{caption} (Ann Lee/Getty Images)", publisher="Porto Post")])
    assert {o.agency for o in found.origins} == {None}


def test_one_outlet_under_two_names_is_one_origin_and_its_later_version_a_revision() -> None:
    first = Article("v1", FERRY, publisher="The Guardian", published="2024-05-06")
    second = Article("v2", FERRY, publisher="theguardian.com", published="2024-05-07")
    other = Article("v3", OTHER, publisher="Guardian", published="2024-05-07")
    found = trace([first, second, other])
    assert [copy.kind for copy in found.copies] == ["revision"]
    assert [o.articles for o in found.origins] == [("v1", "v2", "v3")]


def test_a_text_in_another_language_is_nobodys_own_unless_it_says_so() -> None:
    english = [Article("a", FERRY, language="en", publisher="A"), Article("b", OTHER, language="en", publisher="B")]
    text = "O ferry Aurora afundou ao largo de Lisboa na noite de segunda-feira, depois de bater numa rocha."
    alone = trace([*english, Article("c", text, language="pt", publisher="C")])
    assert [(o.evidence, o.publisher) for o in alone.origins if "c" in o.articles] == [("unknown", None)]
    assert "translation" in next(o.parts[0].reason for o in alone.origins if "c" in o.articles)
    signed = trace([*english, Article("c", text, language="pt", publisher="C", byline="Rui Costa")])
    assert [(o.evidence, o.publisher) for o in signed.origins if "c" in o.articles] == [("presumed", "C")]


def test_a_reason_claims_no_more_than_was_read() -> None:
    [own] = trace([Article("a", FERRY, publisher="Porto Post")]).origins
    assert own.parts[0].reason == "no agency is credited and no article read with it has this text"

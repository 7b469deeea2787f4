"""What becomes one point and what stays apart."""

from types import SimpleNamespace

from desk import CAST, article, at, event, figure, only, own, quote, read, record, wire

from onrecord.record import _point_ids
from onrecord.record.parties import Cast
from onrecord.schema import Actor, Annotations, Lineage, SharedPassage


def test_two_wordings_of_one_quotation_are_one_point_with_two_answers() -> None:
    a = article("a", '"We never wanted to sign an accord in public," Lind said.')
    b = article("b", '"We never wanted to sign a public accord," Lind said.')
    made = record(
        read(a, quote(a, "We never wanted to sign an accord in public,", "lind")),
        read(b, quote(b, "We never wanted to sign a public accord,", "lind")),
        articles=[a, b],
        lineage=Lineage((own(a), own(b))),
    )
    point = only(made)
    assert point.agreed.n_articles == 2
    assert point.agreed.support == "up to 2 origins, all on the word of Tove Lind"


def test_quotations_that_share_only_names_stay_apart() -> None:
    a = article("a", '"Tove Lind owes Ana Duarte an answer about harbour fees," Lind said.')
    b = article("b", '"Ana Duarte and Tove Lind shall open the museum," Lind said.')
    made = record(
        read(a, quote(a, "Tove Lind owes Ana Duarte an answer about harbour fees,", "lind")),
        read(b, quote(b, "Ana Duarte and Tove Lind shall open the museum,", "lind")),
        articles=[a, b],
        lineage=Lineage(),
    )
    assert len(made.points) == 2


def test_one_meeting_told_from_both_sides_is_one_point() -> None:
    a = article("a", "Duarte met Lind in Porto.")
    b = article("b", "Lind held talks with Duarte in Porto.")
    made = record(
        read(a, event(a, "met", ["duarte"], ["lind"])),
        read(b, event(b, "held talks", ["lind"], ["duarte"])),
        articles=[a, b],
        lineage=Lineage((own(a), own(b))),
    )
    assert only(made).agreed.n_articles == 2


def test_meetings_of_two_days_stay_apart() -> None:
    a = article("a", "Duarte met Lind on Tuesday.", published="2024-05-18")
    b = article("b", "Duarte met Lind on Friday.", published="2024-05-18")
    made = record(
        read(a, event(a, "met", ["duarte"], ["lind"], when="2024-05-14")),
        read(b, event(b, "met", ["duarte"], ["lind"], when="2024-05-17")),
        articles=[a, b],
        lineage=Lineage(),
    )
    assert len(made.points) == 2


def test_a_shared_passage_ties_two_tellings_and_their_two_days_are_a_conflict() -> None:
    a = article("a", "Duarte met Lind on Tuesday in the old customs house.", published="2024-05-18")
    b = article("b", "Duarte met Lind on Friday in the old customs house.", published="2024-05-18")
    passage = SharedPassage(at(a, a.text), at(b, b.text), 0.9, "edited")
    made = record(
        read(a, event(a, "met", ["duarte"], ["lind"], when="2024-05-14")),
        read(b, event(b, "met", ["duarte"], ["lind"], when="2024-05-17")),
        articles=[a, b],
        lineage=Lineage((wire(a, b),), (), (passage,)),
    )
    assert [d.kind for d in only(made).differences] == ["conflict"]
    assert only(made).variation == "differs"


def test_tolls_of_two_places_stay_apart() -> None:
    a = article("a", "Four people died in Porto.")
    b = article("b", "Nine people died in Braga.")
    made = record(
        read(a, figure(a, "Four people", 4, place="Porto")),
        read(b, figure(b, "Nine people", 9, place="Braga")),
        articles=[a, b],
        lineage=Lineage(),
    )
    assert len(made.points) == 2


def test_a_passage_puts_a_statement_into_an_article_in_which_it_was_not_read() -> None:
    a = article("a", "Police counted 40 boats in the bay on Monday evening.")
    b = article("b", "Police counted 40 boats in the bay on Monday evening.")
    c = article("c", "Police counted 50 boats in the bay on Monday evening.")
    passages = tuple(SharedPassage(at(a, a.text), at(x, x.text), 1.0, "verbatim") for x in (b, c))
    made = record(
        read(a, figure(a, "40 boats", 40, measure="count", counts="boats", unit="boat")),
        read(b),
        read(c),
        articles=[a, b, c],
        lineage=Lineage((wire(a, b, c),), (), passages),
    )
    assert only(made).coverage == ("a", "b")  # not c: the passage has another number there


def test_a_point_keeps_its_id_when_an_article_is_added() -> None:
    a = article("a", "Four people died.")
    b = article("b", "Four people died.")
    first = record(read(a, figure(a, "Four people", 4)), articles=[a], lineage=Lineage((own(a),)))
    both = (read(b, figure(b, "Four people", 4)), read(a, figure(a, "Four people", 4)))
    second = record(*both, articles=[b, a], lineage=Lineage((own(a), own(b))), earlier=first)
    assert only(second).id == only(first).id
    assert only(second).agreed.n_articles == 2


def test_a_correction_notice_is_no_statement() -> None:
    a = article("a", "Two people died.\nCorrection: an earlier version said that twelve people died.")
    made = record(
        read(a, figure(a, "Two people", 2), figure(a, "twelve people", 12)), articles=[a], lineage=Lineage((own(a),))
    )
    assert only(made).agreed.value == "Two people"


def test_a_surname_is_folded_into_the_one_full_name_and_not_into_one_of_two() -> None:
    bare = Actor("bare", "Duarte", "person")
    other = Actor("rui", "Rui Duarte", "person")
    assert Cast([Annotations("a", actors=CAST), Annotations("b", actors=(bare,))]).id_of("bare") == "duarte"
    assert Cast([Annotations("a", actors=(*CAST, other)), Annotations("b", actors=(bare,))]).id_of("bare") == "bare"


def test_of_a_point_that_is_two_now_only_one_keeps_the_id() -> None:
    """The claim that a point was named after may be the one that leaves it."""
    a, b, c = (article(name, f"Five people died in {name}.") for name in "abc")
    read_ = [read(one, figure(one, "Five people", 5)) for one in (a, b, c)]
    whole = record(*read_, articles=[a, b, c], lineage=Lineage((own(a), own(b), own(c))))
    first, second, third = sorted(whole.claims, key=lambda claim: claim.article)
    (point,) = {claim.point for claim in whole.claims}
    groups: list = [[SimpleNamespace(claim=second), SimpleNamespace(claim=third)], [SimpleNamespace(claim=first)]]
    kept, new = _point_ids(groups, whole)
    assert (kept, new != point) == (point, True)
    assert _point_ids(groups[::-1], whole)[0] == point
    assert len(set(_point_ids(groups[::-1], whole))) == 2

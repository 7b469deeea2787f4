"""Two accounts are compared only where they speak of one thing: figures, quotations, what is passed on, days."""

import pytest
from desk import CAST, article, at, event, figure, only, own, quote, read, record

from onrecord.record.parties import Cast, folded
from onrecord.record.wordings import clash, of
from onrecord.schema import Actor, Annotations, Article, Copy, Lineage, Point

NORTH = Actor("north", "North Arland", "country", "NAR", "GOV", aliases=("Norvik",))


def points(*told: tuple[Article, object]) -> tuple[Point, ...]:
    """The points of some articles, one noun each."""
    annotations = [read(a, noun) for a, noun in told]  # type: ignore[arg-type]
    articles = [a for a, _ in told]
    return record(*annotations, articles=articles, lineage=Lineage(tuple(own(a) for a in articles))).points


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We will open the harbour in May. Nobody else can do it", "We will open the harbour in May"),
        ("It never rains on the day of the regatta, the old men say", "We will sail on the day of the regatta"),
        ("The balloon flew 3,700 kilometres east of the town", "The balloon flew 2,300 miles east of the town"),
        ("We go without fear", "We go with courage and without fear"),
    ],
)
def test_what_one_leaves_out_it_does_not_contradict(left: str, right: str) -> None:
    assert clash(of(left), of(right)) is None
    assert clash(of(right), of(left)) is None


def counted(id_: str, text: str, words: str, value: float, **fields: object) -> tuple[Article, object]:
    told = article(id_, text)
    return told, figure(told, words, value, **{"measure": "count", "unit": None, "counts": None, **fields})


@pytest.mark.parametrize(
    ("left", "right", "words", "value", "n_points"),
    [
        ("The baker hired two cooks for the fair.", "A judge sent two cooks to prison.", "two cooks", 2, 2),
        ("The fair took 40 miles of rope.", "A deer walked 40 miles home.", "40 miles", 40, 2),
        ("The town lost 1,453 houses.", "Rain took 1,453 houses away.", "1,453 houses", 1453, 1),
        ("The mayor wants two tin ferries.", "The mayor asked for two tin ferries.", "two tin ferries", 2, 1),
    ],
)
def test_the_less_a_number_tells_the_more_must_be_the_same_around_it(
    left: str, right: str, words: str, value: float, n_points: int
) -> None:
    assert len(points(counted("a", left, words, value), counted("b", right, words, value))) == n_points


def test_a_share_is_told_by_chance_in_two_polls() -> None:
    a = counted("a", "In Orrin 43 percent chose Lind.", "43 percent", 0.43, measure="share", unit="share")
    b = counted("b", "Of bakers 43 percent rise early.", "43 percent", 0.43, measure="share", unit="share")
    assert len(points(a, b)) == 2


def test_tolls_of_other_size_or_other_days_are_other_events() -> None:
    a = article("a", "Three people died of the smoke.")
    b = article("b", "The war has killed 70,000 people.")
    assert len(points((a, figure(a, "Three people", 3)), (b, figure(b, "70,000 people", 70_000)))) == 2
    early, late = article("a", "9,000 people died.", None, "2024-05-01"), article("b", "1,900 people died.")
    told = (early, figure(early, "9,000 people", 9000)), (late, figure(late, "1,900 people", 1900))
    assert len(points(*told)) == 2


def test_what_is_passed_on_is_one_statement_with_one_chain() -> None:
    text = "Lind said that Duarte had told her that the mill would close before the winter came."
    a, b = article("a", text), article("b", text)
    inner, outer = (
        "that the mill would close before the winter came",
        "that Duarte had told her that the mill would close before the winter came",
    )
    told = [
        read(x, quote(x, outer, "lind", kind="indirect"), quote(x, inner, "duarte", kind="indirect")) for x in (a, b)
    ]
    made = record(*told, articles=[a, b], lineage=Lineage((own(a), own(b))))
    assert only(made).subject == "Ana Duarte"
    assert only(made).variation == "same"
    assert {claim.via for claim in made.claims} == {("Tove Lind",)}


def test_a_long_quotation_ties_no_two_that_share_no_word() -> None:
    first, second = "The harbour opens in May with a regatta", "Every school gets new windows this autumn"
    a, b, c = (article(id_, f'"{words}."') for id_, words in (("a", first), ("b", f"{first}. {second}"), ("c", second)))
    told = [(x, quote(x, words, "lind")) for x, words in ((a, first), (b, f"{first}. {second}"), (c, second))]
    assert len(points(*told)) == 2


def test_a_quotation_twice_in_one_article_is_one_point() -> None:
    a = article("a", '"We close the old mill," Lind said. "We close the old mill before the snow comes," Lind said.')
    b = article("b", '"We close the old mill before the snow comes," Lind said.')
    whole = "We close the old mill before the snow comes"
    made = record(
        read(a, quote(a, "We close the old mill,", "lind"), quote(a, whole, "lind")),
        read(b, quote(b, whole, "lind")),
        articles=[a, b],
        lineage=Lineage((own(a), own(b))),
    )
    assert only(made).agreed.n_articles == 2


def test_a_number_within_a_quotation_is_told_by_it_and_a_toll_by_itself() -> None:
    a = article("a", '"We lost 14 houses and nine people died," Lind said.')
    said = quote(a, "We lost 14 houses and nine people died,", "lind")
    houses = figure(a, "14 houses", 14, measure="count", counts="houses", unit="house")
    made = record(read(a, said, houses, figure(a, "nine people", 9)), articles=[a], lineage=Lineage((own(a),)))
    assert sorted((p.kind, p.attribute) for p in made.points) == [("figure", "killed"), ("quote", "said")]


def test_nothing_happens_after_it_was_reported_and_a_plan_may() -> None:
    a = article("a", "Duarte met Lind on Friday.", None, "2024-05-14")
    for status, when in (("happened", None), ("planned", "2024-05-17")):
        told = event(a, "met", ["duarte"], ["lind"], when="2024-05-17", status=status)
        (claim,) = record(read(a, told), articles=[a], lineage=Lineage((own(a),))).claims
        assert claim.when == when


def test_a_heading_is_no_statement() -> None:
    a = article("a", "Duarte met Lind in Porto.\n\nFrank talks\n\nThey drank tea.")
    told = (event(a, "met", ["duarte"], ["lind"]), event(a, "talks", ["duarte"], ["lind"]))
    made = record(read(a, *told), articles=[a], lineage=Lineage((own(a),)))
    (claim,) = made.claims
    assert a.text.startswith("met", claim.span.start)


def test_a_withdrawn_answer_leads_over_no_denial_and_counts_no_article() -> None:
    a = article("a", "Duarte met Lind.", "Mail", "2024-05-14T08:00")
    b = article("b", "Duarte did not meet Lind, the mayor said.", "Mail", "2024-05-14T15:00")
    made = record(
        read(a, event(a, "met", ["duarte"], ["lind"])),
        read(b, event(b, "meet", ["duarte"], ["lind"], status="denied")),
        articles=[a, b],
        lineage=Lineage((own(a), own(b)), (Copy("b", "a", None, 0.9, 0.9, "revision", (), "later"),)),
    )
    for point in made.points:
        told = {claim.id: claim for claim in made.claims}
        if any(told[id_].withdrawn_by is None for answer in point.answers for id_ in answer.claims):
            assert point.agreed.value == "denied"
        gone = [x for x in point.answers if all(told[id_].withdrawn_by for id_ in x.claims)]
        assert [x.n_articles for x in gone] == [0] * len(gone)


def test_one_article_that_plans_and_denies_does_not_agree_with_itself() -> None:
    a = article("a", "Duarte will meet Lind. Duarte did not meet Lind.")
    told = (
        event(a, "will meet", ["duarte"], ["lind"], status="planned", when=None),
        event(a, "did not meet", ["duarte"], ["lind"], status="denied", when=None),
    )
    for point in record(read(a, *told), articles=[a], lineage=Lineage((own(a),))).points:
        statuses = {"denied", "planned"}
        assert point.agreed.value in statuses
        assert len(point.agreed.claims) == 1


def test_bodies_of_one_state_are_one_party_by_whatever_words() -> None:
    army = Actor("army", "North Arland’s military", "organisation", None, "MIL")
    cast = Cast([Annotations("a", actors=(*CAST, NORTH, army))])
    assert {cast.party(words).id for words in ("north", "the North", "President Ana Duarte", "gov")} == {"north", "gov"}
    assert cast.party("three senior officials").id is None
    assert cast.party("President Ana Duarte").id == "gov"


def test_documents_that_are_named_in_part_are_one_speaker() -> None:
    cast = Cast([])
    told = [cast.party(words) for words in ("the Orrin poll", "an Orrin College poll", "a Lund poll")]
    assert len(folded(told)) == 2


def test_should_not_is_no_denial() -> None:
    a, b = article("a", "The mayor argued Duarte should not meet Lind."), article("b", "Duarte met Lind.")
    told = (a, event(a, "meet", ["duarte"], ["lind"], status="denied")), (b, event(b, "met", ["duarte"], ["lind"]))
    assert not [d for p in points(*told) for d in p.differences if d.kind == "conflict"]
    assert at(a, "meet")


def test_only_a_word_of_denial_and_one_day_make_a_denial_a_conflict() -> None:
    a, b = (
        article("a", "Duarte struck Lind, the paper wrote."),
        article("b", "The mayor stopped Duarte from striking Lind."),
    )
    told = (
        (a, event(a, "struck", ["duarte"], ["lind"], when=None)),
        (b, event(b, "striking", ["duarte"], ["lind"], when=None, status="denied", attributed_to="gov")),
    )
    assert not [d for p in points(*told) for d in p.differences if d.kind == "conflict"]


def test_a_part_of_a_sum_is_no_other_sum() -> None:
    left, right = of("$2 million of the $3 million"), of("$3 million")
    assert left.numbers > right.numbers

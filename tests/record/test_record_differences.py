"""Of what kind a difference is, and what is none."""

from dataclasses import replace

import pytest
from desk import article, at, event, figure, only, own, quote, read, record

from onrecord.record.wordings import clash, of
from onrecord.schema import Lineage, TimeExpression


def tolls(*told: tuple[str, float, str, str]):  # type: ignore[no-untyped-def]
    """The point of some tolls: (words, value, hedge, published)."""
    articles = [article(f"a{i}", f"{words} died.", None, when) for i, (words, _, _, when) in enumerate(told)]
    annotations = [
        read(a, figure(a, words, value, hedge=hedge, high=None if hedge == "at-least" else value))
        for a, (words, value, hedge, _) in zip(articles, told, strict=True)
    ]
    return only(record(*annotations, articles=articles, lineage=Lineage(tuple(own(a) for a in articles))))


EIGHT, NINE, TEN = "2024-05-14T08:00", "2024-05-14T09:00", "2024-05-14T10:00"


@pytest.mark.parametrize(
    ("told", "kinds", "variation"),
    [
        ([("Three people", 3, "exact", EIGHT), ("Five people", 5, "exact", NINE)], ["update"], "updated"),
        ([("Three people", 3, "exact", EIGHT), ("Five people", 5, "exact", EIGHT)], ["conflict"], "differs"),
        ([("Nine people", 9, "exact", EIGHT), ("Five people", 5, "exact", NINE)], ["conflict"], "differs"),
        ([("At least 40 people", 40, "at-least", EIGHT), ("43 people", 43, "exact", EIGHT)], ["rounding"], "differs"),
        (
            [("About 2,700 people", 2700, "approximate", EIGHT), ("2,750 people", 2750, "exact", NINE)],
            ["rounding"],
            "differs",
        ),
        ([("Three people", 3, "exact", EIGHT), ("Three people", 3, "exact", NINE)], [], "same"),
    ],
)
def test_numbers(told, kinds, variation) -> None:  # type: ignore[no-untyped-def]
    point = tolls(*told)
    assert [d.kind for d in point.differences] == kinds
    assert point.variation == variation


def test_a_paper_that_lags_is_no_contradiction_and_one_that_is_taken_back_is() -> None:
    lags = tolls(
        ("Three people", 3, "exact", EIGHT), ("Five people", 5, "exact", NINE), ("Three people", 3, "exact", TEN)
    )
    assert [d.kind for d in lags.differences] == ["update"]
    high = tolls(
        ("Three people", 3, "exact", EIGHT), ("Nine people", 9, "exact", NINE), ("Six people", 6, "exact", TEN)
    )
    assert sorted(d.kind for d in high.differences) == ["conflict", "conflict", "update"]


def told_event(*statuses: tuple[str, str]):  # type: ignore[no-untyped-def]
    articles = [article(f"a{i}", "Duarte met Lind.", None, when) for i, (_, when) in enumerate(statuses)]
    annotations = [
        read(a, event(a, "met", ["duarte"], ["lind"], status=status))
        for a, (status, _) in zip(articles, statuses, strict=True)
    ]
    return only(record(*annotations, articles=articles, lineage=Lineage(tuple(own(a) for a in articles))))


@pytest.mark.parametrize(
    ("statuses", "kinds", "variation"),
    [
        ([("happened", EIGHT), ("denied", NINE)], ["status"], "differs"),
        ([("planned", EIGHT), ("happened", NINE)], ["update"], "updated"),
        ([("planned", EIGHT), ("ongoing", EIGHT)], ["status"], "differs"),
        ([("claimed", EIGHT), ("happened", NINE)], [], "same"),
    ],
)
def test_status(statuses, kinds, variation) -> None:  # type: ignore[no-untyped-def]
    point = told_event(*statuses)
    assert [d.kind for d in point.differences] == kinds
    assert point.variation == variation


def test_a_denial_is_never_told_as_a_statement_and_disputes_the_one_that_it_denies() -> None:
    a = article("a", "The mill poisoned the river for years, Lind said.", None, EIGHT)
    b = article("b", "Duarte denied that the mill poisoned the river for years.", None, NINE)
    words = "the mill poisoned the river for years"
    said = quote(a, words.replace("the mill", "The mill"), "lind", kind="indirect")
    denied = quote(b, words, "duarte", kind="indirect", cue=at(b, "denied"))
    point = only(record(read(a, said), read(b, denied), articles=[a, b], lineage=Lineage((own(a), own(b)))))
    assert [d.kind for d in point.differences] == ["conflict"]
    assert point.variation == "disputed"
    assert point.agreed.n_articles == 1


def said(*told: tuple[str, str | None], kind: str = "direct"):  # type: ignore[no-untyped-def]
    """The points of some quotations: (words, speaker), one article each."""
    articles = [article(f"a{i}", f'"{words}" said {who}.', None, EIGHT) for i, (words, who) in enumerate(told)]
    annotations = [
        read(a, quote(a, words, who, kind=kind, speaker_span=at(a, who) if who else None))
        for a, (words, who) in zip(articles, told, strict=True)
    ]
    return record(*annotations, articles=articles, lineage=Lineage(tuple(own(a) for a in articles))).points


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "We will sign the accord with the northern provinces",
            "We will never sign the accord with the northern provinces",
        ),
        ("I did take money from the harbour fund", "I did not take money from the harbour fund"),
        ("We lost 40 soldiers at the bridge near the mill", "We lost 14 soldiers at the bridge near the mill"),
        ("We lost forty soldiers at the bridge near the mill", "We lost fourteen soldiers at the bridge near the mill"),
        ("Arland attacked Borland before the winter came", "Borland attacked Arland before the winter came"),
    ],
)
def test_words_that_turn_the_sense_round_are_a_conflict_and_never_support(left: str, right: str) -> None:
    for point in said((left, "lind"), (right, "lind")):
        assert point.agreed.n_articles == 1
        assert point.variation != "same" or len(point.coverage) == 1
        assert {d.kind for d in point.differences} <= {"conflict"}


def test_one_quotation_in_two_mouths_is_no_support() -> None:
    words = "The bridge was never safe in the winter months"
    (point,) = said((words, "lind"), (words, "duarte"))
    assert [d.kind for d in point.differences] == ["attribution"]
    assert point.agreed.support == "one origin"


def test_a_speaker_whom_no_article_names_beside_the_words_is_no_difference() -> None:
    words = "The bridge was never safe in the winter months"
    articles = [
        article("a", f'"{words}" said lind.', None, EIGHT),
        article("b", f'"{words}" he said then.', None, EIGHT),
    ]
    named = read(articles[0], quote(articles[0], words, "lind", speaker_span=at(articles[0], "lind")))
    guessed = read(articles[1], quote(articles[1], words, "duarte", speaker_span=at(articles[1], "he said")))
    lineage = Lineage(tuple(own(a) for a in articles))
    (point,) = record(named, guessed, articles=articles, lineage=lineage).points
    assert not [d for d in point.differences if d.kind == "attribution"]
    assert [party.names for party in point.agreed.said_by] == [("Tove Lind",)]


def test_numbers_count_together_only_where_they_are_one_number() -> None:
    both = tolls(("At least 40 people", 40, "at-least", EIGHT), ("43 people", 43, "exact", EIGHT))
    assert both.agreed.n_articles == 1
    three = tolls(
        ("About 100 people", 100, "approximate", EIGHT),
        ("95 people", 95, "exact", EIGHT),
        ("108 people", 108, "exact", EIGHT),
    )
    assert three.agreed.n_articles < 3


def test_a_bound_and_a_number_above_it_fit_together() -> None:
    point = tolls(("At least four people", 4, "at-least", EIGHT), ("Seven people", 7, "exact", EIGHT))
    assert [d.kind for d in point.differences] == ["rounding"]


def test_a_day_and_an_hour_of_it_have_no_order() -> None:
    point = tolls(("Three people", 3, "exact", "2024-05-14"), ("Five people", 5, "exact", NINE))
    assert [d.kind for d in point.differences] == ["conflict"]


def test_an_article_does_not_differ_from_itself() -> None:
    a = article("a", "Nine dead. At least nine people died.", None, EIGHT)
    nouns = (figure(a, "Nine dead", 9), figure(a, "At least nine people", 9, hedge="at-least", high=None))
    made = record(read(a, *nouns), articles=[a], lineage=Lineage((own(a),)))
    assert not [d for point in made.points for d in point.differences]


def test_other_persons_counted_are_no_support() -> None:
    a = article("a", "Four firefighters were hurt.", None, EIGHT)
    b = article("b", "Four residents were hurt.", None, EIGHT)
    annotations = [
        read(a, figure(a, "Four firefighters", 4, measure="injured")),
        read(b, figure(b, "Four residents", 4, measure="injured")),
    ]
    for point in record(*annotations, articles=[a, b], lineage=Lineage((own(a), own(b)))).points:
        assert point.agreed.n_origins == 1


def test_wednesday_and_november_are_two_meetings() -> None:
    a = article("a", "Duarte will meet Lind on Wednesday.", None, EIGHT)
    b = article("b", "Duarte will meet Lind in November.", None, EIGHT)
    annotations = [
        read(a, event(a, "meet", ["duarte"], ["lind"], when="2024-05-15", status="planned")),
        read(b, event(b, "meet", ["duarte"], ["lind"], when="2024-11", status="planned")),
    ]
    assert len(record(*annotations, articles=[a, b], lineage=Lineage()).points) == 2


def test_a_denial_by_somebody_named_disputes_and_by_nobody_named_does_not() -> None:
    a = article("a", "Duarte met Lind in the mill.", None, EIGHT)
    b = article("b", "Lind denied that Duarte met her.", None, NINE)
    for speaker, variation in ("lind", "disputed"), (None, "differs"):
        met = event(b, "met", ["duarte"], ["lind"], status="denied", attributed_to=speaker)
        told = [read(a, event(a, "met", ["duarte"], ["lind"])), read(b, met)]
        assert only(record(*told, articles=[a, b], lineage=Lineage((own(a), own(b))))).variation == variation


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (
            "If you liked the mill then, you should like the mill now",
            "If you liked the mill then, shouldn't you like the mill now",
        ),
        (
            "The second raft was metal, but it was not clear whether it leaked",
            "The second raft was metal, but it was unclear whether it leaked",
        ),
    ],
)
def test_a_question_and_a_turned_word_negate_nothing(here: str, there: str) -> None:
    assert clash(of(here), of(there)) is None
    assert clash(of("We should sell the mill this year"), of("We shouldn't sell the mill this year")) is not None


def test_one_printed_line_has_one_day() -> None:
    words = "two masked riders shot at the mill of Ostrava"
    articles = [article(f"a{i}", f"A day earlier, {words}.", None, f"2024-05-{14 + i}T08:00") for i in range(2)]
    told = []
    for a, day in zip(articles, ("2024-05-13", "2024-05-14"), strict=True):
        shot = event(a, words, ["duarte"], ["lind"], when=day)
        told.append(replace(read(a, shot), times=(TimeExpression(at(a, "A day earlier"), "DATE", day, day, day),)))
    made = record(*told, articles=articles, lineage=Lineage(tuple(own(a) for a in articles)))
    assert {c.when for c in made.claims} == {"2024-05-13"}
    assert only(made).differences == ()


def test_a_figure_that_is_denied_is_no_support_for_it() -> None:
    a = article("a", "The minister denied that 30 prisoners were beaten.", None, EIGHT)
    b = article("b", "Thirty prisoners were beaten, the league said.", None, EIGHT)
    denied = quote(a, "30 prisoners were beaten", "duarte", kind="indirect", cue=at(a, "denied"))
    annotations = [
        read(a, figure(a, "30 prisoners", 30, measure="injured", attributed_to="duarte"), denied),
        read(b, figure(b, "Thirty prisoners", 30, measure="injured", attributed_to="lind")),
    ]
    point = only(record(*annotations, articles=[a, b], lineage=Lineage((own(a), own(b)))))
    assert point.variation == "disputed"
    assert point.agreed.support == "one origin"

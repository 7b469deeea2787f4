"""Of what kind a difference is, and what is none."""

import pytest
from desk import article, at, event, figure, only, own, quote, read, record

from onrecord.schema import Lineage


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
        ([("happened", EIGHT), ("denied", NINE)], ["conflict"], "disputed"),
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

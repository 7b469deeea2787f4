"""The evidence of a pair: what is known of two articles, in numbers, and the days that their texts name."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from onrecord import settings, weights
from onrecord.cluster import evidence as module
from onrecord.cluster.days import Days, ages, days, reading_of
from onrecord.cluster.evidence import EVIDENCE, chances, evidence
from onrecord.cluster.features import VIEWS, Features, Frequencies, features, likeness
from onrecord.cluster.segments import packed, unpacked
from onrecord.errors import ModelError
from onrecord.schema import Article

SHOOTING = "Karl Hobb, 34, was shot dead on Mill Lane in Orrin on Friday night, police said. A neighbour heard shouts."
TRIAL = "Luis Ferrand pleaded guilty on Monday to killing Karl Hobb in Orrin on May 3. The jury heard a neighbour."
OTHER = "Maud Teller, 52, was shot dead on Quay Road in Tarnby on Friday night, police said. A neighbour heard shouts."


def known(text: str, published: str | None = None) -> Features:
    return features(Article("a", text, published=published), Frequencies())[0]


def row(one: Features, other: Features) -> dict[str, float]:
    scores = np.array([0.5], dtype=np.float32)
    (found,) = evidence(one.among(scores), [other], scores)
    return dict(zip(EVIDENCE, found.tolist(), strict=True))


def told(text: str, published: str | None) -> Days:
    return days(reading_of(text), date.fromisoformat(published).toordinal() if published else None)


def iso(found: Sequence[int]) -> list[str]:
    return [date.fromordinal(int(day)).isoformat() for day in found]


@pytest.mark.parametrize(
    ("text", "published", "named"),
    [
        ("Shots fell on Friday.", "2024-05-06", ["2024-05-03"]),
        ("Shots fell Monday.", "2024-05-06", ["2024-05-06"]),
        ("It burned yesterday.", "2024-03-01", ["2024-02-29"]),
        ("The fire of Dec. 30 is out.", "2024-01-02", ["2023-12-30"]),
        ("The fire of 30th December 2019 is out.", "2024-01-02", ["2019-12-30"]),
        ("He may 5 times march 3 miles.", "2024-01-02", []),
        ("It burned on Feb. 30.", "2024-01-02", []),
        ("Shots fell on Friday, May 3.", None, []),
        ("Shots fell on May 3, 2013.", None, ["2013-05-03"]),
    ],
)
def test_days_are_read_from_the_text(text: str, published: str | None, named: list[str]) -> None:
    assert iso(told(text, published).named) == named


def test_an_undated_text_still_tells_month_day_and_year() -> None:
    found = told("The dam broke on May 3. It was built in 1931 and mended in 2009.", None)
    assert (found.month_days.tolist(), found.years.tolist()) == ([5 * 32 + 3], [1931, 2009])


@trying(max_examples=60, deadline=None)
@given(
    st.text(alphabet="MayJan5310, .-\nyearsoldnineFridy²३", max_size=60), st.sampled_from([None, 1, 735_000, 3_652_059])
)
def test_no_text_breaks_the_reading_of_days_and_ages(text: str, published: int | None) -> None:
    reading = reading_of(text)
    days(reading, published)
    ages(reading)


def test_the_trial_points_back_at_the_day_of_the_shooting() -> None:
    shooting, trial = known(SHOOTING, "2024-05-04"), known(TRIAL, "2024-11-04")
    found = row(trial, shooting)
    assert found["days between"] > np.log(180)
    assert (found["nearest days told"], found["date to day told"]) == (0, 0)
    assert found["date to publication"] == pytest.approx(np.log(2))


def test_what_neither_text_tells_is_unknown() -> None:
    found = row(known("Rain fell all day long."), known("It rained, and the wind blew hard."))
    unknown = {name for name, value in found.items() if value == -1}
    assert {
        "ages",
        "places",
        "streets",
        "people",
        "days between",
        "nearest days told",
        "between latest years",
    } <= unknown


def test_places_streets_and_ages_tell_near_alike_events_apart() -> None:
    same, other = (row(known(SHOOTING), known(text)) for text in (SHOOTING, OTHER))
    for name in ("people", "ages", "places", "streets"):
        assert same[name] == pytest.approx(1, abs=1e-6)
        assert other[name] == 0


def test_evidence_of_many_is_the_evidence_of_each() -> None:
    one, others = known(SHOOTING, "2024-05-04"), [known(TRIAL, "2024-11-04"), known(OTHER), known("")]
    scores = np.array([0.5, 0.5, 0.5], dtype=np.float32)
    together = evidence(one.among(scores), others, scores)
    assert together.shape == (3, len(EVIDENCE))
    assert len(set(EVIDENCE)) == len(EVIDENCE)
    likeness = slice(0, EVIDENCE.index("below best words"))
    for found, other in zip(together, others, strict=True):
        assert found[likeness].tolist() == evidence(one.among(scores), [other], scores[:1])[0, likeness].tolist()


@trying(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([SHOOTING, TRIAL, OTHER, "", "Rain fell.", "It was in Orrin, in 1931."]), min_size=1))
def test_likeness_is_the_cosine_view_by_view(texts: list[str]) -> None:
    one, others = known(SHOOTING).views, [known(text).views for text in texts]
    found = likeness(one, others)
    for row_of, other in zip(found, others, strict=True):
        for name, cosine in zip(VIEWS, row_of, strict=True):
            (mine, weights_), (theirs, their_weights) = one.part(name), other.part(name)
            weight_of = dict(zip(mine.tolist(), weights_.tolist(), strict=True))
            pairs = zip(theirs.tolist(), their_weights.tolist(), strict=True)
            assert cosine == pytest.approx(sum(weight_of.get(word, 0.0) * weight for word, weight in pairs), abs=1e-5)
    assert likeness(one, [one])[0, 0] == pytest.approx(1, abs=1e-5), "nothing is left in the table of the last use"


def test_a_view_keeps_its_heaviest_words_and_has_the_length_one() -> None:
    text = " ".join(f"word{number}" for number in range(3 * settings.CLUSTER_WORDS_KEPT))
    views = known(f"{text} {SHOOTING}"[: settings.CLUSTER_LENGTH]).views
    for name in VIEWS:
        words, kept = views.part(name)
        assert len(words) <= settings.CLUSTER_WORDS_KEPT
        assert not len(kept) or kept @ kept == pytest.approx(1, abs=1e-5)
    assert len(views.part("words")[0]) == settings.CLUSTER_WORDS_KEPT


def test_features_are_read_again_as_they_were_written() -> None:
    found = known(TRIAL, "2024-11-04").among(np.array([0.5], dtype=np.float32))
    again = unpacked(packed(found))
    assert packed(again) == packed(found)
    assert likeness(again.views, [found.views]).tolist() == likeness(found.views, [found.views]).tolist()


def test_the_weights_fit_the_evidence_and_give_chances() -> None:
    rows = np.random.default_rng(1).random((50, len(EVIDENCE)), dtype=np.float32)
    found = chances(rows)
    assert ((found > 0) & (found <= 1)).all()
    kept = weights.load("pairs", module.VERSION)
    assert int(kept["columns"].max()) < len(EVIDENCE)


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(ModelError, match=r"pairs\.npz: learned weights are not of version"):
        weights.load("pairs", module.VERSION + 1)


def test_the_same_words_are_a_reprint_whatever_the_day() -> None:
    again = row(known(SHOOTING, "2024-12-24"), known(SHOOTING, "2024-05-04"))
    (chance,) = chances(np.array([list(again.values())], dtype=np.float32))
    assert chance == 1

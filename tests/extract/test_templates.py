"""Templates: a feature is found by number exactly where its values stand, and nowhere else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract import templates
from onrecord.extract.templates import Column, Known

TABLE = ("word", "tag word", "tag dep word", "tag-1 tag")
COLUMN = st.lists(st.integers(0, 4), min_size=6, max_size=6)


@given(COLUMN, COLUMN, COLUMN, st.sets(st.integers(0, 6 * 5)))
def test_features_are_found_where_their_values_stand(
    tags: list[int], deps: list[int], words: list[int], left_out: set[int]
) -> None:
    given = {name: Column(np.array(told), 5) for name, told in (("tag", tags), ("dep", deps), ("word", words))}
    columns = templates.shifted(TABLE, given, np.zeros(6, dtype=np.int64))
    keys = [templates.keys(template, columns) for template in TABLE]
    kept = [np.array(sorted({k for k in told.tolist() if k and k not in left_out}), dtype=np.int64) for told in keys]
    known = Known(tuple(kept), tuple(templates.sizes(template, columns) for template in TABLE))
    for table in (
        templates.features(TABLE, known),
        templates.unpacked("it", TABLE, templates.packed("it", known)),
    ):
        before = 0
        for way, told, mine in zip(table.ways, keys, kept, strict=True):
            wanted = [before + 1 + mine.tolist().index(key) if key in mine else 0 for key in told.tolist()]
            assert templates.numbers(way, columns).tolist() == wanted
            before += len(mine)
        assert table.size == before


def test_an_unknown_value_has_no_feature() -> None:
    columns = {"tag": Column(np.array([2, 0]), 3), "dep": Column(np.array([0, 2]), 3)}
    assert templates.keys("tag dep", columns).tolist() == [0, 0]


def test_scores_are_those_of_all_features() -> None:
    columns = {"tag": Column(np.array([2, 3]), 4)}
    table = templates.features(("tag", "tag tag"), Known((np.array([2]), np.array([10, 15])), ((4,), (4, 4))))
    scores = np.array([[0], [1], [10], [100]], dtype=np.float32)
    assert templates.totals(table, columns, scores)[:, 0].tolist() == [11, 100]


@pytest.mark.parametrize(("steps", "codes"), [("word-1", [1, 2, 3, 1, 5]), ("word+2", [4, 1, 1, 1, 1])])
def test_a_neighbour_is_of_the_same_group(steps: str, codes: list[int]) -> None:
    words = {"word": Column(np.array([2, 3, 4, 5, 6]), 7)}
    assert templates.shifted((steps,), words, np.array([0, 0, 0, 1, 1]))[steps].codes.tolist() == codes


def test_words_without_weights_are_unknown() -> None:
    assert templates.coded(["roof", "mill"], templates.vocabulary(["mill"])).codes.tolist() == [0, 2]

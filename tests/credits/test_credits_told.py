"""Told to an outlet: the quick search finds what the pattern finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.credits.signs import _HEARD_FROM, _TOLD_OUTLET, _heard

HEARD = ("told", "Told", "comments to", "comment to", "confirmed to", "confided to", "interview with", "interviews by",
         "remarks to", "spoke to", "speaking with", "statement to", "tells", "telling", "retold", "İ")  # fmt: skip
AFTER = ("the Porto Post", "Porto Post and", "Lund Radio.", "the newspaper Lund Telegraph", "nobody", "Tell Told", "a")


@given(st.lists(st.tuples(st.sampled_from(HEARD), st.sampled_from(AFTER))))
def test_the_quick_search_finds_what_the_pattern_finds(pieces: list[tuple[str, str]]) -> None:
    text = " ".join(f"{heard} {after}" for heard, after in pieces)
    assert [m.span() for m in _heard(text)] == [m.span() for m in _TOLD_OUTLET.finditer(text)]


@pytest.mark.parametrize("heard", HEARD[:-2])
def test_every_verb_is_sought(heard: str) -> None:
    assert [m.group("name") for m in _heard(f"He {heard} the Porto Post today.")] == ["Porto Post"]
    assert heard[0].lower() in _HEARD_FROM

"""Shared passages: exact spans, kinds, and what is no passage."""

from onrecord.align.passages import align
from onrecord.align.texts import read
from onrecord.schema import Article, SharedPassage


def passages(left: str, right: str) -> tuple[SharedPassage, ...]:
    return align(read(Article("a", left)), read(Article("b", right)))


def test_a_passage_ends_where_the_words_end() -> None:
    left = "On Monday, “the ferry sank in thick fog off the northern coast of Lisbon,” they wrote."
    right = "Papers say that the ferry sank in thick fog off the northern coast of Lisbon; nobody was hurt."
    [found] = passages(left, right)
    assert left[found.left.start : found.left.end] == "the ferry sank in thick fog off the northern coast of Lisbon"
    assert right[found.right.start : found.right.end] == left[found.left.start : found.left.end]
    assert (found.identity, found.kind) == (1.0, "verbatim")


def test_small_edits_are_bridged() -> None:
    [found] = passages(
        "The harbour office opened an inquiry and closed the northern channel to all traffic.",
        "The harbour office has opened an inquiry, and closed the whole northern channel to all ships and traffic.",
    )
    assert found.kind == "edited"
    assert 0.7 <= found.identity < 1


def test_far_apart_words_are_two_passages() -> None:
    filler = " ".join(f"filler{number}" for number in range(40))
    one, two = (
        "the ferry sank in thick fog off the northern coast",
        "four people were brought to a hospital near the beach",
    )
    assert len(passages(f"{one} {filler} {two}", f"{one} {two}")) == 2


def test_few_equal_words_are_no_passage() -> None:
    assert not passages("The ferry sank in thick fog on Monday.", "A bus and the ferry sank in thick mud.")


def test_words_in_marks_on_both_sides_are_a_quotation() -> None:
    said = "we never saw the rock until it was much too late to turn the ship"
    [found] = passages(f"“{said},” she told them.", f'He heard her say: "{said}".')
    assert found.kind == "quotation"
    [other] = passages(f"“{said},” she told them.", f"He heard her say that {said}.")
    assert other.kind == "verbatim"


def test_a_passage_does_not_reach_into_the_next_sentence_by_a_word() -> None:
    left = "The ferry sank in thick fog off the northern coast. The captain swam. Then it rained."
    right = "The ferry sank in thick fog off the northern coast. The harbour closed for one whole day."
    [found] = passages(left, right)
    assert left[found.left.start : found.left.end].endswith("coast")


def test_sides_are_found_either_way() -> None:
    left = "The harbour office opened an inquiry and closed the northern channel to all traffic."
    right = "An inquiry was opened; the harbour office closed the northern channel to all traffic on Monday."
    here, there = passages(left, right), align(read(Article("b", right)), read(Article("a", left)))
    assert [(p.left, p.right) for p in here] == [(p.right, p.left) for p in there]

"""Passages in quotation marks."""

import pytest

from onrecord.extract import marks


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in marks.find(text)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes” and «no».", ["yes", "no"]),
        ("He said ''yes'' and it's so.", ["yes"]),
        ('The board was 6\'2" long and 5" wide.', []),
        ("“We came late, he said. “We lost.”", ["We lost."]),
        ("“We lost the roof,’’ he said, and ‘‘a wall.’’", ["We lost the roof,", "a wall."]),
        ("A closing mark” alone.", []),
        ("“The first paragraph.\n“The second.”", ["The first paragraph.", "The second."]),
        ('"" and " "', []),
        ("‘We lost the roof,’ she said. ‘It’s gone.’", ["We lost the roof,", "It’s gone."]),
        ("'We lost the roof,' she said.", ["We lost the roof,"]),
        ("The workers' union met the '68 veterans' club, it's said.", []),
    ],
)
def test_marks_are_paired_within_a_line(text: str, passages: list[str]) -> None:
    assert found(text) == passages


@pytest.mark.parametrize("words", ["Northern Light", "The House by the Sea", "New Roads for Africa,"])
def test_titles_are_names(words: str) -> None:
    assert marks.is_name(words)


@pytest.mark.parametrize(
    "words",
    ["Never", "we will pay", "Like Porto. Or Braga,", "Free Lisbon!", "NO ONE IS ABOVE IT AND NO ONE WILL BE SO"],
)
def test_sentences_are_not_names(words: str) -> None:
    assert not marks.is_name(words)

"""Twice the text is twice the work: lines run are counted, no clock is read."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from onrecord import tokens
from onrecord.extract import EXTRACTORS, annotate
from onrecord.extract.readings import Reading
from onrecord.schema import Article

SPEAKERS = ("Ana Roy", "Ole Moe", "Kofi Boateng", "Helen Marsh")


def quotations(number: int) -> str:
    return "\n".join(
        f'"We lost {i % 90 + 2} houses in Oslo and Norway attacked Chad," {SPEAKERS[i % 4]}, the mayor, said. '
        "He added on Monday that the minister fled."
        for i in range(number)
    )


def lines_run(find: Callable[[Reading], None], reading: Reading) -> int:
    """How many lines of the house an extractor runs, each turn of a comprehension counted."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "onrecord" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find(reading)
    finally:
        sys.settrace(before)
    return count


def work(number: int) -> dict[str, int]:
    """The lines that each extractor runs for so many quotations."""
    text = quotations(number)
    reading = Reading(Article("a", text, published="2024-05-15"), tokens.parse(text))
    return {name: lines_run(find, reading) for name, find in EXTRACTORS.items()}


def test_many_quotations_cost_no_more_each_than_few() -> None:
    annotate(Article("a", quotations(1), published="2024-05-15"))  # word lists are read on first use
    few, many = work(40), work(160)
    assert {name for name in few if many[name] > 4 * 1.2 * few[name]} == set()


@pytest.mark.parametrize(
    "line",
    [
        '"..., Judge Ana Berg said in a ruling on Monday."',
        "..., Judge Ana Berg said in a ruling on Monday.",
        '"..." said',
        'said "',
        "according to",
        '","," he said.',
    ],
)
def test_broken_quotations_break_nothing(line: str) -> None:
    for text in (line, f"Rain fell.\n{line}\n{line}"):
        for quote in annotate(Article("a", text)).quotes:
            assert all(0 <= span.start < span.end <= len(text) for span in quote.content)

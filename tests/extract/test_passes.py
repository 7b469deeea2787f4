"""The learned passes: the same in any process, clear without weights, never an exception."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import tokens, trees, weights
from onrecord.errors import ModelError
from onrecord.extract import codes, cues, drafts, hints, marks, passes, quotes, traits, verdicts
from onrecord.extract.readings import Reading
from onrecord.schema import Article

TEXT = (
    'The harbour in Vessa will close in May, the minister said. "We paid for two cranes," Ana Duarte told reporters, '
    '"and got none." Unions condemned the plan and asked the city to wait, according to the Vessa Post.\n'
    "State media reported that officials said the guests had left.\nMiguel Reyes wants to sell the docks.\n"
)
TOLD = "from tests.extract.test_passes import shown; print(shown())"


def shown() -> list[str]:
    """Every quotation with all of its spans."""
    reading = Reading(Article("a", TEXT), tokens.parse(TEXT))
    quotes.find(reading)
    return [repr(quote) for quote in reading.quotes]


def test_two_hash_seeds_give_the_same() -> None:
    root = Path(__file__).parent.parent.parent
    printed = [
        subprocess.run(
            [sys.executable, "-c", TOLD],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert b"Ana Duarte" in printed[0]


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "_FOLDER", tmp_path)
    weights.load.cache_clear()
    passes._learned.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"quotations\.npz: .*missing.*pip install"):
            shown()
    finally:
        weights.load.cache_clear()
        passes._learned.cache_clear()


def test_weights_of_another_version_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    np.savez(tmp_path / "quotations.npz", version=np.array(passes.VERSION + 1))
    monkeypatch.setattr(weights, "_FOLDER", tmp_path)
    weights.load.cache_clear()
    with pytest.raises(ModelError, match=rf"not of version {passes.VERSION}"):
        weights.load("quotations", passes.VERSION)
    weights.load.cache_clear()


def test_a_broken_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "quotations.npz").write_bytes(b"PK nothing")
    monkeypatch.setattr(weights, "_FOLDER", tmp_path)
    weights.load.cache_clear()
    with pytest.raises(ModelError, match="cannot be read"):
        weights.load("quotations", passes.VERSION)
    weights.load.cache_clear()


def test_the_weights_fit_the_features() -> None:
    """As many columns as the trees were trained on, and no name among the words."""
    parse, passages = tokens.parse(TEXT), marks.find(TEXT)
    found = cues.find(parse)
    ruled = drafts.find(Reading(Article("a", TEXT), parse), found, passages)
    known = hints.read(traits.read(parse, passages), found, ruled)
    learned = passes._learned()
    read = codes.read(known, learned.vocabularies)
    proposals = passes.propose(dict.fromkeys(known.told, 0.9), read, learned.roles)
    rows = verdicts.rows(proposals, read, learned.reports.rates)
    assert int(learned.verdicts.columns.max()) < rows.shape[1]
    assert 0 <= trees.chances(learned.verdicts, rows).min() <= 1
    told = {part.lower() for words in learned.vocabularies.values() for word in words for part in word.split("/")}
    assert {"say", "minister"} <= told
    assert not told & {"trump", "clinton", "obama", "washington", "york", "david"}


def test_a_long_text_is_read_as_its_parts() -> None:
    """Windows are read some at a time, and rows of many lengths side by side: neither changes what is found."""
    lines = [line for line in TEXT.splitlines() if line]
    alone = [quote for line in lines for quote in contents(line)]
    assert contents("\n".join(lines)) == alone
    assert contents("\n".join(lines * 40)) == alone * 40


def contents(text: str) -> list[tuple[str | None, list[str]]]:
    reading = Reading(Article("a", text), tokens.parse(text))
    quotes.find(reading)
    return [(quote.speaker, [reading.text(piece) for piece in quote.content]) for quote in reading.quotes]


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "‘",
        "’",
        " said",
        " he",
        " Ana Duarte",
        ", ",
        ". ",
        ": ",
        "\n",
        "\n\n",
        " — ",
        " that",
        " told",
        " us",
        " according to",
        " the mayor",
        " where",
        " asked",
        " denied",
        " it rained",
        " never",
        " 12",
        "\xa0",
        "é",
        "🙂",
        "(",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_is_too_strange(text: str) -> None:
    reading = Reading(Article("a", text), tokens.parse(text))
    quotes.find(reading)
    for quote in reading.quotes:
        spans = [*quote.content, *(span for span in (quote.cue, quote.speaker_span) if span is not None)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans), quote


@pytest.mark.parametrize(
    "text",
    [
        "The evidence shows that the wall was cracked.",
        "Thursday said that the wall was cracked.",
        "Vessa is seeking to strengthen its ties with Sarland.",
        "A Night at the Docks: We left before the tide.",
        "The minister has never said that the dam would hold.",
        "Vessa police are looking for a grey van after two men robbed a jeweller on Friday morning.",
        "A small group of donors pushes the total beyond that of last year.",
        "The bill, known as the “Safe Ports Act”, was passed by the council in May.",
    ],
)
def test_what_nobody_says_is_refused(text: str) -> None:
    reading = Reading(Article("a", text), tokens.parse(text))
    quotes.find(reading)
    assert reading.quotes == []


def test_a_long_further_sentence_stays_with_the_first_and_a_short_one_is_its_own() -> None:
    def contents(text: str) -> list[list[str]]:
        reading = Reading(Article("a", text), tokens.parse(text))
        quotes.find(reading)
        return [[reading.text(piece) for piece in quote.content] for quote in reading.quotes]

    long = '"We paid," Ana Duarte told reporters. "Nobody in Vessa has seen a crane since the spring of last year."'
    short = '"We paid for two cranes last year," Ana Duarte told reporters. "We got none."'
    assert [len(pieces) for pieces in contents(long)] in ([2], [1, 1])
    assert contents(short) == [["We paid for two cranes last year,"], ["We got none."]]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor declined to say whether the dam would hold.",
        "Ole Moe did not address the coming meeting with Norway.",
        "Samuli Lund, head of a brewery, displays a bottle labeled with the minister's face.",
        "The key language of the bill said that the dam would be closed.",
    ],
)
def test_what_nobody_has_said_is_no_quotation(text: str) -> None:
    reading = Reading(Article("a", text), tokens.parse(text))
    quotes.find(reading)
    assert reading.quotes == []


def test_a_hyphen_does_not_cut_a_speaker() -> None:
    text = "The firm's co-founder said the dam was unsafe."
    reading = Reading(Article("a", text), tokens.parse(text))
    quotes.find(reading)
    assert [quote.speaker for quote in reading.quotes] == ["The firm's co-founder"]

"""Parses of lines: what is read again is not parsed again, and nothing that is found depends on it."""

from collections.abc import Iterator
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import engine, extract, parses, pipeline, tokens
from onrecord.archive import Archive
from onrecord.parses import Parses, pieces
from onrecord.schema import Annotations, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

FIRE = "Fire Minister Ana Duarte said on Monday that 14 people had died in Porto Velo. She blamed the mill's owner."
DENIAL = "“We did not light it,” said Jon Lind, who owns the mill. Norway sent two aircraft."
TALKS = "PORTO VELO, May 8 (Reuters) - Norway and Chad signed a treaty on Tuesday."
HEADING = "Fire in Porto Velo"
TEXTS = (
    f"{HEADING}\n\n{FIRE}\n\n{DENIAL}",
    f"{TALKS}\n{FIRE}",
    f"  \n{DENIAL} \n \n{FIRE}\n\n",
    f"{FIRE} {DENIAL}",
    FIRE,
)
FOUND: list[int | str] = ["ORTH", "SPACY", "NORM", "TAG", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]


class Counted:
    """The pipeline, which notes what it is given."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.vocab = tokens._pipeline().vocab

    def pipe(self, lines: list[str], batch_size: int) -> "Iterator[Doc]":
        self.lines += lines
        return tokens._pipeline().pipe(lines, batch_size=batch_size)


def articles() -> list[Article]:
    return [Article(f"a{n}", text, published="2024-05-08") for n, text in enumerate(TEXTS)]


def annotated(given: list[Article], monkeypatch: pytest.MonkeyPatch, *, room: int) -> dict[str, Annotations]:
    """What is read in these articles, one after the other, with so much room for parses."""
    kept = Parses(tokens._pipeline(), room=room)
    monkeypatch.setattr(tokens, "_parses", lambda: kept)
    return {read.article: read for article in given for read in extract.annotate_all([article])}


def values(parse: "Doc") -> list[list[int]]:
    found: list[list[int]] = parse.to_array(FOUND).tolist()
    return found


def test_a_reprint_gives_equal_results_with_and_without_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    without = annotated(articles(), monkeypatch, room=0)
    assert all(read.quotes or read.figures or read.events for read in without.values())
    for order in list(permutations(articles()))[::17]:
        assert annotated(list(order), monkeypatch, room=10_000) == without


def test_articles_read_together_are_read_as_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = annotated(articles(), monkeypatch, room=0)
    kept = Parses(tokens._pipeline(), room=10_000)
    monkeypatch.setattr(tokens, "_parses", lambda: kept)
    assert {read.article: read for read in extract.annotate_all(articles())} == alone


def test_a_line_is_parsed_once() -> None:
    pipeline = Counted()
    kept = Parses(pipeline, room=10_000)  # type: ignore[arg-type]
    read = [*kept.read(TEXTS[:3]), *kept.read(TEXTS)]
    assert pipeline.lines == [HEADING, FIRE, DENIAL, TALKS, f"{FIRE} {DENIAL}"]
    assert [parse.known for parse in read[:2]] == [0, len(FIRE.split())]
    assert [parse.known == parse.words for parse in read[3:]] == [True, True, True, False, True]


def test_what_was_not_read_for_the_longest_time_goes_first() -> None:
    pipeline = Counted()
    one, two, three = "Ana Duarte left.", "Jon Lind stayed.", "Chad called Norway."
    kept = Parses(pipeline, room=2 * (len(three) + parses._BOOKED))  # type: ignore[arg-type]
    for line in (one, two, one, three, one, two):
        list(kept.read([line]))
    assert pipeline.lines == [one, two, three, two]
    assert kept._size <= kept._room


def test_a_longer_text_than_there_is_room_for_is_read() -> None:
    kept = Parses(tokens._pipeline(), room=10)
    assert [parse.tokens.text for parse in kept.read(TEXTS)] == list(TEXTS)
    assert not kept._kept


def test_a_joined_parse_is_that_of_its_lines() -> None:
    joined = tokens.parse(f"{HEADING}\n\n{FIRE}\n{DENIAL}")
    alone = [tokens.parse(line) for line in (HEADING, FIRE, DENIAL)]
    told = [token for token in joined if not token.is_space]
    assert [t.dep_ for t in told] == [t.dep_ for parse in alone for t in parse]
    assert [t.head.text for t in told] == [t.head.text for parse in alone for t in parse]
    assert [s.text.strip() for s in joined.sents] == [s.text for parse in alone for s in parse.sents]
    assert [e.text for e in joined.ents] == [e.text for parse in alone for e in parse.ents]


def test_no_name_goes_on_in_the_next_line() -> None:
    parse = tokens.parse("Ana\nLind spoke in Oslo\n\nBergen")
    assert not any("\n" in entity.text for entity in parse.ents)
    assert not any("\n" in sentence.text.strip() for sentence in parse.sents)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aB.1 \n\t’\r\x1c\u2028", max_size=40))
def test_words_are_those_of_the_whole_text(text: str) -> None:
    assert "".join(line + gap for line, gap in pieces(text)) == text
    joined = next(Parses(tokens._pipeline(), room=0).read([text])).tokens
    whole = tokens._pipeline().make_doc(text)
    assert joined.text == text
    assert [(t.text, t.idx) for t in joined] == [(t.text, t.idx) for t in whole]


def test_batches_change_no_parse() -> None:
    """Sums over words may be rounded otherwise in another batch; those of the pipeline are not."""
    lines = [line for text in TEXTS for line, _ in pieces(text) if line]
    together = [values(parse) for parse in tokens._pipeline().pipe(lines, batch_size=256)]
    assert together == [values(tokens._pipeline()(line)) for line in lines]
    assert np.array_equal(together[1], values(tokens._pipeline()(FIRE)))


def test_a_build_tells_how_much_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Parses(tokens._pipeline(), room=10_000)
    monkeypatch.setattr(tokens, "_parses", lambda: kept)
    with Archive.open(None) as archive:
        report = pipeline.build(archive, articles(), run=engine.run)
        assert report.words == sum(len(text.split()) for text in TEXTS)
        assert report.words_known == 2 * len(FIRE.split()) + len(DENIAL.split()) + len(FIRE.split())
        again = pipeline.build(archive, articles(), run=engine.run)
        assert (again.known, again.words, again.words_known) == (len(TEXTS), 0, 0)

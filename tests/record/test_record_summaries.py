"""Summaries: what a list says of a story agrees with its statements, and never says more than can be known."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import onrecord
from onrecord.credits import house
from onrecord.record import summarise
from onrecord.schema import Copy, Lineage
from onrecord.stretches import stretches
from onrecord.versions import standing

SAMPLES = Path(onrecord.__file__).parent / "samples"


@pytest.fixture(scope="module")
def archive():
    with onrecord.read(*sorted(SAMPLES.glob("*/articles.jsonl"))) as kept:
        yield kept


def test_no_statement_has_more_origins_than_its_story(archive):
    for record in archive.records():
        summary = archive.summary(record.story.id)
        most = max(answer.n_origins for point in record.points for answer in (point.agreed, *point.answers))
        assert most <= summary.n_origins
        houses = {o.id: house(o) for o in record.lineage.origins if o.evidence != "unknown"}
        told = {houses[c.origin] for c in record.claims if c.origin and not c.withdrawn_by}
        assert summary.n_origins == len(told)


def test_an_origin_of_withdrawn_words_alone_is_not_counted(archive):
    record = next(r for r in archive.records() if archive.summary(r.story.id).n_origins > 2)
    articles = list(archive.articles(record.story.articles))
    before = summarise(record, articles)
    last = next(mark for mark in reversed(before.marks) if mark.rank and mark.n_statements)
    claims = [replace(c, withdrawn_by="later") if c.origin in last.origins else c for c in record.claims]
    after = summarise(replace(record, claims=tuple(claims)), articles)
    assert after.n_origins == before.n_origins - 1
    assert [mark.n_statements for mark in after.marks if mark.name == last.name] == [0]


def test_an_earlier_version_is_no_article_of_its_origin(archive):
    record = next(r for r in archive.records() if any(c.kind == "revision" for c in r.lineage.copies))
    marks = archive.summary(record.story.id).marks
    assert {mark.name: mark.n_articles for mark in marks} == {"Lowland Mail": 1, "Stadskrant": 1}


def test_of_a_ring_of_versions_one_stands():
    ring = [Copy(later, first, None, 1.0, 1.0, "revision", (), "") for first, later in ("ab", "bc", "ca", "ca")]
    assert standing("abcd", Lineage(copies=tuple(ring))) == ("c", "d")


def test_every_known_origin_has_one_mark_and_marks_their_own_letters(archive):
    for record in archive.records():
        marks = archive.summary(record.story.id).marks
        known = sorted(o.id for o in record.lineage.origins if o.evidence != "unknown")
        assert sorted(id_ for mark in marks for id_ in mark.origins) == known
        assert len({mark.letter for mark in marks}) == len(marks)
        assert [mark.rank for mark in marks if mark.rank] == list(range(1, sum(bool(m.rank) for m in marks) + 1))
        characters = [mark.characters for mark in marks if mark.rank]
        assert characters == sorted(characters, reverse=True)


def test_stretches_lay_out_the_whole_text(archive):
    for record in archive.records():
        for article in archive.articles(record.story.articles):
            laid = stretches(article, record.lineage.origins)
            assert "".join(article.text[s.start : s.end] for s in laid).strip() == article.text.strip()
            assert all(left.end == right.start for left, right in pairwise(laid))


def test_a_figure_that_was_corrected_has_moved(archive):
    moved = [m.values for story in archive.stories() for m in archive.summary(story.id).moved]
    assert ("Twelve people", "Two people") in moved

"""Searches: the words that a person types, and no syntax but quotation marks and OR."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mills import STORY, filled, record

from onrecord import settings
from onrecord.archive import Archive, Batch
from onrecord.schema import Article


def test_search_finds_statements_and_passages_and_tells_no_sentence_twice() -> None:
    with filled() as archive:
        hits = archive.search("Orrin mill")
        assert {(hit.kind, hit.story, hit.span.article, hit.support) for hit in hits} == {
            ("statement", "s1", "a1", "one origin"),
            ("passage", "s1", "a2", None),
        }
        assert [hit.kind for hit in archive.search('"we grieve"')] == ["passage"]
        assert archive.search("grieving COURIER")[0].snippet.startswith('"We grieve,"')
        assert archive.search("zebra mill")
        assert not archive.search("zebra")
        assert not archive.search("Lund"), "an article that is not worked yet is not found"
        assert len(archive.search("mill", limit=1)) == 1


HOSTILE = [
    '"',
    '""',
    "NEAR(",
    "a NEAR b",
    "*",
    "mill*",
    "text:mill",
    "🔥",
    "",
    " ",
    "'; DROP TABLE articles; --",
    "^mill",
]


@pytest.mark.parametrize(
    "words", [*HOSTILE, "AND", "NOT OR", "(", "{mill}", "-mill", '"mill', "\0", "\ud800", "mill" * 900], ids=repr
)
def test_hostile_words_are_only_words(words: str) -> None:
    with filled() as archive:
        archive.search(words)
        assert archive.counts()["articles"] == 3


@given(st.text(max_size=30))
def test_no_words_are_syntax(words: str) -> None:
    with Archive.open(None) as archive:
        assert archive.search(words) == []


def test_a_long_passage_is_cut_around_the_words() -> None:
    with Archive.open(None) as archive:
        archive.stage([Article("a", "word " * 500 + "needle " + "word " * 500)])
        archive.commit(Batch(done=("a",)))
        (hit,) = archive.search("Needle")
        assert "needle" in hit.snippet
        assert len(hit.snippet) <= settings.ARCHIVE_SNIPPET + 2


def library(count: int = 30) -> Archive:
    """Articles of one sentence each, the n-th told in n words more than it needs."""
    archive = Archive.open(None)
    archive.stage(Article(f"a{n:02}", f"A ferry sank near Lund{' indeed' * n}.") for n in range(count))
    archive.stage([Article("b", "A boat sank."), Article("c", "The ferry of Lund sails again.")])
    archive.commit(Batch(done=tuple(archive.pending())))
    return archive


def test_one_of_two_words_with_or_between_them_is_enough() -> None:
    with library(2) as archive:
        assert {hit.span.article for hit in archive.search("ferry OR boat sank")} == {"a00", "a01", "b"}
        assert {hit.span.article for hit in archive.search('boat OR "sails again"')} == {"b", "c"}
        for odd in ("OR boat", "boat OR", "OR OR boat", "boat OR OR"):
            assert [hit.span.article for hit in archive.search(odd)] == ["b"], odd


def test_pages_of_a_search_have_every_hit_once() -> None:
    with library() as archive:
        whole = archive.search("ferry Lund", limit=100)
        assert len(whole) == 31
        pages = [hit for at in range(0, 40, 7) for hit in archive.search("ferry Lund", limit=7, offset=at)]
        assert pages == whole
        assert [hit.score for hit in whole] == sorted(hit.score for hit in whole)


def test_a_search_can_be_for_one_kind() -> None:
    with filled() as archive:
        both = archive.search("mill")
        for kind in ("statement", "passage"):
            assert {hit.kind for hit in archive.search("mill", kind=kind)} == {kind}
        assert {hit.kind for hit in both} == {"statement", "passage"}


def test_a_statement_is_found_with_its_number_in_the_record() -> None:
    with filled() as archive:
        told = record()
        second = replace(told.points[0], id="p0", subject="harbour")
        archive.commit(Batch(stories=(STORY,), records=(replace(told, points=(*told.points, second)),)))
        (hit,) = [hit for hit in archive.search("harbour") if hit.kind == "statement"]
        assert (hit.number, hit.point) == (2, "p0")
        assert archive.record("s1").points[hit.number - 1].id == "p0"


def test_of_too_many_matches_the_newest_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARCHIVE_RANKED", 5)
    with library(30) as archive:
        assert {hit.span.article for hit in archive.search("ferry", limit=100)} == {"a26", "a27", "a28", "a29", "c"}

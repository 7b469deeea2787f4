"""The archive: nothing lost, nothing torn, nothing twice."""

import os
import pickle
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from mills import FIRE, LATER, PASSAGE, STORY, TEXT, UNDATED, annotations, filled, record, whole_batch

from onrecord import settings
from onrecord.archive import Archive, Batch, Staged, StoryFilter
from onrecord.archive.batches import keep_stories
from onrecord.errors import ArchiveError, MergedError, NotFoundError, UsageError
from onrecord.schema import Article, Skipped, Story


def test_round_trip_of_every_noun(tmp_path: Path) -> None:
    filled(tmp_path / "news.onrecord").close()
    with Archive.open(tmp_path / "news.onrecord") as archive:
        assert list(archive.articles()) == [FIRE, LATER, UNDATED]
        assert archive.article("a1").text == TEXT
        assert list(archive.annotations(["a2"])) == [annotations("a2")]
        assert list(archive.passages(["a2"])) == list(archive.passages()) == [PASSAGE]
        assert list(archive.stories()) == list(archive.stories_of(["a2"])) == [STORY]
        assert archive.record("s1") == replace(record(), composed_at="2024-06-01T10:00:00+00:00")
        assert list(archive.records()) == [archive.record("s")]
        assert list(archive.skipped()) == [Skipped("x.pdf", "not read", "line 3", "save it as text")]
        assert archive.segments("align") == {"one": b"\x00\x01", "two": b""}
        assert archive.counts() == {
            "articles": 3, "stories": 1, "points": 1, "claims": 2, "origins": 1, "passages": 1,
            "skipped": 1, "pending": 1
        }  # fmt: skip
        assert {type(noun).__name__ for noun in archive.nouns()} == {
            "Article", "Skipped", "Annotations", "SharedPassage", "Story", "Record"
        }  # fmt: skip


def test_flat_tables_can_be_read_by_others(tmp_path: Path) -> None:
    filled(tmp_path / "news.onrecord").close()
    with sqlite3.connect(tmp_path / "news.onrecord") as db:
        assert db.execute("SELECT n_articles, n_origins, support FROM points").fetchall() == [(2, 1, "one origin")]
        assert db.execute("SELECT text FROM claims WHERE article = 'a2'").fetchall() == [("The toll o",)]
        assert db.execute("SELECT story FROM story_articles WHERE article = 'a1'").fetchall() == [("s1",)]
    db.close()


def test_the_same_input_twice_changes_nothing() -> None:
    with filled() as archive:
        before = list(archive.nouns())
        assert archive.stage([UNDATED, LATER, FIRE]) == Staged(0, 3, 0)
        archive.stage([Skipped("x.pdf", "not read", "line 3", "save it as text")])
        archive.commit(whole_batch(), now="2025-01-01T00:00:00+00:00")
        assert list(archive.nouns()) == before
        assert len(archive.search("mill")) == 2


def test_another_text_under_a_known_id_is_skipped_with_its_reason() -> None:
    with filled() as archive:
        assert archive.stage([replace(FIRE, text="Other words.")]) == Staged(0, 0, 1)
        assert "another text" in list(archive.skipped())[-1].reason
        assert archive.article("a1") == FIRE


def test_half_a_surrogate_pair_is_skipped_not_fatal() -> None:
    with Archive.open(None) as archive:
        assert archive.stage([Article("a", "bad \ud800 text"), Skipped("b\ud800", "r")]) == Staged(0, 0, 2)
        assert [item.input for item in archive.skipped()] == ["a", "b\\ud800"]


def test_pending_is_in_the_order_of_publication_whatever_the_order_of_reading() -> None:
    for order in ([FIRE, LATER, UNDATED], [UNDATED, LATER, FIRE]):
        with Archive.open(None) as archive:
            archive.stage(order)
            assert archive.pending() == ["a1", "a2", "a0"]
            archive.commit(Batch(done=("a1", "a2")))
            assert archive.pending() == ["a0"]


def test_a_record_is_never_overwritten() -> None:
    with filled() as archive:
        archive.commit(Batch(records=(record(toll="6"),)), now="2024-06-02T10:00:00+00:00")
        assert archive.record("s1").revision == 2
        assert archive.record("s1").points[0].answers[0].value == "6"
        assert archive.record("s1", revision=1).points[0].answers[0].value == "4"
        assert archive.record("s1", revision=1).composed_at == "2024-06-01T10:00:00+00:00"
        assert archive.counts()["points"] == 1
        with pytest.raises(UsageError, match="no revision 3"):
            archive.record("s1", revision=3)


def test_a_story_that_is_merged_away_leaves_the_list_and_the_search_but_keeps_its_records() -> None:
    with filled() as archive:
        merged = replace(STORY, id="s2")
        archive.commit(Batch(stories=(merged,), dropped_stories=("s1",), records=(record(merged),)))
        assert [story.id for story in archive.stories()] == ["s2"]
        assert {hit.story for hit in archive.search("mill fire")} == {"s2"}
        assert archive.record("s1", revision=1).story.id == "s1"
        assert [found.story.id for found in archive.records()] == ["s2"]


@pytest.mark.parametrize("asked", ["s1", "s"])
def test_a_story_that_was_merged_is_not_told_as_it_was_but_with_the_story_that_has_its_articles(asked) -> None:
    with filled() as archive:
        archive.commit(Batch(stories=(replace(STORY, id="t2"),), dropped_stories=("s1",)))
        for read in (archive.story, archive.record, archive.summary):
            with pytest.raises(MergedError, match="story s1 was merged into t2") as error:
                read(asked)
            assert error.value.successor == pickle.loads(pickle.dumps(error.value)).successor == "t2"


def test_a_story_whose_articles_are_in_none_is_said_to_be_gone() -> None:
    with filled() as archive:
        archive.commit(Batch(dropped_stories=("s1",)))
        with pytest.raises(NotFoundError, match="s1 was merged, and no story has its articles now") as error:
            archive.record("s1")
        assert not isinstance(error.value, MergedError)


def test_an_id_that_no_file_can_hold_is_unknown() -> None:
    with filled() as archive:
        with pytest.raises(UsageError, match="no such article"):
            archive.article("\ud800")
        assert archive.article_stories("\ud800") == list(archive.stories_of(["\ud800"])) == []
        assert archive.listing(StoryFilter(words="\ud800", publishers=("\ud800",))) == []


def test_segments_are_replaced_and_removed() -> None:
    with filled() as archive:
        archive.commit(Batch(segments={"align": ({"three": b"3"}, ("one", "two"))}))
        assert archive.segments("align") == {"three": b"3"}
        assert archive.segments("cluster") == {}


def test_a_story_is_found_by_the_beginning_of_its_id() -> None:
    with filled() as archive:
        archive.commit(Batch(stories=(replace(STORY, id="t1"), replace(STORY, id="t10"))))
        assert archive.story("s").id == "s1"
        assert archive.story("t1").id == "t1"
        for wrong in ("t", "x", "", "%", "s1'", "s1\0", "\ud800"):
            with pytest.raises(UsageError) as error:
                archive.story(wrong)
            assert error.value.valid == ("s1", "t1", "t10")


def test_a_batch_that_fails_leaves_nothing_behind() -> None:
    with filled() as archive:
        before = list(archive.nouns()), archive.counts()
        with pytest.raises(ArchiveError, match="FOREIGN KEY"):
            archive.commit(Batch(done=("a0",), stories=(Story("s9", None, ("no-such",)),)))
        assert (list(archive.nouns()), archive.counts()) == before


def test_a_reader_sees_whole_batches_and_is_never_locked_out(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    with filled(path) as writer, Archive.open(path) as reader:
        writer._db.execute("BEGIN IMMEDIATE")
        keep_stories(writer._db, [replace(STORY, id="s2")])
        assert [story.id for story in reader.stories()] == ["s1"]
        writer._db.execute("COMMIT")
        with reader.snapshot():
            assert [story.id for story in reader.stories()] == ["s1", "s2"]
            writer.commit(Batch(dropped_stories=("s2",)))
            assert [story.id for story in reader.stories()] == ["s1", "s2"]
        assert [story.id for story in reader.stories()] == ["s1"]


def test_the_second_build_says_who_holds_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ARCHIVE_WAIT_SECONDS", 0.0)
    path = tmp_path / "news.onrecord"
    with filled(path):
        with pytest.raises(ArchiveError, match=rf"held by process {os.getpid()} on \S+ since 2\d\d\d-"):
            Archive.open(path, write=True)
        with Archive.open(path) as reader:
            assert reader.counts()["articles"] == 3
    Archive.open(path, write=True).close()
    assert [file.name for file in tmp_path.iterdir()] == ["news.onrecord"]


def test_wrong_places_are_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes, no database at all. " * 40)
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE meta (a)")
    db.close()
    filled(tmp_path / "newer").close()
    with sqlite3.connect(tmp_path / "newer") as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'version'")
    db.close()
    for name in (".", "notes.txt", "other.db", "newer", "no/such/folder"):
        before = (tmp_path / name).read_bytes() if (tmp_path / name).is_file() else b""
        for write in (False, True):
            with pytest.raises(ArchiveError) as error:
                Archive.open(tmp_path / name, write=write)
            assert "; " in str(error.value), "the remedy is told"
        if before and name == "notes.txt":
            assert (tmp_path / name).read_bytes() == before
    with pytest.raises(ArchiveError, match="no such archive"):
        Archive.open(tmp_path / "absent")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_told(tmp_path: Path) -> None:
    filled(tmp_path / "news.onrecord").close()
    tmp_path.chmod(0o500)
    try:
        assert Archive.open(tmp_path / "news.onrecord").counts()["articles"] == 3
        with pytest.raises(ArchiveError, match="no permission"):
            Archive.open(tmp_path / "news.onrecord", write=True)
    finally:
        tmp_path.chmod(0o700)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    filled(tmp_path / "news.onrecord").close()
    with Archive.open(tmp_path / "news.onrecord") as reader, pytest.raises(ArchiveError, match="read-only"):
        reader.stage([Article("new", "Some words.")])


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    with filled(path) as archive:
        archive.stage(Article(f"b{n}", f"Words of article {n}. " * 200) for n in range(50))
    content = bytearray(path.read_bytes())
    content[4096 : len(content) - 4096] = os.urandom(len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="damaged"), Archive.open(path) as damaged:
        list(damaged.nouns())


def test_a_full_disk_is_told_and_the_archive_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    with filled(path) as archive:
        archive._db.execute("PRAGMA max_page_count = 60")
        with pytest.raises(ArchiveError, match="disk is full"):
            archive.stage(Article(f"b{n}", "Words. " * 3000) for n in range(50))
    with Archive.open(path, write=True) as archive:
        assert archive._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [a.id for a in archive.articles()] == ["a1", "a2", "a0"]
        assert archive.stage([Article("b", "Words.")]).new == 1


BUILD = """
import sys
from dataclasses import replace
from onrecord.archive import Archive, Batch
from onrecord.schema import Annotations, Article, Story
with Archive.open(sys.argv[1], write=True) as archive:
    print("open", flush=True)
    archive.stage(Article(f"a{n:03}", f"The words of article {n}. " * 100, published="2024-01-01") for n in range(400))
    waiting = archive.pending()
    for start in range(0, len(waiting), 10):
        ids = tuple(waiting[start : start + 10])
        stories = tuple(Story(f"s{i}", None, (i,)) for i in ids)
        archive.commit(Batch(ids, tuple(map(Annotations, ids)), (), stories, segments={"align": ({ids[0]: b"x"}, ())}))
"""


def build(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", BUILD, str(path)], stdout=subprocess.PIPE, text=True)


def test_killed_at_any_moment_then_run_again_gives_the_same(tmp_path: Path) -> None:
    started = time.monotonic()
    with build(tmp_path / "undisturbed") as run:
        assert run.wait() == 0
    whole = time.monotonic() - started
    moments = random.Random(7)
    path = tmp_path / "killed"
    for _ in range(5):
        with build(path) as run:
            assert run.stdout is not None
            run.stdout.readline()
            time.sleep(moments.uniform(0, whole / 2))
            run.send_signal(signal.SIGKILL)
        if path.exists():
            with Archive.open(path) as archive:
                counts = archive.counts()
                assert counts["articles"] - counts["pending"] == counts["stories"]
    with build(path) as run:
        assert run.wait() == 0
    with Archive.open(tmp_path / "undisturbed") as one, Archive.open(path) as other:
        assert list(one.nouns()) == list(other.nouns())
        assert one.segments("align") == other.segments("align")
        assert one.counts() == other.counts()
        assert one.search("article 7") == other.search("article 7")


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(tmp_path: Path) -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n" + textwrap.dedent(
        BUILD
    )
    run = subprocess.run(
        [sys.executable, "-c", limited, str(tmp_path / "news")], capture_output=True, text=True, check=False
    )
    assert "ArchiveError" in run.stderr
    assert "run" in run.stderr.splitlines()[-1]
    with Archive.open(tmp_path / "news", write=True) as archive:
        assert archive._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)

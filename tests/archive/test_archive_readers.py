"""Readers while a build writes: nobody waits, and the log beside the archive stays short."""

import threading
import time
from pathlib import Path

import pytest
from mills import STORY, filled

from onrecord import settings
from onrecord.archive import Archive, Batch
from onrecord.schema import Article, Story

LOG = 200_000


def log(path: Path) -> int:
    return Path(f"{path}-wal").stat().st_size


def articles(first: int, count: int = 20) -> list[Article]:
    return [Article(f"b{n:04}", f"The words of article {n}. " * 200) for n in range(first, first + count)]


def test_the_log_stays_short_while_readers_follow_one_upon_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two readers is always inside; each goes before long."""
    monkeypatch.setattr(settings, "ARCHIVE_LOG", LOG)
    path, stop = tmp_path / "news.onrecord", threading.Event()

    def read(wait: float) -> None:
        time.sleep(wait)
        with Archive.open(path) as reader:
            while not stop.is_set():
                with reader.snapshot():
                    reader.counts()
                    time.sleep(0.02)

    with filled(path) as writer:
        threads = [threading.Thread(target=read, args=(wait,)) for wait in (0, 0.01)]
        for thread in threads:
            thread.start()
        sizes = []
        for n in range(40):
            writer.stage(articles(n * 20))
            sizes.append(log(path))
        stop.set()
        for thread in threads:
            thread.join()
    assert max(sizes) < 5 * LOG, "each commit writes as much as LOG"


def test_a_reader_that_stays_holds_no_commit_up_and_the_log_is_emptied_when_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ARCHIVE_LOG", LOG)
    path = tmp_path / "news.onrecord"
    with filled(path) as writer, Archive.open(path) as reader:
        with reader.snapshot():
            assert reader.counts()["articles"] == 3
            started = time.monotonic()
            for n in range(5):
                writer.stage(articles(n * 20))
            assert time.monotonic() - started < 4
            assert reader.counts()["articles"] == 3
        assert reader.counts()["articles"] == 103
        writer.stage(articles(200))
        assert log(path) < LOG


def test_no_reader_waits_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    with filled(path) as writer:
        writer._db.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        for _ in range(20):
            with Archive.open(path) as reader:
                assert [listed.story for listed in reader.listing()] == [STORY]
                assert reader.search("mill")
        assert time.monotonic() - started < 2
        writer._db.execute("ROLLBACK")


def test_readers_in_threads_see_whole_batches(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        with Archive.open(path) as reader:
            while not done.is_set():
                with reader.snapshot():
                    counts, stories = reader.counts(), len(list(reader.stories()))
                    if counts["articles"] - counts["pending"] != stories + 1:  # the mill's story has two
                        wrong.append((counts, stories))

    with filled(path) as writer:
        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for n in range(10):
            writer.stage(articles(n, 1))
            id_ = f"b{n:04}"
            writer.commit(Batch(done=(id_,), stories=(Story(f"t{n}", None, (id_,)),)))
        done.set()
        for thread in threads:
            thread.join()
    assert not wrong

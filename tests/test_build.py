"""`build` as a whole: nothing lost, nothing torn, nothing twice, and nothing that stops it."""

import errno
import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from builds import BATCH, Builds, exported
from click.testing import CliRunner, Result

import onrecord
from onrecord import engine, settings
from onrecord.archive import Archive
from onrecord.cli import commands

SAMPLES = ("fire", "summit", "post")
KILLS = 5
FERRY = (
    "A ferry sank off Lisbon on Monday, and four people were brought to a hospital by the coast guard, port officials"
    " said. Two of them were badly hurt."
)
TRAM = "A tram left its rails in Porto on Tuesday, and nobody was hurt, Mayor Ana Duarte told reporters."


def lines(*samples: str) -> list[str]:
    """The articles of these sample stories, as lines of JSON."""
    return [
        line
        for sample in samples or SAMPLES
        for line in (files("onrecord") / "samples" / sample / "articles.jsonl").read_text("utf-8").splitlines()
    ]


def written(path: Path, articles: list[str]) -> Path:
    path.write_text("\n".join(articles) + "\n", encoding="utf-8")
    return path


def command(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [*map(str, arguments)])


@pytest.fixture(scope="module")
def builds() -> Iterator[Builds]:
    with Builds() as running:
        yield running


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("articles") / "news.jsonl", lines())


@pytest.fixture(scope="module")
def undisturbed(builds: Builds, articles: Path) -> tuple[dict[str, list[Any]], float]:
    """What a build that nothing happens to exports, and the seconds that it takes."""
    archive, started = articles.with_name("undisturbed"), time.monotonic()
    assert builds.run("build", archive, articles, out=articles.with_name("out")) == 0
    return exported(archive), time.monotonic() - started


def test_killed_at_any_moment_then_run_again_gives_the_same(
    builds: Builds, articles: Path, undisturbed: tuple[dict[str, list[Any]], float], tmp_path: Path
) -> None:
    whole, seconds = undisturbed
    moments, path, out = random.Random(11), tmp_path / "killed", tmp_path / "out"
    landed = built = 0
    for _ in range(4 * KILLS):
        child = builds.start("build", path, articles, out=out)
        time.sleep(moments.uniform(0, seconds / 3))
        os.kill(child, signal.SIGKILL)
        ended = builds.ended()
        landed += ended == -signal.SIGKILL
        if path.exists():
            assert_whole(path)
        if ended == 0:  # it was done before: another archive is killed
            assert exported(path) == whole
            built, path = built + 1, tmp_path / f"killed-{built}"
        if landed == KILLS:
            break
    assert landed == KILLS
    assert builds.run("build", path, articles, out=out) == 0
    assert exported(path) == whole
    assert [file.name for file in tmp_path.glob("*-lock")] == []


@pytest.mark.parametrize("killed_in", [("stage_one", 8), ("keep_annotations", 2), ("keep_record", 3), ("finish", 4)])
def test_killed_in_the_middle_of_a_commit_keeps_nothing_of_it(
    builds: Builds,
    articles: Path,
    undisturbed: tuple[dict[str, list[Any]], float],
    tmp_path: Path,
    killed_in: tuple[str, int],
) -> None:
    path, out = tmp_path / "killed", tmp_path / "out"
    assert builds.run("build", path, articles, out=out, killed_in=killed_in) == -signal.SIGKILL
    assert_whole(path)
    assert builds.run("build", path, articles, out=out) == 0
    assert exported(path) == undisturbed[0]


def assert_whole(path: Path) -> None:
    """What is done is done with everything that follows from it."""
    with sqlite3.connect(path) as db:
        (check,) = db.execute("PRAGMA integrity_check").fetchone()
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    db.close()
    assert check == "ok"
    if tables:
        with Archive.open(path) as archive:
            assert_whole_batches(archive)


def assert_whole_batches(archive: Archive) -> int:
    """How many articles are done, each of them with its annotations, in a story that has its record."""
    with archive.snapshot():
        waiting = set(archive.pending())
        done = {article.id for article in archive.articles()} - waiting
        stories = list(archive.stories())
        assert {read.article for read in archive.annotations()} == done
        assert {id_ for story in stories for id_ in story.articles} == done
        assert [record.story for record in archive.records()] == stories
        assert len(done) % BATCH == 0 or not waiting
    return len(done)


def test_the_same_input_twice_changes_nothing(builds: Builds, articles: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "twice", tmp_path / "out"
    for told in ("17 new articles, 0 known", "0 new articles, 17 known, 0 skipped; 0 stories"):
        assert builds.run("build", path, articles, out=out) == 0
        assert out.read_text().startswith(told)
        with sqlite3.connect(path) as db:
            revisions = db.execute("SELECT story, revision, composed_at FROM records ORDER BY 1, 2").fetchall()
        db.close()
        if told.startswith("17"):
            before = revisions, exported(path)
    assert (revisions, exported(path)) == before


def test_any_order_of_input_gives_the_same_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PIPELINE_BATCH", 4)
    news, shuffled = lines("fire", "denial"), lines("fire", "denial")
    random.Random(3).shuffle(shuffled)
    (folder := tmp_path / "folder").mkdir()
    for number, line in enumerate(shuffled):
        written(folder / f"{number:02}.jsonl", [line])
    halves = [written(tmp_path / "b.jsonl", shuffled[5:]), written(tmp_path / "a.jsonl", shuffled[:5])]
    found = []
    for number, paths in enumerate(([written(tmp_path / "all.jsonl", news)], [folder], halves)):
        onrecord.build(tmp_path / f"{number}", *paths)
        found.append(exported(tmp_path / f"{number}"))
    assert found[0] == found[1] == found[2]


def test_two_workers_give_the_same_and_are_started_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PIPELINE_BATCH", 4)
    monkeypatch.setattr(settings, "ENGINE_CHUNK", 2)
    started = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            started.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(engine, "ProcessPoolExecutor", Pool)
    news = written(tmp_path / "news.jsonl", lines("fire", "denial"))
    onrecord.build(tmp_path / "one", news)
    onrecord.build(tmp_path / "two", news, workers=2)
    assert exported(tmp_path / "one") == exported(tmp_path / "two")
    assert started == [(2,)]


def test_more_articles_later_are_added_to_their_stories(tmp_path: Path) -> None:
    news, path = lines("fire"), tmp_path / "news"
    onrecord.build(path, written(tmp_path / "first.jsonl", news[:4]))
    with onrecord.open(path) as archive:
        (before,) = archive.records()
    onrecord.build(path, written(tmp_path / "second.jsonl", news[4:]))
    with onrecord.open(path) as archive:
        (after,) = archive.records()
        assert archive.record(before.story.id, revision=1) == before
    assert after.story.id == before.story.id
    assert set(after.story.articles) == {json.loads(line)["id"] for line in news}
    assert {claim.id for claim in before.claims} <= {claim.id for claim in after.claims}
    assert {point.id for point in before.points} <= {point.id for point in after.points}
    assert after.revision == 2


def test_a_second_build_waits_for_the_first(
    builds: Builds, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ARCHIVE_WAIT_SECONDS", 120.0)
    path, out = tmp_path / "both", tmp_path / "out"
    builds.start("build", path, articles, out=out)
    wait_for(path)
    second = command("build", path, written(tmp_path / "more.jsonl", lines("denial")))
    assert builds.ended() == 0
    assert second.exit_code == 0, second.output
    assert out.read_text().startswith("17 new articles")
    assert second.stdout.startswith("4 new articles, 0 known")
    with onrecord.open(path) as archive:
        assert archive.counts() | {"articles": 21, "pending": 0} == archive.counts()


def test_a_second_build_that_may_not_wait_says_who_holds_the_archive(
    builds: Builds, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ARCHIVE_WAIT_SECONDS", 0.0)
    path = tmp_path / "both"
    first = builds.start("build", path, articles, out=tmp_path / "out")
    wait_for(path)
    second = command("build", path, articles)
    assert builds.ended() == 0
    assert second.exit_code == 2
    assert f"held by process {first} on " in second.stderr


def wait_for(path: Path) -> None:
    """Wait until a build holds an archive."""
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_a_reader_during_a_build_sees_whole_batches_only(builds: Builds, articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "news"
    onrecord.build(path, written(tmp_path / "none.jsonl", []))
    builds.start("build", path, articles, out=tmp_path / "out")
    seen, deadline = set(), time.monotonic() + 120
    with onrecord.open(path) as reader:
        while 17 not in seen and time.monotonic() < deadline:
            seen.add(assert_whole_batches(reader))
    assert builds.ended() == 0
    assert len(seen - {0, 17}) > 1, "the reader looked while the build ran"


def test_a_full_disk_is_told_and_the_same_command_goes_on(
    builds: Builds, articles: Path, undisturbed: tuple[dict[str, list[Any]], float], tmp_path: Path
) -> None:
    path, out = tmp_path / "news", tmp_path / "out"
    assert builds.run("build", path, articles, out=out, longest_file=200_000) == 2
    (told,) = out.read_text().splitlines()
    assert told.startswith(f"onrecord: {path}: the disk ")
    assert "what was committed is kept whole" in told
    assert_whole(path)
    assert builds.run("build", path, articles, out=out) == 0
    assert exported(path) == undisturbed[0]


def test_no_room_for_temporary_files_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("py3langid.rank", full)
    (tmp_path / "ferry.txt").write_text(FERRY)
    result = command("build", tmp_path / "news", tmp_path / "ferry.txt")
    assert result.exit_code == 2
    assert "no space left on device" in result.stderr
    assert "TMPDIR" in result.stderr


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "no text in it"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "marks.txt": (b'"' * 1_000_000, "characters, and no article has more"),
    "hidden.html": (b"<html><script>x</script></html>", ""),
    "line.jsonl": (b'{"text": "' + b"x" * 50_000_000 + b'"}', "longer than"),
    "broken.jsonl": (b'{"text": "The mill at Orr', "not a line of JSON"),
    "silent.jsonl": (b'{"title": "The mill burned down"}', "no text in the record"),
    "latin.jsonl": ('{"text": "Le café de la gare a brûlé."}'.encode("latin-1"), "not in UTF-8"),
    "packed.jsonl.gz": (b"no gzip", "cannot be read"),
    "sheet.xlsx": (b"PK", "not a kind of file"),
}


def test_what_is_broken_is_skipped_with_its_reason_and_the_rest_is_done(tmp_path: Path) -> None:
    (folder := tmp_path / "in").mkdir()
    for name, (content, _) in BROKEN.items():
        (folder / name).write_bytes(content)
    (folder / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "ferry.txt").write_text(FERRY)
    old = {"id": "tram", "text": TRAM, "date": "0000-05-07"}
    written(folder / "tram.jsonl", [json.dumps(old), "[1, 2]"])
    reasons = {name: reason for name, (_, reason) in BROKEN.items()}
    reasons |= {"gone.txt": "cannot be opened", "pipe.txt": "not an ordinary file", "tram.jsonl": "not a JSON object"}
    started = time.monotonic()
    result = command("build", tmp_path / "news", folder)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"2 new articles, 0 known, {len(reasons)} skipped; 2 stories")
    assert time.monotonic() - started < 60
    with onrecord.open(tmp_path / "news") as archive:
        found = {Path(skipped.input).name: skipped.reason for skipped in archive.skipped()}
        tram = archive.article("tram")
    assert {name: reason in found[name] for name, reason in reasons.items()} == dict.fromkeys(reasons, True)
    assert (tram.published, "0000-05-07" in tram.published_reason) == (None, True)
    assert command("build", "--strict", tmp_path / "news", folder).exit_code == 1


@pytest.mark.parametrize("wrong", ["https://news.example/ferry", "nowhere.txt"])
def test_what_is_no_path_is_refused_by_name_before_anything_is_made(tmp_path: Path, wrong: str) -> None:
    good = tmp_path / "ferry.txt"
    good.write_text(FERRY)
    result = command("build", tmp_path / "news", good, wrong)
    assert result.exit_code == 2
    assert wrong in result.stderr
    assert not (tmp_path / "news").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (folder := tmp_path / "in").mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "secret.txt").write_text(TRAM)
    (folder / "secret.txt").chmod(0)
    result = command("build", tmp_path / "news", folder)
    assert result.stdout.startswith("1 new article"), result.output
    assert "permission denied" in result.stderr

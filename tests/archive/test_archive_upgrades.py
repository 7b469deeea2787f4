"""Upgrades: an archive of the first version becomes what this version would have built."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from mills import filled
from version_1 import version_1

import onrecord
from onrecord.archive import Archive, casts
from onrecord.errors import ArchiveError

SAMPLES = Path(onrecord.__file__).parent / "samples"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("upgrades") / "built"
    onrecord.build(path, SAMPLES / "fire" / "articles.jsonl", SAMPLES / "summit" / "articles.jsonl")
    return path


def tables(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables, but for numbers that depend on the order of reading."""
    db = sqlite3.connect(path)
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    kept = [name for name in names if "_words" not in name and name not in ("meta", "actor_names")]
    found = {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}
    found["actor_names"] = sorted(db.execute("SELECT actor, name FROM actor_names"))
    found["schema"] = sorted(db.execute("SELECT type, name FROM sqlite_master"))
    db.close()
    return found


def test_an_older_archive_becomes_what_this_version_builds(built: Path, tmp_path: Path) -> None:
    old = version_1(built, tmp_path / "old")
    Archive.open(old, write=True).close()
    one, other = tables(built), tables(old)
    assert one.keys() == other.keys()
    for name in one:
        assert one[name] == other[name], name
    with Archive.open(built) as new, Archive.open(old) as upgraded:
        assert list(new.nouns()) == list(upgraded.nouns())
        assert new.listing() == upgraded.listing()
        for words in ("minister", "fire dead", "forum"):
            assert new.search(words) == upgraded.search(words)
            assert [found.id for found in new.actors_named("m")] == [found.id for found in upgraded.actors_named("m")]


def test_a_reader_of_an_older_archive_is_told_what_to_do(built: Path, tmp_path: Path) -> None:
    old = version_1(built, tmp_path / "old")
    with pytest.raises(ArchiveError, match=r"made by an older onrecord; onrecord build \S*old brings it up to date"):
        Archive.open(old)


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "new").close()
    old = version_1(tmp_path / "new", tmp_path / "old")

    def broken(*_: object) -> None:
        raise RuntimeError("the power failed")

    with monkeypatch.context() as patch:
        patch.setattr(casts, "keep", broken)
        with pytest.raises(RuntimeError):
            Archive.open(old, write=True)
    with pytest.raises(ArchiveError, match="older"):
        Archive.open(old)
    with Archive.open(old, write=True) as archive:
        assert archive.counts()["points"] == 1
        assert len(archive.listing()) == 1

"""An export comes into its folder whole or not at all; a download is the same bytes."""

import errno
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.serve.exports import EXPORTS, Wanted, files


@pytest.fixture
def archive(samples):
    with Archive.open(samples) as kept:
        yield kept


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_every_format_writes_what_it_says(form, archive, fire, tmp_path):
    written = files.write(EXPORTS[form], Wanted(archive, fire, tmp_path / "out"))
    assert written
    assert names(tmp_path / "out") == sorted(file.path.name for file in written)
    assert all(file.done == "new" and file.path.stat().st_size for file in written)
    assert sum(file.rows for file in written) > 0


def test_files_of_an_export_are_replaced_and_others_stay(archive, fire, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "Claim.jsonl").write_text("old", encoding="utf-8")
    (tmp_path / "Skipped.jsonl").write_text("of an earlier export", encoding="utf-8")
    written = {file.path.name: file for file in files.write(EXPORTS["jsonl"], Wanted(archive, fire, tmp_path))}
    assert written["Claim.jsonl"].done == "replaced"
    assert written["Skipped.jsonl"].done == "removed"
    assert written["Point.jsonl"].done == "new"
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "Skipped.jsonl" not in names(tmp_path)


def test_the_beginning_of_an_id_names_a_story(archive, fire, tmp_path):
    (written,) = files.write(EXPORTS["md"], Wanted(archive, fire[:6], tmp_path))
    assert written.path.name == f"{fire}.md"


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "no permission"), (errno.EIO, "I/O")]
)
def test_what_fails_leaves_the_folder_as_it_was(number, words, archive, tmp_path):
    (tmp_path / "claims.csv").write_text("old", encoding="utf-8")

    def fails(wanted):
        (wanted.folder / "claims.csv").write_text("half", encoding="utf-8")
        raise OSError(number, os.strerror(number).replace("Input/output", "I/O"))

    with pytest.raises(UsageError, match=words) as caught:
        files.write(fails, Wanted(archive, None, tmp_path))
    assert caught.value.remedy
    assert names(tmp_path) == ["claims.csv"]
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_words(archive, tmp_path):
    def fills(wanted):
        with Path("/dev/full").open("w", encoding="utf-8") as file:
            file.write("x" * 100_000)
        return {}

    with pytest.raises(UsageError, match="the disk is full; earlier files"):
        files.write(fills, Wanted(archive, None, tmp_path))


def test_a_full_database_is_told_in_words(archive, tmp_path, monkeypatch):
    from sqlite_utils.utils import OperationalError

    from onrecord.serve.exports import sqlite

    def full(*_):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite, "_filled", full)
    with pytest.raises(UsageError, match="the disk is full"):
        files.write(sqlite.write, Wanted(archive, None, tmp_path))


def test_a_file_in_the_place_of_the_folder_is_refused(archive, tmp_path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="not a folder"):
        files.write(EXPORTS["csv"], Wanted(archive, None, tmp_path / "out"))


def test_a_wrong_story_makes_no_folder(archive, tmp_path):
    with pytest.raises(UsageError, match="no such story"):
        files.write(EXPORTS["csv"], Wanted(archive, "nothing", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_download_of_several_files_is_a_zip_that_is_always_the_same(archive, fire, tmp_path):
    files.write(EXPORTS["csv"], Wanted(archive, fire, tmp_path))
    taken = []
    for _ in range(2):
        with files.open_export("csv", archive, fire) as download:
            taken.append(b"".join(download.chunks))
            assert (download.name, download.size) == (f"onrecord-{fire}-csv.zip", len(taken[-1]))
            assert download.media_type == "application/zip"
    assert taken[0] == taken[1]
    with zipfile.ZipFile(io.BytesIO(taken[0])) as packed:
        assert sorted(packed.namelist()) == names(tmp_path)
        assert packed.read("claims.csv") == (tmp_path / "claims.csv").read_bytes()


def test_a_download_of_one_file_is_that_file(archive, fire, tmp_path):
    (written,) = files.write(EXPORTS["md"], Wanted(archive, fire, tmp_path))
    with files.open_export("md", archive, fire) as download:
        assert b"".join(download.chunks) == written.path.read_bytes()
        assert download.media_type.startswith("text/markdown")
    with pytest.raises(UsageError, match="no such format"), files.open_export("xls", archive, fire):
        pass


def test_the_commands_module_loads_no_format():
    """Starting a command stays fast: pyarrow alone takes a quarter of a second to load."""
    loads = "import sys, onrecord.cli, onrecord.serve.exports.files"
    code = f"{loads}; print({{'pyarrow', 'sqlite_utils'}} & {{*sys.modules}})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"

"""The command `onrecord export`: what it prints, what it refuses, what it leaves in the folder."""

import pandas as pd
import pytest
from click.testing import CliRunner

from onrecord.archive import Archive
from onrecord.cli import commands


@pytest.fixture
def export(samples, tmp_path):
    """Runs the command into a folder of this test."""

    def run(*arguments, out=tmp_path / "out"):
        return CliRunner().invoke(commands, ["export", str(samples), "--out", str(out), *map(str, arguments)])

    return run


def printed(result):
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_it_prints_each_file_with_its_rows(export, samples):
    told = printed(export("--format", "csv"))
    for path, n in told:
        assert len(pd.read_csv(path)) == int(n)
    with Archive.open(samples) as archive:
        assert ["claims.csv", str(archive.counts()["claims"])] in [[path.rpartition("/")[2], n] for path, n in told]


def test_it_says_what_it_replaced(export):
    assert {len(line) for line in printed(export("--format", "md"))} == {2}
    assert {line[2] for line in printed(export("--format", "md"))} == {"replaced"}


def test_background_is_left_out_unless_it_is_asked_for(export, tmp_path):
    export("--format", "csv")
    news = pd.read_csv(tmp_path / "out" / "events.csv")
    export("--format", "csv", "--background")
    both = pd.read_csv(tmp_path / "out" / "events.csv")
    assert not news["background"].any()
    assert len(both) == len(news) + both["background"].sum()


def test_a_sheet_is_drawn_by_its_seed(export, tmp_path):
    told = printed(export("--sample", 9, "--seed", 4))
    assert [(path.rpartition("/")[2], n) for path, n in told] == [
        ("sample-9-seed-4.csv", "9"),
        ("sample-9-seed-4-key.csv", "9"),
    ]
    assert set(pd.read_csv(tmp_path / "out" / "sample-9-seed-4.csv")["seed"]) == {4}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "xls"), "no such format: xls; name one (valid: csv, "),
        (("nothing",), "no such story: nothing"),
        (("--sample", 5, "--without-text"), "a sheet for coding by hand needs the sentences"),
        (("--sample", 0), "0 is not in the range"),
    ],
)
def test_what_cannot_be_done_is_told(export, tmp_path, arguments, words):
    result = export(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.glob("out/*"))


def test_a_folder_that_cannot_be_made_is_told(export, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = export(out=tmp_path / "file" / "out")
    assert result.exit_code == 2
    assert "not a folder" in result.stderr

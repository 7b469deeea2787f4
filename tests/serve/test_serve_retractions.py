"""What a later version of an article left out is told as done in no export, and each says that it was withdrawn."""

import csv
import json

import pandas as pd
import pytest
from meetings import exported, rows
from retractions import ARREST, retraction_in

from onrecord.serve.exports.codes import coded


@pytest.fixture(scope="module")
def retraction(tmp_path_factory):
    """The path of an archive in which an arrest was taken back."""
    return retraction_in(tmp_path_factory.mktemp("retraction"))


def read(path):
    rows = path.read_text("utf-8").splitlines()
    return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_a_row_of_an_event_says_so_and_it_has_no_score(retraction):
    outcomes = {ARREST in row.best.words: (row.status, row.withdrawn, coded(row).done) for row in rows(retraction)}
    assert outcomes[True] == ("happened", True, False)
    (gone,) = (row for row in rows(retraction) if row.withdrawn)
    assert (coded(gone).score, coded(gone).auxiliary) == (None, ())
    assert any(coded(row).done for row in rows(retraction))


def test_plover_gives_it_no_score_and_says_so(retraction, tmp_path):
    exported(retraction, "plover", tmp_path)
    told = [json.loads(line) for line in (tmp_path / "plover.jsonl").read_text("utf-8").splitlines()]
    (gone,) = (one for one in told if one["withdrawn"])
    assert gone["event_text"][0].startswith(ARREST)
    assert gone["event_scale"] is None
    assert gone["comment"].startswith("withdrawn: later versions")
    assert gone["size"] == {"dead": None, "injured": None, "arrested": None}
    assert all("withdrawn" not in (one["comment"] or "") for one in told if one is not gone)


@pytest.mark.parametrize(("form", "main"), [("polecat", "polecat.tsv"), ("gdelt", "onrecord.export.CSV")])
def test_it_stands_in_the_support_file_alone(retraction, tmp_path, form, main):
    exported(retraction, form, tmp_path)
    (gone,) = (one for one in read(tmp_path / f"{form}.support.tsv") if one["withdrawn"] == "1")
    assert gone["text"].startswith(ARREST)
    assert gone["in_table"] == "0"
    key = next(iter(gone.values()))
    for path in (tmp_path / main, *tmp_path.glob("*mentions*")):
        assert path.read_text("utf-8")
        assert key not in path.read_text("utf-8")


def test_markdown_says_so_wherever_it_tells_it(retraction, samples, tmp_path):
    exported(retraction, "md", tmp_path)
    (page,) = (path.read_text("utf-8") for path in tmp_path.glob("*.md"))
    summaries = page.split("## All statements")[0].splitlines()
    told = [line for line in summaries if ARREST in line]
    assert len(told) > 2
    assert all("WITHDRAWN" in line for line in told)
    assert page.count("WITHDRAWN") == len(told) + 1
    exported(samples, "md", tmp_path / "samples")
    pages = [path.read_text("utf-8") for path in (tmp_path / "samples").glob("*.md")]
    given = [line for text in pages for line in text.splitlines() if line.startswith("  - ") and "; withdrawn)" in line]
    assert any("Twelve" in line for line in given)


@pytest.mark.parametrize("form", ["plover", "polecat", "gdelt"])
def test_the_denominator_stands_beside_the_events(retraction, tmp_path, form):
    written = exported(retraction, form, tmp_path)
    name = "articles_by_publisher_and_day.tsv"
    told = {(one["publisher"], one["day"]): one for one in read(tmp_path / name)}
    assert written[name] == len(told) == 2
    courier = told["Kalmar Courier", "2024-05-06"]
    assert (courier["n_articles"], courier["n_later_versions"]) == ("2", "1")
    assert told["Coast Daily", "2024-05-06"]["n_articles"] == "1"


def test_the_flat_tables_say_so(retraction, tmp_path):
    exported(retraction, "csv", tmp_path)
    for name in ("statements", "events"):
        frame = pd.read_csv(tmp_path / f"{name}.csv")
        gone = frame[frame["withdrawn"].astype(str).str.lower().isin(["true", "1"])]
        assert [words.startswith(ARREST) for words in gone["text"]] == [True], name

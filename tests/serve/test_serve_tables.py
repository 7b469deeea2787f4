"""The flat tables, read back by the tools of those who use them: pandas, DuckDB, Datasette."""

import asyncio
import csv
import importlib.util
import json
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import sqlite_utils
from pyarrow import parquet as pq

import onrecord
from onrecord.archive import Archive
from onrecord.serve.exports import EXPORTS, Wanted
from onrecord.serve.exports.archive_tables import PUBLISHER_DAYS
from onrecord.serve.exports.events import event_rows
from onrecord.serve.exports.tables import TABLES

NAMES = [table.name for table in TABLES]
COUNTED = {
    "stories": "stories", "articles": "articles", "statements": "points", "claims": "claims", "origins": "origins",
    "passages": "passages", "skipped": "skipped",
}  # fmt: skip


@pytest.fixture(scope="module")
def folders(samples, tmp_path_factory):
    """A folder for each format, with the tables of the samples."""
    made = {}
    with Archive.open(samples) as archive:
        for form in ("csv", "parquet", "sqlite", "jsonl"):
            made[form] = tmp_path_factory.mktemp(form)
            EXPORTS[form](Wanted(archive, None, made[form], background=True))
    return made


def frames(folder):
    """As a person reads the files: only an empty cell is null."""
    return {
        name: pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""], encoding="utf-8")
        for name in NAMES
    }


@pytest.fixture(scope="module")
def sheets(folders):
    return frames(folders["csv"])


def test_every_table_describes_itself():
    for table in TABLES:
        assert len(set(table.names)) == len(table.names), table.name
        assert {*table.key, *table.words} <= set(table.names), table.name
        assert all(column.meaning for column in table.columns), table.name
        assert "`" not in "".join(column.described for column in table.columns), table.name
        for column in table.columns:
            assert not column.to or column.to in NAMES[: NAMES.index(table.name)], (table.name, column.name)


def test_rows_are_told_apart_by_their_key(sheets):
    for table in TABLES:
        if table.key:
            assert not sheets[table.name].duplicated(list(table.key)).any(), table.name


def test_numbers_of_rows_agree_with_the_archive(samples, sheets):
    with Archive.open(samples) as archive:
        counts = archive.counts()
        records = list(archive.records())
        read = list(archive.annotations())
        events = list(event_rows(archive, None, background=True))
    assert {name: len(sheets[name]) for name in COUNTED} == {name: counts[kept] for name, kept in COUNTED.items()}
    points = [point for record in records for point in record.points]
    assert len(sheets["answers"]) == sum(len(point.answers) for point in points)
    assert len(sheets["differences"]) == sum(len(point.differences) for point in points)
    assert len(sheets["copies"]) == sum(len(record.lineage.copies) for record in records)
    assert len(sheets["actors"]) == sum(len(record.actors) for record in records)
    assert len(sheets["quotes"]) == sum(len(one.quotes) for one in read)
    assert len(sheets["figures"]) == sum(len(one.figures) for one in read)
    assert len(sheets["places"]) == sum(len(one.places) for one in read)
    assert len(sheets["events"]) == len(events) > 0


def test_numbers_of_rows_agree_between_the_formats(folders, sheets):
    database = folders["sqlite"] / "onrecord.db"
    with duckdb.connect() as duck, closing(sqlite_utils.Database(database)) as kept:
        for name in NAMES:
            (parquet,) = duck.execute(f"SELECT count(*) FROM '{folders['parquet'] / name}.parquet'").fetchone()
            (sheet,) = duck.execute(f"SELECT count(*) FROM read_csv('{folders['csv'] / name}.csv')").fetchone()
            assert parquet == sheet == len(sheets[name]) == kept[name].count, name
    lines = {"statements": "Point", "claims": "Claim", "articles": "Article", "stories": "Story"}
    for name, noun in lines.items():
        assert len((folders["jsonl"] / f"{noun}.jsonl").read_text("utf-8").splitlines()) == len(sheets[name])


def test_parquet_is_typed_and_says_what_it_holds(folders):
    for table in TABLES:
        found = pq.read_schema(folders["parquet"] / f"{table.name}.parquet")
        assert found.names == list(table.names)
        told = [found.field(column.name).metadata[b"description"].decode() for column in table.columns]
        assert told == [column.described for column in table.columns]
        metadata = pq.read_metadata(folders["parquet"] / f"{table.name}.parquet").metadata
        assert metadata[b"onrecord.codebook"] == b"PLOVER 2021"
    claims = pd.read_parquet(folders["parquet"] / "claims.parquet")
    assert claims["start"].dtype == "int64"
    assert claims["background"].dtype == "bool"
    days = duckdb.sql(f"SELECT typeof(day) FROM '{folders['parquet'] / 'publisher_days'}.parquet'").fetchall()
    assert set(days) == {("DATE",)}


def test_parquet_and_csv_hold_the_same_values(folders, sheets):
    for name in ("statements", "claims", "events", "origins"):
        parquet = pd.read_parquet(folders["parquet"] / f"{name}.parquet")
        for column in parquet.columns:
            left = ["" if pd.isna(v) else str(v) for v in parquet[column]]
            right = ["" if pd.isna(v) else str(v) for v in sheets[name][column]]
            assert [v.removesuffix(".0") for v in left] == [v.removesuffix(".0") for v in right], (name, column)


def test_offsets_open_at_the_words(sheets):
    texts = dict(zip(sheets["articles"]["article"], sheets["articles"]["text"], strict=True))
    for name in ("statements", "claims", "events", "figures", "places"):
        for row in sheets[name].itertuples():
            assert texts[row.article][row.start : row.end] == row.text, name
    for row in sheets["quotes"].itertuples():
        pieces = (piece.split(",") for piece in row.pieces.split("; "))
        assert " […] ".join(texts[row.article][int(a) : int(b)] for a, b in pieces) == row.text


def test_tables_can_be_joined(folders):
    with duckdb.connect() as duck:
        for name in NAMES:
            duck.execute(f"CREATE VIEW {name} AS SELECT * FROM '{folders['parquet'] / name}.parquet'")
        joins = (
            "claims JOIN statements USING (story, statement)",
            "answers JOIN statements USING (story, statement)",
            "claims JOIN articles USING (article, story)",
            "statements JOIN stories USING (story)",
            "origin_parts JOIN origins USING (story, origin)",
            "events JOIN statements ON statement = event AND statements.story = events.story",
        )
        for join in joins:
            left = join.split()[0]
            (n,) = duck.execute(f"SELECT count(*) FROM {join}").fetchone()
            assert n == duck.execute(f"SELECT count(*) FROM {left}").fetchone()[0] > 0, join
        known = duck.execute("SELECT count(*) FROM claims WHERE said_by_actor IS NOT NULL").fetchone()
        join = "claims c JOIN actors a ON a.story = c.story AND a.actor = c.said_by_actor AND a.name = c.said_by"
        assert duck.execute(f"SELECT count(*) FROM {join}").fetchone() == known


def test_the_denominator_counts_every_article_once(sheets):
    days = sheets["publisher_days"]
    assert days["n_articles"].sum() == len(sheets["articles"])
    assert not days.duplicated(["publisher", "day"]).any()
    mail = days[days["publisher"] == "Lowland Mail"]
    assert (mail["n_articles"].tolist(), mail["n_later_versions"].tolist()) == ([2], [1])


def test_the_denominator_is_of_the_whole_archive_beside_one_story(samples, fire, tmp_path):
    with Archive.open(samples) as archive:
        EXPORTS["csv"](Wanted(archive, fire, tmp_path))
        whole = archive.counts()["articles"]
    one = frames(tmp_path)
    assert set(one["claims"]["story"]) == set(one["articles"]["story"]) == {fire}
    assert len(one["articles"]) < whole == one[PUBLISHER_DAYS.name]["n_articles"].sum()
    assert one["skipped"].empty
    assert set(one["passages"]["article"]) | set(one["passages"]["other_article"]) <= set(one["articles"]["article"])


def in_a_thread(asked):
    """What a coroutine gives; the main thread may have a loop of its own, that of the browser's driver."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, asked).result()


def test_datasette_serves_the_database(folders):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from datasette.app import Datasette
    metadata = json.loads((folders["sqlite"] / "metadata.json").read_text("utf-8"))

    async def ask(*paths):
        site = Datasette([folders["sqlite"] / "onrecord.db"], metadata=metadata)
        return [await site.client.get(path) for path in paths]

    paths = (
        "/onrecord.json",
        "/onrecord/statements.json?_search=trawler&_shape=array",
        "/onrecord/claims",
        "/onrecord/claims.json?_shape=array&_size=1&_labels=on",
        "/onrecord/stories",
        "/onrecord/articles.json?_shape=array&_facet=publisher",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        database, found, page, labelled, stories, articles = in_a_thread(ask(*paths))
    assert {answer.status_code for answer in (database, found, page, labelled, stories, articles)} == {200}
    shown = {table["name"]: table for table in database.json()["tables"] if not table["hidden"]}
    assert set(shown) == set(NAMES)
    assert shown["claims"]["primary_keys"] == ["story", "claim"]
    assert {key["other_table"] for key in shown["claims"]["foreign_keys"]["outgoing"]} == {"stories", "articles"}
    assert found.json()
    assert all("trawler" in json.dumps(row) for row in found.json())
    assert "on whose word: the name" in page.text
    assert labelled.json()[0]["story"]["label"]
    assert articles.json()[0]["published"] == max(row["published"] for row in articles.json())


def test_no_row_of_the_database_points_nowhere(folders):
    with closing(sqlite_utils.Database(folders["sqlite"] / "onrecord.db")) as database:
        assert list(database.query("PRAGMA foreign_key_check")) == []
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


# What is in the cells


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """An archive of two articles that try to be formulas, rows and cells."""
    folder = tmp_path_factory.mktemp("hostile")
    text = '=SUM(A1)\n"Quoted, with commas", said Ana Lund of Bergen.\r\nThree people died in Bergen on Monday.'
    told = {"id": "-1", "headline": "=HYPERLINK(B2)", "publisher": "@cmd", "url": "+1", "byline": "\tTab", "text": text}
    other = {"id": "two", "text": "Nul\0 here. Four people died in Oslo."}
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, (told, other))), encoding="utf-8")
    onrecord.build(folder / "hostile.onrecord", folder / "in.jsonl")
    return folder / "hostile.onrecord"


def test_no_cell_of_a_sheet_is_a_formula(hostile, tmp_path):
    with Archive.open(hostile) as archive:
        EXPORTS["csv"](Wanted(archive, None, tmp_path))
        kept = {article.id: article for article in archive.articles()}
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, strict=True):
                assert not [c for c in row if c.startswith(("=", "+", "@", "\t", "\r")) or "\0" in c], path.name
    articles = frames(tmp_path)["articles"].set_index("article")
    assert articles.loc["'-1", "headline"] == "'=HYPERLINK(B2)"
    assert articles.loc["'-1", "text"].removeprefix("'") == kept["-1"].text
    assert set(frames(tmp_path)["claims"]["article"]) <= set(articles.index)


def test_other_formats_keep_the_characters(hostile, tmp_path):
    with Archive.open(hostile) as archive:
        EXPORTS["parquet"](Wanted(archive, None, tmp_path))
        EXPORTS["sqlite"](Wanted(archive, None, tmp_path))
        kept = {article.id: article.text for article in archive.articles()}
    found = pd.read_parquet(tmp_path / "articles.parquet")
    assert dict(zip(found["article"], found["text"], strict=True)) == kept
    with closing(sqlite_utils.Database(tmp_path / "onrecord.db")) as database:
        assert {row["article"]: row["text"] for row in database["articles"].rows} == kept


def test_the_same_archive_gives_the_same_tables(samples, tmp_path):
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with Archive.open(samples) as archive:
            EXPORTS["csv"](Wanted(archive, None, tmp_path / name))
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert written[0] == written[1]


def test_blocks_are_whole_whatever_their_size(samples, tmp_path, monkeypatch, sheets):
    from onrecord import settings

    monkeypatch.setattr(settings, "SERVE_EXPORT_ROWS", 7)
    with Archive.open(samples) as archive:
        wanted = Wanted(archive, None, tmp_path, background=True)
        EXPORTS["parquet"](wanted)
        EXPORTS["sqlite"](replace(wanted))
    assert pq.read_metadata(tmp_path / "claims.parquet").num_row_groups > 1
    with closing(sqlite_utils.Database(tmp_path / "onrecord.db")) as database:
        assert {name: database[name].count for name in NAMES} == {name: len(sheets[name]) for name in NAMES}


def test_the_page_is_made_from_the_tables():
    path = Path(onrecord.__file__).parent.parent / "docs" / "make_tables.py"
    spec = importlib.util.spec_from_file_location("make_tables", path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run: python docs/make_tables.py"

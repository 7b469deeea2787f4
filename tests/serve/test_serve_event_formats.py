"""Events as PLOVER, POLECAT and GDELT have them, read back by the tools of those who count them."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from meetings import archive_of, exported, meeting_in, rows

import onrecord
from onrecord.archive import Archive
from onrecord.serve.exports import gdelt, polecat
from onrecord.serve.exports.codes import coded
from onrecord.serve.exports.excerpts import Excerpts

FORMATS = ("plover", "polecat", "gdelt")


@pytest.fixture(scope="module")
def meeting(tmp_path_factory):
    """The path of an archive of two invented articles on one meeting."""
    return meeting_in(tmp_path_factory.mktemp("meeting"))


# PLOVER


def test_plover_is_read_by_pandas_and_duckdb(samples, tmp_path):
    told = exported(samples, "plover", tmp_path)
    frame = pd.read_json(tmp_path / "plover.jsonl", lines=True)
    (count, dated) = duckdb.sql(f"SELECT count(*), count(date) FROM '{tmp_path / 'plover.jsonl'}'").fetchall()[0]
    assert len(frame) == count == told["plover.jsonl"] == len(rows(samples))
    assert dated == count
    assert frame["id"].is_unique
    assert {"id", "date", "actor", "event", "text_info", "cite_info", "n_origins", "said_by"} <= set(frame.columns)
    assert (frame["event"].map(len) == 1).all()
    assert (frame["actor"].map(len) >= 1).all()


def test_plover_words_stand_where_it_says(samples, tmp_path):
    exported(samples, "plover", tmp_path)
    with Archive.open(samples) as archive:
        texts = {article.id: article.text for article in archive.articles()}
    for line in (tmp_path / "plover.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        text, at = texts[told["cite_info"]["citation"]], told["text_info"]
        assert told["event_text"] == [text[at["start"] : at["end"]]]
        assert told["event_text"][0] in told["text"]
        for telling in told["tellings"]:
            assert telling["text"] == texts[telling["citation"]][telling["start"] : telling["end"]]


def test_plover_gives_the_dead_whom_the_clause_counts(meeting, tmp_path):
    exported(meeting, "plover", tmp_path)
    told = [json.loads(line) for line in (tmp_path / "plover.jsonl").read_text("utf-8").splitlines()]
    assert [one["size"]["dead"] for one in told if one["event"] == ["ASSAULT"] and not one["mode"]][:1] == [2]
    denied = [one for one in told if "negation" in one["mode"]]
    assert denied
    assert all(one["event_scale"] is None for one in denied)


# POLECAT


def test_polecat_has_its_forty_columns_and_is_read_by_pandas_and_duckdb(meeting, samples, tmp_path):
    for path in (meeting, samples):
        folder = tmp_path / path.stem
        told = exported(path, "polecat", folder)
        frame = pd.read_csv(folder / "polecat.tsv", sep="\t")
        assert tuple(frame.columns) == polecat.COLUMNS
        assert len(polecat.COLUMNS) == 40
        read = duckdb.sql(
            f"SELECT count(*) FROM read_csv('{folder / 'polecat.tsv'}', delim='\t', header=true)"
        ).fetchall()[0]
        support = pd.read_csv(folder / "polecat.support.tsv", sep="\t")
        assert (
            (len(frame), len(support))
            == (told["polecat.tsv"], told["polecat.support.tsv"])
            == (read[0], len(rows(path)))
        )
        assert list(support["Event ID"][support["in_table"] == 1]) == list(frame["Event ID"])
        assert not set(support["status"][support["in_table"] == 1]) & {"denied", "possible", "requested"}


def test_every_row_is_one_line_of_forty_cells_to_any_reader(meeting, tmp_path):
    exported(meeting, "polecat", tmp_path)
    content = (tmp_path / "polecat.tsv").read_bytes().decode("utf-8")
    assert '"' not in content
    assert "\r" not in content
    assert {len(line.split("\t")) for line in content.splitlines()} == {40}
    assert {len(row) for row in csv.reader(content.splitlines(), delimiter="\t")} == {40}


def test_several_actors_keep_their_order_in_all_columns(meeting, samples, tmp_path):
    for path in (meeting, samples):
        folder = tmp_path / path.stem
        exported(path, "polecat", folder)
        frame = pd.read_csv(folder / "polecat.tsv", sep="\t", keep_default_na=False)
        for names, countries in zip(frame["Actor Name"], frame["Actor Country"], strict=True):
            assert not countries or len(names.split("; ")) == len(countries.split("; "))


# GDELT


def test_gdelt_has_its_columns_and_is_read_by_pandas_and_duckdb(meeting, samples, tmp_path):
    assert (len(gdelt.EVENTS), len(gdelt.MENTIONS)) == (61, 16)
    for path in (meeting, samples):
        folder = tmp_path / path.stem
        told = exported(path, "gdelt", folder)
        events = pd.read_csv(folder / "onrecord.export.CSV", sep="\t", names=gdelt.EVENTS, dtype={"EventRootCode": str})
        mentions = pd.read_csv(folder / "onrecord.mentions.CSV", sep="\t", names=gdelt.MENTIONS)
        support = pd.read_csv(folder / "gdelt.support.tsv", sep="\t")
        read = [
            len(duckdb.sql(f"FROM read_csv('{folder / name}', delim='\t', header=false, quote='')").fetchall())
            for name in told
        ]
        assert [len(events), len(mentions)] == list(told.values())[:2] == read[:2]
        assert len(support) == told["gdelt.support.tsv"] == len(rows(path))
        for name, width in (("onrecord.export.CSV", 61), ("onrecord.mentions.CSV", 16)):
            lines = (folder / name).read_text("utf-8").splitlines()
            assert {len(line.split("\t")) for line in lines} == {width}
        assert events["GLOBALEVENTID"].is_unique
        assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
        assert events[["GoldsteinScale", "AvgTone"]].isna().all(axis=None)


def test_gdelt_counts_mentions_articles_and_publishers(samples, tmp_path):
    exported(samples, "gdelt", tmp_path)
    events = pd.read_csv(tmp_path / "onrecord.export.CSV", sep="\t", names=gdelt.EVENTS)
    events = events.set_index("GLOBALEVENTID").sort_index()
    mentions = pd.read_csv(tmp_path / "onrecord.mentions.CSV", sep="\t", names=gdelt.MENTIONS)
    of_event = mentions.groupby("GLOBALEVENTID")
    assert (of_event.size() == events["NumMentions"]).all()
    assert (of_event["MentionIdentifier"].nunique() == events["NumArticles"]).all()
    support = pd.read_csv(tmp_path / "gdelt.support.tsv", sep="\t").set_index("GLOBALEVENTID").loc[events.index]
    assert (support["n_publishers"] == events["NumSources"]).all()


def test_gdelt_offsets_stand_where_the_words_are(samples, tmp_path):
    exported(samples, "gdelt", tmp_path)
    found = {gdelt.number(row): row for row in rows(samples)}
    mentions = pd.read_csv(tmp_path / "onrecord.mentions.CSV", sep="\t", names=gdelt.MENTIONS)
    checked = 0
    for mention in mentions.itertuples():
        row = found[mention.GLOBALEVENTID]
        telling = next(
            t for t in row.tellings if t.article.id == mention.MentionIdentifier and t.sentence == mention.SentenceID
        )
        text = telling.article.text
        assert mention.MentionDocLen == len(text)
        candidates = [t for t in row.tellings if t.article.id == mention.MentionIdentifier]
        actions = {t.event.span.start for t in candidates if t.event} | {-1}
        assert mention.ActionCharOffset in actions or any(t.event is None for t in candidates)
        first, second = gdelt.sides(row)
        for party, offset in ((first, mention.Actor1CharOffset), (second, mention.Actor2CharOffset)):
            words = {p.words for t in candidates for p in (*t.actors, *t.recipients) if party and p.key == party.key}
            if offset >= 0:
                checked += 1
                assert any(" ".join(text[offset : offset + 200].split()).startswith(word) for word in words)
    assert checked > 10


def test_gdelt_types_a_town_of_the_usa_as_there(meeting, tmp_path):
    exported(meeting, "gdelt", tmp_path)
    events = pd.read_csv(tmp_path / "onrecord.export.CSV", sep="\t", names=gdelt.EVENTS)
    dallas = events[events["ActionGeo_FullName"] == "Dallas, Texas, United States"]
    assert list(dallas["ActionGeo_Type"]) == [3]
    assert list(dallas["ActionGeo_ADM1Code"]) == ["USTX"]
    bergen = events[events["ActionGeo_FullName"].fillna("").str.startswith("Bergen")]
    assert set(bergen["ActionGeo_CountryCode"]) == {"NO"}
    assert set(bergen["ActionGeo_Type"]) == {4}


def test_only_an_address_on_the_web_is_a_web_mention(meeting, tmp_path):
    exported(meeting, "gdelt", tmp_path)
    mentions = pd.read_csv(tmp_path / "onrecord.mentions.CSV", sep="\t", names=gdelt.MENTIONS)
    kinds = set(zip(mentions["MentionIdentifier"], mentions["MentionType"].fillna(0), strict=True))
    assert kinds <= {("https://harbour.example/1", 1), ("two", 0)}
    assert ("https://harbour.example/1", 1) in kinds


def test_words_that_a_passage_carried_over_are_looked_for(samples):
    row = rows(samples)[0]
    carried = replace(row.best, event=None, action=None, actors=(), recipients=())
    words = row.best.article.text[row.best.event.span.start : row.best.event.span.end]
    assert gdelt.offset(carried, None, words) == row.best.event.span.start
    assert gdelt.offset(carried, None, "nowhere to be found") == -1
    assert gdelt.offset(row.best, None, words) == -1, "where an event was read, what it does not name stands nowhere"


def test_an_events_number_is_written_in_full(meeting, tmp_path):
    exported(meeting, "gdelt", tmp_path)
    numbers = [line.split("\t")[0] for line in (tmp_path / "onrecord.export.CSV").read_text("utf-8").splitlines()]
    assert sorted(map(int, numbers)) == sorted(gdelt.number(row) for row in rows(meeting) if coded(row).done)
    assert max(map(int, numbers)) < 2**53, "R holds it"


# All of them


@pytest.mark.parametrize("form", ["polecat", "gdelt"])
def test_hostile_words_stay_in_their_cell(form, tmp_path):
    article = {"id": "=cmd\tx", "publisher": '=HYPERLINK("http://evil.example")\r\n\u202eX', "published": "2024-05-15"}
    article["text"] = 'Norway attacked Chad on Tuesday. Police arrested \u202e"=1+1"\x00\u2028 protesters in Oslo.'
    told = exported(archive_of([article], tmp_path), form, tmp_path / form)
    for name, count in told.items():
        lines = (tmp_path / form / name).read_text("utf-8").split("\n")
        assert lines.pop() == ""
        assert len(lines) == count + name.endswith(".tsv")
        assert len({line.count("\t") for line in lines}) == 1
        cells = [cell for line in lines for cell in line.split("\t")]
        assert all(cell.isprintable() and '"' not in cell and not cell.startswith(("=", "@", "+")) for cell in cells)


@pytest.mark.parametrize("form", FORMATS)
def test_two_runs_give_the_same_bytes(form, samples, tmp_path):
    for name in ("first", "second"):
        exported(samples, form, tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert files
    for name in files:
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_without_text_no_long_run_of_words_is_left(form, samples, tmp_path):
    exported(samples, form, tmp_path, with_text=False)
    with Archive.open(samples) as archive:
        cut = Excerpts(article.text for article in archive.articles())
    for path in tmp_path.iterdir():
        for line in path.read_text("utf-8").splitlines():
            for cell in line.split("\t") if path.suffix != ".jsonl" else strings(json.loads(line)):
                assert cut(cell) == cell


@pytest.mark.parametrize("form", FORMATS)
def test_without_text_an_address_is_told_whole(form, tmp_path):
    words = "Norway attacked the southern towns of Chad with ten planes on Tuesday morning"
    address = f"https://news.example/{words.replace(' ', '-')}"
    article = {"id": "a", "published": "2024-05-15", "url": address, "text": f"{words}.", "title": words}
    told = exported(archive_of([article], tmp_path), form, tmp_path / form, with_text=False)
    content = "".join((tmp_path / form / name).read_text("utf-8") for name in told)
    assert words not in content
    assert form == "polecat" or address in content


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_the_page_tells_what_is_in_every_column():
    page = (Path(onrecord.__file__).parent.parent / "docs" / "events_out.md").read_text("utf-8")
    told = set(re.split(r"[|,;:(\n]\s*|\*\*|\s\|", page))
    words = {word.strip(" `|.*") for word in told}
    assert [name for name in (*polecat.COLUMNS, *gdelt.EVENTS, *gdelt.MENTIONS) if name not in words] == []

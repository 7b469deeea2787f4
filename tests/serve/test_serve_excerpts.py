"""What an export without text may hold, in every format; and how spans are found again."""

import csv
import json
import re
from contextlib import closing

import pandas as pd
import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord import lines
from onrecord.archive import Archive
from onrecord.serve.exports import EXPORTS, Wanted
from onrecord.serve.exports.excerpts import Excerpts
from onrecord.serve.views.selectors import text_hash
from onrecord.settings import SERVE_EXCERPT_WORDS

SAID = "we have carried the boats up from the water every evening of this long and bitter winter without any help"
TEXT = (
    f'"{SAID.capitalize()}," Ana Lund told the Fjord News on Monday in Bergen.\n'
    "The Norwegian government denied on Monday that the Norwegian navy had seized a Danish trawler, its crew and all of"
    " the nets that were on board in the waters north of Bergen.\nThree people died in Bergen on Monday."
)
HEADLINE = " ".join(TEXT.split()[:16])


@pytest.fixture(scope="module")
def talkative(tmp_path_factory):
    """An archive of two articles whose quotations, headlines and bylines repeat long runs of their text."""
    folder = tmp_path_factory.mktemp("talkative")
    one = {"id": "one", "publisher": "Fjord News", "headline": HEADLINE, "published": "2024-05-14", "text": TEXT}
    two = one | {
        "id": "two",
        "publisher": "Harbour Post",
        "byline": f"By Odd Berg, who writes: {SAID}",
        "headline": "X",
    }
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, (one, two))), encoding="utf-8")
    onrecord.build(folder / "talkative.onrecord", folder / "in.jsonl")
    return folder / "talkative.onrecord"


def runs(text, size=SERVE_EXCERPT_WORDS + 1):
    """Every run of one word more than may be."""
    words = re.findall(r"[^\W_]+", text.lower())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def strings(path):
    """All strings in a file of any format."""
    if path.suffix == ".parquet":
        found = pd.read_parquet(path)
        return [str(cell) for column in found for cell in found[column]]
    if path.suffix == ".db":
        with closing(sqlite_utils.Database(path)) as database:
            return [
                str(cell) for name in database.table_names() for row in database[name].rows for cell in row.values()
            ]
    if path.suffix == ".jsonl":
        return [text for line in path.read_text("utf-8").splitlines() for text in leaves(json.loads(line))]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [cell for row in csv.reader(file) for cell in row]
    if path.suffix == ".html":
        return re.split(r"<[^>]*>", path.read_text(encoding="utf-8"))
    return path.read_text(encoding="utf-8").splitlines()


def leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_without_text_no_long_run_of_an_article_is_in_any_file(form, samples, talkative, tmp_path):
    for source in (samples, talkative):
        folder = tmp_path / source.stem
        folder.mkdir()
        with Archive.open(source) as archive:
            known = {run for article in archive.articles() for run in runs(article.text)}
            written = EXPORTS[form](Wanted(archive, None, folder, with_text=False, background=True))
        assert any(written.values())
        for path in folder.rglob("*.*"):
            leaked = [text for text in strings(path) if runs(text) & known]
            assert not leaked, (path.name, leaked[0][:300])


def test_a_page_without_text_has_no_sentence_in_pieces(talkative, tmp_path):
    """Words may stand in elements of their own, "said" before a quotation: a few more than ten then follow."""
    with Archive.open(talkative) as archive:
        EXPORTS["html"](Wanted(archive, None, tmp_path, with_text=False))
        known = {run for article in archive.articles() for run in runs(article.text, SERVE_EXCERPT_WORDS + 3)}
    for path in tmp_path.rglob("*.html"):
        told = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))
        assert not runs(told, SERVE_EXCERPT_WORDS + 3) & known


def test_with_text_the_runs_are_there(samples, tmp_path):
    """The test above can fail."""
    with Archive.open(samples) as archive:
        known = {run for article in archive.articles() for run in runs(article.text)}
        for form in ("csv", "sqlite", "jsonl", "md"):
            EXPORTS[form](Wanted(archive, None, tmp_path))
    for name in ("articles.csv", "onrecord.db", "Article.jsonl"):
        assert {run for text in strings(tmp_path / name) for run in runs(text)} & known, name


def test_without_text_a_database_keeps_no_deleted_page_of_it(talkative, tmp_path):
    with Archive.open(talkative) as archive:
        EXPORTS["sqlite"](Wanted(archive, None, tmp_path, with_text=False))
    assert (
        b"every evening of this long and bitter winter without any help" not in (tmp_path / "onrecord.db").read_bytes()
    )


def test_hashes_and_offsets_are_published(talkative, tmp_path):
    with Archive.open(talkative) as archive:
        EXPORTS["csv"](Wanted(archive, None, tmp_path, with_text=False))
        texts = {article.id: article.text for article in archive.articles()}
    articles = pd.read_csv(tmp_path / "articles.csv").set_index("article")
    assert articles["text"].isna().all()
    for row in pd.read_csv(tmp_path / "claims.csv").itertuples():
        text = texts[row.article]
        assert articles.loc[row.article, "text_sha256"] == text_hash(text)
        assert text[row.start : row.end].startswith(row.text.split("…")[0])


WORDS = st.lists(st.sampled_from(["the", "mill", "fire", "Bergen", "of", "two"]), max_size=40).map(" ".join)


@given(text=WORDS, told=WORDS)
def test_what_is_cut_has_no_long_run_and_short_words_stay(text, told):
    cut = Excerpts([text], most=4)
    size = 5
    words = text.split()
    known = {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
    for piece in cut(told).split("…"):
        found = piece.split()
        assert not known & {tuple(found[i : i + size]) for i in range(len(found) - size + 1)}
    if len(told.split()) <= 4:
        assert cut(told) == told


# Selectors


def spans(value):
    if isinstance(value, dict):
        if {"article", "start", "end"} <= value.keys() and "selector" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spans(part)


def test_every_span_is_found_again_by_its_selectors(samples, tmp_path):
    with Archive.open(samples) as archive:
        EXPORTS["jsonl"](Wanted(archive, None, tmp_path))
        texts = {article.id: article.text for article in archive.articles()}
    lined = [line for path in tmp_path.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    found = [span for line in lined for span in spans(json.loads(line))]
    articles = map(json.loads, (tmp_path / "Article.jsonl").read_text("utf-8").splitlines())
    assert {article["id"]: article["text_sha256"] for article in articles} == {
        id_: text_hash(text) for id_, text in texts.items()
    }
    assert len(found) > 500
    for span in found:
        text = texts[span["article"]]
        position, quote = span["selector"]
        assert (position["start"], position["end"]) == (span["start"], span["end"])
        assert text[position["start"] : position["end"]] == quote["exact"] == span["text"]
        start = position["start"] - len(quote["prefix"])
        assert text[start:].startswith(quote["prefix"] + quote["exact"] + quote["suffix"])
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")


@pytest.mark.parametrize("with_text", [True, False])
def test_lines_of_an_export_can_be_read_as_nouns(samples, tmp_path, with_text):
    with Archive.open(samples) as archive:
        EXPORTS["jsonl"](Wanted(archive, None, tmp_path, with_text=with_text))
        kept = {claim.id: claim for record in archive.records() for claim in record.claims}
    read = [lines.load(line) for line in (tmp_path / "Claim.jsonl").read_bytes().splitlines()]
    assert {claim.id: claim.span for claim in read} == {id_: claim.span for id_, claim in kept.items()}
    if with_text:
        assert {claim.id: claim for claim in read} == kept

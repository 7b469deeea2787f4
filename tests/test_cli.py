"""The commands as a person types them: what they print where, and how they end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import commands

FERRY = (
    "LISBON (AFP) - A ferry sank off Lisbon on Monday, and four people were brought to a hospital by the coast guard.\n"
)
PAPER = (
    "A ferry sank off Lisbon on Monday, and four people were brought to a hospital by the coast guard, port officials"
    ' said.\n\n"All did what could be done," Mayor Ana Duarte said.\n\nWith AFP\n'
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two tellings of one wire's report, as JSON Lines."""
    path = tmp_path / "ferry.jsonl"
    records = [
        {"id": "wire", "text": FERRY, "published": "2024-05-07", "publisher": "AFP"},
        {"id": "paper", "text": PAPER, "published": "2024-05-08", "publisher": "The Harbour Post"},
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def onrecord(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(commands, list(map(str, arguments)), input=given)


def nouns(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def process(*arguments: object, cwd: Path) -> "subprocess.Popen[str]":
    typed = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.Popen(typed, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_help_is_shown_at_once() -> None:
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-m", "onrecord", "--help"], capture_output=True, text=True, check=True)
    assert time.perf_counter() - started < 1.5  # .07 s on a quiet machine; loading numpy and spaCy would take 2 s
    assert "onrecord PATH..." in run.stdout


def test_help_loads_none_of_the_rooms() -> None:
    code = "import sys, onrecord.cli; print({'numpy', 'spacy', 'rich', 'msgspec', 'trafilatura'} & sys.modules.keys())"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


@pytest.mark.parametrize("command", [*sorted(commands.commands)])
def test_every_command_explains_itself(command: str) -> None:
    result = onrecord(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: commands {command}")


def test_wrong_usage_ends_with_2() -> None:
    assert onrecord("show").exit_code == 2
    assert onrecord("acquire").exit_code == 2
    assert onrecord("build", "--no-such-option", "a", "b").exit_code == 2


@pytest.mark.parametrize("command", ["read", "acquire"])
def test_a_url_is_refused_with_the_remedy(command: str) -> None:
    result = onrecord(command, "https://news.example/ferry")
    assert result.exit_code == 2
    assert result.stderr.startswith("onrecord: https://news.example/ferry: ")
    assert "save" in result.stderr
    assert result.stdout == ""


def test_a_path_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    result = onrecord(tmp_path / "nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.stderr
    assert "Traceback" not in result.stderr


def test_acquire_prints_articles_and_reports_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = onrecord("acquire", tmp_path, "--published", "2024-05-07", "--publisher", "The Harbour Post")
    (article,) = nouns(result)
    assert article["noun"] == "Article"
    assert (article["published"], article["publisher"]) == ("2024-05-07", "The Harbour Post")
    (told,) = result.stderr.splitlines()
    assert told.startswith("skipped ")
    assert "empty.txt" in told


def test_strict_ends_with_1_when_something_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    assert onrecord("acquire", "--strict", tmp_path).exit_code == 0
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    strict = onrecord("acquire", "--strict", tmp_path)
    assert strict.exit_code == 1
    assert len(strict.stdout.splitlines()) == 1


def test_standard_input_is_read(articles: Path) -> None:
    printed = onrecord("acquire", articles).stdout
    assert onrecord("acquire", "-", given=printed).stdout == printed


def test_align_prints_passages_copies_and_origins(articles: Path) -> None:
    found = nouns(onrecord("align", articles))
    assert {noun["noun"] for noun in found} == {"SharedPassage", "Copy", "Origin"}
    passage = next(noun for noun in found if noun["noun"] == "SharedPassage")
    for side in (passage["left"], passage["right"]):
        assert isinstance(side, dict)
        text = {"wire": FERRY, "paper": PAPER}[side["article"]]
        assert side["text"] == text[side["start"] : side["end"]]


def test_align_explains_two_articles_for_eyes(articles: Path) -> None:
    result = onrecord("align", "--explain", "wire", "paper", articles)
    assert result.exit_code == 0
    assert "A ferry sank off Lisbon" in result.stdout
    assert "AFP" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100
    assert "\x1b" not in result.stdout


def test_an_article_that_is_not_there_is_answered_with_those_that_are(articles: Path) -> None:
    result = onrecord("align", "--explain", "wire", "other", articles)
    assert result.exit_code == 2
    assert "(valid: wire, paper)" in result.stderr


def test_cluster_prints_stories(articles: Path) -> None:
    (story,) = nouns(onrecord("cluster", articles))
    assert story["noun"] == "Story"
    assert story["articles"] == ["wire", "paper"]


def test_extract_prints_annotations_with_their_words(articles: Path) -> None:
    wire, paper = nouns(onrecord("extract", articles))
    assert (wire["article"], paper["article"]) == ("wire", "paper")
    assert "four people" in json.dumps(wire["figures"])


def test_extract_shows_an_article_for_eyes(articles: Path) -> None:
    result = onrecord("extract", "--show", "paper", articles)
    assert result.exit_code == 0
    assert "Quotes (" in result.stdout
    assert "Ana Duarte" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_compose_takes_the_lines_of_the_other_stages_in_any_order(articles: Path, tmp_path: Path) -> None:
    stages = [onrecord(stage, articles).stdout for stage in ("acquire", "align", "cluster", "extract")]
    forwards, backwards = tmp_path / "forwards.jsonl", tmp_path / "backwards.jsonl"
    forwards.write_text("".join(stages), encoding="utf-8")
    lines = "".join(stages).splitlines(keepends=True)
    backwards.write_text("".join(reversed(lines)), encoding="utf-8")
    result = onrecord("compose", forwards)
    assert {noun["noun"] for noun in nouns(result)} == {"Claim", "Point"}
    assert onrecord("compose", backwards).stdout == result.stdout


def test_compose_reports_a_broken_line_and_goes_on(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("{broken\n" + onrecord("cluster", articles).stdout, encoding="utf-8")
    result = onrecord("compose", "--strict", path)
    assert result.exit_code == 1
    assert "skipped" in result.stderr
    assert "line 1" in result.stderr


def test_compose_without_a_story_says_how_to_make_one(articles: Path) -> None:
    result = onrecord("compose", "-", given=onrecord("acquire", articles).stdout)
    assert result.exit_code == 2
    assert "onrecord cluster" in result.stderr


HOSTILE = "Four people\x1b]0;owned\x07 died\u202e in \x9b31mLisbon on Monday, Mayor Ana Duarte said. " + FERRY


@pytest.mark.parametrize(
    "arguments", [["acquire"], ["extract"], ["extract", "--show", "x"], ["read"], ["read", "--json"]]
)
def test_nothing_that_a_terminal_obeys_is_printed(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "hostile.jsonl"
    path.write_text(
        json.dumps({"id": "x", "text": HOSTILE, "headline": HOSTILE, "publisher": "\x1b[2J"}), encoding="utf-8"
    )
    result = onrecord(*arguments, path)
    assert result.exit_code == 0, result.output
    assert "Lisbon" in result.stdout
    assert not set("\x1b\x07\x9b\u202e") & set(result.stdout + result.stderr)


def test_a_name_of_a_file_is_harmless_too(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2Jb.txt").write_text("", encoding="utf-8")
    result = onrecord("acquire", tmp_path)
    assert "\x1b" not in result.stderr
    assert "a␛[2Jb.txt" in result.stderr


def test_the_words_of_a_text_are_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The [bold red]mayor[/] spoke :warning: in Lisbon on Monday. " + FERRY, encoding="utf-8")
    assert "[bold red]mayor[/] spoke :warning:" in onrecord("extract", "--show", "a", path).stdout


def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"id": n, "text": f"{n}. {FERRY}"}) + "\n" for n in range(3000)), encoding="utf-8"
    )
    run = process("acquire", path, cwd=tmp_path)
    assert run.stdout
    assert run.stderr
    assert run.stdout.readline().startswith('{"noun":"Article"')
    run.stdout.close()
    assert run.stderr.read() == ""
    run.stderr.close()
    assert run.wait() == 0


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.jsonl"
    os.mkfifo(fifo)
    run = process("compose", fifo, cwd=tmp_path)
    with fifo.open("w", encoding="utf-8"):
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        assert run.communicate(timeout=20) == ("", "")
    assert run.returncode == 130


def test_read_shows_the_record(articles: Path) -> None:
    for result in (onrecord("read", articles), onrecord(articles)):
        assert result.exit_code == 0, result.output
        assert "2 ARTICLES" in result.stdout
        assert "AFP" in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 100
    assert onrecord("read", "--json", articles).stdout.startswith('{"noun":"Record"')
    assert onrecord("read", "--statement", "1", articles).exit_code == 0
    assert onrecord("read", "--statement", "999", articles).exit_code == 2


def test_demo_shows_the_stories_and_one_record() -> None:
    result = onrecord("demo")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert "At least three die in fire" in result.stdout
    assert "7 ARTICLES" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_an_archive_is_built_shown_searched_and_exported(articles: Path, tmp_path: Path) -> None:
    archive, out = tmp_path / "news.onrecord", tmp_path / "out"
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    first = onrecord("build", archive, articles, tmp_path / "empty.txt")
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("2 new articles, 0 known, 1 skipped; 1 story")
    assert onrecord("build", archive, articles).stdout.startswith("0 new articles, 2 known")
    assert onrecord("build", archive).stdout == "0 new articles, 0 known, 0 skipped; 0 stories made or changed\n"
    assert onrecord("build", tmp_path / "none").exit_code == 2
    assert not (tmp_path / "none").exists()
    (story,) = nouns(onrecord("show", "--json", archive))
    assert str(story["id"]) in onrecord("show", archive).stdout
    (record,) = nouns(onrecord("show", "--json", archive, story["id"]))
    assert record["noun"] == "Record"
    found = onrecord("search", archive, "hospital").stdout
    number = found.split("--statement ")[1].split()[0]
    assert "hospital" in onrecord("show", archive, story["id"], "--statement", number).stdout
    assert "empty.txt" in onrecord("skipped", archive).stdout
    exported = onrecord("export", archive, "--out", out)
    assert exported.exit_code == 0, exported.output
    for path, n in (line.split("\t") for line in exported.stdout.splitlines()):
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        assert len(rows) == int(n) > 0
        assert {row["noun"] for row in rows} == {Path(path).stem}


def test_an_export_without_text_has_no_text(articles: Path, tmp_path: Path) -> None:
    archive, out = tmp_path / "news.onrecord", tmp_path / "out"
    onrecord("build", archive, articles)
    story = str(nouns(onrecord("show", "--json", archive))[0]["id"])
    assert onrecord("export", archive, story, "--out", out, "--without-text").exit_code == 0
    (first, *_) = (json.loads(line) for line in (out / "Article.jsonl").read_text(encoding="utf-8").splitlines())
    assert first["text"] == ""
    assert '"text":' not in (out / "SharedPassage.jsonl").read_text(encoding="utf-8")


def test_an_unknown_format_is_answered_with_those_that_are(articles: Path, tmp_path: Path) -> None:
    result = onrecord("export", tmp_path / "none", "--format", "xls", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "(valid: csv, " in result.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_not_built_is_not_offered() -> None:
    text = onrecord("--help").stdout + onrecord("show", "--help").stdout
    assert not [word for word in ("correct ", "--as-of", "--changes-since") if word in text]

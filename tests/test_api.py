"""The house from Python."""

import subprocess
import sys
import time
from pathlib import Path

import onrecord

FERRY = (
    "LISBON (AFP) - A ferry sank off Lisbon on Monday, and four people were brought to a hospital by the coast guard.\n"
)


def test_importing_costs_next_to_nothing() -> None:
    started = time.perf_counter()
    code = "import sys, onrecord; print({'numpy', 'spacy', 'rich', 'msgspec', 'sqlite3'} & sys.modules.keys())"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
    assert time.perf_counter() - started < 1.5  # .05 s on a quiet machine


def test_read_keeps_all_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FERRY, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with onrecord.read(tmp_path, published="2024-05-07") as archive:
        (record,) = archive.records()
        (article,) = archive.articles(record.story.articles)
        assert isinstance(record, onrecord.Record)
        assert (article.text, article.published) == (FERRY, "2024-05-07")
        assert [skipped.input for skipped in archive.skipped()] == [str(tmp_path / "empty.txt")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "empty.txt"]


def test_build_and_open(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.txt", tmp_path / "news.onrecord"
    path.write_text(FERRY, encoding="utf-8")
    report = onrecord.build(kept, path, publisher="AFP")
    assert (report.new, report.known, report.skipped, report.stories) == (1, 0, 0, 1)
    assert onrecord.build(kept, path, publisher="AFP").known == 1
    with onrecord.open(kept) as archive:
        assert [article.publisher for article in archive.articles()] == ["AFP"]


def test_every_public_name_is_there() -> None:
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)

"""Every way in, and every way in which an input can be broken."""

import gzip
import io
import json
import lzma
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from onrecord import lines, settings
from onrecord.acquire import READERS, read
from onrecord.errors import UsageError
from onrecord.schema import Article, Skipped

STORY = (
    "PORTO, May 8 (AFP) - A ferry with forty people on board sank off the port of Porto on Wednesday morning.\n"
    "Four people died and two are still missing, the mayor, Ana Duarte, told reporters at the harbour.\n"
)


def one(path: Path, **options: str) -> Article:
    (found,) = read([path], **options)
    assert isinstance(found, Article), found
    return found


def skip(path: Path) -> Skipped:
    (found,) = read([path])
    assert isinstance(found, Skipped), found
    assert found.reason
    assert found.remedy
    return found


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


class TestText:
    def test_fields(self, tmp_path: Path) -> None:
        (tmp_path / "ferry.txt").write_text(STORY)
        found = one(tmp_path / "ferry.txt", published="2024-05-08", publisher="The Porto Mail")
        assert found.text == STORY
        assert (found.url, found.headline, found.publisher) == ("ferry.txt", None, "The Porto Mail")
        assert (found.published, found.published_reason) == ("2024-05-08", "given by you")
        assert (found.dateline, found.credit, found.language) == ("PORTO, May 8 (AFP)", ("AFP",), "en")

    def test_is_cleaned_once(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("\ufeffThe cafe\u0301 burned.\r\nNo\x07body\tdied.\rIt rained.".encode())
        assert one(path).text == "The café burned.\nNobody\tdied.\nIt rained."

    @pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_charsets(self, tmp_path: Path, charset: str) -> None:
        text = "Der Bürgermeister von Förde sagte am Dienstag, die Brücke werde für Fußgänger gesperrt. " * 3
        (tmp_path / "a.txt").write_bytes(text.encode(charset))
        assert one(tmp_path / "a.txt").text == text

    def test_id_depends_on_content_alone(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY)
        (tmp_path / "b.txt").write_text(STORY)
        assert one(tmp_path / "a.txt").id == one(tmp_path / "b.txt").id
        assert len(list(read([tmp_path]))) == 1

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "no text"),
            (b" \n\n", "no text"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary"),
            (b'"' * 1_000_000, "characters"),
            (b'"' * 100_000, "hardly a word"),
            (b"Ferry sinks", "hardly a word"),
            (b"ferry sinks " * 20_000, "characters"),
        ],
    )
    def test_no_article(self, tmp_path: Path, data: bytes, reason: str) -> None:
        (tmp_path / "a.txt").write_bytes(data)
        assert reason in skip(tmp_path / "a.txt").reason


class TestPages:
    PAGE = (
        '<html lang="en"><head><meta charset="{charset}"><title>Ferry sinks off Porto</title>'
        '<meta property="og:site_name" content="The Porto Mail"><meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2024-05-08T09:30:00+02:00"></head>'
        "<body><nav>Home</nav><article>"
        "<h1>Ferry sinks off Porto</h1><p>A ferry with 40 people sank off the port of Porto on Wednesday, the mayor of "
        "Vila Chã said in the morning, and four people died.</p><p>Divers look for two more people near the harbour, "
        "she said, and the weather is getting worse by the hour.</p></article></body></html>"
    )

    @pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such-charset"])
    def test_fields(self, tmp_path: Path, charset: str) -> None:
        page = self.PAGE.format(charset=charset)
        path = tmp_path / "ferry.html"
        path.write_bytes(page.encode("utf-8" if charset == "no-such-charset" else charset))
        found = one(path)
        assert "Vila Chã" in found.text
        assert (found.headline, found.publisher, found.byline) == ("Ferry sinks off Porto", "The Porto Mail", "Ann Lee")
        assert (found.published, found.published_reason) == ("2024-05-08T07:30:00Z", "given by the page")
        assert found.url == "ferry.html"

    def test_a_page_knows_its_day_and_a_person_its_publisher(self, tmp_path: Path) -> None:
        (tmp_path / "a.htm").write_text(self.PAGE.format(charset="utf-8"))
        found = one(tmp_path / "a.htm", published="2024-05-09", publisher="www.Mail.example")
        assert (found.published, found.publisher) == ("2024-05-08T07:30:00Z", "mail.example")

    @pytest.mark.parametrize("page", ["<html></html>", "<", "<p>" * 20_000, "<!-- " + "x" * 5000])
    def test_no_article(self, tmp_path: Path, page: str) -> None:
        (tmp_path / "a.html").write_text(page)
        assert skip(tmp_path / "a.html").reason


class TestRecords:
    def test_text_is_never_changed(self, tmp_path: Path) -> None:
        text = "\ufeff The cafe\u0301 burned.\r\n\x07Nobody  died.\u2028It rained.\x00 "
        assert one(write(tmp_path / "a.jsonl", {"id": 7, "text": text})).text == text
        assert one(tmp_path / "a.jsonl").id == "7"

    @pytest.mark.parametrize(
        "record",
        [
            {"_id": "x", "maintext": STORY, "title": "Ferry sinks", "date_publish": "2024-05-08 09:30:00", "url": "u"},
            {
                "uid": "x",
                "body": STORY,
                "headline": "Ferry sinks",
                "publication_date": "2024-05-08T09:30:00",
                "url": "u",
            },
            {"id": "x", "content": STORY, "title": "Ferry sinks", "date": "20240508093000", "url": "u"},
        ],
    )
    def test_names_of_common_tools(self, tmp_path: Path, record: dict[str, str]) -> None:
        found = one(write(tmp_path / "a.ndjson", record))
        assert (found.id, found.headline, found.published) == ("x", "Ferry sinks", "2024-05-08T09:30:00")
        assert found.published_reason == "given by the record"

    def test_publisher_from_the_address(self, tmp_path: Path) -> None:
        record = {"text": STORY, "url": "https://www.mail.example/ferry", "credit": ["dpa"], "revision_of": "w"}
        found = one(write(tmp_path / "a.jsonl", record), publisher=None or "")
        assert (found.publisher, found.credit, found.revision_of) == ("mail.example", ("AFP", "dpa"), "w")

    def test_own_lines_are_kept_as_they_stand(self, tmp_path: Path) -> None:
        article = Article(
            "x", STORY, publisher="www.mail.example", published="2024-05-08", published_reason="read", credit=("dpa",)
        )
        (tmp_path / "a.jsonl").write_text(
            lines.dump(article) + "\n" + lines.dump(Skipped("b", "broken", remedy="mend it"))
        )
        assert list(read([tmp_path / "a.jsonl"], publisher="P")) == [article, Skipped("b", "broken", remedy="mend it")]

    @pytest.mark.parametrize(
        "date", ["0000-00-00", "0000-01-01", "9999-12-31", "2024-02-30", "soon", -1, {}, "x" * 999]
    )
    def test_a_date_that_is_none(self, tmp_path: Path, date: object) -> None:
        found = one(write(tmp_path / "a.jsonl", {"id": "x", "text": STORY, "date": date}))
        assert found.published is None
        own = {"noun": "Article", "id": "x", "text": STORY, "published": str(date)}
        assert one(write(tmp_path / "b.jsonl", own)).published is None

    def test_a_wrong_date_is_said(self, tmp_path: Path) -> None:
        found = one(write(tmp_path / "a.jsonl", {"id": "x", "text": STORY, "date": "0000-00-00"}))
        assert found.published_reason == 'not known: the record gives "0000-00-00", which is no date'

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b'{"id": "x", "text": ', "not a line of JSON"),
            (b"[1, 2]", "not a JSON object"),
            (b"7", "not a JSON object"),
            (b"[" * 100_000, "not a line of JSON"),
            (b'{"id": ' + b"9" * 5000 + b', "text": "a b c"}', "not a line of JSON"),
            (b'{"id": "x"}', "no text"),
            (b'{"id": "x", "text": 5}', "no text"),
            (b'{"id": "x", "text": ""}', "no text"),
            (b'{"id": "x", "text": "half a pair \\ud800 of it"}', "surrogate"),
            (b'{"id": "x", "text": "F\xf6rde lies there"}', "not in UTF-8"),
            (b"\x00\x01\x02", "not a line of JSON"),
            (b'{"noun": "Article", "id": "x"}', "not a Article"),
            (b'{"noun": "Verb"}', "not a noun"),
            (b'{"noun": "Story", "id": "s", "headline": null, "articles": []}', "not an article"),
            (b'{"noun": "Article", "id": "x", "text": "\\udfff is half of it"}', "surrogate"),
        ],
    )
    def test_a_broken_line_does_not_stop_the_rest(self, tmp_path: Path, line: bytes, reason: str) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(
            json.dumps({"id": "a", "text": STORY}).encode()
            + b"\n\n"
            + line
            + b"\n"
            + json.dumps({"id": "b", "text": STORY}).encode()
        )
        first, skipped, last = read([path])
        assert isinstance(first, Article)
        assert isinstance(last, Article)
        assert isinstance(skipped, Skipped)
        assert reason in skipped.reason
        assert (skipped.place, skipped.input) == ("line 3", str(path))
        assert len(skipped.reason) < 300

    def test_surrogates_elsewhere(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"id": "\\ud800", "title": "\\udc00", "text": "Three words here", "credit": ["\\ud800"]}')
        lines.dump(one(path)).encode("utf-8")

    def test_one_id_two_texts(self, tmp_path: Path) -> None:
        first, other = {"id": "a", "text": STORY}, {"id": "a", "text": STORY + "More."}
        kept, skipped = read([write(tmp_path / "a.jsonl", first, first, other)])
        assert isinstance(kept, Article)
        assert isinstance(skipped, Skipped)
        assert "id a" in skipped.reason
        assert skipped.place == "line 3"

    def test_fifty_megabytes_of_one_line(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        with path.open("wb") as stream:
            for _ in range(50):
                stream.write(b"x" * 1_000_000)
            stream.write(b"\n" + json.dumps({"id": "b", "text": STORY}).encode())
        start = time.perf_counter()
        skipped, kept = read([path])
        assert time.perf_counter() - start < 2
        assert isinstance(skipped, Skipped)
        assert isinstance(kept, Article)
        path.rename(tmp_path / "a.txt")
        assert "bytes" in skip(tmp_path / "a.txt").reason

    @pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
    def test_compressed(self, tmp_path: Path, suffix: str, pack: object) -> None:
        records = [{"id": str(n), "text": f"{STORY} {os.urandom(200).hex()}"} for n in range(800)]
        data = pack("".join(json.dumps(r) + "\n" for r in records).encode())  # type: ignore[operator]
        path = tmp_path / f"a.jsonl{suffix}"
        path.write_bytes(data)
        assert len(list(read([path]))) == 800
        path.write_bytes(data[: len(data) // 2])
        *kept, skipped = read([path])
        assert len(kept) > 200
        assert isinstance(skipped, Skipped)
        path.write_bytes(b"no archive at all")
        assert skip(path).reason


class TestPaths:
    @pytest.mark.parametrize("url", ["http://mail.example/a.html", "https://mail.example", "HTTPS://mail.example"])
    def test_a_url_is_refused_with_the_way_to_save_it(self, url: str) -> None:
        with pytest.raises(UsageError, match="save the page"):
            read([url])

    @pytest.mark.parametrize("name", ["no-such-file.txt", "", "a\0b"])
    def test_a_path_that_is_not_there_is_refused_before_anything_is_read(self, name: str) -> None:
        with pytest.raises(UsageError, match="no such file"):
            read([name])

    def test_a_day_that_is_none_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="no date"):
            read([tmp_path], published="yesterday")

    def test_a_folder_is_read_in_order(self, tmp_path: Path) -> None:
        (tmp_path / "b").mkdir()
        for name in ("c.txt", "a.txt", "b/z.txt", ".hidden.txt", "b/.git.txt"):
            (tmp_path / name).write_text(STORY + name)
        (tmp_path / "d.pdf").write_bytes(b"%PDF")
        *articles, skipped = read([tmp_path])
        assert [a.url for a in articles if isinstance(a, Article)] == ["a.txt", "b/z.txt", "c.txt"]
        assert isinstance(skipped, Skipped)
        assert ".jsonl" in skipped.remedy
        assert str(tmp_path) not in "".join(lines.dump(article) for article in articles)

    def test_links_in_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY)
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
        os.mkfifo(tmp_path / "pipe.txt")
        found = list(read([tmp_path]))
        assert [type(f).__name__ for f in found] == ["Article", "Skipped", "Skipped", "Skipped"]

    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("a.jsonl", "b.txt", "c.html"):
            (tmp_path / name).write_text(STORY)

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", "secret")

        monkeypatch.setattr(Path, "open", refuse)
        found = list(read([tmp_path]))
        assert [f.reason for f in found if isinstance(f, Skipped) and "permission denied" in f.reason] == [
            f.reason for f in found
        ]  # type: ignore[union-attr]
        assert len(found) == 3

    @pytest.mark.parametrize(
        ("data", "texts"),
        [
            (
                b'\n\n {"id": "a", "text": "Three words here"}\n{"id": "b", "text": "Three words more"}',
                ["Three words here", "Three words more"],
            ),
            (b"Three words here", ["Three words here"]),
            (TestPages.PAGE.format(charset="utf-8").encode(), None),
        ],
    )
    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str] | None) -> None:
        feed(monkeypatch, data)
        found = [article for article in read(["-", "-"]) if isinstance(article, Article)]
        assert texts is None or [article.text for article in found] == texts
        assert found
        assert found[0].url is None

    def test_standard_input_from_a_pipe(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        (tmp_path / "in").write_bytes(b"\n" * 20_000 + b'{"id": "a", "text": "Three words here"}')
        with (tmp_path / "in").open() as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            (found,) = read(["-"])
            assert not stream.closed
        assert isinstance(found, Article)

    def test_a_reader_can_be_added(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(READERS, ".wire", READERS[".txt"])
        (tmp_path / "a.wire").write_text(STORY)
        assert one(tmp_path / "a.wire").text == STORY


_KEYS = [
    "id",
    "_id",
    "text",
    "body",
    "title",
    "date",
    "published",
    "url",
    "publisher",
    "credit",
    "author",
    "noun",
    "language",
]
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=60)
    | st.sampled_from([STORY, "Article"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@profile(max_examples=150, deadline=None)
@given(record=st.dictionaries(st.sampled_from(_KEYS), _VALUES), suffix=st.sampled_from([".jsonl", ".txt", ".html"]))
def test_any_record_gives_an_article_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, object], suffix: str
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / f"a{suffix}"
    path.write_text(json.dumps(record))
    for found in read([path]):
        assert isinstance(found, (Article, Skipped))
        lines.load(lines.dump(found).encode("utf-8"))
        if isinstance(found, Article) and suffix == ".jsonl" and "noun" not in record:
            assert found.text in record.values()


@profile(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), suffix=st.sampled_from([*READERS, ".jsonl.gz", ".txt.xz", ".html.gz", ".doc"]))
def test_any_bytes_give_articles_or_reasons(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("fuzz") / f"a{suffix}"
    path.write_bytes(data)
    found = list(read([path]))
    assert found or not data.strip() or suffix.startswith((".jsonl", ".ndjson"))
    for item in found:
        lines.dump(item).encode("utf-8")


def test_memory_of_a_stream_is_bounded(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.jsonl"
    with path.open("w") as stream:
        for number in range(1000):
            stream.write(json.dumps({"id": str(number), "text": "Three words here " * 300, "language": "en"}) + "\n")
    tracemalloc.start()
    count = sum(1 for _ in read([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert peak < 3_000_000  # the file has 5 MB
    assert settings.ACQUIRE_LONGEST_LINE < 10_000_000


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("AFP", ("AFP",)),
        ("By Ann Lee, Associated Press", ("AP",)),
        ("Staff and agencies", ("agencies",)),
        ("Ann Lee", ()),
    ],
)
def test_an_agency_that_signs_is_credited(tmp_path: Path, byline: str, credit: tuple[str, ...]) -> None:
    text = "A ferry with forty people on board sank off the port of Porto on Wednesday morning."
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": text, "author": byline}), encoding="utf-8")
    assert one(path).credit == credit

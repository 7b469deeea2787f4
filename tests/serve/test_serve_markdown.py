"""The record of a story as Markdown: every statement with its evidence, and no article's markup becomes markup."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import onrecord
from onrecord.archive import Archive
from onrecord.serve.exports import EXPORTS, Wanted
from onrecord.serve.exports.md import escaped

HOSTILE = (
    "<script>alert(1)</script> [click](javascript:alert(1)) ![i](http://evil.example/x.png) `code` | cell | &amp;\n"
    "# Heading of Bergen\n- item\n1. one\n```\nfenced\n```\n"
    "\u202eThree people died in Bergen on Monday, *police* said.\n"
    '"Ask <img src=x onerror=alert(1)> at https://evil.example/ or www.evil.example today," Ana Lund told Fjord News.\n'
)
BLOCK = {"li", "ul", "p", "h1", "h2", "h3", "strong", "table", "thead", "tbody", "tr", "th", "td", "a", "br"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("markdown")
    told = {
        "id": "<b>*one*</b>",
        "headline": HOSTILE.partition("\n")[0],
        "publisher": "[x](y)",
        "url": "javascript:alert(1)",
    }
    other = {"id": "two", "url": "https://fjord.example/a", "text": "Four people died in Oslo on Tuesday, police said."}
    lines = (told | {"text": HOSTILE, "byline": "By *Odd* <i>"}, other)
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    onrecord.build(folder / "hostile.onrecord", folder / "in.jsonl")
    return folder / "hostile.onrecord"


def rendered(markdown):
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)


def pages(path, folder, **how):
    with Archive.open(path) as archive:
        EXPORTS["md"](Wanted(archive, None, folder, **how))
    return {page.stem: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}


def test_sections_stand_in_the_order_of_the_terminal(samples, fire, tmp_path):
    page = pages(samples, tmp_path)[fire]
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Origins",
        "Printed most often (not: best supported)",
        "Where they differ",
        "In one article only",
        "Who is quoted",
        "Timeline, by when it happened, as told",
        "Coverage",
        "All statements, with their evidence",
        "The articles",
    ]
    assert page.startswith("# At least three die in fire at furniture factory")
    assert "up to 2 origins, all on the word of the fire brigade" in page


def test_every_claim_stands_with_its_place_and_its_words(samples, tmp_path):
    found = pages(samples, tmp_path)
    with Archive.open(samples) as archive:
        for record in archive.records():
            page = found[record.story.id]
            assert page.count("\n### ") >= len(record.points)
            evidence = re.findall(r"characters (\d+) to (\d+): .*⟦(.*)⟧", page)
            texts = {article.id: article.text for article in archive.articles(record.story.articles)}
            spoken = sorted(
                (c.span.start, c.span.end, texts[c.article][c.span.start : c.span.end]) for c in record.claims
            )
            told = sorted((int(start), int(end), words) for start, end, words in evidence)
            assert told == [(start, end, escaped(words)) for start, end, words in spoken]
            assert all(point.agreed.support in page for point in record.points)


def test_a_table_of_coverage_has_a_mark_for_each_article(samples, fire, tmp_path):
    page = pages(samples, tmp_path)[fire]
    with Archive.open(samples) as archive:
        record = archive.record(fire)
    marks = re.findall(r"^\| (\d+) \| .* \| ([■·]+) \|$", page, re.MULTILINE)
    assert [int(number) for number, _ in marks] == list(range(1, len(record.points) + 1))
    assert [marked.count("■") for _, marked in marks] == [len(point.coverage) for point in record.points]
    assert {len(marked) for _, marked in marks} == {len(record.story.articles)}
    assert "<table>" in rendered(page)


@pytest.mark.parametrize("with_text", [True, False])
def test_markup_of_an_article_reaches_the_page_as_text(hostile, tmp_path, with_text):
    for page in pages(hostile, tmp_path, with_text=with_text).values():
        html = rendered(page)
        assert set(re.findall(r"<([a-z]\w*)", html)) <= BLOCK
        assert set(re.findall(r'href="([^"]*)"', html)) <= {"https://fjord.example/a"}
        assert "\u202e" not in page
    assert any("https://fjord.example/a" in rendered(page) for page in pages(hostile, tmp_path).values())


@given(st.text(alphabet=st.sampled_from("ab 1.-+#*_`<>[]()!|&~=\\\n:/$"), max_size=40))
def test_any_words_stay_words(words):
    html = rendered(f"- {escaped(words)}\n")
    assert set(re.findall(r"<([a-z]\w*)", html)) <= {"ul", "li"}, html

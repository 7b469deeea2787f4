"""Coverage: statements by articles or publishers, gaps that say no more than that they are gaps."""

import re
from html.parser import HTMLParser

import pytest
from crowds import crowd

from onrecord.serve import layouts
from onrecord.serve.views import coverages, record_pages


def page(scene) -> str:
    asked = record_pages.AskedStory(story="s")
    return layouts.fill("record.html", page=record_pages.page(scene), asked=asked, here="/story/s", title="")


def test_a_cell_has_the_letter_of_the_origin_and_the_answer() -> None:
    section = coverages.section(crowd(4))
    men = next(row for row in section.rows if row.point == "men")
    assert [(cell.letter, cell.answers) for cell in men.cells] == [
        ("N", ("Five men",)), ("N", ("Six men",)), ("?", ("Five men",)), ("?", ("Six men",))
    ]  # fmt: skip
    left = next(row for row in section.rows if row.point == "left")
    assert {cell.answers for cell in left.cells} == {()}


def test_letters_stand_for_answers_and_are_explained_by_what_tells_them_apart() -> None:
    saw = next(row for row in coverages.section(crowd(4)).rows if row.point == "saw")
    assert saw.answers == (("a", "all"), ("b", "the whole"))
    assert [cell.answers for cell in saw.cells] == [("a",), (), ("a",), ("b",)]


def test_a_gap_tells_whether_the_article_is_older_than_the_first_report() -> None:
    scene = crowd(4)
    saw = next(row for row in coverages.section(scene).rows if row.point == "saw")
    assert saw.cells[1].letter is None
    assert not saw.cells[1].older
    late = scene.record.points[2]
    object.__setattr__(late, "first_reported", "2024-05-14T10:00:00Z")
    saw = next(row for row in coverages.section(scene).rows if row.point == "saw")
    assert saw.cells[1].older


@pytest.mark.parametrize(
    ("articles", "publishers", "columns", "last"),
    [(24, 5, 24, 1), (25, 5, 5, 5), (60, 40, 40, 1), (300, 41, 25, 36), (60, None, 25, 36)],
)
def test_columns_are_articles_then_publishers_then_the_largest_and_the_others(
    articles, publishers, columns, last
) -> None:
    section = coverages.section(crowd(articles, publishers=publishers))
    assert len(section.columns) == columns
    assert sum(len(column.articles) for column in section.columns) == articles
    assert section.by_publisher == (articles > 24)
    if section.columns[-1].label == "others":
        assert len(section.columns[-1].articles) < articles
    else:
        assert len(section.columns[-1].articles) == last


def test_every_article_is_counted_once() -> None:
    section = coverages.section(crowd(300, publishers=41))
    left = next(row for row in section.rows if row.point == "left")
    assert sum(cell.n_articles for cell in left.cells) == 300


class Cells(HTMLParser):
    """The cells of the matrix row by row: (scope or tag, words)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[list[str]]] = []
        self.feed(re.search(r'<table class="matrix">.*?</table>', html, re.DOTALL)[0])

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append([dict(attrs).get("scope") or tag, ""])

    def handle_data(self, data) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1][1] += data.strip()


def test_the_table_has_headers_with_scope_and_words_in_every_cell() -> None:
    cells = Cells(page(crowd(6, publishers=3)))
    assert [[kind for kind, _ in row] for row in cells.rows] == [["col"] * 7, *[["row", *["td"] * 6]] * 3]
    assert all(words for row in cells.rows for _, words in row)
    assert [words for _, words in cells.rows[-1][1:]] == ["Na", "no", "Na", "?b", "?a", "?a"]


@pytest.mark.parametrize(("articles", "publishers"), [(1, 1), (2, None), (300, 41)])
def test_a_page_of_any_size_holds(articles, publishers) -> None:
    html = page(crowd(articles, publishers=publishers))
    assert len(html.encode()) < 250_000
    assert ('id="coverage"' in html) == (articles > 1)

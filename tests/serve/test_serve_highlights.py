"""One article for eyes: its tables say everything that was read, and each thing once."""

import io

from rich.console import Console

from onrecord.extract import annotate
from onrecord.schema import Article
from onrecord.serve import highlights

TEXT = (
    "LISBON, May 8 - Two ferries sank off Lisbon on Monday, Mayor Ana Duarte told Lusa.\n\n"
    "The ferries left Lisbon on Monday. Four people were killed in Lisbon, the mayor said."
)


def shown(text: str) -> list[str]:
    article = Article("a", text, published="2024-05-08")
    out = io.StringIO()
    Console(file=out, width=100).print(highlights.page(article, annotate(article)))
    return out.getvalue().splitlines()


def test_what_is_found_again_and_again_has_one_row_and_how_often():
    rows = shown(TEXT)
    assert [row.split()[:2] for row in rows if row.startswith(("Lisbon ×", "Monday "))] == [
        ["Monday", "×2"],
        ["Lisbon", "×3"],
    ]


def test_the_row_of_an_actor_says_how_often_it_is_named_and_the_most_named_is_first():
    rows = shown(TEXT)
    actors = rows[next(at for at, row in enumerate(rows) if row.startswith("Actors (")) + 2 :]
    times = [int(number) for row in actors for number in row.split() if number.isdigit()]
    assert times == sorted(times, reverse=True)
    assert any(row.startswith("Ana Duarte") for row in actors)


def test_quotations_say_to_whom_and_figures_where():
    rows = shown(TEXT)
    assert any(row.startswith("indirect  Ana Duarte") and "Lusa" in row for row in rows)
    assert any("killed" in row and "Lisbon" in row for row in rows if row.startswith("Four people"))


def test_a_column_without_anything_is_left_out():
    rows = shown("Two ferries sank.")
    assert [row.split() for row in rows if row.startswith("words")] == [["words", "value", "of", "hedge"]]


def test_the_article_says_whose_it_is_and_of_when_and_who_its_pronouns_are():
    article = Article("a", TEXT.replace("the mayor said", "she said"), publisher="norda", published="2024-05-08")
    out = io.StringIO()
    Console(file=out, width=100).print(highlights.page(article, annotate(article)))
    assert out.getvalue().splitlines()[0] == "norda, Wed 8 May 2024, a"
    assert any(
        row.startswith("Ana Duarte") and row.endswith("she 1") for row in map(str.strip, out.getvalue().splitlines())
    )

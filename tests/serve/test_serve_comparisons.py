"""Two articles side by side on a terminal: what they share, what is marked in it, and what is said where nothing is."""

import io

import pytest
from rich.console import Console

from onrecord import align
from onrecord.errors import UsageError
from onrecord.schema import Article, Span
from onrecord.serve import comparisons, listings

REPORT = (
    "VELL (Norda) - The ferry Aurora ran aground off Vell on Monday morning, and the coast guard brought 41 passengers"
    " to the harbour. “We heard a bang and then nothing but silence,” said Ana Reyes, who was on deck. The captain told"
    " the harbour office that the engine had stopped an hour before, in rough weather off the cape."
)
EDITED = REPORT.replace("VELL (Norda) - ", "").replace("41 passengers", "43 people").replace("Monday", "monday")
OTHER = "The choir of Orrin sang at dawn on the bridge. It was the last concert of its conductor, Mara Quell."
LEFT = Article("wire", REPORT, publisher="Norda", published="2024-05-06T08:00", headline="Ferry runs aground")
RIGHT = Article("paper", EDITED, publisher="Vell Post", published="2024-05-06T11:00", headline="Ferry aground off Vell")
CHOIR = Article("choir", OTHER, publisher="Orrin Gazette")


def printed(left: Article, right: Article, width: int) -> str:
    found = align.trace([left, right])
    page = comparisons.page(left, right, align.explain(left, right, found, among=[left, right]))
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False)
    console.print(page)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width):
    told = printed(LEFT, RIGHT, width)
    assert max(map(len, told.splitlines())) <= width
    words = told.split()
    assert all(words.count(word) >= 2 for word in ("Aurora", "harbour", "captain", "weather"))
    beside = any("ran aground" in line and line.index("ran") != line.rindex("ran") for line in told.splitlines())
    assert not (width < comparisons.NARROW and beside)


def test_other_words_and_words_of_others_are_marked_without_colour():
    told = " ".join(printed(LEFT, RIGHT, 60).split())
    assert "[41 passengers] to the harbour." in told
    assert "[43 people] to the harbour." in told
    assert "{quotation: “We heard a bang and then nothing but silence,”} said Ana Reyes" in told
    assert "[monday" not in told
    assert "\x1b" not in told


def test_kind_shares_and_reason_stand_before_the_passages():
    told = printed(LEFT, RIGHT, 100)
    head, _, passages = told.partition("\n1  ")
    assert "wire" in head.splitlines()[0]
    assert "verbatim" in head
    assert "of the own prose of" in head
    assert "Origin of both (wire, Norda, credited)" in head
    first = passages.splitlines()[0]
    assert first.startswith(("edited", "verbatim"))
    assert "of them own prose" in first


def test_each_share_names_the_article_that_it_is_of():
    prose = (
        "The ferry of Vell ran onto a sandbank at dawn and forty passengers were brought ashore in small boats by the"
        " fishermen of the town, who had heard the horn from their beds and rowed out through the fog without waiting."
    )
    rest = " The owner of the line had asked for a new light on the bank last winter, and the harbour never answered."
    said = "“" + " ".join(f"We had {n} jackets too few and said so." for n in ("ten", "nine", "six", "two") * 6) + "”"
    long = Article("long", f"{prose} {said} said Ana Reyes.", published="2024-05-08")
    short = Article("short", prose + rest, published="2024-05-09")
    told = " ".join(printed(long, short, 100).split())
    assert "of short verbatim" in told  # fewer words in all
    assert "of the own prose of long" in told  # most of it is quotation


def test_of_two_texts_without_a_common_passage_it_says_what_that_does_not_show():
    told = " ".join(printed(LEFT, CHOIR, 100).split())
    assert told.startswith("wire and choir share no passage")
    assert "That does not show independence" in told
    assert "own prose" not in told


def test_a_quotation_in_common_is_no_copy():
    said = "“We heard a bang and then nothing but silence, and we all ran up to the deck at once,” said Ana Reyes."
    council = (
        "The regional council meets about new rules for old ferries next week, and the owner of the line is heard."
    )
    rescue = (
        "Rescuers left the harbour at nine with two boats. Nobody was hurt, a doctor told the radio at noon in Vell."
    )
    left = replace_text(CHOIR, "one", f"{said} {council} Its members sat twice last year on the same matter, in vain.")
    right = replace_text(
        CHOIR, "two", f"{rescue} {said} A diver looked at the hull before the ship was towed to a dock."
    )
    told = " ".join(printed(left, right, 100).split())
    assert "neither is a copy of the other" in told
    assert "not enough for a copy" in told


def replace_text(article: Article, id_: str, text: str) -> Article:
    return Article(id_, text, publisher=article.publisher + id_)


def test_a_long_run_of_the_same_words_is_shortened_and_the_number_told():
    long = " ".join(f"word{i}" for i in range(200))
    pieces = list(comparisons.pieces(long, Span("a", 0, len(long)), [], []))
    assert len(pieces) == 1
    drawn = comparisons._drawn(iter(pieces)).plain
    assert "(… 160 words, the same …)" in drawn
    assert drawn.startswith("word0 ")
    assert drawn.endswith("word199")


def test_every_character_of_a_passage_is_in_one_piece():
    asides = [(REPORT.index("We heard"), REPORT.index("silence") + 7, "quotation")]
    changed = [(REPORT.index("41"), REPORT.index(" to the"))]
    span = Span("wire", 10, len(REPORT))
    found = list(comparisons.pieces(REPORT, span, changed, asides))
    assert "".join(piece.words for piece in found) == REPORT[10:]
    assert [piece.words for piece in found if piece.changed] == ["41 passengers"]
    assert [piece.words for piece in found if piece.why] == ["“We heard a bang and then nothing but silence,”"]


def test_an_id_is_told_beside_a_name_that_is_not_it():
    ids = ("k5N1xDON0DxGY4NY", "xNkm4R0LbOImwDy3")
    left, right = (
        Article(id_, REPORT, publisher="Vell Post", published=f"2024-05-0{i}") for i, id_ in enumerate(ids, 1)
    )
    told = printed(left, right, 100)
    assert all(id_ in told for id_ in ids)


@pytest.mark.parametrize(
    ("articles", "left", "right", "told"),
    [
        ([], "wire", "paper", "none could be read"),
        ([LEFT], "wire", "paper", "one was given"),
        ([LEFT, RIGHT], "wire", "wire", "not compared with itself"),
        ([LEFT, RIGHT], "wire", "nobody", "no article has the id 'nobody'"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(articles, left, right, told):
    with pytest.raises(UsageError, match=told):
        listings.two_named(articles, left, right)

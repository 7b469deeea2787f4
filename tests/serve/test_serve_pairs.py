"""Two articles side by side: both texts are there in their order, and what is marked as changed is not the same."""

import time
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from onrecord import settings
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.schema import Article, SharedPassage, Span
from onrecord.serve import layouts
from onrecord.serve.drawings import columns
from onrecord.serve.views import crossings, pairs
from onrecord.serve.views.wordings import wording

SPOKEN = ("the", "a", "ferry", "burned,", "early", "on", "Tuesday.", "four", "“dead”", "–\n")
WORDS = st.lists(st.sampled_from(SPOKEN), max_size=25).map(" ".join)
BORDER = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda b: (b[0], b[0] + b[1]))
SMALL = bounds(deadline=None, max_examples=80)


def every_pair(samples):
    """The page of every two articles of a story."""
    with Archive.open(samples) as archive:
        for story in archive.stories():
            for left, right in permutations(story.articles, 2):
                yield (
                    archive.article(left),
                    archive.article(right),
                    pairs.pair(archive, pairs.AskedPair(left=left, right=right)),
                )


@SMALL
@given(WORDS, WORDS)
def test_changes_and_what_is_the_same_are_the_whole_passage(left, right):
    told = wording((left, 0, len(left)), (right, 0, len(right)))
    for side, text in (("left", left), ("right", right)):
        changed = [words for change in told.changes if (words := getattr(change, side))]
        assert all(text[words.start : words.end] == words.text for words in changed)
        assert all(a.end <= b.start for a, b in pairwise(changed))
    kept = [
        _without(text, [getattr(c, side) for c in told.changes]) for side, text in (("left", left), ("right", right))
    ]
    assert kept[0] == kept[1]


def _without(text, changed):
    """The words that are left when the changed ones are taken out, without the marks at their borders."""
    for words in reversed([words for words in changed if words]):
        text = text[: words.start] + text[words.end :]
    return [bare for word in text.split() if (bare := word.casefold().strip(".,“”–"))]


@SMALL
@given(WORDS)
def test_a_text_beside_itself_has_no_change(text):
    assert not wording((text, 0, len(text)), (text, 0, len(text))).changes


def test_one_word_ten_thousand_times_is_compared_at_once():
    left, right = "spam " * 10_000 + "end", "egg " + "spam " * 9_000
    told = wording((left, 0, len(left)), (right, 0, len(right)))
    assert told.changes


@SMALL
@given(st.lists(st.tuples(BORDER, BORDER), max_size=8))
def test_what_lies_within_a_longer_passage_is_printed_once(borders):
    inside = crossings.within(borders)
    kept = [b for i, b in enumerate(borders) if i not in inside]
    for a in kept:
        assert all(a is b or all(x[1] <= y[0] or y[1] <= x[0] for x, y in zip(a, b, strict=True)) for b in kept)
    assert not set(inside) & set(inside.values())


@SMALL
@given(st.permutations(range(7)))
def test_passages_that_did_not_move_stand_in_one_order(places):
    borders = [((10 * i, 10 * i + 9), (10 * at, 10 * at + 9)) for i, at in enumerate(places)]
    kept = sorted(crossings.order(borders))
    assert all(places[a] < places[b] for a, b in pairwise(kept))
    assert kept


@SMALL
@given(st.lists(st.tuples(BORDER, BORDER), max_size=7))
def test_no_more_characters_could_stand_in_one_order(borders):
    def length(chosen) -> int:
        return sum(borders[i][0][1] - borders[i][0][0] for i in chosen)

    choices = (c for n in range(len(borders) + 1) for c in combinations(range(len(borders)), n))
    rising = [c for c in choices if all(borders[a][1][0] < borders[b][1][0] for a, b in pairwise(c))]
    found = sorted(crossings.order(borders))
    assert tuple(found) in rising
    assert length(found) == max(map(length, rising))


def test_a_hundred_thousand_passages_take_no_time_that_grows_with_their_square():
    begun = time.process_time()
    borders = [((14 * i, 14 * i + 12), (14 * i, 14 * i + 12)) for i in range(100_000)]
    assert crossings.within(borders) == {}
    assert len(crossings.order(borders)) == 100_000
    assert (
        len(crossings.order([(left, right) for (left, _), (_, right) in zip(borders, borders[::-1], strict=True)])) == 1
    )
    assert time.process_time() - begun < 10


def test_both_texts_stand_in_the_grid_in_their_order(samples):
    for left, right, page in every_pair(samples):
        rows = columns.rows(page)
        for side, text in (("left", left.text), ("right", right.text)):
            cells = [cell for row in rows if (cell := getattr(row, side))]
            assert all(a.end <= b.start for a, b in pairwise(cells))
            shown = "".join("".join(run.text for run in cell.runs) for cell in cells)
            assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]


def test_passages_are_those_of_the_archive_and_their_words_stand_there(samples):
    with Archive.open(samples) as archive:
        known = {(p.left, p.right) for p in archive.passages()}
    for left, right, page in every_pair(samples):
        for p in page.passages:
            assert p.left.text == left.text[p.left.start : p.left.end]
            assert p.right.text == right.text[p.right.start : p.right.end]
        found = {(p.left.start, p.right.start) for p in page.passages}
        both = [pair for pair in known if {pair[0].article, pair[1].article} == {left.id, right.id}]
        assert found == {(a.start, b.start) if a.article == left.id else (b.start, a.start) for a, b in both}


def test_a_passage_that_moved_stands_in_both_texts_and_points_to_its_partner():
    sentences = ["The first boats came back at noon.", "Nobody had seen the fire begin.", "The harbour was closed."]
    left, right = Article("a", "\n\n".join(sentences)), Article("b", "\n\n".join([*sentences[1:], sentences[0]]))
    at = [[article.text.index(sentence) for article in (left, right)] for sentence in sentences]
    shared = [
        SharedPassage(Span("a", i, i + len(sentence)), Span("b", j, j + len(sentence)), 1.0, "verbatim")
        for sentence, (i, j) in zip(sentences, at, strict=True)
    ]
    page = pairs.compared(left, right, None, shared)
    assert [p.moved for p in page.passages] == [True, False, False]
    asked = pairs.AskedPair(left="a", right="b")
    html = layouts.fill("compare.html", page=page, asked=asked, here="/compare/a/b", title="Compare")
    for side, other in (("l", "r"), ("r", "l")):
        assert html.count(f'id="{side}-1"') == html.count(f'href="#{other}-1"') == 1
    rows = [(row.passage.number, bool(row.left), bool(row.right)) for row in columns.rows(page) if row.passage]
    assert rows == [(1, True, False), (2, True, True), (3, True, True), (1, False, True)]


def test_the_heading_says_what_ties_them_and_never_that_they_are_independent(client, samples):
    said = set()
    for left, right, page in every_pair(samples):
        html = client.get(f"/compare/{left.id}/{right.id}").text.partition('id="texts"')[0]
        assert "independent" not in html
        if page.tie is None:
            assert "That does not show independence" in html
            assert page.heading.startswith("No tie found")
        else:
            assert page.tie.kind is None or page.tie.own_share is not None
        said.add(page.tie.kind if page.tie else "none")
    assert {"reprint", "rewrite", "same-wire", "revision", "none"} <= said


def test_another_article_is_chosen_by_the_form(client):
    chosen = client.get("/compare/summit-norda/summit-post.json?with=summit-ledger").json()
    assert chosen["right"]["article"]["id"] == "summit-ledger"
    offered = [one["article"]["id"] for one in chosen["offered"]]
    assert "summit-post" in offered
    assert "summit-norda" not in offered
    shares = [one["own_share"] for one in chosen["offered"] if one["own_share"] is not None]
    assert shares == sorted(shares, reverse=True)


def test_articles_of_two_stories_are_compared_with_what_there_is(client):
    data = client.get("/compare/summit-norda/fire-union.json").json()
    assert data["story"] is None
    assert data["heading"].startswith("No tie found")
    assert client.get("/compare/summit-norda/fire-union").status_code == 200


def test_an_article_beside_itself_is_refused(client):
    assert client.get("/compare/summit-norda/summit-norda").status_code == 400
    assert client.get("/compare/summit-norda/none").status_code == 404


def test_hostile_and_endless_texts_are_text_and_bounded():
    hostile = "<script>alert(1)</script> \x00\u202e א🔥\r\n"
    with Archive.open(None) as archive:
        archive.stage(
            [Article("a", hostile * 9, headline=hostile), Article("b", hostile + "x" * 190_000, publisher=hostile)]
        )
        asked = pairs.AskedPair(left="a", right="b")
        page = pairs.pair(archive, asked)
    html = layouts.fill("compare.html", page=page, asked=asked, here="/compare/a/b", title="Compare")
    assert html.count("<script") == 1
    assert "\x00" not in html
    assert "\u202e" not in html
    assert len(html) < 3 * settings.SERVE_COMPARED
    assert "goes on for" in html


def test_nothing_is_made_of_an_article_that_is_not_there():
    with Archive.open(None) as archive, pytest.raises(UsageError):
        pairs.pair(archive, pairs.AskedPair(left="a", right="b"))

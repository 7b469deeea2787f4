"""What onrecord promises of every story, tried on the sample stories through all rooms."""

import random
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

import onrecord
from onrecord import acquire, align, engine, extract, pipeline
from onrecord.archive import Archive
from onrecord.credits import house
from onrecord.lines import plain
from onrecord.record import compose
from onrecord.record.summaries import summarise
from onrecord.schema import Annotations, Article, Lineage, Record, Story

SAMPLES = Path(onrecord.__file__).parent / "samples"
STORIES = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "articles.jsonl").exists())
PHRASES = ("one origin", "up to ", "independently reported: up to ")


def given(story: str) -> list[Article]:
    return [item for item in acquire.read([SAMPLES / story]) if isinstance(item, Article)]


def built(articles: list[Article]) -> list[Record]:
    with Archive.open(None) as archive:
        pipeline.build(archive, articles, run=engine.run)
        return [replace(record, composed_at=None) for record in archive.records()]


@cache
def records(story: str) -> tuple[Record, ...]:
    return tuple(built(given(story)))


def spans_of(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if value.keys() == {"article", "start", "end"} else []
        return own + [span for part in value.values() for span in spans_of(part)]
    return [span for part in value for span in spans_of(part)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("story", STORIES)
def test_every_span_lies_in_its_article_and_is_not_empty(story: str) -> None:
    texts = {article.id: article.text for article in given(story)}
    found = [span for record in records(story) for span in spans_of(plain(record))]
    assert found
    for span in found:
        assert 0 <= span["start"] < span["end"] <= len(texts[span["article"]])  # type: ignore[index, operator]


@pytest.mark.parametrize("story", STORIES)
def test_support_is_told_in_four_phrases_and_counts_hold_together(story: str) -> None:
    for record in records(story):
        known = {origin.id for origin in record.lineage.origins}
        claims = {claim.id: claim for claim in record.claims}
        for point in record.points:
            for answer in (point.agreed, *point.answers):
                assert answer.support.startswith(PHRASES)
                assert ("independent" in answer.support) == answer.support.startswith("independently reported: ")
                told = [claims[id_] for id_ in answer.claims]
                assert 1 <= answer.n_origins <= max(1, len({c.origin for c in told if c.origin}))
                assert 1 <= answer.n_publishers <= max(1, answer.n_articles)
                assert answer.n_articles <= len({c.article for c in told})
        for claim in record.claims:
            assert claim.origin is None or claim.origin in known
            assert (claim.origin is None) == (claim.origin_evidence == "unknown")


@pytest.mark.parametrize("story", STORIES)
def test_the_order_of_reading_changes_nothing(story: str) -> None:
    articles = given(story)
    random.Random(story).shuffle(articles)
    assert [plain(record) for record in built(articles)] == [plain(record) for record in records(story)]


@pytest.mark.parametrize("story", STORIES)
def test_a_reprint_raises_no_count_but_those_of_articles_and_publishers(story: str) -> None:
    """Of each article, with its credit and without: as an outlet prints wire copy and says so, or not."""
    articles = given(story)
    before = {p.id: p for record in records(story) for p in record.points}
    for original in articles:
        bare = original.text.replace("With Norda", "").replace(" (Altapress)", "").replace(" (Norda)", "").strip()
        for text in sorted({bare, original.text}):
            reprint = Article(
                "reprint", text, publisher="The Copyist", published="2024-12-31", headline=original.headline
            )
            after = {p.id: p for record in built([*articles, reprint]) for p in record.points}
            assert before.keys() <= after.keys()
            for id_, point in before.items():
                new, old = after[id_].agreed, point.agreed
                assert new.n_origins <= old.n_origins, (original.id, point)
                assert {p.id for p in new.said_by} <= {p.id for p in old.said_by} | {None}, (original.id, point)
                assert old.n_articles <= new.n_articles <= old.n_articles + 1, (original.id, point)


def cuts(text: str) -> list[str]:
    """A text whole, its first half, its second half, and a paragraph of it: each only where it is a few lines long."""
    parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
    half = max(1, len(parts) // 2)
    found = ["\n\n".join(some) for some in (parts, parts[:half], parts[half:], [max(parts, key=len)])]
    return [cut for cut in dict.fromkeys(found) if len(cut.split()) >= 20]


def newsrooms(lineage: Lineage) -> int:
    """How many newsrooms all origins together come from, those that are not known left out."""
    return len({house(origin) for origin in lineage.origins if origin.evidence != "unknown"})


@pytest.mark.parametrize("story", ["handout", "robberies", "summit"])
def test_a_part_of_an_article_printed_again_on_any_day_raises_no_head_count(story: str) -> None:
    """Also undated, and dated before a signed report: of two that nobody signed the earlier is the first."""
    articles = given(story)
    before = newsrooms(align.trace(articles))
    for original in articles:
        days = cycle((None, "2034-12-31", "2001-01-01") if original.byline else (None, "2034-12-31"))
        for text in cuts(original.text):
            reprint = Article("reprint", text, publisher="The Copyist", published=next(days))
            assert newsrooms(align.trace([*articles, reprint])) <= before, (original.id, reprint)


@pytest.mark.parametrize(("story", "id_", "cut"), [("robberies", "robbery-mill-1", 0), ("summit", "summit-ledger", 2)])
@pytest.mark.parametrize("published", [None, "2001-01-01", "2034-12-31"])
def test_a_copy_raises_no_count_of_its_story(story: str, id_: str, cut: int, published: str | None) -> None:
    """A signed report without a date on its copy; what a paper has beside a wire's report, printed by another one."""
    articles = given(story)
    [original] = [article for article in articles if article.id == id_]
    reprint = Article("reprint", cuts(original.text)[cut], publisher="The Copyist", published=published)
    [old] = [record for record in records(story) if id_ in record.story.articles]
    [new] = [record for record in built([*articles, reprint]) if id_ in record.story.articles]
    assert newsrooms(new.lineage) <= newsrooms(old.lineage)
    assert summarise(new, [*articles, reprint]).n_origins <= summarise(old, articles).n_origins


OWN_WORDS = "It has been a long week in our town, and of little else is there talk at the market this morning."


def parts(original: Article) -> list[str]:
    """The halves of a text, every other paragraph, and those with a quotation; also below a line of its own."""
    lines = [line for line in original.text.split("\n") if line.strip()]
    half = max(1, len(lines) // 2)
    some = (lines[:half], lines[half:], lines[::2], [line for line in lines if "“" in line or '"' in line])
    cut = ["\n\n".join(found) for found in some if len(" ".join(found).split()) >= 20]
    return [*dict.fromkeys(cut), *(f"{OWN_WORDS}\n\n{text}" for text in cut[1:2])]


@cache
def composed(articles: tuple[Article, ...]) -> Record:
    """The record of some articles that are one story, whatever the clustering would say."""
    story = Story("s", None, tuple(article.id for article in articles))
    return compose(story, articles, [read_once(article) for article in articles], align.trace(articles))


@cache
def read_once(article: Article) -> Annotations:
    [found] = extract.annotate_all([article])
    return found


@pytest.mark.parametrize("story", STORIES)
def test_a_part_of_an_article_printed_again_raises_no_count_of_any_statement(story: str) -> None:
    """Of the first two articles; the copy has no date, or the day after."""
    articles = tuple(given(story))
    old = {claim.id: claim.point for claim in composed(articles).claims}
    before = {point.id: point.agreed for point in composed(articles).points}
    days = cycle((None, "2034-12-31"))
    for original in articles:
        for text in parts(original):
            reprint = Article("reprint", text, publisher="The Copyist", published=next(days))
            new = composed((*articles, reprint))
            for point in new.points:
                was = {old[id_] for answer in point.answers for id_ in answer.claims if id_ in old}
                if len(was) == 1:  # two that were apart may be one statement now
                    known = before[was.pop()]
                    assert point.agreed.n_origins <= known.n_origins, (original.id, text, point)
                    named = [sum(party.id is not None for party in one.said_by) for one in (point.agreed, known)]
                    assert named[0] <= named[1], (original.id, text, point)


@pytest.mark.parametrize("story", STORIES)
def test_the_same_input_twice_changes_nothing(story: str) -> None:
    with Archive.open(None) as archive:
        pipeline.build(archive, given(story), run=engine.run)
        first = [plain(noun) for noun in archive.nouns()]
        report = pipeline.build(archive, given(story), run=engine.run)
        assert (report.new, report.known) == (0, len(given(story)))
        assert [plain(noun) for noun in archive.nouns()] == first


def test_a_story_stands_under_the_headline_of_the_newest_version() -> None:
    (record,) = records("correction")
    assert record.story.headline == "Two injured as tram hits truck in Ghent (corrected)"

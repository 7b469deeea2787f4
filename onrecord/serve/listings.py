"""What an archive holds, in tables for eyes: its stories, and what a search found."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord import tokens
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.schema import Article, Skipped, Story
from onrecord.serve.labels import harmless, labels


def stories(archive: Archive) -> RenderableType:
    """A row a story, the newest first."""
    table = _table("story", "articles", "published", "headline")
    for story in archive.stories():
        days = [moment[:10] for moment in (story.first_published, story.last_published) if moment]
        when = " to ".join(dict.fromkeys(days)) or "no date"
        table.add_row(story.id, str(_counted(story, archive)), when, _flat(_head(story, archive)))
    return table if table.rows else Text("No stories.")


def hits(archive: Archive, words: str) -> RenderableType:
    """Statements with their support, and passages, the best first; `--statement N` opens the N-th of a story."""
    table = _table("story", "show with", "what is said", "where", "support")
    found = archive.search(words)
    names = labels(list(archive.articles({hit.span.article for hit in found})))
    for hit in found:
        where = f"{names[hit.span.article]} {hit.span.start}-{hit.span.end}"
        shown = f"--statement {hit.number}" if hit.number else ""
        row = (hit.story or "", shown, hit.snippet, where, hit.support or "no statement: a passage")
        table.add_row(*map(_flat, row))
    return table if table.rows else Text("Nothing has these words.")


def article_named(articles: Sequence[Article], wanted: str) -> Article:
    """The article with this id, or with the short name that it is shown by: seed-000.txt beside seed-001.txt is 000."""
    names = labels(articles)
    found = next((article for article in articles if wanted in {article.id, names[article.id]}), None)
    if found is None:
        first = [names[article.id] for article in articles[:20]]
        raise UsageError(f"no article has the id {wanted!r}", name="ARTICLES", remedy="name another", valid=first)
    return found


def two_named(articles: Sequence[Article], left: str, right: str) -> tuple[Article, Article]:
    """Two different articles, each by its id or its short name."""
    if len(articles) < 2:
        given = "one was given" if articles else "none could be read"
        raise UsageError(f"two articles are compared, and {given}", name="ARTICLES", remedy="give the files of both")
    found = article_named(articles, left), article_named(articles, right)
    if found[0].id == found[1].id:
        raise UsageError("an article is not compared with itself", name=left, remedy="name two articles")
    return found


def skipped(item: Skipped) -> str:
    """One line for what was left out.

    >>> skipped(Skipped("old.jsonl", "not JSON", "line 3", "write one object a line"))
    'old.jsonl, line 3: not JSON; write one object a line'
    """
    where = f"{item.input}, {item.place}" if item.place else item.input
    return f"{where}: {item.reason}" + (f"; {item.remedy}" if item.remedy else "")


def _counted(story: Story, archive: Archive) -> int:
    """How many articles it has; of versions one, once it has a record that tells them."""
    return archive.summary(story.id).n_articles if archive.story_stamp(story.id) else len(story.articles)


def _head(story: Story, archive: Archive) -> str:
    """The headline; else the first sentence, as a quotation, with its article."""
    if story.headline:
        return story.headline
    articles = list(archive.articles(story.articles))
    start, end = tokens.lead(articles[0].text)
    return f"\u201c{articles[0].text[start:end]}\u201d [{labels(articles)[articles[0].id]}]"


def _flat(text: str) -> Text:
    return Text(" ".join(harmless(text).split()))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table

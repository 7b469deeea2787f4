"""Cluster: a stream of articles into stories. `assign(articles)` gives the stories that were made or changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord import spans
from onrecord.cluster.indexes import Index
from onrecord.cluster.segments import in_time
from onrecord.schema import Article, SharedPassage, Span, Story

__all__ = ["Index", "assign", "restored"]


def assign(
    articles: Sequence[Article], *, index: Index | None = None, passages: Iterable[SharedPassage] = ()
) -> tuple[Story, ...]:
    """Every article into its story, by words, names and time, in one pass in the order of publication.

    With an `index` the articles join the stories of earlier ones; `index.dropped` are the ids that were merged away.
    `passages` are what the articles share, with each other and with earlier ones: a reprint is in its original's story.
    A round-up of several events is in the story of each.

    >>> fire = "The old mill at Orrin burned down on Tuesday night; four people died, Mayor Ana Duarte said. "
    >>> fair = "The book fair in Lund opened on Tuesday with 300 publishers and a speech by the poet Nils Berg. "
    >>> texts = {"a": fire, "b": fair + "It lasts a week.", "c": fire + "Firefighters came from Tarn.", "d": fair}
    >>> [story.articles for story in assign([Article(id, text, published="2024-05-08") for id, text in texts.items()])]
    [('a', 'c'), ('b', 'd')]
    """
    index = Index() if index is None else index
    known, changed = index.story_ids(), set[str]()
    copies = _copies(passages)
    for article in sorted(articles, key=in_time):
        changed |= index.add(article, copies.get(article.id, ()))
    kept = index.story_ids()
    index.dropped = tuple(sorted(known & (changed - kept)))
    found = (index.story(story) for story in changed & kept)
    return tuple(sorted(found, key=lambda story: (story.first_published is None, story.first_published, story.id)))


def restored(articles: Iterable[Article], stories: Sequence[Story], passages: Iterable[SharedPassage]) -> Index:
    """An index of articles that are in stories already, in the order of publication: no story changes.

    >>> texts = [Article(id_, f"A mill burned down in Orrin on day {id_}.", published="2024-05-08") for id_ in "abc"]
    >>> index = restored(texts, [Story("one", None, ("a", "c")), Story("two", None, ("b",))], [])
    >>> sorted((id_, index.story(id_).articles) for id_ in index.story_ids())
    [('one', ('a', 'c')), ('two', ('b',))]
    """
    index, copies, round_ups = Index(), _copies(passages), list[Article]()
    told: dict[str, list[str]] = defaultdict(list)
    for story in stories:
        for article_id in story.articles:
            told[article_id].append(story.id)
    for article in articles:
        if len(told[article.id]) > 1:
            round_ups.append(article)  # it is anchored to others, which must be there
        elif told[article.id]:
            index.restore(article, told[article.id], copies.get(article.id, ()))
    for article in round_ups:
        index.restore(article, told[article.id])
    return index


def _copies(passages: Iterable[SharedPassage]) -> dict[str, list[tuple[str, int]]]:
    """For every article those that it shares text with, and how many of its characters; a quotation makes no copy."""
    shared: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for passage in passages:
        if passage.kind != "quotation":
            for side, there in ((passage.left, passage.right), (passage.right, passage.left)):
                shared[side.article, there.article].append(side)
    copies: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (mine, other), stretches in sorted(shared.items()):
        copies[mine].append((other, spans.covered(stretches)))
    return copies

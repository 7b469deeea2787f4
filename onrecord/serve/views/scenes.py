"""What every part of a record's page looks at: the record, its articles in order, their names, and the marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.archive import Archive
from onrecord.schema import Article, Claim, Span, Summary
from onrecord.serve.labels import labels
from onrecord.serve.views.marks import Marks
from onrecord.serve.views.records import View
from onrecord.serve.views.selectors import Position, Quotation, found


@dataclass(frozen=True, slots=True)
class Card:
    """An article as a page names it: `label` is its short name on the page."""

    id: str
    label: str
    publisher: str | None
    headline: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A span with its words as they stand there: what JSON gives for every place in a text.

    `label` is the short name of the article on this page; `selector` finds the words again in another copy of the text.
    """

    article: str
    label: str
    start: int
    end: int
    text: str
    publisher: str | None = None
    selector: tuple[Position, Quotation] | None = None

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.article, self.start, self.end)


class Scene:
    """A record, ready to be shown: `articles` by id in the order of publication, `labels` their short names.

    `standing` are the articles that no later version replaces: they are counted, the others only shown.
    `archive` is where a section reads what only it needs: actors, places, annotations.
    """

    def __init__(self, view: View, summary: Summary, archive: Archive) -> None:
        self.view, self.summary, self.archive = view, summary, archive
        self.annotations = archive.annotations
        self.record = view.record
        self.articles, self.labels = self.view.articles, self.view.labels
        self._order = {id_: place for place, id_ in enumerate(self.articles)}
        self.claims, self.actors = self.view.claims, self.view.actors
        self.standing = view.standing
        self.marks = Marks(summary, {id_: label for id_, label in self.labels.items() if id_ in self.standing})
        self.cards = {id_: card(article, self.labels[id_]) for id_, article in self.articles.items()}

    @classmethod
    def of(cls, archive: Archive, story: str, *, revision: int | None = None) -> "Scene":
        """The scene of a story of the archive, as it stands or stood in a revision; UsageError when there is none."""
        record = archive.record(story, revision=revision)
        view = View(record, list(archive.articles(record.story.articles)), sentences=archive.sentences)
        return cls(view, archive.summary(record.story.id, revision=revision), archive)

    def piece(self, span: Span) -> Piece:
        """A span with its words and the name of its article."""
        article = self.articles.get(span.article)
        return piece(article, self.labels[article.id], span) if article else missing(span)

    def claims_of(self, ids: tuple[str, ...]) -> list[Claim]:
        """Claims by their ids, the first published first."""
        found = [self.claims[id_] for id_ in ids if id_ in self.claims]
        return sorted(found, key=lambda c: (self._order.get(c.article, len(self._order)), c.span, c.id))


def piece(article: Article, label: str, span: Span) -> Piece:
    r"""A span of an article with its words; `label` is what the page calls the article.

    >>> told = piece(Article("a", "The old\nmill burned."), "a", Span("a", 4, 12))
    >>> told.text, told.selector and told.selector[1].suffix
    ('old\nmill', ' burned.')
    """
    it = found(article.text, span.start, span.end)
    return Piece(span.article, label, span.start, span.end, it.text, article.publisher, it.selector)


def located(archive: Archive, spans: Sequence[Span]) -> list[tuple[Piece, Card]]:
    """Spans of articles of any stories, on a page that shows these."""
    articles = sorted(archive.articles({span.article for span in spans}), key=lambda a: (a.published or "9", a.id))
    named, by_id = labels(articles), {article.id: article for article in articles}
    return [
        (piece(by_id[span.article], named[span.article], span), card(by_id[span.article], named[span.article]))
        for span in spans
    ]


def missing(span: Span) -> Piece:
    """A span of an article that is not at hand."""
    return Piece(span.article, span.article, span.start, span.end, "")


def card(article: Article, label: str) -> Card:
    """An article as a page names it."""
    return Card(article.id, label, article.publisher, article.headline, article.published, article.url)

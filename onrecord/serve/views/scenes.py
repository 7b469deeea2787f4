"""What every part of a record's page looks at: the record, its articles in order, their names, and the marks."""

from dataclasses import dataclass

from onrecord.archive import Archive
from onrecord.schema import Article, Claim, Span, Summary
from onrecord.serve.views.marks import Marks
from onrecord.serve.views.records import View


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
    """A span with its words: what JSON gives for every place in a text."""

    article: str
    label: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.article, self.start, self.end)


class Scene:
    """A record, ready to be shown: `articles` by id in the order of publication, `labels` their short names.

    `archive` is where a section reads what only it needs: actors, places, annotations.
    """

    def __init__(self, view: View, summary: Summary, archive: Archive) -> None:
        self.view, self.summary, self.archive = view, summary, archive
        self.annotations = archive.annotations
        self.record = view.record
        self.articles, self.labels = self.view.articles, self.view.labels
        self._order = {id_: place for place, id_ in enumerate(self.articles)}
        self.claims, self.actors = self.view.claims, self.view.actors
        self.marks = Marks(summary, self.labels)
        self.cards = {id_: card(article, self.labels[id_]) for id_, article in self.articles.items()}

    @classmethod
    def of(cls, archive: Archive, story: str) -> "Scene":
        """The scene of a story of the archive; UsageError when there is none."""
        record = archive.record(story)
        view = View(record, list(archive.articles(record.story.articles)), sentences=archive.sentences)
        return cls(view, archive.summary(record.story.id), archive)

    def piece(self, span: Span) -> Piece:
        """A span with its words on one line and the name of its article."""
        return Piece(
            span.article, self.labels.get(span.article, span.article), span.start, span.end, self.view.text(span)
        )

    def claims_of(self, ids: tuple[str, ...]) -> list[Claim]:
        """Claims by their ids, the first published first."""
        found = [self.claims[id_] for id_ in ids if id_ in self.claims]
        return sorted(found, key=lambda c: (self._order.get(c.article, len(self._order)), c.span, c.id))


def card(article: Article, label: str) -> Card:
    """An article as a page names it."""
    return Card(article.id, label, article.publisher, article.headline, article.published, article.url)

"""One article while it is read: its parse, and what has been found in it so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.schema import Actor, Article, Event, Figure, Mention, Place, Quote, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Reading:
    """What the extractors hand to each other, in the order of `extract.EXTRACTORS`: each fills its own list."""

    article: Article
    parse: "Doc"
    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """The characters `start` to `end` of this article."""
        return Span(self.article.id, start, end)

    def text(self, span: Span) -> str:
        """The words of a span of this article."""
        return self.article.text[span.start : span.end]

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that lie in the characters `start` to `end`, in the order of the text."""
        return (m for m in self.mentions if start <= m.span.start and m.span.end <= end)

    def actors_of(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the actors that a noun phrase names: "Putin and Xi" and "the two men" give two, "China's envoy" one.

        `start` to `end` are the characters of the phrase. Unknown is an answer: an empty tuple.
        """
        head = self.parse.char_span(start, end, alignment_mode="expand")
        if head is None:
            return ()
        heads = [head.root, *head.root.conjuncts]
        offsets = [token.idx for token in heads if start <= token.idx < end]
        found = [
            m.actor
            for offset in offsets
            for m in self.mentions
            if m.actor and m.span.start <= offset < m.span.end and m.span.start >= start and m.span.end <= end
        ]
        return tuple(dict.fromkeys(found))

    def speaker_at(self, start: int, end: int) -> str | None:
        """On whose word the characters stand: the speaker of the shortest quotation that has them, else null."""
        around = [
            (piece.end - piece.start, quote.id, quote.speaker)
            for quote in self.quotes
            for piece in quote.content
            if piece.start <= start and end <= piece.end
        ]
        return min(around)[2] if around else None

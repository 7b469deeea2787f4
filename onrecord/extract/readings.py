"""One article while it is read: its parse, and what has been found in it so far."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
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
    _told: list[tuple[Span, Quote]] = field(default_factory=list, init=False, repr=False)
    _longest: int = field(default=0, init=False, repr=False)
    _read: int = field(default=0, init=False, repr=False)

    def span(self, start: int, end: int) -> Span:
        """The characters `start` to `end` of this article."""
        return Span(self.article.id, start, end)

    def text(self, span: Span) -> str:
        """The words of a span of this article."""
        return self.article.text[span.start : span.end]

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that lie in the characters `start` to `end`, in the order of the text."""
        at = bisect_left(self.mentions, start, key=lambda m: m.span.start)
        inside = takewhile(lambda m: m.span.start < end, islice(self.mentions, at, None))
        return (m for m in inside if m.span.end <= end)

    def mentions_at(self, offset: int) -> Iterator[Mention]:
        """The mentions that have the character and begin in its word or before it, the nearest first."""
        at = bisect_left(self.mentions, offset + 1, key=lambda m: m.span.start)
        return (m for m in reversed(self.mentions[max(0, at - 3) : at]) if offset < m.span.end)

    def places_in(self, start: int, end: int) -> Iterator[Place]:
        """The places that begin in the characters `start` to `end`, in the order of the text."""
        at = bisect_left(self.places, start, key=lambda p: p.span.start)
        return takewhile(lambda p: p.span.start < end, islice(self.places, at, None))

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
            for m in self.mentions_in(start, end)
            if m.actor and m.span.start <= offset < m.span.end
        ]
        return tuple(dict.fromkeys(found))

    def speaker_at(self, start: int, end: int) -> str | None:
        """On whose word the characters stand: the speaker of the shortest quotation that has them, else null."""
        around = [(piece.end - piece.start, quote.id, quote.speaker) for piece, quote in self.quotes_around(start, end)]
        return min(around)[2] if around else None

    def quotes_around(self, start: int, end: int) -> Iterator[tuple[Span, Quote]]:
        """The quotations that have the characters, each with its piece that has them."""
        if self._read != len(self.quotes):
            self._read = len(self.quotes)
            self._told = sorted(
                ((piece, quote) for quote in self.quotes for piece in quote.content), key=lambda told: told[0]
            )
            self._longest = max((piece.end - piece.start for piece, _ in self._told), default=0)
        at = bisect_left(self._told, end - self._longest, key=lambda told: told[0].start)
        before = takewhile(lambda told: told[0].start <= start, islice(self._told, at, None))
        return (told for told in before if end <= told[0].end)

"""Extract: what one article says. `annotate(article)` gives its mentions, actors, dates, places, figures, quotes,
events.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from onrecord import tokens
from onrecord.extract import actors, acts, events, figures, mentions, places, quotes, times, voices
from onrecord.extract.readings import Reading
from onrecord.schema import Annotations, Article

EXTRACTORS: dict[str, Callable[[Reading], None]] = {
    "mentions": mentions.find,
    "actors": actors.resolve,
    "times": times.find,
    "places": places.find,
    "quotes": quotes.find,
    "voices": voices.resolve,
    "figures": figures.find,
    "events": events.find,
}
"""What is read in an article, in this order: each fills its own list of the `Reading` and may use those before it."""


class Read(NamedTuple):
    """What one article says, how many words it has, and how many of these stand in lines that were parsed before."""

    annotations: Annotations
    words: int
    known: int


def annotate(article: Article) -> Annotations:
    """All that one article says, from one parse.

    >>> text = "Mayor Ana Duarte said four people died in Lisbon on Monday."
    >>> read = annotate(Article("a", text, published="2024-05-08"))
    >>> [q.kind for q in read.quotes], [f.value for f in read.figures], [t.value for t in read.times]
    (['indirect'], [4.0], ['2024-05-06'])
    """
    return next(annotate_all([article]))


def annotate_all(articles: Iterable[Article], *, with_acts: bool = False) -> Iterator[Annotations]:
    """`annotate` for many articles, in their order; the pipeline reads them in batches.

    Asked for acts, it gives with the events what else anybody does: events without a type, of which no record is made.
    """
    return (read.annotations for read in read_all(articles, with_acts=with_acts))


def read_all(articles: Iterable[Article], *, with_acts: bool = False) -> Iterator[Read]:
    """`annotate_all`, with how much of each article was read before: a reprint is not parsed again."""
    kept = list(articles)
    for article, parse in zip(kept, tokens.parse_and_count(article.text for article in kept), strict=True):
        reading = Reading(article, parse.tokens)
        for find in EXTRACTORS.values():
            find(reading)
        told = [*reading.events, *acts.find(reading)] if with_acts else reading.events
        annotations = Annotations(
            article=article.id,
            mentions=tuple(reading.mentions),
            actors=tuple(reading.actors.values()),
            times=tuple(reading.times),
            places=tuple(reading.places),
            figures=tuple(reading.figures),
            quotes=tuple(reading.quotes),
            events=tuple(sorted(told, key=lambda event: event.span)),
        )
        yield Read(annotations, parse.words, parse.known)

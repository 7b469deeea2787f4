"""Round-ups: of an article that tells several stories, a record has only what it says on its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord import tokens
from onrecord.schema import Annotations, Article, Span, Story
from onrecord.settings import RECORD_ITEM_WORDS

_PARAGRAPH = re.compile(r"[^\n]+")


def narrowed(story: Story, articles: Mapping[str, Article], read: Mapping[str, Annotations]) -> dict[str, Annotations]:
    """What was read in the articles of a story; of its round-ups only in the paragraphs that are near its words."""
    if not story.round_ups:
        return dict(read)
    others = (article for id_, article in articles.items() if id_ not in story.round_ups)
    told = frozenset[str]().union(*(tokens.stems(article.text) for article in others))
    return {
        id_: _inside(found, items(articles[id_].text, told)) if id_ in story.round_ups and told else found
        for id_, found in read.items()
    }


def items(text: str, told: frozenset[str]) -> list[tuple[int, int]]:
    r"""The paragraphs of a round-up that tell of a story whose other articles have these stems: at least the nearest.

    >>> told = tokens.stems("A mill burned down in Orrin, and Ana Duarte said that eleven workers were hurt.")
    >>> text = "Eleven workers were hurt when a mill burned in Orrin.\nThe book fair of Lund was opened by a poet."
    >>> [text[start:end] for start, end in items(text, told)]
    ['Eleven workers were hurt when a mill burned in Orrin.']
    """
    paragraphs = [found.span() for found in _PARAGRAPH.finditer(text)]
    shares = [_share(tokens.stems(text[start:end]), told) for start, end in paragraphs]
    least = min(RECORD_ITEM_WORDS, max(shares, default=0.0))
    return [where for where, share in zip(paragraphs, shares, strict=True) if share >= least > 0]


def _share(stems: frozenset[str], told: frozenset[str]) -> float:
    return len(stems & told) / len(stems) if stems else 0.0


def _inside(read: Annotations, stretches: Sequence[tuple[int, int]]) -> Annotations:
    def within(span: Span) -> bool:
        return any(start <= span.start < end for start, end in stretches)

    mentions = tuple(m for m in read.mentions if within(m.span))
    named = {mention.actor for mention in mentions}
    return replace(
        read,
        mentions=mentions,
        actors=tuple(actor for actor in read.actors if actor.id in named),
        times=tuple(time for time in read.times if within(time.span)),
        places=tuple(place for place in read.places if within(place.span)),
        figures=tuple(figure for figure in read.figures if within(figure.span)),
        quotes=tuple(quote for quote in read.quotes if quote.content and within(quote.content[0])),
        events=tuple(event for event in read.events if within(event.span)),
    )

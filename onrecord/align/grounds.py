"""Grounds: what stands in the articles by which origins are told, their credits, tellings and shared words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord import credits as crediting
from onrecord import wordlists
from onrecord.align.drafts import quoted
from onrecord.align.precedence import credited_as, is_gathered, is_signed, newsroom_of
from onrecord.align.prose import Proses
from onrecord.align.reports import Sources
from onrecord.align.stretches import Stretch, widen
from onrecord.align.tellings import Telling
from onrecord.schema import Article, Part, SharedPassage, Span

_WITH = re.compile(wordlists.table("furniture_patterns")["credit_with_others"], re.IGNORECASE)


@dataclass(frozen=True)
class Grounds:
    """Articles that are looked at together, with their prose, what they say of their sources, and who was told.

    `excerpts`: by article with little prose of its own the others in which it stands; `shared`: by article
    its sides of the passages that are no furniture.
    """

    articles: Mapping[str, Article]
    proses: Proses
    sources: Mapping[str, Sources]
    tellings: Mapping[str, Sequence[Telling]]
    excerpts: Mapping[str, Sequence[str]]
    shared: Mapping[str, Sequence[tuple[Span, SharedPassage]]] = field(default_factory=dict)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each article in the order in which they are read."""
        return {article: number for number, article in enumerate(self.articles)}

    @cached_property
    def language(self) -> str | None:
        """The language of most of the articles; of two as many, the earlier."""
        languages = Counter(article.language for article in self.articles.values() if article.language)
        return max(languages, key=languages.__getitem__, default=None)

    def is_gathered(self, article: str) -> bool:
        """Whether it stands on a page that gathers the texts of others."""
        return is_gathered(self.articles[article])

    def is_sure(self, article: str) -> bool:
        """Whether it says whose report it is, its own or an agency's. Else it is only presumed."""
        return self.is_own(article) or self.sources[article].draws

    def house(self, article: str) -> str:
        """Whose report it says that it is: the agency's that it credits, else its publisher's, else its own."""
        agencies = self.sources[article].agencies
        return agencies[0] if agencies else newsroom_of(self.articles[article]) or article

    def is_own(self, article: str) -> bool:
        """Whether it says that it is its publisher's: who wrote it, or where, or what was told to the house."""
        text = self.articles[article]
        room = newsroom_of(text)
        told = (t for t in self.tellings.get(article, ()) if t.is_told and t.says == article)
        return is_signed(text) or any(t.newsroom == room for t in told)

    def whole(self, article: str, agency: str) -> Part | None:
        """The part over a text that is the agency's by dateline or byline; "with AFP" says that something was added."""
        text = self.articles[article]
        span = Span(article, 0, len(text.text))
        if credited_as(text) == agency:
            return Part(span, "credited", f"{article} was published by {agency}")
        signed = self.sources[article].signed
        if signed.is_whole and agency in signed.agencies:
            return Part(span, "credited", f"byline: {text.byline}")
        loan = self.sources[article].loan
        if loan and crediting.agency_of(loan.name) == agency:
            return Part(span, "credited", f'{article} names {agency} as its provider: "{loan.words}"')
        credit = self.sources[article].credit_for(agency)
        if credit and credit.scope == "article" and not _WITH.match(text.text[credit.start : credit.end]):
            return Part(span, "credited", f"{article} credits {agency}: {quoted(text.text, credit)}")
        return None

    def stretches(
        self, article: str, shared: Sequence[tuple[Span, str]], *, house: str | None = None
    ) -> Iterator[Stretch]:
        """What the article shares, without its credits, captions and what another house was told: these have origins
        of their own. `shared` are its sides of the passages, each with the article on the other one.
        """
        credited = self.sources[article].credits
        captions = [(c.covers_start, c.covers_end) for c in credited if c.scope == "caption"]
        captions += [(t.span.start, t.span.end) for t in self.tellings.get(article, ()) if t.newsroom != house]
        for span, partners in widen(self.proses[article].text, shared):
            if not any(start <= span.start and span.end <= end for start, end in captions):
                start = max((c.end for c in credited if c.start <= span.start < c.end), default=span.start)
                end = min((c.start for c in credited if c.start < span.end <= c.end), default=span.end)
                if start < end:
                    yield Stretch(Span(article, start, end), partners)

"""Phrases: what a statement is called in the words of its articles, and on whose word it is told."""

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord import spans
from onrecord.schema import Actor, Article, Claim, Point, Span
from onrecord.serve.labels import few
from onrecord.serve.sources import Sources

NOBODY = "nobody named"
_SAYS_NO = re.compile(
    r"\b(?:not|never|no|nobody|den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|untrue|false)\b|n[’']t\b", re.IGNORECASE
)
_TOLD_STATUS = {"planned", "requested", "denied", "possible", "claimed"}


class Phrases:
    """The words of a record's claims; `articles` are in the order of the page."""

    def __init__(
        self,
        claims: Mapping[str, Claim],
        actors: Mapping[str, Actor],
        articles: Mapping[str, Article],
        lineage: Sources,
    ) -> None:
        self.claims, self.actors, self.articles, self.lineage = claims, actors, articles, lineage
        self.labels = lineage.labels
        self._order = {id_: place for place, id_ in enumerate(articles)}

    def text(self, span: Span) -> str:
        """The words of a span on one line."""
        article = self.articles.get(span.article)
        return " ".join(spans.text_of(span, article.text).split()) if article else ""

    def names(self, articles: Iterable[str]) -> tuple[str, ...]:
        """What the page calls these articles, each once, in its order."""
        known = {id_ for id_ in articles if id_ in self._order}
        return tuple(self.labels[id_] for id_ in sorted(known, key=self._order.__getitem__))

    def name(self, speaker: str | None) -> str:
        """The name of whoever said it."""
        if not speaker:
            return NOBODY
        return self.actors[speaker].name if speaker in self.actors else speaker

    def agreed(self, point: Point) -> list[Claim]:
        """The claims that give the leading answer of a point."""
        return [self.claims[id_] for id_ in point.agreed.claims]

    def best(self, point: Point) -> Claim:
        """The claim whose words stand for a point."""
        claims = self.agreed(point)
        told = (c for c in claims if c.value == point.agreed.value and spans.overlap(c.span, point.sentence))
        return next(told, claims[0])

    def wording(self, claim: Claim) -> str:
        """A claim in the words of its article, with what a figure counts and whose words a quotation is."""
        words = self.text(claim.span)
        if claim.kind == "figure":
            if claim.attribute in ("count", "duration", "money", "share", "distance"):
                return f"“{words}”"
            return f"“{words}” {claim.attribute}" + (f" ({claim.subject})" if claim.subject not in words else "")
        if claim.kind == "quote":
            subject = self.lineage.named(claim.subject)
            return f"{subject} denies: “{words}”" if claim.status == "denied" else f"{subject}: “{words}”"
        return words

    def status(self, point: Point, words: str) -> str:
        """The label before a statement: none where its own words say that it is not so."""
        status = self.best(point).status
        if status == "denied" and _SAYS_NO.search(words):
            return ""
        return status if status in _TOLD_STATUS else ""

    def said_by(self, point: Point) -> str:
        """On whose word a point is told, and by whom it is denied."""
        parties = [party for party in point.agreed.said_by if party.id]
        one = parties[0] if len(parties) == 1 and len(parties[0].names) > 1 else None
        told_by = f"{one.name} ({', '.join(one.names)})" if one else self._by_article(self.agreed(point))
        return (f"denied by {self._deniers(point)}; told by " if point.variation == "disputed" else "") + told_by

    def _deniers(self, point: Point) -> str:
        """Who denies a point: on whose word it is said not to have happened."""
        claims = (self.claims[id_] for answer in point.answers for id_ in answer.claims)
        names = dict.fromkeys(self.name(c.said_by) for c in claims if c.status == "denied" and c.said_by)
        return ", ".join(names) or NOBODY

    def _by_article(self, claims: Sequence[Claim]) -> str:
        """On whose word, by article where that is not the same in all."""
        words: dict[str, list[str]] = {}
        for claim in claims:
            via = f", via {', '.join(claim.via)}" if claim.via and claim.said_by else ""
            told = self.name(claim.said_by) + via
            words.setdefault(told, [])
            if self.labels[claim.article] not in words[told]:
                words[told].append(self.labels[claim.article])
        named = [told for told in words if told != NOBODY]
        if len(words) == 1 or (len(named) == 1 and set(words.get(NOBODY, ())) <= set(words[named[0]])):
            return (named or list(words))[0]
        told = "; ".join(f"{few(words[name])}: {name}" for name in named)
        return told + (f"; others: {NOBODY}" if NOBODY in words else "")

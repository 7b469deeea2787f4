"""The texts that a story's articles were made from, as they are shown: each with how it is known, by article."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord import spans, tokens
from onrecord.credits import Credit, Sign, captions, find, house, newsroom, signs, usual_names
from onrecord.schema import Article, Copy, Origin, Record, Span
from onrecord.serve.labels import possessive, upper_bound
from onrecord.versions import standing

Counting = Literal["report", "caption", "text that several print"]
"""What an origin is that counts; one newsroom's report with its captions is one report."""

KINDS: tuple[Counting, ...] = ("report", "text that several print", "caption")
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Source:
    """One origin as it is shown: what it is, and for each article how that is known.

    Earlier versions are among `articles`, named as such; `n_articles` counts those that stand.
    """

    origin: Origin
    title: str
    articles: tuple[tuple[str, str], ...]
    n_articles: int


class Sources:
    """The origins of a record, ready to be shown; `labels` are the articles' names by id, in the order of the page."""

    def __init__(self, record: Record, articles: Mapping[str, Article], labels: Mapping[str, str]) -> None:
        self.record, self.articles, self.labels = record, articles, labels
        self.standing = frozenset(standing(articles, record.lineage))
        self._tied: dict[str, list[Copy]] = {}
        for copy in record.lineage.copies:
            for id_ in sorted(sides(copy)):
                self._tied.setdefault(id_, []).append(copy)
        self._names = usual_names(article.publisher for article in articles.values())
        self._captions: dict[str, tuple[tuple[int, int], ...]] = {}
        self._credits: dict[str, tuple[Credit, ...]] = {}

    def newsrooms(self) -> list[Source]:
        """The newsrooms from whose texts articles were made, wires and outlets, the one with most articles first."""
        known = [o for o in self.record.lineage.origins if o.kind != "handout" and o.evidence != "unknown"]
        return self._by_house(o for o in known if not self.is_caption(o))

    def beside(self) -> list[Source]:
        """Origins of a part only: picture captions, and statements or posts that several articles print."""
        return self._by_house(o for o in self.record.lineage.origins if o.kind == "handout" or self.is_caption(o))

    def n_origins(self) -> int:
        """How many origins at most: newsrooms and handouts of which a statement is told that stands; at least one."""
        return max(1, len(self._counting))

    def bound(self) -> str:
        """How many origins at most, with how many of each kind where not all are reports."""
        kinds = Counter(self._counting.values())
        return upper_bound(self.n_origins(), {kind: kinds[kind] for kind in KINDS if kinds[kind]})

    def counted(self, source: Source) -> str:
        """How an origin counts, where its place on the page does not tell: a report counts as one."""
        kind = self._counting.get(house(source.origin))
        if kind is None:
            unknown = source.origin.evidence == "unknown"
            return f"not counted, {'its origin is not known' if unknown else 'no statement rests on it'}"
        aside = source.origin.kind == "handout" or self.is_caption(source.origin)
        if not aside:
            return ""
        return "counted with the report of the same newsroom" if kind == "report" else "counted as an origin"

    def called(self, publisher: str) -> str:
        """A publisher by the one name that its newsroom has on a page: that which most of its articles print."""
        return self._names.get(newsroom(publisher), publisher)

    @cached_property
    def _counting(self) -> dict[str, Counting]:
        """What each newsroom or handout is that counts."""
        known = {origin.id: origin for origin in self.record.lineage.origins if origin.evidence != "unknown"}
        told = {claim.origin for claim in self.record.claims if claim.withdrawn_by is None}
        houses = {house(known[id_]) for id_ in sorted(filter(None, told)) if id_ in known}
        kinds: dict[str, Counting] = {}
        for origin in known.values():
            kind, name = self._kind(origin), house(origin)
            if name in houses and KINDS.index(kind) <= KINDS.index(kinds.get(name, kind)):
                kinds[name] = kind
        return kinds

    def _kind(self, origin: Origin) -> Counting:
        if origin.kind == "handout":
            return "text that several print"
        return "caption" if self.is_caption(origin) else "report"

    def _by_house(self, origins: Iterable[Origin]) -> list[Source]:
        found: dict[str, list[Source]] = {}
        for origin in sorted(origins, key=lambda o: (-len(o.articles), o.kind != "wire", o.id)):
            found.setdefault(house(origin), []).append(self._source(origin))
        return [self._together(sources) for sources in found.values()]

    def _source(self, origin: Origin) -> Source:
        n = len(self.standing.intersection(origin.articles))
        named = replace(origin, publisher=self.called(origin.publisher)) if origin.publisher else origin
        return Source(origin, source_title(named, self.labels), self._evidence_lines(origin), n)

    def _together(self, sources: Sequence[Source]) -> Source:
        """What one newsroom gave, under its largest text: each article once, with its first reason."""
        lines = dict(line for source in reversed(sources) for line in reversed(source.articles))
        others = (line for line in lines.items() if line[0] not in dict(sources[0].articles))
        drawing = self.standing.intersection(id_ for source in sources for id_ in source.origin.articles)
        return replace(sources[0], articles=(*sources[0].articles, *others), n_articles=len(drawing))

    def is_caption(self, origin: Origin) -> bool:
        """Whether an origin is that of pictures only: half or more of each part of it lies in a caption."""
        return origin.kind == "wire" and all(self._is_of_caption(part.span) for part in origin.parts)

    def _is_of_caption(self, span: Span) -> bool:
        """A report with a picture within it is none, and a caption's sentence begins a little before its credit."""
        inside = (min(end, span.end) - max(start, span.start) for start, end in self._captions_of(span.article))
        return 2 * sum(max(0, length) for length in inside) >= span.end - span.start

    def _captions_of(self, id_: str) -> tuple[tuple[int, int], ...]:
        if id_ not in self._captions:
            known = id_ in self.articles
            self._captions[id_] = captions(self.articles[id_].text, self._credits_of(id_)) if known else ()
        return self._captions[id_]

    def _credits_of(self, id_: str) -> tuple[Credit, ...]:
        if id_ not in self._credits:
            self._credits[id_] = find(self.articles[id_].text)
        return self._credits[id_]

    def _evidence_lines(self, origin: Origin) -> tuple[tuple[str, str], ...]:
        drawing = (id_ for id_ in self.articles if id_ in origin.articles)
        return tuple((self.labels[id_], self.version(id_) + self.known_by(id_, origin)) for id_ in drawing)

    def version(self, id_: str) -> str:
        """What is said before the reason of an article: a later version replaces it, or it tells other stories too."""
        earlier = "" if id_ in self.standing else "earlier version; "
        return earlier + ("round-up of several stories; " if id_ in self.record.story.round_ups else "")

    def known_by(self, id_: str, origin: Origin) -> str:
        """How it is known that an article draws on an origin: its credit in its own words, else what it shares."""
        text = self.articles[id_].text
        parts = [part for part in origin.parts if part.span.article == id_]
        reason = parts[0].reason if parts else origin.reason
        own = all(part.evidence == "own" for part in parts)
        if origin.kind != "wire" or id_ == origin.original or own or self.is_caption(origin):
            return self.named(reason)
        for credit in self._credits_of(id_):
            if credit.agency == origin.agency and credit.scope == "article":
                line = _line(text, credit.start)
                return f"credits it: “{line if len(line) <= 80 else text[credit.start : credit.end].strip()}”"
        if credited := next((part.reason for part in parts if part.evidence == "credited"), None):
            return self.named(credited)
        told = next((f"has “{_with_word_before(text, s)}”" for s in signs(text) if s.agency == origin.agency), None)
        copies = (copy for copy in self.ties(id_) if (sides(copy) - {id_}).intersection(origin.articles, self.labels))
        closest = max(copies, key=lambda copy: (copy.own_share, copy.reason), default=None)
        shared = self.named(closest.reason.partition("; ")[0]) if closest else ""
        return "; ".join(filter(None, ("no credit", told, shared or self.named(reason))))

    def ties(self, id_: str) -> Sequence[Copy]:
        """The copies that an article is a side of."""
        return self._tied.get(id_, ())

    def named(self, reason: str) -> str:
        """A reason with the articles' labels in place of their ids."""
        for id_, label in self.labels.items():
            if id_ != label and id_ in reason:
                reason = re.sub(rf"(?<![\w-]){re.escape(id_)}(?![\w-])", label.replace("\\", r"\\"), reason)
        return reason

    def unknown(self) -> int:
        """How many sentences of articles that draw on a shared text no part of an origin covers."""
        drawing = {c.article for c in self.record.lineage.copies} | {
            a for o in self.record.lineage.origins if o.kind == "wire" for a in o.articles
        }
        parts = [part.span for origin in self.record.lineage.origins for part in origin.parts]
        return sum(
            not any(
                2 * spans.overlap(Span(id_, start, end), part) >= end - start for part in parts if part.article == id_
            )
            for id_ in self.articles
            if id_ in drawing
            for start, end in tokens.sentences(self.articles[id_].text)
        )


def sides(copy: Copy) -> set[str]:
    """The articles that a copy ties: two, or one where the other has not been read."""
    passages = (side.article for passage in copy.passages for side in (passage.left, passage.right))
    return {copy.article, *passages} | ({copy.original} if copy.original else set())


def source_title(origin: Origin, names: Mapping[str, str]) -> str:
    """What an origin is, in words that keep to what is known."""
    if origin.kind == "wire":
        agency = origin.agency or "an agency that is not named"
        if origin.original:
            return f"{possessive(agency)} report ({names.get(origin.original, origin.original)})"
        credited = origin.evidence == "credited"
        alone = credited and len(origin.articles) == 1
        return f"{possessive(agency)} report" if alone else f"one shared text, probably {possessive(agency)}"
    if origin.kind == "handout":
        if origin.publisher:
            return f"what others print as told to {origin.publisher} or reported by it"
        common = origin.reason.startswith("common text")
        return "common text, origin not named" if common else "a statement or post that several print"
    if origin.publisher is None:
        return "one shared text, origin not named" if len(origin.articles) > 1 else "an own report, publisher not given"
    return f"{possessive(origin.publisher)} own report"


def _with_word_before(text: str, sign: Sign) -> str:
    """A sign with the verb before it: "told AFP"."""
    before = text[: sign.start].split()
    return f"{before[-1]} {text[sign.start : sign.end]}" if before else text[sign.start : sign.end]


def _line(text: str, at: int) -> str:
    """The line of a text that a character stands in."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].strip("* ")

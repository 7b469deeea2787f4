"""What is shown of one record, in the order in which it is read."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord import tokens
from onrecord.schema import Article, Claim, Point, Record, Span
from onrecord.serve.labels import few, labels, shortened
from onrecord.serve.sources import Sources
from onrecord.serve.views.phrases import Phrases
from onrecord.versions import newest_versions

KINDS = ("conflict", "update", "status", "attribution", "scope", "rounding", "wording")
"""Kinds of difference in the order in which a reader wants them."""

Borders = list[tuple[int, int]]
"""Offsets of sentences, in the order of the text."""


@dataclass(frozen=True)
class Statement:
    """One point as it is shown: `number` is its place in the record, by which its evidence is opened.

    A page shows few of a large record: what takes time is made when it is asked for.
    """

    number: int
    point: Point
    _phrases: Phrases = field(repr=False, compare=False)

    @cached_property
    def words(self) -> str:
        """Its words, with what a figure counts and whose words a quotation is."""
        return self._phrases.wording(self._phrases.best(self.point))

    @cached_property
    def label(self) -> str:
        """Its status, where its words do not tell."""
        return "disputed" if self.point.variation == "disputed" else self._phrases.status(self.point, self.words)

    @property
    def withdrawn(self) -> bool:
        """Whether no article tells it any more: later versions left it out."""
        return all(claim.withdrawn_by for claim in self._claims)

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """The names of the articles that give the leading answer."""
        return self._phrases.names(c.article for c in self._claims if not c.withdrawn_by) or self.coverage

    @cached_property
    def coverage(self) -> tuple[str, ...]:
        """The names of the articles that give any answer."""
        return self._phrases.names(self.point.coverage)

    @cached_property
    def said_by(self) -> str:
        """On whose word it is told, and by whom it is denied."""
        return self._phrases.said_by(self.point)

    @cached_property
    def background(self) -> bool:
        """Whether all tell it as context, not as news."""
        return all(claim.background for claim in self._claims)

    @property
    def _claims(self) -> list[Claim]:
        return self._phrases.agreed(self.point)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to a question: its words in the first article that gives it, and the articles that do."""

    letter: str
    words: str
    articles: str
    support: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point whose answers are not the same: the answers, the first reported first, and the kinds of difference.

    `kinds`: the weightiest first, each with the pairs of letters that it stands between; `reasons` say why.
    """

    statement: Statement
    answers: tuple[Given, ...]
    kinds: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]

    @property
    def is_hard(self) -> bool:
        """Whether numbers, days or what is denied differ, not only words, names or what is counted as planned."""
        return self.statement.point.kind == "figure" or any(kind in ("conflict", "update") for kind, _ in self.kinds)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim at its place: the sentences before and after, and its sentence cut at the borders of the claim."""

    claim: Claim
    article: str
    before: str
    pieces: tuple[str, str, str]
    after: str
    said_by: str


class View:
    """A record with its articles, ready to be shown; `sentences` gives the offsets of those of an article by its id."""

    def __init__(
        self, record: Record, articles: Sequence[Article], *, sentences: Callable[[str], Borders] | None = None
    ) -> None:
        self.record = record
        self._kept_sentences = sentences
        named = labels(sorted(articles, key=lambda a: (a.published or "9", a.id)))
        self.articles = {a.id: a for a in sorted(articles, key=lambda a: (a.published or "9", named[a.id], a.id))}
        self.labels = {id_: named[id_] for id_ in self.articles}
        self.claims = {claim.id: claim for claim in record.claims}
        self.actors = {actor.id: actor for actor in record.actors}
        self.lineage = Sources(record, self.articles, self.labels)
        self._newest = newest_versions(record.lineage)
        self.standing = frozenset(self.articles) - frozenset(self._newest)
        self._any_withdrawn = any(claim.withdrawn_by for claim in record.claims)
        self._order = {id_: place for place, id_ in enumerate(self.articles)}
        self._sentences: dict[str, Borders] = {}
        self._places: dict[str, Evidence] = {}
        self._quotations = {point.id: point for point in record.points if point.kind == "quote"}
        # not the view itself: what no ring holds is freed at once, without the collector
        self._phrases = Phrases(self.claims, self.actors, self.articles, self.lineage)
        self.statements = [Statement(i, point, self._phrases) for i, point in enumerate(record.points, 1)]
        self.told_once = [s for s in self.statements if not self.is_aside(s.point)]

    def is_aside(self, point: Point) -> bool:
        """Whether a point says nothing that another does not say better.

        An event that is the saying of a quotation in all the same articles ("called for talks"); a figure without a
        noun ("two of them seriously"). It is counted and listed, but not among what is printed.
        """
        if point.kind == "figure":
            return not point.subject.strip()
        quotations = (self._quotations[id_] for id_ in point.related if id_ in self._quotations)
        return point.kind == "event" and any(set(point.coverage) <= set(q.coverage) for q in quotations)

    def is_withdrawn(self, point: Point) -> bool:
        """Whether an answer stands in no article any more: later versions have another, or none."""
        return self._any_withdrawn and any(
            all(self.claims[id_].withdrawn_by for id_ in answer.claims) for answer in point.answers
        )

    def text(self, span: Span) -> str:
        """The words of a span on one line."""
        return self._phrases.text(span)

    def headline(self) -> tuple[str, str]:
        """The story's headline, or the first sentence of its first article as a quotation; and the article's label."""
        first = self.record.story.articles[0] if self.record.story.articles else ""
        if self.record.story.headline:
            named = next((a for a in self.articles.values() if a.headline == self.record.story.headline), None)
            return self.record.story.headline, self.labels[named.id] if named else ""
        article = next(iter(self.articles.values()), None)
        if article is None:
            return "", first
        return f"“{shortened(self.text(Span(article.id, *tokens.lead(article.text))), 160)}”", self.labels[article.id]

    def named(self, reason: str) -> str:
        """A reason with the articles' labels in place of their ids."""
        return self.lineage.named(reason)

    def printed_most(self) -> list[Statement]:
        """Statements of several articles, news before background, then the most often printed (not the best
        supported).
        """
        return self._printed_most

    @cached_property
    def _printed_most(self) -> list[Statement]:
        several = [s for s in self.told_once if self.n_voices(s.point) > 1]
        return sorted(several, key=lambda s: (s.background, -len(s.articles), s.number))

    def disagreements(self) -> list[Disagreement]:
        """Every point whose answers differ, the weightiest kind of difference first."""
        return self._disagreements

    @cached_property
    def _disagreements(self) -> list[Disagreement]:
        found = [self.disagreement(s) for s in self.statements if s.point.variation != "same"]
        return sorted(found, key=lambda d: (KINDS.index(d.kinds[0][0]), d.statement.number))

    def in_one_only(self) -> list[tuple[str, list[Statement]]]:
        """For each article the statements that stand in it alone: figures first, then as they come in the text.

        What an article both says and denies is among the disagreements.
        """
        by_article: dict[int, list[Statement]] = {}
        for statement in self.told_once:
            if statement.point.variation == "same" and self.n_voices(statement.point) == 1:
                by_article.setdefault(self._place(statement), []).append(statement)
        kinds = {"figure": 0, "event": 1, "quote": 1}
        names = list(self.labels.values())
        return [
            (names[place], sorted(told, key=lambda s: (s.background, kinds[s.point.kind], s.point.sentence)))
            for place, told in sorted(by_article.items())
        ]

    def _place(self, statement: Statement) -> int:
        """Where the last article that has a statement stands in the order of publication."""
        return max(self._order[id_] for id_ in self.printed_by(statement.point) or statement.point.coverage)

    def printed_by(self, point: Point) -> list[str]:
        """The articles that stand and tell a point in any way; none where all that told it was withdrawn."""
        return [id_ for id_ in point.coverage if id_ not in self._newest]

    def n_voices(self, point: Point) -> int:
        """How many articles tell a point in any way, or told it where none does any more."""
        return len(self.printed_by(point)) or len({self._newest[id_] for id_ in point.coverage})

    def quoted(self) -> tuple[int, int, list[tuple[str, int]]]:
        """Quotations: how many, how often printed (by standing articles, in any wording), and the speakers of most."""
        points = [s for s in self.statements if s.point.kind == "quote"]
        speakers: dict[str, int] = {}
        for statement in points:
            speakers[statement.point.subject] = speakers.get(statement.point.subject, 0) + 1
        ranked = sorted(speakers.items(), key=lambda item: (-item[1], item[0]))
        return len(points), sum(len(self.printed_by(s.point)) for s in points), ranked

    @cached_property
    def _by_point(self) -> dict[str, list[Claim]]:
        """The claims of each point, the first published first."""
        found: dict[str, list[Claim]] = {}
        known = (claim for claim in self.record.claims if claim.article in self.articles)
        for claim in sorted(known, key=lambda c: (self._order[c.article], c.span)):
            found.setdefault(claim.point, []).append(claim)
        return found

    def evidence(self, statement: Statement) -> list[Evidence]:
        """Every claim of a statement at its place in its article."""
        return [self.place(claim) for claim in self._by_point.get(statement.point.id, ())]

    def place(self, claim: Claim) -> Evidence:
        """A claim at its place: its sentence, or sentences where it crosses a border, and its neighbours."""
        if claim.id not in self._places:
            self._places[claim.id] = self._placed(claim)
        return self._places[claim.id]

    def _placed(self, claim: Claim) -> Evidence:
        text, around = self.articles[claim.article].text, self.sentences(claim.article)
        first = bisect_right(around, claim.span.start, key=lambda s: s[1])
        past = max(bisect_left(around, claim.span.end, key=lambda s: s[0]), first)
        start, end = (around[first][0], around[past - 1][1]) if past > first else (claim.span.start, claim.span.end)
        start, end = min(start, claim.span.start), max(end, claim.span.end)
        before = text[slice(*around[first - 1])] if first > 0 else ""
        after = text[slice(*around[past])] if past < len(around) else ""
        pieces = (text[start : claim.span.start], text[claim.span.start : claim.span.end], text[claim.span.end : end])
        return Evidence(claim, self.labels[claim.article], before, pieces, after, self.name(claim.said_by))

    def sentences(self, article: str) -> Borders:
        """Offsets of the sentences of an article, looked up once."""
        if article not in self._sentences:
            kept = self._kept_sentences(article) if self._kept_sentences else []
            self._sentences[article] = kept or tokens.sentences(self.articles[article].text)
        return self._sentences[article]

    def name(self, speaker: str | None) -> str:
        """The name of whoever said it."""
        return self._phrases.name(speaker)

    def best(self, point: Point) -> Claim:
        """The claim whose words stand for a point."""
        return self._phrases.best(point)

    def wording(self, claim: Claim) -> str:
        """A claim in the words of its article, with what a figure counts and whose words a quotation is."""
        return self._phrases.wording(claim)

    def disagreement(self, statement: Statement) -> Disagreement:
        """The answers of a point that are not the same, and how."""
        point = statement.point
        letters = "abcdefghijklmnopqrstuvwxyz"
        answers = tuple(self._given(letters[i % 26], point, i) for i in range(len(point.answers)))
        between: dict[str, list[str]] = {}
        for d in sorted(point.differences, key=lambda d: KINDS.index(d.kind)):
            between.setdefault(d.kind, []).append(f"{answers[d.left].letter}-{answers[d.right].letter}")
        kinds = tuple((kind, " ".join(pairs)) for kind, pairs in between.items())
        reasons = tuple(self.named(d.reason) for d in point.differences)
        if not kinds:
            return Disagreement(
                statement, answers, (("conflict", "a-b"),), (f"read as said and denied in {answers[0].articles}",)
            )
        return Disagreement(statement, answers, kinds, reasons)

    def _given(self, letter: str, point: Point, position: int) -> Given:
        answer = point.answers[position]
        claims = sorted((self.claims[id_] for id_ in answer.claims), key=lambda c: (self._order[c.article], c.span))
        articles = few(list(dict.fromkeys(self.labels[c.article] for c in claims)))
        best = next((c for c in claims if c.value == answer.value), claims[0])
        return Given(letter, self.text(best.span), articles, answer.support)

"""The tables of what a story's articles say: statements, answers, differences, claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.schema import Article, Claim, Party, Record, Span, Summary
from onrecord.serve.exports.columns import (
    ARTICLE,
    END,
    KIND,
    N_ARTICLES,
    N_ORIGINS,
    N_PUBLISHERS,
    REASON,
    SAID_BY,
    SAID_BY_NAMES,
    START,
    STATEMENT,
    STATUS,
    STORY,
    SUPPORT,
    TEXT,
    WITHDRAWN,
    Column,
    Row,
    Table,
    joined,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its record and its articles, as its tables are made from them."""

    record: Record
    articles: dict[str, Article]
    summary: Summary
    names: dict[str, str] = field(default_factory=dict)

    @property
    def story(self) -> str:
        """Its id."""
        return self.record.story.id

    def words(self, span: Span) -> str | None:
        """The words of a span."""
        article = self.articles.get(span.article)
        return article.text[span.start : span.end] if article else None

    def said_by(self, speaker: str | None) -> tuple[str | None, str | None]:
        """The name of whoever said it, and the id, where that is an actor of the story."""
        return (self.names[speaker], speaker) if speaker in self.names else (speaker, None)


def _stories(told: Told) -> Iterator[Row]:
    record, counts = told.record, told.summary
    about = (told.story, record.story.headline, record.story.first_published, record.story.last_published)
    sizes = (counts.n_articles, counts.n_publishers, counts.n_origins, counts.n_statements)
    moves = (counts.n_differ, counts.n_denied, counts.n_changed)
    made = [record.versions.get(name) for name in ("program", "codebook", "models", "settings")]
    yield (*about, *sizes, *moves, record.revision, record.composed_at, *made)


STORIES = Table(
    "stories",
    "A row a story, as its record stands.",
    (
        Column("story", str, "id of the story"),
        Column("headline", str, "of one of its articles; null when none has one"),
        Column("first_published", str, "when the first of its articles was published (ISO 8601)"),
        Column("last_published", str, "when the last was"),
        Column("n_articles", int, "its articles; versions of one article are one article"),
        Column("n_publishers", int, "their publishers"),
        Column("n_origins", int, "upper bound: texts that all of it may rest on"),
        Column("n_statements", int, "statements: rows in `statements`"),
        Column("n_differ", int, "statements of which the articles give different answers"),
        Column("n_denied", int, "statements that somebody denies"),
        Column("n_changed", int, "statements of any kind that later reports put otherwise (`variation`: updated)"),
        Column("revision", int, "of the record: 1 is the first"),
        Column("composed_at", str, "when that revision was composed"),
        Column("program", str, "the version of onrecord that composed it"),
        Column("codebook", str, "the list of event types"),
        Column("models", str, "the language model"),
        Column("settings", str, "hash of all settings: two records with the same were made alike"),
    ),
    ("story",),
    _stories,
    ("headline",),
)


def _statements(told: Told) -> Iterator[Row]:
    claims = {claim.id: claim for claim in told.record.claims}
    for number, point in enumerate(told.record.points, 1):
        given = [claims[id_] for id_ in point.agreed.claims]
        best = _best(given, point.agreed.value, point.sentence)
        agreed = point.agreed
        about = (told.story, point.id, number, point.kind, point.subject, point.attribute, agreed.value)
        counts = (agreed.n_articles, agreed.n_publishers, agreed.n_origins, agreed.support, *_parties(agreed.said_by))
        more = (len(point.answers), point.variation, len(point.coverage), point.first_reported)
        context = (best.status, all(c.withdrawn_by for c in given), all(c.background for c in given))
        place = (point.sentence.article, point.sentence.start, point.sentence.end, told.words(point.sentence))
        yield (*about, *counts, *more, *context, *place, joined(point.related), point.reason)


def _best(claims: Sequence[Claim], value: str, sentence: Span) -> Claim:
    """The claim that stands in the sentence of a statement, else the first."""
    inside = (c for c in claims if c.article == sentence.article and sentence.start <= c.span.start < sentence.end)
    return next((c for c in inside if c.value == value), claims[0])


def _parties(parties: Sequence[Party]) -> tuple[str | None, str | None]:
    return joined(p.name for p in parties), joined(dict.fromkeys(name for p in parties for name in p.names))


STATEMENTS = Table(
    "statements",
    "A row a statement: what is said, wherever it is said. Counts are those of the leading answer.",
    (
        STORY,
        STATEMENT,
        Column("number", int, "its place in the record, by which `onrecord show --statement` opens it"),
        KIND,
        Column("subject", str, "of an event the actor, of a figure what is counted, of a quotation the speaker"),
        Column("attribute", str, "of an event its type and mode, of a figure its measure, of a quotation 'said'"),
        Column("value", str, "the leading answer: for an event its status, for others the words"),
        N_ARTICLES,
        N_PUBLISHERS,
        N_ORIGINS,
        SUPPORT,
        SAID_BY,
        SAID_BY_NAMES,
        Column("n_answers", int, "different answers: rows in `answers`"),
        Column("variation", str, "same, differs, updated, or disputed (somebody denies it)"),
        Column("n_coverage", int, "articles that tell it in any way"),
        Column("first_reported", str, "when the first of them was published"),
        STATUS,
        WITHDRAWN,
        Column("background", bool, "whether every article tells it as context, not as news"),
        ARTICLE,
        START,
        END,
        Column("text", str, "the sentence of its best wording"),
        Column("related", str, "ids of statements that are alike, not certain to be one"),
        REASON,
    ),
    ("story", "statement"),
    _statements,
    ("subject", "value", "text"),
)


def _answers(told: Told) -> Iterator[Row]:
    for point in told.record.points:
        for number, answer in enumerate(point.answers):
            counts = (answer.n_articles, answer.n_publishers, answer.n_origins, answer.support)
            yield (told.story, point.id, number, answer.value, *counts, *_parties(answer.said_by), len(answer.claims))


ANSWERS = Table(
    "answers",
    "A row a value that is given for a statement.",
    (
        STORY,
        STATEMENT,
        Column("answer", int, "its place among the answers of the statement, from 0"),
        Column("value", str, "what is answered"),
        N_ARTICLES,
        N_PUBLISHERS,
        N_ORIGINS,
        SUPPORT,
        SAID_BY,
        SAID_BY_NAMES,
        Column("n_claims", int, "claims that give it"),
    ),
    ("story", "statement", "answer"),
    _answers,
)


def _differences(told: Told) -> Iterator[Row]:
    for point in told.record.points:
        for number, found in enumerate(point.differences):
            yield (told.story, point.id, number, found.left, found.right, found.kind, found.reason)


DIFFERENCES = Table(
    "differences",
    "A row two answers to one question that are not the same.",
    (
        STORY,
        STATEMENT,
        Column("difference", int, "its place among the differences of the statement, from 0"),
        Column("left_answer", int, "the one answer (`answers.answer`)"),
        Column("right_answer", int, "the other"),
        Column("kind", str, "conflict, update, rounding, scope, status, attribution or wording"),
        REASON,
    ),
    ("story", "statement", "difference"),
    _differences,
)


def _claims(told: Told) -> Iterator[Row]:
    for claim in told.record.claims:
        place = (claim.article, claim.span.start, claim.span.end, told.words(claim.span))
        about = (claim.kind, claim.subject, claim.attribute, claim.value, claim.when, claim.reported, claim.status)
        origin = (claim.background, claim.withdrawn_by, claim.origin, claim.origin_evidence)
        word = (*told.said_by(claim.said_by), joined(claim.via), claim.basis)
        yield (told.story, claim.id, claim.point, *place, *about, *origin, *word, claim.reason)


CLAIMS = Table(
    "claims",
    "A row one article's telling of one statement.",
    (
        STORY,
        Column("claim", str, "id of the claim, unique within its story"),
        STATEMENT,
        ARTICLE,
        START,
        END,
        TEXT,
        KIND,
        Column("subject", str, "as in `statements`"),
        Column("attribute", str, "as in `statements`"),
        Column("value", str, "what this article answers"),
        Column("date", str, "when it happened, as told: a TIMEX3 value"),
        Column("reported", str, "when the article was published"),
        STATUS,
        Column("background", bool, "told as context, not as news"),
        Column("withdrawn_by", str, "id of the later version of the article that no longer says it"),
        Column("origin", str, "id of the text that these words are from (`origins`); null when unknown"),
        Column("origin_evidence", str, "credited, shared-text, own, presumed or unknown"),
        Column("said_by", str, "on whose word: the name; null is 'nobody named'"),
        Column("said_by_actor", str, "the same as an id in `actors`, where it is one"),
        Column("via", str, "who passed it on, in order"),
        Column("basis", str, "witnessed, told-to-outlet, public-statement, document, other-media or not-said"),
        REASON,
    ),
    ("story", "claim"),
    _claims,
    ("text", "value"),
)


STORY_TABLES: tuple[Table[Told], ...] = (STORIES, STATEMENTS, ANSWERS, DIFFERENCES, CLAIMS)

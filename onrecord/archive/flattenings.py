"""The flat tables of a record: statements, answers, claims, origins and copies of its latest revision."""

from collections.abc import Mapping

from onrecord.archive import nouns, summaries
from onrecord.archive.connections import Database
from onrecord.archive.encodings import encoded
from onrecord.schema import Answer, Claim, Point, Record
from onrecord.spans import overlap

_DERIVED = ("points", "answers", "claims", "origins", "copies")


def flatten(database: Database, record: Record) -> None:
    """The rows of a record, in place of those of its earlier revision."""
    story = record.story.id
    for table in _DERIVED:
        database.execute(f"DELETE FROM {table} WHERE story = ?", story)
    articles = {article.id: article for article in nouns.articles(database, _told(record))}
    texts = {id_: article.text for id_, article in articles.items()}
    for number, point in enumerate(record.points, 1):
        _keep_point(database, number, point, story, texts)
    keep_outcomes(database, record)
    for claim in record.claims:
        database.insert("claims", story, *_claim_row(claim, texts))
    for o in record.lineage.origins:
        flat = (o.kind, o.agency, o.publisher, o.original, encoded(o.articles), o.evidence, o.reason)
        database.insert("origins", story, o.id, *flat)
    for c in record.lineage.copies:
        database.insert("copies", story, c.article, c.original, c.agency, c.share, c.own_share, c.kind, c.reason)
    summaries.keep(database, record, [articles[id_] for id_ in record.story.articles if id_ in articles])
    summaries.keep_speakers(database, story)


def keep_outcomes(database: Database, record: Record) -> None:
    """Beside the statements of a record the status that their leading answer tells, and whether it was withdrawn."""
    claims = {claim.id: claim for claim in record.claims}
    rows = ((*_outcome(point, claims), record.story.id, point.id) for point in record.points)
    database.many("UPDATE points SET status = ?, withdrawn = ? WHERE story = ? AND id = ?", rows)


def _outcome(point: Point, claims: Mapping[str, Claim]) -> tuple[str, bool]:
    """The status in the best wording; withdrawn is what no article tells any more: later versions left it out."""
    told = [claims[id_] for id_ in point.agreed.claims]
    inside = (c for c in told if c.value == point.agreed.value and overlap(c.span, point.sentence))
    return next(inside, told[0]).status, all(claim.withdrawn_by for claim in told)


def _told(record: Record) -> set[str]:
    """The articles whose words a record tells."""
    claimed = {claim.span.article for claim in record.claims} | {point.sentence.article for point in record.points}
    return claimed.union(record.story.articles)


def _keep_point(database: Database, statement: int, point: Point, story: str, texts: Mapping[str, str]) -> None:
    at = point.sentence
    sentence = texts.get(at.article, "")[at.start : at.end]
    about = (point.id, story, point.kind, point.subject, point.attribute, sentence, at.article, at.start, at.end)
    counts = (point.agreed.n_articles, point.agreed.n_publishers, point.agreed.n_origins, point.agreed.support)
    tail = (point.variation, len(point.answers), *counts, point.first_reported, point.reason)
    number = database.insert("points", None, *about, *tail, statement, None, None).lastrowid
    values = " ".join(answer.value for answer in point.answers)
    database.insert("point_words (rowid, text, subject, value)", number, sentence, point.subject, values)
    for position, answer in enumerate(point.answers):
        database.insert("answers", story, point.id, position, *_answer_row(answer))


def _answer_row(answer: Answer) -> tuple[object, ...]:
    said_by = "; ".join(party.name for party in answer.said_by)
    return (answer.value, answer.n_articles, answer.n_publishers, answer.n_origins, said_by, answer.support)


def _claim_row(claim: Claim, texts: Mapping[str, str]) -> tuple[object, ...]:
    span = claim.span
    text = texts.get(span.article, "")[span.start : span.end]
    about = (claim.kind, claim.subject, claim.attribute, claim.value, claim.when, claim.reported, claim.status)
    origin = (claim.withdrawn_by, claim.origin, claim.origin_evidence, claim.said_by)
    tail = (", ".join(claim.via), claim.basis, claim.reason)
    return (claim.id, claim.point, claim.article, span.start, span.end, text, *about, *origin, *tail)

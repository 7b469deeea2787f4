"""Events: one row for each event of a story, with who tells it otherwise; what all event formats are written from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.archive import Archive
from onrecord.schema import Party as Voice
from onrecord.schema import Place, Point, Record, Span, Status, Variation
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.agreements import agreed, otherwise
from onrecord.serve.exports.archive_tables import Kept
from onrecord.serve.exports.days import Days, days
from onrecord.serve.exports.excerpts import Cut, whole
from onrecord.serve.exports.tellings import Party, Reading, Telling, When, is_web_address


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a story as the leading answer has it: `tellings` tell it so, `others` answer otherwise.

    Its details are those of `agreements.Agreed`, its `n_other_...` those of `agreements.Otherwise`. `best` is the best
    wording, in the sentence `sentence`; `said_by` are those on whose word it stands. `withdrawn`: no article tells it
    any more, so it is not to be counted.
    """

    id: str
    story: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    withdrawn: bool
    background: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    when: When | None
    days: Days
    n_articles: int
    n_publishers: int
    n_origins: int
    support: str
    said_by: tuple[Voice, ...]
    variation: Variation
    n_other_types: int
    n_other_actors: int
    n_other_recipients: int
    n_other_statuses: int
    n_other_days: int
    first_reported: str | None
    sentence: Span
    best: Telling
    tellings: tuple[Telling, ...]
    others: tuple[Telling, ...]
    reading: Reading
    composed_at: str | None
    versions: Mapping[str, str]

    @property
    def key(self) -> str:
        """What tells it from all other events of the archive: a point's id is its own within its story alone."""
        return f"{self.story}-{self.id}"

    def cut(self, *, with_text: bool) -> Cut:
        """How much may be told of the articles' words; an address often repeats a headline, and is told whole."""
        return whole if with_text else lambda words: words if is_web_address(words) else self.reading.excerpts(words)


def wanted_rows(wanted: Wanted, kept: Kept) -> Iterator[EventRow]:
    """The events of an export, story by story; `kept` notes each record on the way."""
    for story in wanted.stories():
        record = wanted.archive.record(story.id)
        kept.note(record)
        yield from _of_record(wanted.archive, record, background=wanted.background)


def event_rows(archive: Archive, story: str | None, *, background: bool = False) -> Iterator[EventRow]:
    """The events of an archive or of one story, in the order of their records; news only, unless background is asked.

    An event is background where every article of the leading answer tells it as background.
    """
    for record in [archive.record(story)] if story else archive.records():
        yield from _of_record(archive, record, background=background)


def _of_record(archive: Archive, record: Record, *, background: bool) -> Iterator[EventRow]:
    ids = record.story.articles
    reading = Reading(record, archive.articles(ids), archive.annotations(ids))
    for point in record.points:
        if point.kind == "event" and (row := _row(point, reading)) and (background or not row.background):
            yield row


def _row(point: Point, reading: Reading) -> EventRow:
    leads = set(point.agreed.claims)
    answers = [id_ for answer in point.answers for id_ in answer.claims]
    told = [reading.telling(reading.claims[id_]) for id_ in dict.fromkeys((*point.agreed.claims, *answers))]
    leading = [telling for telling in told if telling.claim.id in leads]
    best = _best(point, leading)
    ranked = [best, *(telling for telling in leading if telling is not best)]
    row = agreed(ranked, point.attribute.split()[0])
    status = best.claim.status
    other = otherwise(told, row, status)
    return EventRow(
        id=point.id,
        story=reading.record.story.id,
        type=row.type,
        mode=row.mode,
        contexts=row.contexts,
        status=status,
        withdrawn=all(telling.claim.withdrawn_by for telling in leading),
        background=all(telling.claim.background for telling in leading),
        actors=row.actors,
        recipients=row.recipients,
        place=row.place,
        when=row.when,
        days=days(row.when, point.first_reported),
        n_articles=point.agreed.n_articles,
        n_publishers=point.agreed.n_publishers,
        n_origins=point.agreed.n_origins,
        support=point.agreed.support,
        said_by=point.agreed.said_by,
        variation=point.variation,
        n_other_types=other.types,
        n_other_actors=other.actors,
        n_other_recipients=other.recipients,
        n_other_statuses=other.statuses,
        n_other_days=other.days,
        first_reported=point.first_reported,
        sentence=point.sentence,
        best=best,
        tellings=tuple(leading),
        others=tuple(telling for telling in told if telling.claim.id not in leads),
        reading=reading,
        composed_at=reading.record.composed_at,
        versions=reading.record.versions,
    )


def _best(point: Point, leading: Sequence[Telling]) -> Telling:
    """The telling whose sentence is shown: the point has its sentence, subject and value."""
    sentence, value = point.sentence, point.agreed.value
    return min(
        leading,
        key=lambda t: (
            t.event is None,
            not (t.article.id == sentence.article and sentence.start <= t.claim.span.start < sentence.end),
            (t.claim.subject, t.claim.attribute, t.claim.value) != (point.subject, point.attribute, value),
            t.claim.span,
        ),
    )

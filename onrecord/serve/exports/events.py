"""Events: one row for each event of a story, with who tells it otherwise; what all event formats are written from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.archive import Archive
from onrecord.schema import Party as Voice
from onrecord.schema import Place, Point, Span, Status, Variation
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.days import Days, days
from onrecord.serve.exports.excerpts import Cut, whole
from onrecord.serve.exports.tellings import Party, Reading, Telling, When

TOOK_PLACE = frozenset({"happened", "ongoing", "claimed"})
"""What an article tells as done or going on, be it on somebody's word only."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a story as the leading answer has it: `tellings` tell it so, `others` answer otherwise.

    Where tellings of the leading answer do not agree on a detail, the row takes what most known origins tell, then
    most articles, then the best wording. The `n_other_...` count the articles of the whole point that tell another
    type or mode, none of these actors or recipients, another status, a day that does not fit. `best` is the best
    wording; `said_by` are those on whose word it stands.
    """

    id: str
    story: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
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
        """How much may be told of the articles' words."""
        return whole if with_text else self.reading.excerpts


def wanted_rows(wanted: Wanted) -> Iterator[EventRow]:
    """The events of an export, story by story."""
    for story in wanted.stories():
        yield from event_rows(wanted.archive, story.id, background=wanted.background)


def event_rows(archive: Archive, story: str | None, *, background: bool = False) -> Iterator[EventRow]:
    """The events of an archive or of one story, in the order of their records; news only, unless background is asked.

    An event is background where every article of the leading answer tells it as background.
    """
    for record in [archive.record(story)] if story else archive.records():
        ids = record.story.articles
        reading = Reading(record, archive.articles(ids), archive.annotations(ids))
        for point in record.points:
            if point.kind == "event" and (row := _row(point, reading)) and (background or not row.background):
                yield row


def _row(point: Point, reading: Reading) -> EventRow:
    agreed = set(point.agreed.claims)
    answers = [id_ for answer in point.answers for id_ in answer.claims]
    told = [reading.telling(reading.claims[id_]) for id_ in dict.fromkeys((*point.agreed.claims, *answers))]
    leading = [telling for telling in told if telling.claim.id in agreed]
    best = _best(point, leading)
    ranked = [best, *(telling for telling in leading if telling is not best)]
    of_type = _leading(ranked, lambda t: t.event and (t.event.type, t.event.mode)) or best
    doers = _leading(ranked, lambda t: frozenset(p.key for p in t.actors)) or best
    done_to = _leading(ranked, lambda t: frozenset(p.key for p in t.recipients)) or best
    placed = _leading(ranked, lambda t: t.place and (t.place.name, t.place.geonameid)) or best
    timed = _leading(ranked, lambda t: t.when and (t.when.start, t.when.end, t.when.value)) or best
    status: Status = best.claim.status
    return EventRow(
        id=point.id,
        story=reading.record.story.id,
        type=of_type.event.type if of_type.event else point.attribute.split()[0],
        mode=of_type.event.mode if of_type.event else None,
        contexts=of_type.event.contexts if of_type.event else (),
        status=status,
        background=all(telling.claim.background for telling in leading),
        actors=doers.actors,
        recipients=done_to.recipients,
        place=placed.place,
        when=timed.when,
        days=days(timed.when, point.first_reported),
        n_articles=point.agreed.n_articles,
        n_publishers=point.agreed.n_publishers,
        n_origins=point.agreed.n_origins,
        support=point.agreed.support,
        said_by=point.agreed.said_by,
        variation=point.variation,
        n_other_types=_articles(told, lambda t: t.event is not None and not _same_type(t, of_type)),
        n_other_actors=_articles(told, lambda t: _strangers(t.actors, doers.actors)),
        n_other_recipients=_articles(told, lambda t: _strangers(t.recipients, done_to.recipients)),
        n_other_statuses=_articles(told, lambda t: _took_place(t.claim.status) != _took_place(status)),
        n_other_days=_articles(told, lambda t: _other_time(t.when, timed.when)),
        first_reported=point.first_reported,
        sentence=point.sentence,
        best=best,
        tellings=tuple(leading),
        others=tuple(telling for telling in told if telling.claim.id not in agreed),
        reading=reading,
        composed_at=reading.record.composed_at,
        versions=reading.record.versions,
    )


def _best(point: Point, leading: Sequence[Telling]) -> Telling:
    """The telling whose sentence is shown: the point has its sentence, subject and value."""
    sentence, agreed = point.sentence, point.agreed.value
    return min(
        leading,
        key=lambda t: (
            t.event is None,
            not (t.article.id == sentence.article and sentence.start <= t.claim.span.start < sentence.end),
            (t.claim.subject, t.claim.attribute, t.claim.value) != (point.subject, point.attribute, agreed),
            t.claim.span,
        ),
    )


Value = TypeVar("Value")


def _leading(told: Sequence[Telling], value: Callable[[Telling], Value | None]) -> Telling | None:
    """The first telling of the value that most known origins tell, then most articles; null where none tells one.

    A reprint does not decide. `told` begins with the best wording, whose value leads where all else is equal.
    """
    by_value: dict[Value, list[Telling]] = {}
    for telling in told:
        if found := value(telling):
            by_value.setdefault(found, []).append(telling)
    if not by_value:
        return None
    return max(by_value.values(), key=lambda group: (_count_origins(group), _count_articles(group)))[0]


def _count_origins(told: Sequence[Telling]) -> int:
    return len({t.claim.origin for t in told if t.claim.origin})


def _count_articles(told: Sequence[Telling]) -> int:
    return len({t.article.id for t in told})


def _articles(told: Sequence[Telling], otherwise: Callable[[Telling], bool]) -> int:
    """In how many articles a telling is otherwise; a version that was withdrawn tells nothing any more."""
    return len({t.article.id for t in told if not t.claim.withdrawn_by and otherwise(t)})


def _same_type(a: Telling, b: Telling) -> bool:
    """Whether two events are of one type, and of one mode where both tell one."""
    if a.event is None or b.event is None:
        return True
    return a.event.type == b.event.type and (a.event.mode == b.event.mode or not (a.event.mode and b.event.mode))


def _strangers(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Whether both sides are told and share nobody: who names only some of them does not tell otherwise."""
    return bool(a and b) and not {party.key for party in a} & {party.key for party in b}


def _took_place(status: Status) -> str:
    return "happened" if status in TOOK_PLACE else status


def _other_time(a: When | None, b: When | None) -> bool:
    """Whether two times cannot be one: "in May" and "on Tuesday, 14 May" can."""
    if a is None or b is None or a.value == b.value:
        return False
    apart = (a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start)
    return bool(apart)

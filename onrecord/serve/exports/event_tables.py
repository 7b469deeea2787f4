"""The table of events: a row an event of a story, as political scientists count them."""

from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.serve.exports import columns as of
from onrecord.serve.exports.columns import Column, Row, Table, joined
from onrecord.serve.exports.events import EventRow
from onrecord.serve.exports.tellings import Party

Events = Sequence[EventRow]


def _parties(parties: Sequence[Party]) -> tuple[str | None, ...]:
    """Their names, ids, countries and sectors, each in the same order; nothing stands as an empty part."""
    columns = zip(*((p.name, p.id or "", p.country or "", p.sector or "") for p in parties), strict=True)
    return tuple(map(joined, columns)) if parties else (None, None, None, None)


def _events(rows: Events) -> Iterator[Row]:
    for row in rows:
        what = (row.story, row.id, row.type, row.mode, joined(row.contexts), row.status)
        context = (row.withdrawn, row.background)
        who = (*_parties(row.actors), *_parties(row.recipients))
        at = row.place
        where = (at.name, at.latitude, at.longitude, at.country, at.geonameid, at.precision) if at else (None,) * 6
        first, last = (date.fromisoformat(d) if d else None for d in (row.days.first, row.days.last))
        when = (row.when.value if row.when else None, first, last, row.days.precision)
        names = joined(dict.fromkeys(name for party in row.said_by for name in party.names))
        counts = (row.n_articles, row.n_publishers, row.n_origins, row.support, joined(p.name for p in row.said_by))
        others = (row.n_other_types, row.n_other_actors, row.n_other_recipients, row.n_other_statuses, row.n_other_days)
        span = row.best.claim.span
        place = (span.article, span.start, span.end, row.best.article.text[span.start : span.end])
        made = [row.versions.get(name) for name in ("program", "codebook", "models", "settings")]
        told = (row.variation, *others, row.first_reported)
        yield (*what, *context, *who, *where, *when, *counts, names, *told, *place, *made)


def _side(name: str, who: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_name", str, f"{who}: names; several are one event, not one each"),
        Column(f"{name}_id", str, "their ids in `actors`, in the same order; empty where one is no known actor"),
        Column(f"{name}_country", str, "their countries (ISO 3166 alpha-3 or IGO), in the same order"),
        Column(f"{name}_sector", str, "their PLOVER sectors, in the same order"),
    )


EVENTS: Table[Events] = Table(
    "events",
    "A row an event of a story, in PLOVER's types: news, and what is told as context where that was asked for.",
    (
        of.STORY,
        Column("event", str, "id of the statement that is the event (`statements.statement`)"),
        Column("type", str, "PLOVER event type"),
        Column("mode", str, "PLOVER mode"),
        Column("contexts", str, "PLOVER contexts"),
        of.STATUS,
        of.WITHDRAWN,
        Column("background", bool, "told as context, not as news"),
        *_side("actor", "who did it"),
        *_side("recipient", "to whom"),
        Column("place", str, "where: name in GeoNames"),
        Column("latitude", float, "degrees, WGS 84"),
        Column("longitude", float, "degrees, WGS 84"),
        Column("country", str, "of the place, ISO 3166 alpha-3"),
        Column("geonameid", int, "of the place, in GeoNames"),
        Column("place_precision", str, "country, region, city or spot"),
        Column("date", str, "when, as told: a TIMEX3 value"),
        Column("first_day", date, "the first day that it may be; where none is told, that of the first report"),
        Column("last_day", date, "the last day that it may be"),
        Column("date_precision", str, "day, week, month, year, span, open, reported (no time is told) or none"),
        of.N_ARTICLES,
        of.N_PUBLISHERS,
        of.N_ORIGINS,
        of.SUPPORT,
        of.SAID_BY,
        of.SAID_BY_NAMES,
        Column("variation", str, "same, differs, updated, or disputed (somebody denies it)"),
        Column("n_other_types", int, "articles that tell another type or mode"),
        Column("n_other_actors", int, "articles that tell none of these actors, but others"),
        Column("n_other_recipients", int, "articles that tell none of these recipients, but others"),
        Column("n_other_statuses", int, "articles that tell another status"),
        Column("n_other_days", int, "articles that tell a day that does not fit"),
        Column("first_reported", str, "when the first article with it was published"),
        of.ARTICLE,
        of.START,
        of.END,
        Column("text", str, "the words of its best wording"),
        Column("program", str, "the version of onrecord that composed the record"),
        Column("codebook", str, "the list of event types"),
        Column("models", str, "the language model"),
        Column("settings", str, "hash of all settings"),
    ),
    ("story", "event"),
    _events,
    ("actor_name", "recipient_name", "text"),
)

"""POLECAT: the 40 columns of its yearly files, tab-separated with a header, and beside them what backs each event.

The columns have no place for whether an event took place. So a row is in them only where it is told as done or going
on; what is denied, requested, possible, still to come or withdrawn stands in `polecat.support.tsv` alone.
"""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.serve.exports import Wanted
from onrecord.serve.exports.archive_tables import Kept
from onrecord.serve.exports.cells import Sheet, Value, listed
from onrecord.serve.exports.codes import Coded, coded, us_state
from onrecord.serve.exports.denominators import write_denominator
from onrecord.serve.exports.events import EventRow, wanted_rows
from onrecord.serve.exports.supports import MADE_WITH, shortened, support_cells, support_sheet
from onrecord.serve.exports.tellings import Party
from onrecord.spans import text_of

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

_DAY = len("2024-05-14")


def write(wanted: Wanted) -> Mapping[str, int]:
    """`polecat.tsv`: the events. `polecat.support.tsv`: how well each is supported, how exact its day and place are.

    Beside them the denominator: articles by publisher and day.
    """
    kept = Kept(wanted.archive, wanted.story, wanted.with_text)
    with (
        Sheet(wanted.folder / "polecat.tsv", COLUMNS) as events,
        support_sheet(wanted, "polecat", "Event ID") as support,
    ):
        for row in wanted_rows(wanted, kept):
            codes, cut = coded(row), row.cut(with_text=wanted.with_text)
            if codes.done:
                events.write(shortened(_cells(row, codes), cut))
            support.write(support_cells(row, row.key, cut))
        written = {sheet.name: sheet.rows for sheet in (events, support)}
    return written | write_denominator(wanted, kept)


def _cells(row: EventRow, codes: Coded) -> Iterator[Value]:
    yield from (row.key, codes.days.day, codes.type, codes.mode, codes.score, codes.quad, listed(row.contexts))
    yield from _side(row.actors)
    yield from _side(row.recipients)
    yield from _where(row)
    article, read = row.best.article, row.reading.annotations[row.best.article.id]
    named = sorted({(actor.kind, actor.name) for actor in row.reading.cast(article.id)})
    yield from (article.publisher, (article.published or "")[:_DAY])
    yield listed(name for kind, name in named if kind == "person")
    yield listed(name for kind, name in named if kind == "organisation")
    yield listed(sorted({place.name for place in read.places}))
    yield from (article.language, "; ".join(f"{row.versions.get(name, '')}" for name in MADE_WITH))


def _side(parties: Sequence[Party]) -> Iterator[Value]:
    yield listed(party.name for party in parties)
    yield listed(party.country for party in parties)
    yield None
    yield parties[0].sector if parties else None
    yield listed(party.sector for party in parties)
    yield listed(", ".join(party.roles) for party in parties)
    yield listed(party.words for party in parties)
    yield None


def _where(row: EventRow) -> Iterator[Value]:
    place = row.place
    if place is None:
        yield from (None,) * 10
        return
    state = us_state(place.geonameid)[1]
    yield from (place.name, place.name if place.precision == "city" else None, None)
    yield state or (place.name if place.precision == "region" and place.country else None)
    yield from (place.country, place.latitude, place.longitude, place.geonameid)
    yield from (text_of(place.span, row.reading.articles[place.span.article].text), None)

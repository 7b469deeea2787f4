"""GDELT: the Events and Mentions tables of GDELT 2.0, tab-separated without a header, and beside them what backs each.

GDELT's columns have no place for whether an event took place. So a row is in them only where it is told as done or
going on; what is denied, requested, possible, still to come or withdrawn stands in `gdelt.support.tsv` alone. There
stands the count of origins too: a loader that gives its own names to 61 columns would shift them all by a 62nd.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from onrecord.schema import Place, Span, content_id
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.agreements import standing
from onrecord.serve.exports.archive_tables import Kept
from onrecord.serve.exports.cells import Sheet, Value
from onrecord.serve.exports.codes import Coded, cameo_country, cameo_root, cameo_type, coded, country, us_state
from onrecord.serve.exports.days import Days
from onrecord.serve.exports.denominators import write_denominator
from onrecord.serve.exports.events import EventRow, wanted_rows
from onrecord.serve.exports.supports import shortened, support_cells, support_sheet
from onrecord.serve.exports.tellings import Party, Telling, web_address

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO),
    *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The names of the 61 columns; the file itself has none, as there."""

MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
"""The names of the 16 columns."""

_WEB = 1
_NO_PLACE = (0, *(None,) * 7)
Sides = tuple[Party | None, Party | None]


def write(wanted: Wanted) -> Mapping[str, int]:
    """The events, their tellings (`onrecord.mentions.CSV`), and how well each is supported (`gdelt.support.tsv`).

    Beside them the denominator: articles by publisher and day.
    """
    kept = Kept(wanted.archive, wanted.story, wanted.with_text)
    with (
        Sheet(wanted.folder / "onrecord.export.CSV") as events,
        Sheet(wanted.folder / "onrecord.mentions.CSV") as mentions,
        support_sheet(wanted, "gdelt", EVENTS[0]) as support,
    ):
        for row in wanted_rows(wanted, kept):
            codes, cut = coded(row), row.cut(with_text=wanted.with_text)
            if codes.done:
                events.write(shortened(_event(row, codes), cut))
                for telling in standing(row.tellings):
                    mentions.write(_mention(row, telling))
            support.write(support_cells(row, number(row), cut))
        written = {sheet.name: sheet.rows for sheet in (events, mentions, support)}
    return written | write_denominator(wanted, kept)


def number(row: EventRow) -> int:
    """The event's number: it stays the same as long as the story and the statement keep their ids, which they do."""
    return int(content_id(row.story, row.id), 16)


def sides(row: EventRow) -> Sides:
    """The one actor on each side that GDELT has room for; of those who meet, the second is on the other side."""
    first, second = (next(iter(side), None) for side in (row.actors, row.recipients))
    if row.type == "CONSULT" and second is None and len(row.actors) > 1:
        second = row.actors[1]
    return first, second


def _event(row: EventRow, codes: Coded) -> Iterator[Value]:
    yield number(row)
    yield from _dates(codes.days)
    for party in sides(row):
        yield from _actor(party)
    yield any(map(_leads, standing(row.tellings)))
    yield from (None, None, cameo_root(codes.type, codes.mode), codes.quad, None)
    yield from (len(standing(row.tellings)), row.n_publishers, row.n_articles, None)
    yield from (*_NO_PLACE, *_NO_PLACE, *_geo(row.place))
    yield from (clock(row.composed_at), web_address(row.best.article))


def _dates(days: Days) -> Iterator[Value]:
    """Day, month, year and year with a fraction, each only where it is known; the fraction is GDELT's own rule."""
    day, month, year = days.day, days.month, days.year
    yield day.replace("-", "") if day else None
    yield month.replace("-", "") if month else None
    yield year
    yield f"{year}.{_fraction(day):04}" if day else None


def _fraction(day: str) -> int:
    """The part of the year that is over, in ten thousandths, a month counted as 30 days, as GDELT counts it.

    >>> _fraction("2024-01-01"), _fraction("2024-07-15"), _fraction("2024-12-31")
    (849, 6164, 9999)
    """
    return min(9999, round((int(day[5:7]) * 30 + int(day[8:10])) / 365 * 10_000))


def _actor(party: Party | None) -> Iterator[Value]:
    if party is None:
        yield from (None,) * len(_ACTOR)
        return
    nation = cameo_country(party.country)
    types = [code for code in ("IGO" if party.country == "IGO" else "", cameo_type(party.sector)) if code]
    yield from ("".join((nation, *types)), party.name, nation)
    yield from (None,) * 4
    yield from (*types, None, None, None)[:3]


def _geo(place: Place | None) -> tuple[Value, ...]:
    """Where it was: a country, a state of the USA, a town or landmark there, a town elsewhere, a region elsewhere."""
    if place is None or place.precision == "spot" or not place.country:
        return _NO_PLACE
    code, state = us_state(place.geonameid)
    nation = country(place.country)
    kind = _geo_type(place, is_state=bool(state) and place.precision == "region")
    parts = {1: (nation.name,), 2: (state, nation.name)}.get(kind, (place.name, state, nation.name))
    adm1 = f"US{code}" if code else None
    feature = {1: nation.fips, 2: adm1}.get(kind)
    return (kind, ", ".join(filter(None, parts)), nation.fips, adm1, None, place.latitude, place.longitude, feature)


def _geo_type(place: Place, *, is_state: bool) -> int:
    if place.precision == "country":
        return 1
    if place.country == "USA":
        return 2 if is_state else 3
    return 4 if place.precision == "city" else 5


def _mention(row: EventRow, telling: Telling) -> Iterator[Value]:
    article = telling.article
    first, second = sides(row)
    yield from (number(row), clock(row.composed_at), clock(article.published))
    address = web_address(article)
    yield from (_WEB if address else None, article.publisher, address or article.id, telling.sentence)
    yield offset(telling, _span(telling, first), first.words if first else "")
    yield offset(telling, _span(telling, second), second.words if second else "")
    action = row.best.event and row.best.article.text[row.best.event.span.start : row.best.event.span.end]
    yield offset(telling, telling.action, action or "")
    yield from (1, None, len(article.text), None, None, None)


def _span(telling: Telling, party: Party | None) -> Span | None:
    """The words of this telling for one who takes part."""
    named = (one.span for one in (*telling.actors, *telling.recipients) if party and one.key == party.key)
    return next(filter(None, named), None)


def offset(telling: Telling, span: Span | None, words: str) -> int:
    """Where words begin in the article's text, in code points; -1 where they do not stand there.

    In a telling that a shared passage carried over nothing was read: there the same words are looked for, and found
    when they stand there once.
    """
    if span is not None:
        return span.start
    claim = telling.claim.span
    told = telling.article.text[claim.start : claim.end]
    return claim.start + told.index(words) if telling.event is None and words and told.count(words) == 1 else -1


def _leads(telling: Telling) -> bool:
    """Whether it stands in the first paragraph of its article."""
    return "\n" not in telling.article.text[: telling.claim.span.start].lstrip()


def clock(moment: str | None) -> str:
    """A moment as fourteen digits in UTC; of a day without a time of day, its beginning.

    >>> clock("2024-05-14T08:30:00+02:00"), clock("2024-05-14"), clock(None)
    ('20240514063000', '20240514000000', '')
    """
    try:
        found = datetime.fromisoformat(moment or "")
    except ValueError:
        return ""
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y%m%d%H%M%S")

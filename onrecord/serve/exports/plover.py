"""PLOVER: one JSON object a line for each event, in the fields of the codebook, with those of ours beside them."""

import json
from collections.abc import Mapping
from typing import Any

from onrecord.schema import Article, Place
from onrecord.serve.exports import Wanted
from onrecord.serve.exports.anchors import cut_all
from onrecord.serve.exports.archive_tables import Kept
from onrecord.serve.exports.codes import Coded, coded, country, us_state
from onrecord.serve.exports.denominators import write_denominator
from onrecord.serve.exports.events import EventRow, wanted_rows
from onrecord.serve.exports.tellings import Party, Telling, web_address
from onrecord.serve.views.selectors import text_hash
from onrecord.spans import covers, text_of

Fields = dict[str, Any]

_RESOLUTION = {"country": 1, "region": 2, "city": 4, "spot": 5}
_SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
_HARMS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of which the dead, injured and arrested are the size."""


def write(wanted: Wanted) -> Mapping[str, int]:
    """`plover.jsonl`. Every field is in every line, null or empty where there is nothing: readers see one table.

    Beside it the denominator: articles by publisher and day.
    """
    count, kept = 0, Kept(wanted.archive, wanted.story, wanted.with_text)
    with (wanted.folder / "plover.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for row in wanted_rows(wanted, kept):
            fields = fields_of(row)
            if not wanted.with_text:
                fields = cut_all(fields | {"text": None}, row.cut(with_text=False))
            file.write(json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return {"plover.jsonl": count} | write_denominator(wanted, kept)


def fields_of(row: EventRow) -> Fields:
    """An event in PLOVER's fields, then in ours."""
    codes, best = coded(row), row.best
    days = codes.days
    composed = row.composed_at or ""
    return {
        "id": row.key,
        "date": days.first or days.last,
        "enddate": days.last if days.first != days.last else None,
        "actor": [_entity(party) for party in row.actors] or [_unknown()],
        "recipient": [_entity(party) for party in row.recipients],
        "event": [codes.type],
        "event_loc": _location(row.place, row) if row.place else None,
        "event_text": [text_of(best.claim.span, best.article.text)],
        "quad_code": codes.quad,
        "event_scale": codes.score,
        "mode": [*filter(None, [codes.mode]), *codes.auxiliary],
        "context": list(row.contexts),
        "size": _size(row),
        "link": row.story,
        "text": _sentence(row),
        "text_info": _text_info(best),
        "cite_info": _cite_info(best.article, row),
        "coder": row.versions.get("program"),
        "coded_date": composed[:10] or None,
        "coded_time": composed[11:] or None,
        "comment": _comment(row, codes),
        "date_precision": days.precision,
        **_support(row),
        "tellings": [_telling(telling, row) for telling in (*row.tellings, *row.others)],
    }


def _entity(party: Party) -> Fields:
    return {
        "code": party.country,
        "sector": party.sector,
        "entity_text": party.words,
        "identifier_id": party.id,
        "identifier_text": party.name,
        "office": ", ".join(party.roles) or None,
    }


def _unknown() -> Fields:
    """Who did it where nobody is named: the codebook asks for an actor, and has a sector for this one."""
    return dict.fromkeys(("code", "sector", "entity_text", "identifier_id", "identifier_text", "office")) | {
        "sector": "UNK"
    }


def _location(place: Place, row: EventRow) -> Fields:
    state = us_state(place.geonameid)[1] or (place.name if place.precision == "region" and place.country else None)
    return {
        "extracted_place": text_of(place.span, row.reading.articles[place.span.article].text),
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": place.name if place.precision == "city" else None,
        "province": state,
        "country": country(place.country).name or None,
        "country_code": place.country,
        "feature_class": {"city": "P", "country": "A"}.get(place.precision),
        "resolution": _RESOLUTION[place.precision],
    }


def _size(row: EventRow) -> Fields:
    """The dead, injured and arrested whom the clause of the event itself counts, where it tells one exact number."""
    found: Fields = dict.fromkeys(_SIZES.values())
    if row.type not in _HARMS or not coded(row).done:
        return found
    read = row.reading.annotations[row.best.article.id]
    inside = [figure for figure in read.figures if covers(row.best.claim.span, figure.span)]
    for measure, name in _SIZES.items():
        numbers = {figure.value for figure in inside if figure.measure == measure and figure.hedge == "exact"}
        if len(numbers) == 1 and (number := numbers.pop()) is not None:
            found[name] = int(number)
    return found


def _sentence(row: EventRow) -> str:
    return text_of(row.sentence, row.reading.articles[row.sentence.article].text)


def _text_info(telling: Telling) -> Fields:
    """Where the words are: the sentence counted from 1, the characters, and a hash of the text that they count in."""
    span = telling.claim.span
    hashed = text_hash(telling.article.text)
    return {"sequence": telling.sentence, "start": span.start, "end": span.end, "text_sha256": hashed}


def _cite_info(article: Article, row: EventRow) -> Fields:
    return {
        "citation": article.id,
        "url": web_address(article),
        "title": article.headline,
        "language": article.language,
        "publication": article.publisher,
        "published": article.published,
        "coder": row.versions.get("program"),
        "codebook": row.versions.get("codebook"),
    }


def _comment(row: EventRow, codes: Coded) -> str | None:
    dated = {
        "reported": "the date is that of the first report",
        "none": "no day is told, and the articles have no date",
        "open": "only one end of the time is told",
    }
    taken_back = "withdrawn: later versions of its articles left it out, so it has no score" if row.withdrawn else None
    return "; ".join(filter(None, (taken_back, dated.get(codes.days.precision)))) or None


def _support(row: EventRow) -> Fields:
    return {
        "type": row.type,
        "status": row.status,
        "withdrawn": row.withdrawn,
        "background": row.background,
        "when": {
            "timex": row.when.value if row.when else None,
            "first": row.days.first,
            "last": row.days.last,
            "precision": row.days.precision,
        },
        "place_precision": row.place.precision if row.place else None,
        "n_articles": row.n_articles,
        "n_publishers": row.n_publishers,
        "n_origins": row.n_origins,
        "support": row.support,
        "said_by": [{"id": party.id, "name": party.name, "names": list(party.names)} for party in row.said_by],
        "variation": row.variation,
        "n_other_types": row.n_other_types,
        "n_other_actors": row.n_other_actors,
        "n_other_recipients": row.n_other_recipients,
        "n_other_statuses": row.n_other_statuses,
        "n_other_days": row.n_other_days,
        "first_reported": row.first_reported,
        "versions": dict(row.versions),
    }


def _telling(telling: Telling, row: EventRow) -> Fields:
    """One article's telling: what it says of status and time, and where its words are."""
    claim = telling.claim
    return {
        "claim": claim.id,
        "leading": telling in row.tellings,
        "status": claim.status,
        "timex": claim.when,
        "origin": claim.origin,
        "origin_evidence": claim.origin_evidence,
        "withdrawn_by": claim.withdrawn_by,
        "text": text_of(claim.span, telling.article.text),
        "action": telling.action.start if telling.action else None,
        "actors": [party.span.start for party in telling.actors if party.span],
        "recipients": [party.span.start for party in telling.recipients if party.span],
        **_text_info(telling),
        **_cite_info(telling.article, row),
    }

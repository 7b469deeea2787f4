"""Places: towns, regions and countries where things happen, with coordinates, chosen by what else the article names."""

import math
from collections import Counter
from typing import TYPE_CHECKING

from onrecord import settings
from onrecord.extract import gazetteers, governments, toponyms
from onrecord.extract.readings import Reading
from onrecord.extract.toponyms import Toponym
from onrecord.schema import Mention, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = frozenset(["in", "at", "near", "outside", "around", "from", "to", "across", "inside", "within", "through",
                       "via", "toward", "towards", "into"])  # fmt: skip


def find(reading: Reading) -> None:
    """Fill `reading.places`: what follows in, at, from or to; a country or capital that acts is an actor, no place.

    >>> from onrecord import tokens
    >>> from onrecord.extract import actors, mentions
    >>> from onrecord.schema import Article
    >>> text = "Norway opened a school in Bergen. Envoys went to Birmingham, Alabama."
    >>> reading = Reading(Article("a", text), tokens.parse(text))
    >>> mentions.find(reading), actors.resolve(reading), find(reading)
    (None, None, None)
    >>> [(place.name, place.country, place.precision) for place in reading.places]
    [('Bergen', 'NOR', 'city'), ('Birmingham', 'USA', 'city'), ('Alabama', 'USA', 'region')]
    """
    named = [m for m in reading.mentions if m.kind == "place"]
    heads = {m.span: _head(reading, m) for m in named}
    countries, states = _context(reading)
    told: dict[str, str] = {}  # where a town is, as told at one of its mentions: "Moscow, *Idaho*"
    for mention in named:
        if (beside := _follows_comma(reading, mention)) is not None:
            told.setdefault(mention.name, beside)
    for mention in named:
        if not governments.stands_for_government(heads[mention.span]) or not _is_power(mention.name):
            place = _place(mention, heads[mention.span], told.get(mention.name), (countries, states))
            if place:
                reading.places.append(place)


def _head(reading: Reading, mention: Mention) -> "Token":
    span = reading.parse.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return span.root if span is not None else reading.parse[0]


def _is_power(name: str) -> bool:
    known = gazetteers.known_names().get(name)
    return known is not None and known.kind in {"country", "capital"}


def _context(reading: Reading) -> tuple["Counter[str]", "Counter[str]"]:
    """The countries that an article names, its people and capitals too, and the states of the USA."""
    countries: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for mention in reading.mentions:
        known = gazetteers.known_names().get(mention.name)
        if known and known.code != "IGO":
            countries[known.code] += 1
        state = toponyms.state_of().get(mention.name)
        if state and len(mention.name) > 2:
            states[state] += 1
            countries["USA"] += 1
    return countries, states


def _place(
    mention: Mention, head: "Token", beside: str | None, context: tuple["Counter[str]", "Counter[str]"]
) -> Place | None:
    name, span = mention.name, mention.span
    known = gazetteers.known_names().get(name)
    if known and known.kind == "country" and not (known.code == "GEO" and mention.actor is None):
        number = toponyms.country_geonameids().get(known.code)
        region = toponyms.regions().get(name)
        if region:
            return Place(span, name, region.latitude, region.longitude, region.country, None, "region")
        return Place(span, name, None, None, known.code, number, "country")
    region = toponyms.regions().get(name) or (None if known else toponyms.states().get(name) or _abbreviated(name))
    if region and not (name == "New York" or (beside is not None and toponyms.towns(name))):
        return Place(span, name, region.latitude, region.longitude, region.country, region.geonameid, "region")
    town = _town(name, beside, *context)
    if town:
        return Place(span, name, town.latitude, town.longitude, town.country, town.geonameid, "city")
    if head.dep_ == "pobj" and head.head.lower_ in _LOCATIVE and head.text[:1].isupper():
        return Place(span, name, None, None, _country_in(name), None, "spot")
    return None


def _abbreviated(name: str) -> Toponym | None:
    code = toponyms.state_of().get(name)
    return next((state for state in toponyms.states().values() if state.admin == code), None) if code else None


def _follows_comma(reading: Reading, mention: Mention) -> str | None:
    """The name after a comma that says where a town is: "Bergen, *Norway*", "Moscow, *Idaho*"."""
    text, end = reading.article.text, mention.span.end
    if text[end : end + 2] != ", ":
        return None
    return next((m.name for m in reading.mentions if m.span.start == end + 2 and m.kind == "place"), None)


def _town(name: str, beside: str | None, countries: "Counter[str]", states: "Counter[str]") -> Toponym | None:
    """The town of this name that fits best: the state or country beside it, then what the article names, then size."""
    real, code = toponyms.other_names().get(name, (name, None))
    known = gazetteers.known_names().get(name)
    capital = known.code if known and known.kind == "capital" else None
    found = [town for town in toponyms.towns(real) if code in {None, town.country}]
    if not found:
        return None
    state = toponyms.state_of().get(beside or "")
    country = gazetteers.known_names().get(beside or "")
    if state:
        found = [town for town in found if town.country == "USA" and town.admin == state] or found
    elif country:
        found = [town for town in found if town.country == country.code] or found
    elif capital:
        found = [town for town in found if town.country == capital] or found
    best = max(found, key=lambda town: (_fit(town, countries, states), -(town.geonameid or 0)))
    small = best.population < settings.EXTRACT_TOWN_POPULATION and " " not in name
    if small and not state and not country and not countries[best.country or ""]:
        return None
    return best


def _fit(town: Toponym, countries: "Counter[str]", states: "Counter[str]") -> float:
    fit = math.log10(max(town.population, 1))
    fit += 1.5 * (countries[town.country or ""] > 0) + 0.5 * (countries[town.country or ""] > 3)
    return fit + 1.5 * (town.country == "USA" and states[town.admin] > 0)


def _country_in(name: str) -> str | None:
    """The country of a spot that is named after its town: "Oslo Central Station"."""
    for start, _, known in gazetteers.known_in(name):
        if start == 0 and known.code != "IGO":
            return known.code
    first = name.split(maxsplit=1)[0]
    town = next(iter(toponyms.towns(first)), None)
    return town.country if town and town.population >= settings.EXTRACT_TOWN_POPULATION else None

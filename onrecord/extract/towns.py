"""Which town of a name is meant: by the state or country told beside it, by what else the article names, by size."""

import math
from collections import Counter
from typing import NamedTuple

from onrecord import settings, wordlists
from onrecord.extract import gazetteers, homes, toponyms
from onrecord.extract.readings import Reading
from onrecord.extract.toponyms import Toponym

_NAMED = 2


class Setting(NamedTuple):
    """How often an article names each country, and what speaks for each state of the USA: a town less than a name."""

    countries: "Counter[str]"
    states: "Counter[str]"


def setting(reading: Reading) -> Setting:
    """The countries that an article names, its people and capitals too, and those of its dateline and of towns that
    nobody takes for another; and the states of the USA.
    """
    countries: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for mention in reading.mentions:
        known = gazetteers.known_names().get(mention.name)
        if known and known.code != "IGO":
            countries[known.code] += 1
        state = toponyms.state_of().get(mention.name)
        if state and len(mention.name) > 2:
            states[state] += _NAMED
            countries["USA"] += 1
        elif mention.kind == "place" and not known:
            town = only(mention.name)
            countries[(town and town.country) or ""] += 1
            states[town.admin if town and town.country == "USA" else ""] += 1
    countries[homes.of_dateline(reading.article.dateline or "") or ""] += 1
    del countries[""], states[""]
    return Setting(countries, states)


def only(name: str) -> Toponym | None:
    """The town of a name that no other town of the name compares with in size.

    >>> [town and town.admin for town in map(only, ["Chicago", "Portland", "No Such Town"])]
    ['IL', None, None]
    """
    first, *others = *toponyms.towns(name), None
    if first is None or first.population < settings.EXTRACT_TOWN_POPULATION:
        return None
    second = others[0].population if others and others[0] else 0
    return first if second * settings.EXTRACT_HOME_TOWNS < first.population else None


def town(name: str, beside: str | None, around: Setting) -> Toponym | None:
    """The town of this name that fits best; none where the state or country beside it has no town of the name.

    >>> around = Setting(Counter(), Counter())
    >>> [(found.country, found.admin) for found in [town("Moscow", None, around), town("Moscow", "Idaho", around)]]
    [('RUS', '48'), ('USA', 'ID')]
    >>> town("Moscow", "Kansas", around)
    """
    found = _called(name)
    state, country = toponyms.state_of().get(beside or ""), gazetteers.known_names().get(beside or "")
    if state:
        found = [town for town in found if town.country == "USA" and town.admin == state]
    elif country and country.kind != "organisation":
        found = [town for town in found if town.country == country.code]
    else:
        found = _in_its_country(name, found)
    if not found:
        return None
    best = max(found, key=lambda town: (_fit(town, name, around), -(town.geonameid or 0)))
    word = " " not in name and name.lower() in wordlists.words("plain_words")
    small = best.population < settings.EXTRACT_TOWN_POPULATION or word
    return None if small and not state and not country and not around.countries[best.country or ""] else best


def _called(name: str) -> list[Toponym]:
    """The towns of a name, also of the name that GeoNames has for it."""
    real, code = toponyms.other_names().get(name, (name, None))
    if real == name:
        return list(toponyms.towns(name))
    return [*(town for town in toponyms.towns(real) if code in {None, town.country}), *toponyms.towns(name)]


def _in_its_country(name: str, found: list[Toponym]) -> list[Toponym]:
    """A capital is that of its country, where no other place is told beside it."""
    known = gazetteers.known_names().get(name)
    capital = known.code if known and known.kind == "capital" and not known.shared else None
    return [town for town in found if capital in {None, town.country}] or found


def _fit(town: Toponym, name: str, around: Setting) -> float:
    named = around.countries[town.country or ""]
    known = gazetteers.known_names().get(name)
    capital = known is not None and known.kind == "capital" and known.code == town.country
    first = toponyms.other_names().get(name) == (name, town.country)  # Venice is Italy's for papers of the USA too
    known_for = first + math.log10(max(town.population, 1)) + math.log10(max(town.fame, 1))
    state = around.states[town.admin] if town.country == "USA" else 0
    return known_for + 1.5 * (named > 0) + 0.5 * (named > 3) + (capital and named > 0) + 1.2 * min(1.0, state / _NAMED)

"""The country that an article is about: that of its dateline and of most of its names, or none."""

import re
from collections import Counter

from onrecord import settings
from onrecord.extract import gazetteers, toponyms
from onrecord.extract.casts import Cast

_TOWN = re.compile(r"^[^,(\d—–-]+")


def country(cast: Cast) -> str | None:
    """The code of the country, if it is clear; of an article on two countries, wherever it was written, it is not.

    >>> from onrecord import tokens
    >>> from onrecord.extract import mentions
    >>> from onrecord.extract.readings import Reading
    >>> from onrecord.schema import Article
    >>> def home(text, dateline=None):
    ...     reading = Reading(Article("a", text, dateline=dateline), tokens.parse(text))
    ...     mentions.find(reading)
    ...     return country(Cast(reading))
    >>> home("The minister resigned.", "ACCRA"), home("Togo answered Ghana. Togo protested.", "ACCRA")
    ('GHA', None)
    """
    dateline = of_dateline(cast.reading.article.dateline or "")
    named = cast.codes + _by_states_and_bodies(cast)
    counts = [pair for pair in named.most_common() if pair[0] not in {"IGO", dateline}]
    here = named[dateline] if dateline else 0
    most = counts[0][1] if counts else 0
    if dateline:
        return dateline if most * settings.EXTRACT_HOME_SHARE <= here else None
    second = counts[1][1] if len(counts) > 1 else 0
    return counts[0][0] if most > 1 and second * settings.EXTRACT_HOME_SHARE <= most else None


def _by_states_and_bodies(cast: Cast) -> "Counter[str]":
    """Countries by what is theirs alone: the states of the USA, the listed bodies of a country."""
    found: Counter[str] = Counter()
    for mention in cast.mentions:
        known = gazetteers.known_names().get(mention.name)
        if known is not None and known.kind == "organisation":
            found[known.code] += 1
        elif known is None and mention.name in toponyms.states():
            found["USA"] += 1
    return found


def of_dateline(dateline: str) -> str | None:
    """The country of a dateline: one that it names, or that of its town, if no other town of the name compares.

    >>> of_dateline("BRAGA, Portugal"), of_dateline("OSLO"), of_dateline("COIMBRA, Feb 6"), of_dateline("SPRINGFIELD")
    ('PRT', 'NOR', 'PRT', None)
    """
    known = [k for _, _, k in gazetteers.known_in(dateline.title()) if k.kind != "organisation" and not k.shared]
    if known:
        return known[-1].code
    head = _TOWN.match(dateline)
    towns = toponyms.towns(head.group().strip().title()) if head else ()
    others = [town for town in towns if town.country != towns[0].country]
    alone = not others or others[0].population * settings.EXTRACT_HOME_TOWNS < towns[0].population
    return towns[0].country if towns and alone and towns[0].country != "USA" else None

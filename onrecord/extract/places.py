"""Places: towns, regions and countries where things happen, with coordinates, chosen by what else the article names."""

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord import settings, wordlists
from onrecord.extract import gazetteers, governments, toponyms, towns
from onrecord.extract.readings import Reading
from onrecord.schema import Mention, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINS = wordlists.group("name_words", "joins_a_place")
_AT = wordlists.group("name_words", "is_at_a_place")
_TOWN_NOUNS = wordlists.group("name_words", "kind_of_town")
_OF = wordlists.group("name_words", "before_a_whole")
_LISTING = wordlists.group("name_words", "joins_names") | {",", "&"}
_LONGEST_LINK = 7
_TOWNS_TOO = wordlists.group("name_words", "state_and_town")
_SHOUTED = 4
_INSIDE = frozenset({"compound", "nmod", "amod"})
_ROADS = wordlists.group("name_words", "kind_of_road")
_QUARTERS = wordlists.group("name_words", "part_of_a_town")

Whole = tuple[float | None, float | None, str | None, int | None, Literal["country", "region"]]


class _Around(NamedTuple):
    """What stands beside a name."""

    after: str | None  # behind a comma: "Bergen, *Norway*"
    before: str | None  # in front of a comma: "*Bergen*, Norway"
    is_listed: bool  # "Bergen, *Norway* and Togo"
    among_states: bool  # "in *New York*, Texas and Ohio"


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
    around = _surroundings(reading, named)
    setting = towns.setting(reading)
    told: dict[str, str] = {}  # where a town is, as told at one of its mentions: "Moscow, *Idaho*"
    for mention, beside in zip(named, around, strict=True):
        if beside.after is not None and not beside.is_listed:
            told.setdefault(mention.name, beside.after)
    for mention, beside in zip(named, around, strict=True):
        head = _head(reading, mention)
        if not _is_power(mention.name) or not _only_acts(head):
            place = _place(mention, head, beside._replace(after=beside.after or told.get(mention.name)), setting)
            if place:
                reading.places.append(place)


def _head(reading: Reading, mention: Mention) -> "Token":
    span = reading.parse.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return span.root if span is not None else reading.parse[0]


def _is_power(name: str) -> bool:
    """Whether a name stands for who rules there as well: of a country, a capital, a region, a state."""
    known = gazetteers.known_names().get(name)
    listed = known is not None and known.kind in {"country", "capital"}
    return listed or name in toponyms.regions() or name in toponyms.state_of()


def _only_acts(head: "Token") -> bool:
    """Whether a name only acts, or tells whose something is: "*Togo* agreed", "the *Ohio* governor", "D-*N.Y.*"."""
    first = head
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    if first.dep_ in _INSIDE and first.head.i > first.i:
        noun = first.head.lower_
        return noun not in wordlists.words("city_nouns") and noun not in wordlists.words("place_ends")
    before = head.doc[head.i - 1].text if head.i else ""
    return before == "-" or governments.stands_for_government(head)


def _surroundings(reading: Reading, named: list[Mention]) -> list[_Around]:
    """What stands beside each place."""
    text = reading.article.text
    names = [m.name for m in named]
    gaps = [text[a.span.end : b.span.start] for a, b in pairwise(named)]
    found = []
    for i, name in enumerate(names):
        left, right = gaps[i - 1] if i else "", gaps[i] if i < len(gaps) else ""
        behind = gaps[i + 1] if i + 1 < len(gaps) else ""
        beside = [names[i - 1] if _links(left) else "", names[i + 1] if _links(right) else ""]
        listed = _links(left) or (_links(right) and _links(behind))
        state = name in toponyms.states()
        found.append(
            _Around(
                names[i + 1] if right == ", " and not (listed and state) else None,
                names[i - 1] if left == ", " else None,
                listed,
                any(other in toponyms.states() and other not in _TOWNS_TOO for other in beside),
            )
        )
    return found


def _links(words: str) -> bool:
    """Whether only a comma, "and" or both stand between two names."""
    return len(words) < _LONGEST_LINK and bool(words) and set(words.replace(",", " , ").split()) <= _LISTING


def _place(mention: Mention, head: "Token", beside: _Around, setting: towns.Setting) -> Place | None:
    name, span = _spelled(mention.name), mention.span
    whole = None if _is_called_town(name, head, setting) else _whole(name, mention, beside, setting)
    if whole:
        return Place(span, name, *whole)
    after = beside.after
    town = towns.town(name, after, setting)
    if town is None and after and (beside.is_listed or (after not in toponyms.state_of() and towns.only(name))):
        after, town = None, towns.town(name, None, setting)  # "in Oslo, Togo and Ghana", "in Chicago, Togo said"
    if town is None and not after and name.split()[0].lower() in _QUARTERS:
        town = towns.town(name.partition(" ")[2], None, setting)
    if town:
        return Place(span, name, town.latitude, town.longitude, town.country, town.geonameid, "city")
    if after or _is_spot(name, head):
        return Place(span, name, None, None, _country_of(name, after), None, "spot")
    return None


def _spelled(name: str) -> str:
    """A name as it stands within a text: of the dateline "BERGEN, Norway" Bergen.

    >>> _spelled("BERGEN"), _spelled("N.M."), _spelled("UAE")
    ('Bergen', 'N.M.', 'UAE')
    """
    shouted = name.isupper() and sum(map(str.isalpha, name)) >= _SHOUTED
    return name.title() if shouted and name not in gazetteers.known_names() else name


def _is_called_town(name: str, head: "Token", setting: towns.Setting) -> bool:
    """Whether the name of a country is that of a town here: "the city of *Norway*, Maine", not its largest city."""
    of = head.head if head.dep_ == "pobj" and head.head.lower_ in _OF else None
    if of is None or of.head.lower_ not in _TOWN_NOUNS or any(child.tag_ == "JJS" for child in of.head.children):
        return False
    return any(setting.countries[town.country or ""] for town in toponyms.towns(name))


def _whole(name: str, mention: Mention, beside: _Around, setting: towns.Setting) -> Whole | None:
    """A country, a region or a state; none for a town that is called like it."""
    known, region, state = gazetteers.known_names().get(name), toponyms.regions().get(name), _state(name)
    is_country = known is not None and known.kind == "country" and not (state and mention.actor is None)
    if region is None and is_country and known:
        return None, None, known.code, toponyms.country_geonameids().get(known.code), "country"
    if region is None and state:
        is_town = beside.after is not None and towns.town(name, beside.after, setting) is not None
        region = None if is_town or (name in _TOWNS_TOO and not _is_state(name, beside, setting)) else state
    if region is None:
        return None
    return region.latitude, region.longitude, region.country, region.geonameid, "region"


def _is_state(name: str, beside: _Around, setting: towns.Setting) -> bool:
    """Whether New York is the state: "in Texas, *New York* and Ohio", "in Ithaca, *New York*"."""
    return beside.among_states or (beside.before is not None and towns.town(beside.before, name, setting) is not None)


def _state(name: str) -> toponyms.Toponym | None:
    code = toponyms.state_of().get(name)
    return toponyms.states_by_code().get(code) if code else None


def _is_spot(name: str, head: "Token") -> bool:
    """Whether something is at an unlisted name; money comes from persons too."""
    if head.dep_ != "pobj" or not head.text[:1].isupper():
        return False
    return head.head.lower_ in (_JOINS if " " in name else _AT)


def _country_of(name: str, after: str | None) -> str | None:
    """The country of a spot: of what stands behind it, else of the town that it is named after."""
    known = gazetteers.known_names().get(after or "")
    if after is None and name.rsplit(maxsplit=1)[-1].lower() in _ROADS:
        return None  # "Norway Avenue" is anywhere
    if after in toponyms.state_of():
        return "USA"
    return known.code if known and known.kind == "country" else _country_in(name)


def _country_in(name: str) -> str | None:
    """The country of a spot that is named after its town: "Oslo Central Station"."""
    for start, _, known in gazetteers.known_in(name):
        if start == 0 and known.code != "IGO":
            return known.code
    first = name.split(maxsplit=1)[0]
    town = next(iter(toponyms.towns(first)), None)
    return town.country if town and town.population >= settings.EXTRACT_TOWN_POPULATION else None

"""One kind for one name in an article, by all that it was taken for; and countries that play a match as teams."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from onrecord import settings, wordlists
from onrecord.extract import gazetteers, sightings, toponyms
from onrecord.extract.entities import Name
from onrecord.schema import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INITIALS = re.compile(r"^(?:[A-Z]{2}|(?:[A-Z]\.){1,3})$")
_ACRONYM = re.compile(r"^[B-DF-HJ-NP-TV-XZ]{3,5}$")
_NAMESAKES = wordlists.group("name_words", "land_or_person")
_AT_PLACES = wordlists.group("name_words", "team_or_place")
_BODY_ENDS = wordlists.group("name_words", "ends_a_body")
_FIRMS = wordlists.group("name_words", "kind_of_firm")
_KIN = [[word] for word in sorted(wordlists.group("name_words", "told_of_surnames"))]
_AGES = wordlists.group("name_words", "ends_an_age")
_OF = wordlists.group("name_words", "joins_a_body")
_WHOLE = wordlists.group("name_words", "before_a_whole")
_AGAINST = wordlists.group("name_words", "plays_against")


def settle(parse: "Doc", names: list[Name], words: list[str]) -> list[Name]:
    """One kind for one name in an article: by the list, by its last word, by a first name, else by the majority."""
    votes = _votes(parse, names, words)
    ends = {part for text in votes if len(parts := text.split()) in {2, 3} for part in (parts[0], parts[-1])}
    alone = _alone(parse, words, ends)
    kinds = {text: kind_of(text, votes[text]) for text in sorted(votes)}
    where = {_text(parse, name) for name in names if _is_where(parse, name)}
    at = {_text(parse, n) for n in names if (head := parse[n.start : n.end].root).dep_ == "pobj" and _is_at(head.head)}
    for text, kind in sorted(kinds.items()):
        if kind == "place" and text not in where and " " not in text and not _is_listed_place(text):
            kinds[text] = "organisation"  # "*Foxel* promised jobs", of which nothing is ever in, at or near
    for text, kind in sorted(kinds.items()):
        if kind == "organisation" and _is_called_by_its_end(text, alone):
            kinds[text] = "person"
    _settle_bodies(kinds, at)
    _settle_people(kinds)
    return [name._replace(kind=kinds[_text(parse, name)]) for name in names]


def _votes(parse: "Doc", names: list[Name], words: list[str]) -> dict[str, "Counter[MentionKind]"]:
    """How often each name was taken for each kind; what stands beside it weighs more."""
    votes: dict[str, Counter[MentionKind]] = {}
    for name in names:
        text = _text(parse, name)
        votes.setdefault(text, Counter())[name.kind] += 1
        if words[name.end : name.end + 1] == [","] and "".join(words[name.end + 1 : name.end + 2]) in toponyms.states():
            votes[text]["place"] += 9  # "Springfield, Oregon"
        elif name.kind == "place" and not _is_power(text) and words[name.end : name.end + 1] in _KIN:
            votes[text]["person"] += 9  # "the *Okoro* family"
        elif told := _told_before(parse, name, words):
            votes[text][told] += 9
    return votes


def _settle_bodies(kinds: dict[str, MentionKind], at: set[str]) -> None:
    """Bodies that other names of the article show to be persons, or that something is at."""
    surnames = {text for text, kind in kinds.items() if kind == "person" and " " not in text}
    for text, kind in sorted(kinds.items()):
        if kind == "organisation" and _is_full_name_of(text.split(), surnames):
            kinds[text] = "person"  # "Sunniva Okoro" of whom it says "Ms. *Okoro*"
        elif kind == "organisation" and _is_site(text.split()[-1].lower()) and text in at:
            kinds[text] = "place"  # "in the *Presidential Palace*"


def _settle_people(kinds: dict[str, MentionKind]) -> None:
    """A name is a person's where a full name has it; one word that none has is a town of a country that is named."""
    full = [
        text.split()
        for text, kind in kinds.items()
        if kind == "person" and " " in text and _WHOLE.isdisjoint(text.split())
    ]
    people = {parts[0] for parts in full} | {parts[-1] for parts in full}
    countries = {known.code for text in kinds if (known := gazetteers.known_names().get(text))}
    for text, kind in sorted(kinds.items()):
        if text in people and _may_be_person(text):
            kinds[text] = "person"
        elif kind == "person" and (_is_town(text, countries) or kinds.get(text.upper()) == "place"):
            kinds[text] = "place"


def _is_power(text: str) -> bool:
    known = gazetteers.known_names().get(text)
    return known is not None and known.kind in {"country", "capital"}


def _told_before(parse: "Doc", name: Name, words: list[str]) -> MentionKind | None:
    """The kind that the words before a name tell: "34-year-old *Ana Roy*", "founder of *Foxel*", "the firm *Foxel*"."""
    before, text = words[max(0, name.start - 2) : name.start], _text(parse, name)
    if len(before) < 2 or _is_listed_place(text):
        return None
    if before[-1] in _AGES and before[0] == "-":
        return "person"
    roles = gazetteers.roles()
    if name.kind == "organisation" and " " not in text and before[-1].istitle() and sightings.opens_name(before[-1]):
        return None if _is_body_noun(text.lower()) else "person"  # "Vice President *Tveit*"
    if name.kind == "person" and before[-1] in _FIRMS:
        return "organisation"
    if name.kind == "place" and before[-1] in _OF and (role := roles.get(before[0])):
        return "organisation" if role.kind == "holder" and role.sector == "BUS" else None
    role = roles.get(before[-1])
    is_body = role is not None and role.kind in {"body", "name"} and not role.plural
    return "organisation" if name.kind == "place" and is_body and before[-1].islower() else None


def _is_at(prep: "Token") -> bool:
    return prep.lower_ in _AT_PLACES


def _is_full_name_of(parts: list[str], surnames: set[str]) -> bool:
    """Whether words are a first name and one of the surnames."""
    plain = wordlists.words("plain_words")
    return (
        len(parts) in {2, 3}
        and parts[-1] in surnames
        and all(part.istitle() and part.lower() not in plain for part in parts)
        and not _is_listed_place(parts[0])
        and not _is_body_noun(parts[-1].lower())
    )


def _is_where(parse: "Doc", name: Name) -> bool:
    """Whether something is there: "in *Rafel*", "*Rafel*, Norway", "the town of *Rafel*"."""
    head = parse[name.start : name.end].root
    beside = parse[name.end : name.end + 1].text == "," or parse[name.start - 1 : name.start].text == ","
    acts = head.dep_ in {"nsubj", "poss", "agent", "dobj", "nsubjpass", "compound"}
    return beside or not acts


def _is_listed_place(text: str) -> bool:
    listed = gazetteers.known_names().get(text)
    known = text in toponyms.regions() or text in toponyms.states() or text in toponyms.other_names()
    return listed is not None or known or text in toponyms.state_of() or bool(toponyms.towns(text))


def _may_be_person(text: str) -> bool:
    """Whether a listed name is a person's where a full name has it: "Jordan", "Finn", "Steve *Forbes*"."""
    listed = gazetteers.known_names().get(text)
    if listed is None or text in _NAMESAKES or listed.kind in {"capital", "nationality"}:
        return True
    return listed.sector in {"BUS", "JRN", "EDU"}


def _alone(parse: "Doc", words: list[str], ends: set[str]) -> "Counter[str]":
    """How often names stand by themselves, no word with a capital beside them: those of `ends`."""
    found: Counter[str] = Counter()
    for i, word in enumerate(words):
        if word in ends and not "".join(words[i + 1 : i + 2])[:1].isupper():
            first = i == 0 or words[i - 1].isspace() or bool(parse[i].is_sent_start)
            found[word] += (first or not words[i - 1][:1].isupper()) and parse[i].tag_ in {"NNP", "NNPS"}
    return found


def _is_called_by_its_end(text: str, alone: "Counter[str]") -> bool:
    """Whether a name is called by its last word and not by its first: "Sondre Tveit ... Tveit", no body is."""
    parts, plain = text.split(), wordlists.words("plain_words")
    return (
        len(parts) in {2, 3}
        and text not in gazetteers.known_names()
        and all(part[:1].isupper() and part[1:].islower() and part.lower() not in plain for part in parts)
        and parts[-1].lower() not in wordlists.words("name_ends") | wordlists.words("place_ends")
        and not _is_body_noun(parts[-1].lower())
        and parts[0] not in gazetteers.known_names()
        and alone[parts[-1]] >= 2
        and not alone[parts[0]]
    )


def _text(parse: "Doc", name: Name) -> str:
    return parse[name.start : name.end].text


def kind_of(text: str, votes: "Counter[MentionKind]") -> MentionKind:
    """What a name names, from the kinds that it was taken for.

    >>> kind_of("Fjord Ministry", Counter(["person"])), kind_of("Ana Roy", Counter(["organisation"]))
    ('organisation', 'person')
    """
    parts = text.split()
    majority = min(votes, key=lambda kind: (-votes[kind], kind))
    known = gazetteers.known_names().get(text)
    if known and not (known.kind == "nationality" and votes["person"] > votes["nationality"]):
        return listed_kind(known)
    if text in toponyms.regions() and majority == "organisation":
        return "place"
    if text in wordlists.table("agencies") or text in wordlists.words("photo_houses"):
        return "organisation"
    return _kind_of_word(text, majority) if len(parts) == 1 else _kind_of_run(parts, majority)


def _kind_of_run(parts: list[str], majority: MentionKind) -> MentionKind:
    """What a name of several words names: by its last word, else by its first."""
    last = parts[-1].lower()
    if parts[-1] in wordlists.words("teams") or (majority in {"person", "organisation"} and _is_body_noun(last)):
        return "organisation"
    if majority == "organisation" and last in wordlists.words("place_ends") and _WHOLE.isdisjoint(parts):
        return "place"
    if majority == "place" and (last in _BODY_ENDS or (_ACRONYM.match(parts[0]) and not _is_site(last))):
        return "organisation"  # "she left the *Fjord Inquirer*", "the title of the *NFC North*"
    short = len(parts) < 4 and majority in {"organisation", "place"} and last not in wordlists.words("name_ends")
    return "person" if short and _starts_person(parts) else majority


def _is_site(last: str) -> bool:
    return last in wordlists.words("place_ends") or last in wordlists.group("name_words", "ends_a_site")


def _kind_of_word(text: str, majority: MentionKind) -> MentionKind:
    """What one word names: capitals are a body, a leader's surname a person."""
    if majority in {"place", "person"} and text in wordlists.words("teams"):
        return "organisation"
    if majority == "person" and text.isupper() and len(text) > 2:
        return "organisation"
    surname = gazetteers.plain(text).lower()
    leader = any(surname == leader.surname.lower() and not leader.common for leader in gazetteers.leaders())
    return "person" if leader else majority


def _starts_person(parts: list[str]) -> bool:
    first = parts[0].title() if parts[0].isupper() and len(parts[0]) > 2 else parts[0]
    initials = len(parts) == 2 and _INITIALS.match(parts[0]) and parts[1].istitle()
    return first in wordlists.words("first_names") or bool(initials)


def listed_kind(known: gazetteers.Known) -> MentionKind:
    """The kind of a listed name."""
    if known.kind == "nationality":
        return "nationality"
    return "organisation" if known.kind == "organisation" else "place"


def _is_body_noun(word: str) -> bool:
    role = gazetteers.roles().get(word)
    return word in {"ministry", "trust", "inc.", "corp."} or (
        role is not None and role.kind in {"body", "name"} and not role.plural
    )


def _is_town(text: str, countries: set[str]) -> bool:
    """Whether one word that no full name has is a town of a country that the article names, rather than a person."""
    if " " in text or text in wordlists.words("first_names"):
        return False
    town = next(iter(toponyms.towns(text)), None)
    return (
        town is not None and town.country in countries - {"USA"} and town.population >= settings.EXTRACT_TOWN_NOT_PERSON
    )


def with_teams(parse: "Doc", names: list[Name], words: list[str]) -> list[Name]:
    """In a report on a match a country that plays is a team, no place and no government: "*Kenya* beat *Togo*"."""
    match = _is_match(words)
    return [
        name._replace(kind="organisation") if (match and _plays(parse, name)) or _meets(name, words) else name
        for name in names
    ]


def _meets(name: Name, words: list[str]) -> bool:
    """Whether it is one side of a match or a case: "the *Togo* versus Kenya match"."""
    beside = [words[name.end : name.end + 1], words[max(0, name.start - 1) : name.start]]
    return name.kind == "place" and any(word in _AGAINST for side in beside for word in side)


def _is_match(words: list[str]) -> bool:
    """Whether an article tells of sport: of its words, some are those of match reports, of several kinds."""
    seen = Counter(word for word in map(str.lower, words) if word in wordlists.words("sport_words"))
    return len(seen) >= settings.EXTRACT_SPORT_WORDS and seen.total() * settings.EXTRACT_SPORT_EVERY >= len(words)


def _plays(parse: "Doc", name: Name) -> bool:
    known = gazetteers.known_names().get(_text(parse, name))
    if name.kind != "place" or known is None or known.kind != "country":
        return False
    head = parse[name.start : name.end].root
    after = parse[name.end : name.end + 1].text
    return not (head.dep_ == "pobj" and head.head.lower_ in _AT_PLACES) and after not in {",", "'s", "’s"}

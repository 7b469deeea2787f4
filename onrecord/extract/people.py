"""Persons: one actor for "Ana Roy", "Mrs. Roy" and "Minister Roy", with the roles that stand beside the name."""

import re
from typing import NamedTuple

from onrecord import wordlists
from onrecord.extract import bodies, gazetteers, leaders, toponyms
from onrecord.extract.casts import Cast, Draft
from onrecord.schema import content_id

_INITIAL = re.compile(r"^[A-Z]\.?$|^(?:Jr|Sr|II|III|IV)\.?$")
_SEAT = re.compile(r"^,? ?\(?[DRI] ?- ?[A-Z]")
_THE = wordlists.group("name_words", "definite_article")
_HEADS = wordlists.group("name_words", "heads_a_land")
_EX = tuple(sorted(wordlists.group("name_words", "begins_a_past_office")))
_SPOKES = tuple(sorted(wordlists.group("name_words", "begins_a_spokesman")))
_POSSESSIVES = frozenset({"’s", "'s"})
_BEFORE = wordlists.group("name_words", "joins_a_title") | _POSSESSIVES | {"-", "&", "'", "’"} | leaders.PAST
_EDGES = wordlists.group("name_words", "edge_of_a_title") | _POSSESSIVES | {"-"}
_INSIDE = frozenset({"compound", "amod", "poss", "nmod"})
_OFFICE_PARTS = wordlists.group("name_words", "part_of_an_office")
_TOWARDS = wordlists.group("name_words", "towards_another")
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
_OF_ANOTHER = wordlists.group("name_words", "opens_who_is_served")
_PROLONGS = wordlists.group("name_words", "prolongs_a_role")
_SPEAKS_FOR = wordlists.group("name_words", "opens_whom_one_speaks_for")
_OFFICE_ENDS = wordlists.group("name_words", "ends_a_role") | {",", ".", ")", "(", "–", "—", ";", ":", "\n"}


class Full(NamedTuple):
    """A full name: its words without initials, and its gender where the first name tells it."""

    words: tuple[str, ...]
    gender: str


def resolve(cast: Cast) -> None:
    """Give every person an actor, then the roles beside the names."""
    people = [n for n, mention in enumerate(cast.mentions) if mention.kind == "person"]
    titles = {n: _title_start(cast, n) for n in people}
    fulls = _full_names(cast, people)
    named: dict[tuple[str, ...], list[int]] = {}
    for n in people:
        words = _words(cast.mentions[n].name)
        fitting = _fitting(words, _gender(cast, n, titles[n]), fulls) if words else []
        full = _first(cast, n, fitting, named)
        key = full.words if full else words
        named.setdefault(key, []).append(n)
        _link(cast, n, full, key, titles[n])
    for n in people:
        _add_title(cast, n, titles[n])
    for n in people:
        _add_apposition(cast, n)
        _add_seat(cast, n)
    leaders.resolve(cast)


def _words(name: str) -> tuple[str, ...]:
    words = name.replace("’", "'").split()
    kept = tuple(word.strip(".,'") for word in words if not _INITIAL.match(word))
    return kept or tuple(words)


def _full_names(cast: Cast, people: list[int]) -> list[Full]:
    """The names of two words and more, in the order of the text."""
    found: dict[tuple[str, ...], Full] = {}
    for n in people:
        words = _words(cast.mentions[n].name)
        if len(words) > 1:
            gender = wordlists.table("first_names").get(words[0], "")
            found.setdefault(words, Full(words, gender))
    return list(found.values())


def _fitting(words: tuple[str, ...], gender: str, fulls: list[Full]) -> list[Full]:
    """The full names that a name may stand for: same ends, a surname, else a first name."""
    found = [f for f in fulls if _fits(words, f.words) and not (gender and f.gender and gender != f.gender)]
    by_surname = [f for f in found if len(words) == 1 and f.words[-1] == words[0]]
    same = [f for f in found if f.words == words]
    return same or by_surname or found


def _first(cast: Cast, n: int, fitting: list[Full], named: dict[tuple[str, ...], list[int]]) -> Full | None:
    """Of two with one surname the listed leader, else who was just named, else who is named most, or first."""
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    leaders_ = {leader.name for leader in gazetteers.leaders()}

    def prominence(full: Full) -> tuple[bool, bool, int]:
        before = named.get(full.words, [])
        just = bool(before) and cast.seats[n].sentence - cast.seats[before[-1]].sentence <= 1
        return " ".join(full.words) in leaders_, just, before[-1] if just else len(before)

    return max(fitting, key=prominence)


def _fits(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name may stand for a full one.

    >>> _fits(("Roy",), ("Ana", "Roy")), _fits(("Ole", "Roy"), ("Ana", "Roy"))
    (True, False)
    """
    if len(words) == 1:
        return words[0] in (full[0], full[-1]) or full[-1].endswith("-" + words[0])
    return words == full or words == full[-len(words) :] or (words[0] == full[0] and words[-1] == full[-1])


def _gender(cast: Cast, n: int, title_start: int) -> str:
    titles = wordlists.table("titles")
    for i in range(title_start, cast.seats[n].start):
        word = cast.parse[i].text
        if word in titles:
            return titles[word]
        role = gazetteers.roles().get(word.lower())
        if role and role.gender:
            return role.gender
    return ""


def _link(cast: Cast, n: int, full: Full | None, key: tuple[str, ...], title_start: int) -> None:
    name = " ".join(key)
    gender = _gender(cast, n, title_start) or (full.gender if full else wordlists.table("first_names").get(key[0], ""))
    name = gazetteers.leader_name(name)
    leader = _leader_called(cast, n, name, title_start)
    if leader:
        name, gender = leader.name, gender or wordlists.table("first_names").get(leader.name.split()[0], "")
    draft = cast.draft(Draft(content_id("person", name.casefold()), name, "person", gender=gender))
    draft.gender = draft.gender or gender
    cast.link(n, draft.id)


def _leader_called(cast: Cast, n: int, name: str, title_start: int) -> gazetteers.Leader | None:
    """The leader whom a surname alone names: an uncommon one, or a common one after a title, in office about then."""
    titled = any(cast.parse[i].text.lower() in _HEADS for i in range(title_start, cast.seats[n].start))
    surname = gazetteers.plain(name)
    found = {
        leader.name: leader
        for leader in gazetteers.leaders()
        if leader.surname == surname
        and (titled or not leader.common)
        and (cast.year is None or leader.first - 8 <= cast.year <= leader.last + 8)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _title_start(cast: Cast, n: int) -> int:
    """The token where the title before a name starts ("his *Ghanaian envoy and ally* Kofi Boateng"), else the name."""
    parse, start = cast.parse, cast.seats[n].start
    i = found = start
    while i > 0 and start - i < 10:
        word = parse[i - 1]
        if _is_office(word.text):
            found = i - 1
        elif word.text in _OF_ANOTHER and found < start and _opens_title(parse[i].text):
            break  # "the envoy of President Roy" is not Roy; the Secretary of State is
        elif found < start and (word.text in leaders.PAST or i - 1 in cast.named or word.lower_ in bodies.words()):
            found = i - 1
        elif not (word.text in _BEFORE or i - 1 in cast.named or (word.dep_ in _INSIDE and word.text[0].islower())):
            break
        i -= 1
    return found


def _is_office(word: str) -> bool:
    role = gazetteers.roles().get(word) or gazetteers.roles().get(word.lower())
    if word in wordlists.words("titles") or word in _OFFICE_PARTS or _is_field(word):
        return True
    return role is not None and role.kind == "holder" and not role.plural


def _opens_title(word: str) -> bool:
    return (_is_office(word) and not _is_field(word)) or word in leaders.PAST - {"-"}


def _is_field(word: str) -> bool:
    return word.istitle() and word.lower() in wordlists.words("portfolios")


def _add_title(cast: Cast, n: int, start: int) -> None:
    seat = cast.seats[n]
    if start < seat.start:
        words = [cast.parse[i] for i in range(start, seat.start)]
        while words and (words[0].text in _EDGES or words[0].tag_ == "PRP$"):
            words = words[1:]
        if words:
            _add_role(cast, n, words[0].i, seat.start)


def _add_role(cast: Cast, n: int, start: int, end: int) -> None:
    """The role in the tokens `start` to `end` becomes the person's, with the country or body that is named in it."""
    text = cast.parse[start:end].text.strip()
    role = _role_in(text)
    if role is None or role.plural:  # "Ana Roy, ministers say": they are not Roy
        return
    (id_,) = cast.links[n]
    draft = cast.drafts[id_]
    if text not in draft.roles:
        draft.roles.append(text)
    draft.gender = draft.gender or role.gender
    past = text.split()[0] in leaders.PAST or text.lower().startswith(_EX)
    country, body = _employers(cast, id_, start, end)
    body = body or bodies.of_title(cast, start, end)
    if body and body.sector == "PTY" and role.sector in _OFFICES:  # "Republican governor": the office, not the party
        country, body = country or Draft("", "", "country", body.country), None
    employer = body or country
    draft.country = draft.country or (employer.country if employer else None)
    draft.sector = draft.sector or (body.sector if body else None) or role.sector
    if body and not past and _speaks_for(role, body):
        draft.party = draft.party or body.party or body.id
    elif country and country.id and not body and role.speaks and not past:
        draft.party = draft.party or country.id


def _speaks_for(role: gazetteers.Role, body: Draft) -> bool:
    """A minister, a spokesman or an owner speaks for the body; an expert, a member or a candidate for nobody else."""
    if role.sector == "LEG":
        return False
    return bodies.speaks(role) or (role.sector == "BUS" and body.sector in {"BUS", None})


def _employers(cast: Cast, person: str, start: int, end: int) -> tuple[Draft | None, Draft | None]:
    """The country and the body in a role: of "Norwegian envoy to Togo" Norway, of "head of the Red Ribbon" the body."""
    found: dict[str, Draft] = {}
    spokesman = any(token.lower_.startswith(_SPOKES) for token in cast.parse[start:end])
    for m in cast.mentions_between(start, end):
        at = cast.seats[m].start
        at -= at - 1 > start and cast.parse[at - 1].lower_ in _THE
        before = cast.parse[at - 1].lower_ if at > start else ""
        towards = before in _TOWARDS and not (before in _SPEAKS_FOR and spokesman)
        if towards or cast.mentions[m].kind in {"pronoun", "role"}:
            continue
        ids = cast.links[m]
        if cast.mentions[m].kind == "organisation" and bodies.is_town(cast.mentions[m].name):
            continue
        if len(ids) == 1 and ids[0] != person:
            found.setdefault(cast.drafts[ids[0]].kind, cast.drafts[ids[0]])
        elif cast.mentions[m].name in toponyms.states():
            found.setdefault("state", Draft("", "", "country", "USA"))
    if (served := found.get("person")) and served.country:  # "President Roy's adviser" is of his country
        found.setdefault("served", Draft(served.party or "", "", "country", served.country))
    role = _role_in(cast.parse[start:end].text)
    served = found.get("served") if role and role.speaks else None
    return found.get("country") or found.get("state") or served, found.get("organisation")


def _role_in(text: str) -> gazetteers.Role | None:
    """The role that heads a title or an apposition: the last one before "of", "for" or "at".

    >>> _role_in("Norwegian Foreign Minister").noun, _role_in("director of the Fjord Institute").noun
    ('foreign minister', 'director')
    """
    roles = gazetteers.roles()
    words = re.split(r" (?:of|for|at|in|and|to) ", text)[0].split()
    whole = text.casefold().split()
    for length in (3, 2, 1):
        for at in range(len(whole) - length + 1):
            phrase = " ".join(whole[at : at + length])
            if length > 1 and phrase in roles:
                return roles[phrase]
    return next(
        (
            roles[w.casefold()] if w.casefold() in roles else roles[w]
            for w in reversed(words)
            if w.casefold() in roles or w in roles
        ),
        None,
    )


def _add_seat(cast: Cast, n: int) -> None:
    """A member of the US Congress is told by party and state: "Sen. Ana Roy, *D-Calif.*", "Rep. Ole Moe (*R-La.*)"."""
    end = cast.seats[n].end
    after = cast.parse[end : end + 4].text
    if _SEAT.match(after):
        draft = cast.drafts[cast.links[n][0]]
        draft.country, draft.sector = draft.country or "USA", draft.sector or "LEG"


def _add_apposition(cast: Cast, n: int) -> None:
    """The role after a name, "Ana Roy, director of the Fjord Institute", or before it, "its director, Ana Roy"."""
    parse, seat = cast.parse, cast.seats[n]
    if seat.end + 1 < len(parse) and parse[seat.end].text == ",":
        for m in cast.mentions_between(seat.end + 1, min(seat.end + 9, len(parse))):
            if cast.mentions[m].kind == "role" and not cast.links[m] and cast.seats[m].start == seat.end + 1:
                end = _phrase_end(cast, m)
                if end >= len(parse) or parse[end].text in _OFFICE_ENDS or parse[end].is_space:
                    cast.link(m, *cast.links[n])
                    _add_role(cast, n, _without_article(cast, cast.seats[m].start), end)
                break
    _add_apposition_before(cast, n)
    if parse[seat.end : seat.end + 4].text.replace(" ", "") == ",whospeaksfor":
        _add_speaker_for(cast, n, seat.end + 4)


def _add_speaker_for(cast: Cast, n: int, start: int) -> None:
    """Ana Roy, who speaks for *the dockers' union*."""
    draft = cast.drafts[cast.links[n][0]]
    country, body = _employers(cast, draft.id, start, start + 5)
    body = body or country or bodies.named(cast, start, start + 5)
    if body:
        draft.party = draft.party or body.party or body.id


def _add_apposition_before(cast: Cast, n: int) -> None:
    parse = cast.parse
    start = cast.seats[n].start
    while start > 0 and parse[start - 1].text in wordlists.words("titles"):
        start -= 1
    if start < 2 or parse[start - 1].text != ",":
        return
    for m in cast.mentions_between(max(0, start - 12), start - 1):
        if cast.mentions[m].kind != "role" or cast.links[m] or _phrase_end(cast, m) != start - 1:
            continue
        role_head, name_head = cast.head(m), cast.head(n)
        starts = bool(parse[cast.seats[m].start].is_sent_start)
        ends = cast.seats[n].end == len(parse) or not parse[cast.seats[n].end].text[0].isalnum()
        if starts or ends or name_head.dep_ == "appos" or role_head.head.i == name_head.i:
            cast.link(m, *cast.links[n])
            _add_role(cast, n, _without_article(cast, cast.seats[m].start), start - 1)
            break  # in "a spokesman for the Ghanaian government, Kofi Roy" the government is not Roy


def _without_article(cast: Cast, start: int) -> int:
    return start + (cast.parse[start].dep_ == "det" or cast.parse[start].tag_ == "PRP$")


def _phrase_end(cast: Cast, m: int) -> int:
    """Where a role with the phrase after it ends: "director | of the Fjord Institute | , said"."""
    parse, end = cast.parse, cast.seats[m].end
    if end < len(parse) and parse[end].lower_ in _PROLONGS:
        at = end + 1
        while (
            at < len(parse)
            and at < end + 10
            and parse[at].text not in _OFFICE_ENDS
            and parse[at].pos_ not in {"VERB", "AUX"}
        ):
            at += 1
        return at
    return end

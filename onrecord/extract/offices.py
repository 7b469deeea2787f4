"""Offices, bodies and groups named by a noun: "the Norwegian president", "the ministry", "officials in Oslo"."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord import settings, tokens, wordlists
from onrecord.extract import bodies, gazetteers, governments, pairs
from onrecord.extract.casts import Cast, Draft, Seen, seen_since
from onrecord.extract.nominals import LANDS
from onrecord.schema import content_id

_DEFINITE = wordlists.group("name_words", "definite")
_INDEFINITE = wordlists.group("name_words", "indefinite")
_PARTS = wordlists.group("name_words", "part_of_a_group")
_NOBODIES = wordlists.group("name_words", "too_vague_for_a_group")
_NARROWS = wordlists.group("name_words", "narrows_a_group")
_SIDES = wordlists.group("name_words", "side_of_the_world")
_SPEECH = wordlists.group("name_words", "says")
_OWN_TRADES = frozenset({"JRN", "BUS", "PTY"})  # a White House reporter is of the press
_THE = wordlists.group("name_words", "definite_article")
_POINTS = wordlists.group("name_words", "points_to_one")
_LISTS = wordlists.group("name_words", "adds_a_name") | {","}
_WHOLE = wordlists.group("name_words", "before_a_whole")
_BESIDE = wordlists.group("name_words", "joins_a_role")
_SERVES = wordlists.group("name_words", "joins_a_speaker")
_PAST = wordlists.group("name_words", "past_office")
_ONE_OF_TWO = wordlists.group("name_words", "one_of_two")
_COUNTERPART = wordlists.group("name_words", "met_by_his_like")
_CALLED_PREMIER = wordlists.group("name_words", "called_head_of_a_government")
_PREMIER = wordlists.group("name_words", "head_of_a_government")
_POWERS = wordlists.group("name_words", "power_of_a_land")
_WHOLE_POWERS = wordlists.group("name_words", "whole_power_of_a_land")
_LOOSE = wordlists.group("name_words", "body_of_any_kind")


class Phrase(NamedTuple):
    """A role mention: its words in lower case, the role that heads it, the countries and the body it belongs to."""

    n: int
    words: list[str]
    role: gazetteers.Role
    codes: list[str]
    body: Draft | None

    @property
    def plain(self) -> bool:
        """Whether nothing but an article stands before the noun."""
        return len(self.words) == 1 + len(self.role.noun.split())


def resolve(cast: Cast, n: int, seen: Sequence[Seen]) -> None:
    """Link the role mention `n` to its actor, or to two; or leave it open."""
    seat = cast.seats[n]
    words = [cast.parse[i].text for i in range(seat.start, seat.end)]
    lower = [word.lower() for word in words]
    role = _role(words)
    if pairs.is_pair(lower):
        found = pairs.two(cast, n, seen, lower[-1])
    elif lower[-1] in LANDS:
        found = pairs.land(cast, n, seen)
    elif lower[-1] in _ONE_OF_TWO:
        found = pairs.latter(cast, n, seen, lower[-1])
    elif role is None or role.kind == "land":
        found = ()
    else:
        phrase = Phrase(n, lower, role, _codes(cast, n), _body_named(cast, n))
        found = _named_next(cast, n) or _of(cast, phrase, seen) or _group(cast, phrase) or _only_one(cast, phrase, seen)
    if found:
        cast.link(n, *found)


def _of(cast: Cast, phrase: Phrase, seen: Sequence[Seen]) -> tuple[str, ...]:
    """The actors of a role with what it belongs to; "the Ghanaian and Togolese envoys" are two."""
    role, found = phrase.role, None
    if role.kind == "holder" and (not role.plural or len(phrase.codes) > 1):
        each = [_holder(cast, phrase, code, seen) for code in (*phrase.codes, *([] if phrase.codes else [None]))]
        return tuple(dict.fromkeys(draft.id for draft in each if draft))
    if role.kind in {"body", "group"} and phrase.body is None:
        local = _local(cast, phrase, seen)
        if local is not None:
            return (local.id,)
    if phrase.codes:
        return tuple(dict.fromkeys(governments.office(cast, role, code).id for code in phrase.codes))
    if phrase.body is not None:
        found = _of_body(cast, role, phrase.body)
    elif role.kind == "body" and phrase.words[0] in _DEFINITE and phrase.plain:
        found = _body_before(cast, phrase.n, role, seen)
    return (found.id,) if found else ()


def _group(cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    """People of whom nobody is told: "Western leaders", "local officials", "residents"; never a part of them.

    They have a name and no country, so that two papers may be seen to tell of the same; nobody knows who they are.
    """
    seat, role = cast.seats[phrase.n], phrase.role
    nouns = role.noun.split()
    known = nouns[-1] in wordlists.words("unnamed_speakers") - _NOBODIES or nouns[0] in _SIDES
    part = any(t.tag_ in {"CD", "PRP$", "POS"} or t.lower_ in _PARTS for t in cast.parse[seat.start : seat.end])
    after = cast.parse[seat.end : seat.end + 1].text
    if role.kind != "group" or phrase.codes or phrase.body or part or not known or after in _NARROWS:
        return ()
    told = [t for t in cast.parse[seat.start : seat.end] if t.dep_ != "det" and t.text.isalpha() and t.tag_ != "PRP"]
    if len(told) > len(nouns) + 1:
        return ()
    return (group(cast, " ".join(t.text if t.pos_ == "PROPN" or t.lower_ in _SIDES else t.lower_ for t in told)).id,)


def group(cast: Cast, name: str) -> Draft:
    """A group that has its name from the words of the text."""
    return cast.draft(Draft(content_id("group", name.casefold()), name, "group"))


def _only_one(cast: Cast, phrase: Phrase, seen: Sequence[Seen]) -> tuple[str, ...]:
    """The only person in an article is "the goalkeeper" who speaks, if no goalkeeper was brought in before."""
    people = [d for d in cast.drafts.values() if d.kind == "person"]
    token = cast.head(phrase.n)
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in _SPEECH
    if len(people) != 1 or phrase.words[0] not in _THE or phrase.role.kind != "holder" or phrase.codes or not speaks:
        return ()
    (person,) = people
    other = any(t.lemma_.lower() == token.lemma_.lower() for t in cast.parse[: cast.seats[phrase.n].start])
    again = sum(person.id in s.ids for s in seen) > 1
    unlike = phrase.role.gender and person.gender and phrase.role.gender != person.gender
    if person.roles or other or unlike or not again or phrase.role.speaks:
        return ()
    return (person.id,)


def _role(words: list[str]) -> gazetteers.Role | None:
    roles = gazetteers.roles()
    for length in range(min(gazetteers.longest_role(), len(words)), 0, -1):
        text = " ".join(words[-length:])
        role = roles.get(text) or roles.get(text.lower())
        if role:
            return role
    return None


def _named_next(cast: Cast, n: int) -> tuple[str, ...]:
    """A role right before the name of a body is that body: "the militant group Hamas", "the news agency TASS".

    Another paper may call the body by that noun alone, so it is an alias.
    """
    seat = cast.seats[n]
    after = cast.at_start.get((seat.end, "organisation"))
    if after is None or not cast.links[after]:
        return ()
    called = bodies.name_of(cast, seat.start, seat.end)
    if called and cast.parse[seat.start].lower_ in _DEFINITE:
        cast.drafts[cast.links[after][0]].aliases[called] += 1
    return cast.links[after]


def _beside(cast: Cast, n: int) -> list[int]:
    """The mentions in a role phrase and right after its preposition: "officials in *Oslo*", "head of *Red Ribbon*"."""
    seat, parse = cast.seats[n], cast.parse
    found = [m for m in cast.mentions_between(seat.start, seat.end) if m != n]
    if seat.end + 1 < len(parse) and parse[seat.end].lower_ in _BESIDE:
        after = seat.end + 1 + (parse[seat.end + 1].lower_ in _THE)
        found += [
            m
            for kind in ("place", "organisation", "nationality")
            if (m := cast.at_start.get((after, kind))) is not None
        ]
    return found


def _codes(cast: Cast, n: int) -> list[str]:
    """The countries of a role phrase, the joined ones before it too: "the *Ghanaian* and *Togolese* envoys"."""
    codes = [code for m in _beside(cast, n) if (code := _code(cast, m))][:1]
    i = cast.seats[n].start - 1
    while i > 0:
        m = cast.at_start.get((i, "nationality"))
        joined = codes and cast.parse[i].lower_ in _LISTS
        if m is not None and (code := _code(cast, m)):
            codes.insert(0, code)
        elif not joined:
            break
        i -= 1
    return list(dict.fromkeys(codes))


def _code(cast: Cast, m: int) -> str | None:
    known = cast.known(m)
    if known and known.kind != "organisation":
        return known.code
    is_country = len(cast.links[m]) == 1 and cast.drafts[cast.links[m][0]].kind == "country"
    return cast.drafts[cast.links[m][0]].country if is_country and cast.mentions[m].kind == "pronoun" else None


def _body_named(cast: Cast, n: int) -> Draft | None:
    named = [cast.links[m][0] for m in _beside(cast, n) if len(cast.links[m]) == 1]
    return next((cast.drafts[id_] for id_ in named if cast.drafts[id_].kind == "organisation"), None)


def _holder(cast: Cast, phrase: Phrase, code: str | None, seen: Sequence[Seen]) -> Draft | None:
    """Who holds an office: a person whose roles say so, else the leader of that year, else the office itself."""
    words, role = phrase.words, phrase.role
    if words[0] in _INDEFINITE:
        return _somebody(cast, phrase, code)
    if code is None and phrase.body is None and words[0] not in _POINTS:
        return None
    past = any(word in _PAST for word in words)
    fitting = [draft for draft in cast.drafts.values() if _holds(draft, role, past, code)]
    if phrase.body:
        fitting = [draft for draft in fitting if draft.party in {phrase.body.id, phrase.body.party} - {None}]
    if code and not past and not any(draft.country == code for draft in fitting):
        fitting = [met] if (met := _counterpart(cast, code, role)) else fitting
    if fitting and role.sector != "CVL":
        ours = [draft for draft in fitting if code and draft.country == code] or fitting
        return ours[0] if len(ours) == 1 else _seen_last(ours, seen)
    if past:
        return None
    return (code and _leader(cast, role.noun, code)) or _somebody(cast, phrase, code)


def _seen_last(drafts: list[Draft], seen: Sequence[Seen]) -> Draft:
    by_id = {draft.id: draft for draft in sorted(drafts, key=lambda draft: draft.id)}
    found = next((id_ for s in reversed(seen) for id_ in sorted(s.ids, reverse=True) if id_ in by_id), max(by_id))
    return by_id[found]


def _holds(draft: Draft, role: gazetteers.Role, past: bool, code: str | None) -> bool:
    if draft.kind != "person" or (code and draft.country and draft.country != code):
        return False
    if role.gender and draft.gender and role.gender != draft.gender:
        return False
    titles = tuple(f"{role.noun} {of} " for of in _WHOLE)
    titled = not past and draft.name.casefold().startswith(titles)  # the Duchess of Aren
    return titled or any(_has_role(text, role.noun, past) for text in draft.roles)


def _somebody(cast: Cast, phrase: Phrase, code: str | None) -> Draft | None:
    """Nobody named, but somebody of a country or a body: "a Ghanaian diplomat", "a senior UN official"."""
    if code:
        return governments.office(cast, phrase.role, code)
    body = phrase.body or _body_of(cast, phrase)
    return _of_body(cast, phrase.role, body) if body and bodies.speaks(phrase.role) else None


def _body_of(cast: Cast, phrase: Phrase) -> Draft | None:
    """The body for which somebody unnamed speaks: "a *police* spokesman", "a spokeswoman for the *hospital*"."""
    seat, parse, end = cast.seats[phrase.n], cast.parse, cast.seats[phrase.n].end
    if end < len(parse) and parse[end].lower_ in _SERVES:
        end = next((i for i in range(end + 1, min(end + 8, len(parse))) if parse[i].pos_ == "NOUN"), end)
        while end < len(parse) and parse[end].dep_ == "compound":
            end += 1
        return bodies.named(cast, seat.start, min(end + 1, len(parse)))
    return bodies.named(cast, seat.start, seat.end)


def _counterpart(cast: Cast, code: str, role: gazetteers.Role) -> Draft | None:
    """The one person of a country who was only called a counterpart, by the office of whoever has it.

    "Foreign Minister Ole Roy met his Chadian counterpart Ana Moe": she is "the Chadian foreign minister".
    """
    named = [
        d
        for d in cast.drafts.values()
        if d.country == code and any(word in text for text in d.roles for word in _COUNTERPART)
    ]
    held = any(_has_role(text, role.noun, False) for d in cast.drafts.values() for text in d.roles)
    return named[0] if len(named) == 1 and held else None


def _has_role(text: str, noun: str, past: bool) -> bool:
    words = text.casefold().replace("-", " ").split()
    if past != any(word in _PAST for word in words):
        return False
    phrase = noun.replace("-", " ").split()
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words)))


def _leader(cast: Cast, noun: str, code: str) -> Draft | None:
    office = min(_PREMIER) if noun in _CALLED_PREMIER else noun
    for leader in gazetteers.leaders():
        if cast.year and leader.country == code and leader.office == office and leader.first < cast.year < leader.last:
            party = cast.country(code).id
            return cast.draft(
                Draft(content_id("person", leader.name.casefold()), leader.name, "person", code, "GOV", party)
            )
    return None


def _of_body(cast: Cast, role: gazetteers.Role, body: Draft) -> Draft:
    """People of a body: "Hamas fighters" and "UN officials" speak for it, "White House reporters" do not."""
    if role.kind == "body":
        return body  # "the news agency TASS", "the UN mission"
    noun = tokens.plural_of(role.noun) if role.plural and role.kind == "holder" else role.noun
    office = bodies.bodies().get(role.noun)
    if office and body.name.endswith(office.noun):  # the mayor of the mayor's office
        name = f"{body.name.removesuffix(office.noun)}{noun}"
    else:
        name = f"{bodies.without_article(body.name)} {noun}"
    party, sector = None, role.sector if role.sector in _OWN_TRADES else body.sector or role.sector
    if role.speaks or body.sector in {"REB", "UAF"}:
        party, sector = body.party or body.id, body.sector or role.sector
    return cast.draft(Draft(content_id("group", name.casefold()), name, "group", body.country, sector, party))


def _local(cast: Cast, phrase: Phrase, seen: Sequence[Seen]) -> Draft | None:
    """A body called by its noun, or its people: "the *fire brigade*", "Ghent *police*", "*firefighters*"."""
    seat, words = cast.seats[phrase.n], phrase.words
    term = bodies.term_in(cast, seat.start, seat.end)
    if term is None or term.end != seat.end or words[0] in _INDEFINITE:
        return None
    quantified = any(token.dep_ == "nummod" or token.tag_ == "CD" for token in cast.parse[seat.start : term.start])
    if term.body.kind == "head" or quantified or not (words[0] in _DEFINITE or bodies.is_one(cast, term)):
        return None
    if phrase.codes and len(phrase.role.noun.split()) > term.end - term.start:
        return None  # the Kenyan defence ministry is no Kenyan ministry
    definite = phrase.plain and words[0] in _DEFINITE
    if definite and phrase.role.kind == "body" and (found := _body_before(cast, phrase.n, phrase.role, seen)):
        return found
    return bodies.named(cast, seat.start, seat.end)


def _body_before(cast: Cast, n: int, role: gazetteers.Role, seen: Sequence[Seen]) -> Draft | None:
    """The last body of that noun ("the ministry"), else of that kind; "the government" of the only country near."""
    sentence = cast.seats[n].sentence
    near = [s for s in seen_since(seen, sentence - settings.EXTRACT_BODY_SENTENCES) if len(s.ids) == 1]
    if role.noun in _POWERS:
        lands = {s.ids[0] for s in near if cast.drafts[s.ids[0]].kind == "country" and sentence - s.sentence <= 1}
        return cast.drafts[min(lands)] if len(lands) == 1 and role.noun in _WHOLE_POWERS else None
    bodies = [s for s in near if cast.drafts[s.ids[0]].kind == "organisation"]
    same = [s for s in bodies if cast.drafts[s.ids[0]].name.casefold().split()[-1] == role.noun]
    kind = [s for s in bodies if cast.drafts[s.ids[0]].sector == role.sector]
    loose = bodies if role.noun in _LOOSE else []
    for found in (same, kind, loose):
        if found:
            return cast.drafts[max(found, key=lambda s: (s.sentence + 0.5 * s.weight, s.head)).ids[0]]
    return None

"""Offices, bodies and groups named by a noun: "the Norwegian president", "the ministry", "officials in Oslo", "the two men"."""

from collections.abc import Sequence

from onrecord import settings
from onrecord.extract import gazetteers, governments
from onrecord.extract.casts import Cast, Draft, Seen
from onrecord.extract.nominals import LANDS, PAIRS
from onrecord.schema import content_id

_COUNTRIES = frozenset({"countries", "nations", "sides", "states", "governments", "powers", "neighbours", "neighbors", "capitals",
                        "economies", "superpowers", "allies"})  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their"})
_PAST = frozenset({"former", "ex", "late", "outgoing", "ousted"})


def resolve(cast: Cast, n: int, seen: Sequence[Seen]) -> None:
    """Link the role mention `n` to its actor, or to two; or leave it open."""
    seat = cast.seats[n]
    words = [cast.parse[i].text for i in range(seat.start, seat.end)]
    lower = [word.lower() for word in words]
    if _is_pair(lower):
        cast.link(n, *_two(cast, n, seen, lower[-1]))
        return
    if lower[-1] in LANDS:
        cast.link(n, *_land(cast, n, seen))
        return
    if lower[-1] in {"latter", "former"}:
        cast.link(n, *_latter(cast, n, seen, lower[-1]))
        return
    if _names_next(cast, n):
        return
    role = _role(words)
    if role is None or role.kind == "land":
        return
    code, body = _belongs_to(cast, n)
    found: Draft | None = None
    if role.kind == "holder" and not role.plural:
        found = _holder(cast, n, role, code, seen, lower)
    elif body is not None and code is None:
        found = _of_body(cast, role, body)
    elif code:
        found = governments.office(cast, role, code)
    elif role.kind == "body" and lower[0] in _DEFINITE and len(words) == 1 + len(role.noun.split()):
        found = _body_before(cast, n, role, seen)
    if found:
        cast.link(n, found.id)


def _role(words: list[str]) -> gazetteers.Role | None:
    roles = gazetteers.roles()
    for length in range(min(gazetteers.longest_role(), len(words)), 0, -1):
        text = " ".join(words[-length:])
        role = roles.get(text) or roles.get(text.lower())
        if role:
            return role
    return None


def _is_pair(lower: list[str]) -> bool:
    if lower[-1] == "two":
        return True
    return (
        ("two" in lower or lower[0] == "both")
        and any(word in PAIRS for word in lower)
        and lower[0] in _DEFINITE | {"two"}
    )


def _two(cast: Cast, n: int, seen: Sequence[Seen], noun: str) -> tuple[str, ...]:
    """Persons for "men" and "leaders", countries for "nations" and "sides": the two of whom the article said so before, else
    the two most prominent nearby. A story has its two: "the two men" are not whoever was named last.
    """
    kind = "country" if noun in _COUNTRIES else "person"
    sentence = cast.seats[n].sentence
    scores: dict[str, float] = {}
    for s in reversed(seen):
        if len(s.ids) == 2 and s.named and sentence - s.sentence <= settings.EXTRACT_SAME_PAIR_SENTENCES:
            if all(cast.drafts[i].kind == kind for i in s.ids):
                return s.ids
    for s in seen:
        far = sentence - s.sentence
        if far > settings.EXTRACT_PAIR_SENTENCES:
            continue
        for id_ in s.ids:
            if cast.drafts[id_].kind == kind and not (noun == "men" and cast.drafts[id_].gender == "f"):
                scores[id_] = scores.get(id_, 0.0) + (1.0 + max(s.weight, -0.5)) * 0.75**far
    if noun in {"leaders", "presidents", "states", "ministers", "diplomats", "premiers"}:
        scores = {i: v for i, v in scores.items() if cast.drafts[i].sector in {"GOV", "MIL", None}}
    best = sorted(scores, key=lambda i: (-scores[i], i))[:2]
    return tuple(best) if len(best) == 2 else ()


def _latter(cast: Cast, n: int, seen: Sequence[Seen], word: str) -> tuple[str, ...]:
    """ "The latter": the last of the persons named in the sentence before, or of what else was named there."""
    sentence = cast.seats[n].sentence
    for kinds in ({"person"}, {"country", "organisation"}):
        found = [s for s in seen if s.named and 0 < sentence - s.sentence <= 1 and cast.drafts[s.ids[0]].kind in kinds]
        if found:
            return found[-1].ids if word == "latter" else found[0].ids
    return ()


def _names_next(cast: Cast, n: int) -> bool:
    """ "The militant group Hamas", "the news agency TASS": a role right before the name of a body is that body."""
    after = cast.at_start.get((cast.seats[n].end, "organisation"))
    if after is None or not cast.links[after]:
        return False
    cast.link(n, *cast.links[after])
    return True


def _land(cast: Cast, n: int, seen: Sequence[Seen]) -> tuple[str, ...]:
    """ "The country": the last one named, a subject before others."""
    sentence = cast.seats[n].sentence
    found = [
        s for s in seen if len(s.ids) == 1 and cast.drafts[s.ids[0]].kind == "country" and sentence - s.sentence <= 2
    ]
    if cast.parse[cast.seats[n].start].lower_ not in {"the", "this", "that"} or not found:
        return ()
    return max(found, key=lambda s: (s.sentence + 0.6 * s.weight, s.head)).ids


def _belongs_to(cast: Cast, n: int) -> tuple[str | None, Draft | None]:
    """The country or the body that a phrase names: "*Norwegian* officials", "officials in *Oslo*", "the *Kremlin*'s aide"."""
    seat = cast.seats[n]
    end = seat.end
    inside = cast.mentions_between(seat.start, end)
    if end + 1 < len(cast.parse) and cast.parse[end].lower_ in {"of", "in", "from"}:
        after = end + 1 + (cast.parse[end + 1].lower_ == "the")
        inside += [
            m for m in cast.mentions_between(after, min(after + 5, len(cast.parse))) if cast.seats[m].start == after
        ]
    for m in inside:
        known = gazetteers.known_names().get(cast.mentions[m].name)
        if m != n and known and known.kind in {"country", "nationality", "capital"}:
            return known.code, None
    for m in inside:
        if m != n and len(cast.links[m]) == 1 and cast.drafts[cast.links[m][0]].kind == "organisation":
            return None, cast.drafts[cast.links[m][0]]
    for m in inside:
        if (
            cast.mentions[m].kind == "pronoun"
            and len(cast.links[m]) == 1
            and cast.drafts[cast.links[m][0]].kind == "country"
        ):
            return cast.drafts[cast.links[m][0]].country, None
    return None, None


def _holder(
    cast: Cast, n: int, role: gazetteers.Role, code: str | None, seen: Sequence[Seen], lower: list[str]
) -> Draft | None:
    """The person who holds the office: one whose roles say so, else the leader of that year, else the office itself."""
    if lower[0] in {"a", "an", "another", "any", "some", "every", "no", "each"} or role.sector == "CVL":
        return None
    if code is None and lower[0] not in {"the", "this"}:
        return None
    past = any(word in _PAST for word in lower)
    last = {id_: s.head for s in seen for id_ in s.ids}
    fitting = [
        d
        for d in cast.drafts.values()
        if d.kind == "person"
        and any(_has_role(r, role.noun, past) for r in d.roles)
        and not (code and d.country and d.country != code)
        and not (role.gender and d.gender and role.gender != d.gender)
    ]
    if fitting:
        return max(fitting, key=lambda d: (bool(code and d.country == code), last.get(d.id, -1), d.id))
    if code is None or past:
        return None
    leader = _leader(cast, role.noun, code)
    if leader:
        return leader
    named = [
        d
        for d in cast.drafts.values()
        if d.country == code and d.kind == "person" and any("counterpart" in r for r in d.roles)
    ]
    if len(named) == 1:
        return named[0]
    return governments.office(cast, role, code)


def _has_role(text: str, noun: str, past: bool) -> bool:
    words = text.casefold().split()
    if past != any(word in _PAST for word in words):
        return False
    phrase = noun.split()
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words)))


def _leader(cast: Cast, noun: str, code: str) -> Draft | None:
    office = {"premier": "prime minister"}.get(noun, noun)
    for leader in gazetteers.leaders():
        if cast.year and leader.country == code and leader.office == office and leader.first < cast.year < leader.last:
            party = cast.country(code).id
            return cast.draft(
                Draft(content_id("person", leader.name.casefold()), leader.name, "person", code, "GOV", party)
            )
    return None


def _of_body(cast: Cast, role: gazetteers.Role, body: Draft) -> Draft:
    """ "Hamas fighters", "UN officials": people of a body, who speak for it."""
    noun = role.noun
    party = body.party or body.id
    name = f"{body.name} {noun}"
    return cast.draft(
        Draft(content_id("group", name.casefold()), name, "group", body.country, body.sector or role.sector, party)
    )


def _body_before(cast: Cast, n: int, role: gazetteers.Role, seen: Sequence[Seen]) -> Draft | None:
    """ "The ministry", "the company": the last body of that noun, else of that kind; "the government" of the only country near."""
    sentence = cast.seats[n].sentence
    near = [s for s in seen if len(s.ids) == 1 and sentence - s.sentence <= settings.EXTRACT_BODY_SENTENCES]
    if role.noun in {"government", "authority", "administration", "regime", "cabinet"}:
        lands = {s.ids[0] for s in near if cast.drafts[s.ids[0]].kind == "country" and sentence - s.sentence <= 1}
        return cast.drafts[min(lands)] if len(lands) == 1 and role.noun in {"government", "regime"} else None
    bodies = [s for s in near if cast.drafts[s.ids[0]].kind == "organisation"]
    same = [s for s in bodies if cast.drafts[s.ids[0]].name.casefold().split()[-1] == role.noun]
    kind = [s for s in bodies if cast.drafts[s.ids[0]].sector == role.sector]
    loose = bodies if role.noun in {"group", "organization", "organisation", "movement", "agency", "party"} else []
    for found in (same, kind, loose):
        if found:
            return cast.drafts[max(found, key=lambda s: (s.sentence + 0.5 * s.weight, s.head)).ids[0]]
    return None

"""Who speaks for whom: one actor under several names, the offices and people of one government as one party."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord import tokens, wordlists
from onrecord.schema import Actor, Annotations, Party

NOBODY = Party(None, "nobody named")


class Cast:
    """The actors of a story, folded across its articles.

    Two actors are one when they have one id, or when a bare name fits exactly one full name of the story: "Duarte" in
    one paper is "Ana Duarte" in the others, unless there is also a "Rui Duarte"; "police" are the "Ghent police".
    """

    def __init__(self, annotations: Sequence[Annotations]) -> None:
        told: dict[str, list[Actor]] = defaultdict(list)
        for article in sorted(annotations, key=lambda a: a.article):
            for actor in article.actors:
                told[actor.id].append(actor)
        merged = {id_: _merged(tellings) for id_, tellings in sorted(told.items())}
        self._same = _bare_names(merged)
        groups: dict[str, list[Actor]] = defaultdict(list)
        for id_, actor in merged.items():
            groups[self._same.get(id_, id_)].append(actor)
        self.actors = {id_: _merged(sorted(group, key=lambda a: a.id != id_), id_) for id_, group in groups.items()}
        self._names = _distinct_names(self.actors)
        names = (name for actor in self.actors.values() for name in (actor.name, *actor.aliases))
        self.name_words = frozenset[str]().union(*(tokens.stems(name) for name in names))

    def id_of(self, actor: str | None) -> str | None:
        """The id under which an actor of one article stands in the record; a name that is no actor stays as it is."""
        return self._same.get(actor, actor) if actor else None

    def name(self, actor: str | None) -> str:
        """The name of an actor id, or the words that stand in its place."""
        known = self.actors.get(self.id_of(actor) or "")
        return known.name if known else (actor or NOBODY.name)

    def is_press(self, speaker: str | None) -> bool:
        """Whether a speaker is an agency, a paper or a station: it passes on what others say."""
        actor = self.actors.get(self.id_of(speaker) or "")
        return actor.sector == "JRN" if actor else (speaker or "") in wordlists.table("agencies")

    def speaks(self, speaker: str | None) -> bool:
        """Whether a speaker is somebody, named or not: "residents", a ministry; not "charges" or "the story"."""
        return bool(speaker) and (self.id_of(speaker) in self.actors or is_unnamed(speaker or ""))

    def party(self, speaker: str | None) -> Party:
        """On whose word: the government or body that a speaker speaks for, else the speaker itself.

        An unnamed speaker ("officials", "a source", "residents") is a name without an id: it may be anybody, so it
        never adds a party.
        """
        if not speaker:
            return NOBODY
        actor = self.actors.get(self.id_of(speaker) or "")
        if actor is None and is_unnamed(speaker):
            return Party(None, speaker)
        actor = actor or self._within(speaker)
        if actor is None:
            return Party(f"name:{_bare(speaker)}", speaker, (speaker,))
        if actor.party is None and (
            (actor.kind == "group" and not actor.country) or (actor.kind == "person" and is_unnamed(actor.name))
        ):
            return Party(None, actor.name)
        body = self.id_of(actor.party) or self._whose(actor) or actor.id
        head = self.actors.get(body, actor)
        said = actor.name if self.id_of(speaker) in self.actors else speaker
        return Party(body, head.name, (said,))

    def _whose(self, body: Actor) -> str | None:
        """The government that a body of state is of, where its name says so: "Seoul's Joint Chiefs of Staff"."""
        owner, _, rest = _bare(body.name).partition("'s ")
        state = body.sector in ("GOV", "MIL", "COP", "SPY") or (body.sector is None and "chiefs" in rest)
        country = _countries().get(owner) if rest and state and body.kind in ("organisation", "group") else None
        found = [a.id for a in self.actors.values() if a.kind == "country" and country and a.country == country]
        return min(found, default=None)

    def _within(self, speaker: str) -> Actor | None:
        """Whom the words of a speaker name who is no known actor: "President Ana Duarte", "the North".

        The longest name of an actor that stands in them; of a story's countries the only one that begins so.
        """
        words = _bare(speaker)
        found = [(len(name), id_) for name, id_ in self._names.items() if re.search(rf"\b{re.escape(name)}\b", words)]
        if found:
            return self.actors[max(found)[1]]
        half = {a.id for a in self.actors.values() if a.kind == "country" and a.name.casefold().startswith(f"{words} ")}
        return self.actors[min(half)] if len(half) == 1 and words in _HALVES else None


@cache
def _countries() -> dict[str, str]:
    """{name or capital in small letters: ISO code}."""
    rows = wordlists.rows("countries")
    return {name.strip("?").casefold(): row[0] for row in rows for name in (row[1], *"".join(row[4:5]).split(","))}


_HALVES = wordlists.group("record_words", "halves_of_a_country")
_ARTICLE = re.compile(wordlists.table("record_patterns")["article_before_a_name"])


def _bare(name: str) -> str:
    """A name for comparison: without an article, with one kind of apostrophe."""
    return _ARTICLE.sub("", name.casefold().replace("’", "'").strip())


def _distinct_names(actors: Mapping[str, Actor]) -> dict[str, str]:
    """{name in small letters: actor id}, of the names and aliases that only one actor has and that are names."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in actors.values():
        for name in (actor.name, *actor.aliases):
            if name[:1].isupper() and len(name) > 1:
                found[_bare(name)].add(actor.id)
    return {name: min(ids) for name, ids in sorted(found.items()) if len(ids) == 1 and name not in _HALVES}


def folded(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties with one id as one, with all their names; nobody named and unnamed people stand last.

    >>> folded([Party("g", "Arland", ("Ministry",)), NOBODY, Party("g", "Arland", ("Ana Duarte",))])[0]
    Party(id='g', name='Arland', names=('Ministry', 'Ana Duarte'))
    """
    found: dict[tuple[str | None, str], Party] = {}
    for party in parties:
        key = (party.id, "" if party.id else party.name)
        before = found.get(key, replace(party, names=()))
        found[key] = replace(before, names=tuple(dict.fromkeys((*before.names, *party.names))))
    return tuple(sorted(_one_words(list(found.values())), key=lambda p: (p.id is None, p.name == NOBODY.name)))


def _one_words(parties: Sequence[Party]) -> list[Party]:
    """Speakers known only by their words are one where one's stand in another's: "the poll", "an Orrin poll"."""
    kept: list[Party] = []
    for party in sorted(parties, key=lambda p: (not (p.id or "").startswith("name:"), -len(tokens.stems(p.name)))):
        mine = tokens.stems(party.name)
        home = next((k for k in kept if _is_part(party, mine, k)), None)
        if home is None:
            kept.append(party)
        else:
            kept[kept.index(home)] = replace(home, names=tuple(dict.fromkeys((*home.names, *party.names))))
    order = [party.id for party in parties]
    return sorted(kept, key=lambda p: order.index(p.id))


def _is_part(party: Party, stems: frozenset[str], other: Party) -> bool:
    worded = (party.id or "").startswith("name:") and (other.id or "").startswith("name:")
    return worded and bool(stems) and stems <= tokens.stems(other.name)


def is_unnamed(name: str) -> bool:
    """Whether a speaker's words name nobody: no word after the first is a name, or all that is named is a people.

    >>> is_unnamed("three senior officials"), is_unnamed("Mayor Ana Duarte"), is_unnamed("the firm's lawyer")
    (True, False, True)
    >>> is_unnamed("Residents"), is_unnamed("Enerval"), is_unnamed("Western officials")
    (True, False, True)
    """
    words = [word.strip(",.'’\"") for word in name.split()]
    if any(word[:1].isupper() for word in words[1:]):
        return False
    listed = any(word.casefold() in wordlists.words("unnamed_speakers") for word in words)
    return listed or len(words) > 1 or not name[:1].isupper()


def _merged(tellings: Sequence[Actor], id_: str | None = None) -> Actor:
    """One actor out of its tellings: the commonest full name, every role and alias."""
    names = Counter(actor.name for actor in tellings)
    name = (
        min(names, key=lambda n: (-len(n.split()), -names[n], n)) if tellings[0].kind == "person" else tellings[0].name
    )
    first = tellings[0]
    return Actor(
        id=id_ or first.id,
        name=name,
        kind=first.kind,
        country=next((a.country for a in tellings if a.country), None),
        sector=next((a.sector for a in tellings if a.sector), None),
        party=next((a.party for a in tellings if a.party), None),
        roles=tuple(sorted({role for a in tellings for role in a.roles})),
        aliases=tuple(sorted({alias for a in tellings for alias in (*a.aliases, a.name)} - {name})),
    )


def _bare_names(actors: dict[str, Actor]) -> dict[str, str]:
    """{id of an actor under a bare name: id of the only one of its kind that this is a surname or an alias of}.

    A bare body ("police") that several fit may be any of them; it is none. What is only taken for a body ("Al-Ansi")
    may be a person.
    """
    fuller: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in actors.values():
        words = actor.name.casefold().split()
        surname = [words[-1], words[-1].removeprefix("al-")] if actor.kind == "person" and len(words) > 1 else []
        for name in {*surname, *(alias.casefold() for alias in actor.aliases)} - {actor.name.casefold()}:
            fuller[actor.kind, name].add(actor.id)
    found = {}
    for id_, actor in actors.items():
        unclear = actor.kind in ("organisation", "group") and not (actor.sector or actor.country or actor.party)
        fitting = fuller.get((actor.kind, actor.name.casefold()), set()) - {id_}
        fitting = fitting or (fuller.get(("person", actor.name.casefold()), set()) - {id_} if unclear else set())
        if len(fitting) == 1 and actor.name[:1].islower() | (len(actor.name) < len(actors[min(fitting)].name)):
            found[id_] = min(fitting)
    return found

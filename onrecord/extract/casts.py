"""Who appears in one article while it is read: actors still open to change, and the mentions that stand for them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord.extract import gazetteers
from onrecord.extract.readings import Reading
from onrecord.schema import Actor, ActorKind, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft:
    """An actor to which an article may still add roles, a country, a party and other names."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    party: str | None = None
    gender: str = ""
    roles: list[str] = field(default_factory=list)
    aliases: "Counter[str]" = field(default_factory=Counter)

    def actor(self) -> Actor:
        """The noun."""
        aliases = sorted(alias for alias in self.aliases if alias != self.name)
        roles = tuple(dict.fromkeys(self.roles))
        return Actor(self.id, self.name, self.kind, self.country, self.sector, self.party, roles, tuple(aliases))


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a mention stands: its tokens, the token that heads it, its sentence."""

    start: int
    end: int
    head: int
    sentence: int


class Seen(NamedTuple):
    """An earlier mention: where, whom it stands for, how prominent it was."""

    head: int
    sentence: int
    ids: tuple[str, ...]
    weight: float
    named: bool


def seen_since(seen: Sequence[Seen], sentence: int) -> Sequence[Seen]:
    """What was seen from a sentence on."""
    return seen[bisect_left(seen, sentence, key=lambda s: s.sentence) :]


class Cast:
    """The actors of an article by id, and for each mention the ids for which it stands (two for "the two men")."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse = reading.parse
        year = (reading.article.published or "")[:4]
        self.year = int(year) if year.isdigit() else None
        self.drafts: dict[str, Draft] = {}
        self.mentions: list[Mention] = list(reading.mentions)
        self.links: list[tuple[str, ...]] = [()] * len(self.mentions)
        self.sentence_of = _sentence_numbers(reading)
        self.seats = [self._seat(mention) for mention in self.mentions]
        self._names_at: dict[int, list[int]] = {}
        for n, (seat, m) in enumerate(zip(self.seats, self.mentions, strict=True)):
            if m.kind in {"organisation", "place", "nationality"}:
                for i in range(seat.start, seat.end):
                    self._names_at.setdefault(i, []).append(n)
        self.named = self._names_at.keys()
        names = (gazetteers.known_names().get(m.name) for m in self.mentions)
        self.codes = Counter(known.code for known in names if known and known.kind in {"country", "nationality"})
        self.at_start = {
            (seat.start, m.kind): n for n, (seat, m) in enumerate(zip(self.seats, self.mentions, strict=True))
        }

    def _seat(self, mention: Mention) -> Seat:
        span = self.parse.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no tokens at {mention.span}")
        start, end = span.start, span.end
        inside = [t.i for t in span if not start <= t.head.i < end or t.head.i == t.i]
        return Seat(start, end, inside[-1] if inside else end - 1, self.sentence_of[start])

    def head(self, n: int) -> "Token":
        """The token that heads mention `n`."""
        return self.parse[self.seats[n].head]

    def draft(self, draft: Draft) -> Draft:
        """The actor of this id: the one that is here already, else this one."""
        return self.drafts.setdefault(draft.id, draft)

    def link(self, n: int, *ids: str) -> None:
        """Mention `n` stands for these actors; a name becomes one of their aliases."""
        self.links[n] = ids
        mention = self.mentions[n]
        if len(ids) == 1 and mention.kind in {"person", "organisation", "place"}:
            self.drafts[ids[0]].aliases[mention.name] += 1

    def country(self, code: str) -> Draft:
        """The actor that a country and its government are."""
        name = gazetteers.country_names().get(code, code)
        return self.draft(Draft(gazetteers.country_id(code), name, "country", code, "GOV"))

    def known(self, n: int) -> gazetteers.Known | None:
        """What a listed name stands for; a shared name of a capital does where the article names its country."""
        found = gazetteers.known_names().get(self.mentions[n].name)
        return None if found and found.shared and found.code not in self.codes else found

    def mentions_at(self, token: int) -> list[int]:
        """The names that have this token."""
        return self._names_at.get(token, [])

    def replace(self, id_: str, by: Draft) -> None:
        """An actor turns out to be another one: its mentions and those who speak for it follow."""
        self.links = [tuple(dict.fromkeys(by.id if i == id_ else i for i in ids)) for ids in self.links]
        for draft in self.drafts.values():
            if draft.party == id_ and draft is not by:
                draft.party = by.party or by.id
        gone = self.drafts.pop(id_)
        by.aliases.update(gone.aliases)
        by.sector = by.sector or gone.sector

    def mentions_between(self, start: int, end: int) -> list[int]:
        """The mentions whose tokens lie in `start` to `end`."""
        first = bisect_left(self.seats, start, key=lambda seat: seat.start)
        last = bisect_left(self.seats, end, key=lambda seat: seat.start)
        return [n for n in range(first, last) if self.seats[n].end <= end]


def _sentence_numbers(reading: Reading) -> list[int]:
    numbers, number = [], -1
    for token in reading.parse:
        number += bool(token.is_sent_start) or number < 0
        numbers.append(number)
    return numbers

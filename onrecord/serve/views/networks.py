"""A section of a record's page: actors, and what they did to one another or said of one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from onrecord import settings
from onrecord.archive import Participating
from onrecord.schema import ActorKind
from onrecord.serve.views.records import Statement
from onrecord.serve.views.scenes import Scene

DEEDS = {
    "ACCUSE": "accuses",
    "AGREE": "agrees with",
    "AID": "gives aid to",
    "ASSAULT": "attacks",
    "COERCE": "coerces",
    "CONCEDE": "concedes to",
    "CONSULT": "meets or talks with",
    "CONSULT phone": "phones",
    "CONSULT visit": "visits",
    "COOPERATE": "cooperates with",
    "CRIME": "commits a crime against",
    "MOBILIZE": "mobilises against",
    "PROTEST": "protests against",
    "REJECT": "rejects",
    "REQUEST": "asks of",
    "RETREAT": "gives way to",
    "RETREAT release": "releases",
    "RETREAT resign": "resigns from",
    "RETREAT withdraw": "withdraws from",
    "SANCTION": "sanctions",
    "SUPPORT": "supports",
    "THREATEN": "threatens",
}
"""PLOVER's types, and modes that are another thing, as what one does to another."""

SPEAKS = "speaks of"
_DONE = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Knot:
    """An actor that is tied to others."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Tie:
    """What one does to another: `deed` in our words; `status` as in an event, "" where it happened.

    `withdrawn`: no article tells it any more.
    `point` is the statement of it that most articles tell, `words` its own; `mutual`: neither acts on the other.
    """

    left: Knot
    right: Knot
    deed: str
    status: str
    mutual: bool
    point: str
    words: str
    n_statements: int
    n_articles: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """Ties between actors, those that most articles tell first; `drawn`: the actors that hang together."""

    ties: tuple[Tie, ...]
    drawn: tuple[Knot, ...]
    n_ties: int


@dataclass(frozen=True, slots=True)
class _Deed:
    """One statement that ties two actors."""

    left: Knot
    right: Knot
    deed: str
    status: str
    mutual: bool
    statement: Statement

    @property
    def key(self) -> tuple[object, ...]:
        """Deeds with one key are one tie."""
        ends = sorted((self.left.id, self.right.id)) if self.mutual else (self.left.id, self.right.id)
        return (*ends, self.deed, self.status, self.statement.withdrawn)


def section(scene: Scene) -> Network:
    """Ties between persons, organisations and countries, by the statements that most articles tell."""
    most = sorted(scene.view.statements, key=lambda s: (-len(s.coverage), s.number))
    told = {s.point.id: s for s in most if s.point.kind == "event"}
    told = dict(list(told.items())[: settings.SERVE_TIE_STATEMENTS])
    story = scene.record.story.id
    taking_part = scene.archive.participating((story, point) for point in told)
    deeds: dict[tuple[object, ...], list[_Deed]] = {}
    for point, statement in told.items():
        for deed in _deeds(scene, statement, taking_part.get((story, point), ())):
            deeds.setdefault(deed.key, []).append(deed)
    ties = sorted(map(_tie, deeds.values()), key=lambda t: (t.deed == SPEAKS, -t.n_articles, -t.n_statements, t.point))
    shown = ties[: settings.SERVE_NETWORK_TIES]
    return Network(tuple(shown), _hanging_together(shown), len(ties))


def _deeds(scene: Scene, statement: Statement, parties: Sequence[Participating]) -> Iterator[_Deed]:
    """Who acts on whom; where nobody is acted on, those who act together; who says it of them."""
    actors, recipients, speakers = (_knots(scene, parties, role)[:3] for role in ("actor", "recipient", "says"))
    attribute = statement.point.attribute
    words = DEEDS.get(attribute) or DEEDS.get(attribute.split()[0], "acts on")
    status = "" if (value := statement.point.agreed.value) in _DONE else value
    for a, b in product(actors, recipients) if recipients else combinations(actors, 2):
        if a != b:
            yield _Deed(a, b, words, status, mutual=not recipients, statement=statement)
    taking_part = list(dict.fromkeys([*actors, *recipients]))
    for speaker, other in product(speakers, taking_part):
        if speaker not in taking_part:
            yield _Deed(speaker, other, SPEAKS, "", mutual=False, statement=statement)


def _knots(scene: Scene, parties: Sequence[Participating], role: str) -> list[Knot]:
    actors = [scene.actors[p.id] for p in parties if p.role == role and p.id in scene.actors]
    kept = [actor for actor in actors if actor.kind in ("person", "organisation", "country")]
    return list(dict.fromkeys(Knot(actor.id, actor.name, actor.kind) for actor in kept))


def _tie(same: Sequence[_Deed]) -> Tie:
    best = same[0]
    return Tie(
        left=best.left,
        right=best.right,
        deed=best.deed,
        status=best.status,
        mutual=best.mutual,
        point=best.statement.point.id,
        words=best.statement.words,
        n_statements=len(same),
        n_articles=len({id_ for deed in same for id_ in deed.statement.point.coverage}),
        withdrawn=best.statement.withdrawn,
    )


def _hanging_together(ties: Sequence[Tie]) -> tuple[Knot, ...]:
    """The largest set of actors tied by what they did, of those with most ties; none where they are fewer than 3."""
    weight: dict[Knot, int] = {}
    done = [tie for tie in ties if tie.deed != SPEAKS]
    for tie in done:
        for knot in (tie.left, tie.right):
            weight[knot] = weight.get(knot, 0) + tie.n_articles
    ranked = sorted(weight, key=lambda knot: (-weight[knot], knot.id))[: settings.SERVE_KNOTS]
    groups: list[set[Knot]] = []
    for tie in done:
        pair = {tie.left, tie.right}
        if pair <= set(ranked):
            joined = pair.union(*(group for group in groups if group & pair))
            groups = [group for group in groups if not group & pair] + [joined]
    largest = max(groups, key=len, default=set())
    return tuple(knot for knot in ranked if knot in largest) if len(largest) > 2 else ()

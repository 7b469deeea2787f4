"""Tellings: the statements of one article, each with what the other articles of its story say of it."""

from dataclasses import dataclass

from onrecord.schema import Answer, Article, Claim, Difference, Point
from onrecord.serve.views.marks import Tally
from onrecord.serve.views.records import KINDS, Statement
from onrecord.serve.views.scenes import Scene
from onrecord.serve.views.selectors import Found, found


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An answer that this article does not give: its words in the first article that does, and how it is supported."""

    words: str
    articles: tuple[str, ...]
    labels: tuple[str, ...]
    support: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference between what this article says and what another does."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement of an article: `places` are its words there, `alone` whether no other article has it.

    `tally`, `support` and `said_by` are those of the answer that this article gives; `withdrawn`: no article gives it
    any more, later versions left it out. `reason` says why its words are taken for that statement.
    """

    number: int
    story: str
    point: str
    kind: str
    words: str
    status: str
    withdrawn: bool
    places: tuple[Found, ...]
    alone: bool
    tally: Tally
    support: str
    said_by: str
    elsewhere: tuple[Elsewhere, ...]
    contrasts: tuple[Contrast, ...]
    variation: str
    reason: str


def tellings(scene: Scene, article: Article, *, within: tuple[int, int]) -> tuple[Telling, ...]:
    """The statements that an article makes in a window of its text, numbered in the order of the text."""
    told: dict[str, list[Claim]] = {}
    for claim in sorted(scene.record.claims, key=lambda c: (c.span, c.id)):
        if claim.article == article.id and within[0] <= claim.span.start < within[1]:
            told.setdefault(claim.point, []).append(claim)
    by_point = {s.point.id: s for s in scene.view.statements}
    known = [(by_point[point], claims) for point, claims in told.items() if point in by_point]
    return tuple(_telling(scene, article, i, s, claims) for i, (s, claims) in enumerate(known, 1))


def _telling(scene: Scene, article: Article, number: int, statement: Statement, claims: list[Claim]) -> Telling:
    point = statement.point
    mine = {i for i, a in enumerate(point.answers) if any(scene.claims[c].article == article.id for c in a.claims)}
    agreed = any(claim.id in point.agreed.claims for claim in claims) or not mine
    answer = point.agreed if agreed else point.answers[min(mine)]
    giving = scene.claims_of(answer.claims)
    places = tuple(found(article.text, c.span.start, c.span.end, scene.view.named(c.reason)) for c in claims)
    return Telling(
        number=number,
        story=scene.record.story.id,
        point=point.id,
        kind=point.kind,
        words=scene.view.wording(claims[0]),
        status=statement.label,
        withdrawn=all(claim.withdrawn_by for claim in giving),
        places=places,
        alone=set(point.coverage) <= {article.id},
        tally=scene.marks.tally(giving),
        support=answer.support,
        said_by=statement.said_by if agreed else _parties(answer),
        elsewhere=tuple(_elsewhere(scene, point, i) for i in range(len(point.answers)) if i not in mine),
        contrasts=_contrasts(scene, point, mine),
        variation=point.variation,
        reason=scene.view.named(point.reason),
    )


def _parties(answer: Answer) -> str:
    """On whose word an answer is, with the names under which a party spoke."""
    names = ((party.name, [name for name in party.names if name != party.name]) for party in answer.said_by)
    return "; ".join(f"{party} ({', '.join(others)})" if others else party for party, others in names)


def _elsewhere(scene: Scene, point: Point, position: int) -> Elsewhere:
    answer = point.answers[position]
    claims = scene.claims_of(answer.claims)
    words = scene.view.text(claims[0].span) if claims else answer.value
    articles = tuple(dict.fromkeys(c.article for c in claims))
    return Elsewhere(words, articles, tuple(scene.labels.get(id_, id_) for id_ in articles), answer.support)


def _contrasts(scene: Scene, point: Point, mine: set[int]) -> tuple[Contrast, ...]:
    """The differences in which this article has one side, the weightiest first; each reason is told once."""

    def weight(difference: Difference) -> int:
        return KINDS.index(difference.kind)

    between = sorted((d for d in point.differences if (d.left in mine) != (d.right in mine)), key=weight)
    return tuple(dict.fromkeys(Contrast(d.kind, scene.view.named(d.reason)) for d in between))

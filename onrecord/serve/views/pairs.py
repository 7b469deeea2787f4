"""Two articles side by side: what ties them, what they share word by word, and what stands in one of them only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from onrecord import settings
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.schema import Article, PassageKind, SharedPassage
from onrecord.serve.labels import counted, labels, possessive
from onrecord.serve.parameters import Asked, Id
from onrecord.serve.views import ties
from onrecord.serve.views.crossings import order, within
from onrecord.serve.views.owners import Owners, Share
from onrecord.serve.views.scenes import Card, Scene, card
from onrecord.serve.views.selectors import Found, found
from onrecord.serve.views.texts import Told
from onrecord.serve.views.wordings import Change, wording

Instead = Annotated[str, msgspec.Meta(max_length=400, description="another article in place of the right one")]


class AskedPair(Asked, frozen=True, kw_only=True, rename={"other": "with"}):
    """Which two articles."""

    left: Id
    right: Id
    other: Instead = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its text as far as the page prints it, and whose words they are."""

    article: Card
    credit: tuple[str, ...]
    language: str | None
    text: str
    n_characters: int
    origins: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of both: `number` in the order of the left text, `moved` where the right has it in another order.

    `within`: the number of a longer passage in which it lies. `letter`, `rank`, `name` are its origin's.
    """

    number: int
    left: Found
    right: Found
    identity: float
    kind: PassageKind
    n_same: int
    changes: tuple[Change, ...]
    breaks: tuple[tuple[int, int], ...]
    moved: bool
    within: int | None
    letter: str
    rank: int
    name: str
    evidence: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Own:
    """Words that the other text has not: where they stand, and their origin."""

    start: int
    end: int
    text: str
    letter: str
    rank: int
    name: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An article that the left one may be compared with."""

    article: Card
    own_share: float | None
    n_passages: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles as they are compared. `tie` is null where none was found, which does not show independence."""

    left: Side
    right: Side
    story: Told | None
    heading: str
    sentences: tuple[str, ...]
    tie: ties.Tie | None
    passages: tuple[Passage, ...]
    only_left: tuple[Own, ...]
    only_right: tuple[Own, ...]
    offered: tuple[Offered, ...]


def pair(archive: Archive, asked: AskedPair) -> Pair:
    """The page of two articles."""
    left, right = archive.article(asked.left), archive.article(asked.other or asked.right)
    if left.id == right.id:
        raise UsageError("an article is not compared with itself", name=left.id, remedy="name two articles")
    of_right = {story.id for story in archive.stories_of([right.id])}
    both = next((story for story in archive.stories_of([left.id]) if story.id in of_right), None)
    scene = Scene.of(archive, both.id) if both and archive.story_stamp(both.id) else None
    return compared(left, right, scene, archive.passages([left.id]))


def compared(left: Article, right: Article, scene: Scene | None, passages: Iterable[SharedPassage]) -> Pair:
    """The page of two articles out of the story of both, where there is one, and all passages of the left one."""
    return _Compared(left, right, scene).page([p for p in passages if p.left.article != p.right.article])


class _Compared:
    """Two articles, with the story of both where there is one."""

    def __init__(self, left: Article, right: Article, scene: Scene | None) -> None:
        self.left, self.right, self.scene = left, right, scene
        names = labels([left, right])
        self.cards = scene.cards if scene else {a.id: card(a, names[a.id]) for a in (left, right)}
        self.owners = {article.id: Owners(article, scene) for article in (left, right)}

    def page(self, passages: list[SharedPassage]) -> Pair:
        tied = ties.ties(self.scene, self.left.id, passages, self.cards)
        tie = next((tie for tie in tied if tie.other.id == self.right.id), None)
        shared = tuple(self._passages([p for p in passages if self.right.id in (p.left.article, p.right.article)]))
        story = self.scene.record.story if self.scene else None
        return Pair(
            left=self._side(self.left),
            right=self._side(self.right),
            story=Told(story.id, self.scene.view.headline()[0], self.scene.summary.n_articles)
            if story and self.scene
            else None,
            heading=self._heading(tie, shared),
            sentences=tuple(self._sentences(tie, shared)),
            tie=tie,
            passages=shared,
            only_left=tuple(self._own(self.left, [(p.left.start, p.left.end) for p in shared])),
            only_right=tuple(self._own(self.right, [(p.right.start, p.right.end) for p in shared])),
            offered=tuple(self._offered(tied)),
        )

    def _side(self, article: Article) -> Side:
        printed = article.text[: settings.SERVE_COMPARED]
        shares = tuple(self.owners[article.id].shares())
        return Side(self.cards[article.id], article.credit, article.language, printed, len(article.text), shares)

    def _passages(self, passages: list[SharedPassage]) -> Iterator[Passage]:
        """The passages in the order of the left text, as far as both texts are printed."""
        end = settings.SERVE_COMPARED
        turned = sorted(((*ties.turned(p, self.left.id), p) for p in passages), key=lambda sides: sides[:2])
        turned = [sides for sides in turned if sides[0].start < end and sides[1].start < end]
        borders = [((here.start, min(here.end, end)), (there.start, min(there.end, end))) for here, there, _ in turned]
        inside = within(borders)
        in_order = order([pair if i not in inside else None for i, pair in enumerate(borders)])
        for i, ((here, there), (_, _, passage)) in enumerate(zip(borders, turned, strict=True)):
            told = wording((self.left.text, *here), (self.right.text, *there))
            sides = [self.owners[a.id].of(at) for a, at in ((self.left, here), (self.right, there))]
            mark = max(sides, key=lambda side: side.rank > 0)
            yield Passage(
                i + 1,
                found(self.left.text, *here),
                found(self.right.text, *there),
                passage.identity,
                passage.kind,
                told.n_same,
                told.changes,
                told.breaks,
                i not in in_order and i not in inside,
                inside[i] + 1 if i in inside else None,
                mark.letter,
                mark.rank,
                mark.name,
                (sides[0].evidence, sides[1].evidence),
            )

    def _own(self, article: Article, shared: list[tuple[int, int]]) -> Iterator[Own]:
        """What lies between the passages and has a word in it."""
        at, end = 0, min(len(article.text), settings.SERVE_COMPARED)
        for start, stop in [*sorted(shared), (end, end)]:
            words = article.text[at:start]
            if any(map(str.isalnum, words)):
                mark = self.owners[article.id].of((at, start))
                yield Own(at, start, words, mark.letter, mark.rank, mark.name)
            at = max(at, stop)

    def _offered(self, tied: list[ties.Tie]) -> Iterator[Offered]:
        """The articles of the story, those with the strongest tie first."""
        told = [Offered(tie.other, tie.own_share, tie.n_passages) for tie in tied]
        known = {one.article.id for one in told} | {self.left.id}
        rest = [Offered(one, None, 0) for id_, one in self.cards.items() if id_ not in known]
        yield from [*told, *rest][: settings.SERVE_OFFERED]

    def _heading(self, tie: ties.Tie | None, shared: tuple[Passage, ...]) -> str:
        left, right = (self.cards[article.id].label for article in (self.left, self.right))
        if tie is None or not (tie.kind or shared):
            return f"No tie found between {left} and {right}"
        if tie.kind is None:
            return f"{left} and {right} share {counted(len(shared), 'passage')}"
        if tie.kind == "revision":
            return f"{left} and {right} are versions of one article"
        if tie.original is None:
            whose = f"{possessive(tie.agency)}, probably" if tie.agency else "origin not named"
            return f"{left} and {right} print one text: {whose}"
        first, second = (right, left) if tie.original == self.right.id else (left, right)
        return f"{second} is a {tie.kind} of {first}"

    def _sentences(self, tie: ties.Tie | None, shared: tuple[Passage, ...]) -> Iterator[str]:
        if tie is None:
            yield "They share no passage. That does not show independence:"
            yield "two texts without a word in common may rest on one source."
        elif tie.own_share is not None and tie.share is not None:
            yield f"{counted(len(shared), 'shared passage')}."
            yield f"{tie.reason}."
            same = f"{100 * tie.share:.0f} % of its runs of six words are the same"
            yield f"Its own prose is the text without quotations; {same}."
        else:
            yield f"{tie.reason[:1].upper()}{tie.reason[1:]}. That does not show independence."
        for article in (self.left, self.right):
            if article.credit:
                yield f"{self.cards[article.id].label} credits {', '.join(article.credit)}."
        if age := older(self.left.published, self.right.published):
            names = (self.cards[self.left.id].label, self.cards[self.right.id].label)
            yield f"{names[age[0]]} is older by {age[1]}."


def older(left: str | None, right: str | None) -> tuple[int, str] | None:
    """Which of two is older, and by how much; null where that is not known.

    >>> older("2025-03-11T07:15", "2025-03-12T06:20"), older("2025-03-12", "2025-03-11"), older("2025-03-12", None)
    ((0, '23 hours 5 minutes'), (1, '1 day'), None)
    """
    try:
        times = [datetime.fromisoformat(told or "") for told in (left, right)]
        apart = times[1] - times[0]
    except (ValueError, TypeError):
        return None
    if not apart:
        return None
    only_days = min(len(left or ""), len(right or "")) <= 10
    return (0 if apart > timedelta(0) else 1), _told(abs(apart), only_days=only_days)


def _told(apart: timedelta, *, only_days: bool) -> str:
    hours, minutes = apart.seconds // 3600, apart.seconds // 60 % 60
    if only_days or apart.days > 1:
        return counted(max(1, apart.days), "day")
    parts = ((apart.days, "day"), (hours, "hour"), (minutes, "minute"))
    return " ".join(counted(n, noun) for n, noun in parts if n) or "less than a minute"

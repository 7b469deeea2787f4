"""A section of a record's page: answers to one question that are not the same, side by side, none of them first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from onrecord import settings
from onrecord.schema import Answer, Claim, Point
from onrecord.serve.labels import flat
from onrecord.serve.views import evidence
from onrecord.serve.views.evidence import Shown, Whose, Words
from onrecord.serve.views.marks import Tally
from onrecord.serve.views.records import Disagreement, Statement
from onrecord.serve.views.scenes import Scene

_ASKED = {
    "conflict": "read as accounts that do not fit together",
    "update": "told otherwise later",
    "status": "told as {statuses}",
    "attribution": "one saying, under different names",
    "scope": "not the same is counted",
    "rounding": "told more or less exactly",
    "wording": "one quotation in different words",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words; `changed` where another answer puts them otherwise."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One answer: `runs` are its words, `status` what it tells of an event where that is the difference."""

    letter: str
    words: Words
    runs: tuple[Run, ...]
    status: str
    withdrawn: evidence.Withdrawal | None
    tally: Tally
    n_articles: int
    n_publishers: int | None
    support: str
    whose: Whose
    evidence: tuple[Shown, ...]
    n_evidence: int


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of difference, between which answers, and why; `reasons` are told pair by pair."""

    kind: str
    pairs: tuple[str, ...]
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A point whose answers are not the same, the first reported first; `moved` where a later one replaces another."""

    id: str
    number: int
    kind: str
    title: str
    asked: str
    variation: str
    answers: tuple[AnswerShown, ...]
    n_answers: int
    kinds: tuple[KindShown, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class Differ:
    """The first differences of `n_rows`; `hard` where numbers, days or a denial are among them."""

    rows: tuple[Differing, ...]
    n_rows: int
    n_differ: int
    n_denied: int
    hard: bool


def section(scene: Scene) -> Differ:
    """What is told differently or denied; what only moved with time has a section of its own."""
    found = [d for d in scene.view.disagreements() if d.statement.point.variation in ("differs", "disputed")]
    variations = [d.statement.point.variation for d in found]
    hard = any(told.is_hard for told in found)
    rows = tuple(_bounded(scene, found))
    return Differ(rows, len(found), variations.count("differs"), variations.count("disputed"), hard)


def _bounded(scene: Scene, found: Sequence[Disagreement]) -> Iterable[Differing]:
    """The first, as long as there is room for their answers."""
    room = settings.SERVE_INLINE // 2
    for place, told in enumerate(found):
        shown = differing(scene, told)
        room -= weight(shown)
        if room < 0 and place:
            return
        yield shown


def weight(shown: Differing) -> int:
    """About how many bytes a difference takes on a page."""
    kinds = sum(_KIND + len(kind.sentence) for kind in shown.kinds)
    return _HEAD + kinds + sum(evidence.weight(answer.evidence, answer.tally) for answer in shown.answers)


_HEAD, _KIND = 330, 80
"""Bytes of markup of a difference and of a kind of difference."""


def differing(scene: Scene, told: Disagreement, *, most: int = settings.SERVE_ANSWERS, each: int = 2) -> Differing:
    """A disagreement with the first `most` answers and `each` of their claims."""
    point = told.statement.point
    answers = tuple(
        _answer(scene, point, i, letter=given.letter, each=each) for i, given in enumerate(told.answers[:most])
    )
    return Differing(
        id=point.id,
        number=told.statement.number,
        kind=point.kind,
        title=title(scene, told.statement),
        asked=_asked(told, point),
        variation=point.variation,
        answers=answers,
        n_answers=len(point.answers),
        kinds=tuple(_kinds(scene, told)),
        moved=point.variation != "updated" and any(d.kind == "update" for d in point.differences),
    )


def title(scene: Scene, statement: Statement) -> str:
    """What a point is about: what a figure counts, who speaks, who acts."""
    point = statement.point
    subject = scene.view.named(point.subject).strip() or scene.view.named(point.attribute)
    return subject[:1].upper() + subject[1:]


def _asked(told: Disagreement, point: Point) -> str:
    """The difference in a few words of ours."""
    if point.variation == "disputed":
        return "read as said and denied"
    if told.kinds[0][0] == "conflict" and point.kind == "figure":
        return "read as numbers that do not fit together"
    statuses = " and as ".join(dict.fromkeys(answer.value for answer in point.answers))
    return _ASKED[told.kinds[0][0]].format(statuses=statuses)


def _answer(scene: Scene, point: Point, position: int, *, letter: str, each: int) -> AnswerShown:
    answer = point.answers[position]
    claims = scene.claims_of(answer.claims)
    standing = [claim for claim in claims if not claim.withdrawn_by] or claims
    best = _best(standing, answer)
    words = evidence.words(scene, best)
    if point.kind == "figure" and evidence.is_named(point):
        words = replace(words, lead="", tail="", counts="")
    return AnswerShown(
        letter=letter,
        words=words,
        runs=tuple(_runs(scene, flat(words.place.text), point, position)),
        status=answer.value if point.kind == "event" else "",
        withdrawn=next((evidence.withdrawal(scene, c) for c in claims if c in standing and c.withdrawn_by), None),
        tally=scene.marks.tally(claims),
        n_articles=answer.n_articles,
        n_publishers=evidence.n_publishers(scene, standing, answer),
        support=answer.support,
        whose=evidence.whose(standing, answer),
        evidence=evidence.shown(scene, claims, most=each),
        n_evidence=len(claims),
    )


def _best(claims: Sequence[Claim], answer: Answer) -> Claim:
    """The claim whose words stand for an answer."""
    return next((claim for claim in claims if claim.value == answer.value), claims[0])


def _runs(scene: Scene, said: str, point: Point, position: int) -> list[Run]:
    """The words of a quotation, those marked that another wording of it has not; of little in common none."""
    if point.kind != "quote" or len(point.answers) < 2:
        return [Run(said, changed=False)]
    other = point.answers[1 if position == 0 else 0]
    told = scene.claims_of(other.claims)
    found = runs(said, scene.view.text(_best(told, other).span)) if told else []
    changed = sum(len(run.text) for run in found if run.changed)
    return found if 2 * changed < len(said) else [Run(said, changed=False)]


def runs(said: str, other: str) -> list[Run]:
    """The words of a text, those marked that are not in the other at their place.

    More than SERVE_CUT_WORDS that stand in one only are no other wording: the other was cut there.

    >>> [run.text for run in runs("we want it finished soon", "we want it done soon") if run.changed]
    ['finished']
    """
    words, others = said.split(), other.split()
    matcher = SequenceMatcher(None, _bare(words), _bare(others), autojunk=False)
    found = []
    for kind, start, end, _, _ in matcher.get_opcodes():
        if end > start:
            is_cut = kind == "delete" and end - start > settings.SERVE_CUT_WORDS
            changed = kind != "equal" and not is_cut and any(_bare(words[start:end]))
            found.append(Run(" ".join(words[start:end]), changed=changed))
    return found


def _bare(words: Iterable[str]) -> list[str]:
    return [word.casefold().replace("’", "'").strip("“”‘\"',.;:!?()[]…–—-") for word in words]


def _kinds(scene: Scene, told: Disagreement) -> Iterable[KindShown]:
    """The kinds of difference, the weightiest first, each with one sentence."""
    point = told.statement.point
    for kind, pairs in told.kinds:
        reasons = [scene.view.named(d.reason) for d in point.differences if d.kind == kind] or list(told.reasons)
        between = tuple(pairs.split())
        yield KindShown(kind, between, _sentence(reasons, between), tuple(reasons))


def _sentence(reasons: Sequence[str], pairs: Sequence[str]) -> str:
    """One reason as it stands; several that only name other articles as one, with the letters of their answers.

    >>> _sentence(["two numbers: 5 in x, 9 in y", "two numbers: 6 in z, 9 in y"], ["a-c", "b-c"])
    'Two numbers: a and c, b and c.'
    """
    if len(reasons) == 1 or not all(": " in reason for reason in reasons):
        more = [f"and {len(reasons) - 3} more"] if len(reasons) > 3 else []
        return " ".join(map(ended, [*reasons[:3], *more]))
    heads: dict[str, list[str]] = {}
    for reason, pair in zip(reasons, pairs, strict=False):
        heads.setdefault(reason.partition(": ")[0], []).append(pair.replace("-", " and "))
    told = [f"{head}: {', '.join(found)}" for head, found in heads.items()]
    return " ".join(map(ended, told))


def ended(told: str) -> str:
    """A reason as a sentence; an article's short name at its start stays as it is.

    >>> ended("a larger number told later"), ended("mail-1 is an earlier version: mail-2 replaces it")
    ('A larger number told later.', 'mail-1 is an earlier version: mail-2 replaces it.')
    """
    first = told.split(" ", 1)[0]
    upper = told[:1].upper() if first.isalpha() else told[:1]
    return upper + told[1:] + ("" if told.endswith((".", "!", "?")) else ".")

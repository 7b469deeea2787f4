"""A statement as a page shows it: its words, how often, how well supported, on whose word, and its evidence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord import settings
from onrecord.schema import Answer, Basis, Claim, OriginEvidence, Party, Point, Status
from onrecord.serve.labels import flat, shortened
from onrecord.serve.views.marks import Tally
from onrecord.serve.views.records import Statement
from onrecord.serve.views.scenes import Piece, Scene

_MARKS = re.compile(r"[\W_]+")
_BLANKS = re.compile(r"\s+")
NOBODY = "nobody named"
_MEASURED = ("duration", "money", "share", "distance")
"""Measures whose own words say what is counted: "20 miles", "2 million euros"."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What took a claim back: the later version of its article, and when that was published."""

    label: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a claim stands in the same sentence as another."""

    place: Piece
    publisher: str | None
    published: str | None
    letter: str
    rank: int
    origin_evidence: OriginEvidence


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim at its place.

    `sentence` is the claim's, cut at the borders of the claim; `before` and `after` are ends of its neighbours. `same`
    are claims in the same sentence, word for word and told on the same word: mostly those of reprints.
    """

    place: Piece
    publisher: str | None
    published: str | None
    letter: str
    rank: int
    origin: str
    origin_evidence: OriginEvidence
    before: str
    sentence: tuple[str, str, str]
    after: str
    said_by: str
    via: tuple[str, ...]
    basis: Basis
    status: Status
    when: str | None
    withdrawn: Withdrawal | None
    reason: str
    same: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Whose:
    """On whose word: parties with their names, and people without one ("officials", whose id is null).

    `others`: it stands also where nobody at all is named.
    """

    parties: tuple[Party, ...]
    others: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, in the words of one article.

    `speaker` says it; `lead` and `tail` stand around it in its sentence, for words that say little alone; `counts` is
    what a figure counts, where its words do not tell.
    """

    place: Piece
    speaker: str
    lead: str
    tail: str
    counts: str


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a record; of one that is not told alike everywhere `n_answers` are given.

    `figures` are the numbers that are given where they are not the same. `evidence` holds the first of `n_evidence`
    claims; none where a page has no room.
    """

    id: str
    number: int
    kind: str
    variation: str
    words: Words
    label: str
    background: bool
    withdrawn: Withdrawal | None
    n_answers: int
    figures: tuple[str, ...]
    tally: Tally
    n_articles: int
    n_publishers: int | None
    n_origins: int
    n_otherwise: int
    support: str
    whose: Whose
    evidence: tuple[Shown, ...]
    n_evidence: int


def told(scene: Scene, statement: Statement, *, most: int = 0) -> Told:
    """A statement with the first `most` claims that tell it."""
    point, agreed = statement.point, statement.point.agreed
    claims = scene.claims_of(agreed.claims)
    standing = [claim for claim in claims if not claim.withdrawn_by] or claims
    alike = point.variation == "same"
    return Told(
        id=point.id,
        number=statement.number,
        kind=point.kind,
        variation=point.variation,
        words=words(scene, scene.view.best(point)),
        label=statement.label,
        background=statement.background,
        withdrawn=withdrawal(scene, standing[-1]),
        n_answers=len(point.answers),
        figures=() if alike or point.kind != "figure" else _figures(scene, point),
        tally=scene.marks.tally(standing if alike else claims_of_all(scene, point.answers)),
        n_articles=agreed.n_articles,
        n_publishers=n_publishers(scene, standing, agreed),
        n_origins=agreed.n_origins,
        n_otherwise=0 if alike else scene.view.n_voices(point) - agreed.n_articles,
        support=agreed.support,
        whose=whose(standing, agreed),
        evidence=shown(scene, claims, most=most),
        n_evidence=len(claims),
    )


def _figures(scene: Scene, point: Point) -> tuple[str, ...]:
    """The words of each answer, the first reported first: no one number stands for the others."""
    firsts = (scene.claims_of(answer.claims)[0] for answer in point.answers[: settings.SERVE_ANSWERS])
    return tuple(scene.view.text(claim.span) for claim in firsts)


def claims_of_all(scene: Scene, answers: Iterable[Answer]) -> list[Claim]:
    """The claims of several answers, the first published first."""
    return scene.claims_of(tuple(id_ for answer in answers for id_ in answer.claims))


def n_publishers(scene: Scene, claims: Sequence[Claim], answer: Answer) -> int | None:
    """How many publishers print it; null where no publisher of theirs is given."""
    return answer.n_publishers if any(scene.articles[c.article].publisher for c in claims) else None


def whose(claims: Iterable[Claim], answer: Answer) -> Whose:
    """On whose word these claims are told."""
    parties = tuple(party for party in answer.said_by if party.id or party.name != NOBODY)
    return Whose(parties, bool(parties) and any(not claim.said_by for claim in claims))


def shown(scene: Scene, claims: Sequence[Claim], *, most: int = settings.SERVE_EVIDENCE) -> tuple[Shown, ...]:
    """The first of these claims, each at its place; a sentence that several articles print stands once."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims if most else ():
        found = scene.view.place(claim)
        alike = (*map(bare, found.pieces), claim.said_by, claim.basis, claim.status, claim.withdrawn_by)
        groups.setdefault(alike, []).append(claim)
    return tuple(_shown(scene, first, rest) for first, *rest in islice(groups.values(), most))


ROW = 850
"""Bytes of markup that a statement takes on a page."""
_CLAIM, _SAME = 470, 200
"""Bytes of markup of a claim and of a further place of its sentence: fitted to the pages of real stories."""
_SQUARE, _GROUP = 26, 105
"""Bytes of a square, and of a group with its name in the words for those who cannot see it."""


def weight(found: Iterable[Shown], tally: Tally | None = None, *, front: int = ROW) -> int:
    """About how many bytes a statement with these claims and this tally takes on a page."""
    drawn = _SQUARE * len(tally.cells) + _GROUP * len(tally.groups) if tally else 0
    return front + drawn + sum(map(_weight, found))


def _weight(one: Shown) -> int:
    words = "".join((*one.sentence, one.before, one.after))
    return _CLAIM + len(words.encode("utf-8", "replace")) + _SAME * min(3, len(one.same))


def bare(text: str) -> str:
    """The words of a text without its marks: a paper's own quotation marks make no other sentence.

    >>> bare("Moscow’s “aggression”") == bare("Moscow's 'aggression',")
    True
    """
    return _MARKS.sub("", text).casefold()


def _printed(scene: Scene, claim: Claim) -> Printed:
    mark, card = scene.marks.of(claim.origin), scene.cards[claim.article]
    place = scene.piece(claim.span)
    return Printed(place, card.publisher, card.published, mark.letter, mark.rank, claim.origin_evidence)


def _shown(scene: Scene, claim: Claim, others: Iterable[Claim]) -> Shown:
    found, mark, card = scene.view.place(claim), scene.marks.of(claim.origin), scene.cards[claim.article]
    left, said, right = found.pieces
    most = settings.SERVE_PARAGRAPH  # a text without a full stop is one sentence
    return Shown(
        place=scene.piece(claim.span),
        publisher=card.publisher,
        published=card.published,
        letter=mark.letter,
        rank=mark.rank,
        origin=mark.name,
        origin_evidence=claim.origin_evidence,
        before=ending(_line(found.before), settings.SERVE_NEIGHBOUR),
        sentence=(ending(_line(left), most), shortened(" ".join(said.split()), most), shortened(_line(right), most)),
        after=shortened(_line(found.after), settings.SERVE_NEIGHBOUR),
        said_by=found.said_by,
        via=claim.via,
        basis=claim.basis,
        status=claim.status,
        when=claim.when,
        withdrawn=withdrawal(scene, claim),
        reason=scene.view.named(claim.reason),
        same=tuple(_printed(scene, other) for other in others),
    )


def withdrawal(scene: Scene, claim: Claim) -> Withdrawal | None:
    """What took a claim back; null while it stands."""
    if not claim.withdrawn_by:
        return None
    later = scene.articles.get(claim.withdrawn_by)
    return Withdrawal(scene.labels.get(claim.withdrawn_by, claim.withdrawn_by), later.published if later else None)


def words(scene: Scene, claim: Claim) -> Words:
    """A claim in the words of its article; words that say little alone with a part of their sentence around them."""
    place, speaker, counts = scene.piece(claim.span), "", ""
    if claim.kind == "quote":
        subject = scene.view.named(claim.subject)
        speaker = f"{subject} denies" if claim.status == "denied" else subject
    elif claim.kind == "figure":
        counts = counted_things(claim, flat(place.text))
    if len(place.text) < settings.SERVE_ALONE:
        lead, tail = _around(scene, claim)
    else:
        lead = "… " if claim.kind == "event" and place.text[:1].islower() else ""
        tail = _around(scene, claim)[1] if cuts_a_word(scene.articles[claim.article].text, claim.span.end) else ""
    return Words(place, speaker, lead, tail, counts)


def counted_things(claim: Claim, said: str) -> str:
    """What a figure counts, where its own words do not say so: "five" of "people killed"."""
    if claim.attribute in _MEASURED:
        return ""
    subject = claim.subject.strip()
    if subject and subject.casefold() not in said.casefold():
        return subject
    return "" if claim.attribute == "count" or claim.attribute.casefold() in said.casefold() else claim.attribute


def cuts_a_word(text: str, at: int) -> bool:
    """Whether a place lies within a word or a number: "more than 1" must not stand for "more than 1,400".

    >>> cuts_a_word("more than 1,400", 11), cuts_a_word("more than 1, he said", 11)
    (True, False)
    """
    before, after = text[max(0, at - 1) : at], text[at : at + 2]
    goes_on = after[:1].isalnum() or (after[:1] in (",", ".") and after[1:].isdigit())
    return before.isalnum() and goes_on


def is_named(point: Point) -> bool:
    """Whether what a point is about is told by its subject: "people killed" is, "people" or "week" is not."""
    return point.kind != "figure" or point.attribute not in ("count", *_MEASURED)


def _around(scene: Scene, claim: Claim) -> tuple[str, str]:
    """The rest of the claim's sentence, at most SERVE_ALONE characters on each side."""
    left, _, right = scene.view.place(claim).pieces
    return ending(_line(left), settings.SERVE_ALONE), shortened(_line(right), settings.SERVE_ALONE)


def ending(text: str, length: int) -> str:
    """The end of a text, cut at a word border.

    >>> ending("The mill burned down on Monday night", 20)
    '…on Monday night'
    """
    return text if len(text) <= length else "…" + text[-length:].partition(" ")[2]


def _line(text: str) -> str:
    """A text on one line; a blank at its ends stays, since words join there."""
    return _BLANKS.sub(" ", text)

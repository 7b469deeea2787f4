"""The nouns: one frozen dataclass for each thing that flows through the house, and the format of every border.

Offsets are Python string indices (code points, half open) into `Article.text`. Times are ISO 8601 strings: a day
(`2023-10-17`) where only the day is known, else with the time of day. Every `reason` is one sentence that a person can
check.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

OriginEvidence = Literal["credited", "shared-text", "own", "presumed", "unknown"]
PassageKind = Literal["verbatim", "edited", "reworded", "quotation"]
CopyKind = Literal["reprint", "rewrite", "same-wire", "revision"]
OriginKind = Literal["wire", "outlet", "handout"]
MentionKind = Literal["person", "organisation", "place", "nationality", "role", "pronoun"]
ActorKind = Literal["person", "organisation", "country", "group"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
Hedge = Literal["exact", "approximate", "at-least", "more-than", "at-most", "vague"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Status = Literal["happened", "ongoing", "planned", "requested", "denied", "claimed", "possible"]
ClaimKind = Literal["event", "figure", "quote"]
Basis = Literal["witnessed", "told-to-outlet", "public-statement", "document", "other-media", "not-said"]
DifferenceKind = Literal["conflict", "update", "rounding", "scope", "status", "attribution", "wording"]
Variation = Literal["same", "differs", "updated", "disputed"]


def content_id(*parts: object) -> str:
    """Twelve hexadecimal digits that depend on the parts and on nothing else.

    >>> content_id("a", 1) == content_id("a", 1) != content_id("a1")
    True
    """
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=6)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` to `end` (half open) of an article's text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, by one publisher.

    `headline` is null when the input gave none; it is never a part of `text`. `published_reason` says where the date
    comes from; `credit` lists the agencies that a credit names (not those that are only spoken of). `revision_of` is
    the id of
    the earlier version that the input names.
    """

    id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    language: str | None = None
    published: str | None = None
    published_reason: str = "not given"
    retrieved: str | None = None
    byline: str | None = None
    dateline: str | None = None
    credit: tuple[str, ...] = ()
    revision_of: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or a part of one, that was left out: nothing is dropped in silence."""

    input: str
    reason: str
    place: str | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that two articles share; `identity` is the part of its words that are the same (0 to 1)."""

    left: Span
    right: Span
    identity: float
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Copy:
    """One article that has text from another, or from a wire that was not read (`original` is then null).

    `share`: shared 6-word runs / runs of the shorter text, furniture left out; from .5 a reprint.
    `own_share`: aligned own prose / own prose of the shorter text; from .08 derived.
    """

    article: str
    original: str | None
    agency: str | None
    share: float
    own_share: float
    kind: CopyKind
    passages: tuple[SharedPassage, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article that has an origin, and how that is known."""

    span: Span
    evidence: OriginEvidence
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A text from which others were made. What no part of any origin covers is of unknown origin.

    `evidence` is the strongest of its parts; where parts of several origins overlap, a handout's holds, else
    the shortest.
    """

    id: str
    kind: OriginKind
    agency: str | None
    publisher: str | None
    original: str | None
    articles: tuple[str, ...]
    evidence: OriginEvidence
    reason: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who has text from whom: origins, copies and the passages behind them."""

    origins: tuple[Origin, ...] = ()
    copies: tuple[Copy, ...] = ()
    passages: tuple[SharedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event; `round_ups` are those of them that tell other stories too.

    `headline` null: the first sentence stands for it, as a quotation.
    """

    id: str
    headline: str | None
    articles: tuple[str, ...]
    round_ups: tuple[str, ...] = ()
    first_published: str | None = None
    last_published: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody or something; `actor` is the id of whom they stand for, null when that is not known."""

    span: Span
    name: str
    kind: MentionKind
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or group, the same id in all articles.

    `country`: ISO 3166 alpha-3 or IGO; `sector`: a PLOVER code; `party`: the id of the government or body it speaks
    for.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    party: str | None = None
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time that the text tells: `value` as in TIMEX3, `start` and `end` ISO days (inclusive; null where open)."""

    span: Span
    kind: TimeKind
    value: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the text names; degrees in WGS 84; `precision`: country, region, city or spot."""

    span: Span
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    geonameid: int | None
    precision: Literal["country", "region", "city", "spot"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that the text tells; `value` is null when it is vague, `low` and `high` are bounds (null: open)."""

    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    measure: str
    counts: str | None
    hedge: Hedge
    place: str | None = None
    since: str | None = None
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is said to have said: `content` without its quotation marks, `cue` the word that says so."""

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    speaker_span: Span | None
    speaker: str | None
    kind: QuoteKind
    addressee: str | None = None
    medium: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in an event and the words that name it there (either may be null, not both)."""

    actor: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in PLOVER's types; `span` is the predicate, `when` a TIMEX3 value.

    The type is empty for what somebody does that PLOVER has no type for; only `onrecord extract --acts` tells that.
    """

    id: str
    span: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: str | None
    when: str | None
    status: Status
    background: bool = False
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was read in one article."""

    article: str
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's telling of one statement; its origin hangs on this span, not on the article.

    `background`: told as context, not as news.
    """

    id: str
    point: str
    article: str
    span: Span
    kind: ClaimKind
    subject: str
    attribute: str
    value: str
    when: str | None
    reported: str | None
    status: Status
    withdrawn_by: str | None
    origin: str | None
    origin_evidence: OriginEvidence
    said_by: str | None
    via: tuple[str, ...]
    basis: Basis
    reason: str
    background: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """On whose word: a government or body with the names under which it spoke; `id` null is "nobody named"."""

    id: str | None
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One value that is given for a point; `n_origins` is an upper bound, `support` one of the four phrases."""

    value: str
    claims: tuple[str, ...]
    n_articles: int
    n_publishers: int
    n_origins: int
    said_by: tuple[Party, ...]
    support: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers of a point (`left`, `right`: positions in `Point.answers`) that are not the same."""

    left: int
    right: int
    kind: DifferenceKind
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """A statement, wherever it is said. `sentence` is its best wording; `related` are alike, not certain to be one.

    `agreed` counts together the leading answer and those that differ from it in wording, name or rounding only: one
    quotation in two wordings is one statement. Its support is that of the statement.
    """

    id: str
    kind: ClaimKind
    subject: str
    attribute: str
    sentence: Span
    agreed: Answer
    answers: tuple[Answer, ...]
    differences: tuple[Difference, ...]
    variation: Variation
    coverage: tuple[str, ...]
    related: tuple[str, ...]
    first_reported: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right; it is kept over every rerun."""

    id: str
    action: Literal["merge", "split", "set", "drop"]
    targets: tuple[str, ...]
    value: str | None
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Point ids in the order in which things happened, and in the order in which they were first reported."""

    happened: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All that a story's articles say, sourced: what `show` prints and `export` writes."""

    story: Story
    lineage: Lineage
    claims: tuple[Claim, ...]
    points: tuple[Point, ...]
    timeline: Timeline
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    corrections: tuple[Correction, ...] = ()
    revision: int = 1
    composed_at: str | None = None
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """How an origin is marked on every page of a story: a letter, and its place by the words that it gave.

    One mark is one newsroom: `origins` are the ids of all its texts. `rank` counts from 1; `characters` are those that
    its parts cover in all articles, `n_statements` the points that a claim of it tells: a picture's credit may have
    none. The mark of what is of unknown origin has no origins, the letter "?" and rank 0.
    """

    letter: str
    rank: int
    name: str
    kind: OriginKind | None
    evidence: OriginEvidence
    origins: tuple[str, ...]
    n_articles: int
    characters: int
    n_statements: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that moved with time: what it counts, and its values in the articles' words, the first told first."""

    point: str
    counts: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of stories says of one; `n_origins` is the upper bound for all statements together.

    An origin on which no statement rests (a picture's credit, a sentence that was told to somebody else) has a mark
    and is not counted.
    """

    story: str
    n_articles: int
    n_publishers: int
    n_origins: int
    n_statements: int
    n_differ: int
    n_denied: int
    n_changed: int
    marks: tuple[Mark, ...]
    moved: tuple[Moved, ...]


NOUNS: dict[str, type] = {
    noun.__name__: noun
    for noun in (
        Article, Skipped, SharedPassage, Copy, Origin, Lineage, Story, Annotations, Claim, Point, Correction, Record
    )
}  # fmt: skip

"""The method in plain words, with its limits: the legend of all other pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord import __version__
from onrecord.archive import Archive
from onrecord.schema import Mark, OriginEvidence
from onrecord.serve.parameters import Asked
from onrecord.serve.views.marks import Cell, Tally


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the pages use, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a step is right on a corpus; of `measure` 1 is the best, but where it says otherwise."""

    step: str
    measure: str
    figure: str
    corpus: str
    beside: str


@dataclass(frozen=True, slots=True)
class About:
    """The method and what the archive holds; `versions` are those by which its latest record was made."""

    program: str
    counts: Mapping[str, int]
    days: tuple[str, str] | None
    versions: Mapping[str, str]
    evidence: tuple[Term, ...]
    support: tuple[Term, ...]
    differences: tuple[Term, ...]
    rates: tuple[Rate, ...]
    measured: str
    tally: Tally
    strip: tuple[Mark, ...]


MEASURED = "22 November 2026"

EVIDENCE: dict[OriginEvidence, str] = {
    "credited": "a credit names the agency for this passage: “With Norda”, a dateline, a closing line",
    "shared-text": "the passage is shared with articles that have that origin; no credit is needed",
    "own": "a byline, a dateline, or “told the paper” says that the outlet reported it itself",
    "presumed": "the article neither credits an agency nor shares prose with another: taken for its publisher’s own",
    "unknown": "the rest of an article that credits or copies an agency: whose it is the text cannot tell",
}
SUPPORT = (
    Term("one origin", "all who print it have it from one text, or nobody knows from which"),
    Term("up to N origins, all on the word of X", "several texts, and in all of them the same party says so"),
    Term("up to N origins, different people say so", "several texts, and not the same party in all"),
    Term(
        "independently reported: up to N origins, at least two of them first-hand",
        "two or more outlets saw it, or were told it themselves: only this phrase says “independently”",
    ),
)
DIFFERENCES = (
    Term(
        "conflict",
        "read as accounts that do not fit together: one denies what the other tells, or their days or numbers differ",
    ),
    Term("update", "the later report knew more, or a paper took its words back"),
    Term("status", "planned here, under way or done there"),
    Term("attribution", "one statement, and another person is named for it"),
    Term("scope", "the numbers count different things: the dead of a town, the dead of a country"),
    Term("rounding", "one number, told more or less exactly: “about 2,700” and 2,750"),
    Term("wording", "one quotation in two wordings, or a number told vaguely"),
)
RATES = (
    Rate("which articles are copies of one text", "F1", ".997", "provenance2018, 299 articles", "5-word overlap, .974"),
    Rate("whose text a copy is, credits hidden: agency named rightly", "precision", ".958", "provenance2018", ""),
    Rate("which articles tell one story", "B-cubed F1", ".968", "gva", "average linkage, .870"),
    Rate("the same on news of several years", "B-cubed F1", ".938", "newscluster5w", "average linkage, .943"),
    Rate("quotations with their speaker", "F1", ".665", "PolNeAR", "a second annotator, .713"),
    Rate("dates", "value F1", ".812", "TimeBank", "HeidelTime, .795"),
    Rate("killed and injured both right", "share", ".780", "figures-gvdb", "one killed everywhere, .511"),
    Rate(
        "events read by eye with nothing wrong in them, parties included",
        "share",
        ".40",
        "thirty others, articles of thirty publishers",
        "",
    ),
    Rate(
        "quotations read by eye with nothing wrong in them",
        "share",
        ".68",
        "thirty others, articles of thirty publishers",
        "",
    ),
    Rate("type of an event", "macro-F1", ".720", "PLV", "a large model given the spans, .743"),
)
"""Out of docs/measurements.md, where the commands stand."""

_EXAMPLE = (
    ("N", 1, "Norda"),
    ("N", 1, "Norda"),
    (None, 0, ""),
    ("H", 2, "Harbour Gazette"),
    ("?", 0, "origin not known"),
)


STRIP = (
    Mark("N", 1, "Norda", "wire", "credited", (), 3, 5_400, 8),
    Mark("H", 2, "Harbour Gazette", "outlet", "own", (), 1, 2_600, 5),
    Mark("P", 3, "Press Pictures", "wire", "credited", (), 1, 800, 0),
    Mark("?", 0, "origin not known", None, "unknown", (), 1, 1_200),
)
"""A story's origins as the lists draw them, one of each kind."""


def about(archive: Archive, _: Asked) -> About:
    """What the pages mean, what made them, and how much they are made of."""
    latest = archive.listing(limit=1)
    return About(
        program=f"onrecord {__version__}",
        counts=archive.counts(),
        days=archive.days(),
        versions=archive.record(latest[0].story.id).versions if latest else {},
        evidence=tuple(Term(kind, meaning) for kind, meaning in EVIDENCE.items()),
        support=SUPPORT,
        differences=DIFFERENCES,
        rates=RATES,
        measured=MEASURED,
        tally=tally(),
        strip=STRIP,
    )


def tally() -> Tally:
    """A tally as pages draw it: of five articles, four have the statement.

    >>> tally().words()
    'In first (Norda), second (Norda), fourth (Harbour Gazette), fifth (origin not known)'
    """
    places = ("first", "second", "third", "fourth", "fifth")
    cells = tuple(Cell(at, at, letter, rank, name) for at, (letter, rank, name) in zip(places, _EXAMPLE, strict=True))
    return Tally(cells, (), 4, 5)

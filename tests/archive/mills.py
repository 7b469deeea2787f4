"""A mill burns down: two articles, their story and its record, and an archive that has them."""

from pathlib import Path

from onrecord.archive import Archive, Batch
from onrecord.schema import (
    Actor,
    Annotations,
    Answer,
    Article,
    Claim,
    Copy,
    Difference,
    Event,
    Figure,
    Lineage,
    Mention,
    Origin,
    Part,
    Participant,
    Party,
    Place,
    Point,
    Quote,
    Record,
    SharedPassage,
    Skipped,
    Span,
    Story,
    TimeExpression,
    Timeline,
)

TEXT = "Four people died when the mill at Orrin burned down, the mayor said.\n"
TEXT += '"We grieve," she told the Courier. 🔥 \x00 end'
FIRE = Article(
    "a1",
    TEXT,
    publisher="Courier",
    headline="Mill fire",
    published="2024-05-08",
    published_reason="given by you",
    credit=("AP", "AFP"),
)
LATER = Article("a2", "The toll of the mill fire at Orrin rose to five.", publisher="Herald", published="2024-05-09")
UNDATED = Article("a0", "A fair opened in Lund.")
PASSAGE = SharedPassage(Span("a1", 0, 20), Span("a2", 4, 30), 0.1 + 0.2, "edited")
STORY = Story("s1", None, ("a1", "a2"), (), "2024-05-08", "2024-05-09")


def annotations(article: str) -> Annotations:
    span = Span(article, 0, 4)
    return Annotations(
        article,
        mentions=(Mention(span, "mayor", "role", "act1"),),
        actors=(Actor("act1", "mayor", "person", None, "GOV", "p1", ("mayor",), ("she",)),),
        times=(TimeExpression(span, "DATE", "2024-05-08", "2024-05-08", None),),
        places=(Place(span, "Orrin", 1.5, -2.25, None, 7, "city"),),
        figures=(Figure(span, 4.0, 4.0, None, None, "killed", "people", "at-least"),),
        quotes=(Quote("q1", (span, span), None, span, "act1", "mixed"),),
        events=(Event("e1", span, "ASSAULT", None, ("x",), (Participant("act1", None),), (), None, None, "happened"),),
    )


def record(story: Story = STORY, *, toll: str = "4") -> Record:
    mayor = Party("act1", "mayor", ("mayor", "she"))
    answers = (
        Answer(toll, ("c1",), 1, 1, 1, (mayor,), "one origin"),
        Answer("5", ("c2",), 1, 1, 1, (Party(None, "nobody named"),), "one origin"),
    )
    point = Point(
        "p1", "figure", "fire", "killed", Span("a1", 0, 69),
        Answer(toll, ("c1", "c2"), 2, 2, 1, (mayor,), "one origin"), answers,
        (Difference(0, 1, "update", "later"),), "updated",
        ("a1", "a2"), (), "2024-05-08", "same place and day",
    )  # fmt: skip
    claims = tuple(
        Claim(
            f"c{n}", "p1", f"a{n}", Span(f"a{n}", 0, 10), "figure", "fire", "killed", value, None, None, "happened",
            None, "o1", "own", "act1", ("unnamed officials",), "not-said", "byline",
        )
        for n, value in ((1, toll), (2, "5"))
    )  # fmt: skip
    origin = Origin(
        "o1", "wire", "AP", None, None, ("a1",), "credited", "credit", (Part(Span("a1", 0, 9), "credited", "x"),)
    )
    copy = Copy("a2", None, "AP", 0.25, 0.5, "rewrite", (PASSAGE,), "shares half")
    lineage = Lineage((origin,), (copy,), (PASSAGE,))
    return Record(story, lineage, claims, (point,), Timeline(("p1",), ("p1",)), (), (), versions={"program": "0"})


def whole_batch() -> Batch:
    return Batch(
        done=("a1", "a2"),
        annotations=(annotations("a1"), annotations("a2")),
        passages=(PASSAGE,),
        stories=(STORY,),
        records=(record(),),
        segments={"align": ({"one": b"\x00\x01", "two": b""}, ())},
    )


def filled(path: Path | None = None) -> Archive:
    archive = Archive.open(path, write=True)
    archive.stage([FIRE, LATER, UNDATED, Skipped("x.pdf", "not read", "line 3", "save it as text")])
    archive.commit(whole_batch(), now="2024-06-01T10:00:00+00:00")
    return archive

"""Which basis the words around a claim give, and that only first-hand words of two mouths are called independent."""

from dataclasses import replace

import pytest
from desk import at, figure, own, quote, read

from onrecord.record import compose
from onrecord.schema import Article, Lineage, Origin, Part, Span, Story


def told(
    text: str, publisher: str, addressee: str | None = None, medium: str | None = None, agency: str | None = None
) -> str:
    """The basis of the figure "three boats" in a text of a publisher."""
    a = Article("a", text, publisher=publisher, published="2024-05-14")
    part = Part(Span("a", 0, len(text)), "own", "its own")
    kind = "wire" if agency else "outlet"
    origin = Origin("o", kind, agency, publisher, "a", ("a",), "own", "its own", (part,))  # type: ignore[arg-type]
    content = text.split(",", maxsplit=1)[0]
    nouns = [figure(a, "three boats", 3, measure="count", counts="boats")]
    if addressee:
        nouns.append(quote(a, content, "lind", kind="indirect", addressee=addressee))
    made = compose(Story("s", None, ("a",)), [a], [read(a, *nouns)], Lineage((origin,)))
    return next(c.basis for c in made.claims if c.kind == "figure")


@pytest.mark.parametrize(
    ("publisher", "addressee", "agency", "basis"),
    [
        ("The Lakeland Courier", "the Lakeland Courier", None, "told-to-outlet"),
        ("The Lakeland Courier", "this newspaper", None, "told-to-outlet"),
        ("Herald", "her", None, "not-said"),
        ("The Sunday Times", "the Sun", None, "not-said"),
        ("Financial Times", "the Times", None, "not-said"),
        ("The Lakeland Courier", "Reuters", None, "other-media"),
        ("The Lakeland Courier", "Reuters", "Reuters", "told-to-outlet"),
        ("The Lakeland Courier", "reporters", None, "public-statement"),
    ],
)
def test_who_was_told(publisher: str, addressee: str, agency: str | None, basis: str) -> None:
    text = "The storm sank three boats, Lind said."
    assert told(text, publisher, addressee, agency=agency) == basis


@pytest.mark.parametrize(
    ("text", "publisher", "basis"),
    [
        ("A Courier reporter saw three boats sink.", "The Lakeland Courier", "witnessed"),
        ("A Courier reporter saw three boats sink.", "Evening Herald", "other-media"),
        ("Our reporter saw three boats sink.", "Evening Herald", "witnessed"),
        ("Reporters saw three boats sink.", "Evening Herald", "not-said"),
        ("Police saw three boats sink.", "Evening Herald", "not-said"),
    ],
)
def test_whose_eyes(text: str, publisher: str, basis: str) -> None:
    assert told(text, publisher) == basis


def test_presumed_origins_are_never_first_hand() -> None:
    a = Article("a", "A reporter saw three white boats sink.", publisher="One")
    b = Article("b", "Our reporter counted three white boats.", publisher="Two")
    nouns = [read(x, figure(x, "three white boats", 3, measure="count", counts="white boats")) for x in (a, b)]
    sure = [own(a), own(b)]
    presumed = [replace(o, parts=tuple(replace(p, evidence="presumed") for p in o.parts)) for o in sure]
    supports = [
        compose(Story("s", None, ("a", "b")), [a, b], nouns, Lineage(tuple(origins))).points[0].agreed.support
        for origins in (sure, presumed)
    ]
    assert supports[0].startswith("independently reported")
    assert not supports[1].startswith("independently")


def test_the_press_is_nobodys_word() -> None:
    a = Article("a", "Three boats sank, Reuters reported.", publisher="One")
    nouns = read(a, figure(a, "Three boats", 3, measure="count", counts="boats", attributed_to="Reuters"))
    made = compose(Story("s", None, ("a",)), [a], [nouns], Lineage((own(a),)))
    assert (made.claims[0].said_by, made.claims[0].via) == (None, ("Reuters",))
    assert at(a, "Three boats") == made.claims[0].span

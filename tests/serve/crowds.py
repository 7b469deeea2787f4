"""Stories of any number of articles, made by hand: for pages that must hold whatever a story is like."""

from datetime import datetime, timedelta

from onrecord.archive import Archive
from onrecord.record import summarise
from onrecord.schema import (
    Actor,
    Answer,
    Article,
    Claim,
    Difference,
    Lineage,
    Origin,
    Part,
    Party,
    Point,
    Quote,
    Record,
    Span,
    Story,
    Timeline,
)
from onrecord.serve.views.records import View
from onrecord.serve.views.scenes import Scene

REIS = Actor("reis", "Ana Reis", "person", roles=("harbour master",))
START = datetime(2024, 5, 14, 8)


def crowd(n: int, *, publishers: int | None = None, dated: bool = True, when: str = "2024-05-13") -> Scene:
    """A story of `n` articles an hour apart, of so many publishers (none: not given), the first half by a wire.

    All tell that men left the quay, `when`; every second counts six men where the others count five; every third but
    the first has other words for one quotation, that the second article has not.
    """
    articles = [_article(i, publishers, dated) for i in range(n)]
    wire = _wire(articles[: (n + 1) // 2])
    claims = [claim for i, article in enumerate(articles) for claim in _claims(i, article, wire, when)]
    points = [_point(id_, [c for c in claims if c.point == id_]) for id_ in ("men", "left", "saw")]
    quotes = tuple(
        Quote(
            f"q{c.article}",
            (c.span,),
            _span(c.article, _text(int(c.article[1:])), "told"),
            None,
            REIS.id,
            "direct",
            "Norda",
        )
        for c in claims
        if c.kind == "quote"
    )
    story = Story("s", "Men leave", tuple(a.id for a in articles), (), articles[0].published, articles[-1].published)
    timeline = Timeline(("left",) if when else (), ("men", "left", "saw"))
    record = Record(story, Lineage((wire,)), tuple(claims), tuple(points), timeline, (REIS,), quotes)
    return Scene(View(record, articles), summarise(record, articles), Archive.open(None))


def _article(i: int, publishers: int | None, dated: bool) -> Article:
    publisher = f"Paper {i % publishers}" if publishers else None
    published = (START + timedelta(hours=i)).isoformat() + "Z" if dated else None
    return Article(f"a{i:03}", _text(i), publisher=publisher, headline="Men leave", published=published)


def _text(i: int) -> str:
    count, seen = "Six" if i % 2 else "Five", "the whole of it" if i and i % 3 == 0 else "all of it"
    return f'{count} men left the quay. "We saw {seen}," Ana Reis told Norda.'


def _span(article: str, text: str, words: str) -> Span:
    at = text.index(words)
    return Span(article, at, at + len(words))


def _wire(articles: list[Article]) -> Origin:
    parts = tuple(Part(Span(a.id, 0, len(a.text)), "credited", "a credit names it") for a in articles)
    ids = tuple(a.id for a in articles)
    return Origin("w", "wire", "Norda", None, None, ids, "credited", "a credit names it", parts)


def _claims(i: int, article: Article, wire: Origin, when: str) -> list[Claim]:
    text, told = article.text, [("men", "figure", article.text[: article.text.index(" left")], "killed", None)]
    told.append(("left", "event", "men left the quay", "CONSULT", when or None))
    if i != 1:
        told.append(("saw", "quote", text[text.index("We saw") : text.index('," Ana')], "said", None))
    origin = wire.id if article.id in wire.articles else None
    return [
        Claim(
            f"{point}{article.id}", point, article.id, _span(article.id, text, words), kind, "men", attribute, words,
            at, article.published, "happened", None, origin, "credited" if origin else "unknown",
            REIS.id if kind == "quote" else None, (), "told-to-outlet" if kind == "quote" else "not-said", "by hand",
        )
        for point, kind, words, attribute, at in told
    ]  # fmt: skip


def _point(id_: str, claims: list[Claim]) -> Point:
    values = list(dict.fromkeys(c.value for c in claims)) if id_ != "left" else ["happened"]
    answers = tuple(_answer(v, [c for c in claims if c.value == v or id_ == "left"]) for v in values)
    between: tuple[Difference, ...] = ()
    if len(answers) > 1:
        between = (Difference(0, 1, "wording" if id_ == "saw" else "conflict", "they are not the same"),)
    first, ids = claims[0], tuple(dict.fromkeys(c.article for c in claims))
    variation = "differs" if between else "same"
    agreed = _answer(values[0], list(claims))
    return Point(
        id_, first.kind, "Ana Reis" if id_ == "saw" else "men", first.attribute, first.span, agreed, answers, between,
        variation, ids, (), first.reported, "made by hand",
    )  # fmt: skip


def _answer(value: str, claims: list[Claim]) -> Answer:
    return Answer(value, tuple(c.id for c in claims), len(claims), 1, 1, (Party(None, "nobody named"),), "one origin")

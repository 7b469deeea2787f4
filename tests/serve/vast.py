"""A vast story, made by hand: more statements, answers, origins, actors and places than a page has room for."""

from datetime import datetime, timedelta
from pathlib import Path

from onrecord.archive import Archive, Batch
from onrecord.schema import (
    Actor,
    Annotations,
    Answer,
    Article,
    Claim,
    Difference,
    Event,
    Figure,
    Lineage,
    Origin,
    OriginEvidence,
    Part,
    Participant,
    Party,
    Place,
    Point,
    Quote,
    Record,
    Span,
    Story,
    Timeline,
)

ARTICLES, STATEMENTS = 60, 1_500
ALIKE, DIFFER, CHANGED, QUOTED = 60, 60, 20, 60
ONCE = STATEMENTS - ALIKE - DIFFER - CHANGED - QUOTED
NAMES = ("Ana Reis", "Ivo Duarte", "Marta Lind", "Sven Okafor", "Lea Moreau", "Tariq Haddad", "Ines Valdez", "Per Holm")
START = datetime(2024, 5, 14, 8)


def build(path: Path) -> Path:
    """An archive with the story "vast" alone."""
    record, articles, read = _story()
    with Archive.open(path, write=True) as archive:
        archive.stage(articles)
        ids = tuple(article.id for article in articles)
        archive.commit(Batch(done=ids, annotations=read, stories=(record.story,), records=(record,)))
    return path


def _kind(i: int) -> str:
    ends = (ALIKE, ALIKE + DIFFER, ALIKE + DIFFER + CHANGED, ALIKE + DIFFER + CHANGED + QUOTED)
    return next(
        (kind for end, kind in zip(ends, ("alike", "differ", "changed", "quoted"), strict=True) if i < end), "once"
    )


def _tellers(i: int) -> list[int]:
    several = {"alike": 3 + i % 15, "differ": 12, "changed": 8, "quoted": 5, "once": 1}[_kind(i)]
    return sorted({(i * 7 + n * 11) % ARTICLES for n in range(several)})


def _said(i: int, article: int) -> tuple[str, str]:
    """A sentence and the words in it that are the statement's."""
    name = NAMES[i % len(NAMES)]
    if _kind(i) in ("differ", "changed"):
        words = f"{100 + i + _tellers(i).index(article) % 4} people"
        return f"By the evening of that long day {words} were counted at shelter {i} behind the railway station.", words
    if _kind(i) == "quoted":
        words = f"We shall not leave pier {i} before the last boat is in and the last of its men has a bed"
        return f'"{words}," {name} told the council in the town hall of the old harbour on that evening.', words
    words = f"{name} inspected pier {i} with the engineers of the harbour and closed its northern gate"
    return f"{words} before the tide came in, according to the log of the harbour master.", words


def _story() -> tuple[Record, list[Article], tuple[Annotations, ...]]:
    told = [[i for i in range(STATEMENTS) if article in _tellers(i)] for article in range(ARTICLES)]
    articles = [
        Article(
            f"Wq7xLmPz4TRv0{n:03}",
            "\n".join(_said(i, n)[0] for i in statements),
            publisher=f"The Harbour Gazette {n % 40}",
            headline=f"Storm closes the harbour, day {n}",
            published=(START + timedelta(hours=n)).isoformat() + "Z",
        )
        for n, statements in enumerate(told)
    ]
    origins = tuple(_origin(articles[n : n + 2], n) for n in range(0, ARTICLES, 2))
    claims = {i: [_claim(i, articles[n], origins[n // 2], n) for n in _tellers(i)] for i in range(STATEMENTS)}
    story = Story(
        "vast", articles[0].headline, tuple(a.id for a in articles), (), articles[0].published, articles[-1].published
    )
    quotes = tuple(
        Quote(f"q{c.id}", (c.span,), None, None, c.said_by, "direct")
        for i in claims
        for c in claims[i]
        if c.kind == "quote"
    )
    actors = tuple(Actor(f"actor{n}", name, "person", roles=("engineer",)) for n, name in enumerate(NAMES))
    points = tuple(_point(i, claims[i]) for i in range(STATEMENTS))
    flat = tuple(claim for i in claims for claim in claims[i])
    order = tuple(point.id for point in points)
    record = Record(story, Lineage(origins), flat, points, Timeline(order, order), actors, quotes)
    read = tuple(_read(article, [c for c in flat if c.article == article.id], actors) for article in articles)
    return record, articles, read


def _origin(articles: list[Article], n: int) -> Origin:
    evidence: OriginEvidence = "presumed" if n % 8 else "shared-text"
    parts = tuple(Part(Span(a.id, 0, len(a.text) - 90), evidence, "as far as is known") for a in articles)
    ids = tuple(a.id for a in articles)
    return Origin(f"o{n}", "outlet", None, articles[0].publisher, ids[0], ids, evidence, "as far as is known", parts)


def _claim(i: int, article: Article, origin: Origin, n: int) -> Claim:
    sentence, words = _said(i, n)
    at = article.text.index(sentence)
    start = at + sentence.index(words)
    kind = {"differ": "figure", "changed": "figure", "quoted": "quote"}.get(_kind(i), "event")
    speaker = f"actor{i % len(NAMES)}" if kind == "quote" else None
    return Claim(
        f"c{i:04}{n:02}", f"point{i:04}", article.id, Span(article.id, start, start + len(words)), kind,
        "people counted" if kind == "figure" else NAMES[i % len(NAMES)], "count" if kind == "figure" else "CONSULT",
        words if kind == "figure" else "happened", "2024-05-13", article.published, "happened", None, origin.id,
        "presumed", speaker, (), "public-statement" if speaker else "not-said", "its words say so",
    )  # fmt: skip


def _point(i: int, claims: list[Claim]) -> Point:
    values = list(dict.fromkeys(claim.value for claim in claims))
    answers = tuple(_answer(value, [c for c in claims if c.value == value]) for value in values)
    change = _kind(i) == "changed"
    between = tuple(
        Difference(0, n, "update" if change else "conflict", f"{values[0]} is not {values[n]}")
        for n in range(1, len(values))
    )
    return Point(
        f"point{i:04}", claims[0].kind, claims[0].subject, claims[0].attribute, claims[0].span,
        answers[0], answers, between, ("updated" if change else "differs") if between else "same",
        tuple(claim.article for claim in claims), (), claims[0].reported, "the same words",
    )  # fmt: skip


def _answer(value: str, claims: list[Claim]) -> Answer:
    n, speakers = len(claims), sorted({claim.said_by or "" for claim in claims})
    parties = tuple(Party(one or None, NAMES[int(one[5:])] if one else "nobody named") for one in speakers)
    return Answer(value, tuple(c.id for c in claims), n, n, len({c.origin for c in claims}), parties, "several origins")


def _read(article: Article, claims: list[Claim], actors: tuple[Actor, ...]) -> Annotations:
    places = tuple(
        Place(Span(article.id, n, n + 3), f"Port number {n}", 60 - n * 3.3, n * 11.0 - 160, "PRT", 1_000 + n, "city")
        for n in range(32)
    )
    events = tuple(
        Event(
            f"e{claim.id}", claim.span, "CONSULT", None, (),
            (Participant(f"actor{n % len(NAMES)}", None),),
            (Participant(f"actor{(n + 1 + n // 8) % len(NAMES)}", None),),
            None, claim.when, "happened",
        )
        for n, claim in enumerate(c for c in claims if c.kind == "event")
    )  # fmt: skip
    figures = tuple(
        Figure(c.span, float(c.value.split()[0]), None, None, None, "count", "people", "exact")
        for c in claims
        if c.kind == "figure"
    )
    return Annotations(article.id, actors=actors, places=places, events=events, figures=figures)

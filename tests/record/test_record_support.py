"""What a count says: an upper bound of origins, and on whose word."""

import itertools
from dataclasses import replace

import pytest
from desk import CAST, GOVERNMENT, article, at, figure, only, own, quote, read, record, wire
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.parties import NOBODY, Cast, folded
from onrecord.record.support import Known, answer, phrase
from onrecord.schema import Annotations, Article, Claim, Copy, Lineage, Party, Record, Span


def told(*who: str | None, origins: tuple[str | None, ...], basis: tuple[str, ...] = ()) -> tuple[str, int]:
    """The support phrase and count of claims with these speakers, origins and bases, one article each."""
    claims, articles = [], {}
    cast = Cast([Annotations("x", actors=CAST)])
    for number, (speaker, origin, how) in enumerate(
        itertools.zip_longest(who, origins, basis or ("not-said",) * len(who)), 1
    ):
        id_ = f"a{number}"
        articles[id_] = Article(id_, "text", publisher=id_)
        known = "own" if origin else "unknown"
        claims.append(
            Claim(
                id_,
                "",
                id_,
                Span(id_, 0, 4),
                "figure",
                "",
                "",
                "",
                None,
                None,
                "happened",
                None,
                origin,
                known,
                speaker,
                (),
                how,
                "",
            )  # type: ignore[arg-type]
        )
    speakers = {c.id: cast.party(c.said_by) for c in claims}
    made = answer("v", claims, Known(articles, {}, {}), speakers=speakers)
    return made.support, made.n_origins


def test_one_origin_however_often_it_is_printed() -> None:
    assert told("lind", "duarte", "ministry", origins=("w", "w", "w")) == ("one origin", 1)


def test_only_unknown_origins_are_one_origin() -> None:
    assert told("lind", "duarte", origins=(None, None)) == ("one origin", 1)


def test_an_unknown_origin_never_raises_the_count() -> None:
    assert told("lind", "lind", origins=("w", None)) == told("lind", origins=("w",))


def test_officials_of_one_government_are_one_party() -> None:
    assert told("duarte", "ministry", "gov", origins=("x", "y", "z"))[0] == "up to 3 origins, all on the word of Arland"


def test_nobody_named_and_unnamed_people_add_no_party() -> None:
    assert told("lind", None, origins=("x", "y"))[0] == "up to 2 origins, all on the word of Tove Lind"
    assert told("lind", "two officials", origins=("x", "y"))[0] == "up to 2 origins, all on the word of Tove Lind"
    assert told(None, None, origins=("x", "y"))[0] == "up to 2 origins, all on the word of nobody named"
    assert told("residents", None, origins=("x", "y"))[0] == "up to 2 origins, all on the word of residents"


def test_different_people() -> None:
    assert told("lind", "duarte", origins=("x", "y"))[0] == "up to 2 origins, different people say so"


@pytest.mark.parametrize(
    ("who", "basis", "independent"),
    [
        (("lind", "duarte"), ("told-to-outlet", "told-to-outlet"), True),
        (("lind", None), ("told-to-outlet", "witnessed"), True),
        ((None, None), ("witnessed", "witnessed"), True),
        (("lind", "lind"), ("told-to-outlet", "told-to-outlet"), False),  # one mouth told both
        (("duarte", "ministry"), ("told-to-outlet", "told-to-outlet"), False),  # one government told both
        (("lind", "an official"), ("told-to-outlet", "told-to-outlet"), False),  # the official may be Lind
        (("lind", "duarte"), ("told-to-outlet", "public-statement"), False),
    ],
)
def test_independently_needs_two_first_hand_origins_and_two_words(who, basis, independent) -> None:  # type: ignore[no-untyped-def]
    support, _ = told(*who, origins=("x", "y"), basis=basis)
    assert support.startswith("independently reported") == independent


parties = st.lists(
    st.sampled_from(
        [Party("g", "Arland", ("Duarte",)), Party("l", "Lind", ("Lind",)), Party(None, "officials"), NOBODY]
    ),
    max_size=6,
)


@given(parties, st.integers(1, 9), st.booleans())
def test_there_are_four_phrases_and_no_others(found: list[Party], n: int, first_hand: bool) -> None:
    said = phrase(n, folded(found), independent=first_hand)
    forms = (
        said == "one origin",
        said.startswith(f"up to {n} origins, all on the word of "),
        said == f"up to {n} origins, different people say so",
        said == f"independently reported: up to {n} origins, at least two of them first-hand",
    )
    assert sum(forms) == 1


@given(parties, parties)
def test_folding_depends_on_no_order_and_loses_no_name(a: list[Party], b: list[Party]) -> None:
    left, right = folded([*a, *b]), folded([*b, *a])
    assert {(p.id, frozenset(p.names)) for p in left} == {(p.id, frozenset(p.names)) for p in right}
    assert len({p.id for p in left if p.id}) == len([p for p in left if p.id])


def toll(*reprints: str, publisher: str | None = None) -> Record:
    a = article("a", "Four people died in the fire, Duarte said.")
    b = article("b", "Firemen found four people dead, Lind said.")
    copies = [replace(a, id=name, publisher=publisher or name) for name in reprints]
    read_all = [read(x, figure(x, "Four people", 4, attributed_to="duarte")) for x in (a, *copies)]
    lineage = Lineage((wire(a, *copies), own(b)))
    return record(
        *read_all, read(b, figure(b, "four people", 4, attributed_to="lind")), articles=[a, b, *copies], lineage=lineage
    )


def test_a_reprint_raises_no_origin_and_adds_no_party() -> None:
    before, after = only(toll()).agreed, only(toll("c", "d", "e")).agreed
    assert (after.n_origins, after.said_by, after.support) == (before.n_origins, before.said_by, before.support)
    assert after.n_articles == before.n_articles + 3
    assert after.n_publishers == before.n_publishers + 3


def test_versions_of_one_article_are_one_article_and_the_newest_speaks() -> None:
    a = article("a", "Twelve people died.", "Mail", "2024-05-14T08:00")
    b = article("b", "Two people died.", "Mail", "2024-05-14T15:00")
    revision = Copy("b", "a", None, 0.9, 0.9, "revision", (), "a later version")
    origin = own(a)
    part = replace(origin.parts[0], span=Span("b", 0, len(b.text)))
    origin = replace(origin, articles=("a", "b"), parts=(*origin.parts, part))
    made = record(
        read(a, figure(a, "Twelve people", 12)),
        read(b, figure(b, "Two people", 2)),
        articles=[a, b],
        lineage=Lineage((origin,), (revision,)),
    )
    point = only(made)
    assert {c.article: c.withdrawn_by for c in made.claims} == {"a": "b", "b": None}
    assert [d.kind for d in point.differences] == ["update"]
    assert point.agreed.n_articles == 1


def test_the_minister_and_the_ministry_speak_for_the_government() -> None:
    a = article("a", '"The bridge will be closed until the autumn," Duarte said.')
    b = article("b", '"The bridge will be closed until the autumn," the ministry said.')
    words = "The bridge will be closed until the autumn,"
    made = record(
        read(a, quote(a, words, "duarte", speaker_span=at(a, "Duarte"))),
        read(b, quote(b, words, "ministry", speaker_span=at(b, "the ministry"))),
        articles=[a, b],
        lineage=Lineage((own(a), own(b))),
    )
    (said,) = only(made).agreed.said_by
    assert (said.id, set(said.names)) == (GOVERNMENT.id, {"Ana Duarte", "Arland Foreign Ministry"})
    assert [d.kind for d in only(made).differences] == ["attribution"]

"""Places: a map that tells how precisely each is known, and its table."""

import re

import pytest

from onrecord.archive import Archive
from onrecord.serve.drawings import lands, maps
from onrecord.serve.views import places
from onrecord.serve.views.places import Located, Places
from onrecord.serve.views.scenes import Scene


@pytest.fixture(scope="module")
def story(samples) -> str:
    with Archive.open(samples) as archive:
        return next(s for s in archive.stories() if s.headline and "Porto" in s.headline).id


def town(name: str, latitude: float, longitude: float, *, precision: str = "city", n: int = 1) -> Located:
    return Located(name, name, precision, latitude, longitude, None, n)


def country(code: str) -> Located:
    return Located(code, code, "country", None, None, code, 1)


def chart(*found: Located) -> maps.Map:
    made = maps.chart(Places(found, len(found), 9))
    assert made
    return made


def test_places_are_counted_by_article(samples, story) -> None:
    with Archive.open(samples) as archive:
        told = places.section(Scene.of(archive, story))
    assert [(p.name, p.precision, p.n_articles) for p in told.places] == [
        ("Porto", "city", 6), ("Oslo", "city", 5), ("Europe", "region", 3), ("Bergen", "city", 1)
    ]  # fmt: skip
    assert (told.n_places, told.of) == (4, 6)


def test_every_country_that_news_tell_of_has_its_land() -> None:
    codes = ("FRA", "NOR", "HUN", "SRB", "MNE", "MMR", "PSE", "JAM", "SGP", "USA", "CHN", "RUS", "UKR", "ISR", "XKX")
    assert [code for code in codes if lands.largest(code) is None] == []


def test_land_seen_from_afar_has_fewer_points() -> None:
    points = [sum(len(land.ring) for land in lands.seen_at(degrees)) for degrees in (0.1, 0.5, 2.0)]
    assert points[0] > 3 * points[1] > 9 * points[2] > 0


@pytest.mark.parametrize(
    "found",
    [
        [town("Porto", 41.15, -8.61)],
        [town("Porto", 41.15, -8.61), town("Oslo", 59.91, 10.75)],
        [town("Suva", -18.1, 178.4), town("Honolulu", 21.3, -157.9), town("Oslo", 59.91, 10.75)],
        [town("Longyearbyen", 78.2, 15.6), town("Ushuaia", -54.8, -68.3)],
        [town("South Pole", -90, 0)],
        [country("RUS")],
        [country("SGP")],
        [country("FRA"), country("USA"), town("Porto", 41.15, -8.61)],
    ],
)
def test_a_map_holds_its_places_and_is_light(found) -> None:
    made = chart(*found)
    assert len(made.land) + len(made.named) < 25_000
    for dot in made.dots:
        assert 0 <= dot.x <= maps.WIDTH
        if abs(dot.place.latitude or 0) < 80:
            assert 0 <= dot.y <= maps.HEIGHT


def test_a_country_is_its_area_and_a_town_a_dot() -> None:
    made = chart(country("PRT"), town("Oslo", 59.91, 10.75), town("Finnmark", 69.9, 25.0, precision="region"))
    assert made.named.startswith("M")
    assert [(dot.place.name, dot.place.precision) for dot in made.dots] == [("Oslo", "city"), ("Finnmark", "region")]
    assert [name.place.name for name in made.countries] == ["PRT"]


def test_a_place_that_more_articles_name_is_larger_within_bounds() -> None:
    few, many = chart(town("Oslo", 59.91, 10.75, n=1)).dots[0], chart(town("Oslo", 59.91, 10.75, n=900)).dots[0]
    assert few.r < many.r <= 9


def test_names_do_not_stand_on_one_another() -> None:
    made = chart(*(town(f"Town {i}", 41 + i / 50, -8 + i / 50) for i in range(12)))
    boxes = [(d.label.x - (48 if d.label.left else 0), d.label.y) for d in made.dots if d.label]
    assert 0 < len(boxes) < 12
    assert all(abs(a[1] - b[1]) > 10 or abs(a[0] - b[0]) > 40 for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_without_a_located_place_there_is_a_table_and_no_map() -> None:
    assert maps.chart(Places((Located("x", "the bay", "spot", None, None, None, 1),), 1, 3)) is None
    assert maps.chart(Places((), 0, 3)) is None


def test_the_page_has_the_map_and_the_table(client, story) -> None:
    page = client.get(f"/story/{story}").text
    section = re.search(r'<section class="band" id="places".*?</section>', page, re.DOTALL)
    assert section
    assert 'role="img"' in section[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in section[0].split("<tr>")[2:]]
    assert [row[:2] for row in rows] == [["Porto", "city"], ["Oslo", "city"], ["Europe", "region"], ["Bergen", "city"]]

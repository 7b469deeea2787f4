"""A section of a record's page: the places that its articles name, as precisely as they are known."""

from dataclasses import dataclass

from onrecord import settings
from onrecord.serve.views.scenes import Scene


@dataclass(frozen=True, slots=True)
class Located:
    """A place; `precision` is country, region, city or spot; degrees are null where it is not located as a point."""

    id: str
    name: str
    precision: str
    latitude: float | None
    longitude: float | None
    country: str | None
    n_articles: int


@dataclass(frozen=True, slots=True)
class Places:
    """The places that most articles name first; `n_places` counts those not shown, `of` are all articles that stand."""

    places: tuple[Located, ...]
    n_places: int
    of: int


def section(scene: Scene) -> Places:
    """The places of all articles of the story that stand."""
    found = scene.archive.places_of(scene.standing)
    named = sorted(found, key=lambda p: (-p.n_articles, p.precision == "country", p.name, p.id))
    kept = named[: settings.SERVE_PLACES]
    places = (Located(p.id, p.name, p.precision, p.latitude, p.longitude, p.country, p.n_articles) for p in kept)
    return Places(tuple(places), len(named), len(scene.standing))

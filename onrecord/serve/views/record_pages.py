"""The page of a record: its head and its sections, in the order in which they are read."""

from dataclasses import dataclass
from typing import Literal

from onrecord.archive import Archive
from onrecord.schema import Summary
from onrecord.serve.parameters import Asked, Id
from onrecord.serve.views import coverages, networks, origins, places, quotes, statements, timelines
from onrecord.serve.views.scenes import Card, Scene


class AskedStory(Asked, frozen=True, kw_only=True):
    """Which story; `open`: with all evidence opened, as it is printed."""

    story: Id
    open: Literal["all", ""] = ""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record as it is read. `headline_from`: the article whose headline or first sentence it is."""

    story: str
    headline: str
    headline_from: Card | None
    first_published: str | None
    last_published: str | None
    summary: Summary
    articles: tuple[Card, ...]
    origins: origins.Origins
    statements: statements.Statements
    quotes: quotes.Quotes
    timeline: timelines.Timelines
    coverage: coverages.Coverage
    network: networks.Network
    places: places.Places
    revision: int
    composed_at: str | None
    versions: dict[str, str]


def record_page(archive: Archive, asked: AskedStory) -> RecordPage:
    """The page of one story."""
    return page(Scene.of(archive, asked.story))


def page(scene: Scene) -> RecordPage:
    """The page of a scene."""
    record = scene.record
    headline, label = scene.view.headline()
    source = next((card for card in scene.cards.values() if card.label == label), None)
    return RecordPage(
        story=record.story.id,
        headline=headline,
        headline_from=source,
        first_published=record.story.first_published,
        last_published=record.story.last_published,
        summary=scene.summary,
        articles=tuple(scene.cards.values()),
        origins=origins.section(scene),
        statements=statements.section(scene),
        quotes=quotes.section(scene),
        timeline=timelines.section(scene),
        coverage=coverages.section(scene),
        network=networks.section(scene),
        places=places.section(scene),
        revision=record.revision,
        composed_at=record.composed_at,
        versions=record.versions,
    )

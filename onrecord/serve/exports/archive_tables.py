"""The tables of an archive as a whole: passages, what was left out, articles by publisher and day, how it was made."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from onrecord import __version__, settings
from onrecord.archive import Archive
from onrecord.schema import Record
from onrecord.serve.exports.article_tables import day
from onrecord.serve.exports.columns import END, START, Column, Row, Table


@dataclass(slots=True)
class Kept:
    """What is known of an archive when its stories were told: the story of each article, the earlier version of
    each later one, and how records were made.
    """

    archive: Archive
    story: str | None
    with_text: bool
    story_of: dict[str, str] = field(default_factory=dict)
    version_of: dict[str, str] = field(default_factory=dict)
    versions: Counter[tuple[str, str]] = field(default_factory=Counter)
    composed: list[str] = field(default_factory=list)

    def note(self, record: Record) -> None:
        """What one record adds."""
        story = record.story
        self.story_of |= dict.fromkeys((*story.articles, *story.round_ups), story.id)
        copies = (copy for copy in record.lineage.copies if copy.kind == "revision" and copy.original)
        self.version_of |= {copy.article: copy.original or "" for copy in copies}
        self.versions.update(record.versions.items())
        if record.composed_at:
            self.composed = [min([*self.composed, record.composed_at]), max([*self.composed, record.composed_at])]


def _passages(kept: Kept) -> Iterator[Row]:
    known = kept.story_of if kept.story else None
    for number, passage in enumerate(kept.archive.passages(known)):
        left, right = passage.left, passage.right
        if known is not None and not (left.article in known and right.article in known):
            continue
        stories = {kept.story_of.get(left.article), kept.story_of.get(right.article)}
        story = stories.pop() if len(stories) == 1 else None
        sides = (left.article, left.start, left.end, right.article, right.start, right.end)
        yield (number, story, *sides, passage.kind, passage.identity)


PASSAGES = Table(
    "passages",
    "A row a passage that two articles share.",
    (
        Column("passage", int, "its place in the table; numbers may be left out"),
        Column("story", str, "id of the story; null where the articles are of different stories", to="stories"),
        Column("article", str, "id of the one article", to="articles"),
        START,
        END,
        Column("other_article", str, "id of the other", to="articles", at="article"),
        Column("other_start", int, "its first character there"),
        Column("other_end", int, "the character after its last there"),
        Column("kind", str, "verbatim, edited, reworded or quotation"),
        Column("identity", float, "part of its words that are the same, 0 to 1"),
    ),
    ("passage",),
    _passages,
)


def _skipped(kept: Kept) -> Iterator[Row]:
    for number, item in enumerate(() if kept.story else kept.archive.skipped()):
        yield (number, item.input, item.place, item.reason, item.remedy)


SKIPPED = Table(
    "skipped",
    "A row an input, or a part of one, that was left out. Empty where one story is exported.",
    (
        Column("number", int, "in the order in which they were met, from 0"),
        Column("input", str, "the file, as it was named"),
        Column("place", str, "where in it: a line, a field"),
        Column("reason", str, "why it was left out"),
        Column("remedy", str, "what can be done"),
    ),
    ("number",),
    _skipped,
)


def _publisher_days(kept: Kept) -> Iterator[Row]:
    texts: Counter[tuple[str, str | None]] = Counter()
    later: Counter[tuple[str, str | None]] = Counter()
    size: Counter[tuple[str, str | None]] = Counter()
    for article in kept.archive.articles():
        found = day(article.published)
        at = (found.isoformat() if found else "", article.publisher)
        texts[at] += 1
        later[at] += article.id in kept.version_of
        size[at] += len(article.text)
    for at in sorted(texts, key=lambda key: (key[0], key[1] or "")):
        yield (
            at[1],
            date.fromisoformat(at[0]) if at[0] else None,
            texts[at],
            None if kept.story else later[at],
            size[at],
        )


PUBLISHER_DAYS = Table(
    "publisher_days",
    "The denominator: what each publisher has in the archive on each day. Always of the whole archive.",
    (
        Column("publisher", str, "null where none is given"),
        Column("day", date, "of publication; null where it is not known"),
        Column("n_articles", int, "articles of that publisher and day that were read, each version of one counted"),
        Column("n_later_versions", int, "of them, later versions of another; null where one story is exported"),
        Column("n_characters", int, "length of their texts"),
    ),
    (),
    _publisher_days,
)


def _about(kept: Kept) -> Iterator[Row]:
    yield ("exported_by", f"onrecord {__version__}", None)
    for (name, value), n in sorted(kept.versions.items()):
        yield (name, value, n)
    for name, moment in zip(("first_composed", "last_composed"), kept.composed, strict=False):
        yield (name, moment, None)
    yield ("text", "whole" if kept.with_text else f"excerpts of {settings.SERVE_EXCERPT_WORDS} words at most", None)
    yield ("story", kept.story or "all", None)


ABOUT = Table(
    "about",
    "How this export was made. Its dates are the archive's, so that the same archive gives the same files.",
    (
        Column(
            "name", str, "exported_by, program, codebook, models, settings, first_composed, last_composed, text ..."
        ),
        Column("value", str, "its value"),
        Column("n_stories", int, "stories whose record was made so"),
    ),
    ("name", "value"),
    _about,
)

ARCHIVE_TABLES: tuple[Table[Kept], ...] = (PASSAGES, SKIPPED, PUBLISHER_DAYS, ABOUT)

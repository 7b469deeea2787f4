"""An archive with its nouns several times over, under other ids: for what a larger archive costs to read."""

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from onrecord.archive import Archive, Batch
from onrecord.schema import Story

STORIES = 100
"""Stories that are kept at once."""


def multiply(archive: Path, into: Path, copies: int) -> Path:
    """Writes the archive `into`, once."""
    if into.exists():
        return into
    part = into.with_suffix(".part")
    part.unlink(missing_ok=True)
    with Archive.open(archive) as source, Archive.open(part, write=True) as made:
        for copy in range(copies):
            stories = source.stories()
            while block := list(islice(stories, STORIES)):
                keep(source, made, block, ending=f"-{copy}" if copy else "")
            print(f"copy {copy + 1} of {copies}", flush=True)
    part.rename(into)
    return into


def keep(source: Archive, made: Archive, stories: list[Story], *, ending: str) -> None:
    """Some stories with all that belongs to them, under ids with this ending."""
    batches = [named(source, story, ending) for story in stories]
    made.stage(replace(a, id=a.id + ending) for story in stories for a in source.articles(story.articles))
    made.commit(
        Batch(
            done=tuple(id_ + ending for story in stories for id_ in story.articles),
            annotations=tuple(read for batch in batches for read in batch["annotations"]),
            passages=tuple(passage for batch in batches for passage in batch["passages"]),
            stories=tuple(story for batch in batches for story in batch["stories"]),
            records=tuple(record for batch in batches for record in batch["records"]),
        )
    )


def named(source: Archive, story: Story, ending: str) -> dict[str, list[Any]]:
    """The nouns of one story, renamed."""
    ids, inside = [story.id, *story.articles], set(story.articles)
    passages = [p for p in source.passages(story.articles) if {p.left.article, p.right.article} <= inside]
    nouns = {
        "annotations": list(source.annotations(story.articles)),
        "passages": passages,
        "stories": [story],
        "records": [source.record(story.id)],
    }
    return {name: [renamed(noun, ids, ending) for noun in found] for name, found in nouns.items()}


def renamed(noun: Any, ids: list[str], ending: str) -> Any:
    packed = msgspec.json.encode(noun)
    for id_ in ids if ending else ():
        packed = packed.replace(b'"%s"' % id_.encode(), b'"%s%s"' % (id_.encode(), ending.encode()))
    return msgspec.json.decode(packed, type=type(noun))

"""Shooting incidents as their records tell them: killed, injured, day, town and names, one JSON line a story.

usage: incidents.py FOLDER [--until DAY] > RECORDS; then the scorer: figures.py FOLDER RECORDS

FOLDER has articles.jsonl.gz (id, outlet, published, title, text). An archive is built from these alone, in memory.
--until: only articles published before that day, where all would take too long.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord import engine, pipeline
from onrecord.archive import Archive
from onrecord.schema import Annotations, Article, Figure, Record


def main(folder: Path, until: str) -> None:
    with Archive.open(None) as archive:
        pipeline.build(archive, [a for a in articles(folder) if (a.published or "9") < until], run=engine.run)
        for record in archive.records():
            told = list(archive.articles(record.story.articles))
            read = list(archive.annotations(record.story.articles))
            sys.stdout.write(json.dumps(incident(record, told, read)) + "\n")


def articles(folder: Path) -> Iterator[Article]:
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Article(
                row["id"],
                row["text"],
                publisher=row["outlet"],
                published=row["published"] or None,
                headline=row["title"] or None,
            )


def incident(record: Record, told: Sequence[Article], read: Sequence[Annotations]) -> dict[str, object]:
    """What the record of a story says of its incident."""
    return {
        "articles": list(record.story.articles),
        "killed": toll(record, read, "killed"),
        "injured": toll(record, read, "injured"),
        "date": day(record, told),
        "city": commonest(p.name for one in read for p in one.places if p.precision == "city"),
        "names": victims(record, read),
    }


def toll(record: Record, read: Sequence[Annotations], measure: str) -> int:
    """The number that most articles give; of several tolls that are told as often the largest. None is 0."""
    values = {f.span: f for one in read for f in one.figures if f.measure == measure and f.value is not None}
    claims = {claim.id: claim for claim in record.claims}
    found: list[tuple[int, float]] = []
    for point in record.points:
        if point.kind == "figure" and point.attribute == measure:
            agreed = [values[c.span] for c in map(claims.get, point.agreed.claims) if c and c.span in values]
            if agreed and not all(claims[id_].background for id_ in point.agreed.claims):
                found.append((point.agreed.n_articles, largest(agreed)))
    return int(max(found)[1]) if found else 0


def largest(figures: Iterable[Figure]) -> float:
    return max(figure.value or 0.0 for figure in figures)


def day(record: Record, told: Sequence[Article]) -> str | None:
    """The day on which most articles put violence; else the first day of publication."""
    days = {(c.article, c.when[:10]) for c in record.claims if violent(c.attribute) and c.when and len(c.when) >= 10}
    found = Counter(when for _, when in days)
    first = min((a.published[:10] for a in told if a.published), default=None)
    return max(found, key=lambda when: (found[when], when)) if found else first


def violent(attribute: str) -> bool:
    return attribute.startswith("ASSAULT")


def commonest(names: Iterable[str]) -> str | None:
    found = Counter(names)
    return max(found, key=lambda name: (found[name], name)) if found else None


def victims(record: Record, read: Sequence[Annotations]) -> list[str]:
    """The persons with a name on whom violence is done in an event of the story."""
    people = {actor.id: actor.name for actor in record.actors if actor.kind == "person" and " " in actor.name}
    struck = (p.actor for one in read for e in one.events if violent(e.type) for p in e.recipients)
    return sorted({people[actor] for actor in struck if actor in people})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--until", default="9999")
    given = parser.parse_args()
    main(given.folder, given.until)

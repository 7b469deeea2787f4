"""Anaphors of the seeds: how many pronouns, names and noun phrases are resolved to whom they stand for.

Usage: python bench/anaphors.py DATA_FOLDER [--wrong]. A mention counts when it overlaps the anaphor; of two
referents both must be found.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from onrecord import tokens
from onrecord.extract import actors, mentions
from onrecord.extract.readings import Reading
from onrecord.schema import Article


def main(folder: Path, *, wrong: bool) -> None:
    rows = [json.loads(line) for line in (folder / "seeds/coref.jsonl").read_text(encoding="utf-8").splitlines()]
    readings = {}
    for name in sorted({row["doc"] for row in rows}):
        text = (folder / f"seeds/seed-{name}.txt").read_text(encoding="utf-8")
        readings[name] = Reading(Article(name, text, published="2023-10-17"), tokens.parse(text))
        mentions.find(readings[name])
        actors.resolve(readings[name])
    right, given, total = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        found = _names(readings[row["doc"]], row)
        wanted = row["refers_to"] if isinstance(row["refers_to"], list) else [row["refers_to"]]
        hit = bool(found) and all(any(_same(want, names) for names in found) for want in wanted)
        right[row["kind"]] += hit and len(found) <= len(wanted)
        given[row["kind"]] += bool(found)
        total[row["kind"]] += 1
        if wrong and not hit:
            print(row["doc"], row["sent"], repr(row["text"]), "wanted", wanted, "found", [names[0] for names in found])
    print(f"{'kind':12}{'right':>7}{'given':>7}{'gold':>7}")
    for kind in sorted(total):
        print(f"{kind:12}{right[kind]:7}{given[kind]:7}{total[kind]:7}")
    print(f"{'all':12}{right.total():7}{given.total():7}{total.total():7}")


def _names(reading: Reading, row: dict) -> list[list[str]]:
    """The names of the actors of the mention that fits the anaphor best."""
    best = [m for m in reading.mentions if m.span.start < row["end"] and row["start"] < m.span.end]
    exact = [m for m in best if (m.span.start, m.span.end) == (row["start"], row["end"])]
    actors_found = [reading.actors[m.actor] for m in (exact or best) if m.actor]
    return [[a.name, *a.aliases] for a in dict.fromkeys(actors_found)][
        : 2 if isinstance(row["refers_to"], list) else None
    ]


def _same(wanted: str, names: list[str]) -> bool:
    return any(wanted.casefold() == name.casefold() for name in names)


if __name__ == "__main__":
    main(Path(sys.argv[1]), wrong="--wrong" in sys.argv)

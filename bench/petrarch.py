"""Events of `extract` against the validation records of PETRARCH-2: a small gold of low quality, a smoke test, no bar.

usage: petrarch.py DATA      (DATA has events-petrarch/petr2_gsr_validation.jsonl)

A record has a CAMEO code and the countries of both sides. It is right when an event of the sentence has the PLOVER root
of the code and both countries among its actors and recipients, on either side when it is mutual. Shown are the root
alone, each country alone, and the whole. Records without an event, or with a bare statement (code 01), are left out.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.extract import annotate_all
from onrecord.schema import Annotations, Article, Participant

ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "163": "COERCE", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "20": "ASSAULT",
}  # fmt: skip
YIELDING = ("CONCEDE", "RETREAT")
Told = tuple[str, frozenset[str], frozenset[str]]


def main(data: Path) -> None:
    path = data / "events-petrarch" / "petr2_gsr_validation.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    read = annotate_all(Article(row["id"], row["text"], published=_day(row["date"])) for row in rows)
    counts: Counter[str] = Counter()
    for row, annotations in zip(rows, read, strict=True):
        told = list(_told(annotations))
        for event in row["cameo_events"]:
            if (root := _root(event.get("eventcode", ""))) is not None:
                counts.update(records=1, **_right(root, event["sourcecode"][:3], event["targetcode"][:3], told))
    figures = {name: round(counts[name] / counts["records"], 4) for name in ("record", "root", "source", "target")}
    print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()), f" of {counts['records']} records")
    print(json.dumps(figures | {"n_records": counts["records"]}))


def _day(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}"


def _root(code: str) -> str | None:
    return ROOTS.get(code[:3]) or ROOTS.get(code[:2])


def _told(read: Annotations) -> list[Told]:
    country = {actor.id: actor.country for actor in read.actors}

    def countries(side: tuple[Participant, ...]) -> frozenset[str]:
        return frozenset(code for p in side if (code := country.get(p.actor or "")))

    return [
        ("YIELD" if event.type in YIELDING else event.type, countries(event.actors), countries(event.recipients))
        for event in read.events
    ]


def _right(root: str, source: str, target: str, told: list[Told]) -> dict[str, int]:
    of_root = [(actors, recipients) for type_, actors, recipients in told if type_ == root]
    return {
        "root": bool(of_root),
        "source": any(source in actors for _, actors, _ in told),
        "target": any(target in recipients | (frozenset() if recipients else actors) for _, actors, recipients in told),
        "record": any(
            (source in actors and target in recipients) or (not recipients and {source, target} <= actors)
            for actors, recipients in of_root
        ),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))

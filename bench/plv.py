"""PLOVER types of relations whose parties are given: the classifier that `extract` calls, handed the spans of PLV.

usage: plv.py FILE [--folds 5] > PRED      then: events.py FILE PRED

Without folds the weights that ship are asked (they were trained on plv_train). With folds each part of the rows,
grouped by sentence, is asked of weights trained on the others. PRED has one event a row, with the parties as given.
"""

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).with_name("train")))

import event_roots

from onrecord import weights
from onrecord.extract import roots
from onrecord.extract.roots import Networks

Row = dict[str, Any]


def main(path: Path, folds: int) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    given = list(event_roots.examples(rows))
    types = crossed(rows, given, folds) if folds else asked(given, Networks.of(weights.load("roots", roots.VERSION)))
    for row, type_ in zip(rows, types, strict=True):
        print(json.dumps(line(row, type_)))


def crossed(rows: list[Row], given: list[event_roots.Example], folds: int) -> list[str]:
    """The type of each row by weights that have not seen its sentence."""
    parts = [int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % folds for row in rows]
    found = [""] * len(rows)
    for fold in range(folds):
        learned = Networks.of(event_roots.train([g for g, part in zip(given, parts, strict=True) if part != fold]))
        for at in (at for at, part in enumerate(parts) if part == fold):
            found[at] = asked([given[at]], learned)[0]
    return found


def asked(given: list[event_roots.Example], learned: Networks) -> list[str]:
    return [learned.types[int(learned.chances(row.clues, row.vectors).argmax())] for row in given]


def line(row: Row, type_: str) -> Row:
    """The row as `onrecord extract` would print it, as far as it is scored."""

    def parties(side: str) -> list[Row]:
        return [{"actor": None, "span": span(row["id"], start, end)} for start, end in row[side]]

    event = {
        "span": span(row["id"], 0, len(row["text"])),
        "type": type_,
        "actors": parties("source_spans"),
        "recipients": parties("target_spans"),
    }
    return {"noun": "Annotations", "article": row["id"], "events": [event]}


def span(article: str, start: int, end: int) -> Row:
    return {"article": article, "start": start, "end": end}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    told = parser.parse_args()
    main(told.file, told.folds)

"""What `extract` finds, against gold: every development set, one table.

usage: extraction.py DATA SCORE [--only NAME ...] [--workers 1]      (SCORE is the folder with the scorers)

The scorers make the input, `onrecord extract` reads it, the scorers compare. The figures named below are shown.
"""

import json
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import NamedTuple


class Set(NamedTuple):
    """Gold in the data folder, and what each scorer is asked for."""

    gold: str
    figures: dict[str, tuple[str, ...]]


SETS = {
    "seeds": Set(
        "seeds",
        {
            "quotes": ("quotes_f1", "speaker", "recall_direct", "recall_mixed"),
            "figures": ("figure_value_f1",),
            "times": ("value_f1",),
            "events": ("event_f1",),
        },
    ),
    "polnear": Set(
        "quotes-polnear/dev.jsonl", {"quotes": ("sourced_f1", "sourced_p", "sourced_r", "attribution_f1", "marked_f1")}
    ),
    "timebank": Set("time-tempeval3/timebank.jsonl", {"times": ("value_f1",)}),
    "aquaint": Set("time-tempeval3/aquaint.jsonl", {"times": ("value_f1",)}),
    "meantime": Set("meantime/dev.jsonl", {"times": ("value_f1",), "events": ("actors_p", "actors_f1")}),
    "gvdb": Set("figures-gvdb/dev.jsonl", {"figures": ("counts",)}),
    "plv": Set("events-plover/plv_train.jsonl", {"events": ("root_macro_f1", "root_accuracy")}),
}
BESIDE = ("anaphors", "entities")
"""Measurements of this folder that score the readings themselves; their tables are printed as they are."""


def main(data: Path, score: Path, names: list[str], workers: int) -> None:
    found: dict[str, float] = {}
    print(f"{'set':10} {'articles':>8} {'seconds':>8}  figures", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in (name for name in names if name in SETS):
            found |= measured(name, data, score, Path(folder), workers)
    for name in (name for name in names if name in BESIDE):
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, Path(__file__).with_name(f"{name}.py"), data], check=True)
    print(json.dumps(found))


def measured(name: str, data: Path, score: Path, folder: Path, workers: int) -> dict[str, float]:
    """The figures of one set, by names as `plv.events.root_macro_f1`."""
    gold, given, read = data / SETS[name].gold, folder / f"{name}.jsonl", folder / f"{name}.read.jsonl"
    into([score / "to_articles.py", gold], given)
    started = time.perf_counter()
    into(["-m", "onrecord", "extract", "--workers", str(workers), given], read)
    seconds, found = time.perf_counter() - started, {}
    for scorer, wanted in SETS[name].figures.items():
        into([score / f"{scorer}.py", gold, read], folder / "scores")
        scores = json.loads((folder / "scores").read_text(encoding="utf-8").splitlines()[-1])
        found |= {f"{scorer}.{figure}": scores[figure] for figure in wanted}
    count = len(given.read_text(encoding="utf-8").splitlines())
    told = "  ".join(f"{figure} {value:.3f}" for figure, value in found.items())
    print(f"{name:10} {count:8} {seconds:8.0f}  {told}", flush=True)
    return {f"{name}.{figure}": value for figure, value in found.items()}


def into(command: list[str | Path], path: Path) -> None:
    with path.open("wb") as stream:
        subprocess.run([sys.executable, *command], check=True, stdout=stream)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("score", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[*SETS, *BESIDE], default=[*SETS, *BESIDE])
    parser.add_argument("--workers", type=int, default=1)
    told = parser.parse_args()
    main(told.data, told.score, told.only, told.workers)

"""What `extract` finds, against gold: every development set, one table.

usage: extraction.py DATA SCORE [--only NAME ...] [--workers 1]      (SCORE is the folder with the scorers)

The scorers make the input, `onrecord extract` reads it (or a script of this folder answers), the scorers compare. The
figures named below are shown.
"""

import json
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Set(NamedTuple):
    """Gold in the data folder, what each scorer is asked for, and options of `onrecord extract`.

    Where a script of this folder answers in its place, `script` names it, and the options are the script's.
    """

    gold: str
    figures: dict[str, tuple[str, ...]]
    options: tuple[str, ...] = ()
    script: str | None = None


SETS = {
    "seeds": Set(
        "seeds",
        {
            "quotes": ("quotes_f1", "speaker", "recall_direct", "recall_mixed"),
            "figures": ("figure_value_f1",),
            "times": ("value_f1",),
            "events": ("event_f1", "status_of_found"),
        },
    ),
    "polnear": Set(
        "quotes-polnear/dev.jsonl", {"quotes": ("sourced_f1", "sourced_p", "sourced_r", "attribution_f1", "marked_f1")}
    ),
    "timebank": Set("time-tempeval3/timebank.jsonl", {"times": ("value_f1",)}),
    "aquaint": Set("time-tempeval3/aquaint.jsonl", {"times": ("value_f1",)}),
    "meantime": Set("meantime/dev.jsonl", {"times": ("value_f1",), "events": ("actors_p", "actors_f1")}),
    "acts": Set(
        "meantime/dev.jsonl", {"events": ("actors_p", "actors_r", "recipients_p", "recipients_r")}, ("--acts",)
    ),
    "gvdb": Set("figures-gvdb/dev.jsonl", {"figures": ("counts",)}),
    "gva": Set("gva", {"figures": ("counts", "date", "city", "victims_f1")}, script="incidents"),
    "plv": Set("events-plover/plv_train.jsonl", {"events": ("root_macro_f1", "root_accuracy")}),
    "given": Set(
        "events-plover/plv_train.jsonl", {"events": ("root_macro_f1", "quad_macro_f1")}, ("--folds", "5"), "plv"
    ),
}
"""`acts`: all acts of MEANTIME; `given`: PLV with its spans given, each row asked of weights that have not seen it."""
BESIDE = ("petrarch", "anaphors", "entities")
"""Measurements of this folder that score the readings themselves; their tables are printed as they are."""


def main(data: Path, score: Path, names: list[str], workers: int) -> None:
    found: dict[str, float] = {}
    print(f"{'set':10} {'articles':>8} {'seconds':>8}  figures", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in (name for name in names if name in SETS):
            found |= measured(name, data, score, Path(folder), workers)
    for name in (name for name in names if name in BESIDE):
        print(f"\n{name}", flush=True)
        subprocess.run([sys.executable, HERE / f"{name}.py", data], check=True)
    print(json.dumps(found))


def measured(name: str, data: Path, score: Path, folder: Path, workers: int) -> dict[str, float]:
    """The figures of one set, by names as `plv.events.root_macro_f1`."""
    gold, read = data / SETS[name].gold, folder / f"{name}.read.jsonl"
    started = time.perf_counter()
    count = answered(name, gold, score, read, workers)
    seconds, found = time.perf_counter() - started, {}
    for scorer, wanted in SETS[name].figures.items():
        into([score / f"{scorer}.py", gold, read], folder / "scores")
        scores = json.loads((folder / "scores").read_text(encoding="utf-8").splitlines()[-1])
        found |= {f"{scorer}.{figure}": scores[figure] for figure in wanted}
    told = "  ".join(f"{figure} {value:.3f}" for figure, value in found.items())
    print(f"{name:10} {count:8} {seconds:8.0f}  {told}", flush=True)
    return {f"{name}.{figure}": value for figure, value in found.items()}


def answered(name: str, gold: Path, score: Path, read: Path, workers: int) -> int:
    """Write into `read` what is found; the number of articles read, or of the lines that a script wrote."""
    asked = SETS[name]
    if asked.script:
        into([HERE / f"{asked.script}.py", gold, *asked.options], read)
        return lines(read)
    given = read.with_name(f"{name}.jsonl")
    into([score / "to_articles.py", gold], given)
    into(["-m", "onrecord", "extract", "--workers", str(workers), *asked.options, given], read)
    return lines(given)


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


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

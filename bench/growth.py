"""What an article costs as an archive grows: one `build`, batch by batch, that can be stopped and goes on.

usage: growth.py DATA FOLDER [--articles 10000] [--workers 1]

FOLDER keeps the archive, growth.csv (a row for each batch) and growth.png (growth.txt where matplotlib is missing).
The articles of allsides come in the order of publication. Reading one costs the same however many are kept: what can
grow is the rest, so it is timed by itself, as processor time of the first process, per 1,000 words of the batch.
"""

import csv
import json
import lzma
import os
import re
import time
from argparse import ArgumentParser
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from onrecord import engine, pipeline
from onrecord.archive import Archive, Batch
from onrecord.schema import Article

FIELDS = ("kept", "articles", "words", "reading_s", "rest_s", "clock_s", "memory_mib", "archive_mib", "stories")
EARLY = range(600, 1_401)
"""Articles: the batches that end in this range stand for article 1,000, those of the last 800 for a late one."""


def main(data: Path, folder: Path, count: int, workers: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with Archive.open(folder / "growth.onrecord", write=True) as archive:
        watch = Watch(archive, folder / "growth.csv")
        pipeline.build(archive, articles(data, count), run=partial(watch.run, workers=workers), progress=watch.progress)
    rows = [{name: float(row[name]) for name in FIELDS} for row in csv.DictReader((folder / "growth.csv").open())]
    draw(rows, folder)
    early = [row for row in rows if row["kept"] in EARLY]
    late = [row for row in rows if row["kept"] > rows[-1]["kept"] - 800]
    found = {
        "n_articles": int(rows[-1]["kept"]),
        "rest_late_of_early": cost(late, "rest_s") / cost(early, "rest_s"),
        "all_late_of_early": cost(late, "rest_s", "reading_s") / cost(early, "rest_s", "reading_s"),
        "memory_mib": max(row["memory_mib"] for row in rows),
    }
    print(json.dumps({name: round(value, 3) for name, value in found.items()}))


def articles(data: Path, count: int) -> list[Article]:
    """The first articles by day of publication; a few have no day."""
    with lzma.open(data / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = sorted((r["published"], r["id"], r) for r in map(json.loads, lines) if r["published"][:2] == "20")
    return [
        Article(id_, row["text"], publisher=row["outlet"] or None, headline=row["title"] or None, published=day)
        for day, id_, row in rows[:count]
    ]


class Watch:
    """Times a build from outside: what is spent until a batch is kept, and what of it is reading."""

    def __init__(self, archive: Archive, table: Path) -> None:
        self.archive, self.table = archive, table
        self.commit, archive.commit = archive.commit, self.committed  # type: ignore[method-assign]
        self.reading = self.before = self.began = 0.0

    def progress(self, label: str, items: Iterable[Any], _: int | None) -> Iterable[Any]:
        if label == "extracting":  # all before is loading, which a run does once
            self.before, self.began = time.process_time(), time.perf_counter()
        return items

    def run(self, work: Callable, given: Iterable[Article], *, workers: int) -> Generator[Any, None, None]:
        results: Iterator[Any] = engine.run(work, given, workers=workers)
        while True:
            started = time.process_time()
            result = next(results, None)
            self.reading += time.process_time() - started
            if result is None:
                return
            yield result

    def committed(self, batch: Batch) -> None:
        self.commit(batch)
        spent, clock = time.process_time() - self.before, time.perf_counter() - self.began
        counts = self.archive.counts()
        words = sum(article.text.count(" ") for article in self.archive.articles(batch.done))
        kept, size = counts["articles"] - counts["pending"], Path(self.archive.name).stat().st_size
        seconds = (self.reading, spent - self.reading, clock)
        row = (kept, len(batch.done), words, *seconds, memory(), size / 2**20, counts["stories"])
        self.keep(dict(zip(FIELDS, row, strict=True)))
        self.reading, self.before, self.began = 0.0, time.process_time(), time.perf_counter()

    def keep(self, row: dict[str, float]) -> None:
        new = not self.table.exists()
        with self.table.open("a", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, FIELDS)
            if new:
                writer.writeheader()
            writer.writerow({name: round(value, 3) for name, value in row.items()})
        print("  ".join(f"{name} {value:,.1f}" for name, value in row.items()), flush=True)


def memory() -> float:
    """MiB that this process and its workers have held at most, together."""
    workers = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    told = [Path(f"/proc/{process}/status").read_text() for process in ("self", *workers)]
    return sum(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) for status in told) / 1024


def cost(rows: list[dict[str, float]], *parts: str) -> float:
    """Seconds for each 1,000 words: the articles of one year are longer than those of another."""
    words = sum(row["words"] for row in rows)
    return 1000 * sum(row[part] for row in rows for part in parts) / words if words else float("nan")


def draw(rows: list[dict[str, float]], folder: Path) -> None:
    points = [(row["kept"], 1000 * cost([row], "rest_s")) for row in rows]
    try:
        from matplotlib import pyplot
    except ImportError:
        highest = max(value for _, value in points)
        bars = (f"{kept:7.0f} {value:7.1f} {'#' * round(60 * value / highest)}" for kept, value in points)
        text = "milliseconds outside reading, for each 1,000 words, by articles kept\n" + "\n".join(bars) + "\n"
        (folder / "growth.txt").write_text(text, encoding="utf-8")
        print(text)
        return
    figure, axes = pyplot.subplots(figsize=(8, 4))
    axes.plot(*zip(*points, strict=True), marker=".")
    axes.set(xlabel="articles kept", ylabel="ms outside reading, per 1,000 words", ylim=(0, None))
    figure.savefig(folder / "growth.png", dpi=120, bbox_inches="tight")


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    told = parser.parse_args()
    main(told.data, told.folder, told.articles, told.workers)

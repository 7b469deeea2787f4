"""How fast: `extract` and `build` beside the bare language pipeline, two workers beside one, `align`, and the start.

usage: speed.py DATA [--articles 500] [--aligned 10000]      (allsides is read)
       speed.py DATA --reprints                              (provenance2018: a third of its words are printed again)

Every row is a process of its own, its start included; "CPU" is that of the process and its workers, which tells less
of what else the machine does than the clock.
"""

import gzip
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lineage import BATCH, allsides, in_order

from onrecord import lines
from onrecord.schema import Article

ROOT = Path(__file__).parent.parent
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
HEADING = f"{'':26}{'clock s':>9}{'CPU s':>9}{'articles/s':>12}{'of bare':>9}{'by CPU':>8}{'MiB':>6}{'load':>6}"


class Spent(NamedTuple):
    """Seconds by the clock, seconds of the processor, and MiB of the process that held most."""

    clock: float
    cpu: float
    memory: float


def main(data: Path, count: int, aligned: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        news, folder = Path(name) / "news.jsonl", Path(name)
        news.write_text(
            "".join(lines.dump(article) + "\n" for article in in_order(islice(allsides(data), count))), encoding="utf-8"
        )
        print(f"{count} articles; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        print(HEADING)
        bare = row("language pipeline alone", count, None, __file__, "--bare", news)
        extract = row("extract", count, bare, "-m", "onrecord", "extract", news)
        build = row("build", count, bare, "-m", "onrecord", "build", folder / "one", news)
        two = row("build --workers 2", count, bare, "-m", "onrecord", "build", folder / "two", news, "--workers", 2)
    command = [sys.executable, __file__, "--align", str(data), str(aligned)]
    align = float(subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment()).stdout)
    print(f"{'align alone, of ' + str(aligned):26}{align:30.1f}{'':23}{os.getloadavg()[0]:6.1f}")
    help_, import_ = start("-m", "onrecord", "--help"), start("-c", "import onrecord")
    subprocess.run(["make", "--silent", "-C", ROOT, "install"], check=True, stderr=subprocess.DEVNULL)
    demo = spent(["make", "--silent", "-C", ROOT, "demo"])
    print(f"onrecord --help {help_:.3f} s, import onrecord {import_:.3f} s (best of 7), make demo {demo.clock:.1f} s")
    found = {
        "extract_of_bare": bare.clock / extract.clock,
        "build_of_bare": bare.clock / build.clock,
        "two_workers": build.clock / two.clock,
        "build_memory_mib": build.memory,
        "extract_of_bare_cpu": bare.cpu / extract.cpu,
        "build_of_bare_cpu": bare.cpu / build.cpu,
        "align_per_s": align,
        "help_s": help_,
        "import_s": import_,
        "demo_s": demo.clock,
    }
    print(json.dumps({name: round(value, 3) for name, value in found.items()}))


def reprints(data: Path) -> None:
    """`extract` beside the bare pipeline on articles that print each other's paragraphs, in order of publication."""
    with gzip.open(data / "provenance2018" / "articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = sorted(map(json.loads, stream), key=lambda row: (row["published"] or "", row["id"]))
    given = [Article(row["id"], row["text"], published=row["published"]) for row in rows]
    with tempfile.TemporaryDirectory() as name:
        news = Path(name) / "reprints.jsonl"
        news.write_text("".join(lines.dump(article) + "\n" for article in given), encoding="utf-8")
        print(HEADING)
        bare = row("language pipeline alone", len(given), None, __file__, "--bare", news)
        row("extract", len(given), bare, "-m", "onrecord", "extract", news)
        row("extract --workers 2", len(given), bare, "-m", "onrecord", "extract", "--workers", 2, news)


def row(label: str, count: int, bare: Spent | None, *arguments: object) -> Spent:
    """Run Python with these arguments, and print what it took."""
    took = spent([sys.executable, *arguments])
    beside = f"{bare.clock / took.clock:9.2f}{bare.cpu / took.cpu:8.2f}" if bare else f"{'':17}"
    speed = f"{took.clock:9.1f}{took.cpu:9.1f}{count / took.clock:12.1f}"
    print(f"{label:26}{speed}{beside}{took.memory:6.0f}{os.getloadavg()[0]:6.1f}", flush=True)
    return took


def spent(command: Sequence[object]) -> Spent:
    started = time.perf_counter()
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, env=environment())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert not process.returncode, command
    return Spent(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """One thread each, for one core each."""
    return os.environ | dict.fromkeys(THREADS, "1")


def start(*arguments: str) -> float:
    return min(spent([sys.executable, *arguments]).clock for _ in range(7))


def pipeline_alone(news: Path) -> None:
    """What `tokens.parse_all` loads, without anything of ours in it."""
    import spacy

    from onrecord.tokens import MODELS

    found = next(name for name in MODELS if importlib.util.find_spec(name))
    texts = (json.loads(line)["text"] for line in news.read_text(encoding="utf-8").splitlines())
    for _ in spacy.load(found).pipe(texts, batch_size=32):
        pass


def align_alone(data: Path, count: int) -> None:
    """As a build does it: batch by batch with one index."""
    from onrecord.align import Index, trace

    given = in_order(islice(allsides(data), count))
    by_id = {article.id: article for article in given}
    index, started = Index(by_id.__getitem__), time.perf_counter()
    for at in range(0, len(given), BATCH):
        trace(given[at : at + BATCH], index=index)
    print(len(given) / (time.perf_counter() - started))


if __name__ == "__main__":
    if sys.argv[1] == "--bare":
        pipeline_alone(Path(sys.argv[2]))
    elif sys.argv[1] == "--align":
        align_alone(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        parser = ArgumentParser(description=__doc__)
        parser.add_argument("data", type=Path)
        parser.add_argument("--articles", type=int, default=500)
        parser.add_argument("--aligned", type=int, default=10_000)
        parser.add_argument("--reprints", action="store_true")
        given = parser.parse_args()
        if given.reprints:
            reprints(given.data)
        else:
            main(given.data, given.articles, given.aligned)

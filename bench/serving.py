"""How fast the pages are: server time of each page over many addresses, and a load on one page while a build writes.

usage: serving.py DATA FOLDER [--copies N] [--seconds 60]

FOLDER has growth.onrecord, the archive that bench/growth.py makes of allsides. `--copies 5` measures on an archive with
its nouns five times over, under other ids (made once, beside it). The load tools are Debian's `wrk` (closed loop, one
connection: what it measures is the server's time and the loopback's) and `hey` (a given rate). The build adds articles
of allsides that the archive has not yet to a copy of it, which is what is served then.
"""

import json
import lzma
import re
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from urllib.request import urlopen

from multiplied import multiply

from onrecord.archive import Archive
from onrecord.serve import addresses

EACH = 400
"""Addresses of a kind of page."""
COMMON = ("the", "said", "president", "trump", "house", "new york", "white house", "police", "people", "election")
LUA = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local at = 0
request = function() at = at %% #paths + 1; return wrk.format("GET", paths[at]) end
local wrong = 0
response = function(status) if status ~= 200 then wrong = wrong + 1 end end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('{"n": %%d, "p50_ms": %%.1f, "p95_ms": %%.1f, "max_ms": %%.1f, "errors": %%d}\\n',
    summary.requests,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency.max / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def main(data: Path, folder: Path, copies: int, seconds: int) -> None:
    missing = [tool for tool in ("wrk", "hey") if not shutil.which(tool)]
    if missing:
        sys.exit(f"needs {' and '.join(missing)}: apt-get install {' '.join(missing)}")
    archive = folder / "growth.onrecord"
    if copies > 1:
        archive = multiply(archive, folder / f"growth-{copies}.onrecord", copies)
    with Archive.open(archive) as kept:
        print(json.dumps({"archive": archive.name, **kept.counts()}))
        kinds = pages(kept)
    with serving(archive) as (address, server):
        for name, paths in kinds.items():
            print(json.dumps({"page": name, "addresses": len(paths), **timed(address, paths)}), flush=True)
        print(json.dumps({"memory_mib": memory(server)}))
    if copies == 1:
        loaded(data, archive, seconds)


def pages(archive: Archive) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn at random with a fixed seed."""
    draw = Random(0)
    stories = list(archive.stories())
    several = [story for story in stories if len(story.articles) > 1]
    largest = sorted(several, key=lambda story: -len(story.articles))[:20]
    some = draw.sample(several, min(EACH, len(several)))
    singles = draw.sample(stories, min(EACH, len(stories)))
    articles = [draw.choice(story.articles) for story in singles]
    records = [archive.record(story.id) for story in some[:100]]
    actors = [record.actors[draw.randrange(len(record.actors))].id for record in records if record.actors]
    points = [(record.story.id, draw.choice(record.points).id) for record in records if record.points]
    words = [" ".join(draw.sample(text.split(), 2)) for text in spoken(archive, articles[:100])]
    either = [f"{a} OR {b}" for a in COMMON for b in COMMON if a != b]
    return {
        "stories": ["/", "/?sort=size", *(f"/?from={s.first_published[:10]}" for s in some if s.first_published)],
        "record, several articles": [addresses.story(story.id) for story in some],
        "record, any": [addresses.story(story.id) for story in singles],
        "record, the 20 largest": [addresses.story(story.id) for story in largest],
        "record as JSON": [f"{addresses.story(story.id)}.json" for story in some],
        "lineage": [addresses.lineage(story.id) for story in some],
        "statements": [f"{addresses.story(story.id)}/statements" for story in some],
        "statement": [addresses.statement(*point) for point in points],
        "article": [addresses.article(article) for article in articles],
        "compare": [addresses.compare(story.articles[0], story.articles[-1]) for story in some],
        "actor": [addresses.actor(actor) for actor in actors],
        "search, two words of a text": [addresses.with_parameters("/search", q=q) for q in words],
        "search, common words": [addresses.with_parameters("/search", q=q) for q in COMMON],
        "search, OR": [addresses.with_parameters("/search", q=q) for q in either],
        "skipped, about, openapi": ["/skipped", "/about", "/openapi.json"],
    }


def spoken(archive: Archive, ids: list[str]) -> Iterator[str]:
    for article in archive.articles(ids):
        yield " ".join(re.findall(r"[A-Za-z]{4,}", article.text[:2000])) or "nothing here"


@contextmanager
def serving(archive: Path) -> Iterator[tuple[str, int]]:
    """A server of its own process: its address and its process id."""
    command = [sys.executable, "-m", "onrecord", "serve", str(archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found, "the server did not start"
        urlopen(found.group() + "about").read()
        yield found.group().rstrip("/"), server.pid
        server.terminate()


def timed(address: str, paths: list[str]) -> dict[str, float]:
    """What wrk measures when it asks each path in turn, on one connection."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paths").write_text("\n".join(paths) + "\n")
        script = Path(folder) / "paths.lua"
        script.write_text(LUA % (Path(folder) / "paths"))
        told = subprocess.run(
            ["wrk", "-t1", "-c1", "-d6s", "--timeout", "20s", "-s", str(script), address],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    found: dict[str, float] = json.loads(re.findall(r"^{.*}$", told, re.MULTILINE)[-1])
    return found


def memory(process: int) -> int:
    """MiB that a process has held at most."""
    return int(re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[0]) // 1024


def loaded(data: Path, archive: Path, seconds: int) -> None:
    """200 requests a second on one story's page while a build writes to the same archive."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "busy.onrecord"
        shutil.copy(archive, copy)
        new = Path(folder) / "new.jsonl"
        new.write_text("".join(json.dumps(row) + "\n" for row in islice(unread(data, archive), 4_000)))
        with Archive.open(copy) as kept:
            story = max(islice(kept.stories(), 500), key=lambda s: len(s.articles)).id
        with serving(copy) as (address, server):
            build = subprocess.Popen(
                [sys.executable, "-m", "onrecord", "build", str(copy), str(new)], stdout=subprocess.DEVNULL
            )
            first = stamp(copy)
            while (
                stamp(copy) < first + 2 and build.poll() is None
            ):  # it takes the articles in, then works the first of them
                time.sleep(0.5)
            before = stamp(copy)
            rate = ["-z", f"{seconds}s", "-c", "20", "-q", "10"]
            told = subprocess.run(
                ["hey", *rate, address + addresses.story(story)], check=True, capture_output=True, text=True
            ).stdout
            commits, alive = stamp(copy) - before, build.poll() is None
            build.kill()
            build.wait()
            found = {
                "requests_per_s": float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0]),
                "p95_ms": 1000 * float(re.findall(r"95%+ in ([\d.]+)", told)[0]),
                "statuses": dict(re.findall(r"\[(\d+)\]\s+(\d+) responses", told)),
                "failed": "Error distribution" in told,
                "commits_meanwhile": commits,
                "build_still_on": alive,
                "memory_mib": memory(server),
            }
            print(json.dumps({"load": "one story's page, 200/s", "seconds": seconds, **found}))


def stamp(archive: Path) -> int:
    with Archive.open(archive) as kept:
        return kept.stamp()


def unread(data: Path, archive: Path) -> Iterator[dict[str, str]]:
    """Articles of allsides that the archive has not."""
    with Archive.open(archive) as kept:
        known = {article.id for article in kept.articles()}
    with lzma.open(data / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] not in known and row["published"][:2] == "20":
                told = {"id": row["id"], "text": row["text"], "publisher": row["outlet"], "headline": row["title"]}
                yield told | {"published": row["published"]}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=60)
    asked = parser.parse_args()
    main(asked.data, asked.folder, asked.copies, asked.seconds)

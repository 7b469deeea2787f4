"""`onrecord build` killed (-9) at 50 random moments and run again: does it export what a build left alone exports?

usage: kills.py DATA [KILLS]      (allsides is read; the builds have small batches, so that many moments are in commits)
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lineage import allsides, in_order

import onrecord
from onrecord import lines

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from builds import Builds, exported

ARTICLES = 24


def main(data: Path, kills: int) -> None:
    with tempfile.TemporaryDirectory() as name, Builds() as builds:
        folder = Path(name)
        articles = in_order(islice(allsides(data), ARTICLES))
        (folder / "news.jsonl").write_text("".join(lines.dump(article) + "\n" for article in articles))
        started = time.monotonic()
        assert run(builds, folder / "alone") == 0
        whole, seconds = exported(folder / "alone"), time.monotonic() - started
        print(f"{'kill':>4} {'after s':>8} {'archive':>8} {'done before':>12} {'done after':>11}")
        rows = list(killed(builds, folder, kills, seconds))
        archives = sorted({row["archive"] for row in rows})
        same = [run(builds, folder / one) == 0 and exported(folder / one) == whole for one in archives]
    mid = sum(row["after"] > row["before"] for row in rows)
    print(
        f"{len(rows)} kills landed, {mid} after something was committed; {sum(same)} of {len(same)} archives are whole"
    )
    print(json.dumps({"n_kills": len(rows), "n_archives": len(same), "archives_equal": sum(same) / len(same)}))


def killed(builds: Builds, folder: Path, kills: int, seconds: float) -> Iterator[dict]:
    """Kill the build of one archive until it is done nevertheless, then that of the next."""
    moments, archive, landed = random.Random(50), 1, 0
    while landed < kills:
        path = folder / f"killed-{archive}"
        before = done(path)
        child = builds.start("build", path, folder / "news.jsonl", out=folder / "out")
        time.sleep(moment := moments.uniform(0, seconds / 4))
        os.kill(child, signal.SIGKILL)
        if builds.ended() != -signal.SIGKILL:
            archive += 1
            continue
        landed += 1
        after = done(path)
        print(f"{landed:4} {moment:8.3f} {archive:8} {before:12} {after:11}", flush=True)
        yield {"archive": path.name, "before": before, "after": after}


def run(builds: Builds, path: Path) -> int:
    return builds.run("build", path, path.with_name("news.jsonl"), out=path.with_name("out"))


def done(path: Path) -> int:
    """How many articles an archive has worked."""
    if not path.exists():
        return 0
    try:
        with onrecord.open(path) as archive:
            counts = archive.counts()
    except onrecord.OnrecordError:  # killed while the tables were made
        return 0
    return counts["articles"] - counts["pending"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50)

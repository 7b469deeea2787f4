"""Processor time and size of each kind of page, asked in process: for a machine that others keep busy.

usage: pages.py ARCHIVE [--each 100] [--only KIND]

Every address is asked once, of a server that has kept nothing: `python -m` and the network are left out, all else is
in, also packing with gzip. Times are processor milliseconds, sizes thousands of bytes before packing.
"""

import asyncio
import gc
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from serving import pages

from onrecord.archive import Archive
from onrecord.serve import app as server


def main(archive: Path, each: int, only: str) -> None:
    """Prints one line of JSON for each kind of page."""
    with Archive.open(archive) as kept:
        kinds = {name: paths for name, paths in pages(kept).items() if only in name}
    server.warm()
    for name, paths in kinds.items():
        chosen = Random(1).sample(paths, min(each, len(paths)))
        application = server.app(archive)
        asyncio.run(asked(application, paths[-1]))
        gc.collect()
        found = [asyncio.run(asked(application, path)) for path in chosen]
        times, sizes = zip(*found, strict=True)
        print(json.dumps({"page": name, "n": len(found), "ms": told(times), "kb": told(sizes)}), flush=True)


async def asked(application: Any, path: str) -> tuple[float, float]:
    """Processor milliseconds and thousands of bytes of one answer."""
    plain, _, query = path.partition("?")
    status, size = 0, 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, size
        status, size = message.get("status", status), size + len(message.get("body", b""))

    scope = {"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": ""}
    scope |= {"path": plain, "raw_path": plain.encode(), "query_string": query.encode()}
    scope |= {"headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8001)}
    begun = time.process_time()
    await application(scope, receive, send)
    spent = 1000 * (time.process_time() - begun)
    if status != 200:
        raise SystemExit(f"{status}: {path}")
    return spent, size / 1000


def told(values: tuple[float, ...]) -> dict[str, float]:
    """The median, the 95th percentile and the largest."""
    cuts = quantiles(values, n=100, method="inclusive") if len(values) > 1 else [values[0]] * 99
    return {"p50": round(cuts[49], 1), "p95": round(cuts[94], 1), "max": round(max(values), 1)}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    main(given.archive, given.each, given.only)

"""Agencies found by `credits.find` against the `credit` field of provenance2018: python bench/credits.py DATA

The field is a lower bound (made from the first and last 1,500 characters), so precision is one too.
"""

import gzip
import json
import sys
import time
from pathlib import Path

from onrecord import credits as agency_credits


def main(data: Path) -> None:
    right = wrong = missed = 0
    with gzip.open(data / "provenance2018" / "articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    start = time.perf_counter()
    for record in records:
        found = {credit.agency for credit in agency_credits.find(record["text"]) if credit.scope == "article"}
        named = set(record["credit"])
        right, wrong, missed = right + len(found & named), wrong + len(found - named), missed + len(named - found)
    per_article = (time.perf_counter() - start) / len(records) * 1000
    print("articles  found  precision  recall  ms/article")
    found_all, named_all = right + wrong, right + missed
    print(f"{len(records):8}  {found_all:5}  {right / found_all:9.3f}  {right / named_all:6.3f}  {per_article:10.2f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))

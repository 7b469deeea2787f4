"""Writes the sample output in README.md anew (`python docs/make_sample.py`); a test says when it is needed."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = "onrecord --published 2024-11-05 docs/ferry/*.txt"
BLOCK = re.compile(rf"(```console\n\$ {re.escape(COMMAND)}\n).*?(```\n)", re.DOTALL)
SHOWN = re.compile(r"^3 ARTICLES.*?(?=^IN ONE ARTICLE ONLY)", re.DOTALL | re.MULTILINE)
"""The part of the output that the README shows: the origins, what is printed most often, the differences."""


def with_sample(readme: str, printed: str) -> str:
    """The README with this output in place of the one that it has."""
    lines = [line.rstrip() for line in printed.splitlines()]
    found = SHOWN.search("\n".join(lines))
    assert found, "the output has no longer the parts that the README shows"
    shown = found.group().strip()
    return BLOCK.sub(lambda block: f"{block[1]}...\n{shown}\n...\n{block[2]}", readme)


if __name__ == "__main__":
    files = sorted(map(str, (ROOT / "docs" / "ferry").glob("*.txt")))
    typed = [sys.executable, "-m", "onrecord", *COMMAND.split()[1:-1], *files]
    output = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    page = ROOT / "README.md"
    page.write_text(with_sample(page.read_text(encoding="utf-8"), output), encoding="utf-8")

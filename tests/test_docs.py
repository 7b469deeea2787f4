"""The commands in README.md and docs/ run, and print what stands below them.

In a block ```` ```console ```` a line `$ command` is run, in one folder for each page that holds the sample stories as
`samples/`; what follows is what it prints (`...` stands for anything). A line `> more` goes on with the command.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)\n?((?:(?!\$ ).*\n?)*)", re.MULTILINE)


def pages() -> list[Path]:
    found = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [path for path in found if path.exists() and BLOCK.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_commands_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "onrecord" / "samples", tmp_path / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for command, expected in COMMAND.findall(block):
            typed = command.replace("\n> ", "\n")
            run = subprocess.run(
                ["bash", "-c", typed], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, (typed, run.stderr)
            if expected.strip():
                printed = trimmed(run.stdout + run.stderr)
                same = doctest.OutputChecker().check_output(trimmed(expected), printed, doctest.ELLIPSIS)
                assert same, f"$ {typed}\n{printed}"


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"

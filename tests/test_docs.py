"""What README.md and docs/ say holds: commands run, fields, options and settings are all told, links lead somewhere.

In a block ```` ```console ```` a line `$ command` is run, in one folder for each page that holds the sample stories as
`samples/` and `docs/ferry/`; what follows is what it prints (`...` stands for anything; the width of
columns is not compared). A line `> more` goes on with the command.
"""

import doctest
import importlib.util
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import types
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
import msgspec
import pytest

import onrecord
from onrecord import cli, schema

ROOT = Path(onrecord.__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
NOUNS = {name: noun for name, noun in vars(schema).items() if is_dataclass(noun)}
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)\n?((?:(?!\$ ).*\n?)*)", re.MULTILINE)


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(read(page))], ids=lambda path: path.name)
def test_commands_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "onrecord" / "samples", tmp_path / "samples")
    shutil.copytree(DOCS / "ferry", tmp_path / "docs" / "ferry")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    for block in BLOCK.findall(read(page)):
        for command, expected in COMMAND.findall(block):
            typed = command.replace("\n> ", "\n")
            run = subprocess.run(
                ["bash", "-c", typed], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, (typed, run.stderr)
            if expected.strip():
                printed = trimmed(run.stdout + run.stderr)
                same = doctest.OutputChecker().check_output(trimmed(expected), printed, LOOSELY)
                assert same, f"$ {typed}\n{printed}\n(README.md: python docs/make_sample.py)"


def trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"


# Links


def anchors(page: Path) -> set[str]:
    """The headings of a page as they stand in addresses: "What goes in" is #what-goes-in."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", read(page), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_to_pages_and_headings(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if "://" not in link:
            name, _, heading = link.partition("#")
            target = page.parent / name if name else page
            if not target.exists() or (heading and heading not in anchors(target)):
                broken.append(link)
    assert not broken


def test_every_page_is_on_the_map() -> None:
    text = read(DOCS / "index.md")
    assert not [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"]({page.name})" not in text]


def test_the_targets_that_the_readme_names_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"^make ([a-z]+)", read(ROOT / "README.md"), re.MULTILINE)
    assert {"demo", "test"} <= set(named)
    assert not [target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


# The record format


def section(noun: str) -> str:
    found = re.search(rf"^## {noun}\n(.*?)(?=^## |\Z)", read(DOCS / "record.md"), re.DOTALL | re.MULTILINE)
    assert found, f"docs/record.md has no section on {noun}"
    return found.group(1)


def written(kind: object) -> str:
    """A type as the page writes it: "list of Span", "string or null"."""
    names = {str: "string", int: "integer", float: "number", bool: "true or false", types.NoneType: "null"}
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is typing.Literal:
        return "word"
    if typing.get_origin(kind) is tuple:
        return f"list of {written(arguments[0])}"
    if typing.get_origin(kind) is dict:
        return f"object of {written(arguments[1])}"
    return " or ".join(map(written, arguments)) if arguments else names.get(kind, getattr(kind, "__name__", ""))  # type: ignore[call-overload]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_is_told_with_its_type(noun: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|(.*)\|$", section(noun), re.MULTILINE)
    kinds = typing.get_type_hints(NOUNS[noun], vars(schema))
    assert [(name, kind) for name, kind, _ in rows] == [(name, written(kind)) for name, kind in kinds.items()]
    for (name, _, meaning), kind in zip(rows, kinds.values(), strict=True):
        if written(kind) == "word":
            assert set(typing.get_args(kind)) == set(re.findall(r"`([\w-]+)`", meaning)) - set(NOUNS), name


@pytest.mark.parametrize("noun", NOUNS)
def test_every_example_is_one(noun: str) -> None:
    examples = re.findall(r"^```json\n(.*?)\n```", section(noun), re.DOTALL | re.MULTILINE)
    assert examples
    for example in map(json.loads, examples):
        kept = {field.name for field in fields(NOUNS[noun])} | ({"noun"} if noun in schema.NOUNS else {"text"})
        assert set(example) <= kept
        if noun in schema.NOUNS:
            assert next(iter(example.items())) == ("noun", noun)
        lenient = noun in ("Record", "Point")  # their examples leave out what has a section of its own
        assert lenient or set(example) >= kept - {"noun", "text"}
        msgspec.convert(example, NOUNS[noun])


# Commands, functions, settings


def options() -> list[tuple[str, str]]:
    return [
        (name, option)
        for name, command in cli.commands.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ]


def test_every_option_is_told_with_its_command() -> None:
    lines = read(DOCS / "commands.md").splitlines()
    untold = [
        (name, option)
        for name, option in options()
        if not any(option in line and (f"`{name}`" in line or f"onrecord {name} " in line) for line in lines)
    ]
    assert not untold


def test_no_option_is_told_that_is_not_there() -> None:
    known = {option for _, option in options()} | {"--help", "--version"}
    for page in (ROOT / "README.md", DOCS / "commands.md", DOCS / "tutorial.md"):
        told = {
            option for line in re.findall(r"onrecord [^`\n]*", read(page)) for option in re.findall(r"--[a-z-]+", line)
        }
        assert told <= known, page.name


def test_every_function_is_told_with_its_parameters() -> None:
    text = read(DOCS / "python.md")
    for name in ("read", "build", "open"):
        signature = next(line for line in text.splitlines() if f"`onrecord.{name}(" in line)
        assert not [one for one in inspect.signature(getattr(onrecord, name)).parameters if one not in signature], name


def test_the_settings_page_is_made_from_the_settings() -> None:
    path = DOCS / "make_settings.py"
    spec = importlib.util.spec_from_file_location("make_settings", path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert read(DOCS / "settings.md") == made.page(), "run: python docs/make_settings.py"

"""The house as DESIGN has it: floors, doors, words, and that what can be set or typed is documented."""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path

import onrecord
from onrecord import cli, schema, settings

HOUSE = Path(onrecord.__file__).parent
ROOT = HOUSE.parent
MODULES = sorted(HOUSE.rglob("*.py"))
ROOMS = ("acquire", "align", "cluster", "extract", "record")
DOORS = {
    "acquire": ("read",),
    "align": ("trace", "explain"),
    "cluster": ("assign",),
    "extract": ("annotate", "annotate_all"),
    "record": ("compose", "summarise"),
}
FLOORS = {
    "errors": 0,
    "schema": 1,
    "settings": 1,
    "wordlists": 1,
    "moments": 2,
    "spans": 2,
    "stretches": 2,
    "parses": 1,
    "tokens": 2,
    "versions": 2,
    "trees": 2,
    "weights": 2,
    "lines": 2,
    "credits": 2,
    **dict.fromkeys(ROOMS, 3),
    "archive": 4,
    "pipeline": 5,
    "serve": 5,
    "engine": 6,
    "cli": 7,
    "__init__": 7,
    "__main__": 8,
}
DUMPS = {"utils", "util", "helpers", "common", "manager", "base", "misc", "core", "tools", "stuff"}
LONGEST = 350
"""Lines of a file: about 300."""
LONGER = {"schema.py": "all nouns on one page", "settings.py": "all thresholds"}


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports() -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every module with the parts of each name that it imports from the house: ("align", "trace")."""
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                names = [tuple(name.name.split(".")) for name in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [(*node.module.split("."), name.name) for name in node.names]
            else:
                continue
            yield from ((path, name[1:]) for name in names if name[0] == "onrecord" and len(name) > 1)


def test_every_module_has_a_floor() -> None:
    assert {room(path) for path in MODULES} == set(FLOORS)


def test_imports_come_from_lower_floors_or_the_own_room() -> None:
    for path, name in imports():
        own = room(path)
        assert name == ("__version__",) or name[0] == own or FLOORS[name[0]] < FLOORS[own], (path.name, name)


def test_rooms_are_entered_by_their_doors() -> None:
    """Only names that the door has are imported from outside, never a module behind it."""
    for path, name in imports():
        if name[0] in ROOMS and name[0] != room(path):
            assert len(name) < 3, (path.name, name)
            assert not HOUSE.joinpath(*name).with_suffix(".py").exists(), (path.name, name)


def test_pages_are_shown_by_the_commands_only() -> None:
    assert {room(path) for path, name in imports() if name[0] == "serve"} <= {"serve", "cli"}


def test_rooms_have_doors() -> None:
    for name, doors in DOORS.items():
        found = importlib.import_module(f"onrecord.{name}")
        assert all(callable(getattr(found, door)) for door in doors), name


def test_a_module_says_first_what_it_is() -> None:
    for path in MODULES:
        first = (ast.get_docstring(tree(path)) or "").split("\n\n")[0]
        assert first.endswith((".", ":")), path.name


def test_a_module_is_of_readable_length() -> None:
    lengths = {str(path.relative_to(HOUSE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: length for name, length in lengths.items() if length > LONGEST and name not in LONGER}


def test_there_is_no_dumping_room() -> None:
    assert not DUMPS & {part.removesuffix(".py") for path in MODULES for part in path.relative_to(HOUSE).parts}


def test_rooms_never_print() -> None:
    for path in MODULES:
        if room(path) in ROOMS:
            called = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
            assert not {"print", "sys.stdout.write", "sys.stderr.write"} & called, path.name


SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|CREATE\s+TABLE|UPDATE\s\w+\sSET|PRAGMA)\b",
    re.DOTALL,
)


def test_sql_stands_in_the_archive() -> None:
    for path in MODULES:
        nodes = list(ast.walk(tree(path)))
        texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        modules = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
        assert room(path) == "archive" or not ([*filter(SQL.search, texts)] or "sqlite3" in modules), path.name


def test_word_lists_say_what_they_are() -> None:
    for path in (HOUSE / "wordlists").glob("*.tsv"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith("# "), path.name
        assert "Apache-2.0" in first, path.name


def documentation() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


def test_every_setting_says_its_reason() -> None:
    body = ast.parse((HOUSE / "settings.py").read_text(encoding="utf-8")).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            name = ast.unparse(node.target)
            assert isinstance(after, ast.Expr), name
            assert isinstance(after.value, ast.Constant), name
            assert name.split("_")[0].lower() in FLOORS, name


def test_every_setting_is_documented() -> None:
    text = documentation()
    assert not [name for name in settings.all_settings() if name not in text]


def test_every_command_is_documented() -> None:
    text = documentation()
    assert not [name for name in cli.commands.commands if f"onrecord {name}" not in text]


def test_every_noun_is_documented() -> None:
    text = documentation()
    nouns = [name for name, noun in vars(schema).items() if is_dataclass(noun)]
    assert not [name for name in nouns if f"`{name}`" not in text]


def test_every_noun_is_public() -> None:
    nouns = {name for name, noun in vars(schema).items() if is_dataclass(noun)}
    assert nouns <= set(onrecord.__all__)


def test_every_dependency_is_weighed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(name for names in project["optional-dependencies"].values() for name in names),
    ]
    names = [re.split(r"[^A-Za-z0-9_-]", needs)[0] for needs in needed]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert not [name for name in names if f"`{name}`" not in text]


def test_the_locks_name_no_registry_and_pin_by_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
        assert not [line for line in lines if "://" in line or line.startswith("-")], path.name
        pins = re.findall(r"^\S+==\S+ \\\n    --hash=sha256:", "\n".join(lines), re.MULTILINE)
        assert len(pins) == sum(not line.startswith(" ") for line in lines if line), path.name

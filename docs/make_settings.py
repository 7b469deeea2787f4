"""Writes docs/settings.md from onrecord/settings.py (`python docs/make_settings.py`); a test says when it is needed."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from onrecord import settings

PAGE = Path(__file__).with_name("settings.md")
READS = {
    "ACQUIRE": "[acquire](acquire.md) reads articles",
    "CREDITS": "[acquire](acquire.md#credits) and [align](align.md) read who credits which agency",
    "ALIGN": "[align](align.md) finds shared passages, copies and origins",
    "CLUSTER": "[cluster](cluster.md) puts articles into stories",
    "EXTRACT": "[extract](extract.md) reads what an article says",
    "PARSES": "[parses](extract.md#method) of lines are kept",
    "RECORD": "[record](room_record.md) makes statements out of claims",
    "ARCHIVE": "[archive](archive.md) keeps everything in one file",
    "SERVE": "[pages and exports](serve.md) are made",
    "PIPELINE": "the [pipeline](architecture.md) works in batches",
    "ENGINE": "the [engine](architecture.md) shares the work among processes",
}
"""Who reads the settings that begin so, in the order of the page."""
HEAD = """# Settings

Every threshold of the house, with its value, its unit, and the measurement or reason that set it. They stand in
`onrecord/settings.py`; this page is made from that file by `docs/make_settings.py`. There is no configuration file. A
record keeps a hash of all settings but those of `serve` under `versions`, so that two records tell whether they were
made alike.
"""


def page() -> str:
    """The whole page."""
    told = list(described())
    unknown = {name for name, _, _ in told if name.partition("_")[0] not in READS}
    assert not unknown, f"who reads these? add it to READS: {unknown}"
    return "\n".join([HEAD, *(line for room in READS for line in section(room, told))])


def section(room: str, told: list[tuple[str, object, str]]) -> Iterator[str]:
    """The settings of one room as a table."""
    yield f"## {room.capitalize()}\n\nRead where {READS[room]}.\n\n| setting | value | unit and reason |\n|---|---|---|"
    for name, value, reason in told:
        if name.partition("_")[0] == room:
            yield f"| `{name}` | {written(value)} | {reason.replace('|', '&#124;')} |"
    yield ""


def described() -> Iterator[tuple[str, object, str]]:
    """Name, value and docstring of each setting, in the order of the file."""
    body = ast.parse(Path(settings.__file__).read_text(encoding="utf-8")).body
    values = settings.all_settings()
    for node, after in pairwise(body):
        if isinstance(node, ast.AnnAssign) and isinstance(after, ast.Expr):
            name, reason = ast.unparse(node.target), ast.literal_eval(after.value)
            yield name, values[name], " ".join(reason.split())


def written(value: object) -> str:
    """A number as a person writes it.

    >>> written(200_000), written(1605), written(10.0), written("ISO")
    ('200,000', '1605', '10', 'ISO')
    """
    if not isinstance(value, (int, float)):
        return str(value)
    return (f"{value:,}" if value >= 10_000 else str(value)).removesuffix(".0")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

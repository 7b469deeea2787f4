"""docs/serve.md tells every page, and the addresses in it are answered."""

import re
import shlex
from pathlib import Path

import pytest

import onrecord
from onrecord.serve.exports import EXPORTS
from onrecord.serve.pages import PAGES

DOCS = Path(onrecord.__file__).parent.parent / "docs"
TEXT = (DOCS / "serve.md").read_text(encoding="utf-8")
ASKED = re.findall(r"^curl (.+)$", TEXT, re.MULTILINE)


def test_every_page_is_told():
    paths = {re.sub(r"{\w+}", "ID", page.path) for page in PAGES}
    assert not [path for path in paths if f"`{path}`" not in TEXT and f"`{path}?q=WORDS`" not in TEXT]


@pytest.mark.parametrize("words", ASKED)
def test_the_addresses_of_the_examples_are_answered(client, words):
    (address,) = shlex.split(words)
    answer = client.get(address.removeprefix("http://127.0.0.1:8001"))
    assert answer.status_code == 200
    lines = answer.text.splitlines() if "_nl=on" in address else [answer.json()]
    rows = lines if "_nl=on" in address else lines[0].get("rows", [True])
    assert rows, "the example finds nothing"


def test_every_format_is_told_in_the_commands():
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert not [form for form in EXPORTS if f"`{form}`" not in text]


def test_the_picture_of_the_readme_is_small():
    assert (DOCS / "record.png").stat().st_size < 250_000

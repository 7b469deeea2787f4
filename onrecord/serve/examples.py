"""Examples for the description of the API: what this archive can be asked, and what it then answers, cut short."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

import msgspec

from onrecord.archive import Archive
from onrecord.serve import parameters
from onrecord.serve.pages import Page
from onrecord.serve.parameters import AskedList

ENTRIES, LENGTH = 2, 120
"""Of each list of an answer so many entries, of each string so many characters: the form is to be seen."""

_LOOKED_AT = 10
_ANYWHERE = {"_size": "2", "at": "0,40", "layers": "quotes,figures"}


def values(archive: Archive) -> dict[str, str]:
    """A value that this archive answers for each parameter, of its latest story; none where it has none."""
    found = dict(_ANYWHERE)
    for story in islice(archive.stories(), 1):
        record = archive.record(story.id)
        articles = [*story.articles, *story.articles]
        first = archive.article(articles[0])
        named = record.actors[:_LOOKED_AT]
        telling = [actor for actor in named if archive.statements_of_actor(actor.id, limit=1)] or named
        found |= {"story": story.id, "article": first.id, "left": first.id, "right": articles[1], "with": articles[1]}
        found |= {"point": next((p.id for p in record.points), ""), "actor": next((a.id for a in telling), "")}
        found |= {"q": next((a.name for a in telling), _word(first.text)), "words": _word(first.text)}
        found |= {"publisher": first.publisher or ""}
        found |= {"from": (story.first_published or "")[:10], "until": (story.last_published or "")[:10]}
        found |= {"place": next((place.name for place in archive.places_of(story.articles, limit=1)), "")}
    return {name: value for name, value in found.items() if value}


def _word(text: str) -> str:
    return next(iter(re.findall(r"\w{5,40}", text)), "")


def value(name: str, schema: Mapping[str, Any], known: Mapping[str, str]) -> str | int | None:
    """A value for a parameter with these bounds; null where none is known.

    >>> value("sort", {"enum": ["", "size"]}, {}), value("from", {"type": "integer"}, {"from": "2024-05-01"})
    ('size', 0)
    """
    if "enum" in schema:
        return next((str(one) for one in schema["enum"] if one), None)
    if schema.get("type") == "integer":
        return int(known[name]) if known.get(name, "").isdigit() else 0
    return known.get(name)


def answer(page: Page, archive: Archive, known: Mapping[str, str]) -> Any:
    """What the archive answers to a list, of one row and cut short; null for a page that is no list."""
    asked = {"_size": "1", "q": known.get("q", "")} if page.name == "search" else {"_size": "1"}
    in_path = {name: known[name] for name in re.findall(r"{(\w+)}", page.path) if name in known}
    if not issubclass(page.asked, AskedList) or len(in_path) < page.path.count("{"):
        return None
    view = page.view(archive, parameters.parse(page.asked, asked | in_path))
    return {"ok": True, **_short(msgspec.to_builtins(view))}


def _short(told: Any) -> Any:
    if isinstance(told, str):
        return told[:LENGTH]
    if isinstance(told, dict):
        return {name: _short(value) for name, value in told.items()}
    return [_short(value) for value in told[:ENTRIES]] if isinstance(told, (list, tuple)) else told

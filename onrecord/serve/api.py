"""The API's own description: /openapi.json, made from the table of pages, with examples out of the archive at hand."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

import msgspec

from onrecord import __version__
from onrecord.archive import Archive
from onrecord.serve import addresses
from onrecord.serve.pages import PAGES, Page
from onrecord.serve.parameters import Asked

_ERROR = {
    "type": "object",
    "required": ["ok", "status", "error", "name", "remedy"],
    "properties": {
        "ok": {"const": False},
        "status": {"type": "integer"},
        "error": {"type": "string", "description": "what went wrong"},
        "name": {"type": "string", "description": "the parameter or the input"},
        "remedy": {"type": "string", "description": "what to do"},
    },
    "example": {
        "ok": False,
        "status": 404,
        "error": "no such story: 0",
        "name": "news.onrecord",
        "remedy": "list them",
    },
}
_REFUSED = {
    400: "A parameter is out of its bounds.",
    404: "There is none of that name.",
    503: "The archive is not there.",
}


def document(archive: Archive) -> dict[str, Any]:
    """The OpenAPI 3.1 document; the examples are of the latest story of the archive."""
    shown = [page.shown for page in PAGES]
    schemas, components = msgspec.json.schema_components(shown, ref_template="#/components/schemas/{name}")
    examples = example_values(archive)
    paths: dict[str, Any] = {}
    for page, schema in zip(PAGES, schemas, strict=True):
        paths[page.path] = {"get": _operation(page, {"text/html": {"schema": {"type": "string"}}}, examples, "page")}
        told = {"allOf": [{"type": "object", "properties": {"ok": {"const": True}}, "required": ["ok"]}, schema]}
        content: dict[str, Any] = {"application/json": {"schema": told}}
        if "nl" in page.asked.__struct_fields__:
            content["application/x-ndjson"] = {"schema": {"type": "string"}}
        paths[as_json(page.path)] = {"get": _operation(page, content, examples, "data")}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": "What an archive holds. Every page is also data under its address with .json."
            " Counts of origins are upper bounds. Offsets are code points, from 0, half open.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {**components, "Error": _ERROR}},
    }


def as_json(path: str) -> str:
    """The address of a page as data.

    >>> as_json("/"), as_json("/story/{story}")
    ('/.json', '/story/{story}.json')
    """
    return "/.json" if path == "/" else f"{path}.json"


def example_values(archive: Archive) -> dict[str, str]:
    """A value for each parameter of a path, that this archive answers."""
    found: dict[str, str] = {}
    for story in islice(archive.stories(), 1):
        record = archive.record(story.id)
        articles = [*story.articles, *story.articles]
        found |= {"story": story.id, "article": articles[0], "left": articles[0], "right": articles[1]}
        told = {"point": record.points, "actor": record.actors}
        found |= {name: nouns[0].id for name, nouns in told.items() if nouns}
    return found


def _operation(page: Page, content: Mapping[str, Any], examples: Mapping[str, str], form: str) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}, "text/html": {}}
    responses: dict[str, Any] = {str(code): {"description": told, "content": error} for code, told in _REFUSED.items()}
    responses |= {"200": {"description": page.title, "content": content}, "304": {"description": "It did not change."}}
    summary = f"{page.title}, as {form}"
    parameters = list(_parameters(page, examples))
    return {"operationId": f"{page.name}_{form}", "summary": summary, "parameters": parameters, "responses": responses}


def _parameters(page: Page, examples: Mapping[str, str]) -> Any:
    """What a page takes, in its path and beside it, out of the same bounds that refuse a request."""
    (_,), parts = msgspec.json.schema_components([page.asked])
    in_path = re.findall(r"{(\w+)}", page.path)
    for name, schema in parts[_name(page.asked)]["properties"].items():
        where = {"name": name, "in": "path" if name in in_path else "query", "required": name in in_path}
        bare = {key: value for key, value in schema.items() if key not in ("description", "default")}
        told = {"schema": bare} | ({"description": schema["description"]} if "description" in schema else {})
        example = {"example": addresses.named(examples[name])} if name in examples and name in in_path else {}
        yield {**where, **told, **example}


def _name(kind: type[Asked]) -> str:
    return kind.__name__

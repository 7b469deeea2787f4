"""The API's own description: /openapi.json, made from the table of pages, with examples out of the archive at hand."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from onrecord import __version__
from onrecord.archive import Archive
from onrecord.serve import addresses, downloads, examples
from onrecord.serve.exports import EXPORTS
from onrecord.serve.pages import PAGES, Page
from onrecord.serve.parameters import Asked

_ERROR = {
    "type": "object",
    "required": ["ok", "status", "error", "name", "remedy", "valid"],
    "properties": {
        "ok": {"const": False},
        "status": {"type": "integer"},
        "error": {"type": "string", "description": "what went wrong"},
        "name": {"type": "string", "description": "the parameter or the input"},
        "remedy": {"type": "string", "description": "what to do"},
        "valid": {"type": "array", "items": {"type": "string"}, "description": "what would have been accepted"},
    },
    "example": {
        "ok": False,
        "status": 404,
        "error": "no such story: 0",
        "name": "news.onrecord",
        "remedy": "list them",
        "valid": [],
    },
}
_REFUSED = {
    400: "A parameter is out of its bounds.",
    404: "There is none of that name.",
    503: "The archive is not there.",
}
_GUARDED = {
    403: "A part of a page elsewhere: browsers may follow links to this server, and take nothing of it.",
    414: "The address is too long.",
    421: "The Host header names another machine.",
}
_FAILED = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}, "text/html": {}}


def document(archive: Archive) -> dict[str, Any]:
    """The OpenAPI 3.1 document; the examples are of the latest story of the archive."""
    shown = [page.shown for page in PAGES]
    schemas, components = msgspec.json.schema_components(shown, ref_template="#/components/schemas/{name}")
    known = examples.values(archive)
    paths: dict[str, Any] = {}
    for page, schema in zip(PAGES, schemas, strict=True):
        paths[page.path] = {"get": _operation(page, {"text/html": {"schema": {"type": "string"}}}, known, "page")}
        told = {"allOf": [{"type": "object", "properties": {"ok": {"const": True}}, "required": ["ok"]}, schema]}
        content: dict[str, Any] = {"application/json": {"schema": told}}
        if shown_so := examples.answer(page, archive, known):
            content["application/json"]["example"] = shown_so
        if "nl" in page.asked.__struct_fields__:
            content["application/x-ndjson"] = {"schema": {"type": "string"}}
        paths[addresses.as_data(page.path)] = {"get": _operation(page, content, known, "data")}
    for path in downloads.PATHS:
        paths[path] = {"get": _download(path, known)}
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


def _operation(page: Page, content: Mapping[str, Any], known: Mapping[str, str], form: str) -> dict[str, Any]:
    responses: dict[str, Any] = {
        str(code): {"description": told, "content": _FAILED} for code, told in _REFUSED.items()
    }
    responses |= _guarded() | {
        "200": {"description": page.title, "content": content},
        "304": {"description": "It did not change."},
    }
    summary = f"{page.title}, as {form}"
    parameters = list(_taken(page.path, page.asked, known))
    return {"operationId": f"{page.name}_{form}", "summary": summary, "parameters": parameters, "responses": responses}


def _guarded() -> dict[str, Any]:
    """What any request may get before it is looked at."""
    content = {"text/plain": {"schema": {"type": "string"}}}
    return {str(code): {"description": told, "content": content} for code, told in _GUARDED.items()}


def _download(path: str, known: Mapping[str, str]) -> dict[str, Any]:
    told = "An export of a story" if "{story}" in path else "An export of the whole archive"
    form = {"schema": {"enum": sorted(EXPORTS)}, "example": "csv"}
    taken = [t | (form if t["name"] == "form" else {}) for t in _taken(path, downloads.AskedExport, known)]
    responses: dict[str, Any] = {str(code): {"description": why, "content": _FAILED} for code, why in _REFUSED.items()}
    responses |= _guarded()
    responses["200"] = {"description": f"{told}, as one file: several are packed.", "content": {"*/*": {}}}
    name = "export_story" if "{story}" in path else "export_all"
    return {"operationId": name, "summary": told, "parameters": taken, "responses": responses}


def _taken(path: str, asked: type[Asked], known: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What an address takes, in its path and beside it, out of the same bounds that refuse a request."""
    (_,), parts = msgspec.json.schema_components([asked])
    in_path = re.findall(r"{(\w+)}", path)
    for name, schema in parts[asked.__name__]["properties"].items():
        where = {"name": name, "in": "path" if name in in_path else "query", "required": name in in_path}
        bare = {key: value for key, value in schema.items() if key not in ("description", "default")}
        told = {"schema": bare} | ({"description": schema["description"]} if "description" in schema else {})
        example = examples.value(name, schema, known)
        yield {**where, **told, **({} if example is None else {"example": example})}

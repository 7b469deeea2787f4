"""What pages are dressed with: one style sheet, scripts, faces: local, at addresses that change with the content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

SHEETS = (
    "tokens.css", "ground.css", "parts.css", "statements.css", "record.css", "people.css", "stories.css", "reader.css",
    "compare.css", "lineage.css", "print.css",
)  # fmt: skip
"""In the order in which they hold; together they are onrecord.css."""

FACES = {
    "serif-400.otf": ("font_source_serif_pro", "SourceSerifPro-Regular.otf"),
    "serif-600.otf": ("font_source_serif_pro", "SourceSerifPro-Semibold.otf"),
    "sans-400.otf": ("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    "sans-600.otf": ("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
    "sans-700.otf": ("font_source_sans_pro", "SourceSansPro-Bold.otf"),
}
"""Faces by the name under which they are served: (installed package, file in it)."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is served, and its media type."""

    content: bytes
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Every file by its name: onrecord.css, the scripts, the faces."""
    static = files("onrecord.serve") / "static"
    found = {"onrecord.css": sheet().encode()}
    found |= {file.name: file.read_bytes() for file in static.iterdir() if file.name.endswith((".js", ".svg"))}
    for name, (package, file) in FACES.items():
        found[name] = (Path(import_module(package).__file__ or "").parent / "files" / file).read_bytes()
    return {name: Asset(content, _TYPES[name[name.rindex(".") :]]) for name, content in sorted(found.items())}


@cache
def sheet() -> str:
    """The style sheet of all pages."""
    static = files("onrecord.serve") / "static"
    return "\n".join((static / name).read_text(encoding="utf-8") for name in SHEETS)


@cache
def version() -> str:
    """A name for the content of all assets: a browser may keep what lies under it for ever."""
    digest = hashlib.blake2b(digest_size=6)
    for name, asset in assets().items():
        digest.update(name.encode() + asset.content)
    return digest.hexdigest()


def address(name: str) -> str:
    """Where an asset is served; KeyError for one that there is not."""
    return f"/static/{version()}/{name}" if assets()[name] else ""

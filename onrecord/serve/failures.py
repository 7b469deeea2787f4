"""Failures: what went wrong, told as a page or as JSON; what is the server's own fault is logged, not shown."""

import logging
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import ArchiveError, MergedError, NotFoundError, OnrecordError
from onrecord.serve import addresses, layouts

LOG = logging.getLogger("onrecord.serve")
_LONGEST = 300
_START = "start at the list of stories, or search for a name or a sentence"
_PRINTED = "see what `onrecord serve` prints"


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, as the API tells it: `name` is the parameter or input, `valid` what would have been taken."""

    status: int
    error: str
    name: str = ""
    remedy: str = _START
    valid: tuple[str, ...] = ()
    headers: Mapping[str, str] | None = None

    @classmethod
    def of(cls, error: Exception, archive: Path) -> "Failure":
        """The failure of a request, without where the archive lies and without the inside of the server."""
        if isinstance(error, ArchiveError):
            return cls(503, f"the archive cannot be read now: {error.problem}", remedy=_PRINTED)
        if isinstance(error, OnrecordError):
            status = 404 if isinstance(error, NotFoundError) else 400
            if error.name == str(archive):
                return cls(status, error.problem, valid=error.valid)
            return cls(status, error.problem, error.name, error.remedy, error.valid)
        if isinstance(error, HTTPException):
            told = {404: "there is no such page", 405: "pages are read only"}.get(error.status_code, error.detail)
            return cls(error.status_code, told, headers=error.headers)
        return cls(500, "this page could not be made", remedy=_PRINTED)

    def answer(self, request: Request) -> Response:
        """The failure in the form that was asked for."""
        headers = {"cache-control": "no-store", "vary": "accept", **(self.headers or {})}
        told = {name: value for name, value in asdict(self).items() if name != "headers"}
        told |= {"error": _short(self.error), "name": _short(self.name), "valid": tuple(map(_short, self.valid[:100]))}
        if request.url.path.endswith(".json") or "json" in request.headers.get("accept", ""):
            content = msgspec.json.encode({"ok": False, **told})
            return Response(content, self.status, headers, "application/json")
        again = _without_place(request) if self.name == "_next" else ""
        html = layouts.fill("error.html", title=told["error"], here="", page=told, again=again)
        return Response(html.encode("utf-8", "replace"), self.status, headers, "text/html; charset=utf-8")


def _without_place(request: Request) -> str:
    url = request.url.remove_query_params("_next")
    return f"{url.path}?{url.query}" if url.query else url.path


def _short(words: str) -> str:
    """Words without what JSON cannot hold, and no longer than a person reads."""
    return words[:_LONGEST].encode("utf-8", "replace").decode()


def answer(request: Request, error: Exception, archive: Path) -> Response:
    """What a request gets that failed; what is not the asker's doing is logged."""
    failure = Failure.of(error, archive)
    if isinstance(error, MergedError) and (now := moved(request.url.path, error.successor)):
        query = f"?{request.url.query}" if request.url.query else ""
        # 307, not 308: a browser keeps a permanent redirect, and a story may come back under its own id
        failure = replace(failure, status=307, remedy=f"it is {now} now", headers={"location": now + query})
    if failure.status >= 500 and not isinstance(error, HTTPException):
        _log(request, error)
    return failure.answer(request)


def moved(path: str, successor: str) -> str | None:
    """The address of the story that has now what a path asks of another; null where the path names none.

    >>> moved("/story/a1.json", "b2"), moved("/story/a1/export/csv", "b2"), moved("/export/csv", "b2")
    ('/story/b2.json', '/story/b2/export/csv', None)
    """
    found = re.fullmatch(r"/story/[^/]+?(\.json|/.*)?", path)
    return addresses.story(successor) + (found[1] or "") if found else None


class Failing:
    """Answers what a page raises; Starlette's own way would send it without the headers of the guard."""

    def __init__(self, app: ASGIApp, archive: Path) -> None:
        self._app, self._archive = app, archive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if (
                begun or scope["type"] != "http"
            ):  # half of an answer is out: only to break off says that it is not whole
                raise
            await answer(Request(scope), error, self._archive)(scope, receive, send)


def _log(request: Request, error: Exception) -> None:
    """One line, and a traceback where it is our own fault."""
    asked = "?".join(filter(None, (request.url.path, request.url.query)))
    line = ascii(f"{request.method} {asked[:2_000]}: {str(error)[:2_000]}")[1:-1]
    LOG.error("%s", line, exc_info=None if isinstance(error, OnrecordError) else error)

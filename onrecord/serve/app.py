"""The server: each page as HTML and as JSON from one view, safe to open on hostile texts."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord import settings
from onrecord.archive import Archive
from onrecord.errors import ArchiveError, OnrecordError
from onrecord.serve import addresses, api, assets, downloads, layouts, parameters
from onrecord.serve.guards import Guard, RawPath
from onrecord.serve.pages import PAGES, Page
from onrecord.serve.readers import Readers

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HTML, JSON, LINES = "text/html; charset=utf-8", "application/json", "application/x-ndjson"


def app(archive: Path, *, hosts: Iterable[str] = LOOPBACK) -> Starlette:
    """The pages and the API of an archive, an ASGI application; `hosts` are the names that a request may give it."""
    server = Server(Readers(archive))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> Any:
        yield
        server.readers.close()

    routes = [route for page in PAGES for route in server.routes(page)]
    routes += [Route(path, server.downloads.endpoint) for path in downloads.PATHS]
    routes += [Route("/openapi.json", server.openapi), Route("/static/{version}/{name}", static)]
    errors: Any = {HTTPException: server.failed, OnrecordError: server.failed, Exception: server.failed}
    guards = [Middleware(Guard, hosts=tuple(hosts)), Middleware(RawPath)]
    return Starlette(routes=routes, middleware=guards, exception_handlers=errors, lifespan=lifespan)


@dataclass(frozen=True, slots=True)
class Body:
    """What a page is: its bytes, also packed, its media type, and the tag that changes with them."""

    plain: bytes
    packed: bytes
    media_type: str
    tag: str
    following: str | None = None

    @classmethod
    def of(cls, plain: bytes, media_type: str, *, following: str | None = None) -> "Body":
        """The body with these bytes."""
        tag = hashlib.blake2b(plain, digest_size=12).hexdigest()
        return cls(plain, gzip.compress(plain, 4, mtime=0), media_type, f'"{tag}"', following)


class Server:
    """Answers requests out of the archive; a page that did not change is made once."""

    def __init__(self, readers: Readers) -> None:
        self.readers, self.downloads = readers, downloads.Downloads(readers)
        self._kept = Kept(settings.SERVE_KEPT_MIB << 20)

    def routes(self, page: Page) -> list[Route]:
        """The addresses of a page, as JSON and as HTML."""
        answers: list[tuple[str, Callable[..., Any]]] = [(api.as_json(page.path), as_data), (page.path, as_page)]
        return [Route(path, self._endpoint(page, form), name=f"{page.name} {path}") for path, form in answers]

    def _endpoint(self, page: Page, form: Callable[..., Body]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            # boxes of a form that are ticked come one by one: layers=quotes&layers=figures is layers=quotes,figures
            given = {name: ",".join(request.query_params.getlist(name)) for name in request.query_params}
            given |= {k: addresses.named(v) for k, v in request.path_params.items()}
            asked = parameters.parse(page.asked, given)
            body = await run_in_threadpool(self._body, page, form, asked, request.url.path)
            return answer(request, body)

        return endpoint

    def _body(self, page: Page, form: Callable[..., Body], asked: parameters.Asked, here: str) -> Body:
        with self.readers.one() as archive:
            key = (form, here, asked, getattr(archive, "stamp", int)())
            if (body := self._kept.get(key)) is None:
                body = form(page, page.view(archive, asked), asked, here)
                self._kept.put(key, body, len(body.plain) + len(body.packed))
            return body

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return answer(request, await run_in_threadpool(self._described))

    def _described(self) -> Body:
        with self.readers.one() as archive:
            return Body.of(msgspec.json.encode(api.document(archive)), JSON)

    async def failed(self, request: Request, error: Exception) -> Response:
        """What went wrong, in words, as a page or as JSON; what is not the asker's doing is told without its inside."""
        status, told = _told(error)
        if told["name"] == str(self.readers.path):  # where the archive lies is nobody's business
            told |= {"name": "", "remedy": "start at the list of stories, or search for a name or a sentence"}
        if request.url.path.endswith(".json") or "json" in request.headers.get("accept", ""):
            body = Body.of(msgspec.json.encode({"ok": False, "status": status, **told}), JSON)
        else:
            html = layouts.fill(
                "error.html", title=told["error"], here=request.url.path, page={"status": status, **told}
            )
            body = Body.of(html.encode(), HTML)
        headers = getattr(error, "headers", None) or {}
        return Response(body.plain, status, {"content-type": body.media_type, "cache-control": "no-store", **headers})


def as_page(page: Page, view: Any, asked: parameters.Asked, here: str) -> Body:
    """A view as HTML."""
    html = layouts.fill(page.template, page=view, asked=asked, here=here, title=page.title)
    return Body.of(html.encode("utf-8", "replace"), HTML)


def as_data(_: Page, view: Any, asked: parameters.Asked, __: str) -> Body:
    """A view as JSON; of a list with `_nl=on` its rows as JSON Lines."""
    following = getattr(view, "next", None)
    if getattr(asked, "nl", ""):
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in view.rows)
        return Body.of(lines, LINES, following=following)
    told = {"ok": True, **msgspec.to_builtins(view)}
    return Body.of(msgspec.json.encode(told), JSON, following=following)


def answer(request: Request, body: Body) -> Response:
    """The body, or 304 where the asker has it already; packed where the asker can unpack."""
    headers = {"etag": body.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if body.following:
        url = request.url.include_query_params(_next=body.following)
        headers["link"] = f'<{url.path}?{url.query}>; rel="next"'
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if body.tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers |= {"content-type": body.media_type} | ({"content-encoding": "gzip"} if packed else {})
    return Response(body.packed if packed else body.plain, headers=headers)


async def static(request: Request) -> Response:
    """A sheet, a script or a face: it lies under an address that changes with it, and may be kept for ever."""
    found = assets.assets().get(request.path_params["name"])
    if found is None or request.path_params["version"] != assets.version():
        raise HTTPException(404)
    kept = {"cache-control": "public, max-age=31536000, immutable", "content-type": found.media_type}
    return Response(found.content, headers=kept)


def _told(error: Exception) -> tuple[int, dict[str, Any]]:
    if isinstance(error, ArchiveError):
        return 503, {
            "error": "the archive cannot be read now",
            "name": "",
            "remedy": "see what `onrecord serve` prints",
        }
    if isinstance(error, OnrecordError):
        status = 404 if error.problem.startswith("no such") else 400
        return status, {"error": error.problem, "name": error.name, "remedy": error.remedy, "valid": error.valid}
    if isinstance(error, HTTPException):
        told = {404: "there is no such page", 405: "pages are read only"}.get(error.status_code, error.detail)
        return error.status_code, {"error": told, "name": "", "remedy": "start at the list of stories", "valid": ()}
    return 500, {
        "error": "this page could not be made",
        "name": "",
        "remedy": "see what `onrecord serve` prints",
        "valid": (),
    }


class Kept:
    """Bodies that were made, the latest used last; bounded by their bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._bodies: OrderedDict[Any, tuple[Body, int]] = OrderedDict()

    def get(self, key: Any) -> Body | None:
        """The body under this key."""
        with self._lock:
            if key not in self._bodies:
                return None
            self._bodies.move_to_end(key)
            return self._bodies[key][0]

    def put(self, key: Any, body: Body, size: int) -> None:
        """Keeps a body; those not used for longest go."""
        with self._lock:
            self._size -= self._bodies.pop(key, (body, 0))[1]
            self._bodies[key] = (body, size)
            self._size += size
            while self._size > self._most:
                _, (_, gone) = self._bodies.popitem(last=False)
                self._size -= gone


def run(archive: Path, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped; `ready` is told the address."""
    import socket

    import uvicorn

    from onrecord.errors import UsageError

    with Archive.open(archive):
        pass
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        problem, remedy = f"cannot listen there ({error.strerror})", "name another with --port, or 0 for a free one"
        raise UsageError(problem, name=f"{host}:{port}", remedy=remedy) from None
    bound = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{bound}/")
    hosts = {*LOOPBACK, shown}
    config = uvicorn.Config(partial(app, archive, hosts=hosts), factory=True, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])

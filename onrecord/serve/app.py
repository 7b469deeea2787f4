"""The server: each page as HTML and as JSON from one view, safe to open on hostile texts."""

import errno
import gc
import socket
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord import settings
from onrecord.archive import Archive
from onrecord.errors import UsageError
from onrecord.serve import addresses, api, assets, downloads, failures, guards, layouts, parameters
from onrecord.serve.bodies import Body, Kept, answer
from onrecord.serve.connections import Connection
from onrecord.serve.drawings import lands
from onrecord.serve.pages import PAGES, Page
from onrecord.serve.readers import Readers

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LARGEST, LONGEST = 8_000_000, 2_000
"""Characters: of a page as JSON, and of a string where it would be larger, as 10 MB in a headline make it."""
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
    before = [
        Middleware(guards.Guard, hosts=tuple(hosts)),
        Middleware(guards.RawPath),
        Middleware(failures.Failing, archive=archive),
    ]
    failed: Any = partial(failures.answer, archive=archive)
    return Starlette(routes=routes, middleware=before, exception_handlers={HTTPException: failed}, lifespan=lifespan)


class Server:
    """Answers requests out of the archive; a page that did not change is made once."""

    def __init__(self, readers: Readers) -> None:
        self.readers, self.downloads = readers, downloads.Downloads(readers)
        self._kept = Kept(settings.SERVE_KEPT_MIB << 20)
        self._threads = anyio.CapacityLimiter(settings.SERVE_THREADS)

    def routes(self, page: Page) -> list[Route]:
        """The addresses of a page, as JSON and as HTML."""
        answers: list[tuple[str, Callable[..., Any]]] = [(addresses.as_data(page.path), as_data), (page.path, as_page)]
        return [Route(path, self._endpoint(page, form), name=f"{page.name} {path}") for path, form in answers]

    def _endpoint(self, page: Page, form: Callable[..., Body]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            given = in_one(request.query_params.multi_items())
            given |= {k: addresses.named(v) for k, v in request.path_params.items()}
            asked = parameters.parse(page.asked, given)
            made = partial(self._body, page, form, asked, request.url.path)
            return answer(request, await anyio.to_thread.run_sync(made, limiter=self._threads))

        return endpoint

    def _body(self, page: Page, form: Callable[..., Body], asked: parameters.Asked, here: str) -> Body:
        with self.readers.one() as reader:
            key = (form, here, asked, reader.file, reader.archive.stamp())
            if (body := self._kept.get(key)) is None:
                body = form(page, page.view(reader.archive, asked), asked, here)
                self._kept.put(key, body)
            return body

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return answer(request, await anyio.to_thread.run_sync(self._described, limiter=self._threads))

    def _described(self) -> Body:
        with self.readers.one() as reader:
            key = (api.document, reader.file, reader.archive.stamp())
            if (body := self._kept.get(key)) is None:
                body = Body.of(msgspec.json.encode(api.document(reader.archive)), JSON)
                self._kept.put(key, body)
            return body


def as_page(page: Page, view: Any, asked: parameters.Asked, here: str) -> Body:
    """A view as HTML."""
    html = layouts.fill(page.template, page=view, asked=asked, here=here, title=page.title)
    return Body.of(html.encode("utf-8", "replace"), HTML)


def as_data(_: Page, view: Any, asked: parameters.Asked, __: str) -> Body:
    """A view as JSON; of a list with `_nl=on` its rows as JSON Lines."""
    following = getattr(view, "next", None)
    told = bounded(msgspec.to_builtins(view))
    if getattr(asked, "nl", ""):
        return Body.of(b"".join(msgspec.json.encode(row) + b"\n" for row in told["rows"]), LINES, following=following)
    return Body.of(msgspec.json.encode({"ok": True, **told}), JSON, following=following)


def in_one(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name: boxes of a form that are ticked come one by one.

    >>> in_one([("layers", "quotes"), ("q", "fire"), ("layers", "figures")])
    {'layers': 'quotes,figures', 'q': 'fire'}
    """
    given: dict[str, list[str]] = {}
    for name, value in items:
        given.setdefault(name, []).append(value)
    return {name: ",".join(values) for name, values in given.items()}


def bounded(told: Any) -> Any:
    """What a page tells, with every string cut where together they would be more than anybody reads."""
    return _cut(told) if _length(told) > LARGEST else told


def _length(told: Any) -> int:
    if isinstance(told, str):
        return len(told)
    if isinstance(told, dict):
        return sum(map(_length, told.values()))
    return sum(map(_length, told)) if isinstance(told, (list, tuple)) else 8


def _cut(told: Any) -> Any:
    if isinstance(told, str):
        return told[:LONGEST]
    if isinstance(told, dict):
        return {name[:LONGEST]: _cut(value) for name, value in told.items()}
    return [_cut(value) for value in told] if isinstance(told, (list, tuple)) else told


async def static(request: Request) -> Response:
    """A sheet, a script or a face: it lies under an address that changes with it, and may be kept for ever."""
    found = assets.assets().get(request.path_params["name"])
    if found is None or request.path_params["version"] != assets.version():
        raise HTTPException(404)
    kept = {"cache-control": "public, max-age=31536000, immutable", "content-type": found.media_type}
    return Response(found.content, headers=kept)


def run(archive: Path, *, host: str, port: int, ready: Callable[[str], None], allowed: Iterable[str] = ()) -> None:
    """Serves until it is stopped; `ready` is told the address, `allowed` are further names that are answered to."""
    import uvicorn

    with Archive.open(archive):
        pass
    listening = _listening(host, port)
    bound, everywhere = listening.getsockname(), host in ("", "0.0.0.0", "::")
    names = {*LOOPBACK, *allowed, *guards.own_names(bound), *([] if host in LOOPBACK else _names(host))}
    shown = socket.gethostname() if everywhere else f"[{host}]" if ":" in host else host
    warm()
    ready(f"http://{shown}:{bound[1]}/")
    config = uvicorn.Config(
        partial(app, archive, hosts=names),
        factory=True,
        http=Connection,
        ws="none",
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


def warm() -> None:
    """Does at once what the first requests would wait for, and leaves what then stands to no garbage collector."""
    layouts.compiled()
    lands.ready()
    assets.version()
    gc.collect()
    gc.freeze()
    gc.set_threshold(settings.SERVE_COLLECTED, *gc.get_threshold()[1:])


def _names(host: str) -> set[str]:
    """What this machine is called by others who may reach it."""
    return {host, socket.gethostname(), f"{socket.gethostname()}.local", socket.getfqdn()}


def _listening(host: str, port: int) -> socket.socket:
    try:
        made = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        # asyncio asks for this only where a socket names its protocol: else the end of a page waits 40 ms for an answer
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made
    except socket.gaierror:
        remedy = "give an address of this machine, 127.0.0.1 for itself alone, 0.0.0.0 for all"
        raise UsageError("no such address", name=f"--host {host}", remedy=remedy) from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            problem, remedy = "not an address of this machine", "give one with --host: 0.0.0.0 stands for all"
        elif error.errno == errno.EADDRINUSE:
            problem, remedy = "another program listens there", "name another port with --port, or 0 for a free one"
        elif error.errno == errno.EACCES:
            problem, remedy = "no permission to listen there", "name a port from 1024 on with --port"
        else:
            problem, remedy = f"cannot listen there ({error.strerror})", "name another with --host and --port"
        raise UsageError(problem, name=f"{host}:{port}", remedy=remedy) from None

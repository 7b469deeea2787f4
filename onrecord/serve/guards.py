"""What stands before every page: the host that a request names, the headers that keep a browser from running a text."""

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


LONGEST_ADDRESS = 50_000
"""Bytes of a path with its parameters: two of the longest ids, each character escaped in twelve bytes."""


class Guard:
    """Refuses what no person at a browser asks for, and adds the headers that keep a page harmless.

    A request for another host comes from a page elsewhere that asks through a name which it controls. One that says
    that it is a part of a page elsewhere (a picture, a script) tells that page whether there is a story of that name.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app, self._hosts = app, {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if refused := self._refused(scope):
            status, why = refused
            answer = PlainTextResponse(f"{why}\n", status, {"cache-control": "no-store"})
            await answer(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request is refused, should it be."""
        headers = Headers(scope=scope)
        named = headers.getlist("host")
        if len(named) != 1:
            return 400, "a request names one host"
        if name_of(named[0]) not in self._hosts | own_names(scope.get("server")):
            return 421, "this server does not answer to that name: see --allow-host"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return 414, f"no address here is longer than {LONGEST_ADDRESS:,} bytes"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not _opens_a_page(headers):
            return 403, "pages elsewhere may link to this server, and not take parts of it"
        return None


def _opens_a_page(headers: Headers) -> bool:
    """Whether a browser follows a link, to show what it gets by itself."""
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")


def own_names(server: tuple[str, int | None] | None) -> set[str]:
    """The address at which a request came in, as a Host header tells it: no page elsewhere can be at that address.

    >>> own_names(("::1", 8001)), own_names(("::ffff:10.0.0.7", 8001)), own_names(None)
    ({'[::1]'}, {'10.0.0.7'}, set())
    """
    try:
        address = ipaddress.ip_address(server[0].partition("%")[0] if server else "")
    except ValueError:
        return set()
    mapped = getattr(address, "ipv4_mapped", None)
    return {f"[{address}]" if address.version == 6 and not mapped else str(mapped or address)}


def name_of(host: str) -> str:
    """The name in a Host header, without the port.

    >>> name_of("Localhost:8001"), name_of("[::1]:8001")
    ('localhost', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


class RawPath:
    """Routes by the path as it was sent: an article's id may hold a slash, which is %2F in its address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raw = scope.get("raw_path") if scope["type"] == "http" else None
        if raw:
            path = raw.split(b"?", 1)[0].decode("ascii", "replace")
            scope = {**scope, "path": path}
        await self._app(scope, receive, send)

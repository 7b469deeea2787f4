"""Connections: uvicorn's own, bounded: what a request begins with is not endless, comes soon, and from not too many."""

from asyncio import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 65_536
"""Bytes of a request's line and headers; the longest address that is answered leaves room for headers."""
HEAD_SECONDS = 20
"""A request's line and headers come within them: slow connections would else be held open for ever."""
MOST = 500
"""Connections at a time: each is a file that is open, of which a process may often have 1,024."""


class Connection(HttpToolsProtocol):
    """One connection; what goes past the bounds is broken off."""

    _awaited: TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Any) -> None:
        """Counts it and waits for its first request."""
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no longer."""
        self._cease()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes in what came, as long as it is no endless head."""
        self._head += len(data) if self._awaited else 0
        if self._head > LONGEST_HEAD + len(data):
            self.send_400_response("The request has too long a head.")
        else:
            super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins: by now its head is awaited."""
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._cease()
        super().on_headers_complete()

    def _await_head(self) -> None:
        if not self._awaited:
            self._head, self._awaited = 0, self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _cease(self) -> None:
        if self._awaited:
            self._awaited.cancel()
        self._awaited = None

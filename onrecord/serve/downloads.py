"""Downloads: an export as one file, of a story or of the whole archive; made one at a time."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from onrecord.serve import addresses, parameters
from onrecord.serve.exports import files
from onrecord.serve.parameters import Asked, Name
from onrecord.serve.readers import Readers

PATHS = ("/export/{form}", "/story/{story}/export/{form}")


class AskedExport(Asked, frozen=True, kw_only=True):
    """Which format, of what, and how much of it."""

    form: Name
    story: Name = ""
    without_text: Literal["on", ""] = ""
    background: Literal["on", ""] = ""


class Downloads:
    """Makes exports to be downloaded; a second one waits for nobody: it is told to come again."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._one = BoundedSemaphore()

    async def endpoint(self, request: Request) -> Response:
        """The file, streamed."""
        given = {name: addresses.named(value) for name, value in request.path_params.items()}
        asked = parameters.parse(AskedExport, dict(request.query_params) | given)
        return await run_in_threadpool(self._response, asked)

    def _response(self, asked: AskedExport) -> Response:
        if not self._one.acquire(blocking=False):
            raise HTTPException(503, "another export is being made", {"retry-after": "5"})
        opened = ExitStack()
        opened.callback(self._one.release)
        try:
            with self._readers.one() as archive:
                how = {"with_text": not asked.without_text, "background": bool(asked.background)}
                made = files.open_export(asked.form, archive, asked.story or None, **how)
                download = opened.enter_context(made)
        except BaseException:
            opened.close()
            raise
        headers = {
            "content-disposition": f'attachment; filename="{_harmless(download.name)}"',
            "content-length": str(download.size),
            "content-type": download.media_type,
            "cache-control": "no-store",
        }
        return Streamed(download.chunks, headers, opened)


class Streamed(StreamingResponse):
    """A file as it is read; what was opened for it is closed also when nobody takes it, as after HEAD."""

    def __init__(self, chunks: Iterator[bytes], headers: dict[str, str], opened: ExitStack) -> None:
        super().__init__(chunks, headers=headers)
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._opened.close()


def _harmless(name: str) -> str:
    """A name for a file that no header and no shell takes for more than a name.

    >>> _harmless('onrecord-a"b/c-csv.zip')
    'onrecord-a_b_c-csv.zip'
    """
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)

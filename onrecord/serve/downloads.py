"""Downloads: an export as one file, of a story or of the whole archive; made one at a time, sent to a few at once."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore
from typing import Literal

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from onrecord import settings
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
    """Makes exports to be downloaded; who comes while another is made waits for nobody: he is told to come again."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._made, self._sent = BoundedSemaphore(), BoundedSemaphore(settings.SERVE_DOWNLOADS)

    async def endpoint(self, request: Request) -> Response:
        """The file, streamed."""
        given = {name: addresses.named(value) for name, value in request.path_params.items()}
        asked = parameters.parse(AskedExport, dict(request.query_params) | given)
        return await run_in_threadpool(self._response, asked)

    def _response(self, asked: AskedExport) -> Response:
        opened = ExitStack()
        try:
            opened.enter_context(_held(self._sent, "other exports are being sent"))
            with _held(self._made, "another export is being made"):
                return self._streamed(asked, opened)
        except BaseException:
            opened.close()
            raise

    def _streamed(self, asked: AskedExport, opened: ExitStack) -> Response:
        with self._readers.one() as reader:
            how = {"with_text": not asked.without_text, "background": bool(asked.background)}
            made = files.open_export(asked.form, reader.archive, asked.story or None, **how)
            download = opened.enter_context(made)
        headers = {
            "content-disposition": f'attachment; filename="{_harmless(download.name)}"',
            "content-length": str(download.size),
            "content-type": download.media_type,
            "cache-control": "no-store",
        }
        return Streamed(download.chunks, headers, opened)


@contextmanager
def _held(places: BoundedSemaphore, taken: str) -> Iterator[None]:
    """A place; where all are taken nobody waits for one."""
    if not places.acquire(blocking=False):
        raise HTTPException(503, taken, {"retry-after": "5"})
    try:
        yield
    finally:
        places.release()


class Streamed(StreamingResponse):
    """A file as it is read; what was opened for it is closed also when nobody takes it, as after HEAD.

    One who takes nothing for a while, or does not come to an end, is sent no more of it.
    """

    def __init__(self, chunks: Iterator[bytes], headers: dict[str, str], opened: ExitStack) -> None:
        super().__init__(chunks, headers=headers)
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def timed(message: Message) -> None:
            with anyio.fail_after(settings.SERVE_STALLED):
                await send(message)

        try:
            with anyio.move_on_after(settings.SERVE_SENT):
                await super().__call__(scope, receive, timed)
        except (TimeoutError, ClientDisconnect):  # the server breaks off an answer that is not whole
            pass
        finally:
            self._opened.close()


def _harmless(name: str) -> str:
    """A name for a file that no header and no shell takes for more than a name.

    >>> _harmless('onrecord-a"b/c-csv.zip')
    'onrecord-a_b_c-csv.zip'
    """
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)

"""Bodies: what a page is in bytes, kept while it holds, and the answer that a request gets with it."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

_OVERHEAD = 2_000
"""Bytes that a body takes beside its own: its key, its tag, its place."""


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
        # weak: it names the page, plain or packed
        return cls(plain, gzip.compress(plain, 4, mtime=0), media_type, f'W/"{tag}"', following)


def answer(request: Request, body: Body) -> Response:
    """The body, or 304 where the asker has it already; packed where the asker can unpack."""
    headers = {"etag": body.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if body.following:
        url = request.url.include_query_params(_next=body.following)
        headers["link"] = f'<{url.path}?{url.query}>; rel="next"'
    if is_known(body.tag, ",".join(request.headers.getlist("if-none-match"))):
        return Response(status_code=304, headers=headers)
    packed = unpacks(",".join(request.headers.getlist("accept-encoding")))
    headers |= {"content-type": body.media_type} | ({"content-encoding": "gzip"} if packed else {})
    return Response(body.packed if packed else body.plain, headers=headers)


def is_known(tag: str, told: str) -> bool:
    """Whether If-None-Match names a tag, weak or strong.

    >>> is_known('W/"a1"', '"b2", "a1"'), is_known('W/"a1"', "*"), is_known('W/"a1"', '"a"')
    (True, True, False)
    """
    bare = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in (bare, "*") for one in told.split(","))


def unpacks(accepted: str) -> bool:
    """Whether Accept-Encoding takes gzip.

    >>> unpacks("br, gzip;q=0.5"), unpacks("gzip;q=0, *"), unpacks("identity"), unpacks("*")
    (True, False, False, True)
    """
    weights = {}
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        weights[name.strip()] = weight.replace(" ", "").rstrip(".0") != "q="
    return weights.get("gzip", weights.get("*", False))


class Kept:
    """Bodies that were made, the latest used last; bounded by their bytes."""

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._bodies: OrderedDict[Any, Body] = OrderedDict()

    def get(self, key: Any) -> Body | None:
        """The body under this key."""
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
            return self._bodies.get(key)

    def put(self, key: Any, body: Body) -> None:
        """Keeps a body; those not used for longest go. One that would take a quarter of all the room is not kept."""
        if _size(body) > self._most // 4:
            return
        with self._lock:
            if key in self._bodies:
                self._size -= _size(self._bodies.pop(key))
            self._bodies[key] = body
            self._size += _size(body)
            while self._size > self._most:
                _, gone = self._bodies.popitem(last=False)
                self._size -= _size(gone)


def _size(body: Body) -> int:
    return len(body.plain) + len(body.packed) + _OVERHEAD

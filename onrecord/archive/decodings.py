"""Decodings: records that were decoded lately, for one who goes on to another page of the same story."""

from collections import OrderedDict
from threading import Lock

from onrecord.archive import encodings
from onrecord.schema import Record

_DECODED = 20
"""Bytes of memory that a byte of a packed record takes when it is decoded: 18 to 20 in records of news."""

Kept = tuple[int, str, bytes]


class Decoded:
    """Records by what they were decoded from, so that none can be out of date; bounded, and shared by threads.

    >>> decoded = Decoded(1_000_000)
    >>> from onrecord.schema import Lineage, Record, Story, Timeline
    >>> packed = encodings.packed(Record(Story("s", None, ()), Lineage(), (), (), Timeline(), (), ()))
    >>> decoded.record(1, "2024-05-01", packed) is decoded.record(1, "2024-05-01", packed)
    True
    """

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._records: OrderedDict[Kept, Record] = OrderedDict()

    def record(self, revision: int, composed_at: str, noun: bytes) -> Record:
        """A record, as it was composed then."""
        key = (revision, composed_at, noun)
        with self._lock:
            if (known := self._records.get(key)) is not None:
                self._records.move_to_end(key)
                return known
        found = encodings.record(*key)
        if len(noun) * _DECODED <= self._most // 2:
            with self._lock:
                self._keep(key, found)
        return found

    def _keep(self, key: Kept, found: Record) -> None:
        """Those not asked for longest go."""
        self._size += 0 if key in self._records else len(key[2]) * _DECODED
        self._records[key] = found
        while self._size > self._most:
            gone, _ = self._records.popitem(last=False)
            self._size -= len(gone[2]) * _DECODED

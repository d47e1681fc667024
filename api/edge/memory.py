"""Finished answers by key, the least recently used given up first, bounded by their bytes."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from dataclasses import dataclass, field

from api.edge.headers import Headers
from api.metrics.numbers import CacheStats

Key = tuple[bytes | str, ...]
#: A body shorter than this is sent as it is: compression would gain nothing over the headers.
WORTH_PACKING = 512
#: A body longer than this is compressed beside the event loop, where nobody waits for it.
OFF_LOOP = 64 * 1024
#: From this length on, speed counts for more than the last percent.
_LONG = 1 << 20
_OVERHEAD = 1024


@dataclass(slots=True)
class Stored:
    """A finished 200: headers without Content-Length, the strong validator, the body and its gzip form."""

    headers: Headers
    etag: bytes
    body: bytes
    media: bytes = b""
    worth_packing: bool = True
    weight: int = field(init=False, repr=False)
    """Bytes that the answer is counted with; the gzip form, if it comes, is at most as long."""
    _packed: bytes | None = field(default=None, repr=False)
    _packing: asyncio.Future[bytes] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        weight = 2 * len(self.body) + _OVERHEAD
        for name, value in self.headers:
            weight += len(name) + len(value)
        self.weight = weight

    @property
    def compressible(self) -> bool:
        """Tell whether a gzip form is worth having."""
        return self.worth_packing and len(self.body) >= WORTH_PACKING

    @property
    def packed(self) -> bytes:
        """The body in gzip form, made when first asked for (mtime 0, so that the bytes are reproducible)."""
        if self._packed is None:
            level = 6 if len(self.body) < _LONG else 4
            self._packed = gzip.compress(self.body, compresslevel=level, mtime=0)
        return self._packed

    async def pack(self) -> bytes:
        """Return the gzip form; a long body is compressed in a thread, once for all who wait for it."""
        if self._packed is not None or len(self.body) <= OFF_LOOP:
            return self.packed
        if self._packing is None:
            self._packing = asyncio.ensure_future(asyncio.to_thread(lambda: self.packed))
        return await asyncio.shield(self._packing)

    @property
    def packed_etag(self) -> bytes:
        """The validator of the gzip form: other bytes, another strong validator (RFC 9110, 8.8.3.3)."""
        return self.etag[:-1] + b'-gzip"'


class Memory:
    """An LRU map from keys to finished answers. Not for several threads: one event loop owns it."""

    def __init__(self, limit: int, stats: CacheStats | None = None) -> None:
        self._limit = limit
        self._kept: OrderedDict[Key, Stored] = OrderedDict()
        self.stats = stats or CacheStats()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def most(self) -> int:
        """The weight of the heaviest answer that is kept: an eighth of all, so that none empties it."""
        return self._limit // 8

    @property
    def used(self) -> int:
        """Bytes in use."""
        return self.stats.bytes

    def get(self, key: Key) -> Stored | None:
        """Return the answer under ``key`` and mark it as used."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Key, answer: Stored) -> None:
        """Keep ``answer``, unless it is too heavy."""
        weight = self._weight(key, answer)
        if weight > self.most:
            return
        self.drop(key)
        self._kept[key] = answer
        self.stats.bytes += weight
        while self.stats.bytes > self._limit:
            oldest, given_up = self._kept.popitem(last=False)
            self.stats.bytes -= self._weight(oldest, given_up)
            self.stats.evictions += 1
        self.stats.entries = len(self._kept)

    def drop(self, key: Key) -> None:
        """Forget ``key``."""
        found = self._kept.pop(key, None)
        if found is not None:
            self.stats.bytes -= self._weight(key, found)
            self.stats.entries = len(self._kept)

    def clear(self) -> None:
        """Forget everything (not counted as evictions: nothing had to make room)."""
        self._kept.clear()
        self.stats.bytes = self.stats.entries = 0

    @staticmethod
    def _weight(key: Key, answer: Stored) -> int:
        return answer.weight + sum(map(len, key))

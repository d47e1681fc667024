"""Finished answers by key, the least recently used given up first, bounded by their bytes."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass, field

Key = tuple[bytes, ...]
Headers = list[tuple[bytes, bytes]]
#: A body shorter than this is sent as it is: compression would gain nothing over the headers.
_WORTH_PACKING = 512
_OVERHEAD = 1024


@dataclass(slots=True)
class Stored:
    """A finished 200: headers without Content-Length, the strong validator, the body and its gzip form."""

    headers: Headers
    etag: bytes
    body: bytes
    media: bytes = b""
    _packed: bytes | None = field(default=None, repr=False)

    @property
    def compressible(self) -> bool:
        """Tell whether a gzip form is worth having."""
        return len(self.body) >= _WORTH_PACKING

    @property
    def packed(self) -> bytes:
        """The body in gzip form, made when first asked for (mtime 0, so that the bytes are reproducible)."""
        if self._packed is None:
            self._packed = gzip.compress(self.body, compresslevel=6, mtime=0)
        return self._packed

    @property
    def packed_etag(self) -> bytes:
        """The validator of the gzip form: other bytes, another strong validator (RFC 9110, 8.8.3.3)."""
        return self.etag[:-1] + b'-gzip"'

    @property
    def weight(self) -> int:
        """Bytes that the answer is counted with; the gzip form, if it comes, is at most as long."""
        return 2 * len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + _OVERHEAD


class Memory:
    """An LRU map from keys to finished answers. Not for several threads: one event loop owns it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used = 0
        self._kept: OrderedDict[Key, Stored] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def used(self) -> int:
        """Bytes in use."""
        return self._used

    def get(self, key: Key) -> Stored | None:
        """Return the answer under ``key`` and mark it as used."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Key, answer: Stored) -> None:
        """Keep ``answer``; one heavier than an eighth of the memory is not kept, so none empties it."""
        weight = self._weight(key, answer)
        if weight > self._limit // 8:
            return
        self.drop(key)
        self._kept[key] = answer
        self._used += weight
        while self._used > self._limit:
            oldest, given_up = self._kept.popitem(last=False)
            self._used -= self._weight(oldest, given_up)

    def drop(self, key: Key) -> None:
        """Forget ``key``."""
        found = self._kept.pop(key, None)
        if found is not None:
            self._used -= self._weight(key, found)

    @staticmethod
    def _weight(key: Key, answer: Stored) -> int:
        return answer.weight + sum(len(part) for part in key)

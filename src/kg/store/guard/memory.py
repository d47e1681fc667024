"""A guard that remembers which texts it let pass."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Collection, Mapping
from threading import Lock
from typing import Final

from kg.store.guard.limits import DEFAULT_LIMITS, GuardLimits
from kg.store.guard.rules import GuardedQuery, guard_query

#: What an entry takes beside its texts, in bytes (measured: about 400).
_ENTRY: Final = 512


class QueryGuard:
    """:func:`guard_query` for one set of graphs, limits, prefixes and services, with a memory.

    What passed is kept, the least recently used given up beyond ``max_bytes`` (0: nothing is kept).
    The graphs and prefixes are copied: a store with other graphs needs another guard. Any thread.
    """

    def __init__(
        self,
        graphs: Collection[str] = (),
        limits: GuardLimits = DEFAULT_LIMITS,
        prefixes: Mapping[str, str] | None = None,
        *,
        services: Collection[str] = frozenset(),
        max_bytes: int = 4 << 20,
    ) -> None:
        self.graphs = frozenset(graphs)
        self.limits = limits
        self.prefixes = dict(prefixes or {})
        self.services = frozenset(services)
        self.max_bytes = max_bytes
        self._passed: OrderedDict[tuple[str, str], GuardedQuery] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    @property
    def held_bytes(self) -> int:
        """The memory that the texts take, about."""
        return self._bytes

    def check(self, text: str, base: str = "") -> GuardedQuery:
        """Return the guarded ``text``; raises what :func:`guard_query` raises."""
        key = (text, base)
        with self._lock:
            known = self._passed.get(key)
            if known is not None:
                self._passed.move_to_end(key)
                return known
        guarded = guard_query(
            text, self.graphs, self.limits, self.prefixes, base=base, services=self.services
        )
        self._keep(key, guarded)
        return guarded

    def knows(self, text: str, base: str = "") -> bool:
        """Tell whether :meth:`check` will answer from memory."""
        return (text, base) in self._passed

    def _keep(self, key: tuple[str, str], guarded: GuardedQuery) -> None:
        size = _size(key, guarded)
        if size > self.max_bytes // 8:
            return
        with self._lock:
            if key in self._passed:
                return
            self._passed[key] = guarded
            self._bytes += size
            while self._bytes > self.max_bytes:
                self._bytes -= _size(*self._passed.popitem(last=False))


def _size(key: tuple[str, str], guarded: GuardedQuery) -> int:
    text, base = key
    size = _ENTRY + sys.getsizeof(text) + sys.getsizeof(base)
    # A text without escapes outside strings is handed on as it is: the same object, counted once.
    if guarded.text is not text:
        size += sys.getsizeof(guarded.text)
    return size + sum(map(sys.getsizeof, guarded.unknown_graphs))

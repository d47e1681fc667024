"""One timer for many things of which hardly any needs one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


class Sweep(Generic[_Item]):
    """Calls ``action`` with what is still there a moment after it came: ``after`` to twice as many seconds.

    For what nearly always goes again at once: one timer for all, where one for each would cost more than
    the work itself. Belongs to one event loop.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, after: float, action: Callable[[_Item], None]
    ) -> None:
        self.loop = loop
        self._after = after
        self._action = action
        self._young: dict[_Item, None] = {}
        self._old: dict[_Item, None] = {}
        self._running = False

    def add(self, item: _Item) -> None:
        """Wait for ``item`` to go."""
        self._young[item] = None
        if not self._running:
            self._running = True
            self.loop.call_later(self._after, self._tick)

    def discard(self, item: _Item) -> None:
        """``item`` has gone."""
        if item in self._young:
            del self._young[item]
        else:
            self._old.pop(item, None)

    def _tick(self) -> None:
        due, self._old, self._young = self._old, self._young, {}
        self._running = bool(self._old)
        if self._running:
            self.loop.call_later(self._after, self._tick)
        for item in due:
            self._action(item)

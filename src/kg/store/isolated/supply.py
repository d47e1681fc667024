"""Where a pool's workers come from over time: the present hatchery, those before it, and the next."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, repeat
from typing import Final

from kg.errors import StoreError
from kg.store.isolated.hatchery import Hatchery
from kg.store.isolated.link import Worker, WorkerCallback
from kg.store.isolated.nursery import Nursery
from kg.store.isolated.settings import PoolSettings
from kg.store.isolated.source import GraphSource
from kg.store.isolated.spawn import SpawnNursery
from kg.store.patch import Patch

#: Seconds to wait before the zygote is started again, after the first, second, … failure in a row.
_RESTART_PAUSES: Final = (0.0, 0.5, 2.0, 5.0, 15.0)


class Supply:
    """Keeps one hatchery alive; ``born`` is called for every worker of whichever."""

    def __init__(
        self, source: GraphSource, settings: PoolSettings, prefixes: Mapping[str, str], born: WorkerCallback
    ) -> None:
        self.quads = self.restarts = self.generation = 0
        self._source = source
        self._start = _kind(settings.worker_start)
        self._settings: dict[str, object] = {
            "workers": settings.workers,
            "memory_limit": settings.memory_limit,
            "prefixes": dict(prefixes),
        }
        self._born = born
        self._current: Hatchery | None = None
        self._others: set[Hatchery] = set()
        self._closings: set[asyncio.Task[None]] = set()
        self._hatched: dict[Worker, Hatchery] = {}
        self._patches: list[Patch] = []
        self._restarting: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()
        self._closed = True

    @property
    def running(self) -> bool:
        """Whether workers can be born."""
        return self._current is not None and self._current.alive

    @property
    def pid(self) -> int | None:
        """The process that holds the graph beside the workers, if there is one."""
        return self._current.pid if self._current is not None else None

    def is_current(self, worker: Worker) -> bool:
        """Tell whether ``worker`` answers from the present state of the graph."""
        home = self._hatched.get(worker)
        return home is not None and home is self._current and worker.generation == home.generation

    def kill(self, worker: Worker) -> None:
        """End ``worker`` whatever it does."""
        if (home := self._hatched.get(worker)) is not None:
            home.kill(worker)

    def forget(self, worker: Worker) -> None:
        """``worker`` has ended."""
        self._hatched.pop(worker, None)

    async def start(self) -> None:
        """Start the first hatchery; raises StoreError where it does not start or the graph does not load."""
        self._closed = False
        await self._hire()

    async def apply(self, patch: Patch) -> None:
        """Put ``patch`` into the graph; workers that are born from now on answer from it.

        Where the process that holds the graph ends meanwhile, another loads the source, which has the patch
        if it is a function. Raises StoreError where the patch does not go in.
        """
        async with self._changing:
            if not callable(self._source):
                self._patches.append(patch)
            try:
                hatchery = self._present()
                self.quads = await hatchery.apply(patch)
            except StoreError:
                if self._restarting is None or self._closed:
                    if not callable(self._source):
                        self._patches.pop()
                    raise
                await asyncio.shield(self._restarting)
            self.generation += 1

    async def replace(self, source: GraphSource) -> None:
        """Serve another graph: load it first, then change over, then let the old workers finish.

        Raises StoreError where it does not load; the old graph is then served on.
        """
        async with self._changing:
            following = self._new()
            quads = await self._load(following, source)
            if self._restarting is not None:
                self._restarting.cancel()
            old, self._source = self._current, source
            self._patches.clear()
            self.generation += 1
            self._adopt(following, quads)
            if old is not None:
                self._others.add(old)
                old.drain()

    async def close(self) -> None:
        """End every process."""
        self._closed = True
        if self._restarting is not None:
            self._restarting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._restarting
            self._restarting = None
        for hatchery in (self._current, *self._others):
            if hatchery is not None:
                await hatchery.close()
        if self._closings:
            await asyncio.wait(self._closings)

    def _present(self) -> Hatchery:
        if self._current is None:
            raise StoreError("The pool of query workers is closed.")
        return self._current

    def _new(self) -> Hatchery:
        hatchery: Hatchery

        def born(worker: Worker) -> None:
            self._hatched[worker] = hatchery
            if hatchery is self._current:
                self._born(worker)

        hatchery = self._start(born, lambda: self._gone(hatchery))
        return hatchery

    def _gone(self, hatchery: Hatchery) -> None:
        loop = asyncio.get_running_loop()
        if self._closed:
            return
        if hatchery is self._current:
            self._restarting = loop.create_task(self._restart())
        elif hatchery in self._others:
            self._others.discard(hatchery)
            closing = loop.create_task(hatchery.close())
            self._closings.add(closing)
            closing.add_done_callback(self._closings.discard)

    async def _hire(self) -> None:
        """Start a hatchery, the first or the next, and bring it to the present state."""
        following = self._new()
        self._adopt(following, await self._load(following, self._source, self._patches))

    async def _load(self, hatchery: Hatchery, source: GraphSource, patches: Iterable[Patch] = ()) -> int:
        """Start ``hatchery`` and return how many quads it holds; its workers wait to be adopted."""
        try:
            quads = await hatchery.start(source, self._settings)
            for patch in patches:
                quads = await hatchery.apply(patch)
            if not hatchery.alive:
                raise StoreError("The process that holds the graph has ended.")
        except BaseException:
            await hatchery.close()
            self._hatched = {worker: home for worker, home in self._hatched.items() if home is not hatchery}
            raise
        return quads

    def _adopt(self, hatchery: Hatchery, quads: int) -> None:
        """Let the workers of ``hatchery`` be the pool's."""
        self._current, self.quads = hatchery, quads
        for worker in [worker for worker in self._hatched if self.is_current(worker)]:
            self._born(worker)

    async def _restart(self) -> None:
        for pause in chain(_RESTART_PAUSES, repeat(_RESTART_PAUSES[-1])):
            await asyncio.sleep(pause)
            self.restarts += 1
            if self._current is not None:
                await self._current.close()
            try:
                await self._hire()
            except (StoreError, OSError):
                continue
            break
        self._restarting = None


def _kind(start: str) -> Callable[[WorkerCallback, Callable[[], None]], Hatchery]:
    can_fork = hasattr(os, "fork") and hasattr(socket, "send_fds")
    if start == "fork" and not can_fork:
        raise StoreError("This system cannot fork; use worker_start=spawn.")
    return Nursery if can_fork and start != "spawn" else SpawnNursery

"""Where a pool's workers come from over time: the present hatchery, those before it, and the next."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Collection, Iterable, Mapping
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
#: How often a patch is put into the graph whose process ends meanwhile, and the seconds that each start of
#: another may take.
_TRIES: Final = 5
_PATIENCE: Final = 120.0


class Supply:
    """Keeps one hatchery alive; ``born`` is called for every worker of whichever.

    ``graphs``: the named graphs of the source (IRIs), of which N-Quads do not tell where they are empty.
    """

    def __init__(
        self,
        source: GraphSource,
        settings: PoolSettings,
        prefixes: Mapping[str, str],
        graphs: Collection[str],
        born: WorkerCallback,
    ) -> None:
        self.quads = self.restarts = self.generation = 0
        self.graphs = frozenset(graphs)
        """The named graphs of the present state."""
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

        Where the process that holds the graph ends meanwhile, the next gets the patch, whatever state of the
        source it has read. Raises StoreError where the patch does not go in.
        """
        async with self._changing:
            self.quads = await self._applied(patch)
            if not callable(self._source):
                self._patches.append(patch)
            if patch.graphs_added or patch.graphs_removed:
                added = {name for name in patch.graphs_added if not name.startswith("_:")}
                self.graphs = self.graphs.difference(patch.graphs_removed) | added
            self.generation += 1

    async def _applied(self, patch: Patch) -> int:
        """Put ``patch`` into the hatchery, and into its successors as long as they end; twice is once."""
        for left in reversed(range(_TRIES)):
            try:
                return await self._present().apply(patch)
            except StoreError:
                if self._restarting is None or self._closed or not left:
                    raise
                await asyncio.wait([self._restarting], timeout=_PATIENCE)
        raise AssertionError("unreachable")

    async def replace(self, source: GraphSource, graphs: Collection[str] = ()) -> None:
        """Serve another graph: load it first, then change over, then let the old workers finish.

        Raises StoreError where it does not load; the old graph is then served on.
        """
        async with self._changing:
            following = self._new()
            quads = await self._load(following, source, graphs)
            if self._restarting is not None:
                self._restarting.cancel()
                self._see_off(self._restarting)
                self._restarting = None
            old, self._source, self.graphs = self._current, source, frozenset(graphs)
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
            self._see_off(loop.create_task(hatchery.close()))

    def _see_off(self, closing: asyncio.Task[None]) -> None:
        """Let :meth:`close` wait for ``closing``, which ends processes."""
        self._closings.add(closing)
        closing.add_done_callback(self._closings.discard)

    async def _hire(self) -> None:
        """Start a hatchery, the first or the next, and bring it to the present state."""
        following = self._new()
        self._adopt(following, await self._load(following, self._source, self.graphs, self._patches))

    async def _load(
        self, hatchery: Hatchery, source: GraphSource, graphs: Collection[str], patches: Iterable[Patch] = ()
    ) -> int:
        """Start ``hatchery`` and return how many quads it holds; its workers wait to be adopted."""
        try:
            quads = await hatchery.start(source, {**self._settings, "graphs": sorted(graphs)})
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
        """Let the workers of ``hatchery`` be the pool's, but for those from before its patches."""
        self._current, self.quads = hatchery, quads
        for worker in [worker for worker, home in self._hatched.items() if home is hatchery]:
            if self.is_current(worker):
                self._born(worker)
            else:
                self.forget(worker)
                worker.dismiss()

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

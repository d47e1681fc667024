"""What is current: settings, services of one generation, and the counters that tell what happened to it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from api.live.federating import Federation
from api.live.origin import Origin
from api.services import Services
from kg.errors import KgError, QuerySyntaxError, StoreError
from kg.graph import KnowledgeGraph
from kg.store.evaluator import Evaluator
from kg.store.guard import GuardedQuery, GuardLimits, QueryGuard, explain_syntax

if TYPE_CHECKING:
    from api.live.reloading import Reloader
    from api.live.writing import Outcome, Writer
    from kg.store.changes import Change
    from kg.store.disk import DiskStore

#: Characters of a query that is read in about a millisecond whatever it holds.
_SHORT = 512


@dataclass
class Tally:
    """How often the graph was reloaded and written since the start."""

    reloads: int = 0
    reloads_failed: int = 0
    updates: int = 0
    updates_refused: int = 0
    last_error: str = ""


class Live:
    """The current generation. One event loop; ``services`` is replaced as a whole, never changed."""

    def __init__(self, services: Services, origin: Origin) -> None:
        self.settings = services.settings
        self.services = services
        self.origin = origin
        self.tally = Tally()
        self.generation = 0
        """Counts the graphs that became current: what caches are asked by."""
        self.since = time.time()
        self.writing = asyncio.Lock()
        """Held by whoever prepares the next generation: one at a time."""
        self.stopping = False
        self.unsaved = 0
        """Changes of writers that are in memory alone."""
        self.broken = ""
        """Why the graph that is served is not what it should be; "" where it is."""
        self.disk: DiskStore | None = None
        self.writer: Writer | None = None
        self.reloader: Reloader | None = None
        self._federation = Federation(self.settings)
        self._graphs = self.pool.graphs
        self._guard = self._new_guard()
        self._started = False
        self._warming: asyncio.Future[None] | None = None
        self._after: list[Callable[[], None]] = []

    @property
    def version(self) -> str:
        """The version of the graph that is current."""
        return self.services.snapshot.version

    @property
    def pool(self) -> Evaluator:
        """What evaluates the queries of strangers."""
        return self.services.pool

    def readiness(self) -> str:
        """Return why the server is not ready to answer everything; "" where it is."""
        if self.stopping:
            return "the server is stopping"
        if not self._started:
            return "the server is starting"
        if self.broken:
            return self.broken
        status = self.pool.status
        if not status.running:
            return "the query workers are starting"
        return status.complaint

    def start(self) -> None:
        """Begin to start the workers; queries wait for them."""
        self.pool.launch()
        if self.writer is not None:
            self._warming = asyncio.ensure_future(self.writer.start())
        self._started = True

    async def close(self) -> None:
        """Stop the workers."""
        self.stopping = True
        if self._warming is not None:
            self._warming.cancel()
            await asyncio.gather(self._warming, return_exceptions=True)
        await self._federation.close()
        await self.pool.close()
        if self.writer is not None:
            await self.writer.close()
        if self.disk is not None:
            await asyncio.to_thread(self.disk.close)

    async def change(self, change: Change, seconds: float, client: str) -> Outcome:
        """Carry out ``change``, whole or not at all; raises KgError or ProblemError."""
        if self.writer is None:
            raise StoreError("The graph that is served here cannot be changed here.")
        return await self.writer.change(change, seconds, client)

    async def backup(self, target: Path) -> None:
        """Write a copy of the durable store into the new folder ``target``; raises StoreError."""
        if self.disk is None:
            raise StoreError("This server keeps its graph in memory: there is no store to back up.")
        async with self.writing:
            await asyncio.to_thread(self.disk.backup, target)

    async def reload(self) -> None:
        """Read the data again (SIGHUP); how it went is in the log."""
        if self.reloader is not None:
            with contextlib.suppress(KgError):
                await self.reloader.reload()

    def when_replaced(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` after each change of generation."""
        self._after.append(callback)

    def publish(self, graph: KnowledgeGraph) -> None:
        """Make ``graph`` the current one."""
        self.services = replace(self.services, graph=graph, coverage=graph.coverage)
        self.origin.graph = graph
        self.generation += 1
        self.since = time.time()
        for callback in self._after:
            callback()

    async def guarded(self, query: str, base: str) -> GuardedQuery:
        """Return ``query`` checked; raises QuerySyntaxError or QueryForbiddenError."""
        if self._graphs is not self.pool.graphs:
            self._graphs = self.pool.graphs
            self._guard = self._new_guard()
        guard = self._guard
        if len(query) <= _SHORT or guard.knows(query, base):
            return guard.check(query, base)
        async with self.services.reading:  # a long text is read beside the event loop, one at a time
            return await asyncio.to_thread(guard.check, query, base)

    async def explained(self, query: str, base: str, error: QuerySyntaxError) -> QuerySyntaxError:
        """Return what is wrong with ``query`` in the guard's words where it has some, else ``error``."""
        guard = self._guard
        explain = partial(explain_syntax, query, guard.limits, guard.prefixes, base=base)
        try:
            if len(query) <= _SHORT:
                explain()
            else:
                async with self.services.reading:
                    await asyncio.to_thread(explain)
        except QuerySyntaxError as better:
            return better
        return error

    def _new_guard(self) -> QueryGuard:
        return QueryGuard(
            self.pool.graphs,
            GuardLimits(max_bytes=self.settings.max_query),
            self.pool.prefixes,
            services=self._federation.allowed,
        )

    async def federated(self, guarded: GuardedQuery, seconds: float, base: str) -> GuardedQuery:
        """Return what is to be evaluated: without SERVICE, whose endpoints have been asked."""
        if not guarded.federated:
            return guarded
        text = await self.resolved(guarded.text, seconds, base)
        return replace(guarded, text=text, federated=False)

    async def resolved(self, text: str, seconds: float, base: str) -> str:
        """Return ``text`` with the answers of open endpoints in the place of its SERVICE groups."""
        return await self._federation.resolved(text, seconds, self.pool.prefixes, base)

    @property
    def open_services(self) -> frozenset[str]:
        """The endpoints that SERVICE may name."""
        return self._federation.allowed

"""Changes of the graph while it is served: one at a time, validated and durable before they are seen."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from api.errors import ProblemError
from api.live.generation import Live
from api.live.succession import successor
from api.logs.formats import FIELDS, printable
from kg.errors import KgError, QuerySyntaxError, QueryTimeoutError, StoreBusyError, StoreError
from kg.graph import KnowledgeGraph
from kg.model import Text
from kg.resources import ontology_files
from kg.store import patch as patches
from kg.store.changes import Change, ChangeKind
from kg.store.embedded import EmbeddedStore
from kg.store.guard import GuardLimits, check_update, explain_update
from kg.store.isolated.errors import QueueTimeoutError
from kg.store.isolated.pool import IsolatedPool
from kg.store.patch import Patch

if TYPE_CHECKING:
    from kg.store.disk import DiskStore
    from kg.validation.process import Validator

log = logging.getLogger("api.live")

#: Changes that may wait for the one before.
_QUEUE = 8
_INVALID = Text(
    "The change would break rules of the ontology; nothing was changed.",
    "El cambio rompería reglas de la ontología; no se cambió nada.",
)
_NEVER = Text(
    "The graph of another server is changed on that server.",
    "El grafo de otro servidor se cambia en ese servidor.",
)


@dataclass(frozen=True)
class Outcome:
    """What came of a change: the version that is served now, and whether anything changed."""

    version: str
    changed: bool
    created: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


async def _whole(work: Coroutine[Any, Any, None]) -> None:
    """Await ``work`` to its end, also where the waiting is cancelled: then that is told afterwards."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


class Writer:
    """Prepares and publishes changes. ``disk``: where they last (None: in memory only)."""

    def __init__(self, live: Live, disk: DiskStore | None, validator: Validator | None) -> None:
        self._live = live
        self._disk = disk
        self._validator = validator
        self._limits = GuardLimits(max_bytes=live.settings.max_body)
        self._waiting = 0

    async def change(self, change: Change, seconds: float, client: str) -> Outcome:
        """Carry out ``change``, whole or (with a KgError or ProblemError) not at all."""
        try:
            return await self._changed(change, seconds, client)
        except QueryTimeoutError:
            self._live.tally.updates_refused += 1
            raise QueryTimeoutError(seconds) from None
        except (KgError, ProblemError):
            self._live.tally.updates_refused += 1
            raise

    async def _changed(self, change: Change, seconds: float, client: str) -> Outcome:
        end = time.monotonic() + seconds
        change = await self._checked(change, seconds)
        if self._live.broken:
            raise StoreError(self._live.broken)
        async with self._turn(seconds):
            left = max(end - time.monotonic(), 0.001)
            existed = change.graph is None or change.graph in self._live.pool.graphs
            patch = await self._evaluated(change, left, client)
            if change.kind is ChangeKind.PUT and change.graph is None:
                patch = await asyncio.to_thread(self._beside_ontology, patch)
            if patch:
                patch = await self._validated(patch)
                graph = await asyncio.to_thread(self._next, patch)
                await _whole(self._commit(patch, graph))
            self._live.tally.updates += 1
            version = self._live.version
        log.info("changed", extra={FIELDS: {"kind": change.kind.value, "version": version}})
        created = change.kind in (ChangeKind.PUT, ChangeKind.POST) and not existed
        return Outcome(version, bool(patch), created, {"KG-Dataset-Version": printable(version)})

    @asynccontextmanager
    async def _turn(self, seconds: float) -> AsyncIterator[None]:
        """Wait for the changes before, ``seconds`` at most; raises StoreBusyError where too many wait."""
        if self._waiting >= _QUEUE:
            raise StoreBusyError(5)
        self._waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await self._live.writing.acquire()
        except TimeoutError:
            raise QueueTimeoutError(seconds, 5) from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._live.writing.release()

    async def _checked(self, change: Change, seconds: float) -> Change:
        """Return ``change`` with a text that may run; raises what :func:`check_update` raises."""
        if change.kind is not ChangeKind.UPDATE:
            return change
        live = self._live
        check = partial(check_update, services=live.open_services, base=change.base)
        guarded = await asyncio.to_thread(check, change.text, self._limits, live.pool.prefixes, change.using)
        text = guarded.text
        if guarded.federated:
            text = await live.resolved(text, seconds, change.base)
        return Change(change.kind, text=text, base=change.base)

    async def _evaluated(self, change: Change, seconds: float, client: str) -> Patch:
        try:
            return await self._live.pool.change(change, seconds, client)
        except QuerySyntaxError:
            explain = partial(explain_update, change.text, self._limits, self._live.pool.prefixes)
            await asyncio.to_thread(explain, base=change.base)
            raise

    async def _validated(self, patch: Patch) -> Patch:
        """Return ``patch`` with the direct triples that follow; raises ProblemError with the report."""
        if self._validator is None:
            return patch
        verdict = await self._validator.check(patch)
        if verdict.errors:
            raise ProblemError("invalid-change", _INVALID, {"report": verdict.findings})
        return verdict.patch

    def _beside_ontology(self, patch: Patch) -> Patch:
        """Return ``patch``, which replaces the default graph, without the ontology's triples: they stay."""
        if self._live.services.snapshot.foreign:
            return patch
        ontology = EmbeddedStore.from_files(ontology_files()).raw
        kept = (quad for quad in patches.read_quads(patch.removed) if quad not in ontology)
        return replace(patch, removed=patches.write_quads(kept))

    async def start(self) -> None:
        """Make the validating process ready, so that the first change need not wait for it."""
        if self._validator is not None:
            await self._validator.start()

    async def restart(self) -> None:
        """Let the validating process read the graph again, after another has taken its place."""
        if self._validator is not None:
            await self._validator.restart()

    def _next(self, patch: Patch) -> KnowledgeGraph:
        """Return the graph after ``patch``, beside the current one."""
        current = self._live.services.graph
        store = EmbeddedStore.from_quads(current.store.dump(), current.store.graph_names())
        patches.apply(store.raw, patch)
        return successor(current, store)

    async def _commit(self, patch: Patch, graph: KnowledgeGraph) -> None:
        """Make the change last, then seen. Once it is on the disk nothing gives up: half of it is neither."""
        if self._disk is not None:
            await asyncio.to_thread(self._disk.commit, patch)
        live = self._live
        live.origin.graph = graph  # what workers load that have to be started again from here on
        try:
            await live.pool.apply(patch)
        except Exception:
            log.exception("the query workers are started again", extra={FIELDS: {}})
            await self._start_again(graph)
        live.publish(graph)
        live.unsaved += self._disk is None
        if self._validator is not None:
            await self._validator.accept(patch)

    async def _start_again(self, graph: KnowledgeGraph) -> None:
        pool = self._live.pool
        try:
            if isinstance(pool, IsolatedPool):
                await pool.replace(self._live.origin, graph.store.graph_names())
        except Exception:
            self._live.broken = "the query workers do not have the last change; restart the server"
            log.exception("the query workers did not start", extra={FIELDS: {}})

    async def close(self) -> None:
        """End the validating process."""
        if self._validator is not None:
            await self._validator.close()

"""A pool of killable query workers, for the SPARQL of strangers.

The engine has no deadline and cannot be interrupted, and some texts overflow its stack. So each query runs
in a process of its own kind: one that holds the graph, without the right to open a file or a socket, with a
ceiling on memory, and killed at the deadline or when the caller gives up.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.errors import ParameterError
from kg.store.evaluator import Answer, PoolStatus, WorkerMemory
from kg.store.guard import GuardedQuery, QueryForm, guard_query
from kg.store.isolated import protocol
from kg.store.isolated.delivery import closed
from kg.store.isolated.evaluate import OWN_DATASET, Dataset
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.job import Job
from kg.store.isolated.link import Worker
from kg.store.isolated.memory import measure
from kg.store.isolated.settings import DEFAULT_SETTINGS, PoolSettings
from kg.store.isolated.source import GraphSource
from kg.store.isolated.staff import Staff
from kg.store.isolated.status import status_of
from kg.store.isolated.supply import Supply

if TYPE_CHECKING:
    from kg.store.changes import Change
    from kg.store.patch import Patch

__all__ = ["DEFAULT_SETTINGS", "Answer", "IsolatedPool", "PoolSettings", "PoolStatus"]

#: Characters up to which a text is checked on the event loop itself (a few milliseconds at most).
_SHORT: Final = 4096


class IsolatedPool:
    """Evaluates untrusted queries over one graph. One event loop; ``async with`` starts and closes it.

    ``source``: N-Quads as bytes, a path to a file in any RDF syntax (by its suffix), or a function that
    gives either, called again whenever the graph has to be loaded again: where :meth:`apply` is used it must
    give the present state. ``graphs``: the named graphs of the source, which FROM may name. ``prefixes``
    (label → IRI) need no declaration in a query.
    """

    def __init__(
        self,
        source: GraphSource,
        settings: PoolSettings = DEFAULT_SETTINGS,
        *,
        graphs: Collection[str] = (),
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self.settings = settings
        self.graphs = frozenset(graphs)
        self.prefixes: Mapping[str, str] = dict(prefixes or {})
        self._source = source
        self._staff: Staff | None = None
        self._supply: Supply | None = None
        self._launch: asyncio.Future[None] | None = None

    async def start(self) -> None:
        """Load the graph and start the workers; return when the first is ready.

        Raises StoreError where the system cannot or the graph does not load.
        """
        first: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def born(worker: Worker) -> None:
            staff.welcome(worker)
            if not first.done():
                first.set_result(None)

        supply = Supply(self._source, self.settings, self.prefixes, self.graphs, born)
        staff = Staff(self.settings, supply)
        self._supply, self._staff = supply, staff
        try:
            await supply.start()
            await first
        except BaseException:
            await self._end()
            raise

    def launch(self) -> None:
        """Begin to start, and return at once; queries wait for it, and get its error where it fails."""
        self._launch = asyncio.ensure_future(self.start())
        self._launch.add_done_callback(_report)

    async def close(self) -> None:
        """Kill every process; queries under way get a StoreError."""
        if self._launch is not None:
            await asyncio.wait([self._launch])
        await self._end()

    async def _end(self) -> None:
        if self._staff is not None:
            self._staff.close()
        if self._supply is not None:
            await self._supply.close()

    async def __aenter__(self) -> IsolatedPool:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def status(self) -> PoolStatus:
        """How many workers are free and busy, how many queries wait, what has happened so far."""
        if self._staff is None or self._supply is None:
            return PoolStatus()
        return status_of(self._staff, self._supply, self.settings)

    def memory(self) -> list[WorkerMemory]:
        """What each process holds. Reads a file of the kernel for each: a millisecond a gigabyte or more."""
        if self._staff is None or self._supply is None:
            return []
        workers = [("worker", worker.pid) for worker in (*self._staff.free, *self._staff.busy)]
        zygote = [] if self._supply.pid is None else [("zygote", self._supply.pid)]
        return [measure(pid, role) for role, pid in (*zygote, *workers)]

    async def run(
        self,
        query: str | GuardedQuery,
        accept: ResultFormat,
        deadline: float | None = None,
        *,
        dataset: Dataset = OWN_DATASET,
        base: str = "",
        client: str = "",
    ) -> Answer:
        """Return the answer to ``query`` (checked here, unless it was before) in the format ``accept``.

        ``deadline``: seconds from now, the wait for a worker included; at most that of the settings.
        ``dataset``: as the protocol names it; graphs that do not exist are empty. ``base`` resolves relative
        IRIs. ``client``: who asks, for a fair share of the workers.
        Cancel the task to kill the query. An answer beyond 1 MiB is in ``spool``: complete, unless it is a
        graph, or rows without a limit; then it may still be growing. Raises QuerySyntaxError,
        QueryForbiddenError, ParameterError (the format cannot hold the answer), StoreBusyError (queue full;
        QueueTimeoutError: no worker in time), QueryTimeoutError, QueryTooLargeError, QueryMemoryError,
        WorkerCrashedError, EvaluationError.
        """
        loop = asyncio.get_running_loop()
        submitted = time.monotonic()
        guarded = query if isinstance(query, GuardedQuery) else await self._guard(query, base)
        form = guarded.form
        if form.gives_rows != accept.for_rows:
            raise _misfit(form, accept)
        settings = self.settings
        rows = settings.max_rows if form is QueryForm.SELECT else 0
        request = protocol.Request(
            protocol.QUERY, guarded.text, accept, settings.max_bytes, rows, base, dataset
        )
        job = Job(loop, request, submitted, self._seconds(deadline), client, early=not rows)
        await self._work(job)
        return Answer(
            form,
            accept,
            b"" if job.spool is not None else job.body,
            time.monotonic() - submitted,
            job.started - submitted,
            job.spool,
            rows if job.truncated else None,
        )

    async def change(self, change: Change, deadline: float | None = None, client: str = "") -> Patch:
        """Return what ``change`` would change, evaluated on a worker's copy; changes nothing.

        Raises what :meth:`run` raises, DataSyntaxError for an upload, UnknownGraphError for a DELETE.
        """
        from kg.store.isolated.changer import pack_change

        loop = asyncio.get_running_loop()
        text, upload = pack_change(change)
        request = protocol.Request(
            protocol.CHANGE,
            text,
            ResultFormat.N_QUADS,
            self.settings.max_bytes,
            base=change.base,
            upload=upload,
        )
        job = Job(loop, request, time.monotonic(), self._seconds(deadline), client, spooled=False)
        await self._work(job)
        return protocol.unpack_patch(job.body)

    async def apply(self, patch: Patch) -> None:
        """Make ``patch`` visible: queries that are submitted after this returns see it, those under way end
        as they began. Raises StoreError where it does not go in; then nothing has changed.
        """
        staff, supply = await self._ready()
        await supply.apply(patch)
        self.graphs = supply.graphs
        staff.dismiss_old()

    async def replace(self, source: GraphSource, graphs: Collection[str] = ()) -> None:
        """Serve another graph from now on; as :meth:`apply`. Holds both in memory for a moment."""
        staff, supply = await self._ready()
        await supply.replace(source, graphs)
        self._source, self.graphs = source, supply.graphs
        staff.dismiss_old()

    def _seconds(self, deadline: float | None) -> float:
        most = self.settings.deadline
        return most if deadline is None or deadline > most else deadline

    async def _guard(self, query: str, base: str) -> GuardedQuery:
        check = partial(guard_query, query, self.graphs, self.settings.limits, self.prefixes, base=base)
        return check() if len(query) <= _SHORT else await asyncio.to_thread(check)

    async def _ready(self) -> tuple[Staff, Supply]:
        if self._launch is not None:
            await asyncio.shield(self._launch)
        if self._staff is None or self._supply is None:
            raise closed()
        return self._staff, self._supply

    async def _work(self, job: Job) -> None:
        staff = self._staff
        if staff is None or self._launch is not None:
            staff, _ = await self._ready()
        staff.submit(job)
        try:
            await job.outcome
        except asyncio.CancelledError:
            staff.abandon(job)
            if job.spool is not None:
                job.spool.close()
            raise


def _misfit(form: QueryForm, accept: ResultFormat) -> ParameterError:
    if form.gives_rows:
        return ParameterError("format", f"{accept.value} holds a graph; {form.value} gives rows")
    return ParameterError("format", f"{accept.value} holds rows; {form.value} gives a graph")


def _report(launch: asyncio.Future[None]) -> None:
    """Log why the workers did not start: the server goes on without SPARQL."""
    if not launch.cancelled() and (error := launch.exception()) is not None:
        logging.getLogger(__name__).error("No SPARQL: the query workers did not start: %s", error)

"""A pool of killable query workers, for the SPARQL of strangers.

The engine has no deadline and cannot be interrupted, and some texts overflow its stack. So each query runs
in a process of its own kind: forked from a zygote that holds the graph, without the right to open a file
or a socket, with a ceiling on memory, and killed at the deadline or when the caller gives up.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from kg.errors import ParameterError, QueryForbiddenError, QueryTimeoutError
from kg.store.guard import DEFAULT_LIMITS, GuardedQuery, GuardLimits, QueryForm, guard_query
from kg.store.isolated import protocol
from kg.store.isolated.errors import QueueTimeoutError
from kg.store.isolated.evaluate import MAX_ANSWER, OWN_DATASET, Dataset
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.nursery import GraphSource, Worker
from kg.store.isolated.staff import PoolStatus, Staff, WorkerGoneError

#: Characters up to which a text is checked on the event loop itself (a few milliseconds at most).
_SHORT: Final = 4096


@dataclass(frozen=True)
class Answer:
    """A whole answer: never a part. ``elapsed`` and ``waited`` (for a worker) are in seconds."""

    form: QueryForm
    result_format: ResultFormat
    body: bytes
    elapsed: float
    waited: float

    @property
    def media_type(self) -> str:
        """The media type of ``body``, without parameters."""
        return self.result_format.media_type

    @property
    def content_type(self) -> str:
        """The value for ``Content-Type``."""
        return self.result_format.content_type


@dataclass(frozen=True)
class PoolSettings:
    """``workers``: how many; ``deadline``: seconds from :meth:`IsolatedPool.run` to the kill, queue included;
    ``queue_limit``: how many may wait; ``max_bytes``: the largest answer; ``memory_limit``: bytes that one
    query may take beside the graph.

    Take more workers than one client may have runaway queries: a pool that is all busy answers nobody.
    """

    workers: int = 4
    deadline: float = 10.0
    queue_limit: int = 64
    max_bytes: int = MAX_ANSWER
    memory_limit: int = 1 << 30
    limits: GuardLimits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        """Raise ParameterError for a number that cannot work."""
        for name in ("workers", "deadline", "max_bytes", "memory_limit"):
            if getattr(self, name) <= 0:
                raise ParameterError(name, f"must be more than 0, not {getattr(self, name)}")


#: Four workers, ten seconds, 32 MiB an answer, 1 GiB a query.
DEFAULT_SETTINGS: Final = PoolSettings()


class IsolatedPool:
    """Evaluates untrusted queries over one graph. One event loop; ``async with`` starts and closes it.

    ``source``: N-Quads as bytes, a path to a file in any RDF syntax (by its suffix), or a function that
    gives either, called again whenever the zygote has to be restarted. ``graphs``: the named graphs of the
    source, which FROM may name. ``prefixes`` (label → IRI) need no declaration in a query.
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
        self.prefixes = dict(prefixes or {})
        self._staff = Staff(source, settings.workers, settings.memory_limit, self.prefixes)
        self._launch: asyncio.Future[None] | None = None

    async def start(self) -> None:
        """Load the graph and fork the workers; return when the first is ready.

        Raises StoreError where the system cannot fork or the graph does not load.
        """
        await self._staff.start()

    def launch(self) -> None:
        """Begin to start, and return at once; queries wait for it, and get its error where it fails."""
        self._launch = asyncio.ensure_future(self.start())
        self._launch.add_done_callback(_report)

    async def close(self) -> None:
        """Kill every worker and the zygote; queries under way get a StoreError."""
        if self._launch is not None:
            await asyncio.wait([self._launch])
        await self._staff.close()

    async def __aenter__(self) -> IsolatedPool:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def status(self) -> PoolStatus:
        """How many workers are free and busy, how many queries wait, what has happened so far."""
        return self._staff.status

    async def run(
        self,
        query: str,
        accept: ResultFormat,
        deadline: float | None = None,
        *,
        dataset: Dataset = OWN_DATASET,
    ) -> Answer:
        """Return the answer to ``query`` in the format ``accept``.

        ``deadline``: seconds from now, the wait for a worker included; at most that of the settings.
        Cancel the task to kill the query. Raises QuerySyntaxError, QueryForbiddenError, ParameterError
        (the format cannot hold the answer), StoreBusyError (queue full; QueueTimeoutError: no worker in
        time), QueryTimeoutError, QueryTooLargeError, QueryMemoryError, WorkerCrashedError, EvaluationError.
        """
        submitted = time.monotonic()
        seconds = min(self.settings.deadline if deadline is None else deadline, self.settings.deadline)
        guarded = await self._guard(query)
        if self._launch is not None:
            await asyncio.shield(self._launch)
        _check_format(guarded.form, accept)
        self._check_dataset(dataset)
        body, waited = await self._evaluate(guarded.text, accept, submitted, seconds, dataset)
        return Answer(guarded.form, accept, body, time.monotonic() - submitted, waited)

    async def _guard(self, query: str) -> GuardedQuery:
        arguments = (query, self.graphs, self.settings.limits, self.prefixes)
        if len(query) <= _SHORT:
            return guard_query(*arguments)
        return await asyncio.to_thread(guard_query, *arguments)

    def _check_dataset(self, dataset: Dataset) -> None:
        for parameter, named in (
            ("default-graph-uri", dataset.default_graphs),
            ("named-graph-uri", dataset.named_graphs),
        ):
            for graph in named:
                if graph not in self.graphs:
                    raise QueryForbiddenError(f"{parameter} names <{graph}>, which is not in this store.")

    async def _evaluate(
        self, text: str, accept: ResultFormat, submitted: float, seconds: float, dataset: Dataset
    ) -> tuple[bytes, float]:
        end = asyncio.get_running_loop().time() + seconds - (time.monotonic() - submitted)
        # A query whose worker ended for another reason did nothing wrong and changed nothing: again.
        while True:
            worker = await self._take(end, seconds)
            waited = time.monotonic() - submitted
            left = max(end - asyncio.get_running_loop().time(), 0.001)
            request = protocol.Request(
                text,
                accept.name,
                left,
                self.settings.max_bytes,
                tuple(dataset.default_graphs),
                tuple(dataset.named_graphs),
            )
            try:
                async with asyncio.timeout_at(end):
                    return await self._staff.employ(worker, request.pack()), waited
            except TimeoutError:
                raise QueryTimeoutError(seconds) from None
            except WorkerGoneError:
                continue

    async def _take(self, end: float, seconds: float) -> Worker:
        try:
            async with asyncio.timeout_at(end):
                return await self._staff.take(self.settings.queue_limit)
        except TimeoutError:
            raise QueueTimeoutError(seconds) from None


def _check_format(form: QueryForm, accept: ResultFormat) -> None:
    if form.gives_rows and not accept.for_rows:
        raise ParameterError("format", f"{accept.value} holds a graph; {form.value} gives rows")
    if not form.gives_rows and not accept.for_graph:
        raise ParameterError("format", f"{accept.value} holds rows; {form.value} gives a graph")


def _report(launch: asyncio.Future[None]) -> None:
    """Log why the workers did not start: the server goes on without SPARQL."""
    if not launch.cancelled() and (error := launch.exception()) is not None:
        logging.getLogger(__name__).error("No SPARQL: the query workers did not start: %s", error)

"""The queries of strangers on a SPARQL server that is not ours.

The guard reads them as it does for our own workers. What isolates them from each other is the server's own
business; here are a bound on how many it gets at once, a deadline, and the limits of rows and bytes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Final

from kg.errors import ParameterError, QueryForbiddenError, QueryTimeoutError, StoreError
from kg.store.evaluator import Answer, PoolStatus, WorkerMemory
from kg.store.guard import GuardedQuery, QueryForm, guard_query
from kg.store.isolated.errors import QueryTooLargeError
from kg.store.isolated.evaluate import OWN_DATASET, Dataset
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.settings import DEFAULT_SETTINGS, PoolSettings
from kg.store.remote.address import Credentials, RemoteAddress
from kg.store.remote.asking import AsyncExchange, dataset_fields
from kg.store.remote.dialects import Dialect
from kg.store.remote.nochanges import NoChanges
from kg.store.remote.places import Places
from kg.store.remote.prologue import declared
from kg.store.remote.results import GRAPH_ACCEPT
from kg.store.remote.rewriting import Rewriting, received
from kg.store.remote.room import Room, Stored
from kg.store.remote.store import RemoteStore
from kg.store.remote.watch import EVERY, Watch

#: Characters up to which a text is checked on the event loop itself.
_SHORT: Final = 4096
#: How much longer SPARQL JSON may be than what is made of it.
_VERBOSE: Final = 4


class RemotePool(NoChanges):
    """A :class:`kg.store.evaluator.Evaluator` over the server at ``address``. One event loop.

    Of ``settings``: ``workers`` is how many queries the server gets at once, and the limits of time, queue,
    rows, bytes, clients and room are as in :class:`kg.store.isolated.IsolatedPool`; the others mean nothing
    here. ``prefixes`` (label → IRI) need no declaration in a query. ``credentials`` None: those of the
    environment. ``watch_every``: seconds from one look whether the server still answers to the next.
    """

    def __init__(
        self,
        address: RemoteAddress,
        settings: PoolSettings = DEFAULT_SETTINGS,
        *,
        credentials: Credentials | None = None,
        prefixes: Mapping[str, str] | None = None,
        watch_every: float = EVERY,
    ) -> None:
        self.settings = settings
        self.graphs: frozenset[str] = frozenset()
        self.prefixes: Mapping[str, str] = dict(prefixes or {})
        self._address = address
        self._credentials = Credentials.from_environment() if credentials is None else credentials
        self._places = Places(settings)
        self._room = Room(settings.spool_bytes)
        self._dialect = Dialect()
        self._exchange: AsyncExchange | None = None
        self._watch = Watch(self._probe, watch_every)
        self._launch: asyncio.Future[None] | None = None
        self._running: set[asyncio.Task[Answer]] = set()
        self._answered = self._deadlines = self._gone = self._quads = 0

    async def start(self) -> None:
        """Find out what the server is and which graphs it has; raises RemoteError and its subclasses."""
        store = RemoteStore(self._address, self._credentials)
        try:
            self._dialect = await asyncio.to_thread(lambda: store.dialect)
            self.graphs = await asyncio.to_thread(store.graph_names)
            self._quads = await asyncio.to_thread(store.__len__)
        finally:
            store.close()
        self._exchange = self._exchange or AsyncExchange(self._address, self._credentials)
        self._watch.start()

    def launch(self) -> None:
        """Begin to start, and return at once; queries wait for it, and get its error where it fails."""
        self._launch = asyncio.ensure_future(self.start())
        self._launch.add_done_callback(_report)

    async def close(self) -> None:
        """End what is under way, with a StoreError for who waits, and close the connections."""
        if self._launch is not None:
            await asyncio.wait([self._launch])
        await self._watch.close()
        exchange, self._exchange = self._exchange, None
        for task in tuple(self._running):
            task.cancel()
        if self._running:
            await asyncio.wait(self._running)
        if exchange is not None:
            await exchange.close()

    async def __aenter__(self) -> RemotePool:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def status(self) -> PoolStatus:
        """Places and queries; there are no workers of ours."""
        places = self._places
        return PoolStatus(
            free=self.settings.workers - places.busy,
            busy=places.busy,
            waiting=places.waiting,
            answered=self._answered,
            quads=self._quads,
            running=self._exchange is not None,
            full=places.full,
            late=places.late,
            spooled=self._room.used,
            ended={"deadline": self._deadlines, "gone": self._gone},
            complaint=self._watch.complaint,
        )

    def memory(self) -> list[WorkerMemory]:
        """Nothing: the processes are the server's."""
        return []

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
        """Return the answer to ``query`` in the format ``accept``; cancel the task to let go of it.

        A text is guarded here, a GuardedQuery has been.

        At the deadline the connection is closed; whether the server then stops is its own affair. Of
        ``dataset``, graphs that the store does not hold are left out: what a server does with a name that it
        does not know is not for strangers to find out. Raises QuerySyntaxError, QueryForbiddenError,
        RemoteQueryError (the server refused it), ParameterError, StoreBusyError, QueueTimeoutError,
        QueryTimeoutError, QueryTooLargeError, EvaluationError, RemoteError and its subclasses.
        """
        task = asyncio.ensure_future(self._run(query, accept, deadline, dataset, base, client))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            answer = await task
        except asyncio.CancelledError:
            caller = asyncio.current_task()
            if caller is not None and caller.cancelling():
                self._gone += 1
                raise
            raise _closed() from None
        except QueryTimeoutError:
            self._deadlines += 1
            raise
        self._answered += 1
        return answer

    async def _run(
        self,
        query: str | GuardedQuery,
        accept: ResultFormat,
        deadline: float | None,
        dataset: Dataset,
        base: str,
        client: str,
    ) -> Answer:
        submitted = time.monotonic()
        most = self.settings.deadline
        seconds = most if deadline is None else min(deadline, most)
        end = asyncio.get_running_loop().time() + seconds
        if self._launch is not None:
            await asyncio.shield(self._launch)
        guarded = await self._guard(query)
        if guarded.form.gives_rows != accept.for_rows:
            kind = "rows" if guarded.form.gives_rows else "a graph"
            raise ParameterError(
                "format", f"{accept.value} does not hold {kind}, as {guarded.form.value} gives"
            )
        if guarded.unknown_graphs:  # a server may fetch what it does not hold
            name = guarded.unknown_graphs[0]
            raise QueryForbiddenError(f"FROM names <{name}>, which is not in this store.")
        self._dialect.check(guarded.text)
        text = self._dialect.rewritten(declared(guarded.text, self.prefixes, base))
        async with self._places.taken(client, end, seconds):
            waited = time.monotonic() - submitted
            try:
                async with asyncio.timeout_at(end):
                    body, stored, cut = await self._evaluated(text, guarded.form, accept, end, dataset)
            except TimeoutError:
                raise QueryTimeoutError(seconds) from None
        return Answer(guarded.form, accept, body, time.monotonic() - submitted, waited, stored, cut)

    async def _guard(self, query: str | GuardedQuery) -> GuardedQuery:
        if isinstance(query, GuardedQuery):
            return query
        if len(query) <= _SHORT:
            return guard_query(query, self.graphs, self.settings.limits, self.prefixes)
        return await asyncio.to_thread(guard_query, query, self.graphs, self.settings.limits, self.prefixes)

    async def _evaluated(
        self, text: str, form: QueryForm, accept: ResultFormat, end: float, dataset: Dataset
    ) -> tuple[bytes, Stored | None, int | None]:
        """Return the answer whole, or in a file, and the rows kept where a limit of rows bit."""
        exchange = self._exchange
        if exchange is None:
            raise _closed()
        max_bytes, max_rows = self.settings.max_bytes, self.settings.max_rows
        left = max(end - asyncio.get_running_loop().time(), 0.001)
        chosen = not dataset and bool(self._address.default_graphs and not self._address.named_graphs)
        more = [*dataset_fields(dataset, self.graphs), *self._dialect.parameters(left, chosen)]
        wanted = self._dialect.rows_accept if form.gives_rows else GRAPH_ACCEPT
        async with exchange.ask(text, wanted, more, own_dataset=not dataset) as answer:
            if self._dialect.interrupted(answer.headers):
                raise TimeoutError
            limit = self._dialect.rows_limit(answer.headers)
            raw = await received(answer.chunks(), _VERBOSE * max_bytes, QueryTooLargeError(max_bytes))
        with raw:
            work = Rewriting(raw, answer.media_type, self._address.shown, form, accept, self._room)
            body, stored, truncated = await work.in_thread(max_bytes, max_rows)
        return body, stored, max_rows if truncated else limit

    async def _probe(self) -> None:
        if self._exchange is not None:
            async with self._exchange.ask("ASK {}", self._dialect.rows_accept) as answer:
                async for _ in answer.chunks():
                    pass


def _closed() -> StoreError:
    return StoreError("The server is shutting down. Try again in a moment.")


def _report(launch: asyncio.Future[None]) -> None:
    """Log why there is no SPARQL: the web server goes on without it."""
    if not launch.cancelled() and (error := launch.exception()) is not None:
        logging.getLogger(__name__).error("No SPARQL: %s", error)

"""The port through which a server evaluates the SPARQL of strangers, and what comes back through it.

:class:`kg.store.isolated.IsolatedPool` (killable workers over a graph in memory) and
:class:`kg.store.remote.RemotePool` (another SPARQL endpoint) satisfy :class:`Evaluator`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # they import this module
    from kg.store.changes import Change
    from kg.store.guard import GuardedQuery, QueryForm
    from kg.store.isolated.evaluate import Dataset
    from kg.store.isolated.formats import ResultFormat
    from kg.store.patch import Patch


class Spooled(Protocol):
    """An answer too large to hold in memory. Read it once, or :meth:`close` it."""

    @property
    def length(self) -> int | None:
        """Its bytes, once it is complete; None while it is still being written."""

    def chunks(self) -> AsyncIterator[bytes]:
        """Yield the answer, following its writer; the spool is closed at the end.

        Raises StoreError where the writer failed: what was yielded is then a part, and must not pass for
        the whole.
        """

    def close(self) -> None:
        """Give the room back, and end the query where it still runs. May be called more than once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``elapsed`` and ``waited`` (for a worker) are in seconds.

    ``body`` is the whole of it, unless ``spool`` is set: then ``body`` is empty and the spool has it.
    ``truncated``: the rows that were kept where the limit of rows bit, else None.
    """

    form: QueryForm
    result_format: ResultFormat
    body: bytes
    elapsed: float
    waited: float
    spool: Spooled | None = None
    truncated: int | None = None

    @property
    def media_type(self) -> str:
        """The media type of the answer, without parameters."""
        return self.result_format.media_type

    @property
    def content_type(self) -> str:
        """The value for ``Content-Type``."""
        return self.result_format.content_type


@dataclass(frozen=True)
class WorkerMemory:
    """What one process holds, in bytes; ``own`` is not shared with others. None: not known here."""

    pid: int
    role: str
    resident: int | None
    own: int | None


@dataclass(frozen=True)
class PoolStatus:
    """The state of an evaluator: ``free`` and ``busy`` workers, ``waiting`` queries, ``quads`` in the graph
    (0: not known), ``generation``: how often the data have been changed or replaced.

    Since the start: ``answered`` queries (with an answer or an error of their own); workers ``killed`` on
    purpose and ``crashed``, in ``ended`` by reason (``deadline``, ``gone``: the client left; ``memory``,
    ``crash``); ``replaced``: successors started; ``restarts`` of the process that holds the graph; ``full``
    and ``late``: queries turned away. ``running``: queries can be answered. ``complaint``: why they can not
    at the moment, where that is known ("": nothing is known against it).
    """

    free: int = 0
    busy: int = 0
    waiting: int = 0
    answered: int = 0
    killed: int = 0
    crashed: int = 0
    restarts: int = 0
    quads: int = 0
    running: bool = False
    generation: int = 0
    replaced: int = 0
    full: int = 0
    late: int = 0
    spooled: int = 0
    """Bytes of answers under way in temporary files."""
    ended: Mapping[str, int] = field(default_factory=dict)
    complaint: str = ""


class Evaluator(Protocol):
    """Evaluates queries and changes of strangers under a deadline. Use from one event loop."""

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Label → IRI: what needs no declaration in a query."""

    @property
    def status(self) -> PoolStatus:
        """The state at this moment."""

    def launch(self) -> None:
        """Begin to start, and return at once; queries wait for it, and get its error where it fails."""

    async def start(self) -> None:
        """Start; raises StoreError where that fails."""

    async def close(self) -> None:
        """End everything; queries under way get a StoreError."""

    async def run(
        self,
        query: str | GuardedQuery,
        accept: ResultFormat,
        deadline: float | None = None,
        *,
        dataset: Dataset = ...,
        base: str = "",
        client: str = "",
    ) -> Answer:
        """Return the answer to ``query`` in the format ``accept``; cancel the task to end the query.

        ``deadline``: seconds from now; ``dataset``: as the protocol names it, graphs that do not exist are
        empty; ``base`` resolves relative IRIs; ``client``: who asks, "" for ourselves (never limited).
        Raises QueryError, ParameterError, StoreError and their subclasses.
        """

    async def change(self, change: Change, deadline: float | None = None, client: str = "") -> Patch:
        """Return what ``change`` would change; changes nothing. Raises what :meth:`run` raises, DataError."""

    async def apply(self, patch: Patch) -> None:
        """Make ``patch`` visible: a query that is submitted after this returns sees it."""

    def memory(self) -> list[WorkerMemory]:
        """What each process of the evaluator holds; empty where there is none. Costs a file read each."""

"""What the outer layers read of the live graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.store.evaluator import PoolStatus, WorkerMemory

if TYPE_CHECKING:
    from api.live import Live


class Served:
    """:class:`api.metrics.observed.Observed` over a :class:`Live`."""

    def __init__(self, live: Live) -> None:
        self._live = live

    @property
    def version(self) -> str:
        """The version of the dataset."""
        return self._live.version

    @property
    def generation(self) -> object:
        """Another value for each graph that becomes current."""
        return self._live.generation

    @property
    def triples(self) -> int:
        """How many triples it has."""
        return self._live.services.snapshot.triples

    @property
    def since(self) -> float:
        """When it became current (seconds since the epoch)."""
        return self._live.since

    @property
    def reloads(self) -> tuple[int, int]:
        """Reloads done, failed."""
        return self._live.tally.reloads, self._live.tally.reloads_failed

    @property
    def updates(self) -> tuple[int, int]:
        """Changes done, refused."""
        return self._live.tally.updates, self._live.tally.updates_refused

    @property
    def pool(self) -> PoolStatus:
        """The query workers."""
        return self._live.pool.status

    def memory(self) -> Sequence[WorkerMemory]:
        """What each process of the pool holds."""
        return self._live.pool.memory()

    def readiness(self) -> str:
        """Why not every request can be answered; "" where it can."""
        return self._live.readiness()

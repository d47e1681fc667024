"""What the outer layers read about the graph and the query workers; the server gives it to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.store.evaluator import PoolStatus, WorkerMemory


class Observed(Protocol):
    """Read at each scrape and by the health checks; nothing of it may wait or take long."""

    @property
    def version(self) -> str:
        """The version of the dataset that is served now."""

    @property
    def generation(self) -> object:
        """Equal as long as the same data are served, cheap to ask: every answer of the fast lane does."""

    @property
    def triples(self) -> int:
        """How many triples it has."""

    @property
    def since(self) -> float:
        """When it became current (seconds since the epoch)."""

    @property
    def reloads(self) -> tuple[int, int]:
        """Reloads since the start: done, failed."""

    @property
    def updates(self) -> tuple[int, int]:
        """Changes by writers since the start: done, refused."""

    @property
    def pool(self) -> PoolStatus:
        """The query workers."""

    def memory(self) -> Sequence[WorkerMemory]:
        """What each process of the pool holds."""

    def readiness(self) -> str:
        """Why not every request can be answered now; "" where it can."""

"""The limits of a pool of query workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.errors import ParameterError
from kg.store.guard import DEFAULT_LIMITS, GuardLimits
from kg.store.isolated.evaluate import MAX_ANSWER

#: ``auto`` takes ``fork`` where there is one.
STARTS: Final = ("auto", "fork", "spawn")


@dataclass(frozen=True)
class PoolSettings:
    """``workers``: how many; ``deadline``: seconds from :meth:`IsolatedPool.run` to the kill, queue included,
    and the most that a query may ask for; ``queue_limit``: how many may wait; ``max_bytes``: the largest
    answer; ``memory_limit``: bytes that one query may take beside the graph; ``max_rows``: of one SELECT,
    which is cut off there (0: no limit); ``client_workers``: how many workers one client may hold at once
    (0: all but one); ``spool_bytes``: room for answers under way that are too large for memory;
    ``worker_start``: ``fork``, ``spawn`` or ``auto``.

    Take more workers than one client may have runaway queries: a pool that is all busy answers nobody.
    """

    workers: int = 4
    deadline: float = 10.0
    queue_limit: int = 64
    max_bytes: int = MAX_ANSWER
    memory_limit: int = 1 << 30
    limits: GuardLimits = DEFAULT_LIMITS
    max_rows: int = 100_000
    client_workers: int = 0
    spool_bytes: int = 2 << 30
    worker_start: str = "auto"

    def __post_init__(self) -> None:
        """Raise ParameterError for a number that cannot work."""
        for name in ("workers", "deadline", "max_bytes", "memory_limit", "spool_bytes"):
            if getattr(self, name) <= 0:
                raise ParameterError(name, f"must be more than 0, not {getattr(self, name)}")
        for name in ("queue_limit", "max_rows", "client_workers"):
            if getattr(self, name) < 0:
                raise ParameterError(name, f"must not be less than 0, but is {getattr(self, name)}")
        if self.worker_start not in STARTS:
            raise ParameterError("worker_start", f"must be one of {', '.join(STARTS)}")

    @property
    def share(self) -> int:
        """How many workers one client may hold at once."""
        return self.client_workers or max(self.workers - 1, 1)

    @property
    def at_work(self) -> int:
        """How many queries may be under way at once, those over older states of the graph included.

        One more than there are workers: a runaway over an older state does not hold up the present one, and
        however fast states follow each other, no more processes are at work.
        """
        return self.workers + 1

    @property
    def queue_share(self) -> int:
        """How many places in the queue one client may fill."""
        return max(self.queue_limit * 3 // 4, 1)


#: Four workers, ten seconds, 256 MiB an answer, 1 GiB a query.
DEFAULT_SETTINGS: Final = PoolSettings()

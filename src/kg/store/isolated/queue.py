"""Who is next: the queue before the workers, fair between clients."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from kg.errors import StoreBusyError
from kg.store.isolated.job import Job
from kg.store.isolated.settings import PoolSettings


class FairQueue:
    """First come, first served, but for a client that holds its share of the workers: others overtake it.

    A change of the graph goes before all queries and is never turned away: whoever may write has waited for
    a turn elsewhere, and no query is to stand in the way.

    The settings say how many may wait, and of one client; how many workers one client may hold; and how many
    may be at work, those of older states of the graph included. A client without a name ("") has no limits of
    its own.
    """

    def __init__(self, settings: PoolSettings) -> None:
        self._limit, self._client_limit = settings.queue_limit, settings.queue_share
        self._share, self._most = settings.share, settings.at_work
        self._working = 0
        self._jobs: deque[Job] = deque()
        self._held: dict[str, int] = {}
        self._waiting: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._jobs))

    def may_run(self, job: Job) -> bool:
        """Tell whether there is room for ``job``, and its client holds less than its share."""
        if self._working >= self._most or (job.client and self._held.get(job.client, 0) >= self._share):
            return job.first
        return True

    def append(self, job: Job) -> None:
        """Let ``job`` wait; raises StoreBusyError where the queue is full, or the client's part of it."""
        if job.first:
            self._jobs.insert(sum(each.first for each in self._jobs), job)
        else:
            full = len(self._jobs) >= self._limit
            if full or (job.client and self._waiting.get(job.client, 0) >= self._client_limit):
                raise StoreBusyError
            self._jobs.append(job)
        self._count(job.client, 1)

    def put_back(self, job: Job) -> None:
        """Let ``job`` wait again, before all others: its worker ended through no fault of its own."""
        self._jobs.appendleft(job)
        self._count(job.client, 1)

    def next(self, end: float) -> Job | None:
        """Return the first job that may run, and take it off the queue.

        One whose deadline is before ``end`` is not worth a worker.
        """
        for job in self._jobs:
            if job.end > end and self.may_run(job):
                self.remove(job)
                return job
        return None

    def remove(self, job: Job) -> bool:
        """Take ``job`` off the queue; False where it did not wait."""
        try:
            self._jobs.remove(job)
        except ValueError:
            return False
        self._count(job.client, -1)
        return True

    def hold(self, client: str) -> None:
        """Note that ``client`` has one worker more."""
        self._working += 1
        if client:
            self._held[client] = self._held.get(client, 0) + 1

    def let_go(self, client: str) -> None:
        """Note that ``client`` has one worker less."""
        self._working -= 1
        if client:
            left = self._held.pop(client) - 1
            if left:
                self._held[client] = left

    def _count(self, client: str, change: int) -> None:
        if client:
            left = self._waiting.pop(client, 0) + change
            if left:
                self._waiting[client] = left

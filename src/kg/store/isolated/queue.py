"""Who is next: the queue before the workers, fair between clients."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

from kg.errors import StoreBusyError
from kg.store.isolated.job import Job


class FairQueue:
    """First come, first served, but for a client that holds its share of the workers: others overtake it.

    ``limit``: how many may wait; ``client_limit``: how many of them for one client; ``share``: how many
    workers one client may hold. A client without a name ("") is not limited.
    """

    def __init__(self, limit: int, client_limit: int, share: int) -> None:
        self._limit, self._client_limit, self._share = limit, client_limit, share
        self._jobs: deque[Job] = deque()
        self._held: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._jobs))

    def may_run(self, client: str) -> bool:
        """Tell whether ``client`` holds less than its share."""
        return not client or self._held[client] < self._share

    def append(self, job: Job) -> None:
        """Let ``job`` wait; raises StoreBusyError where the queue is full, or the client's part of it."""
        full = len(self._jobs) >= self._limit
        if full or (job.client and self._waiting[job.client] >= self._client_limit):
            raise StoreBusyError
        self._jobs.append(job)
        self._count(job.client, 1)

    def put_back(self, job: Job) -> None:
        """Let ``job`` wait again, before all others: its worker ended through no fault of its own."""
        self._jobs.appendleft(job)
        self._count(job.client, 1)

    def next(self, end: float) -> Job | None:
        """Return the first job whose client may run, and take it off the queue.

        One whose deadline is before ``end`` is not worth a worker.
        """
        for job in self._jobs:
            if job.end > end and self.may_run(job.client):
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
        if client:
            self._held[client] += 1

    def let_go(self, client: str) -> None:
        """Note that ``client`` has one worker less."""
        if client:
            self._held[client] -= 1
            if not self._held[client]:
                del self._held[client]

    def _count(self, client: str, change: int) -> None:
        if client:
            self._waiting[client] += change
            if not self._waiting[client]:
                del self._waiting[client]

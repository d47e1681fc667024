"""The workers of a pool at their work: who is free, who does what, and what becomes of it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from functools import partial
from typing import Final

from kg.errors import KgError, QueryTimeoutError, StoreBusyError, StoreError
from kg.store.isolated import protocol
from kg.store.isolated.delivery import closed, keep, killed_from_outside, verdict
from kg.store.isolated.errors import QueueTimeoutError
from kg.store.isolated.failures import unpack_error
from kg.store.isolated.job import EARLY, Job
from kg.store.isolated.link import Worker
from kg.store.isolated.queue import FairQueue
from kg.store.isolated.settings import PoolSettings
from kg.store.isolated.spool import SpoolRoom
from kg.store.isolated.supply import Supply
from kg.store.isolated.sweep import Sweep

#: How often a query is tried whose worker ended through no fault of its own.
_TRIES: Final = 4
#: Seconds before its deadline when a query is no longer started.
_TOO_LATE: Final = 0.01
#: Seconds after an answer in which its worker passes for alive; one that has gone costs a second try.
_FRESH: Final = 0.005
#: Seconds from which a deadline is long.
_SHORT: Final = 0.2


class Staff:
    """Gives jobs to workers. Those of an older state of the graph finish what they do and go."""

    def __init__(self, settings: PoolSettings, supply: Supply) -> None:
        self._settings = settings
        self._supply = supply
        self._loop = asyncio.get_running_loop()
        self._free: list[Worker] = []
        self._busy: set[Worker] = set()
        self._queue = FairQueue(settings)
        #: Most answers are there before their deadline needs a timer.
        self._long = Sweep(self._loop, _SHORT / 4, self._set_timer)
        self.room = SpoolRoom(settings.spool_bytes)
        self.closed = False
        self.answered = self.born = self.full = self.late = 0
        self.ended_by: Counter[str] = Counter()

    @property
    def free(self) -> list[Worker]:
        """Workers that wait for work."""
        return self._free

    @property
    def busy(self) -> set[Worker]:
        """Workers at work."""
        return self._busy

    @property
    def waiting(self) -> int:
        """How many jobs wait for a worker."""
        return len(self._queue)

    def submit(self, job: Job) -> None:
        """Give ``job`` to a free worker, or let it wait; ``job.outcome`` tells when it is done.

        Raises StoreBusyError when too many wait, StoreError when closed.
        """
        if self.closed:
            raise closed()
        if not self._free or not self._queue.may_run(job) or not self._give(job):
            try:
                self._queue.append(job)
            except StoreBusyError:
                self.full += 1
                raise
        left = job.end - time.monotonic()
        if left > _SHORT:
            self._long.add(job)
        else:
            job.timer = self._loop.call_later(left, self._expire, job)

    def abandon(self, job: Job, reason: str = "gone") -> None:
        """Nobody wants the answer to ``job`` any more: take it off the queue, or kill its worker."""
        self._stop_timer(job)
        if self._queue.remove(job) or job.worker is None:
            return
        worker = job.worker
        self.ended_by[reason] += 1
        self._part(worker, job)
        self._supply.kill(worker)

    def welcome(self, worker: Worker) -> None:
        """Take a new worker."""
        worker.employ(self)
        self.born += 1
        if self.closed or not worker.alive:
            worker.dismiss()
        else:
            self._release(worker)

    def dismiss_old(self) -> None:
        """Let go of the free workers that do not answer from the present state."""
        old = [worker for worker in self._free if not self._supply.is_current(worker)]
        self._free = [worker for worker in self._free if self._supply.is_current(worker)]
        for worker in old:
            worker.dismiss()

    def close(self) -> None:
        """Fail every job."""
        self.closed = True
        for job in self._queue:
            self._queue.remove(job)
            self._fail(job, closed())
        for worker in tuple(self._busy):
            job = worker.job
            self._part(worker, job)
            self._fail(job, closed())
        self._free.clear()

    def piece(self, worker: Worker, body: bytes) -> None:
        """A piece of an answer has come."""
        job = worker.job
        if job is None:
            return
        try:
            keep(job, body, self.room, partial(self._stopped, job))
        except KgError as error:
            self.abandon(job, "full")
            self._fail(job, error)
            return
        if job.early and job.size >= EARLY:
            job.answer()

    def finished(self, worker: Worker, kind: int, retire: bool, truncated: bool, body: bytes) -> None:
        """The end of an answer, or an error, has come."""
        job = worker.job
        if job is None:
            return
        self.answered += 1
        self._stop_timer(job)
        self._part(worker, job)
        if not retire:  # else it ends by itself, and its successor is announced
            worker.heard = time.monotonic()
            self._release(worker)
        if kind == protocol.FAILED:
            self._fail(job, unpack_error(body))
        else:
            self._complete(job, body, truncated)

    def ended(self, worker: Worker) -> None:
        """A worker's process is gone, whatever it was doing."""
        self._supply.forget(worker)
        with contextlib.suppress(ValueError):
            self._free.remove(worker)
        job = worker.job
        if job is None:
            return
        self._part(worker, job)
        innocent = (
            worker.ended_by is None or (worker.unread and not job.size) or killed_from_outside(worker, job)
        )
        if innocent and job.tries < _TRIES and job.spool is None and not self.closed:
            job.forget()
            self._queue.put_back(job)
            self._dispatch()
            return
        self._stop_timer(job)
        reason, error = verdict(worker, self._settings.memory_limit)
        if reason:
            self.ended_by[reason] += 1
        self._fail(job, error)

    def _give(self, job: Job) -> bool:
        """Give ``job`` to a free worker; False where none is left."""
        while self._free:
            worker = self._free.pop()  # the one that worked last: its memory is at hand
            now = time.monotonic()
            if now - worker.heard > _FRESH and not worker.alive:
                continue
            self._busy.add(worker)
            self._queue.hold(job.client)
            worker.job, job.worker = job, worker
            job.tries += 1
            job.started = now
            worker.send(job.request.pack(max(job.end - job.started, 0.001)))
            return True
        return False

    def _dispatch(self) -> None:
        while self._free and (job := self._queue.next(time.monotonic() + _TOO_LATE)) is not None:
            if not self._give(job):
                self._queue.put_back(job)

    def _release(self, worker: Worker) -> None:
        """Let ``worker`` rest, or give it what waits; a worker of an older state goes."""
        if not self._supply.is_current(worker):
            worker.dismiss()
            return
        self._free.append(worker)
        if len(self._queue):
            self._dispatch()

    def _part(self, worker: Worker, job: Job) -> None:
        """``worker`` no longer works at ``job``."""
        worker.job = job.worker = None
        if job.spool is not None:
            job.spool.detach()
        worker.resume()
        self._busy.discard(worker)
        self._queue.let_go(job.client)
        if len(self._queue) and self._free:
            self._dispatch()

    def _stopped(self, job: Job) -> None:
        """The spool was closed by its reader, or the disk is full."""
        self.abandon(job, "gone")
        if job.spool is not None and job.spool.error is not None and not job.outcome.done():
            job.outcome.set_exception(job.spool.error)

    def _complete(self, job: Job, body: bytes, truncated: bool) -> None:
        try:
            keep(job, body, self.room, partial(self._stopped, job))
        except KgError as error:
            self._fail(job, error)
            return
        job.truncated = truncated
        if job.spool is not None:
            job.spool.finish()
        job.answer()

    def _fail(self, job: Job, error: KgError) -> None:
        self._stop_timer(job)
        if job.spool is not None:
            job.spool.fail(error)
        if not job.outcome.done():
            job.outcome.set_exception(error)
            if job.spool is not None:
                job.spool.close()

    def _expire(self, job: Job) -> None:
        """The deadline of ``job`` has passed."""
        error: StoreError = QueryTimeoutError(job.seconds)
        if job.worker is None:
            self.late += 1
            error = QueueTimeoutError(job.seconds)
        self.abandon(job, "deadline")
        self._fail(job, error)

    def _set_timer(self, job: Job) -> None:
        job.timer = self._loop.call_later(job.end - time.monotonic(), self._expire, job)

    def _stop_timer(self, job: Job) -> None:
        self._long.discard(job)
        if job.timer is not None:
            job.timer.cancel()
            job.timer = None

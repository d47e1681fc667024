"""What becomes of an answer that comes in, and of a query whose worker ends."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Final

from kg.errors import StoreError
from kg.store.isolated.errors import QueryMemoryError, QueryTooLargeError, WorkerCrashedError
from kg.store.isolated.job import IN_MEMORY, Job
from kg.store.isolated.link import Worker
from kg.store.isolated.spool import Spool, SpoolRoom

_SIGKILL: Final = 9  # signal.SIGKILL, which Windows does not name


def keep(job: Job, body: bytes, room: SpoolRoom, stop: Callable[[], None]) -> None:
    """Add ``body`` to the answer of ``job``, in memory or, beyond :data:`IN_MEMORY`, in a spool.

    ``stop`` is called where the spool's reader leaves or its disk fails. Raises QueryTooLargeError,
    SpoolFullError.
    """
    job.size += len(body)
    if job.size > job.request.max_bytes + (1 << 16):
        raise QueryTooLargeError(job.request.max_bytes)
    if job.spool is None and job.spooled and job.size > IN_MEMORY:
        worker = job.worker
        job.spool = Spool(
            room,
            pause=None if worker is None else worker.pause,
            resume=None if worker is None else worker.resume,
            stop=stop,
        )
        for part in job.parts:
            job.spool.write(part)
        job.parts.clear()
    if job.spool is None:
        job.parts.append(body)
    else:
        job.spool.write(body)


def verdict(worker: Worker, memory_limit: int) -> tuple[str, StoreError]:
    """Return why ``worker`` ended (``memory``, ``crash``, "": not known) and the error for its query."""
    if worker.ended_by is None:
        return "", StoreError(
            "The processes that answer queries ended and are being started again. Try again."
        )
    if worker.ended_by == signal.SIGABRT:  # how the engine's allocator ends when the kernel gives no more
        return "memory", QueryMemoryError(memory_limit)
    return "crash", WorkerCrashedError(worker.ended_by or None)


def killed_from_outside(worker: Worker, job: Job) -> bool:
    """Tell whether somebody else killed ``worker``, for the first time.

    The second time the kernel may have done it for want of memory, and the query may be the reason.
    """
    return worker.ended_by == _SIGKILL and job.tries == 1


def closed() -> StoreError:
    """Return the error of a pool that is not open."""
    return StoreError("The pool of query workers is closed.")

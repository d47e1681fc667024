"""What can go wrong in an isolated evaluation, beyond the tree of :mod:`kg.errors`.

UsageError
└── UnknownGraphError     the named graph that is to be deleted does not exist
StoreError
├── WorkerCrashedError    the query ended the process that evaluated it
├── QueryMemoryError      it needed more memory than one query may have
├── QueryTooLargeError    its answer is larger than one answer may be
├── EvaluationError       the engine gave up while evaluating
└── StoreBusyError
    ├── QueueTimeoutError     its deadline passed before a worker was free
    └── SpoolFullError        too many large answers are under way
"""

from __future__ import annotations

import signal

from kg.errors import StoreBusyError, StoreError, UsageError, short


class UnknownGraphError(UsageError):
    """There is no named graph ``graph``."""

    def __init__(self, graph: str) -> None:
        self.graph = graph
        super().__init__(f"There is no graph <{short(graph)}> in this store.")


class WorkerCrashedError(StoreError):
    """The worker that evaluated the query died; ``status`` is its wait status as a signal, if known."""

    def __init__(self, status: int | None = None) -> None:
        self.signal = None if status is None else signal.Signals(status).name
        how = f" ({self.signal})" if self.signal else ""
        super().__init__(f"The query ended the process that evaluated it{how}. Make it simpler.")


class QueryMemoryError(StoreError):
    """The query needed more than ``limit`` bytes of memory."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"The query needs more than {limit >> 20} MiB of memory. Narrow it or add a LIMIT.")


class QueryTooLargeError(StoreError):
    """The answer is larger than ``limit`` bytes; it is refused, so nobody takes a part for all."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"The answer is larger than {limit:,} bytes. Page through it with LIMIT and OFFSET.")


class EvaluationError(StoreError):
    """The engine gave up; ``detail`` is its own message."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"The query could not be evaluated: {detail}")


class QueueTimeoutError(StoreBusyError):
    """The deadline passed while the query waited for a worker; it was never started."""

    def __init__(self, seconds: float, retry_after: int = 2) -> None:
        super().__init__(retry_after)
        self.seconds = seconds
        self.args = (f"No query worker became free within {seconds:g} s. Try again in {retry_after} s.",)


class SpoolFullError(StoreBusyError):
    """The large answers under way take all the room there is for them (``limit`` bytes)."""

    def __init__(self, limit: int, retry_after: int = 10) -> None:
        super().__init__(retry_after)
        self.limit = limit
        self.args = (
            f"Large answers under way take all of the {limit >> 20} MiB there are for them. "
            f"Try again in {retry_after} s, or ask for less.",
        )

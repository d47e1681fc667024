"""Evaluates the SPARQL of strangers in processes that can be killed and can reach nothing.

:class:`IsolatedPool` is for servers, :func:`run_guarded` for the command line and the library.
See docs/decisions/0003-query-isolation.md.
"""

from kg.store.isolated.errors import (
    EvaluationError,
    QueryMemoryError,
    QueryTooLargeError,
    QueueTimeoutError,
    WorkerCrashedError,
)
from kg.store.isolated.evaluate import MAX_ANSWER, Dataset, run_guarded
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.nursery import GraphSource
from kg.store.isolated.pool import Answer, IsolatedPool, PoolSettings
from kg.store.isolated.staff import PoolStatus

__all__ = [
    "MAX_ANSWER",
    "Answer",
    "Dataset",
    "EvaluationError",
    "GraphSource",
    "IsolatedPool",
    "PoolSettings",
    "PoolStatus",
    "QueryMemoryError",
    "QueryTooLargeError",
    "QueueTimeoutError",
    "ResultFormat",
    "WorkerCrashedError",
    "run_guarded",
]

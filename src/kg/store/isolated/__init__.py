"""Evaluates the SPARQL of strangers in processes that can be killed and can reach nothing.

:class:`IsolatedPool` is for servers, :func:`run_guarded` for the command line and the library.
See docs/decisions/0003-query-isolation.md.
"""

from kg.store.evaluator import Answer, PoolStatus, WorkerMemory
from kg.store.isolated.errors import (
    EvaluationError,
    QueryMemoryError,
    QueryTooLargeError,
    QueueTimeoutError,
    SpoolFullError,
    UnknownGraphError,
    WorkerCrashedError,
)
from kg.store.isolated.evaluate import MAX_ANSWER, Dataset, run_guarded
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.pool import IsolatedPool, PoolSettings
from kg.store.isolated.source import GraphSource

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
    "SpoolFullError",
    "UnknownGraphError",
    "WorkerCrashedError",
    "WorkerMemory",
    "run_guarded",
]

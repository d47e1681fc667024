"""The errors of a worker on their way to the server: an exception → a JSON object → an exception."""

from __future__ import annotations

import json

from kg.errors import DataSyntaxError, KgError, ParameterError, QuerySyntaxError, StoreError
from kg.store.isolated.errors import (
    EvaluationError,
    QueryMemoryError,
    QueryTooLargeError,
    UnknownGraphError,
)


def pack_error(error: Exception, memory_limit: int) -> bytes:
    """Return ``error`` as the body of a failed response."""
    match error:
        case QuerySyntaxError():
            told: dict[str, object] = {"kind": "syntax", "detail": error.detail}
            told |= {"line": error.line, "column": error.column}
        case DataSyntaxError():
            told = {"kind": "data", "detail": error.detail, "line": error.line}
        case ParameterError():
            told = {"kind": "parameter", "detail": error.detail, "parameter": error.parameter}
        case UnknownGraphError():
            told = {"kind": "graph", "graph": error.graph}
        case QueryTooLargeError():
            told = {"kind": "large", "limit": error.limit}
        case MemoryError():
            told = {"kind": "memory", "limit": memory_limit}
        case EvaluationError():
            told = {"kind": "evaluation", "detail": error.detail}
        case _:
            told = {"kind": "evaluation", "detail": f"{type(error).__name__}: {error}"}
    return json.dumps(told).encode()


def unpack_error(body: bytes) -> KgError:
    """Return the error that a failed response describes."""
    told = json.loads(body)
    match told["kind"]:
        case "syntax":
            return QuerySyntaxError(told["detail"], told["line"], told["column"])
        case "data":
            return DataSyntaxError(told["detail"], None, told["line"])
        case "parameter":
            return ParameterError(told["parameter"], told["detail"])
        case "graph":
            return UnknownGraphError(told["graph"])
        case "large":
            return QueryTooLargeError(told["limit"])
        case "memory":
            return QueryMemoryError(told["limit"])
        case "evaluation":
            return EvaluationError(told["detail"])
        case other:
            return StoreError(f"A query worker answered with an unknown kind of error, {other!r}.")

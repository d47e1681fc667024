"""What travels between the server, the zygote and the workers.

Server → worker: ``length`` (4 bytes) and a JSON object, the :class:`Request`.
Worker → server: ``status``, ``retire``, ``length`` (1 + 1 + 8 bytes) and the body: the answer, or a JSON
object that describes an error. Zygote → server: ``kind``, ``pid``, ``value`` (1 + 4 + 4 bytes), a new
worker's with its end of the socket pair attached. Server → zygote: ``kind``, ``pid``. Network byte order.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import Final

from kg.errors import KgError, ParameterError, QuerySyntaxError, StoreError
from kg.store.isolated.errors import EvaluationError, QueryMemoryError, QueryTooLargeError

REQUEST_HEADER: Final = struct.Struct("!I")
RESPONSE_HEADER: Final = struct.Struct("!BBQ")
NOTICE: Final = struct.Struct("!cIi")
ORDER: Final = struct.Struct("!cI")

ANSWERED: Final = 0
FAILED: Final = 1

READY: Final = b"R"  # the graph is loaded; value: how many quads
WORKER: Final = b"W"  # a new worker, its socket attached
EXITED: Final = b"X"  # a worker is gone; value: the signal that ended it, or 0
BROKEN: Final = b"E"  # the zygote cannot work; value: length of the message that follows
KILL: Final = b"K"  # order to kill a worker


@dataclass(frozen=True)
class Request:
    """One query: its text, the name of a ResultFormat, seconds left, and the largest answer in bytes."""

    text: str
    result_format: str
    seconds: float
    max_bytes: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def pack(self) -> bytes:
        """Return the request as a frame."""
        body = json.dumps(asdict(self)).encode()
        return REQUEST_HEADER.pack(len(body)) + body

    @classmethod
    def unpack(cls, body: bytes) -> Request:
        """Return the request that ``body`` (a frame without its header) holds."""
        return cls(**json.loads(body))


def pack_error(error: Exception, memory_limit: int) -> bytes:
    """Return ``error`` as the body of a failed response."""
    match error:
        case QuerySyntaxError():
            told: dict[str, object] = {"kind": "syntax", "detail": error.detail}
            told |= {"line": error.line, "column": error.column}
        case ParameterError():
            told = {"kind": "parameter", "detail": error.detail, "parameter": error.parameter}
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
        case "parameter":
            return ParameterError(told["parameter"], told["detail"])
        case "large":
            return QueryTooLargeError(told["limit"])
        case "memory":
            return QueryMemoryError(told["limit"])
        case "evaluation":
            return EvaluationError(told["detail"])
        case other:
            return StoreError(f"A query worker answered with an unknown kind of error, {other!r}.")

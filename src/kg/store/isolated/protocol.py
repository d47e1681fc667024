"""What travels between the server, the zygote and the workers. Network byte order.

Server → worker: ``length`` and a :class:`Request`. Worker → server: frames with :data:`FRAME` before the
body: pieces of an answer, then its end (or all of it), or a JSON object that describes an error.
Zygote → server: :data:`NOTICE`, a new worker's with its end of the socket pair and, where there is one, a
descriptor of its process. Server → zygote: :data:`ORDER`, a patch with a file that holds it.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Final

from kg.store.isolated.evaluate import OWN_DATASET, Dataset
from kg.store.isolated.formats import ResultFormat
from kg.store.patch import Patch

LENGTH: Final = struct.Struct("!I")
#: What is asked, format, seconds left, largest answer, most rows, lengths of text, base and the rest.
_REQUEST: Final = struct.Struct("!IBBdQIIII")
#: Kind, whether the worker ends now, whether the limit of rows bit, length of the body.
FRAME: Final = struct.Struct("!BBBI")
NOTICE: Final = struct.Struct("!cIi")
ORDER: Final = struct.Struct("!cI")

QUERY: Final = 0
CHANGE: Final = 1

PIECE: Final = 0  # a piece of an answer; more follows
ANSWERED: Final = 1  # the answer, or its end
FAILED: Final = 2  # an error (kg.store.isolated.failures)

READY: Final = b"R"  # the graph is loaded; value: how many quads
WORKER: Final = b"W"  # a new worker; value: its generation
EXITED: Final = b"X"  # a worker is gone; value: the signal that ended it, or 0
APPLIED: Final = b"A"  # the patch is in; pid: the generation; value: how many quads
REFUSED: Final = b"F"  # the patch is not in; value: length of the message that follows
BROKEN: Final = b"E"  # the zygote cannot work; value: length of the message that follows
KILL: Final = b"K"  # order to kill a worker
APPLY: Final = b"P"  # order to apply the patch in the file that comes along
DRAIN: Final = b"D"  # order to fork no more, and to end with the last worker

_FORMATS: Final = tuple(ResultFormat)
_NUMBERS: Final = {each: number for number, each in enumerate(_FORMATS)}


@dataclass(frozen=True, slots=True)
class Request:
    """A query in ``text``, or a change whose head is in ``text`` and whose upload in ``upload``."""

    kind: int
    text: str
    result_format: ResultFormat
    max_bytes: int
    max_rows: int = 0
    base: str = ""
    dataset: Dataset = OWN_DATASET
    upload: bytes = b""

    def pack(self, seconds: float) -> bytes:
        """Return the request as a frame; ``seconds`` are left for it."""
        text, base = self.text.encode(), self.base.encode()
        rest = _pack_dataset(self.dataset) if self.dataset else self.upload
        length = _REQUEST.size - LENGTH.size + len(text) + len(base) + len(rest)
        head = _REQUEST.pack(
            length,
            self.kind,
            _NUMBERS[self.result_format],
            seconds,
            self.max_bytes,
            self.max_rows,
            len(text),
            len(base),
            len(rest),
        )
        return b"".join((head, text, base, rest))

    @classmethod
    def unpack(cls, frame: bytes) -> tuple[Request, float]:
        """Return the request that ``frame`` holds, and the seconds left for it."""
        _, kind, number, seconds, max_bytes, max_rows, *lengths = _REQUEST.unpack_from(frame)
        at = _REQUEST.size
        text = frame[at : (at := at + lengths[0])].decode()
        base = frame[at : (at := at + lengths[1])].decode()
        rest = frame[at:]
        dataset = _unpack_dataset(rest) if rest and kind == QUERY else OWN_DATASET
        upload = rest if kind == CHANGE else b""
        return cls(kind, text, _FORMATS[number], max_bytes, max_rows, base, dataset, upload), seconds


def pack_patch(patch: Patch) -> bytes:
    """Return ``patch`` as bytes."""
    head = json.dumps([len(patch.removed), patch.graphs_removed, patch.graphs_added]).encode()
    return b"".join((LENGTH.pack(len(head)), head, patch.removed, patch.added))


def unpack_patch(packed: bytes) -> Patch:
    """Return what :func:`pack_patch` packed."""
    (length,) = LENGTH.unpack_from(packed)
    at = LENGTH.size + length
    removed, graphs_removed, graphs_added = json.loads(packed[LENGTH.size : at])
    return Patch(
        packed[at : at + removed], packed[at + removed :], tuple(graphs_removed), tuple(graphs_added)
    )


def _pack_dataset(dataset: Dataset) -> bytes:
    return json.dumps([list(dataset.default_graphs), list(dataset.named_graphs)]).encode()


def _unpack_dataset(packed: bytes) -> Dataset:
    default_graphs, named_graphs = json.loads(packed)
    return Dataset(tuple(default_graphs), tuple(named_graphs))

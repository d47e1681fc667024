"""Messages between the server and the process that validates: a length of 8 bytes, then JSON (UTF-8).

A graph goes as it is, its length before it: to write it as JSON would hold up the server's event loop.
"""

from __future__ import annotations

import asyncio
import json
from typing import IO, Any, Final

from kg.store.patch import Patch

_LENGTH: Final = 8
#: Bytes that go into a pipe at once.
_PIECE: Final = 1 << 18


def packed(message: dict[str, Any]) -> bytes:
    """Return ``message`` as it goes through a pipe."""
    content = json.dumps(message).encode()
    return _length(content) + content


def read(pipe: IO[bytes]) -> dict[str, Any] | None:
    """Return the next message of ``pipe``, None at its end."""
    content = read_bytes(pipe)
    return None if content is None else json.loads(content)


def read_bytes(pipe: IO[bytes]) -> bytes | None:
    """Return what :func:`send_bytes` sent, None at the end of ``pipe``."""
    head = pipe.read(_LENGTH)
    return pipe.read(int.from_bytes(head, "big")) if len(head) == _LENGTH else None


async def send(pipe: asyncio.StreamWriter, message: dict[str, Any]) -> None:
    """Write ``message`` into ``pipe``; raises ConnectionError where nobody reads it."""
    await send_bytes(pipe, json.dumps(message).encode())


async def send_bytes(pipe: asyncio.StreamWriter, content: bytes) -> None:
    """Write ``content`` into ``pipe``, piece by piece; raises ConnectionError where nobody reads it."""
    pipe.write(_length(content))
    view = memoryview(content)
    for start in range(0, len(content), _PIECE):
        pipe.write(view[start : start + _PIECE])
        await pipe.drain()
    await pipe.drain()


async def receive(pipe: asyncio.StreamReader) -> dict[str, Any]:
    """Return the next message of ``pipe``; raises IncompleteReadError at its end."""
    head = await pipe.readexactly(_LENGTH)
    found: dict[str, Any] = json.loads(await pipe.readexactly(int.from_bytes(head, "big")))
    return found


def _length(content: bytes) -> bytes:
    return len(content).to_bytes(_LENGTH, "big")


def of_patch(patch: Patch) -> dict[str, Any]:
    """Return ``patch`` as plain data."""
    return {
        "removed": patch.removed.decode(),
        "added": patch.added.decode(),
        "graphs_removed": patch.graphs_removed,
        "graphs_added": patch.graphs_added,
    }


def to_patch(row: dict[str, Any]) -> Patch:
    """Return the patch that :func:`of_patch` wrote."""
    return Patch(
        row["removed"].encode(),
        row["added"].encode(),
        tuple(row["graphs_removed"]),
        tuple(row["graphs_added"]),
    )

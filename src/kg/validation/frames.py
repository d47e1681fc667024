"""Messages between the server and the process that validates: a length of 8 bytes, then JSON (UTF-8)."""

from __future__ import annotations

import asyncio
import json
from typing import IO, Any, Final

from kg.store.patch import Patch

_LENGTH: Final = 8


def packed(message: dict[str, Any]) -> bytes:
    """Return ``message`` as it goes through a pipe."""
    content = json.dumps(message).encode()
    return len(content).to_bytes(_LENGTH, "big") + content


def read(pipe: IO[bytes]) -> dict[str, Any] | None:
    """Return the next message of ``pipe``, None at its end."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    found: dict[str, Any] = json.loads(pipe.read(int.from_bytes(head, "big")))
    return found


async def receive(pipe: asyncio.StreamReader) -> dict[str, Any]:
    """Return the next message of ``pipe``; raises IncompleteReadError at its end."""
    head = await pipe.readexactly(_LENGTH)
    found: dict[str, Any] = json.loads(await pipe.readexactly(int.from_bytes(head, "big")))
    return found


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

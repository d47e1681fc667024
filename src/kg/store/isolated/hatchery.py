"""Where the workers of a pool come from: what :mod:`nursery` (forks) and :mod:`spawn` have in common."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Final, Protocol

from kg.store.isolated.link import Worker
from kg.store.isolated.source import GraphSource
from kg.store.patch import Patch

_SECONDS_TO_END: Final = 5.0


class Hatchery(Protocol):
    """Where workers come from. Use from one event loop, in which ``born`` and ``gone`` are called.

    ``born(worker)`` is called for each new worker of the present generation, ``gone()`` once when no more
    will come. The employer of a worker hears of its end.
    """

    generation: int
    """How many patches are in."""

    @property
    def pid(self) -> int | None:
        """The process that holds the graph beside the workers, if there is one."""

    @property
    def alive(self) -> bool:
        """False once it has ended, was drained or closed."""

    async def start(self, source: GraphSource, settings: Mapping[str, object]) -> int:
        """Start, and return how many quads were loaded.

        ``settings``: workers, memory_limit, prefixes, graphs (names of graphs that exist, empty or not).
        """

    async def apply(self, patch: Patch) -> int:
        """Put ``patch`` into the graph and begin a new generation; return how many quads there are."""

    def kill(self, worker: Worker) -> None:
        """End ``worker`` whatever it does; a successor is born."""

    def drain(self) -> None:
        """Let no more workers be born, and end when the last has ended."""

    async def close(self) -> None:
        """End every process and wait until they are gone."""


def wait_for(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of ``process``, and kill it where that takes too long."""
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

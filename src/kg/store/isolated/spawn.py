"""Workers where a process cannot be forked: each is started anew and loads the graph itself.

Slower to replace and without shared memory, otherwise the same as :mod:`kg.store.isolated.nursery`. One
spare worker is kept ready, so that a successor is there at once.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, cast

from kg.errors import StoreError
from kg.processes import environment
from kg.store.isolated.greeting import SECRET, Child, Greeter
from kg.store.isolated.holding import Holding, held
from kg.store.isolated.link import Worker, WorkerCallback
from kg.store.isolated.source import GraphSource
from kg.store.patch import Patch

_PERIOD: Final = 0.02


class SpawnNursery:
    """A number of processes that each hold the graph."""

    pid: int | None = None
    """There is no process beside the workers."""

    def __init__(self, born: WorkerCallback, gone: Callable[[], None]) -> None:
        self.generation = 0
        self._born, self._gone = born, gone
        self._loop = asyncio.get_running_loop()
        self._folder = tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True)
        self._state = Holding("")
        self._written = 0
        self._settings: dict[str, object] = {}
        self._workers = 1
        self._children: dict[str, Child] = {}
        self._server: asyncio.Server | None = None
        self._tending: asyncio.Task[None] | None = None
        self._draining = False

    @property
    def alive(self) -> bool:
        """False once it was drained or closed."""
        return self._server is not None and not self._draining

    async def start(self, source: GraphSource, settings: Mapping[str, object]) -> int:
        """Start the first worker and return how many quads it loaded; the others follow.

        Raises StoreError where the graph does not load.
        """
        self._settings = dict(settings)
        self._workers = cast(int, self._settings.pop("workers"))
        graphs = tuple(cast(list[str], self._settings.pop("graphs")))
        try:
            self._state = await asyncio.to_thread(held, source, graphs, Path(self._folder.name))
        except (OSError, ValueError, SyntaxError) as error:
            raise StoreError(f"The graph could not be loaded for isolated queries: {error}") from None
        self._server = await self._loop.create_server(lambda: Greeter(self._children), "127.0.0.1", 0)
        self._tending = self._loop.create_task(self._tend())
        child = self._spawn(self._state, self.generation)
        return await child.ready

    async def apply(self, patch: Patch) -> int:
        """Start a worker with ``patch``, and when it is ready, let only such be born.

        Raises StoreError where the patch does not go in; then nothing has changed.
        """
        folder = Path(self._folder.name)
        self._written += 1
        try:
            state = await asyncio.to_thread(self._state.followed, patch, folder / f"patch-{self._written}")
            quads = await self._first(state)
        except (OSError, ValueError, SyntaxError, RuntimeError) as error:
            raise StoreError(f"The change could not be put into the graph: {error}") from None
        finally:  # nobody starts from another state any more
            await asyncio.to_thread(self._state.clear, folder)
        return quads

    async def _first(self, state: Holding) -> int:
        """Start a worker with ``state``, and once it is ready make that the state of all who follow."""
        child = self._spawn(state, self.generation + 1)
        try:
            quads = await child.ready
        except BaseException:
            child.generation = -1
            child.process.kill()
            raise
        self._state = state
        self.generation += 1
        self._promote()
        for other in self._children.values():
            if other.generation != self.generation and not other.employed:
                other.process.kill()
        return quads

    def kill(self, worker: Worker) -> None:
        """End ``worker`` at once; a spare takes its place."""
        for child in self._children.values():
            if child.worker is worker:
                child.process.kill()

    def drain(self) -> None:
        """Start no more, and end with the last worker."""
        self._draining = True
        for child in self._children.values():
            if not child.employed:
                child.process.kill()

    async def close(self) -> None:
        """End every process and wait until they are gone."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._tending is not None:
            self._tending.cancel()
            await asyncio.wait([self._tending])
        children = list(self._children.values())
        self._children.clear()
        for child in children:
            child.process.kill()
        for child in children:
            await asyncio.to_thread(child.process.wait)
            self._bury(child, None)
        await asyncio.to_thread(self._folder.cleanup)

    async def _tend(self) -> None:
        """See who has ended, and keep the number of workers, and one spare, constant."""
        while not self._draining or self._children:
            for secret, child in list(self._children.items()):
                if child.process.poll() is not None:
                    if child.worker is None:
                        # What it said of its end may be on its way; nor is one to be started after the other.
                        await asyncio.sleep(0.5)
                    self._children.pop(secret, None)
                    self._bury(child, child.ended_by())
            self._promote()
            present = sum(child.generation == self.generation for child in self._children.values())
            if not self._draining and self._started() and present < self._workers + 1:
                self._spawn(self._state, self.generation)
            await asyncio.sleep(_PERIOD)
        self._gone()

    def _started(self) -> bool:
        return any(child.worker is not None for child in self._children.values()) or self.generation > 0

    def _promote(self) -> None:
        """Let spares be born where workers are missing."""
        if self._draining:
            return
        present = [child for child in self._children.values() if child.generation == self.generation]
        missing = self._workers - sum(child.employed for child in present)
        for child in present:
            if missing > 0 and child.worker is not None and not child.employed:
                child.employed = True
                missing -= 1
                self._born(child.worker)

    def _spawn(self, state: Holding, generation: int) -> Child:
        if self._server is None:
            raise StoreError("The processes that hold the graph have ended.")
        secret = secrets.token_hex(SECRET // 2)
        told = {
            **self._settings,
            "port": self._server.sockets[0].getsockname()[1],
            "secret": secret,
            "state": asdict(state),
        }
        process = _start(json.dumps(told).encode())  # not in a thread: a start under way cannot be cancelled
        child = Child(process, generation, self._loop.create_future())
        self._children[secret] = child
        child.ready.add_done_callback(lambda ready: ready.cancelled() or ready.exception())
        return child

    def _bury(self, child: Child, ended_by: int | None) -> None:
        if not child.ready.done():
            child.ready.set_exception(StoreError("A process that was to hold the graph ended at its start."))
        if child.worker is not None:
            child.worker.bury(ended_by)
            if ended_by is None:
                child.worker.dismiss()


def _start(told: bytes) -> subprocess.Popen[bytes]:
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.store.isolated.spawned"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=environment(),
        **options,
    )
    if process.stdin is not None:
        with process.stdin as stdin:
            stdin.write(told + b"\n")
    return process

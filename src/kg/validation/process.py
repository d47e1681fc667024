"""Validation of changes beside the server: in a process that stays warm and can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from typing import Any, Final

from kg.processes import environment
from kg.store.patch import Patch
from kg.validation import frames
from kg.validation.errors import ValidationProcessError, ValidationTimeoutError
from kg.validation.outcome import Verdict

#: Seconds that one change may take, and bytes of memory that the process may have, unless told otherwise.
DEADLINE: Final = 60.0
MEMORY: Final = 4 << 30

log = logging.getLogger("kg.validation")


class Validator:
    """Judges the changes of one graph, one at a time, in a process of its own.

    The process knows the graph, so that a change costs what it touches. It is killed at a change's deadline
    or when the caller gives up, and started again at once.
    """

    def __init__(self, source: Callable[[], bytes], deadline: float = DEADLINE, memory: int = MEMORY) -> None:
        """``source`` gives the graph that is served as N-Quads (UTF-8); each start calls it in a thread.

        ``deadline``: seconds; ``memory``: bytes of address space.
        """
        self._source = source
        self._deadline = deadline
        self._memory = memory
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._ready: asyncio.Task[None] | None = None
        self._accepted: Patch | None = None
        self._closed = False

    async def start(self) -> None:
        """Begin to start the process; it takes seconds to be warm, and changes wait for it."""
        self._begin()

    async def check(self, patch: Patch, deadline: float | None = None) -> Verdict:
        """Return the verdict on ``patch``, a change of the graph that is served; the graph stays as it is.

        Where the process ends meanwhile, the next is asked. Raises ValidationTimeoutError at the deadline
        (seconds, the wait for a warm process included), ValidationProcessError where that one ends as well.
        """
        seconds = self._deadline if deadline is None else deadline
        task = {"check": frames.of_patch(patch)}
        try:
            async with asyncio.timeout(seconds), self._turn:
                found = await self._judged(task)
                if "stale" in found:  # the graph was replaced meanwhile, and nobody said so
                    self._accepted = None
                    self._begin()
                    found = await self._judged(task | {"sure": True})
        except TimeoutError as error:
            raise ValidationTimeoutError(seconds) from error
        if "error" in found:
            raise ValidationProcessError(found["error"])
        return Verdict(frames.to_patch(found["patch"]), found["report"])

    async def _judged(self, task: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to ``task``, which changes nothing and so may be asked twice."""
        try:
            await self._warm()
            return await self._asked(task)
        except ValidationProcessError:
            await self._warm()
            return await self._asked(task)

    async def accept(self, patch: Patch) -> None:
        """Take ``patch``, from a verdict, into the graph that changes are judged against. Never fails."""
        self._accepted = patch
        async with self._turn:
            if self._ready is None or not self._ready.done() or self._failed():
                self._begin()  # what was starting may have got the graph of before
                return
            try:
                async with asyncio.timeout(self._deadline):
                    await self._asked({"accept": frames.of_patch(patch)})
            except (ValidationProcessError, TimeoutError):
                log.warning("the validating process was started again")

    async def restart(self) -> None:
        """Read the graph anew: it was replaced by other means than accepted changes."""
        async with self._turn:
            self._accepted = None
            self._begin()

    async def close(self) -> None:
        """End the process."""
        self._closed = True
        self._stop()
        if self._ready is not None:
            await asyncio.wait([self._ready])
        if self._process is not None:
            self._stop()
            await self._process.wait()

    def _begin(self) -> None:
        """Start the process, in the place of the one that runs."""
        self._stop()
        if not self._closed:
            self._ready = asyncio.create_task(self._launch())
            self._ready.add_done_callback(_heard)

    def _stop(self) -> None:
        if self._ready is not None:
            self._ready.cancel()
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    def _failed(self) -> bool:
        ready = self._ready
        return ready is None or (ready.done() and (ready.cancelled() or ready.exception() is not None))

    async def _launch(self) -> None:
        graph = await asyncio.to_thread(self._source)
        command = [sys.executable, "-m", "kg.validation.service", str(os.getpid()), str(self._memory)]
        self._process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, env=environment()
        )
        accepted = None if self._accepted is None else frames.of_patch(self._accepted)
        await self._exchanged({"accepted": accepted}, graph)

    async def _warm(self) -> None:
        """Wait until the process is warm; a caller that gives up leaves it warming."""
        if self._failed():
            self._begin()
        if self._ready is None:
            raise ValidationProcessError("the server is stopping")
        await asyncio.shield(self._ready)

    async def _asked(self, task: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to ``task``; what keeps it from coming ends the process, and starts another."""
        try:
            return await self._exchanged(task)
        except BaseException:
            self._begin()
            raise

    async def _exchanged(self, task: dict[str, Any], graph: bytes | None = None) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise ValidationProcessError("it has no process")
        try:
            await frames.send(process.stdin, task)
            if graph is not None:
                await frames.send_bytes(process.stdin, graph)
            return await frames.receive(process.stdout)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise ValidationProcessError("its process ended") from error


def _heard(task: asyncio.Task[None]) -> None:
    """Take note of a failed start, which the next change tries again."""
    if not task.cancelled() and task.exception() is not None:
        log.warning("the validating process did not start: %s", task.exception())

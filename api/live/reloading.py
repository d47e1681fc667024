"""The data read anew while the server runs: checked in another process, then current at once.

What is being answered goes on with the old graph; a graph that cannot be read or does not validate leaves the
old one serving.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import sys
from pathlib import Path
from typing import Any, Final

from api.live.generation import Live
from api.live.stores import kind_of
from api.live.succession import graph_of, refuse_unchecked
from api.logs.formats import FIELDS
from kg.errors import DataError, DataInvalidError, KgError, StoreError
from kg.graph import KnowledgeGraph
from kg.processes import environment
from kg.resources import coverage_dir, data_file
from kg.store.isolated.pool import IsolatedPool
from kg.store.loading import open_store

log = logging.getLogger("api.live")

#: Seconds that checking the data may take.
_CHECKING: Final = 300.0


class Reloader:
    """Reads the data of ``live`` again when asked to."""

    def __init__(self, live: Live) -> None:
        self._live = live

    async def reload(self) -> dict[str, Any]:
        """Return ``{"version", "changed"}``; raises KgError saying why the old graph goes on serving."""
        tally, before = self._live.tally, self._live.version
        try:
            async with self._live.writing:
                await self._next()
        except (KgError, OSError) as error:
            tally.reloads_failed += 1
            tally.last_error = str(error)
            log.error("not reloaded", extra={FIELDS: {"reason": str(error), "version": before}})
            raise
        tally.reloads += 1
        tally.last_error = ""
        version = self._live.version
        log.info("reloaded", extra={FIELDS: {"version": version, "before": before}})
        return {"version": version, "changed": version != before}

    async def _next(self) -> None:
        kind = kind_of(self._live.settings.store)
        if kind == "disk":  # only this process writes it: what is served is what it holds
            return
        if kind == "remote":
            old = self._live.services.graph
            graph = await asyncio.to_thread(KnowledgeGraph, old.store, old.ledgers)
            await self._live.pool.start()  # its named graphs may be others now
            self._live.publish(graph)
            return
        if self._live.unsaved:
            raise StoreError(
                f"Not reloaded: {self._live.unsaved} changes of the graph are in this server's memory alone "
                "and would be lost. Serve with --store DIR to keep changes, or start the server again."
            )
        settings = self._live.settings
        contents = await asyncio.to_thread(_contents, settings.data)
        if settings.validate:
            await self._check()
        graph = await asyncio.to_thread(self._read)
        if contents != await asyncio.to_thread(_contents, settings.data):
            path = str(settings.data or data_file())
            raise DataInvalidError("changed while it was being validated; reload again", path)
        if graph.snapshot.foreign != self._live.services.snapshot.foreign:
            raise DataInvalidError(
                "is of another kind than the graph that is served; start a server of its own for it",
                str(settings.data or data_file()),
            )
        pool = self._live.pool
        if isinstance(pool, IsolatedPool):
            self._live.origin.graph, before = graph, self._live.origin.graph
            try:
                await pool.replace(self._live.origin, graph.store.graph_names())
            except BaseException:
                self._live.origin.graph = before
                raise
        self._live.publish(graph)
        if self._live.writer is not None:
            await self._live.writer.restart()

    def _read(self) -> KnowledgeGraph:
        settings = self._live.settings
        loaded = open_store(settings.data)
        refuse_unchecked(loaded, settings)
        graph = graph_of(loaded, settings.data)
        _ = graph.coverage  # read now, so that a wrong ledger is found before anybody sees the graph
        return graph

    async def _check(self) -> None:
        """Validate the data in a process of its own: seconds of work that the event loop must not feel.

        Raises DataInvalidError with the first finding, its file and line.
        """
        path = str(self._live.settings.data or data_file())
        command = [sys.executable, "-m", "kg.cli", "validate", "--data", path, "--format", "json"]
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment(),
        )
        try:
            async with asyncio.timeout(_CHECKING):
                out, err = await process.communicate()
        except TimeoutError:
            process.kill()
            await process.wait()
            raise DataInvalidError(f"was not validated within {_CHECKING:g} s", path) from None
        except asyncio.CancelledError:
            process.kill()
            raise
        if process.returncode:
            raise _found(out, err, path)


def _contents(data: Path | None) -> str:
    """Return a digest of the data file and the ledgers beside it; raises DataError where one is missing."""
    digest = hashlib.sha256()
    for file in (data or data_file(), *sorted(coverage_dir(data).glob("*.csv"))):
        try:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            raise DataError(f"cannot be read: {error.strerror}", str(file)) from error
    return digest.hexdigest()


def _found(out: bytes, err: bytes, path: str) -> DataInvalidError:
    """Return the first error of a validation's report, or what the command itself complained about."""
    try:
        errors = [row for row in json.loads(out)["findings"] if row["severity"] == "error"]
        first = errors[0]
    except (ValueError, KeyError, IndexError, TypeError):
        last = err.decode(errors="replace").strip().rpartition("\n")[2].removeprefix("kg: ")
        return DataInvalidError(last.removeprefix(f"{path}: ") or "cannot be validated", path)
    more = f" ({len(errors) - 1} more; run `kg validate`)" if len(errors) > 1 else ""
    fix = f" Fix: {first['fix']['en']}" if first["fix"]["en"] else ""
    about = f"{first['node']}: " if first["node"] else ""
    said = f"[{first['rule']}] {about}{first['message']['en']}{fix}{more}"
    return DataInvalidError(said, first["file"], first["line"])

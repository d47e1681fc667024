"""What the server does when asked on its own machine: ``kg reload``, ``kg backup``, the signal SIGHUP."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.live.generation import Live
from api.live.stores import DISK, kind_of
from kg.errors import StoreError, UsageError
from kg.resources import RUNTIME

if TYPE_CHECKING:
    from kg.store.disk.control import ControlServer

Arguments = Mapping[str, Any]


def commands(live: Live, folder: Path) -> ControlServer:
    """Return the channel in ``folder`` through which ``live`` takes commands, not yet listening.

    Raises StoreError where the folder is not this user's own.
    """
    from kg.store.disk.control import ControlServer

    async def reload(_: Arguments) -> Arguments:
        if live.reloader is None:
            raise StoreError("This server cannot reload.")
        return await live.reloader.reload()

    async def backup(given: Arguments) -> Arguments:
        if not given.get("target"):
            raise UsageError("Say where to: target.")
        await live.backup(Path(str(given["target"])))
        return {"backup": str(given["target"]), "version": live.version}

    async def status(_: Arguments) -> Arguments:
        tally = live.tally
        return {
            "version": live.version,
            "pid": os.getpid(),
            "ready": live.readiness() or True,
            "since": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(live.since)),
            "reloads": tally.reloads,
            "reloads_failed": tally.reloads_failed,
            "updates": tally.updates,
            "updates_refused": tally.updates_refused,
            "last_error": tally.last_error,
        }

    if folder == live.settings.runtime:
        _make_private(folder)
    return ControlServer(folder, {"reload": reload, "backup": backup, "status": status})


def control_folders(live: Live) -> list[Path]:
    """Return where the server listens for commands: in its folder for this run, and in its store."""
    store, runtime = live.settings.store, live.settings.runtime
    return [*([runtime] if runtime else []), *([Path(store)] if kind_of(store) == DISK else [])]


def forget(live: Live) -> None:
    """Remove the folder of this run, which nobody listens in any more."""
    if live.settings.runtime is not None:
        with contextlib.suppress(OSError):  # not empty: somebody else's
            live.settings.runtime.rmdir()


def _make_private(folder: Path) -> None:
    """Make ``folder`` and its parent, for their user only; raises StoreError where one is somebody else's."""
    shared = [folder.parent] if folder.parent.name.startswith(RUNTIME) else []
    for place in (*shared, folder):
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = place.lstat()
        except OSError as error:
            raise StoreError(f"{place} cannot be made: {error.strerror}.") from error
        foreign = hasattr(os, "getuid") and found.st_uid != os.getuid()
        if stat.S_ISLNK(found.st_mode) or foreign or (os.name == "posix" and found.st_mode & 0o022):
            raise StoreError(
                f"{place} is not this user's alone; set KG_RUNTIME_DIR to a folder of your own that "
                "nobody else can write."
            )

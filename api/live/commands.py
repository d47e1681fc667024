"""What the server does when asked on its own machine: ``kg reload``, ``kg backup``, the signal SIGHUP."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.live.generation import Live
from api.live.stores import DISK, kind_of
from kg.errors import StoreError, UsageError

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

    _make_private(folder)
    return ControlServer(folder, {"reload": reload, "backup": backup, "status": status})


def control_folder(live: Live) -> Path | None:
    """Return where the server listens for commands: in its store, else in its folder for this run, if any."""
    store = live.settings.store
    return Path(store) if kind_of(store) == DISK else live.settings.runtime


def _make_private(folder: Path) -> None:
    """Make ``folder``, for its user only; raises StoreError where it is somebody else's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.stat()
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error.strerror}.") from error
    if hasattr(os, "getuid") and owner.st_uid != os.getuid():
        raise StoreError(f"{folder} belongs to another user; set XDG_RUNTIME_DIR to a folder of your own.")

"""How a running server is asked something from the same machine: a channel in a folder, for its user only.

A Unix domain socket ``control.sock`` (mode 0600). Where there are none, or the path is too long for one
(sun_path of unix(7)), a port on 127.0.0.1 with a secret, both in ``control.json`` (mode 0600).

One line of JSON each way: ``{"command": …}`` with its arguments, ``{"result": …}`` or ``{"error": …}`` back.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import os
import re
import secrets
import socket
import stat
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from typing import Any, Final, TypeAlias

from kg.errors import KgError
from kg.store.disk.asking import ENDPOINT, SOCKET, alive
from kg.store.disk.errors import DiskStoreError, system_error

#: Answers the arguments of a command; raises KgError, which the asker is told.
Handler: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]

log = logging.getLogger("kg.control")

_LINE: Final = 1 << 16
_PATIENCE: Final = 5.0  # seconds in which a connection must have said what it wants
#: Bytes of a path that every system takes for a socket (104 on macOS, 108 on Linux, each with a zero).
_LONGEST: Final = 100
#: The folder in which a socket is made, and the file that becomes ``control.json``.
_PREFIX: Final = "control-"
_SUFFIX: Final = ".json"
_LEFT: Final = re.compile(r"control-[a-z0-9_]{8}(\.json)?")  # as the tempfile module names them


class ControlServer:
    """Answers commands in ``folder`` by ``handlers`` (name → coroutine function), in a running event loop."""

    def __init__(self, folder: Path, handlers: Mapping[str, Handler], sockets: bool | None = None) -> None:
        """``sockets`` False: a port even where there are Unix domain sockets (None: as the system can)."""
        self._folder = folder.absolute()
        self._handlers = dict(handlers)
        self._secret = ""
        self._server: asyncio.Server | None = None
        fits = len(os.fsencode(self._folder / "control-XXXXXXXX" / SOCKET)) <= _LONGEST
        self._unix = hasattr(socket, "AF_UNIX") and fits if sockets is None else sockets

    async def start(self) -> None:
        """Begin to listen; raises DiskStoreError where another server listens here, or none can."""
        if await asyncio.to_thread(alive, self._folder):
            raise DiskStoreError(self._folder, "another server runs in this folder: stop it first.")
        self._forget()
        try:
            if self._unix:
                self._server = await asyncio.start_unix_server(self._serve, sock=self._bound(), limit=_LINE)
            else:
                self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LINE)
                self._publish(self._server.sockets[0].getsockname()[1])
        except OSError as error:
            raise system_error(self._folder, "listening for commands", error) from error

    async def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
            self._forget()

    def _bound(self) -> socket.socket:
        """Return a socket that was nobody else's to open at any moment, then in its place."""
        private = Path(mkdtemp(dir=self._folder, prefix=_PREFIX))
        try:
            made = socket.socket(socket.AF_UNIX)
            try:
                made.bind(str(private / SOCKET))
                (private / SOCKET).chmod(0o600)
                (private / SOCKET).replace(self._folder / SOCKET)
            except BaseException:
                made.close()
                raise
            return made
        finally:
            _remove_left(private)

    def _publish(self, port: int) -> None:
        self._secret = secrets.token_urlsafe(32)
        content = json.dumps({"port": port, "secret": self._secret}).encode()
        # mkstemp makes files that only their owner can open, at every moment.
        handle, temporary = mkstemp(dir=self._folder, prefix=_PREFIX, suffix=_SUFFIX)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(self._folder / ENDPOINT)

    def _forget(self) -> None:
        """Remove the files of this channel, or of a server that was killed."""
        for name in (SOCKET, ENDPOINT):
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()
        for left in self._folder.glob(f"{_PREFIX}*"):
            if _LEFT.fullmatch(left.name):
                _remove_left(left)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, asyncio.CancelledError):
            try:
                async with asyncio.timeout(_PATIENCE):
                    line = await reader.readline()
                if line:
                    writer.write(json.dumps(await self._answer(line)).encode() + b"\n")
                    await writer.drain()
            except ValueError:  # a line without end
                pass
            finally:
                writer.close()

    async def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            request = json.loads(line)
            command = request.pop("command")
            secret = request.pop("secret", "")
        except (ValueError, KeyError, AttributeError, TypeError):
            return {"error": "This is no command."}
        if not hmac.compare_digest(str(secret).encode(), self._secret.encode()):
            return {"error": "The secret is wrong: ask again."}
        handler = self._handlers.get(command) if isinstance(command, str) else None
        if handler is None:
            return {"error": f"The server knows no command {command!r}."}
        try:
            return {"result": dict(await handler(request))}
        except KgError as error:
            return {"error": str(error)}
        except Exception:
            log.exception("the command %s failed", command)
            return {"error": f"The command {command} failed; the server's log says why."}


def _remove_left(left: Path) -> None:
    """Remove what a start left behind, and nothing else that has such a name; follows no symbolic link."""
    with contextlib.suppress(OSError):
        mode = left.lstat().st_mode
        if stat.S_ISREG(mode) and left.suffix == _SUFFIX:
            left.unlink()
        elif stat.S_ISDIR(mode):
            with contextlib.suppress(FileNotFoundError):
                (left / SOCKET).unlink()
            left.rmdir()  # fails where there is anything else in it

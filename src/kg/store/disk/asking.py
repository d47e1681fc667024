"""Asking the server that runs on a folder (the other end of :mod:`kg.store.disk.control`)."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any, Final

from kg.errors import StoreError
from kg.store.disk.errors import DiskStoreError, system_error

#: The files of the channel: a Unix domain socket, or a port with its secret.
SOCKET: Final = "control.sock"
ENDPOINT: Final = "control.json"
_CONNECT: Final = 5.0
_PIECE: Final = 1 << 16


class NoServerError(DiskStoreError):
    """No server listens in this folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "no running server answers here: start it, or name the folder that it uses.")


class RefusedError(StoreError):
    """The server was asked and could not do it; the message is its own."""


def ask(folder: Path, command: str, timeout: float = 600.0, **arguments: Any) -> dict[str, Any]:
    """Return what the server running on ``folder`` answers to ``command``; waits up to ``timeout`` seconds.

    Raises NoServerError, RefusedError (with the server's words), DiskStoreError where it does not answer.
    """
    request = {"command": command, **arguments}
    try:
        answer = _exchange(folder, request, timeout)
    except TimeoutError as error:
        raise DiskStoreError(folder, f"the server did not answer within {timeout:g} s.") from error
    except OSError as error:
        raise system_error(folder, "asking the server", error) from error
    try:
        found = json.loads(answer)
        if "error" in found:
            raise RefusedError(str(found["error"]))
        return dict(found["result"])
    except (ValueError, KeyError, TypeError) as error:
        raise DiskStoreError(folder, "the server ended before it answered.") from error


def alive(folder: Path) -> bool:
    """Tell whether a server listens in ``folder``."""
    try:
        connection, _ = _connect(folder)
    except (NoServerError, OSError):
        return False
    connection.close()
    return True


def _exchange(folder: Path, request: dict[str, Any], timeout: float) -> bytes:
    connection, secret = _connect(folder)
    with connection:
        connection.settimeout(timeout)
        connection.sendall(json.dumps(request | secret).encode() + b"\n")
        pieces = []
        while piece := connection.recv(_PIECE):
            pieces.append(piece)
        return b"".join(pieces)


def _connect(folder: Path) -> tuple[socket.socket, dict[str, str]]:
    """Return a connection, and the secret that goes with each request over a port."""
    try:
        if (folder / SOCKET).exists():
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(_CONNECT)
            try:
                connection.connect(str(folder / SOCKET))
            except BaseException:
                connection.close()
                raise
            return connection, {}
        known = json.loads((folder / ENDPOINT).read_bytes())
        connection = socket.create_connection(("127.0.0.1", int(known["port"])), _CONNECT)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as error:
        raise NoServerError(folder) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DiskStoreError(folder, f"{ENDPOINT} is damaged: start the server again.") from error
    return connection, {"secret": str(known["secret"])}

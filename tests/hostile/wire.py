"""HTTP/1.1 over a bare socket, so that a request can be as wrong as it likes."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: How a connection ended that brought no answer.
CLOSED = 0
#: How an answer ended that was begun and broken off.
BROKEN = -1


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; ``status`` is :data:`CLOSED` where the server closed the connection without one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0

    @property
    def problem(self) -> str:
        """The name at the end of the problem's type; empty where the answer is no problem document."""
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            return ""
        return str(json.loads(self.body)["type"]).rpartition("#problem-")[2]

    def __str__(self) -> str:
        return f"{self.status} {self.problem} in {self.seconds:.2f} s: {self.body[:300]!r}"


class _Shared:
    """What ``http.client`` takes for a socket and its file: one buffer for all answers of a connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._file = connection.makefile("rb")
        self.read = self._file.read
        self.readline = self._file.readline
        self.readinto = self._file.readinto

    def makefile(self, mode: str) -> _Shared:
        return self

    def close(self) -> None: ...

    def flush(self) -> None: ...

    def end(self) -> None:
        self._file.close()


class Wire:
    """One connection to the server."""

    def __init__(self, address: tuple[str, int], timeout: float = 10.0, source: str = "") -> None:
        self._socket = socket.create_connection(address, timeout, (source, 0) if source else None)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._shared = _Shared(self._socket)

    def send(self, data: bytes) -> bool:
        """Send ``data``; False where the server has closed."""
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def finish(self) -> None:
        """Say that nothing more is sent."""
        self._socket.shutdown(socket.SHUT_WR)

    def reply(self, method: str = "GET") -> Reply:
        """Read the next answer. Raises TimeoutError where none comes and the connection stays open."""
        begun = time.monotonic()
        response = http.client.HTTPResponse(self._shared, method=method)  # type: ignore[arg-type]
        end = CLOSED
        try:
            response.begin()
            end = BROKEN
            body = response.read()
        except TimeoutError:
            raise
        except (http.client.HTTPException, OSError):
            return Reply(end, seconds=time.monotonic() - begun)
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
        return Reply(response.status, headers, body, time.monotonic() - begun)

    def replies(self, most: int = 20) -> list[Reply]:
        """Read answers until the connection is closed; the last may be :data:`CLOSED` only if it is alone."""
        found: list[Reply] = []
        while len(found) < most:
            reply = self.reply()
            if reply.status == CLOSED:
                break
            found.append(reply)
        return found or [Reply(CLOSED)]

    def close(self) -> None:
        self._shared.end()
        self._socket.close()


@contextmanager
def connected(address: tuple[str, int], timeout: float = 10.0, source: str = "") -> Iterator[Wire]:
    """A connection that is closed at the end; ``source`` is the client's own address."""
    wire = Wire(address, timeout, source)
    try:
        yield wire
    finally:
        wire.close()


def request(
    method: str = "GET",
    target: str | bytes = "/healthz",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    host: str = "kg.test",
) -> bytes:
    """Return the bytes of a request; without ``body`` it has no length."""
    given = {"Host": host, **(headers or {})}
    if body is not None and "Content-Length" not in given and "Transfer-Encoding" not in given:
        given["Content-Length"] = str(len(body))
    raw = target.encode() if isinstance(target, str) else target
    lines = [method.encode() + b" " + raw + b" HTTP/1.1"]
    lines += [f"{name}: {value}".encode("latin-1") for name, value in given.items() if value is not None]
    return b"\r\n".join(lines) + b"\r\n\r\n" + (body or b"")


def exchange(
    address: tuple[str, int], data: bytes, method: str = "GET", timeout: float = 10.0, source: str = ""
) -> Reply:
    """Send ``data`` on a connection of its own and return the first answer."""
    begun = time.monotonic()
    with connected(address, timeout, source) as wire:
        wire.send(data)
        found = wire.reply(method)
    return Reply(found.status, found.headers, found.body, time.monotonic() - begun)

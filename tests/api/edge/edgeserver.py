"""A small application behind the edge layers on a real socket, and a client that sends bytes as they are."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp, Receive, Scope, Send

from api.edge.cache import AnswerCache
from api.edge.observe import Observe
from api.edge.policy import Policy
from api.metrics.numbers import CacheStats
from api.serve import server
from api.settings import Settings
from kg.store.evaluator import PoolStatus, WorkerMemory

LONG = b"0123456789abcdef" * 200


class Served:
    """What is served: a version that the test can change."""

    def __init__(self) -> None:
        self.version = "v1"
        self.triples = 12
        self.since = 1000.5
        self.reloads = (2, 1)
        self.updates = (3, 4)
        self.pool = PoolStatus(free=2, busy=1, waiting=5, answered=7, killed=1, ended={"deadline": 1})
        self.reason = ""

    @property
    def generation(self) -> object:
        return self.version

    def memory(self) -> list[WorkerMemory]:
        return [WorkerMemory(11, "worker", 4096, 1024)]

    def readiness(self) -> str:
        return self.reason


class Application:
    """``/kept`` has an ETag and a long body, ``/echo`` returns the request's body, ``/wait`` takes half a
    second, ``/boom`` fails, ``/stream`` comes in pieces, ``/fields`` returns the names of the header,
    ``/big`` is 25 MB.
    """

    def __init__(self, served: Served) -> None:
        self.served = served
        self.calls: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
            return
        path = scope["path"]
        self.calls.append(path)
        body = b""
        if path in ("/echo", "/fields"):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return
                body += message.get("body", b"")
                more = message.get("more_body", False)
        if path == "/boom":
            raise RuntimeError("secret detail")
        if path == "/wait":
            await asyncio.sleep(0.5)
        await self.answer(path, scope, send, body)

    async def answer(self, path: str, scope: Scope, send: Send, body: bytes) -> None:
        headers = [(b"content-type", b"text/plain"), (b"vary", b"Accept")]
        if path.startswith("/kept"):
            version = self.served.version.encode()
            headers.append((b"etag", b'"' + version + path.encode()[1:] + b'"'))
            body = version + LONG + scope["query_string"]
        elif path == "/fields":
            body = b",".join(name for name, _ in scope["headers"])
        elif path == "/scheme":
            headers.append((b"etag", b'"s"'))
            body = scope["scheme"].encode()
        elif path == "/stream":
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            for _ in range(3):
                await send({"type": "http.response.body", "body": LONG, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
            return
        elif path == "/big":
            body = LONG * 8000
        elif path == "/busy":
            await send({"type": "http.response.start", "status": 503, "headers": headers})
            await send({"type": "http.response.body", "body": b"busy"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return


def layered(app: ASGIApp, served: Served, settings: Settings | None = None) -> Observe:
    """The layers in the order in which the server has them."""
    chosen, stats = settings or Settings(), CacheStats()
    cache = AnswerCache(app, lambda: served.version, chosen.cache_bytes, stats)
    return Observe(Policy(cache, chosen), chosen, served, stats)


@contextmanager
def running(observe: Observe, keep_alive: float | None = None) -> Iterator[int]:
    """Serve on a free port of this machine; yields the port."""
    serving = server(observe, "127.0.0.1", 0)
    if keep_alive is not None:
        serving.config.timeout_keep_alive = keep_alive  # type: ignore[assignment]
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    end = time.monotonic() + 20
    while not serving.started:
        assert thread.is_alive()
        assert time.monotonic() < end
        time.sleep(0.005)
    try:
        yield serving.servers[0].sockets[0].getsockname()[1]
    finally:
        serving.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


class Raw:
    """A connection that sends bytes; answers are read whole (by Content-Length or until the end)."""

    def __init__(self, port: int, source: str = "127.0.0.1") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10, (source, 0))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def __enter__(self) -> Raw:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def split(self, data: bytes) -> None:
        """Send in two packets, so that nobody sees a whole head at once."""
        self.send(data[:7])
        time.sleep(0.02)
        self.send(data[7:])

    def answer(self, head: bool = False) -> tuple[bytes, bytes]:
        """Return head and body of the next answer."""
        while b"\r\n\r\n" not in self.rest:
            self._more()
        lead, _, self.rest = self.rest.partition(b"\r\n\r\n")
        fields = dict(line.split(b": ", 1) for line in lead.split(b"\r\n")[1:])
        if head or lead.split()[1] in (b"304", b"204"):
            return lead, b""
        if fields.get(b"transfer-encoding") == b"chunked":
            while b"0\r\n\r\n" not in self.rest:
                self._more()
            body, _, self.rest = self.rest.partition(b"0\r\n\r\n")
            return lead, body
        length = int(fields[b"content-length"])
        while len(self.rest) < length:
            self._more()
        body, self.rest = self.rest[:length], self.rest[length:]
        return lead, body

    def status(self) -> int:
        return int(self.answer()[0].split()[1])

    def ended(self, within: float = 5.0) -> bool:
        """Tell whether the server closes; what it sends instead is kept."""
        self.socket.settimeout(within)
        try:
            data = self.socket.recv(1 << 16)
            self.rest += data
            return not data
        except TimeoutError:
            return False
        except ConnectionError:
            return True

    def _more(self) -> None:
        data = self.socket.recv(1 << 16)
        assert data, f"the connection ended after {self.rest[:200]!r}"
        self.rest += data


def get(path: str, *fields: str, method: str = "GET", host: str = "kg.example") -> bytes:
    """The bytes of a request without a body."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *fields]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()

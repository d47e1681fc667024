"""A real HTTP server that answers as a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

JSON = "application/sparql-results+json"
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'


@dataclass
class Reply:
    status: int = 200
    body: bytes = ROWS
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": JSON})
    hold: threading.Event | None = None


@dataclass
class Script:
    """``replies`` in order, the last one for ever; ``asked``: path, headers and form of each request."""

    replies: list[Reply]
    port: int = 0
    asked: list[tuple[str, dict[str, str], dict[str, list[str]]]] = field(default_factory=list)

    @property
    def store(self) -> str:
        return f"sparql+http://127.0.0.1:{self.port}/sparql"

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def scripted(*replies: Reply) -> Iterator[Script]:
    script = Script(list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            script.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, form))
            reply = script.next()
            if reply.hold is not None:
                reply.hold.wait(10)
            try:
                self.send_response(reply.status)
                for name, value in {**reply.headers, "content-length": str(len(reply.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
            except OSError:
                pass  # the client has left

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield script
    finally:
        for reply in script.replies:
            if reply.hold is not None:
                reply.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(5)

"""Small HTTP servers on the loopback: one that answers SPARQL, and whatever else a test needs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pyoxigraph as ox

from kg.store.federation import AllowedEndpoint

Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]
JSON = "application/sparql-results+json"


@dataclass
class Request:
    """What a client sent."""

    line: str
    headers: dict[str, str]
    query: str


@dataclass
class Server:
    """A running server: its port and the requests it got."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)

    def endpoint(self, host: str = "127.0.0.1", *, private: bool = True) -> AllowedEndpoint:
        return AllowedEndpoint(f"http://{host}:{self.port}/sparql", private=private)


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[Server]:
    """Serve with ``handler`` on a free port until the end of the block."""
    server = Server()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:-2])
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            request = Request(head[0], headers, parse_qs(body.decode()).get("query", [""])[0])
            server.requests.append(request)
            await handler(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(accept, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        await listener.wait_closed()


def answering(
    body: bytes, status: str = "200 OK", headers: Sequence[str] = (f"Content-Type: {JSON}",)
) -> Handler:
    """Return a handler that gives the same answer to all."""

    async def handle(request: Request, writer: asyncio.StreamWriter) -> None:
        head = "".join(
            f"{line}\r\n" for line in (*headers, f"Content-Length: {len(body)}", "Connection: close")
        )
        writer.write(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)
        await writer.drain()

    return handle


def sparql(triples: str) -> Handler:
    """Return a handler that evaluates the queries it gets over ``triples`` (Turtle)."""
    store = ox.Store()
    store.load(triples.encode(), format=ox.RdfFormat.TURTLE)

    async def handle(request: Request, writer: asyncio.StreamWriter) -> None:
        results = store.query(request.query)
        assert isinstance(results, ox.QuerySolutions)
        body = results.serialize(format=ox.QueryResultsFormat.JSON)
        assert body is not None
        await answering(body)(request, writer)

    return handle

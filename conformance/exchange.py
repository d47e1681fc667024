"""One HTTP exchange with an endpoint, nothing added that was not asked for, and what its answer holds."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox

TIMEOUT = 60.0
_REDIRECTS = 3


@dataclass(frozen=True)
class Reply:
    """The answer to one request; header names in lower case."""

    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    address: str = ""

    @property
    def media_type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def results(self) -> ox.QuerySolutions | ox.QueryBoolean:
        """Return the rows or the truth value; raises ValueError or SyntaxError where there are none."""
        form = ox.QueryResultsFormat.from_media_type(self.media_type)
        if form is None:
            raise ValueError(f"{self.media_type or 'no media type'} is not one of SPARQL results")
        return ox.parse_query_results(self.body, format=form)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the statements; raises ValueError or SyntaxError where the answer is not RDF."""
        form = ox.RdfFormat.from_media_type(self.media_type)
        if form is None:
            raise ValueError(f"{self.media_type or 'no media type'} is not one of RDF")
        return iter(list(ox.parse(self.body, format=form, base_iri=self.address)))


def send(
    address: str, method: str = "GET", headers: dict[str, str] | None = None, body: bytes | None = None
) -> Reply:
    """Return the answer of ``address``, following redirects that keep method and body (307, 308)."""
    for _ in range(_REDIRECTS):
        reply = _once(address, method, headers or {}, body)
        if reply.status not in (307, 308) or "location" not in reply.headers:
            return reply
        address = urljoin(address, reply.headers["location"])
    return reply


def _once(address: str, method: str, headers: dict[str, str], body: bytes | None) -> Reply:
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, body=body, headers=headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, found, answer.read(), address)
    finally:
        connection.close()
